"""Which part of the glossary is looked at, which entry of it, and which words are searched: session and link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from components import boxes, frame, words
from locales import say

VIEWS = ("figures", "returns", "codes", "tables")
ALL = "all"
PICKED = "glossary_picked"
REFUSED = "glossary_refused"
_VIEW, _FIND, _ITEM = "glossary_view", "glossary_search", "glossary_pick"
_KEYS = {"view": _VIEW, "find": _FIND, "item": _ITEM}
_MOST_LETTERS = 80


@dataclass(frozen=True)
class Picked:
    view: str = VIEWS[0]
    find: str = ""
    item: str = ALL

    def query(self, lang: str) -> dict[str, str]:
        """The whole query string, defaults included."""
        return {**asdict(self), "lang": lang}


def picked() -> Picked:
    """What the session, or on its first run here a link, asks for; an unknown view is refused."""
    if PICKED not in st.session_state:
        asked = {name: st.query_params[name] for name in asdict(Picked()) if name in st.query_params}
        is_known = asked.get("view", VIEWS[0]) in VIEWS
        st.session_state[PICKED] = (
            Picked(**asked | {"find": asked.get("find", "")[:_MOST_LETTERS]}) if is_known else Picked()
        )
        st.session_state[REFUSED] = not is_known
    found: Picked = st.session_state[PICKED]
    return found


def resolve(items: Sequence[str]) -> Picked:
    """The choice with an entry that its view has; one that it has not is refused, and all of them are shown."""
    wanted = picked()
    if wanted.item not in (ALL, *items):
        st.session_state[REFUSED] = True
        wanted = st.session_state[PICKED] = replace(wanted, item=ALL)
    return wanted


def say_refused(lang: str) -> None:
    """That a link asked for a view or an entry which there is not."""
    if st.session_state.get(REFUSED):
        frame.notice(say(lang, "dictionary.link_refused"))


def bar(chosen: Picked, counts: Mapping[str, int], items: Sequence[str], name: Callable[[str], str], lang: str) -> None:
    """The views, while something is searched with how much is found in each; the search; the entries found."""
    boxes.put(_VIEW, chosen.view, VIEWS)
    boxes.put(_FIND, chosen.find)
    st.segmented_control(
        say(lang, "dictionary.view"),
        list(VIEWS),
        key=_VIEW,
        format_func=lambda view: _view_name(view, counts, chosen.find, lang),
        label_visibility="collapsed",
        on_change=_take,
    )
    search, pick = st.columns([1, 1])
    with search:
        st.text_input(
            say(lang, "glossary.search"),
            key=_FIND,
            placeholder=say(lang, "glossary.search_hint"),
            max_chars=_MOST_LETTERS,
            on_change=_take,
        )
    with pick:
        offered = [ALL, *items]
        boxes.put(_ITEM, chosen.item if chosen.item in offered else ALL, offered)
        st.selectbox(
            say(lang, f"dictionary.pick.{chosen.view}"),
            offered,
            key=_ITEM,
            format_func=name,
            filter_mode=None,
            on_change=_take,
        )


def write_address(chosen: Picked, lang: str) -> None:
    """The address bar reopens exactly this."""
    query = chosen.query(lang)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def _view_name(view: str, counts: Mapping[str, int], find: str, lang: str) -> str:
    name = say(lang, f"dictionary.view.{view}")
    return f"{name} ({words.number(lang, counts[view])})" if find else name


def _take() -> None:
    """Another view begins with all of its entries; taking a view back changes nothing."""
    changed: dict[str, Any] = dict(boxes.taken(_KEYS))
    if changed:
        entry = {"item": ALL} if "view" in changed else {}
        st.session_state[PICKED] = replace(st.session_state[PICKED], **changed | entry)
        st.session_state[REFUSED] = False

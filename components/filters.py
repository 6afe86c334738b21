"""The filter bar: district → circle → thana, window, compared with what, as of when. The address bar holds it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

import streamlit as st

from components import boxes, frame, windows, words
from components import choice as choices
from components.choice import ALL, LATEST, Choice
from components.places import LEVELS, Places
from components.windows import Calendar
from locales import say

_CHOICE = "choice"
_KEYS = {field: f"filter_{field}" for field in (*LEVELS, "window", "compare", "as_of")}
More = Mapping[str, str] | Callable[[Choice], Mapping[str, str]]
_NO_MORE: Mapping[str, str] = MappingProxyType({})


def choose(
    places: Places,
    calendar: Calendar,
    lang: str,
    more: More = _NO_MORE,
    *,
    levels: Sequence[str] = LEVELS,
    spans: bool = True,
    compares: bool = True,
    as_of: bool = False,
) -> Choice:
    """Draws the bar and returns what is chosen; a link's choice counts on the session's first run.

    `levels` are those that a page asks for, from the district down: it gets all of what it chooses at the last of them.
    `more` is what a page adds to the address beside the bar, or tells it of a choice. A page with a span of its own
    does not ask for one, one that compares nothing does not ask with what, one that knows the latest figures only does
    not ask as of when: it gets the latest; the choice made elsewhere stands.
    """
    current = _current(places, calendar, lang)
    boxes = [(partial(_place, level, current, places, lang), 1.0) for level in levels]
    if spans:
        boxes.append((partial(_window, current, calendar, lang), 1.5))
    if compares:
        boxes.append((partial(_compare, current, lang), 1.45))
    if as_of:
        boxes.append((partial(_as_of, current, calendar, lang), 1.35))
    with st.container(key="filters"):
        for column, (draw, _) in zip(st.columns([width for _, width in boxes], gap="small"), boxes, strict=True):
            with column:
                draw()
    shown = replace(current if as_of else replace(current, as_of=LATEST), **_below(levels))
    _write_address({**shown.query(lang, as_of=as_of), **(more(shown) if callable(more) else more)})
    return shown


def _below(levels: Sequence[str]) -> dict[str, Any]:
    return {level: None for level in LEVELS if level not in levels}


def window_name(code: str, calendar: Calendar, lang: str) -> str:
    """A festival's own name, or ours for a rolling window."""
    festival = next((f for f in calendar.festivals if f.code == code), None)
    return festival.name(lang) if festival else say(lang, f"window.{code}")


def as_of_name(code: str, lang: str) -> str:
    """Today, or the review of which day."""
    return say(lang, "as_of.latest") if code == LATEST else words.day(lang, date.fromisoformat(code))


def _window(current: Choice, calendar: Calendar, lang: str) -> None:
    _select("window", windows.names(calendar), current.window, lambda code: window_name(code, calendar, lang), lang)


def _compare(current: Choice, lang: str) -> None:
    _select("compare", windows.COMPARISONS, current.compare, lambda code: say(lang, f"compare.{code}"), lang)


def _as_of(current: Choice, calendar: Calendar, lang: str) -> None:
    _select("as_of", choices.as_of_days(calendar), current.as_of, lambda code: as_of_name(code, lang), lang)


def _current(places: Places, calendar: Calendar, lang: str) -> Choice:
    if _CHOICE not in st.session_state:
        read = choices.read(st.query_params.to_dict(), places, calendar)
        st.session_state[_CHOICE] = read.choice
        st.session_state["refused"] = read.refused
    _say_refused(st.session_state.get("refused", ()), lang)
    chosen: Choice = choices.inside(st.session_state[_CHOICE], places)
    st.session_state[_CHOICE] = chosen
    return chosen


def _say_refused(refused: Sequence[str], lang: str) -> None:
    if refused:
        names = ", ".join(say(lang, f"filter.{field}") for field in refused)
        frame.notice(say(lang, "link.refused", fields=names))


def _place(level: str, current: Choice, places: Places, lang: str) -> None:
    units = places.at(
        level,
        current.district if level != "district" else None,
        current.circle if level == "thana" else None,
    )
    names = {unit.code: unit.name(lang) for unit in units}
    is_open = level == "district" or current.district is not None
    is_fixed = level == "district" and places.only_district is not None
    codes = list(names) if is_fixed else [ALL, *(names if is_open else ())]
    chosen = getattr(current, level) or ALL
    _select(level, codes, chosen, lambda code: names.get(code) or say(lang, f"filter.all_{level}"), lang)


def _select(field: str, codes: Sequence[str], chosen: str, name: Callable[[str], str], lang: str) -> None:
    key = _KEYS[field]
    boxes.put(key, chosen if chosen in codes else codes[0], codes)
    st.selectbox(
        say(lang, f"filter.{field}"),
        list(codes),
        key=key,
        format_func=name,
        filter_mode=None,
        on_change=_take,
        disabled=len(codes) == 1,
    )


def _take() -> None:
    """A new district empties circle and thana below it; a new circle the thana: not what is chosen with it."""
    chosen: Choice = st.session_state[_CHOICE]
    for field, picked in boxes.taken(_KEYS):
        below = LEVELS[LEVELS.index(field) + 1 :] if field in LEVELS else ()
        values: dict[str, Any] = {field: None if picked == ALL else picked, **dict.fromkeys(below)}
        chosen = replace(chosen, **values)
        st.session_state["refused"] = ()
    st.session_state[_CHOICE] = chosen


def _write_address(query: Mapping[str, str]) -> None:
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)

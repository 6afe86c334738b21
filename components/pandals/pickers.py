"""The pickers of the page of pandals: a festival, a kind of place, and the nights in one row with a step either way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import frame, words
from components.pandals import choosing
from components.pandals.choosing import Picked
from components.pandals.reading import View
from components.windows import Calendar, Festival
from locales import say


def bar(found: View, wanted: Picked, festivals: Sequence[Festival], calendar: Calendar, lang: str) -> None:
    """What of a link could not be honoured, then the pickers."""
    say_refused(found, wanted, festivals, lang)
    draws = [
        (partial(festival_box, choosing.begun(festivals, calendar), found.festival, lang), 1.0),
        *([(partial(kind_bar, found.kinds, found.kind, lang), 1.2)] if len(found.kinds) > 1 else ()),
        (partial(night_bar, found, lang), 2.3),
    ]
    with st.container(key="pandals_bar"):
        columns = st.columns([width for _, width in draws], gap="small", vertical_alignment="bottom")
        for column, (draw, _) in zip(columns, draws, strict=True):
            with column:
                draw()


def say_refused(found: View, wanted: Picked, festivals: Sequence[Festival], lang: str) -> None:
    """What a link asked for and cannot be shown: a festival that has not begun or is not known, a night beyond."""
    shown = found.festival
    if wanted.festival not in (None, shown.code):
        named = next((one for one in festivals if one.code == wanted.festival), None)
        key = "pandals.festival_ahead" if named else "pandals.festival_unknown"
        told = {"wanted": named.name(lang), "day": words.day(lang, named.starts_on)} if named else {}
        frame.notice(say(lang, key, shown=shown.name(lang), **told))
    elif choosing.NIGHT in choosing.refused() or (wanted.night is not None and wanted.night != found.night):
        frame.notice(say(lang, "pandals.night_unknown", last=words.number(lang, found.last)))


def festival_box(told: Sequence[Festival], current: Festival, lang: str) -> None:
    names = {one.code: one.name(lang) for one in told}
    st.session_state["pandals_festival"] = current.code
    st.selectbox(
        say(lang, "pandals.festival"),
        list(names),
        key="pandals_festival",
        format_func=lambda code: names[code],
        filter_mode=None,
        on_change=_take,
        args=("festival",),
    )


def kind_bar(kinds: Sequence[str], current: str, lang: str) -> None:
    st.session_state["pandals_kind"] = current
    st.segmented_control(
        say(lang, "pandals.kind"),
        list(kinds),
        key="pandals_kind",
        format_func=lambda kind: say(lang, f"pandals.kind.{kind}"),
        on_change=_take,
        args=("kind",),
    )


def night_bar(found: View, lang: str) -> None:
    """◀, the nights that have begun as one row, ▶; what lies ahead is not there to be chosen."""
    night, day = found.night, words.day(lang, found.day())
    with st.container(horizontal=True, vertical_alignment="bottom", key="pandals_nights"):
        _step("◀", "before", night - 1, night <= 1, lang)
        st.session_state["pandals_night"] = night
        st.segmented_control(
            say(lang, "pandals.up_to", night=words.number(lang, night), day=day),
            list(range(1, found.last + 1)),
            key="pandals_night",
            format_func=lambda no: words.number(lang, no),
            on_change=_take,
            args=("night",),
        )
        _step("▶", "after", night + 1, night >= found.last, lang)


def _step(label: str, key: str, to: int, is_end: bool, lang: str) -> None:
    told = say(lang, f"pandals.{key}")
    st.button(label, key=f"pandals_{key}", help=told, disabled=is_end, on_click=_go, args=(to,))


def _take(field: str) -> None:
    """A new festival begins at its own last night; taking a choice back changes nothing."""
    value = st.session_state[f"pandals_{field}"]
    if value is None:
        return
    before: Picked = st.session_state[choosing.PICKED]
    changed = {name: getattr(before, name) for name in choosing.ASKED} | {field: value}
    if field == "festival":
        changed |= {"night": None, "kind": None}
    st.session_state[choosing.PICKED] = Picked(**changed)
    st.session_state[choosing.REFUSED] = ()


def _go(night: int) -> None:
    before: Picked = st.session_state[choosing.PICKED]
    st.session_state[choosing.PICKED] = Picked(before.festival, night, before.kind)
    st.session_state[choosing.REFUSED] = ()

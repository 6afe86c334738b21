"""The pickers of the page of pandals: a festival, a kind of place, and the nights in one row with a step either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from components import boxes, frame, words
from components.pandals import choosing
from components.pandals.choosing import Picked
from components.pandals.reading import View
from components.windows import Calendar, Festival
from locales import say

_KEYS = {field: f"pandals_{field}" for field in choosing.ASKED}


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
    boxes.put("pandals_festival", current.code, list(names))
    st.selectbox(
        say(lang, "pandals.festival"),
        list(names),
        key="pandals_festival",
        format_func=lambda code: names[code],
        filter_mode=None,
        on_change=_take,
    )


def kind_bar(kinds: Sequence[str], current: str, lang: str) -> None:
    boxes.put("pandals_kind", current, kinds)
    st.segmented_control(
        say(lang, "pandals.kind"),
        list(kinds),
        key="pandals_kind",
        format_func=lambda kind: say(lang, f"pandals.kind.{kind}"),
        on_change=_take,
    )


def night_bar(found: View, lang: str) -> None:
    """◀, the nights that have begun as one row, ▶; what lies ahead is not there to be chosen."""
    night, day = found.night, words.day(lang, found.day())
    begun = list(range(1, found.last + 1))
    with st.container(horizontal=True, vertical_alignment="bottom", key="pandals_nights"):
        _step("◀", "before", -1, found, lang)
        boxes.put("pandals_night", night, begun)
        st.segmented_control(
            say(lang, "pandals.up_to", night=words.number(lang, night), day=day),
            begun,
            key="pandals_night",
            format_func=lambda no: words.number(lang, no),
            on_change=_take,
        )
        _step("▶", "after", 1, found, lang)


def _step(label: str, key: str, by: int, found: View, lang: str) -> None:
    told, is_end = say(lang, f"pandals.{key}"), not 1 <= found.night + by <= found.last
    st.button(label, key=f"pandals_{key}", help=told, disabled=is_end, on_click=_go, args=(by, found))


def _take() -> None:
    """A new festival begins at its own last night; taking a choice back changes nothing."""
    picked: Picked = st.session_state[choosing.PICKED]
    for field, value in boxes.taken(_KEYS):
        picked = Picked(value) if field == "festival" else replace(picked, **{field: value})
        st.session_state[choosing.REFUSED] = ()
    st.session_state[choosing.PICKED] = picked


def _go(by: int, found: View) -> None:
    """One night on from the one that is chosen by now, so that two quick presses are two nights."""
    before: Picked = st.session_state[choosing.PICKED]
    if before.festival in (None, found.festival.code):
        night = min(max((before.night or found.night) + by, 1), found.last)
        st.session_state[choosing.PICKED] = replace(before, night=night)
        st.session_state[choosing.REFUSED] = ()

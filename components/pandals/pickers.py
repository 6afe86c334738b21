"""The pickers of the page of pandals: a festival, a kind of place, and the nights in one row with a step either way."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import frame, words
from components.pandals import choosing
from components.pandals.choosing import Picked
from components.pandals.reading import View
from components.windows import Calendar, Festival
from locales import say


def bar(found: View, wanted: Picked, festivals: Sequence[Festival], calendar: Calendar, lang: str) -> None:
    """What of a link could not be honoured, then the pickers."""
    say_refused(found.festival, wanted, festivals, calendar, lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="pandals_bar"):
        festival_box(choosing.begun(festivals, calendar), found.festival, lang)
        kind_bar(found.kinds, found.kind, lang)
        night_bar(found.festival, found.last, found.night, lang)


def say_refused(found: Festival, wanted: Picked, festivals: Sequence[Festival], calendar: Calendar, lang: str) -> None:
    """What a link asked for and cannot be shown: a festival that has not begun or is not known, a night beyond."""
    _, why = choosing.resolve(wanted, festivals, calendar)
    named = next((one for one in festivals if one.code == wanted.festival), None)
    for key in why:
        told = {"wanted": named.name(lang), "day": words.day(lang, named.starts_on)} if named else {}
        frame.notice(say(lang, key, shown=found.name(lang), **told))
    last = choosing.last_begun(found, calendar)
    if not why and (
        choosing.NIGHT in choosing.refused() or (wanted.night is not None and not 1 <= wanted.night <= last)
    ):
        frame.notice(say(lang, "pandals.night_unknown", last=words.number(lang, last)))


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
    """Nothing to choose where all places are of one kind."""
    if len(kinds) < 2:
        return
    st.session_state["pandals_kind"] = current
    st.segmented_control(
        say(lang, "pandals.kind"),
        list(kinds),
        key="pandals_kind",
        format_func=lambda kind: say(lang, f"pandals.kind.{kind}"),
        on_change=_take,
        args=("kind",),
    )


def night_bar(festival: Festival, last: int, current: int, lang: str) -> None:
    """◀, the nights that have begun as one row, ▶; what lies ahead is not there to be chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="pandals_nights"):
        st.button(
            "◀",
            key="pandals_before",
            help=say(lang, "pandals.before"),
            disabled=current <= 1,
            on_click=_go,
            args=(current - 1,),
        )
        st.session_state["pandals_night"] = current
        st.segmented_control(
            say(lang, "pandals.night_of", name=festival.name(lang)),
            list(range(1, last + 1)),
            key="pandals_night",
            format_func=lambda no: words.number(lang, no),
            on_change=_take,
            args=("night",),
        )
        st.button(
            "▶",
            key="pandals_after",
            help=say(lang, "pandals.after"),
            disabled=current >= last,
            on_click=_go,
            args=(current + 1,),
        )


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

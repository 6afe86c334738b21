"""Which festival, which kind of place and up to which night: three pickers of the page, held in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from components import words
from components.windows import Calendar, Festival
from locales import say
from metrics import nights

ASKED = ("festival", "night", "kind")
ALL_STANDING = "pandals"  # pandals and Ramlilas, which N1 to N6 count
KINDS: Mapping[str, tuple[str, ...]] = {
    ALL_STANDING: ("pandal", "ramlila"),
    "ramlila": ("ramlila",),
    "mela": ("mela",),
    "ravan_dahan": ("ravan_dahan",),
    "procession": ("procession",),
}
_PICKED = "pandals_picked"
_REFUSED = "pandals_refused"


@dataclass(frozen=True)
class Picked:
    """What is chosen; None where nothing was chosen yet and the page takes what is latest."""

    festival: str | None = None
    night: int | None = None
    kind: str | None = None

    def more(self) -> dict[str, str]:
        """What it adds to the address."""
        told = {name: getattr(self, name) for name in ASKED}
        return {name: str(value) for name, value in told.items() if value is not None}


def picked() -> Picked:
    """What the session, or on its first run here a link, asks for."""
    if _PICKED not in st.session_state:
        asked = {name: st.query_params.get(name) for name in ASKED}
        night = asked["night"] or ""
        told: dict[str, Any] = {**asked, "night": int(night) if night.isascii() and night.isdigit() else None}
        st.session_state[_PICKED] = Picked(**told)
        st.session_state[_REFUSED] = ("night",) if night and told["night"] is None else ()
    found: Picked = st.session_state[_PICKED]
    return found


def refused() -> tuple[str, ...]:
    """The parts of a link that could not be honoured."""
    told: tuple[str, ...] = st.session_state.get(_REFUSED, ())
    return told


def begun(festivals: Sequence[Festival], calendar: Calendar) -> list[Festival]:
    """Those that have begun by the chosen day, the latest first."""
    return sorted((one for one in festivals if one.starts_on <= calendar.data_through), key=_start, reverse=True)


def resolve(wanted: Picked, festivals: Sequence[Festival], calendar: Calendar) -> tuple[Festival | None, list[str]]:
    """The festival looked at, the latest within the data where none is named; and sentences' keys why not another."""
    told = begun(festivals, calendar)
    if wanted.festival is not None:
        named = next((one for one in festivals if one.code == wanted.festival), None)
        if named in told:
            return named, []
        return _latest(told, calendar), ["pandals.festival_ahead" if named else "pandals.festival_unknown"]
    return _latest(told, calendar), []


def _latest(told: Sequence[Festival], calendar: Calendar) -> Festival | None:
    within = [one for one in told if one.ends_on >= calendar.campaign_starts_on]
    return next(iter([*within, *told]), None)


def _start(festival: Festival) -> date:
    return festival.starts_on


def last_begun(festival: Festival, calendar: Calendar) -> int:
    """The number of the last night up to the chosen day."""
    days = [no for no, day in nights.numbered(festival.starts_on, festival.ends_on) if day <= calendar.data_through]
    return days[-1]


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
            "◀", key="pandals_before", help=say(lang, "pandals.before"), disabled=current <= 1, on_click=_go, args=(current - 1,)
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
            "▶", key="pandals_after", help=say(lang, "pandals.after"), disabled=current >= last, on_click=_go, args=(current + 1,)
        )


def _take(field: str) -> None:
    """A new festival begins at its own last night; taking a choice back changes nothing."""
    value = st.session_state[f"pandals_{field}"]
    if value is None:
        return
    before: Picked = st.session_state[_PICKED]
    changed = {name: getattr(before, name) for name in ASKED} | {field: value}
    if field == "festival":
        changed |= {"night": None, "kind": None}
    st.session_state[_PICKED] = Picked(**changed)
    st.session_state[_REFUSED] = ()


def _go(night: int) -> None:
    before: Picked = st.session_state[_PICKED]
    st.session_state[_PICKED] = Picked(before.festival, night, before.kind)
    st.session_state[_REFUSED] = ()

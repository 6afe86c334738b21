"""Which festival, which kind of place and up to which night: what is asked for, and what of it can be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from components.windows import Calendar, Festival
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
PICKED = "pandals_picked"
REFUSED = "pandals_refused"
NIGHT = "night"


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
    if PICKED not in st.session_state:
        asked = {name: st.query_params.get(name) for name in ASKED}
        night = asked["night"] or ""
        told: dict[str, Any] = {**asked, "night": int(night) if night.isascii() and night.isdigit() else None}
        st.session_state[PICKED] = Picked(**told)
        st.session_state[REFUSED] = (NIGHT,) if night and told["night"] is None else ()
    found: Picked = st.session_state[PICKED]
    return found


def refused() -> tuple[str, ...]:
    """The parts of a link that could not be honoured."""
    told: tuple[str, ...] = st.session_state.get(REFUSED, ())
    return told


def begun(festivals: Sequence[Festival], calendar: Calendar) -> list[Festival]:
    """Those that have begun by the chosen day, the latest first."""
    return sorted((one for one in festivals if one.starts_on <= calendar.data_through), key=_start, reverse=True)


def resolve(
    wanted: Picked, festivals: Sequence[Festival], calendar: Calendar, with_data: Collection[str]
) -> Festival | None:
    """The one asked for, where it has begun, else the latest with data. None before the first."""
    told = begun(festivals, calendar)
    named = next((one for one in told if one.code == wanted.festival), None)
    return named or _latest(told, with_data)


def _latest(told: Sequence[Festival], with_data: Collection[str]) -> Festival | None:
    return next((one for one in told if one.code in with_data), told[0] if told else None)


def _start(festival: Festival) -> date:
    return festival.starts_on


def last_begun(festival: Festival, calendar: Calendar) -> int:
    """The number of the last night up to the chosen day."""
    days = [no for no, day in nights.numbered(festival.starts_on, festival.ends_on) if day <= calendar.data_through]
    return days[-1]

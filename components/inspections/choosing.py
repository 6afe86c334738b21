"""How often SHO and CO are to inspect: a setting of each matrix, kept in the session and in the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from components import boxes, frame
from locales import say
from metrics.inspections import CADENCES, Cadence

RANKS = ("sho", "co")
_KEYS = {rank: f"inspections_{rank}" for rank in RANKS}
PICKED = "inspections_picked"
REFUSED = "inspections_refused"


@dataclass(frozen=True)
class Picked:
    """The review asked for regular inspections by the SHO, set as weekly; the CO comes every fortnight."""

    sho: Cadence = "week"
    co: Cadence = "fortnight"

    def of(self, rank: str) -> Cadence:
        return self.sho if rank == "sho" else self.co

    def more(self) -> Mapping[str, str]:
        """What it adds to the address."""
        return {"sho": self.sho, "co": self.co}


def picked() -> Picked:
    """What the session, or on its first run here a link, asks for."""
    if PICKED not in st.session_state:
        asked = {rank: st.query_params[rank] for rank in RANKS if rank in st.query_params}
        known: dict[str, Cadence] = {
            rank: cadence for rank, value in asked.items() for cadence in CADENCES if cadence == value
        }
        st.session_state[PICKED] = Picked(**known)
        st.session_state[REFUSED] = len(known) < len(asked)
    found: Picked = st.session_state[PICKED]
    return found


def say_refused(lang: str) -> None:
    """That a link asked for a cadence which there is not."""
    if st.session_state.get(REFUSED):
        frame.notice(say(lang, "inspections.cadence.unknown"))


def bar(rank: str, lang: str) -> None:
    """The cadences beside each other, above the matrix of a rank."""
    key = _KEYS[rank]
    boxes.put(key, picked().of(rank), list(CADENCES))
    st.segmented_control(
        say(lang, f"inspections.cadence.{rank}"),
        list(CADENCES),
        key=key,
        format_func=lambda cadence: say(lang, f"inspections.cadence.{cadence}"),
        on_change=_take,
    )


def _take() -> None:
    """Taking a choice back changes nothing."""
    changed: dict[str, Cadence] = dict(boxes.taken(_KEYS))
    if changed:
        st.session_state[PICKED] = replace(st.session_state[PICKED], **changed)
        st.session_state[REFUSED] = False

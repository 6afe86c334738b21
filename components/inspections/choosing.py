"""How often SHO and CO are to inspect: a setting of each matrix, kept in the session and in the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from components import frame
from locales import say
from metrics.inspections import CADENCES, Cadence

RANKS = ("sho", "co")
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
    key = f"inspections_{rank}"
    st.session_state[key] = picked().of(rank)
    st.segmented_control(
        say(lang, f"inspections.cadence.{rank}"),
        list(CADENCES),
        key=key,
        format_func=lambda cadence: say(lang, f"inspections.cadence.{cadence}"),
        on_change=_take,
        args=(rank,),
    )


def _take(rank: str) -> None:
    """Taking a choice back changes nothing."""
    value: Cadence | None = st.session_state[f"inspections_{rank}"]
    if value is not None:
        before: Picked = st.session_state[PICKED]
        st.session_state[PICKED] = replace(before, sho=value) if rank == "sho" else replace(before, co=value)
        st.session_state[REFUSED] = False

"""Reads what the page of inspections shows: a choice and its window → Seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from access.scope import Scope
from components import door
from components.choice import Choice
from components.context import Context
from components.door import Parts
from components.inspections.choosing import RANKS, Picked
from components.matrix import Matrix
from components.places import Places
from components.windows import Calendar
from metrics import inspections
from metrics.inspections import LOOK_BACK, Book, Formal, Gap, Line, Period
from warehouse import inspection_reads
from warehouse.reads import Window

TILES = ("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "H1")
IN_ORDER = "item_in_order"  # duties of each answered item: in order


@dataclass(frozen=True)
class Shift:
    """The matrix of one rank: its periods, and each Kendra's line, the worst first."""

    rank: str
    periods: Sequence[Period]
    lines: Sequence[Line]


@dataclass(frozen=True)
class Seen:
    """Everything on the page. Parts hold codes or items of the whole that is chosen.

    `repeated` and `closed` hold those of each thana over the days that inspectors are compared.
    """

    window: Window
    matrix: Matrix
    thanas: Sequence[str]
    told: Book
    shifts: Sequence[Shift]
    gaps: Sequence[Gap]
    formal: Sequence[Formal]
    parts: Mapping[str, Parts]
    repeated: Parts
    closed: Parts
    defects: Sequence[Mapping[str, Any]]

    @property
    def last(self) -> date:
        return min(self.window.end, self.window.as_of)

    @property
    def is_known(self) -> bool:
        """Whether the return of some day of the window has come."""
        return any(
            first <= self.last and last >= self.window.start
            for thana in self.thanas
            for first, last in self.told.told.get(thana, ())
        )


def look(ctx: Context, choice: Choice, places: Places, calendar: Calendar, matrix: Matrix, picked: Picked) -> Seen:
    """Of the Kendras that are chosen. Inspections are read as of the window's last day, once for all."""
    window, scope = matrix.window, choice.within(ctx.scope)
    last = min(window.end, window.as_of)
    thanas = [
        unit.code for unit in places.at("thana", choice.district, choice.circle) if choice.thana in (None, unit.code)
    ]
    told = book(ctx, last)
    asked = {"I4": None, "I5": None, "I6": None, "I9": None}
    parts = {code: door.parts(ctx, scope, code, choice.whole, (window,)) for code in asked}
    parts[IN_ORDER] = door.parts(ctx, scope, "I6", choice.whole, (window,), IN_ORDER)
    return Seen(
        window,
        matrix,
        thanas,
        told,
        [_shift(rank, picked, window, thanas, told, calendar) for rank in RANKS],
        inspections.gaps(told, thanas),
        inspections.formal(told, thanas, last),
        parts,
        door.parts(ctx, scope, "I5", "thana", (_looked_back(window, last),)),
        door.parts(ctx, scope, "I4", "thana", (_looked_back(window, last),)),
        _defects(ctx, scope, window),
    )


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def book(ctx: Context, as_of: date) -> Book:
    """Of all that the viewer may see, whatever is chosen."""
    days = inspection_reads.days(ctx.snapshot, ctx.scope, as_of).iter_rows(named=True)
    return inspections.book(days, inspection_reads.told(ctx.snapshot, ctx.scope, as_of).iter_rows(named=True))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _defects(ctx: Context, scope: Scope, window: Window) -> list[dict[str, Any]]:
    return inspection_reads.defects(ctx.snapshot, scope, window).to_dicts()


def _shift(rank: str, picked: Picked, window: Window, thanas: Sequence[str], told: Book, calendar: Calendar) -> Shift:
    last = min(window.end, window.as_of)
    asked = inspections.periods(picked.of(rank), window, calendar.campaign_starts_on)
    lines = [inspections.line(told, thana, rank, asked, last) for thana in thanas]
    return Shift(rank, asked, inspections.worst_first(lines))


def _looked_back(window: Window, last: date) -> Window:
    return Window(last - timedelta(days=LOOK_BACK - 1), last, window.as_of)

"""Reads what the page on awareness shows besides its KPIs: choice and window → Seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from access.settings import load_settings
from components import door
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix, Row
from components.places import Places, Unit
from metrics import awareness
from metrics.awareness import Look, Quarter, Reach, Told
from metrics.hotspots import complaints
from warehouse import awareness_reads, reads
from warehouse.reads import Window

TILES = ("A1", "A2", "A3", "A4")
KPIS = (*TILES, "A6")
RETURNS = ("awareness",)


@dataclass(frozen=True)
class Group:
    """A unit with its thanas: what is chosen as a whole, or one of its parts."""

    name: str
    thanas: frozenset[str]
    is_whole: bool


@dataclass(frozen=True)
class Seen:
    """Everything on the page.

    `complaints`: of thanas whose number may be told. `hidden`: of those whose number is too small to be.
    """

    matrix: Matrix
    thanas: Mapping[str, Unit]
    groups: Sequence[Group]
    quarter: Quarter
    reached: Sequence[Reach]
    told: Told
    counts: Mapping[str, Mapping[str, float | None]]
    institutions: Mapping[str, tuple[int, int]]
    complaints: Mapping[str, int]
    hidden: frozenset[str]

    @property
    def tiles(self) -> Matrix:
        return replace(self.matrix, rows=tuple(row for row in self.matrix.rows if row.kpi.code in TILES))

    def row(self, code: str) -> Row:
        return next(row for row in self.matrix.rows if row.kpi.code == code)

    @property
    def looks(self) -> list[Look]:
        return awareness.looks(self.told, self.thanas)

    @property
    def parts(self) -> Sequence[Group]:
        """The parts of what is chosen; of a thana itself, which has none."""
        return [group for group in self.groups if not group.is_whole] or self.groups

    @property
    def has_programmes(self) -> bool:
        return bool(awareness.n_programmes(self.told, self.thanas.keys()))

    @property
    def has_figures(self) -> bool:
        cells = (row.cells[0] for row in self.matrix.rows)
        return any(cell.value is not None for cell in cells) or any(one.n_reached is not None for one in self.reached)


def look(ctx: Context, choice: Choice, places: Places, matrix: Matrix) -> Seen:
    """What lies behind a matrix of KPIS, of the thanas that are chosen; everything is read for all in the scope."""
    window = matrix.window
    thanas = {
        unit.code: unit
        for unit in places.at("thana", choice.district, choice.circle)
        if choice.thana in (None, unit.code)
    }
    quarter = Quarter.of(min(window.end, window.as_of))
    listed, in_quarter, ever = _reached(ctx, quarter)
    told, counts = _told(ctx, window), _counts(ctx, window)
    numbers, hidden = _complaints(ctx, window)
    return Seen(
        matrix,
        thanas,
        _groups(choice, matrix, thanas),
        quarter,
        awareness.reaches(thanas, listed, in_quarter, ever),
        told,
        {code: row for code, row in counts.items() if code in thanas},
        {code: pair for code, pair in _institutions(ctx, window).items() if code in thanas},
        {code: n for code, n in numbers.items() if code in thanas},
        hidden & thanas.keys(),
    )


def _groups(choice: Choice, matrix: Matrix, thanas: Mapping[str, Unit]) -> list[Group]:
    """In the order of the matrix's columns."""
    of = {"district": "district_code", "circle": "circle_code"}.get(choice.parts or "", "code")
    return [
        Group(
            column.name,
            frozenset(
                code for code, unit in thanas.items() if column.is_whole or getattr(unit, of) == column.unit_code
            ),
            column.is_whole,
        )
        for column in matrix.columns
    ]


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={**door.HASHED, Quarter: repr})
def _reached(ctx: Context, quarter: Quarter) -> tuple[dict[str, int], dict[str, float], dict[str, float]]:
    """Thana → panchayats and wards listed, reached this quarter, and reached since the campaign began."""
    since = ctx.snapshot.manifest.starts_on
    spans = [Window(quarter.first, quarter.day, quarter.day), Window(since, quarter.day, quarter.day)]
    told = reads.reach(ctx.snapshot, ctx.scope, spans)
    both = [
        dict(told.filter(pl.col("window_no") == number).select("thana_code", "n_reached").iter_rows())
        for number in (0, 1)
    ]
    return _listed(ctx), both[0], both[1]


def _listed(ctx: Context) -> dict[str, int]:
    """Thana → panchayats and wards on the list; a thana whose list names neither is not there."""
    rows = awareness_reads.listed(ctx.snapshot, ctx.scope).iter_rows(named=True)
    return {row["thana_code"]: row["n_listed"] for row in rows if row["n_listed"]}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _told(ctx: Context, window: Window) -> Told:
    return awareness.by_thana(awareness_reads.told(ctx.snapshot, ctx.scope, window).iter_rows(named=True))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _counts(ctx: Context, window: Window) -> dict[str, dict[str, Any]]:
    rows = awareness_reads.counts(ctx.snapshot, ctx.scope, window).iter_rows(named=True)
    return {row["thana_code"]: row for row in rows}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _institutions(ctx: Context, window: Window) -> dict[str, tuple[int, int]]:
    rows = awareness_reads.institutions(ctx.snapshot, ctx.scope, window).iter_rows(named=True)
    return {row["thana_code"]: (int(row["n_reached"]), int(row["n_listed"])) for row in rows}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _complaints(ctx: Context, window: Window) -> tuple[dict[str, int], frozenset[str]]:
    """Complaints of harassment by thana where they may be told, hidden by the choice that the map of hotspots makes."""
    (thanas,) = complaints.counted(ctx.snapshot, ctx.scope, [window])
    withheld = complaints.hidden(thanas, load_settings().small_cell)
    is_hidden = frozenset(
        code for code, one in thanas.items() if one.n is not None and complaints.path_of(code, one) in withheld
    )
    return {code: one.n for code, one in thanas.items() if one.n is not None and code not in is_hidden}, is_hidden

"""Reads what the page on squads shows besides its KPIs: choice and windows → Seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from components import door
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix
from components.places import Places
from metrics import patrols, plausible
from metrics.hotspots.pai import Catch
from metrics.patrols import School
from warehouse import hotspot_reads, place_reads
from warehouse.reads import Window

TILES = ("P1", "P2", "P3", "P4", "P5", "P7", "P8")
MORE = ("P9", "P10")
LADDER = ("P6.warned", "P6.parents_called", "P6.preventive", "P6.firs", "P6.arrests")
KPIS = (*TILES, *MORE, *LADDER)
RETURNS = ("patrols", "squad_daily")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A listed place with a weekly visit required: its visits in the window, and the days since the last one."""

    code: str
    thana_code: str
    names: Mapping[str, str]
    kind: str
    n_visits: int
    n_days: int | None
    last_on: Any


@dataclass(frozen=True)
class Seen:
    """Everything on the page: the matrix of all its KPIs, the listed places, bells, ratios, and visits to verify."""

    matrix: Matrix
    places: Sequence[Place]
    n_listed: int
    schools: Sequence[School]
    stretches: Mapping[str, int]
    bands: Sequence[plausible.Held]
    agreement: Sequence[Row]
    aim: Catch | None
    doubts: Sequence[Row]

    @property
    def tiles(self) -> Matrix:
        return self._of(TILES)

    @property
    def units(self) -> Matrix:
        return self._of((*TILES, *MORE))

    @property
    def ladder(self) -> Matrix:
        return self._of(LADDER)

    @property
    def counts(self) -> list[int]:
        """Visits of each listed place in the window."""
        return [place.n_visits for place in self.places]

    @property
    def has_visits(self) -> bool:
        """Whether any visit of the window is known."""
        row = next(row for row in self.matrix.rows if row.kpi.code == "P8")
        return bool(row.cells[0].denominator)

    @property
    def has_figures(self) -> bool:
        cells = (row.cells[0] for row in self.matrix.rows)
        return any(cell.value is not None or cell.is_suppressed for cell in cells)

    def _of(self, codes: Sequence[str]) -> Matrix:
        return replace(self.matrix, rows=tuple(row for row in self.matrix.rows if row.kpi.code in codes))


def look(ctx: Context, choice: Choice, places: Places, matrix: Matrix) -> Seen:
    """What lies behind a matrix of KPIS, of the thanas that are chosen."""
    inside, window = set(_inside(choice, places)), matrix.window
    found = [place for place in _places(ctx, window) if place.thana_code in inside]
    schools, stretches = _about_bells(ctx, window, tuple(sorted(inside)))
    return Seen(
        matrix,
        found,
        sum(thana in inside for thana in _listed(ctx)),
        schools,
        stretches,
        plausible.hold_pairs(row for row in _daily(ctx, window) if row["thana_code"] in inside),
        _agreed(_agreement(ctx, window), inside),
        _aim(ctx, choice, matrix),
        [row for row in _doubts(ctx, window) if row["thana_code"] in inside],
    )


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _places(ctx: Context, window: Window) -> list[Place]:
    """Of all that the viewer may see, those with a weekly visit required; the longest unvisited first."""
    visits = place_reads.visits(ctx.snapshot, ctx.scope, [window]).filter("is_required")
    counted = dict(visits.select("place_code", "n_visits").iter_rows())
    rows = place_reads.unvisited(ctx.snapshot, ctx.scope, [window]).sort(
        ["n_days", "place_code"], descending=[True, False]
    )
    return [
        Place(
            row["place_code"],
            row["thana_code"],
            {"hi": row["name_hi"], "en": row["name_en"]},
            row["kind"],
            int(counted[row["place_code"]]),
            row["n_days"],
            row["last_on"],
        )
        for row in rows.iter_rows(named=True)
        if row["place_code"] in counted
    ]


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=door.HASHED)
def _listed(ctx: Context) -> list[str]:
    """The thana of each listed place with a weekly visit required."""
    required = hotspot_reads.places(ctx.snapshot, ctx.scope).filter(pl.col("required_visits_a_week") > 0)
    return required["thana_code"].to_list()


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=door.HASHED)
def _about_bells(ctx: Context, window: Window, inside: tuple[str, ...]) -> tuple[list[School], dict[str, int]]:
    """Every visit to a school is gone through, tens of thousands in a year: not anew at each run of the script."""
    bells = place_reads.bells(ctx.snapshot, ctx.scope, window).filter(pl.col("thana_code").is_in(inside)).to_dicts()
    return patrols.schools(bells), patrols.stretches(bells)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=door.HASHED)
def _doubts(ctx: Context, window: Window) -> list[dict[str, Any]]:
    return place_reads.doubts(ctx.snapshot, ctx.scope, window).to_dicts()


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _daily(ctx: Context, window: Window) -> list[dict[str, Any]]:
    return place_reads.daily_pairs(ctx.snapshot, ctx.scope, plausible.PAIRS, window).to_dicts()


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _agreement(ctx: Context, window: Window) -> list[dict[str, Any]]:
    return place_reads.agreement(ctx.snapshot, ctx.scope, window).to_dicts()


def _agreed(rows: Sequence[Row], inside: set[str]) -> list[Row]:
    """By measure, in the order of the form: days compared, days on which both agree, and both sums."""
    names = ("places_checked", "persons_checked", "warned", "preventive", "firs", "arrests")
    counts = ("n_days", "n_equal", "n_whole", "n_parts")
    told = [row for row in rows if row["thana_code"] in inside]
    found = ({"measure": name, **{one: _add(told, name, one) for one in counts}} for name in names)
    return [row for row in found if row["n_days"]]


def _add(rows: Sequence[Row], measure: str, count: str) -> float:
    return sum(row[count] or 0 for row in rows if row["measure"] == measure)


def _aim(ctx: Context, choice: Choice, matrix: Matrix) -> Catch | None:
    """What the most patrolled catchments caught; None where P9 is not told."""
    row = next(row for row in matrix.rows if row.kpi.code == "P9")
    cell = row.cells[0]
    if choice.whole not in ("range", "district") or cell.is_suppressed or cell.value is None:
        return None
    level = door.level(ctx, ("P9",), choice.whole, (matrix.window,))
    return level.aims.get((0, cell.unit_code))


def _inside(choice: Choice, places: Places) -> tuple[str, ...]:
    thanas = places.at("thana", choice.district, choice.circle)
    return tuple(unit.code for unit in thanas if choice.thana in (None, unit.code))

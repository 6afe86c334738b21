"""Reads what the FIR page shows besides its KPIs, small counts hidden: choice and windows → Seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from access.settings import load_settings
from components import door
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix
from components.places import Places
from components.windows import asked_of
from metrics import catalogue, disclosure, disclosure_parts, fir
from metrics import windows as spans
from metrics.fir import Delay, Spread, Watch
from metrics.level import Level
from warehouse.reads import Window

TILES = ("F1", "F2", "F2.hours", "F4", "F5", "F6.two_months", "F3")
KPIS = (*TILES, "F6.six_months", "F8", "C4", "K1")
SPREAD_DAYS = 90  # POLICY: of a month too few FIRs come from one thana to tell its share from another's

_HOURS = "hours"
_AS_KPI = catalogue.load()["F2.hours"]  # whose counts are hidden as those of the hours and the clocks are

Bars = Mapping[str, Mapping[str, Any]]  # part → row, small counts hidden


@dataclass(frozen=True)
class Seen:
    """Everything on the page: `tiles` and `matrix` are of the same columns, `spread_over` the days of the funnel."""

    matrix: Matrix
    watch: Watch
    delays: Sequence[Delay]
    hours: Bars
    clocks: Mapping[str, Bars]
    spread: Spread | None
    spread_over: Window

    @property
    def tiles(self) -> Matrix:
        return replace(self.matrix, rows=self.matrix.rows[: len(TILES)])

    @property
    def has_figures(self) -> bool:
        """Whether anything at all is known of FIRs in what is chosen; that nobody came is no such figure."""
        cells = (row.cells[0] for row in self.tiles.rows)
        return any(cell.value is not None or cell.is_suppressed for cell in cells)


def look(ctx: Context, choice: Choice, places: Places, matrix: Matrix) -> Seen:
    """What lies behind a matrix of KPIS."""
    inside, windows = _inside(choice, places), asked_of(matrix.window, matrix.compared)
    delays = [one for one in _delays(ctx, windows) if one.thana_code in inside]
    bars = _bars(ctx, choice.whole, windows)[getattr(choice, choice.whole, disclosure.TOTAL)]
    over = matrix.window
    if spans.n_days(over) < SPREAD_DAYS:
        over = spans.last_days(over.as_of, SPREAD_DAYS)
    spread = _spread(ctx, inside, over)
    watch = _watch(ctx, inside, _path(choice, places), windows)
    return Seen(matrix, watch, delays, bars[_HOURS], {clock: bars[clock] for clock in fir.CLOCKS}, spread, over)


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=door.HASHED)
def _watch(ctx: Context, inside: tuple[str, ...], chosen: disclosure.Path, windows: tuple[Window, ...]) -> Watch:
    return fir.watch(door.level(ctx, KPIS, "thana", windows), set(inside), chosen, load_settings().small_cell)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _delays(ctx: Context, windows: tuple[Window, ...]) -> list[Delay]:
    """Of all that the viewer may see: whatever is chosen is taken from it."""
    return fir.delays(door.level(ctx, KPIS, "thana", windows))


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=door.HASHED)
def _spread(ctx: Context, inside: tuple[str, ...], over: Window) -> Spread | None:
    return fir.spread(door.level(ctx, ("F3",), "thana", (over,)), set(inside), load_settings().small_cell)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _bars(ctx: Context, by: str, windows: tuple[Window, ...]) -> dict[str, dict[str, Bars]]:
    """Unit → the hours and each clock, of all units of the level; hidden as all that the viewer may see require."""
    level, hidden = door.level(ctx, KPIS, by, windows), _hidden(ctx, windows)
    found: dict[str, dict[str, Any]] = {unit: {} for unit in level.units}
    for name, rows in _ages(level).items():
        for row in disclosure_parts.suppressed_parts(rows, _AS_KPI, load_settings().small_cell, hidden[name]):
            found[row["unit_code"]].setdefault(name, {})[row["part"]] = row
    return found


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _hidden(ctx: Context, windows: tuple[Window, ...]) -> dict[str, disclosure_parts.Hidden]:
    """Of the hours and of each clock the parts that are not told, decided over thanas for all levels."""
    thanas, few = _ages(door.level(ctx, KPIS, "thana", windows)), load_settings().small_cell
    return {name: disclosure_parts.decide(rows, _AS_KPI, few, fir.SUMS.get(name, ())) for name, rows in thanas.items()}


def _ages(level: Level) -> dict[str, list[fir.Row]]:
    return {_HOURS: fir.hours(level), **fir.clocks(level)}


def _inside(choice: Choice, places: Places) -> tuple[str, ...]:
    thanas = places.at("thana", choice.district, choice.circle)
    return tuple(unit.code for unit in thanas if choice.thana in (None, unit.code))


def _path(choice: Choice, places: Places) -> disclosure.Path:
    unit = places.find(choice.whole, getattr(choice, choice.whole, None))
    if unit is None:
        return (disclosure.TOTAL,)
    codes = {"unit_code": unit.code, "district_code": unit.district_code, "circle_code": unit.circle_code}
    return disclosure.path_of(codes)

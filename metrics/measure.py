"""Measures a KPI: the one function from a catalogue entry to numerator, denominator, value, interval and status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from access.scope import Scope
from metrics import catalogue, status
from metrics.catalogue import Kpi
from metrics.readings import Ask, Key, read
from metrics.status import Reading
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

LEVELS = ("range", "district", "circle", "thana")
SCHEMA: dict[str, Any] = {
    "window_no": pl.Int64,
    "unit_code": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n_unknown": pl.Int64,
    "n_missing": pl.Int64,
    "n_expected": pl.Int64,
    "read_on": pl.Date,
    "status": pl.String,
    "district_code": pl.String,
    "circle_code": pl.String,
}


def measure(kpi: Kpi, by: str, windows: Sequence[Window], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """One row for each window and unit of the scope, in the columns of SCHEMA.

    Values and intervals are in the KPI's unit. What is not known is null, never zero. `n_missing` of `n_expected`
    thanas lack a return for some day of the window. For a stock, `read_on` is the earliest day that was read.
    """
    readings = read(Ask(kpi, by, windows, scope, snapshot))
    red = _red(kpi, by, windows, scope, snapshot)
    homes = {row["unit_code"]: row for row in reads.units(snapshot, scope, by).iter_rows(named=True)}
    rows = [judged(kpi, key, reading, key in red) | _home(homes, key[1]) for key, reading in readings.items()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("window_no", "unit_code")


def judged(kpi: Kpi, key: Key, reading: Reading, is_pair_red: bool = False) -> dict[str, Any]:
    """One reading with its value, interval and status, under the names of SCHEMA."""
    low, high = status.interval_of(kpi, reading) or (None, None)
    return {
        "window_no": key[0],
        "unit_code": key[1],
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "value": status.value_of(kpi, reading),
        "low": low,
        "high": high,
        "n_unknown": reading.n_unknown,
        "n_missing": reading.n_missing,
        "n_expected": reading.n_expected,
        "read_on": reading.read_on,
        "status": status.decide(kpi, reading, is_pair_red),
    }


def _red(kpi: Kpi, by: str, windows: Sequence[Window], scope: Scope, snapshot: Snapshot) -> set[Key]:
    """Where the pair is missed. The pair is judged without its own pair, so two KPIs may guard each other."""
    if kpi.pair is None or kpi.is_context:
        return set()
    pair = catalogue.load()[kpi.pair]
    readings = read(Ask(pair, by, windows, scope, snapshot), with_missing=False)
    return {key for key, reading in readings.items() if status.decide(pair, reading) == "missed"}


def _home(homes: Mapping[str, Mapping[str, Any]], unit_code: str) -> dict[str, Any]:
    home = homes.get(unit_code, {})
    return {name: home.get(name) for name in ("district_code", "circle_code")}

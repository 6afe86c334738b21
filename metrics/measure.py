"""Measures a KPI: the one function from a catalogue entry to numerator, denominator, value, interval and status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from access.scope import Scope
from metrics import catalogue, status
from metrics.catalogue import Kpi
from metrics.disclosure import COUNTS
from metrics.facts import Facts
from metrics.level import Key, Level
from metrics.readings import read, read_parts
from metrics.status import Reading
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
    "other_numerator": pl.Float64,
    "other_denominator": pl.Float64,
}
PARTS_SCHEMA: dict[str, Any] = {**SCHEMA, "part": pl.String}

Row = dict[str, Any]


def measure(kpi: Kpi, by: str, windows: Sequence[Window], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """One row for each window and unit of the scope, in the columns of SCHEMA.

    Values and intervals are in the KPI's unit. What is not known is null, never zero. `n_missing` of `n_expected`
    thanas lack a return for some day of the window. For a stock or the
    longest stretch, `read_on` is the earliest day that was read. The
    other two counts are those of the share that a difference is taken from, or what `Reading` says of them.
    """
    return measure_many([kpi], by, windows, scope, snapshot)[kpi.code]


def measure_many(
    kpis: Sequence[Kpi], by: str, windows: Sequence[Window], scope: Scope, snapshot: Snapshot
) -> dict[str, pl.DataFrame]:
    """By code what `measure` gives of each KPI; every question is put to the snapshot once for all of them."""
    level = Level(Facts.of(kpis, windows, scope, snapshot), by, scope)
    return {code: pl.DataFrame(rows, schema=SCHEMA, orient="row") for code, rows in rows_of(kpis, level).items()}


def measure_parts(
    kpi: Kpi, by: str, windows: Sequence[Window], scope: Scope, snapshot: Snapshot, stream: str | None = None
) -> pl.DataFrame:
    """One row for each part of a KPI's duties, window and unit, in the columns of PARTS_SCHEMA.

    Only for kinds that count duties. With `stream`, duties of that kind are counted, and judged as the KPI's own are.
    """
    asked = counting(kpi, stream)
    level = Level(Facts.of([asked], windows, scope, snapshot), by, scope)
    return pl.DataFrame(part_rows(asked, level), schema=PARTS_SCHEMA, orient="row")


def counting(kpi: Kpi, stream: str | None) -> Kpi:
    """The KPI as it would count and judge duties of another kind."""
    return kpi if stream is None else kpi.model_copy(update={"stream": stream})


def rows_of(kpis: Iterable[Kpi], level: Level) -> dict[str, list[Row]]:
    """By code the rows of each KPI, under the names of SCHEMA, in the order of windows and units.

    In windows that are not to be judged, a line's, the status is null.
    """
    red: dict[str, set[Key]] = {}
    return {kpi.code: _rows(kpi, level, _red(kpi, level, red)) for kpi in kpis}


def part_rows(kpi: Kpi, level: Level) -> list[Row]:
    """The rows of each part of a KPI's duties, under the names of PARTS_SCHEMA."""
    red = _red(kpi, level, {})
    return [
        judged(kpi, key, reading, key in red) | _home(level.units[key[1]]) | {"part": part}
        for (part, key), reading in sorted(read_parts(kpi, level).items())
    ]


def part_counts(kpi: Kpi, level: Level) -> list[Row]:
    """As `part_rows`, the counts alone: what is hidden is decided by these, and nothing need be judged for it."""
    return [
        {name: getattr(reading, name) for name in COUNTS}
        | {"window_no": key[0], "unit_code": key[1], "part": part}
        | _home(level.units[key[1]])
        for (part, key), reading in read_parts(kpi, level).items()
    ]


def _rows(kpi: Kpi, level: Level, red: set[Key]) -> list[Row]:
    readings = read(kpi, level)
    rows = (judged(kpi, key, readings[key], key in red) | _home(level.units[key[1]]) for key in sorted(readings))
    return [row if row["window_no"] < level.n_judged else row | {"status": None} for row in rows]


def judged(kpi: Kpi, key: Key, reading: Reading, is_pair_red: bool = False) -> Row:
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
        "other_numerator": reading.other_numerator,
        "other_denominator": reading.other_denominator,
    }


def _red(kpi: Kpi, level: Level, known: dict[str, set[Key]]) -> set[Key]:
    """Where the pair is missed. The pair is judged without its own pair, so two KPIs may guard each other."""
    if kpi.pair is None or kpi.is_context:
        return set()
    if kpi.pair not in known:
        pair = catalogue.load()[kpi.pair]
        readings = read(pair, level.judged, with_missing=False)
        known[kpi.pair] = {key for key, reading in readings.items() if status.decide(pair, reading) == "missed"}
    return known[kpi.pair]


def _home(unit: Mapping[str, Any]) -> Row:
    return {name: unit.get(name) for name in ("district_code", "circle_code")}

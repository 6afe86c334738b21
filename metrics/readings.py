"""Reads the counts of a KPI from the warehouse: one reading for each unit and window, whatever the KPI's kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from access.scope import Scope
from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.status import Reading
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

By = Literal["range", "district", "circle", "thana"]
Key = tuple[int, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class Ask:
    """What is asked of the warehouse."""

    kpi: Kpi
    by: str
    windows: Sequence[Window]
    scope: Scope
    snapshot: Snapshot

    @property
    def where(self) -> tuple[Snapshot, Scope, str]:
        return self.snapshot, self.scope, self.by


def read(ask: Ask, with_missing: bool = True) -> dict[Key, Reading]:
    """(window number, unit) → its counts. Without `with_missing`, no return counts as missing."""
    counts = _READERS[ask.kpi.kind](ask)
    missing = _rows(reads.missing(*ask.where, ask.kpi.returns, ask.windows)) if with_missing else {}
    return {key: _reading(row, missing.get(key, {}), ask.windows[key[0]]) for key, row in counts.items()}


def _reading(counts: Row, missing: Row, window: Window) -> Reading:
    return Reading(
        numerator=counts.get("numerator"),
        denominator=counts.get("denominator"),
        n_unknown=int(counts.get("n_unknown") or 0),
        n_missing=int(missing.get("n_missing") or 0),
        n_expected=int(missing.get("n_expected") or 0),
        n_days=spans.n_days(window),
        read_on=counts.get("read_on"),
        then=counts.get("then"),
        then_on=counts.get("then_on"),
    )


def _rows(frame: pl.DataFrame) -> dict[Key, Row]:
    return {(row["window_no"], row["unit_code"]): row for row in frame.iter_rows(named=True)}


def _obligation(ask: Ask) -> dict[Key, Row]:
    return _rows(reads.obligations(*ask.where, ask.kpi.stream or "", ask.windows))


def _flows(ask: Ask) -> dict[Key, Row]:
    return _rows(reads.flows(*ask.where, ask.kpi.numerator_columns, ask.kpi.denominator_columns, ask.windows))


def _per_day(ask: Ask) -> dict[Key, Row]:
    return _rows(reads.thana_days(*ask.where, ask.kpi.numerator_columns, ask.windows))


def _units(ask: Ask) -> dict[Key, Row]:
    return _rows(reads.units_without(*ask.where, ask.kpi.numerator_columns[0], ask.windows))


def _reach(ask: Ask) -> dict[Key, Row]:
    return _rows(reads.reach(*ask.where, ask.windows))


def _stock_share(ask: Ask) -> dict[Key, Row]:
    parts = _rows(reads.stock(*ask.where, ask.kpi.numerator_columns, ask.windows))
    whole = _rows(reads.stock(*ask.where, ask.kpi.denominator_columns, ask.windows))
    return {
        key: {"numerator": parts[key]["value"], "denominator": row["value"], "read_on": row["read_on"]}
        for key, row in whole.items()
    }


def _stock(ask: Ask) -> dict[Key, Row]:
    """The stock of each window and, in the same read, of the last review before it."""
    reviews: Sequence[date] = ask.snapshot.manifest.review_dates
    before = [spans.as_of_review(window, reviews) for window in ask.windows]
    earlier = list(dict.fromkeys(window for window in before if window is not None))
    n_asked = len(ask.windows)
    stock = _rows(reads.stock(*ask.where, ask.kpi.numerator_columns, [*ask.windows, *earlier]))
    found: dict[Key, Row] = {}
    for (number, unit), row in stock.items():
        if number >= n_asked:
            continue
        review = before[number]
        then = stock[n_asked + earlier.index(review), unit]["value"] if review is not None else None
        found[number, unit] = {
            "numerator": row["value"],
            "denominator": then if ask.kpi.kind == "stock_change" else None,
            "read_on": row["read_on"],
            "then": then,
            "then_on": review.as_of if review is not None else None,
        }
    return found


_READERS: dict[str, Callable[[Ask], dict[Key, Row]]] = {
    "obligation": _obligation,
    "share": _flows,
    "ratio": _flows,
    "per_day": _per_day,
    "stock": _stock,
    "stock_change": _stock,
    "stock_share": _stock_share,
    "units": _units,
    "reach": _reach,
}

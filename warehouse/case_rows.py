"""The pseudonymous case rows behind a number: the very duties and stretches that the marts count, in scope only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import polars as pl

from access.errors import BadChoice
from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window
from warehouse.tables import load_tables, return_of_column

Bucket = Literal["met", "not_met", "unknown"]
CAP = 500

# The FIR number is not among them: it is kept out of every screen.
_CASE_COLUMNS = """
    register.received_on,
    register.entered_on,
    register.category,
    register.age_band,
    register.injured,
    register.high_risk,
    register.heard_on,
    register.counselling_needed,
    cast(register.fir_needed_on as date)                                        as fir_needed_on,
    case when register.fir_needed_has_time then register.fir_needed_on end         as fir_needed_at,
    cast(register.fir_registered_on as date)                                    as fir_registered_on,
    case when register.fir_registered_has_time then register.fir_registered_on end as fir_registered_at,
    register.enquiry_opened_on,
    register.final_report_on,
    register.closed_on,
    register.outcome,
    register.reopened_on
""".strip()

# The view of stretches that a stock of the day mart counts, and its band there.
_STOCKS = {
    "n_open": ("open_stretch", "open"),
    "n_open_0_7": ("open_stretch", "0_7"),
    "n_open_8_15": ("open_stretch", "8_15"),
    "n_open_16_30": ("open_stretch", "16_30"),
    "n_open_31_60": ("open_stretch", "31_60"),
    "n_open_61_90": ("open_stretch", "61_90"),
    "n_open_over_90": ("open_stretch", "over_90"),
    "n_open_over_30": ("open_stretch", "over_30"),
    "n_open_lawful": ("open_stretch", "lawful"),
    "n_enquiries_open": ("fir_stretch", "enquiry"),
    "n_enquiries_over_14": ("fir_stretch", "enquiry_over_14"),
    "n_firs_open": ("fir_stretch", "fir"),
    "n_firs_over_60": ("fir_stretch", "fir_over_60"),
    "n_firs_over_180": ("fir_stretch", "fir_over_180"),
    "n_in_counselling": ("counselling_stretch", "counselling"),
    "n_next_overdue": ("counselling_stretch", "next_overdue"),
}

# Duties that are only met in time, and the day on which the case says that they were done after all.
_DONE_TOO_LATE = {"fir_24h": "fir_registered_on", "final_report_60": "final_report_on"}


@dataclass(frozen=True)
class CaseRows:
    """`rows`, what most needs attention first, and `n_all`: how many there are if not all of them are given."""

    rows: pl.DataFrame
    n_all: int


def duties(
    snapshot: Snapshot,
    scope: Scope,
    stream: str,
    window: Window,
    bucket: Bucket,
    *,
    part: str | None = None,
    cap: int = CAP,
) -> CaseRows:
    """The duties of a stream that fell due in the window and are met, not met or unknown by the as-of date.

    district_code, circle_code, thana_code, unique_no, what the register says of the case today, part, due_on, met_on,
    days_late (to the day it was met or done too late, where the register of cases says so, else to the as-of date; null
    where unknown); the latest first. Without a part all of them. `_on` are days; fir_needed_at and fir_registered_at
    are null where the register has no time.
    Raises BadChoice for a stream that no view yields.
    """
    asked = {"start_on": window.start, "end_on": window.end, "as_of": window.as_of, "cap": cap}
    of_kind = {"stream": stream, "part": part, "bucket": bucket}
    found = _rows(snapshot, scope, "case_duties", asked | of_kind, _view_of(stream))
    return found if stream not in _DONE_TOO_LATE else _late_until_done(found, _DONE_TOO_LATE[stream], window.as_of)


def _late_until_done(found: CaseRows, done: str, as_of: date) -> CaseRows:
    """A duty that is only met in time is not late for ever: it is as late as the day on which it was done."""
    days = (pl.min_horizontal(done, pl.lit(as_of)) - pl.col("due_on")).dt.total_days().clip(0)
    rows = found.rows.with_columns(pl.when(pl.col("days_late").is_not_null()).then(days).alias("days_late"))
    return CaseRows(rows.sort("days_late", descending=True, nulls_last=True, maintain_order=True), found.n_all)


def stock(
    snapshot: Snapshot, scope: Scope, column: str, as_of: date, *, but_lawful: bool = False, cap: int = CAP
) -> CaseRows:
    """The cases in a stock of the day mart, each thana read on its last accepted day up to the as-of date.

    As `duties`, but in place of the duty since_on (receipt, start of the enquiry, FIR, start of the counselling, or the
    first day without a date to come), read_on and days_open (from the one to the other); the oldest first. With
    `but_lawful` without those open cases that the law still lets wait.
    Raises BadChoice for a column that is no stock of cases.
    """
    if column not in _STOCKS:
        raise BadChoice("rows.unknown_kind", kind=column, allowed=", ".join(_STOCKS))
    view, band = _STOCKS[column]
    asked = {"as_of": as_of, "return_name": return_of_column()[column], "band": band, "cap": cap}
    asked["but_band"] = "lawful" if but_lawful else None
    return _rows(snapshot, scope, "case_stock", asked, view)


def closed_on_eves(snapshot: Snapshot, scope: Scope, window: Window, *, cap: int = CAP) -> CaseRows:
    """The cases closed in the window on one of the two days before a review, those open longest before it first.

    As `stock`, without read_on: since_on is the receipt, days_open run to the closing.
    """
    asked = {"start_on": window.start, "end_on": window.end, "as_of": window.as_of, "cap": cap}
    return _rows(snapshot, scope, "case_closed", asked)


def _rows(
    snapshot: Snapshot, scope: Scope, question: str, asked: Mapping[str, object], view: str | None = None
) -> CaseRows:
    sql = (SQL / "4_reads" / f"{question}.sql").read_text(encoding="utf-8")
    sql = sql.replace("{case_columns}", _CASE_COLUMNS)
    if view is not None:
        sql = sql.replace("{view}", _with_its_views(view))
    found = frame(snapshot, sql, scope, asked, store="detail")
    return CaseRows(found.drop("n_all"), int(found["n_all"][0]) if len(found) else 0)


def _view_of(stream: str) -> str:
    """The view that yields the duties of a stream."""
    named = _view_of_stream()
    if stream not in named:
        raise BadChoice("rows.unknown_kind", kind=stream, allowed=", ".join(sorted(named)))
    return named[stream]


@cache
def _view_of_stream() -> dict[str, str]:
    """A stream is named in its view and nowhere else."""
    return {kind: view for view, sql in _views().items() for kind in re.findall(r"'(\w+)' +as stream", sql)}


@cache
def _views() -> dict[str, str]:
    """The views that tables are built from, by name; the tables themselves are not among them."""
    paths = (*sorted(SQL.glob("2_core/*.sql")), *sorted(SQL.glob("3_marts/*.sql")))
    named = {path.stem.split("_", 1)[1]: path for path in paths}
    tables = load_tables().tables
    return {name: path.read_text(encoding="utf-8") for name, path in named.items() if name not in tables}


@cache
def _with_its_views(name: str) -> str:
    """A view as one query, with every view that it reads before it."""
    above = ",\n".join(f"{view} as (\n{_views()[view]})" for view in _read_by(name))
    return f"with {above}\n{_views()[name]}" if above else _views()[name]


def _read_by(name: str) -> list[str]:
    """The views that a view reads, each after those that it reads itself."""
    ordered: list[str] = []
    for view in re.findall(r"(?:from|join) (\w+)", _views()[name]):
        if view in _views():
            ordered += [one for one in (*_read_by(view), view) if one not in ordered]
    return ordered

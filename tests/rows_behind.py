"""Plain Python on the marts: how many rows must stand behind a number."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from access.scope import Scope
from tests.warehouse_kit import EVERYTHING
from warehouse import case_rows
from warehouse.query import Snapshot, frame
from warehouse.reads import Window
from warehouse.tables import return_of_column

BUCKETS: tuple[case_rows.Bucket, ...] = ("met", "not_met", "unknown")
Row = dict[str, Any]


def mart(snapshot: Snapshot, name: str, scope: Scope = EVERYTHING) -> list[Row]:
    return frame(snapshot, f"select * from {name} where {{scope}}", scope).to_dicts()


def bucket_of(duty: Row, as_of: date) -> str | None:
    """Which bucket a duty is in on that evening; None where it is none any more."""
    if duty["void_from"] and duty["void_from"] <= as_of:
        return None
    if not duty["is_known"] or (duty["doubtful_from"] and duty["doubtful_from"] <= as_of):
        return "unknown"
    return "met" if duty["met_on"] and duty["met_on"] <= as_of else "not_met"


def counted_duties(duties: list[Row], window: Window) -> Counter[tuple[str, str | None]]:
    counted: Counter[tuple[str, str | None]] = Counter()
    for duty in duties:
        if window.start <= duty["due_on"] <= min(window.end, window.as_of):
            counted[duty["stream"], bucket_of(duty, window.as_of)] += duty["n"]
    return counted


def counted_stock(days: list[Row], column: str, as_of: date) -> int:
    """Each thana's value on its last day that was accepted for the return of the column."""
    is_accepted = f"is_{return_of_column()[column]}_accepted"
    last: dict[str, Row] = {}
    for row in sorted(days, key=lambda row: row["day"]):
        if row["day"] <= as_of and row[is_accepted]:
            last[row["thana_code"]] = row
    return sum(row[column] or 0 for row in last.values())


def counted_in_band(days: list[Row], spans: list[Row], first: int, last: int, as_of: date) -> int:
    """Open on the thana's last accepted day, so many days old, and not lawfully waiting."""
    accepted = [row for row in days if row["is_cases_accepted"] and row["day"] <= as_of]
    read_on = {row["thana_code"]: row["day"] for row in sorted(accepted, key=lambda row: row["day"])}
    n = 0
    for span in spans:
        on = read_on.get(span["thana_code"])
        if on and span["opens_on"] <= on and (span["closes_on"] is None or on < span["closes_on"]):
            age = (on - span["received_on"]).days
            is_excused = span["is_lawful_kind"] and age < 60
            n += span["n"] if first <= age <= last and not is_excused else 0
    return n


def counted_on_eves(days: list[Row], window: Window) -> int:
    """What the accepted days of the window say; a day that was not accepted says nothing."""
    last = min(window.end, window.as_of)
    return sum(row["n_closed_on_eve"] or 0 for row in days if window.start <= row["day"] <= last)

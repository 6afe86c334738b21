"""What falls due by the calendar: inspections, visits to listed places, and returns."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.oracle.book import Book
from tests.oracle.duty import Duty

STARTS_ON = date(2025, 9, 22)
HORIZON = date(2026, 12, 31)
OWED_BY_DISTRICTS = ("circulars",)  # D1 and D2 are of Kendras
DUE = Path(__file__).resolve().parents[2] / "warehouse" / "reference" / "due.csv"


def sho_weeks(book: Book) -> Iterator[Duty]:
    return _inspected(book, "sho", 7)


def co_fortnights(book: Book) -> Iterator[Duty]:
    return _inspected(book, "co", 14)


def _inspected(book: Book, rank: str, length: int) -> Iterator[Duty]:
    days: dict[str, list[date]] = defaultdict(list)
    for row in book.inspections:
        if row.inspector_rank == rank:
            days[row.thana].append(row.inspected_on)
    for thana in book.thanas:
        for first, last in _spans(length):
            met_on = min((day for day in days[thana] if first <= day <= last), default=None)
            yield Duty(thana, last, met_on, book.is_accepted("inspections", thana, last))


def _spans(length: int) -> Iterator[tuple[date, date]]:
    first = STARTS_ON
    while first <= HORIZON:
        yield first, first + timedelta(days=length - 1)
        first += timedelta(days=length)


def place_weeks(book: Book) -> Iterator[Duty]:
    visits: dict[str, list[date]] = defaultdict(list)
    for row in book.patrols:
        visits[row.place].append(row.visited_on)
    for place in book.places:
        required = place.required_visits_a_week
        if required == 0:
            continue
        for monday, sunday in _spans(7):
            days = sorted(day for day in visits[place.code] if monday <= day <= sunday)
            met_on = days[required - 1] if len(days) >= required else None
            yield Duty(place.thana, sunday, met_on, book.is_accepted("patrols", place.thana, sunday))


def returns_received(book: Book) -> Iterator[Duty]:
    for thana, due_at, received_at in returns_due(book):
        yield Duty(thana, due_at.date(), received_at.date() if received_at else None)


def returns_on_time(book: Book) -> Iterator[Duty]:
    for thana, due_at, received_at in returns_due(book):
        is_on_time = received_at is not None and received_at <= due_at
        yield Duty(thana, due_at.date(), received_at.date() if received_at and is_on_time else None)


def returns_due(book: Book) -> Iterator[tuple[str, datetime, datetime | None]]:
    """Thana, cut-off and receipt of each return and month that Kendras owe."""
    with DUE.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in (line for line in lines if line["return_name"] not in OWED_BY_DISTRICTS):
        valid_from = date.fromisoformat(line["valid_from"])
        for month_end in month_ends(valid_from):
            due_on = month_end + timedelta(days=int(line["cut_off_days"]))
            due_at = datetime(due_on.year, due_on.month, due_on.day, int(line["cut_off_hour"]))
            for thana in book.thanas:
                yield thana, due_at, book.first_received(line["return_name"], thana, month_end)


def month_ends(first: date) -> Iterator[date]:
    while first <= HORIZON:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield following - timedelta(days=1)
        first = following

"""Everything that fell due: for whom, on which day, and the day on which it was done in time or at all."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sample_data.rows import Case, Moment, Session
from tests.oracle.book import Book

STARTS_ON = date(2025, 9, 22)
HORIZON = date(2026, 12, 31)
DIMENSIONS = frozenset(
    ("psychosocial", "legal", "medical", "family_mediation", "safety", "rehabilitation", "scheme_linkage")
)
OWED_BY_DISTRICTS = ("circulars",)  # D1 and D2 are of Kendras
DUE = Path(__file__).resolve().parents[2] / "warehouse" / "reference" / "due.csv"


@dataclass(frozen=True)
class Duty:
    """One thing that fell due. Nobody can say whether it was done when it is not known, or from a doubtful day on."""

    thana: str
    due_on: date
    met_on: date | None
    is_known: bool = True
    doubtful_from: date | None = None


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def unique_numbers(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        yield Duty(case.thana, case.received_on, case.received_on)
    for case in book.cases_without_number:
        yield Duty(case.thana, case.received_on, None)


def first_sessions(book: Book) -> Iterator[Duty]:
    for case, sessions in _counselled(book):
        due_on = case.entered_on + timedelta(days=3)
        first = min((session.held_on for session in sessions if session.status == "done"), default=None)
        met_on = first if first is not None and first <= due_on else None
        yield Duty(case.thana, due_on, met_on, book.is_accepted("counselling", case.thana, due_on))


def all_dimensions(book: Book) -> Iterator[Duty]:
    for case, sessions in _counselled(book):
        due_on = case.entered_on + timedelta(days=15)
        settled: dict[str, date] = {}
        for session in sessions:
            if session.status == "done" or (session.status == "not_applicable" and session.reason):
                settled[session.dimension] = min(session.held_on, settled.get(session.dimension, session.held_on))
        met_on = max(settled.values()) if set(settled) == DIMENSIONS else None
        yield Duty(case.thana, due_on, met_on, book.is_accepted("counselling", case.thana, due_on))


def _counselled(book: Book) -> Iterator[tuple[Case, list[Session]]]:
    held: dict[str, list[Session]] = defaultdict(list)
    for session in book.sessions:
        held[session.unique_no].append(session)
    for case in book.cases:
        if case.counselling_needed:
            yield case, [session for session in held[case.unique_no] if session.held_on >= case.received_on]


def firs_registered(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.fir_needed_on is not None:
            registered = case.fir_registered_on
            yield Duty(case.thana, day_of(case.fir_needed_on), day_of(registered) if registered else None)


def firs_in_a_day(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.fir_needed_on is not None:
            yield _fir_in_a_day(case.thana, case.fir_needed_on, case.fir_registered_on)


def _fir_in_a_day(thana: str, needed: Moment, registered: Moment | None) -> Duty:
    due_on = day_of(needed) + timedelta(days=1)
    if registered is None:
        return Duty(thana, due_on, None)
    done_on = day_of(registered)
    if isinstance(needed, datetime) and isinstance(registered, datetime):
        return Duty(thana, due_on, done_on if registered - needed <= timedelta(hours=24) else None)
    if done_on == day_of(needed):
        return Duty(thana, due_on, done_on)
    return Duty(thana, due_on, None, doubtful_from=done_on if done_on == due_on else None)


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
    for thana, due_at, received_at in _returns_due(book):
        yield Duty(thana, due_at.date(), received_at.date() if received_at else None)


def returns_on_time(book: Book) -> Iterator[Duty]:
    for thana, due_at, received_at in _returns_due(book):
        is_on_time = received_at is not None and received_at <= due_at
        yield Duty(thana, due_at.date(), received_at.date() if received_at and is_on_time else None)


def _returns_due(book: Book) -> Iterator[tuple[str, datetime, datetime | None]]:
    with DUE.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in (line for line in lines if line["return_name"] not in OWED_BY_DISTRICTS):
        valid_from = date.fromisoformat(line["valid_from"])
        for month_end in _month_ends(valid_from):
            due_on = month_end + timedelta(days=int(line["cut_off_days"]))
            due_at = datetime(due_on.year, due_on.month, due_on.day, int(line["cut_off_hour"]))
            for thana in book.thanas:
                yield thana, due_at, book.first_received(line["return_name"], thana, month_end)


def _month_ends(first: date) -> Iterator[date]:
    while first <= HORIZON:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield following - timedelta(days=1)
        first = following


STREAMS: dict[str, Callable[[Book], Iterator[Duty]]] = {
    "C1": unique_numbers,
    "K1": first_sessions,
    "K2": all_dimensions,
    "F1": firs_registered,
    "F2": firs_in_a_day,
    "I1": sho_weeks,
    "I2": co_fortnights,
    "P1": place_weeks,
    "D1": returns_received,
    "D2": returns_on_time,
}

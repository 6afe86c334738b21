"""What came in and how: lateness (D3), the age of the data (D4), first files (D5), rows held back (D6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sample_data.rows import Filing, Row
from tests.oracle.book import Book
from tests.oracle.duties_rounds import OWED_BY_DISTRICTS, STARTS_ON, returns_due
from tests.oracle.duty import Duty
from tests.oracle.figure import Figure, Figures
from tests.oracle.span import Span

DAILY = ("cases", "counselling", "referrals", "feedback", "inspections", "patrols", "squad_daily", "awareness")
# Of such rows nobody can say on which day they lie, or they wait for their case.
UNDATED = ("date_impossible", "date_unreadable", "date_in_future", "month_unreadable")
WAITING = ("orphan_session", "orphan_referral", "orphan_call")


def late_hours(book: Book) -> Iterator[tuple[str, date, int]]:
    """D3: whole hours from the cut-off to the receipt of each return that came after it, on the day it came."""
    for thana, due_at, received_at in returns_due(book):
        if received_at is not None and received_at > due_at:
            yield thana, received_at.date(), (received_at - due_at) // timedelta(hours=1)


def first_files(book: Book) -> Iterator[Duty]:
    """D5: for each return, thana and month the file that spoke of it first, met unless it was held."""
    seen: set[tuple[str, str, date]] = set()
    for filing in sorted(book.sample.filings, key=lambda filing: filing.received_at):
        if filing.return_name not in OWED_BY_DISTRICTS:
            for thana in filing.thanas:
                for month, last in _months(filing):
                    if (filing.return_name, thana, month) not in seen:
                        seen.add((filing.return_name, thana, month))
                        yield Duty(thana, last, None if filing.is_held else last, part=filing.return_name)


def _months(filing: Filing) -> Iterator[tuple[date, date]]:
    """Each month of the file's period, with the last day of it that the file speaks of."""
    month = filing.period.first_day.replace(day=1)
    while month <= filing.period.last_day:
        following = (month + timedelta(days=31)).replace(day=1)
        yield month, min(following - timedelta(days=1), filing.period.last_day)
        month = following


def freshness(book: Book, by: str, span: Span) -> Figures:
    """D4: the hours since the end of the day that the most backward daily return of the most backward Kendra tells."""
    found: Figures = {}
    for thana in book.thanas:
        newest = [book.last_accepted(name, thana, span.as_of) or STARTS_ON - timedelta(days=1) for name in DAILY]
        figure = found.setdefault(book.unit_of(thana, by), Figure(denominator=0, is_quotient=False, own=0))
        figure.denominator = (figure.denominator or 0) + 1
        figure.read_on = min(newest if figure.read_on is None else [*newest, figure.read_on])
        figure.own = 24 * (span.as_of - figure.read_on).days
    return found


def rows_accepted(book: Book) -> Iterator[Duty]:
    """D6: each dated row of the returns that do not hang on the register, met unless it is held back."""
    sample = book.sample
    yield from _rows(book, "inspections", book.inspections, sample.inspections, "inspected_on")
    yield from _rows(book, "patrols", book.patrols, sample.patrols, "visited_on")
    yield from _rows(book, "squad_daily", book.squad_days, sample.squad_days, "day")
    yield from _rows(book, "awareness", book.programmes, sample.programmes, "held_on")
    for duty in _rows(book, "capacity", book.capacity, sample.capacity, "month"):
        end = (duty.due_on + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        yield duty._replace(due_on=end, met_on=end if duty.met_on else None)


def register_rows_accepted(book: Book) -> Iterator[Duty]:
    """D6.register: each dated row of the register and of the returns that hang on it."""
    sample = book.sample
    yield from _rows(book, "cases", book.cases, sample.cases, "received_on")
    yield from _rows(book, "counselling", book.sessions, sample.sessions, "held_on")
    yield from _rows(book, "referrals", book.referrals, sample.referrals, "sent_on")
    yield from _rows(book, "feedback", book.calls, sample.calls, "called_on")


def _rows(book: Book, name: str, accepted: Iterable[Row], told: Iterable[Row], day: str) -> Iterator[Duty]:
    before: list[Row] = []
    for row in accepted:
        if row not in before:  # a line that stands there twice is one line
            yield Duty(row.thana, getattr(row, day), getattr(row, day), part=name)
        before = [row, *before[:1]]
    for row in told:
        if row.fault and row.fault not in UNDATED + WAITING and _is_published(book, name, row, getattr(row, day)):
            yield Duty(row.thana, getattr(row, day), None, part=name)


def _is_published(book: Book, name: str, row: Row, day: date) -> bool:
    """Whether the file in which it stands was; the register's later files tell of earlier days."""
    return name == "cases" or book.is_accepted(name, row.thana, day)

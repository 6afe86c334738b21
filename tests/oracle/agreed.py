"""Rows that contradict themselves (D7), visits beside the daily count (D8), days that a later file tells anew (D9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from sample_data.days import days_between
from sample_data.rows import Patrol, Row, SquadDay
from tests.oracle.book import Book
from tests.oracle.duty import Duty
from tests.oracle.flows import Part
from tests.oracle.span import Span
from tests.oracle.tally import Tally

# How the sample names what makes a row contradict itself.
AT_ODDS = (
    *("defects_closed_before_inspected", "women_over_officers", "women_over_constables", "warned_over_checked"),
    *("closed_before_received", "acknowledged_before_sent", "recontacted_before_called"),
)
BOTH_TELL = ("persons_checked", "warned", "preventive", "firs", "arrests")
REPLACED_BY_LATER = ("inspections", "patrols", "squad_daily", "awareness")
ThanaDay = tuple[str, date]


def rows_adding_up(book: Book) -> Iterator[Duty]:
    """D7: one for each row of these returns that was accepted, or held back because it contradicts itself."""
    yield from _rows("inspections", book, book.inspections, book.sample.inspections, "inspected_on")
    yield from _rows("patrols", book, book.patrols, book.sample.patrols, "visited_on")
    yield from _rows("squad_daily", book, book.squad_days, book.sample.squad_days, "day")
    for duty in _rows("capacity", book, book.capacity, book.sample.capacity, "month"):
        on = last_of_month(duty.due_on)
        yield duty._replace(due_on=on, met_on=duty.met_on and on)


def register_rows_adding_up(book: Book) -> Iterator[Duty]:
    """D7.register: the same of the register of cases and the returns that hang on it."""
    yield from _rows("cases", book, book.cases, book.sample.cases, "received_on")
    yield from _rows("counselling", book, book.sessions, book.sample.sessions, "held_on")
    yield from _rows("referrals", book, book.referrals, book.sample.referrals, "sent_on")
    yield from _rows("feedback", book, book.calls, book.sample.calls, "called_on")


def _rows(name: str, book: Book, accepted: Sequence[Row], all_rows: Sequence[Row], day: str) -> Iterator[Duty]:
    for row in {repr(row): row for row in accepted}.values():  # a line that stands there twice is one line
        yield Duty(row.thana, getattr(row, day), getattr(row, day), part=name)
    for row in all_rows:
        if row.fault in AT_ODDS and book.is_accepted(name, row.thana, getattr(row, day)):
            yield Duty(row.thana, getattr(row, day), None, part=name)


def last_of_month(day: date) -> date:
    """A month's staff is told on its last day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def days_agreeing(book: Book) -> dict[ThanaDay, bool]:
    """D8: whether the visits of a thana's day come to no more than its daily count, of every day that both tell."""
    counted = {(row.thana, row.day): row for row in book.squad_days}
    visits: dict[ThanaDay, dict[str, Patrol]] = defaultdict(dict)
    for row in book.patrols:
        visits[row.thana, row.visited_on][repr(row)] = row
    return {
        (thana, day): _agree(counted.get((thana, day)), list(visits[thana, day].values()))
        for thana in book.thanas
        for day in book.covered["squad_daily", thana] & book.covered["patrols", thana]
    }


def _agree(count: SquadDay | None, visits: Sequence[Patrol]) -> bool:
    """The count is of every place, the visits of listed ones. What is blank is not compared, what is not there is 0."""
    pairs = [(count.places_checked if count else 0, len({row.place for row in visits}))]
    for name in BOTH_TELL:
        parts = [getattr(row, name) for row in visits]
        pairs.append((getattr(count, name) if count else 0, None if None in parts else sum(parts)))
    return all(whole >= part for whole, part in pairs if whole is not None and part is not None)


class Agreed:
    """Answers for any span, thana by thana."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def _days(self) -> dict[ThanaDay, bool]:
        return days_agreeing(self._book)

    @cached_property
    def _files(self) -> Counter[tuple[str, str, date]]:
        return files_telling(self._book)

    def kendras(self, span: Span) -> dict[tuple[str, str], Tally]:
        """D8: each thana met where all its days of the span agree, and unknown where none of them is told by both."""
        found: dict[str, bool] = {}
        for (thana, day), is_equal in self._days.items():
            if span.start <= day <= span.last:
                found[thana] = found.get(thana, True) and is_equal
        known = {thana: Tally(n_met=int(agrees), n_known=1) for thana, agrees in found.items()}
        return {(thana, ""): known.get(thana, Tally(n_unknown=1)) for thana in self._book.thanas}

    def retold(self, span: Span) -> Iterator[Part]:
        """D9: each day that a return tells, and whether more than one file does."""
        for (_name, thana, day), n_files in self._files.items():
            if span.start <= day <= span.last:
                yield thana, int(n_files > 1), 1


def files_telling(book: Book) -> Counter[tuple[str, str, date]]:
    """D9: (return, thana, day) → how many files tell it. The sample tells none twice, so what is told twice is news."""
    return Counter(
        (filing.return_name, thana, day)
        for filing in book.filings
        if filing.return_name in REPLACED_BY_LATER
        for thana in filing.thanas
        for day in days_between(filing.period.first_day, filing.period.last_day)
    )

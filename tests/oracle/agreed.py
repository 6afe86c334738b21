"""Rows that contradict themselves (D7), visits beside the daily count (D8), days that a later file tells anew (D9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise

from sample_data.corrections import lines_of
from sample_data.days import days_between
from sample_data.filing import DAY_OF
from sample_data.rows import Filing, Patrol, Row, SquadDay
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
# The returns of which a later file replaces the days that it tells, and the figures that they count.
FIGURES = {
    "inspections": ("defects_found",),
    "patrols": (
        *("persons_checked", "warned", "parents_called", "red_cards", "preventive", "firs", "arrests"),
        *("officers", "women_officers", "complaints_against_squad"),
    ),
    "squad_daily": (
        *("persons_checked", "places_checked", "warned", "preventive", "firs", "arrests", "vehicles_checked"),
        *("black_films", "hooters", "beacons", "caste_words", "number_plates", "mv_challans", "vehicles_seized"),
    ),
    "awareness": (
        *("women", "men", "girls", "boys", "pamphlets", "folders"),
        *("victims_met", "families_counselled"),
    ),
}
ThanaDay = tuple[str, date]
ReturnDay = tuple[str, str, date]
Told = tuple[int | None, ...]  # how many rows, and each figure added up


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
    def _files(self) -> dict[ReturnDay, list[Filing]]:
        return files_telling(self._book)

    @cached_property
    def _told_twice(self) -> dict[ReturnDay, list[Told]]:
        """What each file says of a day, in the order in which they came, where there is more than one."""
        rows = cache(lambda filing: _rows_of(filing, self._book))
        return {
            (name, thana, day): [_counted(name, rows(filing)[thana, day]) for filing in files]
            for (name, thana, day), files in self._files.items()
            if len(files) > 1
        }

    def kendras(self, span: Span) -> dict[tuple[str, str], Tally]:
        """D8: each thana met where all its days of the span agree, and unknown where none of them is told by both."""
        found: dict[str, bool] = {}
        for (thana, day), is_equal in self._days.items():
            if span.start <= day <= span.last:
                found[thana] = found.get(thana, True) and is_equal
        known = {thana: Tally(n_met=int(agrees), n_known=1) for thana, agrees in found.items()}
        return {(thana, ""): known.get(thana, Tally(n_unknown=1)) for thana in self._book.thanas}

    def retold(self, span: Span) -> Iterator[Part]:
        """D9: each published day of a return, and whether a later file told it otherwise than the file before it."""
        for key in self._files:
            _name, thana, day = key
            if span.start <= day <= span.last:
                yield thana, int(len({*self._told_twice.get(key, ())}) > 1), 1

    def moved(self, span: Span) -> list[float]:
        """By how many per cent each figure that was not nought was changed by a later file, up or down."""
        return [
            100 * abs(now - then) / then
            for (_name, _thana, day), told in self._told_twice.items()
            if span.start <= day <= span.last
            for before, after in pairwise(told)
            for then, now in zip(before, after, strict=True)
            if then and now is not None and now != then
        ]


def files_telling(book: Book) -> dict[ReturnDay, list[Filing]]:
    """(return, thana, day) → the published files that tell it, in the order in which they came."""
    found: dict[ReturnDay, list[Filing]] = defaultdict(list)
    for filing in sorted(book.filings, key=lambda filing: filing.received_at):
        if filing.return_name in FIGURES:
            for thana in filing.thanas:
                for day in days_between(filing.period.first_day, filing.period.last_day):
                    found[filing.return_name, thana, day].append(filing)
    return found


def _rows_of(filing: Filing, book: Book) -> dict[ThanaDay, list[Row]]:
    """The good rows of one file by thana and day; a line that stands there twice is one line."""
    found: dict[ThanaDay, list[Row]] = defaultdict(list)
    for row in {repr(row): row for row in lines_of(filing, book.boxed) if not row.fault}.values():
        found[row.thana, getattr(row, DAY_OF[filing.return_name])].append(row)
    return found


def _counted(name: str, rows: Sequence[Row]) -> Told:
    """How many rows there are, and each figure added up; None where a row leaves it blank."""
    columns = [[getattr(row, figure) for row in rows] for figure in FIGURES[name]]
    return (len(rows), *(None if None in column else sum(column) for column in columns))

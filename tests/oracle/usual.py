"""Weekly figures beside what the same Kendra usually tells (D10), and rows that fall to no place (D12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import sqrt
from statistics import mean, median

from sample_data.days import LAST_DAY, days_between
from sample_data.rows import Row
from tests.oracle.book import Book
from tests.oracle.duties_rounds import STARTS_ON
from tests.oracle.duty import Duty

LIMIT = 3.5
N_BEFORE = 12
# Of figures that are all alike there is no spread, and the chance of counts is asked instead.
SIGNAL = 3
PLACELESS = ("place_unknown", "thana_unknown")
Told = Iterator[tuple[str, date, int]]


def modified_z(value: float, before: list[float]) -> float | None:
    """0.6745 · (x − median) / MAD (Iglewicz and Hoaglin); where MAD is nothing, over 1.253314 · the mean distance.

    None where all the values before agree, for then there is no scale.
    """
    middle = median(before)
    distances = [abs(one - middle) for one in before]
    if median(distances) > 0:
        return 0.6745 * (value - middle) / median(distances)
    return (value - middle) / (1.253314 * mean(distances)) if any(distances) else None


def is_unusual(value: float, before: list[float]) -> bool:
    z = modified_z(value, before)
    if z is not None:
        return abs(z) > LIMIT
    return abs(2 * (sqrt(value) - sqrt(before[0]))) > SIGNAL


def figures_told(book: Book) -> dict[str, tuple[str, Told]]:
    """Measure → its return, and the thana, day and amount of each row that it counts."""
    return {
        "n_opened": ("cases", ((row.thana, row.received_on, 1) for row in book.cases)),
        "n_sessions": ("counselling", ((row.thana, row.held_on, 1) for row in book.sessions if row.status == "done")),
        "n_calls": ("feedback", ((row.thana, row.called_on, 1) for row in book.calls)),
        "n_visits": ("patrols", ((row.thana, row.visited_on, 1) for row in book.patrols)),
        "persons_checked": ("squad_daily", ((row.thana, row.day, row.persons_checked) for row in book.squad_days)),
        "n_programmes": ("awareness", ((row.thana, row.held_on, 1) for row in book.programmes)),
    }


def values_usual(book: Book) -> Iterator[Duty]:
    """D10: one for each measure, thana and whole week after the first twelve that were told whole."""
    for measure, (return_name, told) in figures_told(book).items():
        amounts: Counter[tuple[str, date]] = Counter()
        for thana, day, n in told:
            amounts[thana, monday_of(day)] += n
        for thana in book.thanas:
            before: list[float] = []
            for monday in days_between(STARTS_ON, LAST_DAY - timedelta(days=6))[::7]:
                week = days_between(monday, monday + timedelta(days=6))
                is_whole = all(book.is_accepted(return_name, thana, day) for day in week)
                value = amounts[thana, monday]
                if len(before) >= N_BEFORE:
                    met_on = week[-1] if is_whole and not is_unusual(value, before[-N_BEFORE:]) else None
                    yield Duty(thana, week[-1], met_on, is_whole, part=measure)
                if is_whole:
                    before.append(value)


def monday_of(day: date) -> date:
    """Weeks begin as the campaign began, on a Monday."""
    return day - timedelta(days=day.weekday())


def rows_located(book: Book) -> Iterator[Duty]:
    """D12: one for each row of these returns that was accepted, or held back because its place is on no list."""
    returns = {
        "inspections": (book.inspections, book.sample.inspections, "inspected_on"),
        "patrols": (book.patrols, book.sample.patrols, "visited_on"),
        "squad_daily": (book.squad_days, book.sample.squad_days, "day"),
        "awareness": (book.programmes, book.sample.programmes, "held_on"),
    }
    for name, (accepted, all_rows, day) in returns.items():
        for row in {repr(row): row for row in accepted}.values():  # a line that stands there twice is one line
            yield Duty(row.thana, getattr(row, day), getattr(row, day), part=name)
        for row in all_rows:
            if _is_placeless(book, name, row, getattr(row, day)):
                yield Duty(row.thana, getattr(row, day), None, part=name)


def _is_placeless(book: Book, name: str, row: Row, day: date) -> bool:
    return row.fault in PLACELESS and book.is_accepted(name, row.thana, day)

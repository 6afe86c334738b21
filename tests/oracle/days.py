"""What happened at each thana on each day, under the names of the columns of the mart of thana-days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from sample_data.rows import Call, Capacity
from tests.oracle.book import BY_MONTH, Book
from tests.oracle.duty import after
from tests.oracle.span import Span, review_eves
from tests.oracle.visits import officer_minutes, women_officer_minutes

Event = tuple[str, date, int | None]  # None: it happened, but its number is not told
FIRST_MONTH_DAYS = 30
OPINIONS = ("satisfied", "dissatisfied")


def opened(book: Book) -> Iterator[Event]:
    return ((case.thana, case.received_on, 1) for case in book.cases)


def street_harassment(book: Book) -> Iterator[Event]:
    return ((case.thana, case.received_on, 1) for case in book.cases if case.category == "street_harassment")


def closed(book: Book) -> Iterator[Event]:
    return ((case.thana, case.closed_on, 1) for case in book.cases if case.closed_on is not None)


def closed_on_eves(book: Book) -> Iterator[Event]:
    return (event for event in closed(book) if event[1] in review_eves())


def sessions_scheduled(book: Book) -> Iterator[Event]:
    return ((row.thana, row.held_on, 1) for row in book.sessions if row.status in ("done", "no_show"))


def no_shows(book: Book) -> Iterator[Event]:
    return ((row.thana, row.held_on, 1) for row in book.sessions if row.status == "no_show")


def cases_first_month(book: Book) -> Iterator[Event]:
    return ((thana, day, int(n > 0)) for thana, day, n in sessions_first_month(book))


def sessions_first_month(book: Book) -> Iterator[Event]:
    """On the thirtieth day after entry: the days on which she had been counselled by then."""
    for case in book.cases:
        day = after(case.entered_on, FIRST_MONTH_DAYS)
        yield case.thana, day, sum(sitting <= day for sitting in sittings(book, case.unique_no))


def sittings(book: Book, unique_no: str) -> list[date]:
    """The days on which sessions were held with one woman, in order."""
    return sorted({row.held_on for row in book.sessions_of.get(unique_no, []) if row.status == "done"})


def referrals(book: Book) -> Iterator[Event]:
    return ((row.thana, row.sent_on, 1) for row in book.referrals)


def _calls(choose: Callable[[Call], bool]) -> Callable[[Book], Iterator[Event]]:
    return lambda book: ((row.thana, row.called_on, 1) for row in book.calls if choose(row))


def _each_day_of_the_month(measure: Callable[[Capacity], int | None]) -> Callable[[Book], Iterator[Event]]:
    def told(book: Book) -> Iterator[Event]:
        for row in book.capacity:
            days = (after(row.month, n) for n in range(31))
            yield from ((row.thana, day, measure(row)) for day in days if day.month == row.month.month)

    return told


def is_in_norm(row: Capacity) -> bool:
    """The norm of headquarters for a Kendra's staff."""
    return (
        bool(row.incharge_rank)
        and 1 <= row.sub_inspectors <= 4
        and 4 <= row.constables <= 15
        and 2 * row.women_constables >= row.constables
        and 1 <= row.home_guards <= 2
    )


def dossiers(row: Capacity) -> tuple[int, int] | tuple[None, None]:
    """Repeat offenders and those whose dossier is up to date; neither where only one is told."""
    told = getattr(row, "repeat_offenders", None), getattr(row, "dossiers_updated", None)
    return (None, None) if None in told else told


# Column → the return that tells it, and how to find what it counts.
COLUMNS: dict[str, tuple[str, Callable[[Book], Iterator[Event]]]] = {
    "n_opened": ("cases", opened),
    "n_street_harassment": ("cases", street_harassment),
    "n_closed": ("cases", closed),
    "n_closed_on_eve": ("cases", closed_on_eves),
    "n_sessions_scheduled": ("counselling", sessions_scheduled),
    "n_no_shows": ("counselling", no_shows),
    "n_cases_first_month": ("counselling", cases_first_month),
    "n_sessions_first_month": ("counselling", sessions_first_month),
    "n_referrals": ("referrals", referrals),
    "n_referable": ("referrals", opened),
    "n_calls": ("feedback", _calls(lambda _row: True)),
    "n_opinions": ("feedback", _calls(lambda row: row.result in OPINIONS)),
    "n_satisfied": ("feedback", _calls(lambda row: row.result == "satisfied")),
    "n_opinions_independent": ("feedback", _calls(lambda row: row.result in OPINIONS and row.caller != "kendra")),
    "n_satisfied_independent": ("feedback", _calls(lambda row: row.result == "satisfied" and row.caller != "kendra")),
    "n_opinions_kendra": ("feedback", _calls(lambda row: row.result in OPINIONS and row.caller == "kendra")),
    "n_satisfied_kendra": ("feedback", _calls(lambda row: row.result == "satisfied" and row.caller == "kendra")),
    "officer_minutes": ("patrols", officer_minutes),
    "women_officer_minutes": ("patrols", women_officer_minutes),
    "n_kendras_rated": ("capacity", _each_day_of_the_month(lambda _row: 1)),
    "n_kendras_in_norm": ("capacity", _each_day_of_the_month(lambda row: int(is_in_norm(row)))),
    "n_repeat_offenders": ("capacity", _each_day_of_the_month(lambda row: dossiers(row)[0])),
    "n_dossiers_updated": ("capacity", _each_day_of_the_month(lambda row: dossiers(row)[1])),
    "n_counsellors": ("capacity", _each_day_of_the_month(lambda row: row.counsellors)),
}
# What is set against the register counts only on days of which the register speaks too.
BESIDE_THE_REGISTER = ("n_referrals", "n_referable")


class Days:
    """The counts of each thana and day, and the days of which accepted returns speak."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._counts: dict[str, dict[str, Counter[date]]] = {}
        self._untold: dict[str, set[tuple[str, date]]] = defaultdict(set)
        self._spoken_of: dict[tuple[tuple[str, ...], Span], dict[str, set[date]]] = {}

    def counts(self, column: str) -> dict[str, Counter[date]]:
        """Thana → day → the count, on accepted days only."""
        if column not in self._counts:
            _name, events = COLUMNS[column]
            found: dict[str, Counter[date]] = defaultdict(Counter)
            for thana, day, n in events(self._book):
                if not self.is_told(column, thana, day):
                    continue
                if n is None:
                    self._untold[column].add((thana, day))
                else:
                    found[thana][day] += n
            self._counts[column] = dict(found)
        return self._counts[column]

    def is_told(self, column: str, thana: str, day: date) -> bool:
        """Whether accepted returns speak of the column on that day."""
        names = {COLUMNS[column][0], *(("cases",) if column in BESIDE_THE_REGISTER else ())}
        return all(self._book.is_accepted(name, thana, day) for name in names)

    def count(self, column: str, thana: str, day: date) -> int | None:
        """The count of one day; None where no accepted return speaks of it, or none of its rows tells the number."""
        return_name, _events = COLUMNS[column]
        if not self.is_told(column, thana, day):
            return None
        told = self.counts(column).get(thana, Counter())
        is_nothing = return_name not in BY_MONTH and (thana, day) not in self._untold[column]
        return told[day] if day in told or is_nothing else None

    def total(self, column: str, thana: str, days: set[date]) -> int:
        return sum(n for day, n in self.counts(column).get(thana, {}).items() if day in days)

    def spoken_of(self, span: Span, *return_names: str) -> dict[str, set[date]]:
        """Thana → its days of the span of which every one of these returns speaks, for the thanas that have any."""
        key = (tuple(sorted(set(return_names))), span)
        if key not in self._spoken_of:
            days = {after(span.start, n) for n in range(span.n_days)}
            found = {thana: days.copy() for thana in self._book.thanas}
            for name in return_names:
                for thana in found:
                    found[thana] &= self._book.covered.get((name, thana), set())
            self._spoken_of[key] = {thana: known for thana, known in found.items() if known}
        return self._spoken_of[key]

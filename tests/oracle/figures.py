"""Every first KPI at every level for any window and as-of day, thana by thana and then added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.reference import review_days
from sample_data.rows import Case
from tests.oracle.book import Book
from tests.oracle.obligations import STREAMS, Duty

SCALE = {"C4": 1, "B1": 1, "B2": 1, "P6.warned": 1000, "P6.preventive": 1000, "P6.firs": 1000, "P6.arrests": 1000}
SCALE |= {"P6.parents_called": 1000}
OLD_DAYS = 30


@dataclass(frozen=True)
class Span:
    """A window and the day as of which it is seen: what happened after that day has not happened."""

    start: date
    end: date
    as_of: date

    @property
    def last(self) -> date:
        return min(self.end, self.as_of)


@dataclass
class Figure:
    """One number of one unit. None means that no accepted return speaks of it."""

    numerator: float | None = None
    denominator: float | None = None
    n_unknown: int = 0
    read_on: date | None = None
    scale: int = 100
    is_change: bool = False

    @property
    def value(self) -> float | None:
        if self.is_change:
            both = self.numerator is not None and self.denominator is not None
            return float(self.numerator - self.denominator) if both else None  # type: ignore[operator]  # both are there
        if not self.denominator or self.numerator is None:
            return None
        return self.numerator / self.denominator * self.scale


Part = tuple[str, float, float]


class Oracle:
    """Answers for any KPI, level and span. What is the same for every span is worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._duties: dict[str, list[Duty]] = {}
        self._cases: dict[str, list[Case]] = defaultdict(list)
        for case in book.cases:
            self._cases[case.thana].append(case)

    def figures(self, kpi: str, by: str, span: Span) -> dict[str, Figure]:
        """Unit → figure; every unit of the level is there."""
        found = self._figures(kpi, by, span)
        for figure in found.values():
            figure.scale = SCALE.get(kpi, 100)
        return {unit: found.get(unit, Figure()) for unit in self.book.units(by)}

    def _figures(self, kpi: str, by: str, span: Span) -> dict[str, Figure]:
        if kpi in STREAMS:
            return self._fulfilled(kpi, by, span)
        if kpi in ("B1", "B2", "B4"):
            return getattr(self, f"_{kpi.lower()}")(by, span)  # type: ignore[no-any-return]  # one of three below
        return self._summed(by, self._parts(kpi)(span))

    def _fulfilled(self, kpi: str, by: str, span: Span) -> dict[str, Figure]:
        if kpi not in self._duties:
            self._duties[kpi] = list(STREAMS[kpi](self.book))
        found: dict[str, Figure] = defaultdict(lambda: Figure(0, 0))
        for duty in self._duties[kpi]:
            if not span.start <= duty.due_on <= span.last:
                continue
            figure = found[self.book.unit_of(duty.thana, by)]
            if not duty.is_known or (duty.doubtful_from is not None and duty.doubtful_from <= span.as_of):
                figure.n_unknown += 1
                continue
            figure.denominator = (figure.denominator or 0) + 1
            if duty.met_on is not None and duty.met_on <= span.as_of:
                figure.numerator = (figure.numerator or 0) + 1
        return dict(found)

    def _summed(self, by: str, parts: Iterator[Part]) -> dict[str, Figure]:
        found: dict[str, Figure] = defaultdict(lambda: Figure(0, 0))
        for thana, numerator, denominator in parts:
            figure = found[self.book.unit_of(thana, by)]
            figure.numerator = (figure.numerator or 0) + numerator
            figure.denominator = (figure.denominator or 0) + denominator
        return dict(found)

    def _parts(self, kpi: str) -> Callable[[Span], Iterator[Part]]:
        if kpi.startswith("P6.") and kpi != "P6.parents_called":
            return lambda span: self._action_ladder(kpi.removeprefix("P6."), span)
        return {
            "C2": self._duplicates,
            "C4": self._intake,
            "C5": self._without_intake,
            "B3": self._clearance,
            "P6.parents_called": self._parents_called,
            "A1": self._reach,
            "A2": self._joint,
        }[kpi]

    def accepted_days(self, return_name: str, thana: str, span: Span) -> list[date]:
        """The days of the span that an accepted return speaks of."""
        n_days = (span.last - span.start).days + 1
        days = (span.start + timedelta(days=n) for n in range(n_days))
        return [day for day in days if self.book.is_accepted(return_name, thana, day)]

    def _spoken_of(self, return_name: str, span: Span) -> dict[str, set[date]]:
        """Thana → its accepted days, for the thanas that have any."""
        days = {thana: set(self.accepted_days(return_name, thana, span)) for thana in self.book.thanas}
        return {thana: known for thana, known in days.items() if known}

    def _intake(self, span: Span) -> Iterator[Part]:
        for thana, days in self._spoken_of("cases", span).items():
            yield thana, sum(case.received_on in days for case in self._cases[thana]), len(days)

    def _without_intake(self, span: Span) -> Iterator[Part]:
        for thana, n_opened, _n_days in self._intake(span):
            yield thana, int(n_opened == 0), 1

    def _clearance(self, span: Span) -> Iterator[Part]:
        for thana, days in self._spoken_of("cases", span).items():
            cases = self._cases[thana]
            yield thana, sum(case.closed_on in days for case in cases), sum(case.received_on in days for case in cases)

    def _duplicates(self, span: Span) -> Iterator[Part]:
        spoken_of = self._spoken_of("cases", span)
        dated = {case.unique_no: (case.thana, case.received_on) for case in self.book.cases}
        conflicts = [case for case in self.book.cases_without_number if case.fault == "number_conflict"]
        for case in sorted(conflicts, key=lambda case: case.received_on):
            dated.setdefault(case.unique_no, (case.thana, case.received_on))
        conflicted = {case.unique_no for case in conflicts}
        for thana in spoken_of:
            yield thana, 0, 0
        for unique_no, (thana, day) in dated.items():
            if day in spoken_of.get(thana, ()):
                yield thana, int(unique_no in conflicted), 1

    def _action_ladder(self, rung: str, span: Span) -> Iterator[Part]:
        for thana in self._spoken_of("squad_daily", span):
            yield thana, 0, 0
        for row in self.book.squad_days:
            if span.start <= row.day <= span.last:
                yield row.thana, getattr(row, rung), row.persons_checked

    def _parents_called(self, span: Span) -> Iterator[Part]:
        for thana in self._spoken_of("patrols", span):
            yield thana, 0, 0
        for row in self.book.patrols:
            if span.start <= row.visited_on <= span.last:
                yield row.thana, row.parents_called, row.persons_checked

    def _reach(self, span: Span) -> Iterator[Part]:
        reached: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.book.programmes:
            if span.start <= row.held_on <= span.last:
                reached[row.thana].add((row.venue_kind, row.venue))
        for code in self._spoken_of("awareness", span):
            thana = self.book.thanas[code]
            listed = {"gram_panchayat": thana.n_gram_panchayats, "ward": thana.n_wards}
            yield code, sum(listed.get(kind, 0) > 0 for kind, _venue in reached[code]), sum(listed.values())

    def _joint(self, span: Span) -> Iterator[Part]:
        for thana in self._spoken_of("awareness", span):
            yield thana, 0, 0
        for row in self.book.programmes:
            if span.start <= row.held_on <= span.last:
                yield row.thana, int(len(set(row.departments)) >= 2), 1

    def _b1(self, by: str, span: Span) -> dict[str, Figure]:
        return self._stock(by, span.as_of, older_than=None)

    def _b4(self, by: str, span: Span) -> dict[str, Figure]:
        every, old = self._stock(by, span.as_of, None), self._stock(by, span.as_of, OLD_DAYS)
        return {unit: Figure(old[unit].numerator, every[unit].numerator, read_on=every[unit].read_on) for unit in every}

    def _b2(self, by: str, span: Span) -> dict[str, Figure]:
        now = self._stock(by, span.as_of, None)
        review = last_review_before(span.as_of)
        then = self._stock(by, review, None) if review else {}
        return {
            unit: Figure(
                now[unit].numerator,
                then[unit].numerator if unit in then else None,
                read_on=now[unit].read_on,
                is_change=True,
            )
            for unit in now
        }

    def _stock(self, by: str, day: date, older_than: int | None) -> dict[str, Figure]:
        """Open cases on each thana's latest accepted day, added up; read on the earliest of those days."""
        found: dict[str, Figure] = defaultdict(Figure)
        for thana in self.book.thanas:
            read_on = self.book.last_accepted("cases", thana, day)
            if read_on is None:
                continue
            figure = found[self.book.unit_of(thana, by)]
            n_open = sum(
                is_open(case, read_on) and (older_than is None or (read_on - case.received_on).days > older_than)
                for case in self._cases[thana]
            )
            figure.numerator = (figure.numerator or 0) + n_open
            figure.read_on = min(figure.read_on or read_on, read_on)
        return dict(found)

    def missing(self, by: str, return_names: list[str], span: Span) -> dict[str, int]:
        """Unit → its thanas with a day of the span of which some of these returns does not speak."""
        n_days = (span.last - span.start).days + 1
        found = dict.fromkeys(self.book.units(by), 0)
        for thana in self.book.thanas:
            gaps = [name for name in return_names if len(self.accepted_days(name, thana, span)) < n_days]
            found[self.book.unit_of(thana, by)] += bool(gaps)
        return found


def is_open(case: Case, day: date) -> bool:
    if case.received_on > day:
        return False
    is_closed = case.closed_on is not None and case.closed_on <= day
    is_reopened = case.reopened_on is not None and case.reopened_on <= day
    return not is_closed or is_reopened


def last_review_before(day: date) -> date | None:
    reviews = [date.fromisoformat(review) for review in review_days()]
    return max((review for review in reviews if review < day), default=None)

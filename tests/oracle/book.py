"""What may be known from the sample's returns: the good rows that were accepted, and which days are covered."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from sample_data.days import Period, days_between
from sample_data.feedback import call_at
from sample_data.filing import Boxes, boxes
from sample_data.reference import Thana
from sample_data.referrals import referral_at
from sample_data.rows import (
    Call,
    Capacity,
    Case,
    Filing,
    Inspection,
    Patrol,
    Programme,
    Referral,
    Row,
    Sample,
    Session,
    SquadDay,
)
from tests.oracle.span import Span
from tests.oracle.telling import Telling, last_tellings

T = TypeVar("T", bound=Row)
ByNumber = dict[str, list[T]]
NUMBER_FAULTS = ("unique_no_missing", "unique_no_invalid", "number_conflict")
BY_MONTH = ("capacity",)  # a month is told as one, and only when its last day has come


class Book:
    """The sample as an honest clerk would know it: without the rows that had to be held, and the held returns.

    Rows of a case count only where the register knows their number, and knows it as received by their day.
    """

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.thanas: dict[str, Thana] = {thana.code: thana for thana in sample.thanas}
        self.places = sample.places
        self.filings: list[Filing] = [filing for filing in sample.filings if not filing.is_held]
        self.covered: dict[tuple[str, str], set[date]] = defaultdict(set)
        for filing in self.filings:
            for thana in filing.thanas:
                self.covered[filing.return_name, thana].update(_days_spoken_of(filing))
        self._ordered = {key: sorted(days) for key, days in self.covered.items()}

        self.cases: list[Case] = [case for case in sample.cases if not case.fault]
        self.cases_without_number = [case for case in sample.cases if case.fault in NUMBER_FAULTS]
        self.case_of: dict[str, Case] = {case.unique_no: case for case in self.cases}
        self.sessions: list[Session] = self._of_cases(
            self._accepted("counselling", sample.sessions, "held_on"), "held_on"
        )
        self.referrals = [self._referral_told(row) for row in self._retold("referrals", sample.referrals, "sent_on")]
        self.calls = [self._call_told(row) for row in self._retold("feedback", sample.calls, "called_on")]
        self.capacity: list[Capacity] = self._accepted("capacity", sample.capacity, "month")
        self.inspections: list[Inspection] = _once(self._accepted("inspections", sample.inspections, "inspected_on"))
        self.patrols: list[Patrol] = self._accepted("patrols", sample.patrols, "visited_on")
        self.squad_days: list[SquadDay] = self._accepted("squad_daily", sample.squad_days, "day")
        self.programmes: list[Programme] = self._accepted("awareness", sample.programmes, "held_on")

    def _accepted(self, return_name: str, rows: Iterable[T], day: str) -> list[T]:
        return [row for row in rows if not row.fault and self.is_accepted(return_name, row.thana, getattr(row, day))]

    def _of_cases(self, rows: Iterable[T], day: str) -> list[T]:
        found = []
        for row in rows:
            case = self.case_of.get(row.unique_no)  # type: ignore[attr-defined]  # rows of a case have its number
            if case is not None and case.received_on <= getattr(row, day):
                found.append(row if row.thana == case.thana else replace(row, thana=case.thana))
        return found

    def _retold(self, return_name: str, rows: Iterable[T], day: str) -> list[T]:
        """The rows of a return that tells them again, if its file of that day or a later one was accepted."""
        told = [row for row in rows if not row.fault and self.told_through(return_name, row.thana) >= getattr(row, day)]
        return self._of_cases(told, day)

    def _referral_told(self, row: Referral) -> Referral:
        return referral_at(row, self.told_through("referrals", row.thana))

    def _call_told(self, row: Call) -> Call:
        return call_at(row, self.told_through("feedback", row.thana))

    def owed(self, return_name: str, span: Span) -> set[date]:
        """The days of the span for which a return is owed; of a return by the month, its months' last days."""
        days = days_between(span.start, span.last)
        return {day for day in days if return_name not in BY_MONTH or _ends_a_month(day)}

    def told_through(self, return_name: str, thana: str) -> date:
        """The last day of which an accepted return of this kind speaks."""
        days = self._ordered.get((return_name, thana))
        return days[-1] if days else date.min

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """Unique number → what the last accepted file of the register said beside the fields of the case."""
        return last_tellings(self.boxed, self.filings)

    @cached_property
    def boxed(self) -> Boxes:
        """Return, district and period → the rows that its file tells."""
        return boxes(self.sample)

    @cached_property
    def cases_in(self) -> ByNumber[Case]:
        """Thana → its cases."""
        return _grouped(self.cases, "thana")

    @cached_property
    def sessions_of(self) -> ByNumber[Session]:
        """Unique number → its sessions."""
        return _grouped(self.sessions, "unique_no")

    @cached_property
    def referrals_of(self) -> ByNumber[Referral]:
        """Unique number → its referrals."""
        return _grouped(self.referrals, "unique_no")

    @cached_property
    def calls_of(self) -> ByNumber[Call]:
        """Unique number → the feedback calls about it."""
        return _grouped(self.calls, "unique_no")

    def is_accepted(self, return_name: str, thana: str, day: date) -> bool:
        """Whether an accepted return of this kind speaks of this thana on this day."""
        return day in self.covered.get((return_name, thana), ())

    def last_accepted(self, return_name: str, thana: str, day: date) -> date | None:
        """The latest covered day that is not after `day`; of a return by the month, the latest month's end."""
        days = self._ordered.get((return_name, thana), [])
        place = bisect_right(days, day)
        while place and return_name in BY_MONTH and not _ends_a_month(days[place - 1]):
            place -= 1
        return days[place - 1] if place else None

    def first_received(self, return_name: str, thana: str, day: date) -> datetime | None:
        """When the first accepted return that speaks of this thana and day came in."""
        received = [
            filing.received_at
            for filing in self.filings
            if filing.return_name == return_name
            and thana in filing.thanas
            and filing.period.first_day <= day <= filing.period.last_day
        ]
        return min(received, default=None)

    def unit_of(self, thana: str, by: str) -> str:
        return {
            "range": "range",
            "district": self.thanas[thana].district,
            "circle": self.thanas[thana].circle,
            "thana": thana,
        }[by]

    def units(self, by: str) -> set[str]:
        return {self.unit_of(thana, by) for thana in self.thanas}


def _once(rows: Iterable[T]) -> list[T]:
    """A row that says word for word what another of its thana and day says is that row, written twice."""
    found: list[T] = []
    for row in rows:
        if row not in found[-2:]:
            found.append(row)
    return found


def _days_spoken_of(filing: Filing) -> list[date]:
    """The days of its period; a return by the month speaks of whole months."""
    period: Period = filing.period
    is_by_month = filing.return_name in BY_MONTH
    return days_between(period.first_day.replace(day=1) if is_by_month else period.first_day, period.last_day)


def _ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _grouped(rows: Iterable[T], name: str) -> ByNumber[T]:
    found: ByNumber[T] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found

"""What may be known from the sample's returns: the good rows that were accepted, and which days are covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from sample_data.days import Period
from sample_data.reference import Thana
from sample_data.rows import Case, Filing, Inspection, Patrol, Programme, Row, Sample, Session, SquadDay

T = TypeVar("T", bound=Row)
NUMBER_FAULTS = ("unique_no_missing", "unique_no_invalid", "number_conflict")


class Book:
    """The sample as an honest clerk would know it: without the rows that had to be held, and the held returns."""

    def __init__(self, sample: Sample) -> None:
        self.thanas: dict[str, Thana] = {thana.code: thana for thana in sample.thanas}
        self.places = sample.places
        self.filings: list[Filing] = [filing for filing in sample.filings if not filing.is_held]
        self.covered: dict[tuple[str, str], list[Period]] = defaultdict(list)
        for filing in self.filings:
            for thana in filing.thanas:
                self.covered[filing.return_name, thana].append(filing.period)

        self.cases: list[Case] = [case for case in sample.cases if not case.fault]
        self.cases_without_number = [case for case in sample.cases if case.fault in NUMBER_FAULTS]
        self.sessions: list[Session] = self._accepted("counselling", sample.sessions, "held_on")
        self.inspections: list[Inspection] = self._accepted("inspections", sample.inspections, "inspected_on")
        self.patrols: list[Patrol] = self._accepted("patrols", sample.patrols, "visited_on")
        self.squad_days: list[SquadDay] = self._accepted("squad_daily", sample.squad_days, "day")
        self.programmes: list[Programme] = self._accepted("awareness", sample.programmes, "held_on")

    def _accepted(self, return_name: str, rows: Iterable[T], day: str) -> list[T]:
        return [row for row in rows if not row.fault and self.is_accepted(return_name, row.thana, getattr(row, day))]

    def is_accepted(self, return_name: str, thana: str, day: date) -> bool:
        """Whether an accepted return of this kind speaks of this thana on this day."""
        return any(period.first_day <= day <= period.last_day for period in self.covered[return_name, thana])

    def last_accepted(self, return_name: str, thana: str, day: date) -> date | None:
        """The latest covered day that is not after `day`."""
        days = [min(p.last_day, day) for p in self.covered[return_name, thana] if p.first_day <= day]
        return max(days, default=None)

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

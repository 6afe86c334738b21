"""The next date that is agreed at every sitting: mostly kept, in a weak Kendra sometimes left blank or let pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Case
from sample_data.temper import Chance, chance_for, troubled

HORIZON = LAST_DAY + timedelta(days=21)
# How often a date is left blank, and how often it is let pass, by district.
BLANK = {"meerut": 0.01, "bulandshahr": 0.035, "baghpat": 0.006, "hapur": 0.012}
PASSED = {"meerut": 0.01, "bulandshahr": 0.035, "baghpat": 0.006, "hapur": 0.012}
BLANK_WHERE_PLANTED = 0.92


@dataclass(frozen=True)
class Agreed:
    """Follow-up days of one case, in order: those on which it is still open, and all that were agreed."""

    kept: tuple[date, ...]
    all: tuple[date, ...]


@dataclass(frozen=True)
class Diary:
    chance: Chance
    share_blank: float
    share_passed: float

    def follow_ups(self, case: Case, last_planned: date) -> Agreed:
        """The days agreed after the planned sittings for as long as the case is open; the last ones lie beyond."""
        kept: list[date] = []
        agreed: list[date] = []
        for opens, closes in _open(case):
            day = max(opens, last_planned) + timedelta(days=self.chance.randint(4, 9))
            while day < closes:
                kept.append(day)
                day += timedelta(days=self.chance.randint(5, 11))
            agreed.append(day)
        return Agreed(tuple(kept), tuple(sorted({*kept, *agreed})))

    def next_dates(self, held: Sequence[date], agreed: Agreed) -> dict[date, date]:
        """Day of a sitting → the date written for the next one; nothing for those at which it was left blank."""
        days, sittings = sorted({*held, *agreed.all}), set(held)
        return {
            day: self._written(day, following)
            for day, following in pairwise(days)
            if day in sittings and not self.chance.happens(self.share_blank)
        }

    def _written(self, day: date, following: date) -> date:
        gap = (following - day).days
        is_passed = gap > 1 and self.chance.happens(self.share_passed)
        return day + timedelta(days=gap // 2) if is_passed else following


def diary(seed: int, thana: Thana) -> Diary:
    is_planted = thana.code in troubled("next_date_missing")
    share_blank = BLANK_WHERE_PLANTED if is_planted else BLANK[thana.district]
    return Diary(chance_for(seed, "next dates", thana.code), share_blank, PASSED[thana.district])


def _open(case: Case) -> list[tuple[date, date]]:
    """The stretches of days in which the case is open; one that is open in the end goes on to the horizon."""
    first = case.received_on, case.closed_on or HORIZON
    return [first, (case.reopened_on, HORIZON)] if case.reopened_on else [first]

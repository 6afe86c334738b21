"""Feedback calls after a matter is closed: most women are called, in a weak Kendra few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Call, Case
from sample_data.temper import Chance, chance_for, troubled

CALLER = {
    "meerut": {"kendra": 52, "district_cell": 38, "range_cell": 10},
    "bulandshahr": {"kendra": 66, "district_cell": 26, "range_cell": 8},
    "baghpat": {"kendra": 38, "district_cell": 50, "range_cell": 12},
    "hapur": {"kendra": 45, "district_cell": 45, "range_cell": 10},
}
# To a caller of the Kendra itself some women say what it would like to hear, in Bulandshahr many.
RESULT = {"satisfied": 69, "dissatisfied": 12, "unreachable": 19}
PLEASED = {"meerut": 2, "bulandshahr": 9, "baghpat": 1, "hapur": 3}
CALLED = {"meerut": (0.84, 0.9), "bulandshahr": (0.6, 0.84), "baghpat": (0.86, 0.9), "hapur": (0.8, 0.9)}
CALLED_WHERE_PLANTED = (0.12, 0.24)
RECONTACTED = {"meerut": 0.95, "bulandshahr": 0.8, "baghpat": 0.98, "hapur": 0.92}


@dataclass(frozen=True)
class Telephone:
    """How one Kendra and the cells above it follow up."""

    chance: Chance
    district: str

    def call(self, case: Case, closed_on: date) -> Call:
        chance, caller = self.chance, self.chance.one_of(CALLER[self.district])
        called_on = closed_on + timedelta(days=chance.randint(1, 6) if chance.happens(0.96) else chance.randint(8, 15))
        result = chance.one_of(RESULT)
        if result == "dissatisfied" and caller == "kendra" and chance.happens(PLEASED[self.district] / 12):
            result = "satisfied"
        return Call(
            thana=case.thana,
            unique_no=case.unique_no,
            called_on=called_on,
            caller=caller,
            result=result,
            recontacted_on=self._recontacted(called_on) if result == "dissatisfied" else None,
        )

    def _recontacted(self, called_on: date) -> date | None:
        if not self.chance.happens(0.98):
            return None
        in_time = self.chance.happens(RECONTACTED[self.district])
        return called_on + timedelta(days=self.chance.randint(1, 2) if in_time else self.chance.randint(4, 8))


def calls_of(seed: int, thana: Thana, cases: list[Case]) -> list[Call]:
    """Every feedback call on the closed cases of one thana."""
    chance = chance_for(seed, "feedback", thana.code)
    is_weak = thana.code in troubled("weak_feedback")
    share = chance.uniform(*(CALLED_WHERE_PLANTED if is_weak else CALLED[thana.district]))
    telephone = Telephone(chance, thana.district)
    rows = [
        telephone.call(case, case.closed_on)
        for case in cases
        if case.closed_on and not case.fault and chance.happens(share)
    ]
    return [call_at(row, LAST_DAY) for row in rows if row.called_on <= LAST_DAY]


def call_at(row: Call, day: date) -> Call:
    """The call as it was known on the evening of `day`."""
    is_later = row.recontacted_on is not None and row.recontacted_on > day
    return replace(row, recontacted_on=None) if is_later else row

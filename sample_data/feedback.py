"""Feedback calls after a matter is closed: most women are called, in a weak Kendra few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Call, Case
from sample_data.temper import Chance, chance_for, troubled

CALLER = {"kendra": 56, "district_cell": 35, "range_cell": 9}
RESULT = {"satisfied": 71, "dissatisfied": 11, "unreachable": 18}


def calls_of(seed: int, thana: Thana, cases: list[Case]) -> list[Call]:
    """Every feedback call on the closed cases of one thana."""
    chance = chance_for(seed, "feedback", thana.code)
    is_weak = thana.code in troubled("weak_feedback")
    share = chance.uniform(0.12, 0.24) if is_weak else chance.uniform(0.55, 0.9)
    rows = [
        _call(chance, case, case.closed_on)
        for case in cases
        if case.closed_on and not case.fault and chance.happens(share)
    ]
    return [call_at(row, LAST_DAY) for row in rows if row.called_on <= LAST_DAY]


def _call(chance: Chance, case: Case, closed_on: date) -> Call:
    called_on = closed_on + timedelta(days=chance.randint(1, 6) if chance.happens(0.85) else chance.randint(7, 15))
    result = chance.one_of(RESULT)
    is_followed = result == "dissatisfied" and chance.happens(0.85)
    return Call(
        thana=case.thana,
        unique_no=case.unique_no,
        called_on=called_on,
        caller=chance.one_of(CALLER),
        result=result,
        recontacted_on=called_on + timedelta(days=chance.randint(1, 5)) if is_followed else None,
    )


def call_at(row: Call, day: date) -> Call:
    """The call as it was known on the evening of `day`."""
    is_later = row.recontacted_on is not None and row.recontacted_on > day
    return replace(row, recontacted_on=None) if is_later else row

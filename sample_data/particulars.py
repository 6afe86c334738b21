"""What a register tells of a case beside its course: incident, plan, end of the inquiry, and what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sample_data.days import LAST_DAY, PERIODS
from sample_data.reference import Thana
from sample_data.rows import Case, day_of
from sample_data.temper import Chance, chance_for

DAYS_SINCE = {0: 38, 1: 24, 2: 14, 3: 9, 5: 5, 7: 4, 11: 3, 15: 2, 20: 1}
PLAN_IN_A_WEEK = {"meerut": 0.87, "bulandshahr": 0.71, "baghpat": 0.91, "hapur": 0.82}
REPORT_IN_SIXTY_DAYS = {"meerut": 0.87, "bulandshahr": 0.76, "baghpat": 0.92, "hapur": 0.84}
WEAK_AT_RECORDS = {"meerut": 0.06, "bulandshahr": 0.2, "baghpat": 0.06, "hapur": 0.09}


@dataclass(frozen=True)
class Clerk:
    """How one Kendra keeps its register."""

    chance: Chance
    district: str
    share_filled: float


def add_particulars(seed: int, thana: Thana, cases: list[Case]) -> None:
    """Fill the accepted cases of one thana in; the planted faults stay as they are."""
    chance = chance_for(seed, "particulars", thana.code)
    is_weak = chance.happens(WEAK_AT_RECORDS[thana.district])
    clerk = Clerk(chance, thana.district, chance.uniform(0.86, 0.95) if is_weak else chance.uniform(0.986, 0.999))
    for case in cases:
        if not case.fault:
            _tell_incident(clerk, case)
            _approve_plan(clerk, case)
            _end_investigation(clerk, case)
            _put_on_record(clerk, case)
            _write_closure_late(clerk, case)


def _tell_incident(clerk: Clerk, case: Case) -> None:
    if not clerk.chance.happens(0.07):
        case.incident_on = case.received_on - timedelta(days=clerk.chance.one_of(DAYS_SINCE))


def _approve_plan(clerk: Clerk, case: Case) -> None:
    """Within seven days of receipt mostly, else later or never; nobody approves a plan of a matter that is closed."""
    chance = clerk.chance
    days = chance.randint(1, 7) if chance.happens(PLAN_IN_A_WEEK[clerk.district]) else chance.randint(8, 20)
    approved_on = max(case.entered_on, case.received_on + timedelta(days=days))
    if case.closed_on and case.closed_on < approved_on:
        approved_on = max(case.received_on, case.closed_on)
    if approved_on <= LAST_DAY and not chance.happens(0.03):
        case.plan_approved_on = approved_on


def _end_investigation(clerk: Clerk, case: Case) -> None:
    registered_on = day_of(case.fir_registered_on)
    if registered_on is None or clerk.chance.happens(0.02):
        return
    in_time = clerk.chance.happens(REPORT_IN_SIXTY_DAYS[clerk.district])
    days = clerk.chance.randint(21, 58) if in_time else clerk.chance.randint(61, 140)
    ended_on = registered_on + timedelta(days=days)
    case.final_report_on = ended_on if ended_on <= LAST_DAY else None


def _put_on_record(clerk: Clerk, case: Case) -> None:
    case.has_identity, case.has_mobile, case.has_address = (clerk.chance.happens(clerk.share_filled) for _ in range(3))


def _write_closure_late(clerk: Clerk, case: Case) -> None:
    """Some closures are written up days later, so that the file of a month's end does not have them yet."""
    if case.closed_on and clerk.chance.happens(0.08) and not case.reopened_on:
        told_on = case.closed_on + timedelta(days=clerk.chance.randint(3, 9))
        case.closure_told_on = told_on if case.closed_on < PERIODS[-1].first_day else None

"""The staff and rooms of each Kendra, month by month: by the norm of headquarters, in some Kendras short of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Capacity
from sample_data.temper import Chance, chance_for

FIRST_MONTH = date(2025, 10, 1)
SHARE_SHORT = 0.13
DOSSIERS_KEPT = {"meerut": 0.9, "bulandshahr": 0.76, "baghpat": 0.94, "hapur": 0.87}


def capacity_of(seed: int, thana: Thana) -> list[Capacity]:
    """One row for each whole month of one Kendra."""
    chance = chance_for(seed, "capacity", thana.code)
    first = _first_month(chance, thana)
    return _with_dossiers(seed, thana, [_in_month(chance, first, month) for month in months()])


def months() -> list[date]:
    """The whole months of the sample, each by its first day."""
    first, found = FIRST_MONTH, []
    while (following := date(first.year + first.month // 12, first.month % 12 + 1, 1)) <= LAST_DAY:
        found.append(first)
        first = following
    return found


def _first_month(chance: Chance, thana: Thana) -> Capacity:
    is_short = chance.happens(SHARE_SHORT)
    constables = chance.randint(2, 3) if is_short else chance.randint(4, 13)
    return Capacity(
        thana=thana.code,
        month=FIRST_MONTH,
        incharge_rank="inspector" if thana.is_mahila else chance.one_of({"sub_inspector": 88, "head_constable": 12}),
        incharge_woman=thana.is_mahila or chance.happens(0.9),
        sub_inspectors=0 if is_short and chance.happens(0.4) else chance.randint(1, 4),
        constables=constables,
        women_constables=_half(chance, constables),
        home_guards=0 if is_short else chance.randint(1, 2),
        counsellors=1 if chance.happens(0.6) else 0,
        room=chance.happens(0.95),
        computer=chance.happens(0.93),
        printer=chance.happens(0.86),
        womens_toilet=chance.happens(0.92),
        counselling_space=chance.happens(0.94),
    )


def _half(chance: Chance, constables: int) -> int:
    return min(constables, round(constables * chance.uniform(0.47, 0.8)))


def _in_month(chance: Chance, usual: Capacity, month: date) -> Capacity:
    """Postings change by one now and then; the plan is filed most months."""
    constables = max(usual.women_constables, usual.constables + chance.choice((-1, 0, 0, 0, 0, 1)))
    return replace(usual, month=month, constables=constables, monthly_plan_filed=chance.happens(0.88))


def _with_dossiers(seed: int, thana: Thana, rows: list[Capacity]) -> list[Capacity]:
    """Repeat offenders of the thana, a few more or fewer each month, and for how many the dossier is up to date."""
    chance = chance_for(seed, "dossiers", thana.code)
    n_known = chance.randint(3, 24)
    share = min(1.0, DOSSIERS_KEPT[thana.district] * chance.uniform(0.85, 1.1))
    for row in rows:
        n_known = max(2, n_known + chance.choice((-1, 0, 0, 1)))
        row.repeat_offenders = n_known
        row.dossiers_updated = sum(chance.happens(share) for _ in range(n_known))
    return rows

"""The sample looks like the range: its sizes, mixes and rates, and its control totals to the digit."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sample_data import Sample
from sample_data.days import FIRST_DAY, LAST_DAY
from sample_data.rows import Patrol, SquadDay
from sample_data.temper import under_recording
from tests.oracle.figures import Oracle, Span

N_MONTHS = (LAST_DAY - FIRST_DAY).days / 30.4
CAMPAIGN = Span(date(2025, 9, 22), date(2025, 10, 21), date(2025, 10, 21))
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31))
PRESS_RETURN = Path(__file__).with_name("press_return_2025-10.csv")


def published() -> list[tuple[str, int]]:
    with PRESS_RETURN.open(encoding="utf-8-sig", newline="") as file:
        return [(line["measure"], int(line["value"])) for line in csv.DictReader(file)]


@pytest.mark.parametrize(("measure", "value"), published())
def test_the_campaign_adds_up_to_the_published_return(sample: Sample, measure: str, value: int) -> None:
    rows = [row for row in sample.squad_days if CAMPAIGN.start <= row.day <= CAMPAIGN.end]
    assert sum(getattr(row, measure) for row in rows) == value


def test_the_published_return_has_thirteen_measures() -> None:
    assert len(published()) == 13


def test_nobody_is_warned_or_arrested_who_was_not_checked(sample: Sample) -> None:
    rows: list[SquadDay | Patrol] = [*sample.squad_days, *sample.patrols]
    good = [row for row in rows if not row.fault]
    assert all(0 <= row.warned + row.arrests <= row.persons_checked for row in good)


def test_every_thana_has_one_row_of_counts_a_day(sample: Sample) -> None:
    keys = Counter((row.thana, row.day) for row in sample.squad_days if not row.fault)
    assert max(keys.values()) == 1
    assert len(sample.thanas) == 82
    # One day of one thana is told twice, differently, and both tellings are held.
    assert len({(row.thana, row.day) for row in sample.squad_days}) == 82 * 420


def test_a_kendra_sees_eight_to_thirty_five_cases_a_month(sample: Sample) -> None:
    seen = Counter(case.thana for case in sample.cases)
    for thana in sample.thanas:
        a_month = seen[thana.code] / N_MONTHS
        if thana.code in under_recording():
            assert a_month < 2.5
        elif thana.is_mahila:
            assert 40 <= a_month <= 80
        else:
            assert 8 <= a_month <= 36


def test_the_mix_of_matters(sample: Sample) -> None:
    seen = Counter(case.category for case in sample.cases)
    share = {category: 100 * n / len(sample.cases) for category, n in seen.items()}
    assert 42 <= share["domestic"] <= 48
    assert 8 <= share["dowry"] <= 12
    assert 10 <= share["elopement"] + share["missing"] <= 14
    assert 10 <= share["street_harassment"] + share["stalking"] <= 14
    assert 10 <= share["cyber"] <= 14
    assert 2 <= share["sexual_offence"] + share["pocso"] <= 4


def test_eight_to_fifteen_in_a_hundred_end_in_an_fir(sample: Sample) -> None:
    n_firs = sum(case.fir_registered_on is not None for case in sample.cases)
    assert 8 <= 100 * n_firs / len(sample.cases) <= 15


def test_about_fifty_programmes_a_month_of_about_thirty_women(sample: Sample) -> None:
    a_month = len(sample.programmes) / N_MONTHS / len(sample.thanas)
    women = sum(row.women for row in sample.programmes) / len(sample.programmes)
    pamphlets = sum(row.pamphlets for row in sample.programmes) / len(sample.programmes)
    assert 42 <= a_month <= 55
    assert 22 <= women <= 34
    assert 19 <= pamphlets <= 27


def test_a_third_of_the_cases_is_referred_and_most_referrals_are_acknowledged(sample: Sample) -> None:
    referred = {row.unique_no for row in sample.referrals if not row.fault}
    assert 25 <= 100 * len(referred) / len(sample.cases) <= 40
    good = [row for row in sample.referrals if not row.fault]
    assert 70 <= 100 * sum(row.acknowledged_on is not None for row in good) / len(good) <= 90
    assert 40 <= 100 * sum(row.status == "served" for row in good) / len(good) <= 70


def test_about_twenty_circulars_are_issued_and_some_are_late(sample: Sample) -> None:
    assert 18 <= len({row.circular_no for row in sample.circulars}) <= 24
    late = [row for row in sample.circulars if row.complied_on and row.complied_on > row.due_on]
    assert 5 <= 100 * len(late) / len(sample.circulars) <= 25


def test_most_kendras_have_the_staff_of_the_norm_and_some_are_short(sample: Sample) -> None:
    october = [row for row in sample.capacity if row.month == date(2026, 10, 1)]
    full = [row for row in october if 1 <= row.sub_inspectors <= 4 and 4 <= row.constables <= 15]
    assert len({row.thana for row in october}) == 82
    assert 70 <= 100 * len(full) / len(october) <= 95


@pytest.mark.parametrize("kpi", ["K1", "F2", "P1", "A2", "D2", "B4"])
def test_districts_differ(oracle: Oracle, kpi: str) -> None:
    values = {figure.value for figure in oracle.figures(kpi, "district", OCTOBER).values()}
    assert len(values) >= 2


def test_no_squad_is_at_two_places_at_once(sample: Sample) -> None:
    visits = sorted((row.thana, row.visited_on, row.from_time, row.to_time) for row in sample.patrols)
    for one, next_one in pairwise(visits):
        if one[:2] == next_one[:2] and one[3] > one[2]:
            assert one[3] <= next_one[2]


def test_dates_of_a_case_are_in_order(sample: Sample) -> None:
    for case in sample.cases:
        if not case.fault:
            assert case.received_on <= case.entered_on <= LAST_DAY
            assert case.closed_on is None or (case.closed_on >= case.received_on and case.outcome)
            assert case.reopened_on is None or (case.closed_on is not None and case.reopened_on > case.closed_on)
            assert case.fir_registered_on is None or case.fir_needed_on is not None


def test_numbers_are_unique_but_for_the_planted_conflicts(sample: Sample) -> None:
    numbers = Counter(case.unique_no for case in sample.cases if not case.fault)
    assert max(numbers.values()) == 1
    assert all(case.unique_no for case in sample.cases if case.fault != "unique_no_missing")

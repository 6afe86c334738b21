"""The sample looks like the range: its sizes, mixes and rates, and its control totals to the digit."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from sample_data import Sample
from sample_data.days import FIRST_DAY, LAST_DAY
from sample_data.reference import district_of
from sample_data.rows import Case, Patrol, Session, SquadDay
from sample_data.temper import troubled, under_recording
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


def test_most_kendras_keep_full_records_and_a_few_do_not(sample: Sample) -> None:
    cells: dict[str, list[bool]] = defaultdict(list)
    for case in sample.cases:
        cells[case.thana] += [case.has_identity, case.has_mobile, case.has_address]
    full = {thana: sum(told) / len(told) for thana, told in cells.items()}
    weak = [thana for thana, share in full.items() if share < 0.96]
    assert 3 <= len(weak) <= 15
    assert sum(share >= 0.98 for share in full.values()) > 55


def test_most_cases_tell_the_incident_and_have_their_plan_approved_within_a_week(sample: Sample) -> None:
    good = [case for case in sample.cases if not case.fault]
    told = [(case.received_on - case.incident_on).days for case in good if case.incident_on]
    assert 0.9 < len(told) / len(good) < 0.97
    assert (min(told), max(told)) == (0, 20)
    assert 0.8 < sum(days <= 3 for days in told) / len(told) < 0.9
    approved = [(case.plan_approved_on - case.received_on).days for case in good if case.plan_approved_on]
    assert min(approved) >= 0
    assert 0.75 < sum(days <= 7 for days in approved) / len(good) < 0.92


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 11, 7), LAST_DAY])
def test_few_open_matters_wait_without_a_next_date_but_in_one_district(sample: Sample, day: date) -> None:
    sessions: dict[str, list[Session]] = defaultdict(list)
    for row in sample.sessions:
        if row.status == "done" and row.held_on <= day and not row.fault:
            sessions[row.unique_no].append(row)
    waits: dict[str, list[bool]] = defaultdict(list)
    for case in sample.cases:
        sat = sessions[case.unique_no]
        if case.counselling_needed and not case.fault and is_open(case, day) and (sat or case.entered_on < day - THREE):
            waits[district_of()[case.thana]].append(is_overdue(sat, day))
    share = {district: sum(those) / len(those) for district, those in waits.items()}
    assert all(share[district] < 0.08 for district in ("meerut", "baghpat", "hapur"))
    assert 0.08 < share["bulandshahr"] < 0.25
    assert 0.01 < sum(map(sum, waits.values())) / sum(map(len, waits.values())) < 0.12


THREE = timedelta(days=3)


def is_open(case: Case, day: date) -> bool:
    is_closed = case.closed_on is not None and case.closed_on <= day
    return case.received_on <= day and (not is_closed or (case.reopened_on is not None and case.reopened_on <= day))


def is_overdue(sat: list[Session], day: date) -> bool:
    last = max((row.held_on for row in sat), default=None)
    following = [row.next_on for row in sat if row.held_on == last and row.next_on]
    return not following or max(following) < day


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
    honest = [row for row in sample.patrols if row.thana not in troubled("impossible_visits")]
    visits = sorted((row.thana, row.visited_on, row.from_time, row.to_time) for row in honest)
    for one, next_one in pairwise(visits):
        if one[:2] == next_one[:2] and one[3] > one[2]:
            assert one[3] <= next_one[2]


def test_dates_of_a_case_are_in_order(sample: Sample) -> None:
    for case in sample.cases:
        if not case.fault:
            assert case.received_on <= case.entered_on <= LAST_DAY
            assert case.incident_on is None or case.incident_on <= case.received_on
            assert case.plan_approved_on is None or case.received_on <= case.plan_approved_on <= LAST_DAY
            assert case.closed_on is None or (case.closed_on >= case.received_on and case.outcome)
            assert case.reopened_on is None or (case.closed_on is not None and case.reopened_on > case.closed_on)
            assert case.fir_registered_on is None or case.fir_needed_on is not None


def test_numbers_are_unique_but_for_the_planted_conflicts(sample: Sample) -> None:
    numbers = Counter(case.unique_no for case in sample.cases if not case.fault)
    assert max(numbers.values()) == 1
    assert all(case.unique_no for case in sample.cases if case.fault != "unique_no_missing")


def test_most_dossiers_of_repeat_offenders_are_up_to_date(sample: Sample) -> None:
    october = [row for row in sample.capacity if row.month == date(2026, 10, 1)]
    assert all(0 <= row.dossiers_updated <= row.repeat_offenders for row in sample.capacity)
    assert min(row.repeat_offenders for row in sample.capacity) >= 2
    assert 0.75 < sum(row.dossiers_updated for row in october) / sum(row.repeat_offenders for row in october) < 0.95
    assert len({(row.repeat_offenders, row.dossiers_updated) for row in october}) > 40

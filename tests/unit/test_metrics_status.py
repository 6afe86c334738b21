"""One place decides what a figure says; these are its cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import load
from metrics.status import Reading, decide, interval_of, value_of

KPIS = load()
FIRST_COUNSELLING = KPIS["K1"]  # UP, 90
OVER_30_DAYS = KPIS["B4"]  # DOWN, 10
CLEARANCE = KPIS["B3"]  # ratio, UP, 100
OPEN = KPIS["B1"]
CHANGE = KPIS["B2"]
REACH = KPIS["A1"]  # UP, 50 in 90 days
INTAKE = KPIS["C4"]  # context


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (90, 100, "met"),
        (18, 20, "met"),
        (85, 100, "watch"),
        (80, 100, "missed"),
        (9, 9, "too_few"),
        (0, 0, "too_few"),
        (None, None, "too_few"),
    ],
)
def test_a_share_that_should_be_high(numerator: float | None, denominator: float | None, expected: str) -> None:
    assert decide(FIRST_COUNSELLING, Reading(numerator, denominator)) == expected


@pytest.mark.parametrize(("numerator", "expected"), [(10, "met"), (14, "watch"), (20, "missed")])
def test_a_share_that_should_be_low(numerator: float, expected: str) -> None:
    assert decide(OVER_30_DAYS, Reading(numerator, 100)) == expected


@pytest.mark.parametrize(("closed", "expected"), [(100, "met"), (130, "met"), (90, "watch"), (60, "missed")])
def test_clearance_may_pass_a_hundred_and_has_its_own_noise(closed: float, expected: str) -> None:
    assert decide(CLEARANCE, Reading(closed, 100)) == expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [(278, 332, "missed"), (212, 244, "steady"), (321, 356, "steady"), (332, 278, "met"), (3, 9, "too_few")],
)
def test_open_cases_are_judged_by_their_change_since_the_last_review(then: float, now: float, expected: str) -> None:
    assert decide(OPEN, Reading(now, then=then)) == expected
    assert decide(CHANGE, Reading(now, then, then=then)) == expected


def test_without_an_earlier_review_a_stock_says_nothing() -> None:
    assert decide(OPEN, Reading(300)) == "context"
    assert decide(CHANGE, Reading(300)) == "too_few"


def test_the_same_old_register_read_twice_is_not_steady() -> None:
    review = date(2026, 11, 7)
    stale = Reading(300, then=300, n_missing=5, n_expected=11, read_on=date(2026, 10, 31), then_on=review)
    assert decide(OPEN, stale) == "no_data"
    assert decide(OPEN, replace(stale, read_on=date(2026, 11, 15))) == "steady"


def test_what_was_not_received_is_not_zero() -> None:
    nothing = Reading(None, None, n_missing=3, n_expected=3)
    assert (value_of(FIRST_COUNSELLING, nothing), decide(FIRST_COUNSELLING, nothing)) == (None, "no_data")


def test_only_unknown_cases_are_no_data() -> None:
    assert decide(FIRST_COUNSELLING, Reading(None, None, n_unknown=12)) == "no_data"


def test_a_quiet_denominator_gives_no_value_and_no_interval() -> None:
    assert value_of(FIRST_COUNSELLING, Reading(0, 0)) is None
    assert interval_of(FIRST_COUNSELLING, Reading(0, 0)) is None


def test_green_needs_a_pair_that_is_not_red() -> None:
    assert decide(FIRST_COUNSELLING, Reading(95, 100), is_pair_red=True) == "watch"
    assert decide(FIRST_COUNSELLING, Reading(70, 100), is_pair_red=True) == "missed"


def test_green_must_stand_if_every_unknown_went_wrong() -> None:
    assert decide(FIRST_COUNSELLING, Reading(95, 100, n_unknown=5)) == "met"
    assert decide(FIRST_COUNSELLING, Reading(95, 100, n_unknown=6)) == "watch"


def test_green_needs_nine_in_ten_of_the_returns() -> None:
    assert decide(FIRST_COUNSELLING, Reading(95, 100, n_missing=8, n_expected=82)) == "met"
    assert decide(FIRST_COUNSELLING, Reading(95, 100, n_missing=9, n_expected=82)) == "watch"


def test_a_quarter_target_does_not_judge_a_month() -> None:
    assert decide(REACH, Reading(20, 100, n_days=30)) == "context"
    assert decide(REACH, Reading(60, 100, n_days=30)) == "met"
    assert decide(REACH, Reading(20, 100, n_days=90)) == "missed"


@pytest.mark.parametrize("n_listed", [None, 0])
def test_without_a_list_nothing_is_known_and_it_is_not_that_the_number_is_small(n_listed: int | None) -> None:
    assert decide(REACH, Reading(0, n_listed, n_days=90)) == "no_data"


def test_more_venues_than_the_list_holds_have_no_interval() -> None:
    assert interval_of(REACH, Reading(12, 10)) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(95, 100, "met"), (84, 100, "watch"), (85, 100, "watch"), (60, 100, "missed"), (9, 9, "too_few")],
)
def test_satisfaction_is_judged_by_the_lower_end(numerator: float, denominator: float, expected: str) -> None:
    """84 of 100 is above 80 %, but might be 75 %."""
    assert decide(KPIS["S3"], Reading(numerator, denominator)) == expected


def test_a_lapse_must_hold_if_every_unknown_is_one() -> None:
    serious = KPIS["F7"]
    assert decide(serious, Reading(0, 40)) == "met"
    assert decide(serious, Reading(0, 40, n_unknown=1)) == "watch"
    assert decide(serious, Reading(3, 40)) == "missed"


def test_the_oldest_case_is_never_judged() -> None:
    oldest = KPIS["B9"]
    assert decide(oldest, Reading(None, 60, value=700)) == "context"
    assert decide(oldest, Reading(None, None, n_missing=2)) == "no_data"


def test_a_median_is_missed_only_beyond_its_interval() -> None:
    gaps = KPIS["K4"]  # DOWN, 7 days
    assert decide(gaps, Reading(None, 40, value=7, low=5, high=9)) == "met"
    assert decide(gaps, Reading(None, 40, value=8, low=7, high=9)) == "watch"
    assert decide(gaps, Reading(None, 40, value=9, low=8, high=11)) == "missed"
    assert decide(gaps, Reading(None, 9, value=9, low=8, high=11)) == "too_few"


def test_work_in_hand_where_nothing_was_closed_is_missed_and_has_no_figure() -> None:
    work = KPIS["B5"]  # DOWN, 15 days
    stuck = Reading(60, 0, n_base=60)
    low, high = interval_of(work, stuck) or (0, 0)
    assert (value_of(work, stuck), high, decide(work, stuck)) == (None, None, "missed")
    assert low is not None
    assert low > 15
    assert decide(work, Reading(4, 0, n_base=4)) == "too_few"
    assert decide(work, Reading(0, 0, n_base=0)) == "too_few"


def test_bunching_is_judged_on_all_closures_not_on_those_expected() -> None:
    bunching = KPIS["B8"]
    assert decide(bunching, Reading(18, 4, n_base=30, other_denominator=30)) == "missed"
    assert decide(bunching, Reading(5, 1.2, n_base=9, other_denominator=9)) == "too_few"


def test_a_difference_needs_both_callers() -> None:
    callers = KPIS["S6"]  # DOWN, 5 points
    assert value_of(callers, Reading(50, 60)) is None
    few = Reading(58, 60, other_numerator=3, other_denominator=6, n_base=6)
    assert (value_of(callers, few), decide(callers, few)) == (pytest.approx(100 * (58 / 60 - 0.5)), "too_few")
    assert decide(callers, Reading(58, 60, other_numerator=30, other_denominator=60, n_base=60)) == "missed"


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS.kpis if kpi.is_context], ids=lambda kpi: kpi.code)
@given(numerator=st.integers(0, 500), denominator=st.integers(1, 500), is_red=st.booleans())
def test_context_is_never_good_or_bad(kpi: object, numerator: int, denominator: int, is_red: bool) -> None:
    assert decide(kpi, Reading(numerator, denominator, value=numerator), is_red) == "context"  # type: ignore[arg-type]  # parametrized


@given(st.integers(0, 200), st.integers(1, 200), st.integers(0, 50))
def test_one_more_success_never_makes_it_worse(numerator: int, denominator: int, unknown: int) -> None:
    order = ["missed", "watch", "met"]
    numerator = min(numerator, denominator - 1)
    one, more = (decide(FIRST_COUNSELLING, Reading(n, denominator, unknown)) for n in (numerator, numerator + 1))
    if "too_few" not in (one, more):
        assert order.index(more) >= order.index(one)

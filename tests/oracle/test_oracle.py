"""The oracle itself, against figures worked out on paper."""

from __future__ import annotations

from datetime import date

import pytest

from tests.oracle.duties_counselling import DIMENSIONS
from tests.oracle.duties_register import firs_in_a_day
from tests.oracle.evenings import is_open
from tests.oracle.kit import OCTOBER, at, case, day, figure, oracle, session
from tests.oracle.span import Span, last_review_before


def test_a_first_session_on_the_third_day_is_in_time_and_on_the_fourth_is_not() -> None:
    one, two = case(5), case(6)
    asked = oracle([one, two], [session(one, 8), session(two, 10)])
    assert (figure(asked, "K1", "a").numerator, figure(asked, "K1", "a").denominator) == (1, 2)


def test_a_case_counts_only_once_its_day_has_come() -> None:
    one = case(5)
    asked = oracle([one], [session(one, 6)])
    assert figure(asked, "K1", "a", as_of=7).denominator in (0, None)
    assert figure(asked, "K1", "a", as_of=8).value == 100


def test_a_no_show_is_no_session() -> None:
    one = case(5)
    assert figure(oracle([one], [session(one, 6, status="no_show")]), "K1", "a").numerator == 0


def test_without_a_return_nobody_knows() -> None:
    asked = oracle([case(5, thana="b", unique_no="MSK/HAPUR/B/2026/0001")])
    found = figure(asked, "K1", "b")
    assert (found.denominator, found.n_unknown, found.value) == (0, 1, None)


@pytest.mark.parametrize(("reason", "expected"), [("declined", 1), ("", 0)])
def test_a_dimension_that_does_not_apply_needs_a_reason(reason: str, expected: int) -> None:
    one = case(5)
    sessions = [session(one, 9, dimension) for dimension in DIMENSIONS - {"medical"}]
    asked = oracle([one], [*sessions, session(one, 12, "medical", "not_applicable", reason=reason)])
    assert figure(asked, "K2", "a").numerator == expected


def test_all_seven_dimensions_count_from_the_day_of_the_last() -> None:
    one = case(5)
    asked = oracle([one], [session(one, 6 + n, dimension) for n, dimension in enumerate(sorted(DIMENSIONS))])
    assert figure(asked, "K2", "a", as_of=20).numerator == 1
    late = [session(one, 6, dimension) for dimension in DIMENSIONS - {"medical"}] + [session(one, 25, "medical")]
    assert figure(oracle([one], late), "K2", "a", as_of=24).numerator == 0


@pytest.mark.parametrize(
    ("needed", "registered", "as_of", "expected"),
    [
        (at(5, 12), at(6, 12), 31, "met"),
        (at(5, 12), at(6, 12, 1), 31, "unmet"),
        (at(5, 12), None, 31, "unmet"),
        (at(5, 12), day(5), 31, "met"),
        (day(5), at(5, 23), 31, "met"),
        (day(5), day(6), 31, "unknown"),
        (day(5), at(6, 9), 31, "unknown"),
        (day(5), day(7), 31, "unmet"),
        (day(5), day(9), 31, "unmet"),
        (day(5), None, 31, "unmet"),
        (at(5, 12), at(5, 13), 5, "not due"),
    ],
)
def test_an_fir_within_a_day(needed: date, registered: date | None, as_of: int, expected: str) -> None:
    found = figure(oracle([case(5, fir_needed_on=needed, fir_registered_on=registered)]), "F2", "a", as_of)
    is_due = bool(found.denominator or found.n_unknown)
    state = "unknown" if found.n_unknown else "met" if found.numerator else "unmet" if is_due else "not due"
    assert state == expected


def test_a_held_fir_is_due_the_next_day() -> None:
    duty = next(firs_in_a_day(oracle([case(5, fir_needed_on=at(5, 12))]).book))
    assert duty.due_on == day(6)


def test_a_reopened_case_is_open_again() -> None:
    one = case(5, closed_on=day(10), reopened_on=day(20))
    assert [is_open(one, day(n)) for n in (4, 5, 9, 10, 19, 20, 31)] == [False, True, True, False, False, True, True]


def test_stock_and_its_old_part() -> None:
    cases = [case(1), case(2, closed_on=day(31)), case(3, thana="b", unique_no="MSK/HAPUR/B/2026/0001")]
    assert figure(oracle(cases), "B1", "hapur", by="district").numerator == 2
    assert figure(oracle(cases), "B1", "hapur", as_of=30, by="district").numerator == 3
    assert figure(oracle(cases), "B4", "hapur", by="district").numerator == 0
    assert figure(oracle(cases), "B1", "hapur", by="district").read_on == day(31)


def test_the_change_is_against_the_review_before() -> None:
    assert last_review_before(day(23)) == day(8)
    assert last_review_before(day(24)) == day(23)
    assert figure(oracle([case(9), case(10)]), "B2", "a").value == 1 + 1 - 2  # both were open on the 23rd
    assert figure(oracle([case(9), case(28)]), "B2", "a").value == 1


def test_clearance_is_of_what_came_in() -> None:
    assert figure(oracle([case(1, closed_on=day(9)), case(2)]), "B3", "a").value == 50


def test_a_number_for_two_matters_counts_against_both_measures() -> None:
    good, bad = case(5), case(8, unique_no="MSK/HAPUR/A/2026/0005")
    bad.fault = "number_conflict"
    asked = oracle([good, bad])
    assert (figure(asked, "C1", "a").numerator, figure(asked, "C1", "a").denominator) == (1, 2)
    assert (figure(asked, "C2", "a").numerator, figure(asked, "C2", "a").denominator) == (1, 1)


def test_a_row_held_for_another_fault_is_not_counted() -> None:
    bad = case(8)
    bad.fault = "closed_before_received"
    assert figure(oracle([case(5), bad]), "C1", "a").denominator == 1


def test_intake_is_per_accepted_day() -> None:
    assert figure(oracle([case(5), case(6)]), "C4", "a", as_of=10).value == pytest.approx(0.2)
    assert figure(oracle([case(5)]), "C5", "hapur", by="district").value == 50


def test_a_held_return_speaks_of_nothing() -> None:
    found = figure(oracle([]), "I1", "a")
    assert (found.denominator, found.n_unknown) == (0, 4)


def test_missing_thanas() -> None:
    span = Span(OCTOBER.first_day, OCTOBER.last_day, day(31))
    assert oracle([]).missing("district", ["counselling"], span) == {"hapur": 1}
    assert oracle([]).missing("district", ["cases"], span) == {"hapur": 0}

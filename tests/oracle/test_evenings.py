"""The oracle's stocks of an evening, and what is read from them, on rows made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sample_data.rows import Case
from tests.oracle.evenings import enquiry_age, fir_age, is_lawful
from tests.oracle.kit import case, counts, day, figure, oracle, referral, session, staff


def ago(n_days: int) -> date:
    return day(31) - timedelta(days=n_days)


def old(n_days: int, **more: object) -> Case:
    return case(1, received_on=ago(n_days), entered_on=ago(n_days), unique_no=f"MSK/HAPUR/A/2026/{n_days:04d}", **more)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (old(59, category="dowry"), True),
        (old(60, category="dowry"), False),
        (old(59, category="dowry", injured=True), False),
        (old(59, category="dowry", injured=None), False),
        (old(59), False),
    ],
)
def test_a_dowry_matter_without_injury_may_rest_for_two_months(one: Case, expected: bool) -> None:
    assert is_lawful(one, day(31)) == expected


def test_what_may_rest_is_no_laggard() -> None:
    rows = [old(30), old(31), old(45, category="dowry"), old(60, category="dowry"), old(3, category="dowry")]
    asked = oracle(rows)
    assert counts(asked, "B4") == (2, 5, 0)
    assert asked.evenings.stock("n_open_lawful", "a", day(31)) == 2
    assert figure(asked, "B9").value == 60


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 14),
        ({"fir_registered_on": day(31)}, None),
        ({"closed_on": day(31)}, None),
        ({"closed_on": day(31) + timedelta(days=1)}, 14),
        ({"enquiry_opened_on": day(31) + timedelta(days=1)}, None),
    ],
)
def test_an_enquiry_ends_with_the_fir_or_the_closure(more: dict[str, date], expected: int | None) -> None:
    assert enquiry_age(case(5, **({"enquiry_opened_on": ago(14)} | more)), day(31)) == expected


def test_enquiries_over_a_fortnight() -> None:
    rows = [case(5, enquiry_opened_on=ago(14)), case(6, enquiry_opened_on=ago(15)), case(7)]
    assert counts(oracle(rows), "F4") == (1, 2, 0)


@pytest.mark.parametrize(
    ("category", "report_on", "expected"), [("pocso", None, 60), ("pocso", day(31), None), ("dowry", None, None)]
)
def test_an_investigation_ends_with_the_final_report(category: str, report_on: date | None, expected: int) -> None:
    one = case(5, category=category, fir_registered_on=ago(60), final_report_on=report_on)
    assert fir_age(one, day(31)) == expected


def test_investigations_over_two_and_six_months() -> None:
    rows = [case(n, category="pocso", fir_registered_on=ago(days)) for n, days in ((5, 60), (6, 61), (7, 181))]
    asked = oracle(rows)
    assert (counts(asked, "F6.two_months"), counts(asked, "F6.six_months")) == ((2, 3, 0), (1, 3, 0))


@pytest.mark.parametrize(
    ("held", "next_on", "as_of", "expected"),
    [
        (None, None, 7, (0, 0, 0)),
        (None, None, 8, (1, 1, 0)),
        (6, 20, 6, (0, 1, 0)),
        (6, 20, 20, (0, 1, 0)),
        (6, 20, 21, (1, 1, 0)),
        (6, None, 6, (1, 1, 0)),
    ],
)
def test_the_next_date_is_overdue_the_evening_after(
    held: int | None, next_on: int | None, as_of: int, expected: tuple[int, int, int]
) -> None:
    one = case(5)
    rows = [session(one, held, next_on=day(next_on) if next_on else None)] if held else []
    assert counts(oracle([one, case(5, unique_no="x", counselling_needed=False)], rows), "K6", as_of) == expected


def test_the_latest_sitting_sets_the_date_and_the_furthest_of_its_day_holds() -> None:
    one = case(5)
    rows = [
        session(one, 6, next_on=day(30)),
        session(one, 9, "medical", next_on=day(12)),
        session(one, 9, "safety", next_on=day(14)),
        session(one, 13, "legal", "no_show", next_on=day(29)),
    ]
    assert [counts(oracle([one], rows), "K6", n) for n in (14, 15)] == [(0, 1, 0), (1, 1, 0)]


def test_a_closed_matter_is_no_longer_in_counselling() -> None:
    one = case(5, closed_on=day(10))
    assert [counts(oracle([one]), "K6", n) for n in (9, 10)] == [(1, 1, 0), (0, 0, 0)]


def test_without_counselling_returns_no_date_is_known() -> None:
    asked = oracle([case(5, thana="b", unique_no="MSK/HAPUR/B/2026/0005")])
    assert figure(asked, "K6", "b").numerator is None
    assert figure(asked, "K6", "b").read_on is None


def test_a_kendra_whose_staff_is_not_told_has_no_count_of_it() -> None:
    asked = oracle([case(5)], capacity=[staff("b")])
    assert (asked.evenings.stock("n_counsellors", "a", day(31)), figure(asked, "H1").denominator) == (None, None)
    assert figure(asked, "H1").read_on == day(31)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 1),
        ({"incharge_rank": ""}, 0),
        ({"sub_inspectors": 0}, 0),
        ({"sub_inspectors": 4}, 1),
        ({"sub_inspectors": 5}, 0),
        ({"constables": 3, "women_constables": 3}, 0),
        ({"constables": 4, "women_constables": 2}, 1),
        ({"constables": 15, "women_constables": 8}, 1),
        ({"constables": 15, "women_constables": 7}, 0),
        ({"constables": 16, "women_constables": 16}, 0),
        ({"home_guards": 0}, 0),
        ({"home_guards": 2}, 1),
        ({"home_guards": 3}, 0),
    ],
)
def test_the_norm_of_staff(more: dict[str, object], expected: int) -> None:
    assert counts(oracle([], capacity=[staff("a", **more)]), "H1") == (expected, 1, 0)


def test_staff_is_read_at_the_end_of_its_month() -> None:
    asked = oracle([case(5), case(6)], capacity=[staff(counsellors=1)])
    assert figure(asked, "H1", as_of=30).denominator is None
    assert (figure(asked, "H2").value, figure(asked, "H2").read_on) == (2, day(31))


def test_days_of_work_in_hand() -> None:
    rows = [case(1, closed_on=day(3)), case(2, closed_on=day(4)), case(5), case(6), case(7)]
    assert figure(oracle(rows), "B5").value == pytest.approx(3 / (1 / 28))
    assert figure(oracle([case(5)]), "B5").value is None


def test_closures_before_a_review_against_their_share_of_days() -> None:
    # Reviews of 8 and 23 October: the 6th, 7th, 21st and 22nd are four days of the 31.
    rows = [case(1, closed_on=day(7)), case(2, closed_on=day(21)), case(3, closed_on=day(8)), case(4)]
    found = figure(oracle(rows), "B8")
    assert found.numerator == 2
    assert found.denominator == pytest.approx(3 * 4 / 31)
    assert found.value == pytest.approx(2 / (3 * 4 / 31))


def test_referrals_for_each_hundred_cases_need_both_returns() -> None:
    one, two = case(5), case(6)
    asked = oracle([one, two], referrals=[referral(one, 6), referral(one, 7, "cwc"), referral(two, 9)])
    assert figure(asked, "R1").value == 150

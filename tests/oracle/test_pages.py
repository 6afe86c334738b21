"""The oracle's figures of pages, on rows made by hand."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.rows import Case
from tests.oracle.kit import case, day, oracle, referral, session
from tests.oracle.pages import (
    Stage,
    ThenAndNow,
    each_day,
    intake,
    journey,
    open_by_age,
    own_earlier_intake,
    stretches,
    then_and_now,
)
from tests.oracle.span import Span

OCTOBER = Span(day(1), day(31), day(31))


def test_the_journey_of_those_received() -> None:
    one, two = case(5, heard_on=day(6)), case(6, counselling_needed=False)
    asked = oracle([one, two], [session(one, 7)], referrals=[referral(one, 8)])
    assert journey(asked, "thana", OCTOBER)["a"] == {
        "received": Stage(2, 2, 0),
        "heard": Stage(1, 2, 0),
        "counselled": Stage(1, 1, 0),
        "referred": Stage(1, 2, 0),
        "served": Stage(0, 2, 0),
        "closed": Stage(0, 2, 0),
    }
    assert journey(asked, "thana", Span(day(1), day(31), day(6)))["a"]["counselled"] == Stage(0, 1, 0)
    assert journey(asked, "thana", OCTOBER)["b"] == {"received": Stage(0, 0, 0)}


def test_ages_of_open_cases_with_the_lawful_apart() -> None:
    ages = (0, 7, 8, 15, 16, 30, 31, 60, 61, 90, 91)
    rows = [_old(age, "domestic") for age in ages] + [_old(3, "dowry"), _old(59, "dowry"), _old(62, "dowry")]
    found = open_by_age(oracle(rows), "circle", day(31))["hapur-x"]
    assert found == {"0_7": 2, "8_15": 2, "16_30": 2, "31_60": 2, "61_90": 3, "over_90": 1, "lawful": 2}


def _old(n_days: int, category: str) -> Case:
    received = day(31) - timedelta(days=n_days)
    return case(1, received_on=received, entered_on=received, category=category, unique_no=f"{category} {n_days}")


def test_then_and_now_with_what_came_and_went() -> None:
    rows = [
        case(1),
        case(2, closed_on=day(12)),
        case(12),
        case(13, closed_on=day(15)),
        case(3, closed_on=day(4), reopened_on=day(14)),
        case(20),
    ]
    found = then_and_now(oracle(rows), "circle", day(10), day(15))["hapur-x"]
    assert found == ThenAndNow(then=2, now=3, opened=2, reopened=1, closed=2)
    assert found.now == 2 + found.opened + found.reopened - found.closed


def test_before_the_first_register_nothing_is_known() -> None:
    found = then_and_now(oracle([case(1)]), "thana", date(2026, 9, 1), day(15))["a"]
    assert (found.then, found.now) == (None, 1)


def test_each_days_opened_and_closed() -> None:
    found = each_day(oracle([case(1, closed_on=day(3)), case(1, unique_no="x")]), "thana", Span(day(1), day(3), day(3)))
    assert {day_: n for (unit, day_), n in found.items() if unit == "a"} == {
        day(1): (2, 0),
        day(2): (0, 0),
        day(3): (0, 1),
    }


def test_intake_against_a_kendras_own_history() -> None:
    asked = oracle([case(1), case(2), case(12)])
    week = Span(day(8), day(14), day(14))
    assert intake(asked, week) == {"a": (1, 7), "b": (0, 7)}
    assert own_earlier_intake(asked, week, 30) == {"a": (2, 7), "b": (0, 7)}


def test_stretches_of_a_reopened_case() -> None:
    one = case(1, category="dowry", closed_on=day(5), reopened_on=day(9))
    assert list(stretches(oracle([one]).book)) == [
        ("a", day(1), day(1), day(5), True, True),
        ("a", day(1), day(9), None, False, True),
    ]

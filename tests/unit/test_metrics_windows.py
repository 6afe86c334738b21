"""Windows of days, what they are compared with, and when a change is more than noise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from access.errors import BadChoice
from metrics import windows
from metrics.catalogue import load
from metrics.comparison import Change, change
from warehouse.reads import Window

REVIEWS = [date(2026, 10, 23), date(2026, 11, 7), date(2026, 11, 22)]
NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 15))
NOTHING = {"value": None, "numerator": None, "denominator": None, "low": None, "high": None}


def test_thirty_days_count_both_ends() -> None:
    window = windows.last_days(date(2026, 11, 15))
    assert (window.start, windows.n_days(window)) == (date(2026, 10, 17), 30)


def test_a_year_before_a_leap_day_is_the_28th() -> None:
    assert windows.year_before(date(2026, 11, 15)) == date(2025, 11, 15)
    assert windows.year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_the_last_review_is_the_one_before_and_never_the_day_itself() -> None:
    assert windows.last_review(date(2026, 11, 22), REVIEWS) == date(2026, 11, 7)
    assert windows.last_review(date(2026, 11, 22), []) is None


def test_a_window_that_runs_backwards_is_refused() -> None:
    with pytest.raises(BadChoice):
        windows.make_window(date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(BadChoice):
        windows.make_window(date(2026, 11, 2), date(2026, 11, 5), as_of=date(2026, 11, 1))


def row(numerator: float, denominator: float, low: float = 0, high: float = 0) -> dict[str, Any]:
    value = 100 * numerator / denominator
    return {"value": value, "numerator": numerator, "denominator": denominator, "low": low, "high": high}


def test_a_share_moved_only_beyond_newcombes_interval() -> None:
    counselling = load()["K1"]
    assert change(counselling, row(56, 70), row(48, 80)) == Change(pytest.approx(20), True, True)
    assert change(counselling, row(56, 70), row(55, 70)) == Change(pytest.approx(100 / 70), False, None)
    assert change(counselling, row(48, 80), row(56, 70)) == Change(pytest.approx(-20), True, False)


def test_a_stock_moved_only_beyond_three() -> None:
    stock = load()["B1"]
    moved = change(stock, NOTHING | {"value": 332}, NOTHING | {"value": 278})
    assert moved == Change(54, True, False)
    assert change(stock, NOTHING | {"value": 244}, NOTHING | {"value": 212}) == Change(32, False, None)


def test_a_ratio_moved_only_where_the_intervals_do_not_touch() -> None:
    clearance = load()["B3"]
    assert change(clearance, row(60, 100, 50, 70), row(120, 100, 100, 140)) == Change(pytest.approx(-60), True, False)
    assert change(clearance, row(90, 100, 80, 110), row(120, 100, 100, 140)) == Change(pytest.approx(-30), False, None)


def test_a_change_of_context_is_neither_better_nor_worse() -> None:
    assert change(load()["C5"], row(60, 70), row(10, 70)) == Change(pytest.approx(500 / 7), True, None)


def test_nothing_is_said_of_what_is_not_known_or_too_few() -> None:
    counselling = load()["K1"]
    assert change(counselling, row(56, 70), NOTHING) is None
    assert change(counselling, row(9, 9), row(1, 9)) == Change(pytest.approx(800 / 9), False, None)

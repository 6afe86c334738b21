"""Flows of a stock, and when a backlog clears, against SciPy and by simulation."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from metrics.signal import Z95, Z_SPEAK, Clearing, Flows, byar, days_to_clear, flow_z, poisson_z, stock_change


def test_for_windows_of_as_many_days_a_flow_is_tested_as_any_count() -> None:
    assert flow_z(332, 14, 278, 14) == poisson_z(332, 278)


@pytest.mark.parametrize(
    ("now", "now_days", "then", "then_days"),
    [(11, 800, 21, 3011), (2, 17877, 9, 16660), (40, 14, 50, 28), (0, 7, 6, 14), (150_000, 13, 160_000, 14)],
)
def test_for_unlike_windows_it_is_the_exact_test_of_the_binomial(
    now: int, now_days: int, then: int, then_days: int
) -> None:
    """The first is the example of R's poisson.test, the second that of rateratio.test."""
    given = stats.binom(now + then, now_days / (now_days + then_days))
    is_low = bool(now < given.mean())
    tail = (given.cdf(now) if is_low else given.sf(now - 1)) - given.pmf(now) / 2
    z = flow_z(now, now_days, then, then_days)
    assert (z < 0) is is_low
    assert stats.norm.sf(abs(z) / sqrt(2)) == pytest.approx(tail, rel=1e-5, abs=1e-280)
    assert flow_z(then, then_days, now, now_days) == pytest.approx(-z)


def test_a_day_more_in_a_window_is_no_leap() -> None:
    for now, then in ((10, 30), (60, 100), (300, 250)):
        assert flow_z(now, 100, then, 100) == pytest.approx(flow_z(now, 100.001, then, 100), abs=0.15)


def test_the_same_rate_is_no_change() -> None:
    assert flow_z(20, 14, 40, 28) == pytest.approx(0, abs=0.05)
    assert flow_z(0, 14, 0, 28) == 0


def test_beyond_all_reckoning_it_is_still_a_number() -> None:
    assert flow_z(0, 10, 1_000_000, 11) < -40


def test_a_rate_over_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="needs days"):
        flow_z(1, 0, 1, 14)


def test_where_nothing_changed_a_count_is_spoken_of_about_once_in_thirty_looks() -> None:
    chance = np.random.default_rng(4)
    pairs = zip(chance.poisson(300, 20_000), chance.poisson(300, 20_000), strict=True)
    share = sum(abs(poisson_z(now, then)) > Z_SPEAK for now, then in pairs) / 20_000
    assert share == pytest.approx(0.034, abs=0.004)


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        (Flows(332, 250, 14), Flows(278, 252, 14), ("inflow_rose",)),
        (Flows(280, 180, 14), Flows(278, 252, 14), ("outflow_fell",)),
        (Flows(200, 340, 14), Flows(278, 252, 14), ("inflow_fell", "outflow_rose")),
        (Flows(290, 255, 14), Flows(278, 252, 14), ()),
        (Flows(139, 126, 7), Flows(278, 252, 14), ()),
        (Flows(278, 252, 7), Flows(278, 252, 14), ("inflow_rose", "outflow_rose")),
        (Flows(0, 0, 14), Flows(0, 0, 14), ()),
    ],
)
def test_a_stock_is_tested_by_its_flows_each_apart(now: Flows, before: Flows, moved: tuple[str, ...]) -> None:
    change = stock_change(now, before)
    assert change is not None
    assert change.moved == moved


def test_without_a_register_nothing_is_known_of_the_flows() -> None:
    assert stock_change(Flows(0, 0, 0), Flows(278, 252, 14)) is None
    assert stock_change(Flows(278, 252, 14), Flows(0, 0, 0)) is None


@pytest.mark.parametrize("k", [10, 25, 60, 300, 4_000])
def test_byars_interval_is_within_two_thousandths_of_the_exact_one(k: int) -> None:
    low, high = byar(k)
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * k) / 2, rel=0.002)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * k + 2) / 2, rel=0.002)


def test_of_no_event_the_interval_begins_at_nothing() -> None:
    low, high = byar(0)
    assert low == 0
    assert high == pytest.approx(3.69, abs=0.05)  # exact: −ln 0.025
    assert byar(1, 6.0)[0] == 0


def test_a_backlog_clears_at_the_rate_at_which_more_is_closed_than_comes() -> None:
    clearing = days_to_clear(stock=300, opened=400, closed=600, n_days=28)
    (in_low, in_high), (out_low, out_high) = byar(400), byar(600)
    least = 200 - sqrt((600 - out_low) ** 2 + (in_high - 400) ** 2)
    most = 200 + sqrt((out_high - 600) ** 2 + (400 - in_low) ** 2)
    assert clearing == Clearing("clears", 42, pytest.approx(300 * 28 / most), pytest.approx(300 * 28 / least))
    assert clearing.low is not None and clearing.high is not None
    assert clearing.low < 42 < clearing.high


def test_a_small_surplus_may_never_clear_it() -> None:
    clearing = days_to_clear(stock=300, opened=100, closed=110, n_days=28)
    assert (clearing.verdict, clearing.days, clearing.high) == ("may_never_clear", 840, None)
    assert clearing.low is not None and 0 < clearing.low < 840


@pytest.mark.parametrize(("opened", "closed"), [(110, 100), (100, 100)])
def test_while_as_many_come_as_are_closed_it_does_not_clear(opened: int, closed: int) -> None:
    clearing = days_to_clear(300, opened, closed, 28)
    assert (clearing.verdict, clearing.days, clearing.high) == ("does_not_clear", None, None)
    assert clearing.low is not None and clearing.low > 0  # chance alone might have hidden a surplus


def test_where_it_certainly_grows_there_is_no_earliest_day_either() -> None:
    assert days_to_clear(300, 400, 100, 28) == Clearing("does_not_clear")


def test_nothing_waiting_is_clear_and_a_few_cases_tell_no_rate() -> None:
    assert days_to_clear(0, 0, 0, 28) == Clearing("clear", 0, 0, 0)
    assert days_to_clear(5, 2, 7, 28) == Clearing("too_few")
    assert days_to_clear(5, 2, 8, 28).verdict != "too_few"
    assert days_to_clear(5, 20, 80, 0) == Clearing("too_few")


def test_the_interval_of_the_surplus_holds_the_true_one_in_19_of_20_samples() -> None:
    chance, n = np.random.default_rng(28), 4_000
    hits = 0
    for opened, closed in zip(chance.poisson(60, n).tolist(), chance.poisson(110, n).tolist(), strict=True):
        clearing = days_to_clear(50, opened, closed, 1)
        hits += (clearing.low or 0) <= 1 <= (clearing.high or float("inf"))
    assert hits / n == pytest.approx(0.95, abs=0.012)


def test_the_bounds_are_those_of_the_normal_distribution() -> None:
    assert pytest.approx(stats.norm.ppf(0.975)) == Z95

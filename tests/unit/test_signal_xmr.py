"""Natural process limits and the three run rules."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from metrics.signal import Run, XmR, xmr

# SAS/QC User's Guide, Example 9.4: diameters of 30 tires, and the limits printed there (3/1.128 in the place of 2.66)
TIRES = [
    *(24.05, 23.99, 23.95, 23.93, 23.97, 24.02, 24.06, 24.10, 23.98, 24.03, 23.91, 24.06, 24.06, 23.96, 23.98),
    *(24.06, 24.01, 24.00, 23.93, 23.92, 24.09, 24.11, 24.05, 23.98, 23.98, 24.06, 24.02, 24.06, 23.97, 23.96),
]
QUIET = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0]


def limits(values: list[float | None], bounds: tuple[float, float] = (-inf, inf)) -> XmR:
    found = xmr(values, bounds)
    assert found is not None
    return found


def test_the_limits_are_those_of_the_published_example() -> None:
    found = limits([*TIRES])
    assert found.mean == pytest.approx(24.0083, abs=5e-5)
    assert found.low == pytest.approx(23.8571, abs=2e-4)
    assert found.high == pytest.approx(24.1596, abs=2e-4)
    assert found.signals == ()


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    reach = 2.66 * (2 + 3 + 2 + 1 + 2 + 3 + 2) / 7
    found = limits([*QUIET])
    assert (found.mean, found.low, found.high) == (10.5, pytest.approx(10.5 - reach), pytest.approx(10.5 + reach))


def test_fewer_than_eight_values_have_no_limits() -> None:
    assert xmr(QUIET[:7]) is None
    assert xmr([*QUIET[:7], None, None]) is None
    assert xmr([]) is None


def test_values_none_of_which_follows_another_have_no_limits() -> None:
    assert xmr([value for pair in zip(QUIET, [None] * 8, strict=True) for value in pair]) is None


def test_a_gap_has_no_moving_range() -> None:
    found = limits([*QUIET[:4], None, *(value + 100 for value in QUIET[:4])])
    assert found.high - found.mean == pytest.approx(2.66 * (2 + 3 + 2) / 3)


def test_counts_have_no_limit_below_nothing_and_shares_none_above_all() -> None:
    low = limits([1, 4, 0, 5, 1, 4, 0, 5], (0, inf))
    assert (low.low, low.high > 5) == (0, True)
    assert limits([99, 96, 100, 95, 99, 96, 100, 95], (0, 100)).high == 100


def test_a_point_beyond_a_limit_is_told_with_its_place_and_side() -> None:
    assert limits([*QUIET, *QUIET, 30]).signals == (Run("beyond_limits", True, (16,)),)
    assert limits([*QUIET, -9, *QUIET]).signals == (Run("beyond_limits", False, (8,)),)


def test_eight_on_one_side_are_a_signal_and_seven_are_none() -> None:
    high, low = [12.0, 11.0, 12.5, 11.5, 12.0, 11.0, 12.5, 11.5], [9.0, 8.0, 9.5, 8.5, 9.0, 8.0, 9.5, 8.5]
    found = limits([*low, *high])
    assert found.signals == (Run("one_side", False, tuple(range(8))), Run("one_side", True, tuple(range(8, 16))))
    assert limits([*low[:7], *high[:7]]).signals == ()


def test_a_gap_and_a_value_equal_to_the_mean_end_a_run_on_one_side() -> None:
    high, low = [12.0, 11.0, 12.5, 11.5, 12.0, 11.0, 12.0, 12.0], [8.0, 9.0, 7.5, 8.5, 8.0, 9.0, 8.0, 8.0]
    assert [run.rule for run in limits([*low, *high]).signals] == ["one_side", "one_side"]
    assert limits([*low[:4], None, *low[4:], *high[:4], None, *high[4:]]).signals == ()
    assert limits([*low[:4], 10, *low[4:], *high[:4], 10, *high[4:]]).signals == ()


@pytest.mark.parametrize("sign", [1, -1])
def test_six_each_beyond_the_one_before_are_a_trend_and_five_are_none(sign: int) -> None:
    rising = [10.0 + 0.1 * step for step in range(6)]
    around = [12.0, 8.0, 12.0, 8.0]
    trend = limits([sign * value for value in [*around, 9, 13, *rising, 8, 12]])
    assert trend.signals == (Run("trend", sign > 0, tuple(range(6, 12))),)
    assert limits([sign * value for value in [*around, 9, 13, *rising[:5], 8, 12]]).signals == ()


def test_a_gap_and_an_equal_value_end_a_trend() -> None:
    around, rising = [12.0, 8.0, 12.0, 8.0, 9.0, 13.0], [10.0, 10.1, 10.2, 10.3, 10.4, 10.5]
    assert limits([*around, *rising[:3], None, *rising[3:], 8, 12]).signals == ()
    assert limits([*around, *rising[:3], *rising[2:5], 8, 12]).signals == ()


def test_a_series_that_never_moves_has_no_signal() -> None:
    found = limits([0.1] * 12)
    assert (found.signals, found.low, found.high) == ((), pytest.approx(0.1), pytest.approx(0.1))


def test_a_steady_process_is_called_out_of_limits_about_thrice_in_a_thousand() -> None:
    found = limits(np.random.default_rng(8).normal(50, 5, 20_000).tolist())
    beyond = sum(len(run.at) for run in found.signals if run.rule == "beyond_limits")
    assert beyond / 20_000 == pytest.approx(0.0027, abs=0.0012)

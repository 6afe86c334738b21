"""The Kaplan–Meier curve against the published remission times, and where it has nothing to tell."""

from __future__ import annotations

from math import exp, log, sqrt
from time import perf_counter

import numpy as np
import pytest

from metrics.survival import Step, kaplan_meier

# Freireich and others 1963 (Blood 21:699), Gehan 1965 (Biometrika 52:203): weeks in remission under 6-MP
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [week in (7, 13, 16, 22, 23) for week in WEEKS]
RELAPSED[:3], RELAPSED[6] = [True, True, True], True


def by_hand(weeks: list[int], ended: list[bool]) -> dict[int, tuple[float, float, float]]:
    """Survival with its log-log interval on each day on which something ended, in plain Python."""
    survival, greenwood, table = 1.0, 0.0, {}
    for week in sorted({week for week, end in zip(weeks, ended, strict=True) if end}):
        at_risk = sum(other >= week for other in weeks)
        n_ended = sum(end for other, end in zip(weeks, ended, strict=True) if other == week)
        survival *= 1 - n_ended / at_risk
        greenwood += n_ended / (at_risk * (at_risk - n_ended))
        reach = 1.959963984540054 * sqrt(greenwood) / abs(log(survival))
        table[week] = (survival, survival ** exp(reach), survival ** exp(-reach))
    return table


def test_the_curve_is_the_published_one() -> None:
    curve = kaplan_meier(WEEKS, RELAPSED)
    survival = {step.day: round(step.survival, 3) for step in curve.steps}
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {week: survival[week] for week in published} == published
    assert (curve.n, curve.n_closed) == (21, 9)


def test_the_band_is_the_log_log_one() -> None:
    steps = {step.day: step for step in kaplan_meier(WEEKS, RELAPSED).steps}
    for week, expected in by_hand(WEEKS, RELAPSED).items():
        assert (steps[week].survival, steps[week].low, steps[week].high) == pytest.approx(expected)


def test_the_median_is_the_published_one_and_its_upper_end_is_not_reached() -> None:
    assert kaplan_meier(WEEKS, RELAPSED).quantile(0.5) == (23, 13, None)


def test_a_quantile_that_the_curve_does_not_reach_is_not_known() -> None:
    assert kaplan_meier(WEEKS, RELAPSED).quantile(0.9) == (None, None, None)


def test_cases_still_open_lengthen_the_time_to_close() -> None:
    """Of the closed alone the median would be 10 weeks."""
    closed = [week for week, end in zip(WEEKS, RELAPSED, strict=True) if end]
    assert kaplan_meier(closed, [True] * 9).quantile(0.5)[0] == 10


def test_a_share_reached_exactly_is_reached() -> None:
    """Nine of ten closed by day nine, though the product of the fractions is a trifle more than 0.1."""
    curve = kaplan_meier(range(1, 11), [True] * 10)
    assert curve.quantile(0.9)[0] == 9
    assert curve.quantile(0.5)[0] == 5


def test_closed_on_the_day_of_receipt_counts_as_no_days() -> None:
    curve = kaplan_meier([0, 0, 0, 5], [True, True, False, True])
    assert [(step.day, step.survival) for step in curve.steps] == [(0, 0.5), (5, 0)]
    assert curve.quantile(0.5)[0] == 0


def test_all_closed_on_one_day_tells_the_day_and_no_upper_end() -> None:
    curve = kaplan_meier([3, 3], [True, True])
    assert curve.steps == (Step(3, 0, 0, 1),)
    assert curve.quantile(0.5) == (3, 3, None)


def test_all_still_open_tells_nothing() -> None:
    curve = kaplan_meier([3, 8], [False, False])
    assert curve.steps == (Step(3, 1, 1, 1), Step(8, 1, 1, 1))
    assert curve.quantile(0.5) == (None, None, None)


def test_one_case_is_a_curve_and_none_is_a_curve_without_steps() -> None:
    assert kaplan_meier([4], [True]).quantile(0.5) == (4, 4, None)
    curve = kaplan_meier([], [])
    assert (curve.steps, curve.n, curve.quantile(0.5)) == ((), 0, (None, None, None))


def test_counts_stand_for_so_many_cases() -> None:
    assert kaplan_meier([6, 6, 7], [True, False, True], [3, 1, 2]) == kaplan_meier(
        [6, 6, 6, 6, 7, 7], [True, True, True, False, True, True]
    )
    assert kaplan_meier([6, 9], [True, True], [1, 0]).n == 1


@pytest.mark.parametrize(("days", "closed"), [([-1, 2], [True, True]), ([1, 2, 3], [True])])
def test_a_duration_below_nothing_and_lists_of_unlike_length_are_refused(days: list[int], closed: list[bool]) -> None:
    with pytest.raises(ValueError, match="durations"):
        kaplan_meier(days, closed)


def test_the_band_holds_the_curve_and_never_rises() -> None:
    chance = np.random.default_rng(3)
    curve = kaplan_meier(chance.integers(0, 90, 500).tolist(), (chance.random(500) < 0.7).tolist())
    assert all(step.low <= step.survival <= step.high for step in curve.steps)
    assert all(
        a.high >= b.high and a.survival >= b.survival for a, b in zip(curve.steps, curve.steps[1:], strict=False)
    )


def test_four_hundred_thousand_cases_are_quick() -> None:
    days, counts = list(range(400)) * 2, [500] * 800
    start = perf_counter()
    assert kaplan_meier(days, [True] * 400 + [False] * 400, counts).n == 400_000
    assert perf_counter() - start < 1  # a tenth of it here; without the counts it would be seconds

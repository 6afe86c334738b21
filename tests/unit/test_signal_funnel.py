"""Funnel limits against exact tails, a plain calculation and units whose spread is known."""

from __future__ import annotations

from math import asin, sin, sqrt

import numpy as np
import pytest
from scipy import stats

from metrics.funnel import LEFT_OF_ONE, MIN_SIZE, WINSORISED, Z998, Funnel, count_funnel, funnel

SIZES = [20, 35, 50, 80, 120, 200, 300, 450, 600, 1_000, 45, 70]


def drawn(counts: dict[str, tuple[float, float]]) -> Funnel:
    found = funnel(counts)
    assert found is not None
    return found


def level(share: float = 0.2) -> dict[str, tuple[float, float]]:
    """Units all of whom have the share."""
    return {f"u{no:02}": (share * size, size) for no, size in enumerate(SIZES)}


def spread(tau: float, n_units: int = 400) -> dict[str, tuple[float, float]]:
    """Units whose true shares spread by tau on the arcsine scale about 0.3."""
    chance = np.random.default_rng(11)
    angles = chance.normal(asin(sqrt(0.3)), tau, n_units)
    sizes = chance.integers(40, 800, n_units)
    return {
        f"u{no}": (int(chance.binomial(n, sin(a) ** 2)), int(n))
        for no, (a, n) in enumerate(zip(angles, sizes, strict=True))
    }


@pytest.mark.parametrize(("share", "n"), [(0.2, 50), (0.2, 400), (0.5, 60), (0.95, 200)])
def test_without_over_dispersion_the_limits_are_close_to_the_exact_ones(share: float, n: int) -> None:
    exact = stats.binom(n, share)
    limits = drawn(level(share)).limits(n)
    for limit, p in ((limits.low95, 0.025), (limits.high95, 0.975), (limits.low998, 0.001), (limits.high998, 0.999)):
        assert limit * n == pytest.approx(exact.ppf(p), abs=1.5)


def test_each_unit_is_placed_by_the_limits_at_its_size() -> None:
    counts = level() | {"far": (70.0, 200.0), "near": (54.0, 200.0), "low": (26.0, 200.0)}
    found = drawn(counts)
    assert {code: unit.place for code, unit in found.units.items() if unit.place != "inside"} == {
        "far": "beyond_99_8",
        "near": "beyond_95",
        "low": "beyond_95",
    }
    limits = found.limits(200)
    assert limits.low998 < 0.13 < limits.low95 < 0.2 < limits.high95 < 0.27 < limits.high998 < 0.35
    assert (found.units["low"].z < 0, found.units["near"].value) == (True, 0.27)


def test_units_that_differ_by_nature_widen_the_funnel_and_are_not_called_out() -> None:
    found = drawn(spread(0.1))
    assert found.tau == pytest.approx(0.1, abs=0.02)
    assert found.phi > 5
    outside = sum(unit.place == "beyond_99_8" for unit in found.units.values()) / 400
    assert outside < 0.02
    assert found.limits(1e9).high95 == pytest.approx(
        sin(asin(sqrt(found.centre)) + 1.959964 * found.tau) ** 2, abs=1e-5
    )


def test_where_chance_explains_the_spread_nothing_is_allowed_for_more() -> None:
    found = drawn(spread(0.0))
    assert found.tau == pytest.approx(0, abs=0.01)
    beyond = sum(unit.place in ("beyond_95", "beyond_99_8") for unit in found.units.values()) / 400
    assert beyond == pytest.approx(0.05, abs=0.025)


def test_the_over_dispersion_is_that_of_the_formula() -> None:
    """By hand: twelve units, one winsorised at each end; the extreme unit does not widen its own limits."""
    seen = [2, 9, 8, 22, 20, 55, 48, 110, 99, 240, 14, 60]
    counts = {f"u{no:02}": (k, n) for no, (k, n) in enumerate(zip(seen, SIZES, strict=True))}
    found = drawn(counts)
    centre = sum(k for k, _ in counts.values()) / sum(SIZES)
    z = [2 * sqrt(n) * (asin(sqrt(k / n)) - asin(sqrt(centre))) for k, n in counts.values()]
    cut = np.clip(z, sorted(z)[1], sorted(z)[-2])
    weights = 4 * np.array(SIZES)
    room = weights.sum() - (weights**2).sum() / weights.sum()
    assert found.phi == pytest.approx((cut**2).mean() / LEFT_OF_ONE)
    assert found.tau**2 == pytest.approx(((cut**2).sum() / LEFT_OF_ONE - 11) / room)
    assert found.tau > 0
    further = drawn(counts | {"u11": (70, 70)})
    assert further.units["u11"].place == "beyond_99_8"


def test_small_units_are_drawn_but_neither_judged_nor_used() -> None:
    found = drawn(level() | {"small": (MIN_SIZE - 1, MIN_SIZE - 1), "empty": (0, 0)})
    assert found.units["small"].place == "too_few"
    assert "empty" not in found.units
    assert (found.centre, found.tau) == (pytest.approx(0.2), 0)


def test_too_few_units_and_shares_of_none_or_all_have_no_funnel() -> None:
    assert funnel(dict(list(level().items())[:9])) is None
    assert funnel(level(0.0)) is None
    assert funnel(level(1.0)) is None
    assert funnel({}) is None


def test_more_counted_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="0 ≤ k ≤ n"):
        funnel(level() | {"over": (30, 20)})


def test_limits_stay_within_nothing_and_all() -> None:
    limits = drawn(level(0.02)).limits(10)
    assert limits.low998 == limits.low95 == 0
    assert drawn(level(0.98)).limits(10).high998 == 1


@pytest.mark.parametrize("expected", [20, 60, 400])
def test_counts_against_the_expected_have_limits_close_to_those_of_poisson(expected: int) -> None:
    found = count_funnel({f"u{no}": (size, size) for no, size in enumerate(SIZES)})
    assert found is not None
    limits = found.limits(expected)
    assert limits.low95 * expected == pytest.approx(stats.poisson.ppf(0.025, expected), abs=1.5)
    assert limits.high998 * expected == pytest.approx(stats.poisson.ppf(0.999, expected), abs=2.5)


def test_a_count_far_from_the_expected_is_beyond_the_limits() -> None:
    found = count_funnel({f"u{no}": (size, size) for no, size in enumerate(SIZES)} | {"few": (10, 40), "none": (0, 40)})
    assert found is not None
    assert (found.units["few"].place, found.units["few"].value) == ("beyond_99_8", 0.25)
    assert found.units["none"].z < found.units["few"].z
    assert count_funnel({"u": (20, 20)}) is None


def test_the_constants_are_those_of_the_normal_distribution() -> None:
    assert pytest.approx(stats.norm.ppf(0.999)) == Z998
    cut = stats.norm.ppf(1 - WINSORISED)
    inner = stats.norm.expect(lambda z: z * z, lb=-cut, ub=cut)
    assert pytest.approx(inner + 2 * WINSORISED * cut**2, abs=1e-4) == LEFT_OF_ONE

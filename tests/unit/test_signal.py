"""Signal and noise against published worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.signal import Z_SPEAK, newcombe, poisson_z, ratio_interval, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_equals_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, contrasts a to h
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_equals_the_published_contrasts(k1: int, n1: int, k2: int, n2: int, low: float, high: float) -> None:
    assert newcombe(k1, n1, k2, n2) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("then", "now", "is_signal"), [(278, 332, True), (212, 244, False), (321, 356, False)])
def test_of_the_three_circles_called_out_only_the_first_rose_beyond_noise(then: int, now: int, is_signal: bool) -> None:
    assert (poisson_z(now, then) > Z_SPEAK) is is_signal


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="n > 0"):
        wilson(0, 0)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_nothing_and_all(sample: tuple[int, int]) -> None:
    k, n = sample
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert (low == 0) is (k == 0)
    assert (high == 1) is (k == n)


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_the_ratio_interval_holds_the_ratio(k: int, m: int) -> None:
    low, high = ratio_interval(k, m)
    assert low <= k / m <= high * (1 + 1e-12)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_change_there_and_back_is_the_same_size(now: int, then: int) -> None:
    assert poisson_z(now, then) == -poisson_z(then, now)

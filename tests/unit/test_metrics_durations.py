"""The median of counted amounts is the median of the amounts one by one."""

from __future__ import annotations

import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from metrics.durations import median


@given(st.lists(st.integers(0, 40), min_size=1, max_size=80))
def test_it_is_the_median_of_the_amounts_one_by_one(amounts: list[int]) -> None:
    value, low, high, n = median(list(Counter(amounts).items()))
    assert (value, n) == (statistics.median(amounts), len(amounts))
    assert value is not None
    assert low is None or (high is not None and low <= value <= high)


def test_no_durations_have_no_median() -> None:
    assert median([]) == (None, None, None, 0)


def test_the_interval_lies_between_two_ranks() -> None:
    """Of the amounts 1 to n the ranks are the amounts; between them the median lies in 95 of 100 samples, or nearly."""
    for n in range(10, 200):
        _, low, high, _ = median([(amount, 1) for amount in range(1, n + 1)])
        assert low is not None
        assert high is not None
        assert binom.cdf(high - 1, n, 0.5) - binom.cdf(low - 1, n, 0.5) > 0.93


def test_a_handful_has_no_interval() -> None:
    assert median([(4, 3)]) == (4, None, None, 3)

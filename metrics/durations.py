"""The median of durations that are held as how many there are of each amount."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import sqrt

from metrics.signal import Z95

Median = tuple[float | None, float | None, float | None, int]


def median(histogram: Sequence[tuple[int, int]]) -> Median:
    """Median, its 95 % interval, and how many durations there are, of pairs of an amount and how often it occurs.

    Of an even number the two middle amounts are averaged. The interval lies between two amounts by rank: n/2 − z√n/2
    and 1 + n/2 + z√n/2, rounded (Campbell and Gardner 1988, BMJ 296:1454); None where there are too few for one.
    """
    amounts = [amount for amount, _ in sorted(histogram)]
    ranks = list(accumulate(n for _, n in sorted(histogram)))
    if not ranks:
        return None, None, None, 0
    n = ranks[-1]

    def at(rank: int) -> float:
        return float(amounts[bisect_left(ranks, rank)])

    value = (at((n + 1) // 2) + at(n // 2 + 1)) / 2
    low, high = round((n - Z95 * sqrt(n)) / 2), round(1 + (n + Z95 * sqrt(n)) / 2)
    return (value, at(low), at(high), n) if low >= 1 and high <= n else (value, None, None, n)

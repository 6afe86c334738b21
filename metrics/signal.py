"""Telling signal from noise: intervals for shares, for differences of shares and for changes in counts."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054
Z_SPEAK = 3.0  # a change in counts is spoken of only beyond this


def wilson(k: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Score interval of the share k of n (Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3).

    Raises ValueError unless 0 ≤ k ≤ n and n > 0.
    """
    if not (n > 0 and 0 <= k <= n):
        raise ValueError(f"a share needs 0 ≤ k ≤ n and n > 0, found k={k}, n={n}")
    centre = 2 * k + z * z
    spread = z * sqrt(z * z + 4 * k * (1 - k / n))
    scale = 2 * (n + z * z)
    low = 0.0 if k == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if k == n else min(1.0, (centre + spread) / scale)
    return low, high


def newcombe(k1: float, n1: float, k2: float, n2: float, z: float = Z95) -> tuple[float, float]:
    """Interval of the difference k1/n1 − k2/n2 (Newcombe 1998, Statistics in Medicine 17:873, method 10).

    The two samples are taken as independent; for windows that share days it errs on the side of saying nothing.
    """
    (low1, high1), (low2, high2) = wilson(k1, n1, z), wilson(k2, n2, z)
    p1, p2 = k1 / n1, k2 / n2
    down = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    up = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return p1 - p2 - down, p1 - p2 + up


def ratio_interval(k: float, m: float, z: float = Z95) -> tuple[float, float]:
    """Interval of the ratio k/m of two independent counts: given k + m, k is binomial (Przyborowski and Wilenski 1940).

    The upper end is infinite where m is 0. Raises ValueError where both are 0.
    """
    low, high = wilson(k, k + m, z)
    return low / (1 - low), (high / (1 - high) if high < 1 else float("inf"))


def count_change_z(now: float, then: float) -> float:
    """How far a change in counts stands out of Poisson variation: 2(√now − √then). Beyond ±3 it is spoken of."""
    return 2 * (sqrt(now) - sqrt(then))

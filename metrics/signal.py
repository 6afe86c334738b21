"""Telling signal from noise: intervals of shares and counts, changes in counts and in stocks, when a backlog clears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import exp, inf, isclose, lgamma, log, sqrt
from statistics import NormalDist, fmean
from typing import Literal

Z95 = 1.959963984540054
Z_SPEAK = 3.0  # a change in counts is spoken of only beyond this
MIN_FLOWS = 10  # POLICY: the least number of cases from which a rate of clearing is told
MIN_POINTS, MIN_ON_SIDE, MIN_TRENDING = 8, 8, 6  # the series that limits are drawn for, and its runs


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


def poisson_z(now: float, then: float) -> float:
    """How far a change in counts stands out of Poisson variation, 2(√now − √then): spoken of beyond ±3.

    A. P. Wheeler 2016, International Journal of Police Science & Management 18:159. Each root has the variance 1/4, so
    where nothing changed the figure has the variance 2, and ±3 is passed by chance about once in thirty looks.
    Both counts are of equally many days; `flow_z` is for the rest.
    """
    return 2 * (sqrt(now) - sqrt(then))


def flow_z(now: float, now_days: float, then: float, then_days: float) -> float:
    """A change in the daily rate of a flow, on the scale of `poisson_z`, which it is where the days are as many.

    Else the test is exact: given both counts together, the first is binomial with its part of the days (Przyborowski
    and Wilenski 1940); the mid-p of the smaller tail (Lancaster 1961) as a normal deviate, times √2.
    Raises ValueError unless both windows have days.
    """
    if now_days <= 0 or then_days <= 0:
        raise ValueError(f"a rate needs days, found {now_days} and {then_days}")
    if now_days == then_days:
        return poisson_z(now, then)
    n, share = round(now + then), now_days / (now_days + then_days)
    if now < n * share:
        return -sqrt(2) * _deviate(_mid_tail(round(now), n, share))
    return sqrt(2) * _deviate(_mid_tail(round(then), n, 1 - share))


def _mid_tail(k: int, n: int, share: float) -> float:
    """P(X < k) + P(X = k)/2 of the binomial, for k not above its mean: from there down the terms only fall."""
    log_term = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share)
    term = exp(log_term)
    total = term / 2
    while k > 0 and term > total * 1e-17:
        term *= k / (n - k + 1) * (1 - share) / share
        total += term
        k -= 1
    return total


def _deviate(tail: float) -> float:
    return -NormalDist().inv_cdf(min(0.5, max(tail, 1e-300)))


@dataclass(frozen=True)
class Flows:
    """What came in and what went out over some days with an accepted register."""

    opened: float
    closed: float
    n_days: float


Movement = Literal["inflow_rose", "inflow_fell", "outflow_rose", "outflow_fell"]


@dataclass(frozen=True)
class StockChange:
    """How far inflow and outflow each moved, as `flow_z`."""

    z_in: float
    z_out: float

    @property
    def moved(self) -> tuple[Movement, ...]:
        """Which of the two moved beyond noise; nothing where both are within it."""
        moved: list[Movement] = []
        if abs(self.z_in) > Z_SPEAK:
            moved.append("inflow_rose" if self.z_in > 0 else "inflow_fell")
        if abs(self.z_out) > Z_SPEAK:
            moved.append("outflow_rose" if self.z_out > 0 else "outflow_fell")
        return tuple(moved)


def stock_change(now: Flows, before: Flows) -> StockChange | None:
    """A stock is no Poisson count — most of it was there before — so its flows are tested, each by `flow_z`.

    None where one of the windows has no day with an accepted register: then nothing is known of its flows.
    """
    if now.n_days <= 0 or before.n_days <= 0:
        return None
    return StockChange(
        flow_z(now.opened, now.n_days, before.opened, before.n_days),
        flow_z(now.closed, now.n_days, before.closed, before.n_days),
    )


def byar(k: float, z: float = Z95) -> tuple[float, float]:
    """Interval of the mean of a Poisson count by Byar's approximation (Breslow and Day 1987, vol. II, p. 69).

    Within 0.2 % of the exact one from 10 on (Public Health England, Technical Guide: Confidence Intervals, 2018).
    """
    low = k * max(0.0, 1 - 1 / (9 * k) - z / (3 * sqrt(k))) ** 3 if k > 0 else 0.0
    return low, (k + 1) * (1 - 1 / (9 * (k + 1)) + z / (3 * sqrt(k + 1))) ** 3


@dataclass(frozen=True)
class Clearing:
    """When a backlog will be gone at the present rate, in days from now, with the 95 % interval.

    `days` is None where it does not clear at this rate or nothing can be said; `high` is None where it may never.
    """

    verdict: Literal["clear", "clears", "may_never_clear", "does_not_clear", "too_few"]
    days: float | None = None
    low: float | None = None
    high: float | None = None


def days_to_clear(stock: float, opened: float, closed: float, n_days: float) -> Clearing:
    """Days until the stock is gone if cases go on coming and being closed as over the last `n_days`.

    days = stock / ((closed − opened) / n_days). The interval of closed − opened joins the intervals of the two Poisson
    counts (`byar`) by the square-and-add rule (Zou and Donner 2008, Statistics in Medicine 27:1693); its ends divide
    the stock. Take whole review cycles: closures bunched before a review vary more than Poisson counts do, and the
    interval is then too narrow. With fewer than MIN_FLOWS cases opened and closed together it says too few.
    """
    if stock <= 0:
        return Clearing("clear", 0.0, 0.0, 0.0)
    if n_days <= 0 or opened + closed < MIN_FLOWS:
        return Clearing("too_few")
    (in_low, in_high), (out_low, out_high), net = byar(opened), byar(closed), closed - opened
    least = net - sqrt((closed - out_low) ** 2 + (in_high - opened) ** 2)
    most = net + sqrt((out_high - closed) ** 2 + (opened - in_low) ** 2)
    low, days, high = (stock * n_days / cases if cases > 0 else None for cases in (most, net, least))
    if days is None:
        return Clearing("does_not_clear", low=low)
    return Clearing("may_never_clear" if high is None else "clears", days, low, high)


Rule = Literal["beyond_limits", "one_side", "trend"]


@dataclass(frozen=True)
class Run:
    """A signal of a series: the rule it breaks, the side or direction, and the places in the series, from 0."""

    rule: Rule
    is_up: bool
    at: tuple[int, ...]


@dataclass(frozen=True)
class XmR:
    """The natural process limits of a series, in its own unit, and its signals."""

    mean: float
    low: float
    high: float
    signals: tuple[Run, ...]


def xmr(values: Sequence[float | None], bounds: tuple[float, float] = (-inf, inf)) -> XmR | None:
    """Limits of single values in order of time: mean ± 2.66 × mean moving range (D. J. Wheeler 1993, Understanding
    Variation, p. 60), kept within `bounds`: (0, inf) for counts, (0, 100) for per cent.

    Signals: a point beyond a limit, MIN_ON_SIDE in a row on one side of the mean (Western Electric 1956, rule 4),
    MIN_TRENDING in a row each above, or each below, the one before (Nelson 1984, test 3). A gap (None) ends a moving
    range and a run; a value equal to the mean, or to the one before, ends a run.
    None with fewer than MIN_POINTS values, or where no two follow one another.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if len(known) < MIN_POINTS or not ranges:
        return None
    mean, reach = fmean(known), 2.66 * fmean(ranges)
    sides = [_sign(value, mean) for value in values]
    outside = [side if abs((value or 0) - mean) > reach else 0 for value, side in zip(values, sides, strict=True)]
    steps = [0] + [0 if a is None else _sign(b, a) for a, b in pairwise(values)]
    signals = (
        *_runs("beyond_limits", outside, 1),
        *_runs("one_side", sides, MIN_ON_SIDE),
        *_runs("trend", steps, MIN_TRENDING - 1, n_before=1),
    )
    return XmR(mean, max(mean - reach, bounds[0]), min(mean + reach, bounds[1]), signals)


def _sign(value: float | None, other: float) -> int:
    if value is None or isclose(value, other, rel_tol=1e-9, abs_tol=1e-12):
        return 0
    return 1 if value > other else -1


def _runs(rule: Rule, signs: Sequence[int], least: int, n_before: int = 0) -> Iterator[Run]:
    """The unbroken runs of one sign of at least this length, each with so many places before it."""
    for sign, group in groupby(range(len(signs)), key=lambda place: signs[place]):
        places = tuple(group)
        if sign and len(places) >= least:
            yield Run(rule, sign > 0, tuple(range(places[0] - n_before, places[-1] + 1)))

"""How long cases stay open, those still open counted: the Kaplan–Meier curve and its quantiles.

Apart from `metrics.signal` because SciPy's statistics take about a second to load.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import CensoredData, ecdf

ROUNDING = 1e-9  # a product of fractions that is to be 0.1 is 0.1000000000000001


@dataclass(frozen=True)
class Step:
    """From this day on the share still open, with its 95 % interval. Before the first step it is 1."""

    day: float
    survival: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """The share still open by days since opening, a step for each day on which one was closed or last seen open."""

    steps: tuple[Step, ...]
    n: int
    n_closed: int

    def quantile(self, p: float) -> tuple[float | None, float | None, float | None]:
        """The first day by which the share p is closed (0.5: the median), and its 95 % interval, each in days.

        The interval is where the band of the curve passes 1 − p (Brookmeyer and Crowley 1982, Biometrics 38:29).
        None for what the curve, or the end of its band, does not get down to.
        """
        ends = ([getattr(step, line) for step in self.steps] for line in ("survival", "low", "high"))
        value, low, high = (self._first_below(1 - p, line) for line in ends)
        return value, low, high

    def _first_below(self, share: float, line: Sequence[float]) -> float | None:
        return next((step.day for step, y in zip(self.steps, line, strict=True) if y <= share + ROUNDING), None)


def kaplan_meier(days: Sequence[float], is_closed: Sequence[bool], counts: Sequence[int] | None = None) -> Curve:
    """The curve of durations in days, closed or still open; `counts` says how many cases each entry stands for.

    Kaplan and Meier 1958 (JASA 53:457), by SciPy; the interval is the log-log one (exponential Greenwood; Kalbfleisch
    and Prentice 1980). Where the curve is at 0 that is not defined: it goes from 0 to where it was before.
    No entries make a curve without steps. Raises ValueError for a duration below 0 and for lists of unlike length.
    """
    ends = [1] * len(days) if counts is None else counts
    spans = np.repeat(np.asarray(days, dtype=float), ends)
    closed = np.repeat(np.asarray(is_closed, dtype=bool), ends)
    if spans.size != closed.size or (spans < 0).any():
        raise ValueError(f"durations are 0 or more and each is closed or not, found {spans.size} and {closed.size}")
    return Curve(_steps(spans, closed) if spans.size else (), int(spans.size), int(closed.sum()))


def _steps(spans: np.ndarray, closed: np.ndarray) -> tuple[Step, ...]:
    curve = ecdf(CensoredData(uncensored=spans[closed], right=spans[~closed])).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the interval is not defined at 1 and at 0: see below
        band = curve.confidence_interval(method="log-log")
    steps: list[Step] = []
    before = 1.0
    lines = (curve.quantiles, curve.probabilities, band.low.probabilities, band.high.probabilities)
    for day, survival, low, high in zip(*(line.tolist() for line in lines), strict=True):
        if survival == 1:
            low, high = 1.0, 1.0
        elif survival <= ROUNDING:
            low, high = 0.0, before
        before = high
        steps.append(Step(day, survival, low, high))
    return tuple(steps)

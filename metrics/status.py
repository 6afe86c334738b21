"""Whether a figure is good, bad or says nothing yet: decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.catalogue import Kpi
from metrics.signal import Z_SPEAK, newcombe, poisson_z, ratio_interval, wilson
from metrics.windows import WORK_DAYS

Status = Literal["met", "missed", "watch", "too_few", "no_data", "none_due", "context", "steady"]

MAX_MISSING_SHARE = 0.1  # POLICY: with more of the expected thanas missing, nothing is called met
TOLERANCE = 1e-9  # 57/60 x 100 is to meet 95
# Kinds whose figure no division of two counts gives.
TOLD = frozenset({"median", "survival", "oldest", "longest", "pai", "freshness"})
RATIOS = frozenset({"ratio", "workload"})
LISTED = frozenset({"reach", "reach_phase", "per_listed"})  # set against a master list: without one nothing is known

Interval = tuple[float | None, float | None]


@dataclass(frozen=True)
class Reading:
    """The counts of one unit in one window. `None` is "not known", never zero.

    `value`, `low` and `high` are told by what no division of two counts gives. The other two counts are those of the
    share that a difference is taken from, all closures beside those expected before a review, days on which two returns
    agree of all days, or percents by which figures were changed and how many figures. `n_base` is what is
    judged to be few, where that is not the denominator. `over_days` are those in which the closures of a workload fell.
    Not `is_kept` is what the snapshot was published without.
    """

    numerator: float | None
    denominator: float | None = None
    n_unknown: int = 0
    n_missing: int = 0
    n_expected: int = 0
    n_days: int = 1
    read_on: date | None = None
    then: float | None = None
    then_on: date | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    other_numerator: float | None = None
    other_denominator: float | None = None
    n_base: float | None = None
    over_days: float = WORK_DAYS
    is_kept: bool = True

    @property
    def n_judged(self) -> float:
        return (self.denominator if self.n_base is None else self.n_base) or 0

    @property
    def misses_too_much(self) -> bool:
        return self.n_missing > MAX_MISSING_SHARE * self.n_expected

    @property
    def is_stale(self) -> bool:
        """No register came after the last review: the same figure read twice is no comparison."""
        return self.read_on is not None and self.then_on is not None and self.read_on <= self.then_on


def value_of(kpi: Kpi, reading: Reading) -> float | None:
    """The figure in the KPI's unit; None where a count is not known or the denominator is nothing."""
    if kpi.kind in TOLD:
        return reading.value
    if reading.numerator is None:
        return None
    if kpi.kind == "stock":
        return reading.numerator
    if reading.denominator is None:
        return None
    if kpi.kind == "stock_change":
        return reading.numerator - reading.denominator
    if kpi.kind == "difference":
        return _difference(kpi, reading)
    return reading.numerator / reading.denominator * _scale(kpi, reading) if reading.denominator else None


def _scale(kpi: Kpi, reading: Reading) -> float:
    """What a quotient is multiplied by: the work in hand is set against the closures of a day, not of four weeks."""
    return reading.over_days if kpi.kind == "workload" else kpi.scale


def _difference(kpi: Kpi, reading: Reading) -> float | None:
    if not reading.denominator or not reading.other_denominator:
        return None
    other = (reading.other_numerator or 0) / reading.other_denominator
    return ((reading.numerator or 0) / reading.denominator - other) * kpi.scale


def interval_of(kpi: Kpi, reading: Reading) -> Interval | None:
    """The 95 % interval in the KPI's unit; None for the kinds that have none.

    Of shares and of closures before a review Wilson's, of ratios of two counts the binomial one, of a difference
    Newcombe's. An end that is not known, or has no end, is None.
    """
    if kpi.kind in TOLD:
        return None if reading.low is None else (reading.low, reading.high)
    k, n = reading.numerator, reading.denominator
    if kpi.kind == "workload" and k and n == 0:
        return ratio_interval(k, n)[0] * reading.over_days, None
    if k is None or not n:
        return None
    return _interval(kpi, reading, k, n)


def _interval(kpi: Kpi, reading: Reading, k: float, n: float) -> Interval | None:
    other, others = reading.other_numerator or 0, reading.other_denominator
    if kpi.kind in RATIOS:
        low, high = ratio_interval(k, n)
    elif kpi.kind == "difference" and others:
        low, high = newcombe(k, n, other, others)
    elif kpi.kind == "bunching" and others:
        low, high = (end * others / n for end in wilson(k, others))
    elif kpi.is_proportion and k <= n:  # more venues than the list holds is a share of nothing
        low, high = wilson(k, n)
    else:
        return None
    return low * _scale(kpi, reading), high * _scale(kpi, reading)


def decide(kpi: Kpi, reading: Reading, is_pair_red: bool = False) -> Status:
    """The status of one reading. Met stays met only if its pair is not red and what is missing could not undo it.

    Of a seasonal KPI nothing may have fallen due at all, which is neither too few nor not known.
    """
    if not reading.is_kept:
        return "no_data"
    if value_of(kpi, reading) is None and not _is_beyond_reach(kpi, reading):
        if kpi.is_seasonal and not (reading.denominator or reading.n_unknown):
            return "none_due"
        if kpi.kind in LISTED and not reading.denominator:
            return "no_data"
        return "no_data" if reading.n_missing or reading.n_unknown else "too_few"
    if kpi.is_context or kpi.kind == "oldest":
        return "context"
    status = _against_last_review(kpi, reading) if kpi.is_against_last_review else _against_target(kpi, reading)
    if status == "met" and (is_pair_red or reading.misses_too_much or not _met_at_worst(kpi, reading)):
        return "watch"
    return status


def _is_beyond_reach(kpi: Kpi, reading: Reading) -> bool:
    """Whether the figure cannot be told because it is so high, and even the lower end of its interval misses.

    So it is where nothing was closed in 28 days, or too little for the curve to come down to the share asked for.
    """
    if kpi.kind not in ("workload", "survival") or kpi.is_context:
        return False
    low, _ = interval_of(kpi, reading) or (None, None)
    return low is not None and not _meets(kpi, low)


def _against_target(kpi: Kpi, reading: Reading) -> Status:
    value, (low, high) = value_of(kpi, reading), interval_of(kpi, reading) or (None, None)
    if reading.n_judged < kpi.min_n:
        return "too_few"
    judged = low if kpi.target_on == "low" else value
    if judged is not None and _meets(kpi, judged):
        return "met"
    if kpi.target_days is not None and reading.n_days < kpi.target_days:
        return "context"
    if kpi.missed_beyond is not None:
        return "watch" if _meets(kpi, value, kpi.missed_beyond) else "missed"
    nearest = high if kpi.direction == "UP" else low
    return "watch" if _meets(kpi, value if nearest is None else nearest) else "missed"


def _against_last_review(kpi: Kpi, reading: Reading) -> Status:
    now, then = reading.numerator, reading.then
    if now is None or then is None:
        return "context"
    if reading.misses_too_much and reading.is_stale:
        return "no_data"
    if max(now, then) < kpi.min_n:
        return "too_few"
    z = poisson_z(now, then)
    if abs(z) <= Z_SPEAK:
        return "steady"
    return "missed" if (z > 0) is (kpi.direction == "DOWN") else "met"


def _meets(kpi: Kpi, value: float | None, bar: float | str | None = None) -> bool:
    """Whether a value is on the good side of a bar: of the target, where no other is given."""
    bar = kpi.target if bar is None else bar
    if value is None or not isinstance(bar, float | int):
        return False
    return value >= bar - TOLERANCE if kpi.direction == "UP" else value <= bar + TOLERANCE


def _met_at_worst(kpi: Kpi, reading: Reading) -> bool:
    """Whether the target still holds if every unknown went the wrong way."""
    if not reading.n_unknown or reading.numerator is None or not reading.denominator:
        return True
    numerator = reading.numerator + (reading.n_unknown if kpi.direction == "DOWN" else 0)
    return _meets(kpi, numerator / (reading.denominator + reading.n_unknown) * kpi.scale)

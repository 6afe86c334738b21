"""Whether a figure is good, bad or says nothing yet: decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.catalogue import Kpi
from metrics.signal import Z_SPEAK, poisson_z, ratio_interval, wilson

Status = Literal["met", "missed", "watch", "too_few", "no_data", "context", "steady"]

MAX_MISSING_SHARE = 0.1  # POLICY: with more of the expected thanas missing, nothing is called met
TOLERANCE = 1e-9  # 57/60 x 100 is to meet 95


@dataclass(frozen=True)
class Reading:
    """The counts of one unit in one window. `None` is "not known", never zero."""

    numerator: float | None
    denominator: float | None = None
    n_unknown: int = 0
    n_missing: int = 0
    n_expected: int = 0
    n_days: int = 1
    read_on: date | None = None
    then: float | None = None
    then_on: date | None = None

    @property
    def misses_too_much(self) -> bool:
        return self.n_missing > MAX_MISSING_SHARE * self.n_expected

    @property
    def is_stale(self) -> bool:
        """No register came after the last review: the same figure read twice is no comparison."""
        return self.read_on is not None and self.then_on is not None and self.read_on <= self.then_on


def value_of(kpi: Kpi, reading: Reading) -> float | None:
    """The figure in the KPI's unit; None where a count is not known or the denominator is nothing."""
    if reading.numerator is None:
        return None
    if kpi.kind == "stock":
        return reading.numerator
    if reading.denominator is None:
        return None
    if kpi.kind == "stock_change":
        return reading.numerator - reading.denominator
    return reading.numerator / reading.denominator * kpi.scale if reading.denominator else None


def interval_of(kpi: Kpi, reading: Reading) -> tuple[float, float] | None:
    """The 95 % interval in the KPI's unit, of shares (Wilson) and of ratios of two counts; None for the rest."""
    k, n = reading.numerator, reading.denominator
    if k is None or not n:
        return None
    if kpi.kind == "ratio":
        low, high = ratio_interval(k, n)
    elif kpi.is_proportion and k <= n:  # more venues than the list holds is a share of nothing
        low, high = wilson(k, n)
    else:
        return None
    return low * kpi.scale, high * kpi.scale


def decide(kpi: Kpi, reading: Reading, is_pair_red: bool = False) -> Status:
    """The status of one reading. Met stays met only if its pair is not red and what is missing could not undo it."""
    if value_of(kpi, reading) is None:
        return "no_data" if reading.n_missing or reading.n_unknown else "too_few"
    if kpi.is_context:
        return "context"
    status = _against_last_review(kpi, reading) if kpi.is_against_last_review else _against_target(kpi, reading)
    if status == "met" and (is_pair_red or reading.misses_too_much or not _met_at_worst(kpi, reading)):
        return "watch"
    return status


def _against_target(kpi: Kpi, reading: Reading) -> Status:
    value, interval = value_of(kpi, reading), interval_of(kpi, reading)
    if value is None or (reading.denominator or 0) < kpi.min_n:
        return "too_few"
    if _meets(kpi, value):
        return "met"
    if kpi.target_days is not None and reading.n_days < kpi.target_days:
        return "context"
    nearest = value if interval is None else interval[1] if kpi.direction == "UP" else interval[0]
    return "watch" if _meets(kpi, nearest) else "missed"


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


def _meets(kpi: Kpi, value: float) -> bool:
    if not isinstance(kpi.target, float | int):
        return False
    return value >= kpi.target - TOLERANCE if kpi.direction == "UP" else value <= kpi.target + TOLERANCE


def _met_at_worst(kpi: Kpi, reading: Reading) -> bool:
    """Whether the target still holds if every unknown went the wrong way."""
    if not reading.n_unknown or reading.numerator is None or not reading.denominator:
        return True
    numerator = reading.numerator + (reading.n_unknown if kpi.direction == "DOWN" else 0)
    return _meets(kpi, numerator / (reading.denominator + reading.n_unknown) * kpi.scale)

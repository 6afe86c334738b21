"""What changed between two rows of `measure()`, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metrics.catalogue import Kpi
from metrics.signal import Z_SPEAK, newcombe, poisson_z
from metrics.status import RATIOS, TOLD

Row = Mapping[str, Any]
BY_INTAKE = frozenset({"B1", "B3"})  # which fewer women coming would turn good
INTAKE = "B3"  # its denominator is what came in
_INTAKE = ("n_opened",)  # the denominator of what fewer women coming would turn good (B3)
BY_INTERVALS = RATIOS | TOLD | {"bunching", "difference"}


@dataclass(frozen=True)
class Change:
    """The change in the KPI's unit. `is_better` is None for context, for no change and for a change within noise.

    So it is for a clearance that rose while fewer women came: that alone would raise it.
    """

    amount: float
    is_beyond_noise: bool
    is_better: bool | None


def change(kpi: Kpi, now: Row, then: Row) -> Change | None:
    """The change from `then` to `now`; None where either value is not known."""
    if now["value"] is None or then["value"] is None:
        return None
    amount = now["value"] - then["value"]
    is_beyond = is_beyond_noise(kpi, now, then)
    is_judged = is_beyond and amount != 0 and not kpi.is_context
    is_better = (amount > 0) is (kpi.direction == "UP") if is_judged else None
    return Change(amount, is_beyond, None if is_better and has_fewer_coming(kpi, now, then) else is_better)


def has_fewer_coming(kpi: Kpi, now: Row, then: Row) -> bool:
    """Whether intake, where the KPI is set against it, fell beyond noise; not where it is not known or not shown."""
    came = now["denominator"], then["denominator"]
    if tuple(kpi.denominator_columns) != _INTAKE or None in came:
        return False
    return poisson_z(*came) < -Z_SPEAK


def is_beyond_noise(kpi: Kpi, now: Row, then: Row) -> bool:
    """Stocks by z, shares by Newcombe's interval, other figures by intervals that do not touch; the rest never."""
    if kpi.kind == "stock":
        return abs(poisson_z(now["value"], then["value"])) > Z_SPEAK
    if any(_is_few(kpi, row) for row in (now, then)):
        return False
    if kpi.kind in BY_INTERVALS:
        return _is_above(now, then) or _is_above(then, now)
    counts = [row[name] for row in (now, then) for name in ("numerator", "denominator")]
    if not kpi.is_proportion or counts[0] > counts[1] or counts[2] > counts[3]:
        return False
    low, high = newcombe(*counts)
    return low > 0 or high < 0


def _is_few(kpi: Kpi, row: Row) -> bool:
    """Whether there is too little to compare. Closures expected before a review are no count of closures."""
    if kpi.kind == "bunching":
        return row["numerator"] is None or (row["other_denominator"] or 0) < kpi.min_n
    if kpi.kind == "difference" and (row["other_denominator"] or 0) < kpi.min_n:
        return True
    counts = [row["denominator"]] if kpi.kind in TOLD else [row["denominator"], row["numerator"]]
    return any(count is None for count in counts) or bool(row["denominator"] < kpi.min_n)


def _is_above(one: Row, other: Row) -> bool:
    return one["low"] is not None and other["high"] is not None and bool(one["low"] > other["high"])

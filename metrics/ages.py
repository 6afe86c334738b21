"""Open cases by how long they have waited, those that the law lets wait apart; the steps of the curve that are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from metrics.disclosure_tried import Sum

if TYPE_CHECKING:
    from metrics.survival import Step  # SciPy takes a second to load

BANDS = {"0_7": 7, "8_15": 15, "16_30": 30, "31_60": 60, "61_90": 90, "over_90": None}  # up to so many days
LAWFUL = "lawful"
OLD = ("31_60", "61_90", "over_90")  # what B4 counts of the open cases
SUMS = (Sum(OLD),)  # told as the numerator of B4, of all that are open


def by_band(ages: pl.DataFrame, home: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Unit → band → open cases; lawful pendency stands apart and in no band. `ages` as `reads.open_by_age` gives them.

    A unit of which no case is open has noughts: whether its register speaks at all is not told here.
    """
    found = {unit: dict.fromkeys((*BANDS, LAWFUL), 0) for unit in home["unit_code"].unique()}
    rows = ages.join(home, on="thana_code").group_by("unit_code", "n_days", "is_lawful").agg(pl.col("n").sum())
    for unit, n_days, is_lawful, n in rows.iter_rows():
        found[unit][LAWFUL if is_lawful else band(n_days)] += n
    return found


def band(n_days: int) -> str:
    """The band of an age in days."""
    return next(name for name, most in BANDS.items() if most is None or n_days <= most)


def told_steps(steps: Sequence[Step], closed: Mapping[float, int], small_cell: int) -> list[Step]:
    """The steps of a curve without those that speak of fewer than `small_cell` closures: these go into the next.

    `closed` says how many were closed after so many days.
    """
    told: list[Step] = []
    waiting = 0
    for step in steps:
        waiting += closed.get(step.day, 0)
        if waiting >= small_cell:
            told.append(step)
            waiting = 0
    return told

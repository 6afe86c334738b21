"""The calendar that the SQL needs, worked out once, so that no SQL has to do date arithmetic of its own dialect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from warehouse.batch import Batch
from warehouse.manifest import data_through, published

# Duties are laid out this far beyond the data, so that what nobody reported still falls due.
_AHEAD = timedelta(days=400)


def day_frame(batches: Sequence[Batch], starts_on: date) -> pl.DataFrame:
    """One row a day, from the first that anything speaks of to well beyond the last.

    Weeks (Monday to Sunday) and fortnights are counted from the campaign's first Monday; null before it.
    """
    through = data_through(batches) or starts_on - timedelta(days=1)
    first = min([starts_on, *(batch.first_day for batch in published(batches) if batch.first_day)])
    anchor = starts_on + timedelta(days=-starts_on.weekday() % 7)
    day = pl.col("day")
    since = (day - anchor).dt.total_days()
    frame = pl.DataFrame({"day": pl.date_range(first, max(through, starts_on) + _AHEAD, eager=True)})
    return frame.with_columns(
        pl.int_range(pl.len(), dtype=pl.Int32).alias("day_no"),
        *_round("week", 7, since),
        *_round("fortnight", 14, since),
        day.dt.month_start().alias("month_starts_on"),
        day.dt.month_end().alias("month_ends_on"),
        day.is_between(starts_on, through).alias("is_published"),
    )


def _round(name: str, length: int, since: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    begins = pl.when(since >= 0).then(pl.col("day") - pl.duration(days=since % length))
    return begins.alias(f"{name}_starts_on"), (begins + pl.duration(days=length - 1)).alias(f"{name}_ends_on")

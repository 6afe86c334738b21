"""Which earlier batch a slice may be compared with: the same return and thanas, for a period of like length."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.judging.slices import Said, Slice, Span
from expectations.verdict import LikeBatch
from warehouse.batch import Batch
from warehouse.store import Store

_LIKE_DAYS_PCT = 15  # a month of 28 days is like one of 31, a fortnight is not (POLICY)


def like_batch(said: Said, store: Store, earlier: Sequence[Batch]) -> LikeBatch | None:
    """The last published batch of a like period, with its rows at the slice's thanas and the slice's own at these.

    Only days up to receipt count: half a month filed early is no month. The batch under correction is left out:
    a correction may have fewer rows than what it replaces.
    """
    slice_, corrected = said.slice_, said.corrects
    thanas = set(slice_.thanas)
    candidates = [
        batch
        for batch in _published(slice_, earlier)
        if (corrected is None or batch.batch_id != corrected.batch_id)
        and thanas & set(batch.thanas)
        and _is_like(said.days, batch)
    ]
    if not candidates or not slice_.recipe.has_like_months:
        return None
    last = max(candidates, key=lambda batch: (batch.last_day, batch.seq))
    common = thanas & set(last.thanas)
    now = slice_.rows.filter(pl.col("thana_code").is_in(list(common))).height
    if last.first_day is None or last.last_day is None:
        return None
    return LikeBatch(last.first_day, last.last_day, _rows_at(store, last, common), now)


def could_not_compare(slice_: Slice, earlier: Sequence[Batch]) -> bool:
    """Whether there is something to compare with, but nothing like: the first batch of all says nothing."""
    if slice_.is_nil or not slice_.recipe.has_like_months:
        return False
    return any({*slice_.thanas} & {*batch.thanas} for batch in _published(slice_, earlier))


def _published(slice_: Slice, earlier: Sequence[Batch]) -> list[Batch]:
    key = (slice_.return_name, slice_.district_code, "published")
    return [batch for batch in earlier if (batch.return_name, batch.district_code, batch.verdict) == key]


def _is_like(span: Span, batch: Batch) -> bool:
    first, last = batch.first_day, batch.last_covered_day
    if first is None or last is None or first > span.first_day or batch.is_nil:
        return False
    ours, theirs = (span.last_day - span.first_day).days + 1, (last - first).days + 1
    return abs(ours - theirs) * 100 <= _LIKE_DAYS_PCT * max(ours, theirs)


def _rows_at(store: Store, batch: Batch, thanas: set[str]) -> int:
    """The rows of a batch at some of its thanas, accepted or held back."""
    if thanas == set(batch.thanas):
        return batch.accepted + batch.quarantined
    return sum(_distinct_rows(store, batch, part, thanas) for part in ("accepted", "quarantined"))


def _distinct_rows(store: Store, batch: Batch, part: str, thanas: set[str]) -> int:
    path = store.path_of(batch, part)
    if not path.exists():
        return 0
    rows = pl.scan_parquet(path).filter(pl.col("thana_code").is_in(list(thanas))).select(pl.col("row_id").n_unique())
    return int(rows.collect().item())

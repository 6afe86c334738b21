"""A slice: what one file brings for one return of one district, on its way to becoming a batch."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from etl.recipes import Recipe
from expectations.verdict import TotalOff
from warehouse.batch import Batch

PROVENANCE = ("row_id", "source_sheet", "source_row")


@dataclass(frozen=True)
class Span:
    """The days a file speaks for, and where it says so: title, sheet, file, nil or rows."""

    first_day: date
    last_day: date
    source: str

    @property
    def is_stated(self) -> bool:
        return self.source != "rows"


@dataclass(frozen=True)
class Slice:
    """Rows, faults and mends of one return of one district, and what was counted beside them.

    `rows` hold every data row, unreadable cells blank. n_read = rows + the sum of `non_data`, always.
    """

    recipe: Recipe
    district_code: str
    sheet: str
    n_read: int
    rows: pl.DataFrame
    mends: pl.DataFrame
    faults: pl.DataFrame
    warnings: pl.DataFrame
    non_data: dict[str, int]
    notes: dict[str, int]
    totals_off: tuple[TotalOff, ...]
    span: Span | None
    is_nil: bool
    nil_thanas: tuple[str, ...]

    @property
    def return_name(self) -> str:
        return self.recipe.name

    @property
    def thanas(self) -> tuple[str, ...]:
        named = self.rows["thana_code"].drop_nulls().unique().to_list() if self.rows.height else []
        return tuple(sorted({*named, *self.nil_thanas}))

    def without(self, dropped: pl.Series, why: str) -> Slice:
        """The slice without the rows of these row_ids, counted under `why` instead."""
        if dropped.is_empty():
            return self
        counted = {**self.non_data, why: self.non_data.get(why, 0) + dropped.len()}
        kept = ~pl.col("row_id").is_in(dropped.implode())
        return replace(
            self,
            rows=self.rows.filter(kept),
            mends=self.mends.filter(kept),
            faults=self.faults.filter(kept),
            warnings=self.warnings.filter(kept),
            non_data=counted,
        )

    def noted(self, note: str, count: int) -> Slice:
        return replace(self, notes={**self.notes, note: self.notes.get(note, 0) + count}) if count else self


@dataclass(frozen=True)
class Said:
    """What a slice says once its rows are sorted: its days, the rows that stand, and the lines of those held back."""

    slice_: Slice
    span: Span
    accepted: pl.DataFrame
    held_back: pl.DataFrame
    received_at: datetime
    corrects: Batch | None = None

    @property
    def days(self) -> Span:
        """The days it can speak for: none after it was received; with its last day before the first, no day at all.

        A row for a month speaks of all of it.
        """
        if self.slice_.recipe.is_by_month:
            return self.span
        return replace(self.span, last_day=min(self.span.last_day, self.received_at.date()))

    def is_alike(self, batch: Batch) -> bool:
        """Whether a batch is of the same return and district."""
        return (batch.return_name, batch.district_code) == (self.slice_.return_name, self.slice_.district_code)


def join_overlapping(slices: Sequence[Slice]) -> list[Slice]:
    """Slices of one return, district and common days and thanas as one: tables of one file never replace each other."""
    joined: list[Slice] = []
    for slice_ in slices:
        found = next((at for at, other in enumerate(joined) if _touch(other, slice_)), None)
        if found is None:
            joined.append(slice_)
        else:
            joined[found] = _join(joined[found], slice_)
    return joined


def content_hash(slice_: Slice) -> str:
    """A fingerprint of what the slice says, whatever the file's bytes or the order of its rows.

    Row hashes are those of the installed Polars: after an upgrade an old file may load once more, to no effect.
    """
    names = sorted(name for name in slice_.rows.columns if name not in PROVENANCE)
    span = slice_.span
    head = [slice_.return_name, slice_.district_code, str(slice_.is_nil), *slice_.thanas]
    head += [str(span.first_day), str(span.last_day)] if span else []
    rows = slice_.rows.select(names).hash_rows(seed=0).sort() if slice_.rows.height else pl.Series(dtype=pl.UInt64)
    return hashlib.sha256("|".join(head).encode() + rows.to_numpy().tobytes()).hexdigest()


def _touch(one: Slice, other: Slice) -> bool:
    if (one.return_name, one.district_code) != (other.return_name, other.district_code):
        return False
    days = one.span is None or other.span is None or _common_days(one.span, other.span)
    return days and bool(set(one.thanas) & set(other.thanas) or not one.thanas or not other.thanas)


def _common_days(one: Span, other: Span) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _join(one: Slice, other: Slice) -> Slice:
    offset = (_max_id(one.rows) or 0) + 1
    return replace(
        one,
        sheet=one.sheet if one.sheet == other.sheet else f"{one.sheet}, {other.sheet}",
        n_read=one.n_read + other.n_read,
        non_data=_added(one.non_data, other.non_data),
        notes=_added(one.notes, other.notes),
        totals_off=one.totals_off + other.totals_off,
        rows=_below(one.rows, other.rows, offset),
        mends=_below(one.mends, other.mends, offset),
        faults=_below(one.faults, other.faults, offset),
        warnings=_below(one.warnings, other.warnings, offset),
        span=_both(one.span, other.span),
        is_nil=one.is_nil and other.is_nil,
        nil_thanas=tuple(sorted({*one.nil_thanas, *other.nil_thanas})),
    )


def _max_id(rows: pl.DataFrame) -> int | None:
    highest = rows["row_id"].max()
    return highest if isinstance(highest, int) else None


def _below(upper: pl.DataFrame, lower: pl.DataFrame, offset: int) -> pl.DataFrame:
    moved = lower.with_columns((pl.col("row_id") + offset).cast(pl.UInt32))
    return pl.concat([upper.with_columns(pl.col("row_id").cast(pl.UInt32)), moved], how="diagonal")


def _added(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


def _both(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    source = one.source if one.source == other.source else "rows"
    return Span(min(one.first_day, other.first_day), max(one.last_day, other.last_day), source)

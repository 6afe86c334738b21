"""What a table says its rows add up to: its total, its sub-totals, and where these and the rows disagree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import polars as pl

from etl.cells.counts import read_count
from etl.recipes import Field, Recipe
from etl.sheets.headers import ColumnMap
from expectations.verdict import TotalOff
from locales import say

if TYPE_CHECKING:
    from etl.clean import Cleaned

Counts = dict[str, int]


@dataclass(frozen=True)
class Stated:
    """One row of totals as it stands in a table, with the counts of it that can be read."""

    source_row: int
    is_grand: bool
    counts: Counts


@dataclass(frozen=True)
class SubTotal:
    """What the rows of a part of a table, from one row of the sheet to another, are said to add up to."""

    source_row: int
    first_row: int
    last_row: int
    counts: Counts


@dataclass(frozen=True)
class Totals:
    """The total of a whole table, when it states one, and the sub-totals of its parts."""

    whole: Counts | None = None
    parts: tuple[SubTotal, ...] = ()


@dataclass(frozen=True)
class _Run:
    """Rows of totals with no data between them, and how many data rows stand above them."""

    n_above: int
    stated: tuple[Stated, ...]


def arrange(stated: Sequence[Stated], data_rows: Sequence[int]) -> Totals:
    """Which rows each total is about, from where it stands. `data_rows` are those of the sheet, top to bottom."""
    counted = [one for one in stated if one.counts]
    if not counted:
        return Totals()
    above = groupby(counted, lambda one: bisect_left(data_rows, one.source_row))
    runs = [_Run(n_above, tuple(run)) for n_above, run in above]
    if len(runs) == 1:
        return _of_one_run(runs[0], data_rows)
    is_on_top = not runs[0].n_above and runs[-1].n_above < len(data_rows)
    return _above_their_rows(runs, data_rows) if is_on_top else _below_their_rows(runs, data_rows)


def _of_one_run(run: _Run, data_rows: Sequence[int]) -> Totals:
    """Totals at the end or the top are the table's; those between rows are of the rows above them."""
    has_grand = any(one.is_grand for one in run.stated)
    if 0 < run.n_above < len(data_rows) and not has_grand:
        return Totals(None, (_part(run.stated[0], data_rows, 0, run.n_above),))
    return Totals(_whole(run.stated))


def _whole(stated: Sequence[Stated]) -> Counts:
    """The grand total, a last row that adds up the others, or the others added up."""
    grand = [one.counts for one in stated if one.is_grand]
    told = [one.counts for one in stated]
    if grand or len(told) == 1:
        return (grand or told)[-1]
    return told[-1] if _added(told[:-1]) == told[-1] else _added(told)


def _below_their_rows(runs: Sequence[_Run], data_rows: Sequence[int]) -> Totals:
    """Each run closes what is above it; its first row the rows since the last run, its second those of wider parts."""
    top = runs[0].stated if not runs[0].n_above else ()
    runs = [run for run in runs if run.n_above]
    last = runs[-1]
    is_end = last.n_above == len(data_rows)
    has_whole = last.stated[-1].is_grand or len(last.stated) > 1
    stated_whole = last.stated[-1] if is_end and has_whole else None
    parts: list[SubTotal] = []
    ends: dict[int, int] = {}  # where the last part of each width ended
    for run in runs:
        for depth, one in enumerate(run.stated):
            if one is not stated_whole:
                parts.append(_part(one, data_rows, ends.get(depth, 0), run.n_above))
        ends |= dict.fromkeys(range(len(run.stated)), run.n_above)
    if stated_whole:
        return Totals(stated_whole.counts, tuple(parts))
    return Totals(_whole(top) if top else None, tuple(parts))


def _above_their_rows(runs: Sequence[_Run], data_rows: Sequence[int]) -> Totals:
    """Each run heads the rows below it; the first row of the first run is the table's when it has two or says so."""
    ends = [*(run.n_above for run in runs[1:]), len(data_rows)]
    first = runs[0].stated[0]
    has_whole = first.is_grand or len(runs[0].stated) > 1
    parts = [
        _part(run.stated[-1], data_rows, run.n_above, end)
        for run, end in zip(runs, ends, strict=True)
        if not (has_whole and run.stated[-1] is first)
    ]
    return Totals(first.counts if has_whole else None, tuple(parts))


def _part(one: Stated, data_rows: Sequence[int], start: int, end: int) -> SubTotal:
    return SubTotal(one.source_row, data_rows[start], data_rows[end - 1], one.counts)


def _added(parts: Iterable[Counts]) -> Counts:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(total)


def totals_off(cleaned: Sequence[Cleaned], recipe: Recipe) -> Iterator[TotalOff]:
    """The stated totals that a table's rows do not give; a column with an unreadable cell cannot be added up."""
    stated = next((one.total_row for one in cleaned if one.total_row), None) or {}
    parts = [part for one in cleaned for part in one.sub_totals]
    named = {*stated, *(name for part in parts for name in part.counts)}
    for field in (one for one in recipe.fields if one.name in named):
        column = _Column.of(cleaned, field)
        whole, sums = stated.get(field.name), column.sums()
        if whole is not None and sums and whole not in sums:
            yield TotalOff(field.header_hi, field.header_en, whole, *sums)
        yield from (off for part in parts if (off := _part_off(field, column, part)))


@dataclass(frozen=True)
class _Column:
    """The counts of one field by the row of the sheet, added up from the top, and the rows that cannot be read."""

    rows: list[int]
    running: list[int]
    unreadable: list[int]

    @classmethod
    def of(cls, cleaned: Sequence[Cleaned], field: Field) -> _Column:
        counts = pl.concat([one.rows.select("source_row", pl.col(field.column).alias("n")) for one in cleaned])
        counts = counts.sort("source_row").with_columns(pl.col("n").fill_null(0).cum_sum())
        faults = pl.concat([one.faults.filter(pl.col("field") == field.name)["source_row"] for one in cleaned])
        return cls(counts["source_row"].to_list(), [0, *counts["n"]], faults.sort().to_list())

    def sums(self, first_row: int | None = None, last_row: int | None = None) -> tuple[int, ...]:
        """The sum of some rows, of all by default; none when one of them cannot be read."""
        low, high = first_row or 0, self.rows[-1] if last_row is None and self.rows else last_row or 0
        if bisect_left(self.unreadable, low) < bisect_right(self.unreadable, high):
            return ()
        return (self.running[bisect_right(self.rows, high)] - self.running[bisect_left(self.rows, low)],)


def _part_off(field: Field, column: _Column, part: SubTotal) -> TotalOff | None:
    """A sub-total that is neither the sum of its own rows nor of all rows down to it."""
    stated, sums = part.counts.get(field.name), column.sums(part.first_row, part.last_row)
    if stated is None or not sums or stated in (*sums, *column.sums(None, part.last_row)):
        return None
    hi, en = (
        say(lang, "tables.sub_total", field=header, row=part.source_row)
        for lang, header in (("hi", field.header_hi), ("en", field.header_en))
    )
    return TotalOff(hi, en, stated, *sums)


def crosswise_off(cells: pl.DataFrame, columns: ColumnMap, recipe: Recipe) -> pl.DataFrame:
    """Rows whose column of totals is not the sum of the counts directly to its left: row_id, source_row, field, value.

    Nothing is said of a column that most rows do not bear out: what it adds up is then something else.
    """
    counts = {at: one.name for one in recipe.of_type("count") if (at := columns.fields.get(one.name)) is not None}
    found = [_crosswise(cells, at, left, counts[left[-1]]) for at in columns.totals if (left := _left_of(at, counts))]
    return pl.concat([_nothing_off(), *found])


def _left_of(at: int, counts: dict[int, str]) -> list[int]:
    """The columns of counts that end directly before a column, left to right; none when there are not two."""
    start = at
    while start - 1 in counts:
        start -= 1
    return list(range(start, at)) if at - start > 1 else []


def _nothing_off() -> pl.DataFrame:
    kinds = {"row_id": pl.UInt32, "source_row": pl.Int64, "field": pl.String, "value": pl.String}
    return pl.DataFrame(schema=kinds)


def _crosswise(cells: pl.DataFrame, at: int, left: list[int], field: str) -> pl.DataFrame:
    numbers = {f"c{n}": _numbers(cells[f"c{n}"]) for n in (*left, at)}
    told = cells.select("row_id", "source_row").with_columns(**numbers).drop_nulls(f"c{at}")
    is_off = pl.sum_horizontal(pl.col(f"c{n}").fill_null(0) for n in left) != pl.col(f"c{at}")
    off = told.filter(is_off)
    if 2 * off.height >= told.height:
        return _nothing_off()
    return off.select(
        pl.col("row_id").cast(pl.UInt32),
        "source_row",
        pl.lit(field).alias("field"),
        pl.col(f"c{at}").cast(pl.String).alias("value"),
    )


def _numbers(texts: pl.Series) -> pl.Series:
    read = {text: read_count(text).value for text in texts.drop_nulls().unique()}
    return texts.replace_strict(list(read), list(read.values()), default=None, return_dtype=pl.Int64)

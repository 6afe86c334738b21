"""Rows that say the same twice in one file: repeats are dropped, updates folded, conflicts of numbers found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.judging.slices import PROVENANCE, Slice

REPEAT, UPDATE = "repeat", "update"
_NUMBER = ("unique_no", "thana_code", "received_on")


@dataclass(frozen=True)
class Conflicts:
    """Numbers that stand for two different cases: the rows to quarantine, and where the other one lies."""

    row_ids: pl.Series
    districts: tuple[str, ...] = ()


def drop_repeats(slice_: Slice) -> Slice:
    """Without word-for-word repeats; the first of each stays.

    Rows with an unreadable cell, and keyed rows without their key, are left alone: blanks of two different
    rows look alike.
    """
    rows = slice_.rows
    if rows.height < 2:
        return slice_
    whole = ~pl.col("row_id").is_in(slice_.faults["row_id"].unique().implode())
    keyed = pl.all_horizontal(pl.lit(True), *(pl.col(name).is_not_null() for name in slice_.recipe.key))
    print_of = rows.drop(PROVENANCE).hash_rows(seed=0)
    kept = rows.with_columns(print_of.alias("print")).filter(whole & keyed)
    again = kept.filter(~pl.col("print").is_first_distinct())["row_id"]
    return slice_.without(again, REPEAT).noted("rows_repeated", again.len())


def fold_updates(slice_: Slice, unfit: pl.Series) -> Slice:
    """Of rows with the same number, thana and date of receipt the last one stays, unless it is unfit itself."""
    rows = slice_.rows.filter(~pl.col("row_id").is_in(unfit.implode()))
    named = rows.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in _NUMBER))
    superseded = named.filter(~pl.struct(_NUMBER).is_last_distinct())["row_id"]
    return slice_.without(superseded, UPDATE).noted("rows_updated", superseded.len())


def conflicts_in_file(slices: Sequence[Slice]) -> list[Conflicts]:
    """For each slice of one file, its rows whose number stands for another case in any of them."""
    named = pl.concat(
        [_named_rows(slice_, number) for number, slice_ in enumerate(slices)] or [_no_rows()], how="vertical"
    )
    named = named.filter(pl.col("unique_no").is_duplicated())
    cases = named.group_by("unique_no").agg(
        pl.struct("thana_code", "received_on").n_unique().alias("n_cases"),
        pl.col("district_code").unique().sort().alias("districts"),
    )
    clashing = named.join(cases.filter(pl.col("n_cases") > 1), on="unique_no")
    return [_of_slice(clashing.filter(pl.col("slice") == number)) for number in range(len(slices))]


def _of_slice(clashing: pl.DataFrame) -> Conflicts:
    districts = clashing["districts"].explode(empty_as_null=False).unique().sort().to_list()
    return Conflicts(clashing["row_id"], tuple(districts))


def _named_rows(slice_: Slice, number: int) -> pl.DataFrame:
    if not {*_NUMBER} <= {*slice_.rows.columns}:
        return _no_rows()
    given = pl.all_horizontal(pl.col(name).is_not_null() for name in _NUMBER)
    return slice_.rows.filter(given).select(
        *_NUMBER, "district_code", pl.col("row_id").cast(pl.UInt32), pl.lit(number, dtype=pl.Int32).alias("slice")
    )


def _no_rows() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "unique_no": pl.String,
            "thana_code": pl.String,
            "received_on": pl.Date,
            "district_code": pl.String,
            "row_id": pl.UInt32,
            "slice": pl.Int32,
        }
    )

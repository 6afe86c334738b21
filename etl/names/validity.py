"""A thana that moved or was split is listed anew under its name; the row's day says which entry is meant."""

from __future__ import annotations

from datetime import date

import polars as pl

_NAME = ("district_code", "name_hi")


def latest_of_each_name(thanas: pl.DataFrame) -> pl.DataFrame:
    """The thanas, of those that share a district and a name only the one listed last."""
    by_age = thanas.sort(pl.col("valid_from").fill_null(date.min), maintain_order=True)
    last = by_age.unique(_NAME, keep="last")["thana_code"]
    return thanas.filter(pl.col("thana_code").is_in(last.implode()))


def on_the_day(rows: pl.DataFrame, day_field: str, thanas: pl.DataFrame) -> pl.DataFrame:
    """The rows with the thana code that held, for that name, on the day in `day_field`."""
    twins = thanas.filter(pl.struct(_NAME).is_duplicated())
    if twins.is_empty() or day_field not in rows.columns:
        return rows
    day, code = pl.col(day_field).cast(pl.Date), pl.col("thana_code")
    meant = code
    for same in twins.partition_by(*_NAME):
        codes = same["thana_code"].to_list()
        for one in same.iter_rows(named=True):
            holds = day.is_between(one["valid_from"] or date.min, one["valid_to"] or date.max)
            meant = pl.when(code.is_in(codes) & holds).then(pl.lit(one["thana_code"])).otherwise(meant)
    return rows.with_columns(meant.alias("thana_code"))

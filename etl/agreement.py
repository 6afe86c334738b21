"""What one cell of a row says about another: numbers agree with thana and year, elopement always needs counselling."""

from __future__ import annotations

import polars as pl

from etl.recipes import Recipe

_PARTS = pl.col("unique_no").str.split("/").list


def place_by_number(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that name no thana get that of their unique number."""
    of_number = _PARTS.get(2, null_on_oob=True).str.to_lowercase()
    return rows.with_columns(pl.coalesce("thana_code", of_number).alias("thana_code"))


def disagreeing_numbers(rows: pl.DataFrame, recipe: Recipe) -> pl.DataFrame:
    """Fault lines of rows whose number is of another thana or, in the register, of another year than the row."""
    thana = _PARTS.get(2, null_on_oob=True).str.to_lowercase() != pl.col("thana_code")
    wrong = thana.fill_null(value=False)
    if recipe.is_cumulative:
        year = _PARTS.get(3, null_on_oob=True).cast(pl.Int32, strict=False)
        received, entered = pl.col("received_on").dt.year(), pl.col("entered_on").dt.year()
        is_dated = pl.coalesce(received, entered).is_not_null()
        agrees = year.eq_missing(received) | year.eq_missing(entered)
        wrong = wrong | (is_dated & ~agrees & year.is_not_null())
    expected = pl.concat_str(
        pl.lit("MSK"),
        pl.col("district_code").str.to_uppercase(),
        pl.col("thana_code").str.to_uppercase(),
        _PARTS.get(3, null_on_oob=True),
        pl.lit("…"),
        separator="/",
    )
    return rows.filter(wrong).select(
        "row_id",
        "source_row",
        pl.lit("unique_no").alias("field"),
        pl.lit("unique_no_invalid").alias("rule"),
        pl.col("unique_no").alias("value"),
        expected.alias("suggestion"),
    )


def must_be_counselled(rows: pl.DataFrame) -> pl.DataFrame:
    """Mend lines of rows of elopement, or of an allegation held false, that say no counselling is needed."""
    always = (pl.col("category") == "elopement") | pl.col("alleged_false")
    return rows.filter(always.fill_null(value=False) & ~pl.col("counselling_needed")).select(
        "row_id",
        "source_row",
        pl.lit("counselling_needed").alias("field"),
        pl.lit("must_be_counselled").alias("kind"),
        pl.lit("नहीं (No)").alias("before"),
        pl.lit("हाँ (Yes)").alias("after"),
    )

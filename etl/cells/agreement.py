"""What one cell of a row says about another: numbers agree with thana and year, elopement always needs counselling."""

from __future__ import annotations

import polars as pl

from etl.recipes import Recipe

_PARTS = pl.col("unique_no").str.split_exact("/", 4).struct
_THANA, _YEAR = _PARTS.field("field_2").str.to_lowercase(), _PARTS.field("field_3")
_SERIAL = 5  # letters at the end of a number, with the stroke, that say neither thana nor year


def place_by_number(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that name no thana get that of their unique number."""
    if not rows["thana_code"].null_count():
        return rows
    return rows.with_columns(pl.coalesce("thana_code", _THANA).alias("thana_code"))


def disagreeing_numbers(rows: pl.DataFrame, recipe: Recipe) -> pl.DataFrame:
    """Fault lines of rows whose number is of another thana or, in the register, of another year than the row."""
    rows = _with_parts(rows)
    wrong = (pl.col("thana_of_number") != pl.col("thana_code")).fill_null(value=False)
    if recipe.is_cumulative:
        year = pl.col("year_of_number").cast(pl.Int32, strict=False)
        received, entered = pl.col("received_on").dt.year(), pl.col("entered_on").dt.year()
        is_dated = pl.coalesce(received, entered).is_not_null()
        agrees = year.eq_missing(received) | year.eq_missing(entered)
        wrong = wrong | (is_dated & ~agrees & year.is_not_null())
    expected = pl.concat_str(
        pl.lit("MSK"),
        pl.col("district_code").str.to_uppercase(),
        pl.col("thana_code").str.to_uppercase(),
        "year_of_number",
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


def _with_parts(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the thana and the year of their number, worked out once for all that differ in the serial."""
    head = pl.col("unique_no").str.head(-_SERIAL)
    heads = rows.select(head.unique()).with_columns(_THANA.alias("thana_of_number"), _YEAR.alias("year_of_number"))
    headed = rows.with_columns(head.alias("head"))
    return headed.join(heads, left_on="head", right_on="unique_no", how="left", maintain_order="left")


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

"""The rows that are held back, each with field, rule, masked value and suggestion."""

from __future__ import annotations

import polars as pl

from etl.judging.prepare import Checked
from etl.privacy.masking import shown
from etl.recipes import Recipe

NO_ROW_IDS = pl.Series("row_id", dtype=pl.UInt32)
_LINES = {"row_id": pl.UInt32, "field": pl.String, "rule": pl.String, "value": pl.String, "suggestion": pl.String}


def lines(checked: Checked, elsewhere: pl.DataFrame, too_early: pl.Series = NO_ROW_IDS) -> pl.DataFrame:
    """One line for each row and reason to hold it back, with the row's place, thana, day and number.

    `elsewhere` are rows (row_id, other_thana) whose number another file has given to another case.
    """
    slice_, recipe = checked.slice_, checked.slice_.recipe
    broken = checked.failures.filter(pl.col("level") == "quarantine").select("row_id", "field", "rule")
    told = slice_.faults.select(pl.col(name).cast(dtype) for name, dtype in _LINES.items())
    broken = broken.join(told, on=["row_id", "field"], how="anti")
    in_file = pl.DataFrame({"row_id": checked.conflicts.row_ids}).with_columns(
        pl.lit(" · ".join(checked.conflicts.districts)).alias("suggestion")
    )
    named = elsewhere.select(pl.col("row_id").cast(pl.UInt32), pl.col("other_thana").alias("suggestion"))
    clashing = pl.concat([in_file, named]).unique("row_id", maintain_order=True)
    parts = [
        told,
        _with_values(slice_.rows, recipe, broken),
        _of_rule(slice_.rows, recipe, clashing, "number_conflict", "unique_no"),
        _of_rule(slice_.rows, recipe, pl.DataFrame({"row_id": too_early}), "before_received", recipe.period_field),
    ]
    return _placed(slice_.rows, recipe, pl.concat(parts, how="diagonal").select(*_LINES))


def _of_rule(rows: pl.DataFrame, recipe: Recipe, hit: pl.DataFrame, rule: str, field: str) -> pl.DataFrame:
    hit = hit.with_columns(pl.col("row_id").cast(pl.UInt32), pl.lit(field).alias("field"), pl.lit(rule).alias("rule"))
    return _with_values(rows, recipe, hit)


def _with_values(rows: pl.DataFrame, recipe: Recipe, hit: pl.DataFrame) -> pl.DataFrame:
    """The lines with what their cell was read as; a blank, a list or a note shows nothing."""
    if hit.is_empty():
        return hit.with_columns(pl.lit(None, dtype=pl.String).alias("value"))
    column_of = {field.name: field.column for field in recipe.fields}
    parts = []
    for (name,), part in hit.partition_by("field", as_dict=True, maintain_order=True).items():
        column = column_of.get(str(name), str(name))
        values = _as_text(rows, column) if _is_plain(rows, column) else pl.lit(None, dtype=pl.String)
        parts.append(part.join(rows.select("row_id", values.alias("value")), on="row_id", how="left"))
    found = pl.concat(parts)
    texts = found["value"].drop_nulls().unique().to_list()
    return found.with_columns(pl.col("value").replace_strict(texts, [shown(text) for text in texts], default=None))


def _as_text(rows: pl.DataFrame, column: str) -> pl.Expr:
    """The cells as text, times to the minute, as they are written."""
    dtype, cells = rows.schema[column], pl.col(column)
    if dtype == pl.Datetime:
        return cells.dt.to_string("%Y-%m-%d %H:%M")
    return cells.dt.to_string("%H:%M") if dtype == pl.Time else cells.cast(pl.String)


def _is_plain(rows: pl.DataFrame, column: str) -> bool:
    return column in rows.columns and not rows.schema[column].is_nested() and not column.endswith("_hash")


def _placed(rows: pl.DataFrame, recipe: Recipe, lines: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("unique_no") if "unique_no" in rows.columns else pl.lit(None, dtype=pl.String)
    places = rows.select(
        pl.col("row_id").cast(pl.UInt32),
        "source_sheet",
        "source_row",
        "thana_code",
        pl.col(recipe.period_field).alias("day"),
        number.alias("unique_no"),
    )
    return lines.join(places, on="row_id", how="left").sort("row_id", maintain_order=True)

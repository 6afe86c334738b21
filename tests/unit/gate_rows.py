"""Random typed rows of any return: blanks, repeats, dates out of order and counts that do not add up."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import polars as pl

from etl.recipes import Recipe, load_codes, load_recipe

SUBMITTED_ON = date(2026, 11, 1)
_DAYS = [SUBMITTED_ON + timedelta(days=offset) for offset in (-9, -8, -7, -6, -5, -1, 0, 1, 3)]
_THANAS = ["hapur-dehat", "babugarh", "pilkhuwa"]


def random_rows(return_name: str, n_rows: int, seed: int, blank: float = 0.15) -> pl.DataFrame:
    """Rows in the shape that cleaning hands on; about `blank` of the cells are empty."""
    recipe, chance = load_recipe(return_name), random.Random(seed)
    schema = row_schema(recipe)
    rows = [
        {
            name: None if chance.random() < blank else _value(recipe, name, dtype, chance)
            for name, dtype in schema.items()
        }
        for _ in range(n_rows)
    ]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("row_id"),
        pl.lit("Sheet1").alias("source_sheet"),
        pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("source_row"),
        pl.lit("hapur").alias("district_code"),
    )


def row_schema(recipe: Recipe) -> dict[str, pl.DataType]:
    columns = {name: dtype for field in recipe.fields for name, dtype in field.columns.items()}
    return {"thana_code": pl.String(), **{name: dtype for name, dtype in columns.items() if name != "district_code"}}


def _value(recipe: Recipe, name: str, dtype: pl.DataType, chance: random.Random) -> object:
    if name == "thana_code":
        return chance.choice(_THANAS)
    if name == "unique_no":
        year, thana = chance.choice([2025, 2026]), chance.choice(_THANAS).upper()
        return f"MSK/HAPUR/{thana}/{year}/{chance.randint(1, 9):04}"
    if dtype == pl.Date:
        return chance.choice(_DAYS)
    if dtype == pl.Time:
        return time(chance.choice([0, 3, 9, 10, 19, 23]), chance.choice([0, 30]))
    if isinstance(dtype, pl.Datetime):
        return datetime.combine(chance.choice(_DAYS), time(chance.randint(0, 23)))
    if dtype == pl.Boolean:
        return chance.random() < 0.5
    if dtype.is_numeric():
        return chance.randint(-1, 12)
    code = next((field.code for field in recipe.fields if field.column == name and field.code), None)
    texts = list(load_codes(code).codes) if code else ["a", "b"]
    return [chance.choice(texts)] if isinstance(dtype, pl.List) else chance.choice(texts)

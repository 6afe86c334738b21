"""A cell merged over several rows says the same of each of them, as whoever looks at the sheet sees it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.cells.dates import read_day
from etl.files.workbooks import Merged
from etl.sheets.headers import vocabulary
from etl.text.fold import fold, tidy

_MIDNIGHT = " 00:00:00"


def filled_down(cells: pl.DataFrame, merged: Sequence[Merged]) -> pl.DataFrame:
    """The cells with words and days repeated in every row of their merged cell.

    A number is not: whether five women merged over three rows are five or fifteen is not for us to say. Headers stay
    as they are, for their rows are put together in a way of their own.
    """
    columns = {one.column for one in merged} & set(cells.columns)
    rows = _filled_rows(cells) if columns else {}
    for name in columns:
        texts = cells[name].to_list()
        for one in merged:
            if one.column == name and one.first_row in rows and _may_repeat(texts[rows[one.first_row]]):
                _repeat(texts, rows, one)
        cells = cells.with_columns(pl.Series(name, texts, dtype=pl.String))
    return cells


def _filled_rows(cells: pl.DataFrame) -> dict[int, int]:
    """Where the rows stand that hold anything of their own: a merged cell may reach over blank ones."""
    is_filled = pl.any_horizontal(pl.col(pl.String).str.strip_chars().str.len_bytes().fill_null(0) > 0)
    found = cells.with_row_index("at").filter(is_filled)
    return dict(zip(found["source_row"], found["at"], strict=True))


def _repeat(texts: list[str | None], rows: dict[int, int], one: Merged) -> None:
    for row in range(one.first_row + 1, one.last_row + 1):
        if row in rows and not tidy(texts[rows[row]] or ""):
            texts[rows[row]] = texts[rows[one.first_row]]


def _may_repeat(text: str | None) -> bool:
    told = tidy(text or "").removesuffix(_MIDNIGHT)
    if not told or fold(told) in vocabulary():
        return False
    return any(letter.isalpha() for letter in told) or read_day(told) is not None

"""Cuts a sheet into tables: what stands above a header is its title, what stands below it are its rows."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from etl.fold import fold, tidy
from etl.headers import is_header_row, vocabulary

_LOOKED_AT = 80  # rows in which the first header is looked for cell by cell
_DIGIT = r"[0-9०-९]"
_MANY = 500  # distinct texts from which those with digits, no headers, are left out first
_LEADING = 6  # columns in which later headers are looked for


@dataclass(frozen=True)
class RawTable:
    """One table as it was written: text columns c0, c1 … and `source_row`, the row that Excel shows."""

    file_name: str
    sheet: str
    title: tuple[str, ...]
    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    n_formulas: int = 0
    n_hidden_columns: int = 0
    kruti_dev: pl.DataFrame | None = None  # source_row, before and after of the cells that were put into Unicode


def tables_of(file_name: str, sheet: str, cells: pl.DataFrame) -> list[RawTable]:
    """The tables of one sheet, top to bottom; one table without a header when no row is one."""
    starts = _header_positions(cells)
    if not starts:
        titles = tuple(text for at in range(min(cells.height, _LOOKED_AT)) if (text := _line(cells, at)))
        return [RawTable(file_name, sheet, titles, (), 0, cells.clear())]
    ends = [*(_title_start(cells, start) for start in starts[1:]), cells.height]
    tables = []
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        top = ends[n - 1] if n else 0
        title = tuple(text for at in range(top, start) if (text := _line(cells, at)))
        tables.append(_table(file_name, sheet, title, cells, start, end))
    return tables


def _table(file: str, sheet: str, title: tuple[str, ...], cells: pl.DataFrame, start: int, end: int) -> RawTable:
    header = tuple(tidy(text or "") for text in _row(cells, start))
    row = int(cells["source_row"][start])
    return RawTable(file, sheet, title, header, row, cells.slice(start + 1, end - start - 1))


def _row(cells: pl.DataFrame, at: int) -> tuple[str | None, ...]:
    return cells.row(at)[1:]


def _line(cells: pl.DataFrame, at: int) -> str:
    return " ".join(text for cell in _row(cells, at) if cell and (text := tidy(cell)))


def _header_positions(cells: pl.DataFrame) -> list[int]:
    """Where tables start. A header that is repeated lower down starts no new one."""
    first = next((at for at in range(min(cells.height, _LOOKED_AT)) if is_header_row(_row(cells, at))), None)
    if first is None:
        return []
    starts, current = [first], _folded(_row(cells, first))
    for at in _likely_headers(cells, first + 1):
        found = _folded(_row(cells, at))
        if found != current and is_header_row(_row(cells, at)):
            starts.append(at)
            current = found
    return starts


def _folded(row: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(fold(cell or "") for cell in row)


def _likely_headers(cells: pl.DataFrame, start: int) -> list[int]:
    """Rows below the first header of which at least two leading cells are words known as headers."""
    below = cells.slice(start).select(pl.nth(range(1, min(_LEADING + 1, cells.width))))
    marks = []
    for texts in below.iter_columns():
        wordy = texts.unique() if texts.n_unique() < _MANY else texts.filter(~texts.str.contains(_DIGIT)).unique()
        known = [text for text in wordy.drop_nulls() if fold(text) in vocabulary()]
        if known:
            marks.append(pl.col(texts.name).is_in(known).fill_null(value=False))
    if len(marks) < 2:
        return []
    return [start + at for at in below.select(pl.sum_horizontal(marks).ge(2).arg_true()).to_series()]


def _title_start(cells: pl.DataFrame, header: int) -> int:
    """Where the title lines directly above a later header begin: lines of one or two cells, up to a blank one."""
    at = header
    while at > 0 and 1 <= sum(bool(cell and tidy(cell)) for cell in _row(cells, at - 1)) <= 2:
        at -= 1
    return at

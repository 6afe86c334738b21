"""Cuts a sheet into tables: what stands above a header is its title, what stands below it are its rows.

Where tables stand beside each other, a row of the sheet is a row of each of them, and is counted once in each: every
table has its own columns, its own rows as far down as something stands in these, and its own balance of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from etl.sheets.header_search import LOOKED_AT, FoundHeader, HeaderSearch
from etl.sheets.side_by_side import are_apart, column_groups
from etl.text.fold import tidy
from etl.text.words import load_words
from locales import LANGUAGES, say


@dataclass(frozen=True)
class RawTable:
    """One table as it was written: text columns c0, c1 … and `source_row`, the row that Excel shows.

    `header_rows` are the rows that its header was put together from; `near_header` is, where there is none, the row
    that comes nearest to one.
    """

    file_name: str
    sheet: str
    title: tuple[str, ...]
    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    header_rows: tuple[tuple[str, ...], ...] = ()
    near_header: tuple[str, ...] = ()
    kruti_dev: pl.DataFrame | None = None  # source_row, before and after of the cells that were put into Unicode


def called(table: RawTable) -> dict[str, str]:
    """How sentences name a table: by sheet and file, or by the file alone when it has no sheets."""
    key = "tables.where.sheet" if table.sheet else "tables.where.file"
    named = {"file": table.file_name, "sheet": table.sheet}
    return named | {f"where_{lang}": say(lang, key, **named) for lang in LANGUAGES}


@dataclass(frozen=True)
class _Place:
    """Where a table stands: its header, its columns from `start` and before `end`, and the rows of its title and data.

    Rows from `above` and before `alone` stand above every table to its left.
    """

    header: FoundHeader
    start: int
    end: int
    above: int
    alone: int
    below: int


def tables_of(file_name: str, sheet: str, cells: pl.DataFrame) -> list[RawTable]:
    """The tables of one sheet, top to bottom and left to right; one table without a header when no row is one."""
    tables: list[RawTable] = []
    for start, end in _regions(cells):
        tables += _tables_in(file_name, sheet, cells, start, end)
    if not tables:
        titles = tuple(text for at in range(min(cells.height, LOOKED_AT)) if (text := _line(cells, at)))
        near = HeaderSearch(cells).nearest()
        return [RawTable(file_name, sheet, titles, (), 0, cells.clear(), near_header=near)]
    return sorted(tables, key=lambda table: table.header_row)


def _regions(cells: pl.DataFrame) -> list[tuple[int, int]]:
    """The columns of tables that blank columns part from top to bottom; all columns together when they do not."""
    whole = [(0, cells.width - 1)]
    groups = column_groups(cells)
    if len(groups) < 2:
        return whole
    regions: list[tuple[int, int]] = []
    left: tuple[str, ...] = ()
    for start, end in groups:
        found = HeaderSearch(_columns(cells.head(LOOKED_AT), start, end)).headers()
        captions = found[0].captions if found else ()
        if not regions or (left and captions and are_apart(left, captions)):
            regions.append((start, end))
            left = captions
        else:
            regions[-1] = (regions[-1][0], end)
            left = left or captions
    return [(0, regions[0][1]), *regions[1:]] if len(regions) > 1 else whole


def _columns(cells: pl.DataFrame, start: int, end: int) -> pl.DataFrame:
    """The cells of some columns, named from c0 on."""
    if (start, end) == (0, cells.width - 1):
        return cells
    return cells.select("source_row", *(pl.col(f"c{at}").alias(f"c{at - start}") for at in range(start, end)))


def _tables_in(file: str, sheet: str, cells: pl.DataFrame, start: int, end: int) -> Iterator[RawTable]:
    region = _columns(cells, start, end)
    headers = HeaderSearch(region).headers()
    for place in _places(region, headers):
        title = _title(region, place)
        if start:
            title += _heading(cells, start, place.above, min(place.header.rows.top, _first_header(cells, start)))
        table = _table(file, sheet, title, region, place)
        is_beside = table.cells.width < cells.width
        yield replace(table, cells=_without_blank_end(table.cells)) if is_beside else table


def _first_header(cells: pl.DataFrame, end: int) -> int:
    """The first row of a header in the columns before `end`."""
    headers = HeaderSearch(_columns(cells.head(LOOKED_AT), 0, end)).headers()
    return min((one.rows.top for one in headers), default=0)


def _table(file: str, sheet: str, title: tuple[str, ...], cells: pl.DataFrame, place: _Place) -> RawTable:
    rows, bottom = place.header.rows, place.header.rows.bottom
    columns = slice(place.start, place.end)
    below = cells.slice(bottom + 1, place.below - bottom - 1)
    return RawTable(
        file_name=file,
        sheet=sheet,
        title=title,
        header=rows.captions[columns],
        header_row=int(cells["source_row"][bottom]),
        cells=_columns(below, place.start, place.end),
        header_rows=tuple(row[columns] for row in rows.rows),
    )


def _without_blank_end(cells: pl.DataFrame) -> pl.DataFrame:
    is_filled = pl.any_horizontal(pl.exclude("source_row").str.strip_chars().str.len_bytes() > 0).fill_null(value=False)
    last: int | None = cells.select(is_filled.arg_true().max()).item()
    return cells.head(0 if last is None else last + 1)


def _places(cells: pl.DataFrame, headers: Sequence[FoundHeader]) -> Iterator[_Place]:
    for at, one in enumerate(headers):
        above = max((_end(cells, headers, n) for n, other in enumerate(headers[:at]) if other.is_over(one)), default=0)
        below = _end(cells, headers, at)
        beside = [
            other
            for n, other in enumerate(headers)
            if other.rows.bottom < below and one.rows.bottom < _end(cells, headers, n) and not other.is_over(one)
        ]
        start = max((_border(other, one) for other in beside if other.last < one.first), default=one.start)
        end = min((_border(one, other) for other in beside if one.last < other.first), default=one.end)
        alone = min((other.rows.top for other in beside if other.last < one.first), default=one.rows.top)
        yield _Place(one, max(start, one.start), min(end, one.end), above, min(alone, one.rows.top), below)


def _end(cells: pl.DataFrame, headers: Sequence[FoundHeader], at: int) -> int:
    """The row before which a table ends: where the title of the next one in its columns begins."""
    following = next((other for other in headers[at + 1 :] if other.is_over(headers[at])), None)
    return _title_start(cells, following) if following else cells.height


def _border(left: FoundHeader, right: FoundHeader) -> int:
    """The first column of the right of two tables: behind the last caption of the left one, or behind a blank."""
    mine = [at for at in range(left.last, right.first) if left.captions[at]]
    return max(mine, default=left.last) + 1


def _title_start(cells: pl.DataFrame, header: FoundHeader) -> int:
    """Where the title lines directly above a later header begin: one or two cells without figures, up to a blank."""
    at = header.rows.top
    while at > 0 and _is_title_line(_row(cells, at - 1, header.start, header.end)):
        at -= 1
    return at


def _is_title_line(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    is_sum = any(load_words().is_total(text) or text.isdigit() for text in filled)
    return 1 <= len(filled) <= 2 and not is_sum


def _title(cells: pl.DataFrame, place: _Place) -> tuple[str, ...]:
    rows = range(place.above, place.header.rows.top)
    own = tuple(text for at in rows if (text := _line(cells, at, place.start, place.end)))
    return own + (_heading(cells, place.start, place.above, place.alone) if place.start else ())


def _heading(cells: pl.DataFrame, start: int, above: int, below: int) -> tuple[str, ...]:
    """Lines to the left of a table that stand alone in their rows, as the heading of a whole sheet does."""
    lines = (_line(cells, at, 0, start) for at in range(above, below) if not _line(cells, at, start, cells.width - 1))
    return tuple(line for line in lines if line)


def _row(cells: pl.DataFrame, at: int, start: int = 0, end: int | None = None) -> list[str]:
    return [tidy(cell) if cell else "" for cell in cells.row(at)[1:][start:end]]


def _line(cells: pl.DataFrame, at: int, start: int = 0, end: int | None = None) -> str:
    return " ".join(text for text in _row(cells, at, start, end) if text)

"""Opens a file and finds the tables in it; every cell as text, file, sheet and row kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from access.errors import Refused
from access.settings import Settings
from etl.containers import open_container
from etl.delimited import read_delimited
from etl.incoming import Incoming
from etl.tables import RawTable, tables_of
from etl.words import load_words
from etl.workbooks import Sheet, Workbook, read_workbook


@dataclass(frozen=True)
class ReadFile:
    """What was found in a file. `n_skipped_sheets` held no table and are not used."""

    file_name: str
    tables: tuple[RawTable, ...]
    hidden_sheets: int
    n_skipped_sheets: int = 0


def read_file(file: Incoming, settings: Settings) -> ReadFile:
    """The tables of one file. Raises Refused when nothing of it can be read, or it is over the limits."""
    container = open_container(file, settings)
    if container.kind == "text":
        book = Workbook((Sheet("", read_delimited(container, settings)),), 0)
    else:
        book = read_workbook(container, settings)
    sheets = [sheet for sheet in book.sheets if sheet.cells.height]
    if not sheets:
        raise Refused("etl.refused.empty", file=container.name)
    for sheet in sheets:
        _check_cells(container.name, sheet, settings)
    tables = [table for sheet in sheets for table in _tables(container.name, sheet)]
    used = _worth_reading(tables)
    return ReadFile(
        file_name=container.name,
        tables=used,
        hidden_sheets=book.hidden_sheets,
        n_skipped_sheets=len(tables) - len(used),
    )


def _tables(file_name: str, sheet: Sheet) -> Iterable[RawTable]:
    for table in tables_of(file_name, sheet.name, sheet.cells):
        yield replace(table, n_formulas=sheet.n_formulas, n_hidden_columns=sheet.n_hidden_columns)


def _worth_reading(tables: list[RawTable]) -> tuple[RawTable, ...]:
    """Tables with a header, and nil reports; a file that has neither keeps its first sheet, to be refused by name."""
    used = tuple(table for table in tables if table.header or says_nil(table))
    return used or tuple(tables[:1])


def says_nil(table: RawTable) -> bool:
    """Whether the lines above the rows report that there is nothing to report."""
    return any(load_words().is_nil_report(line) or load_words().is_nil(line) for line in table.title)


def _check_cells(file_name: str, sheet: Sheet, settings: Settings) -> None:
    lengths = sheet.cells.select(pl.col(pl.String).str.len_bytes().max())
    longest = max((length or 0 for length in lengths.row(0)), default=0)
    if longest <= settings.max_cell_characters:
        return
    longest = max(length or 0 for length in sheet.cells.select(pl.col(pl.String).str.len_chars().max()).row(0))
    if longest > settings.max_cell_characters:
        raise Refused(
            "etl.refused.cell_too_long",
            file=file_name,
            sheet=sheet.name or file_name,
            found=longest,
            limit=settings.max_cell_characters,
        )


__all__ = ["RawTable", "ReadFile", "read_file", "says_nil"]

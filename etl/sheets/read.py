"""Opens a file and finds the tables in it; every cell as text, file, sheet and row kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from access.errors import Refused
from access.settings import Settings
from etl.files.containers import open_container
from etl.files.delimited import read_delimited
from etl.files.incoming import Incoming
from etl.files.workbooks import Sheet, Workbook, read_workbook
from etl.sheets.merged import filled_down
from etl.sheets.tables import RawTable, tables_of
from etl.text.kruti_cells import convert_cells, in_unicode, is_kruti_dev
from etl.text.words import load_words


@dataclass(frozen=True)
class ReadFile:
    """What was found in a file: the tables worth reading, sheets refused by name, and what was noticed, counted.

    `notes` are those of the file, `sheet_notes` those of each sheet. `n_skipped_sheets` held no table.

    Every filled row of a sheet is one of these: a title line above a header, a row of the header, or a row of a table.
    Titles and headers stand outside the count; each row of a table, blank ones between included, counts as read, and
    is afterwards accepted, quarantined, or recognised as no data.
    """

    file_name: str
    tables: tuple[RawTable, ...]
    hidden_sheets: int
    n_skipped_sheets: int = 0
    refused: tuple[tuple[str, Refused], ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    sheet_notes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_file(file: Incoming, settings: Settings) -> ReadFile:
    """The tables of one file. Raises Refused when nothing of it can be read, or it is over the limits."""
    container = open_container(file, settings)
    if container.kind == "text":
        book = Workbook((Sheet("", read_delimited(container, settings)),))
    else:
        book = read_workbook(container, settings)
    filled = [sheet for sheet in book.sheets if sheet.cells.height]
    too_long = {sheet.name: fault for sheet in filled if (fault := _too_long(container.name, sheet, settings))}
    sheets, refused = [sheet for sheet in filled if sheet.name not in too_long], (*book.refused, *too_long.items())
    if not sheets:
        raise refused[0][1] if refused else Refused("etl.refused.empty", file=container.name)
    read = [_in_unicode(sheet) for sheet in sheets]
    tables = [
        replace(table, kruti_dev=converted)
        for sheet, converted in read
        for table in tables_of(container.name, sheet.name, sheet.cells)
    ]
    used = _worth_reading(tables)
    return ReadFile(
        file_name=container.name,
        tables=used,
        hidden_sheets=book.hidden_sheets,
        n_skipped_sheets=len(tables) - len(used),
        refused=refused,
        notes=book.notes,
        sheet_notes={sheet.name: sheet.notes for sheet, _ in read},
    )


def _in_unicode(sheet: Sheet) -> tuple[Sheet, pl.DataFrame]:
    """A sheet with its name and cells in Unicode, merged cells filled down, and the cells that were in Kruti Dev."""
    cells, converted = convert_cells(sheet.cells)
    name = in_unicode(sheet.name) if is_kruti_dev(sheet.name, among=converted.height > 0) else sheet.name
    return replace(sheet, name=name, cells=filled_down(cells, sheet.merged)), converted


def _worth_reading(tables: list[RawTable]) -> tuple[RawTable, ...]:
    """Tables with a header, and nil reports; a file that has neither keeps its first sheet, to be refused by name."""
    used = tuple(table for table in tables if table.header or says_nil(table))
    return used or tuple(tables[:1])


def says_nil(table: RawTable) -> bool:
    """Whether the lines above the rows report that there is nothing to report."""
    return any(load_words().is_nil_report(line) or load_words().is_nil(line) for line in table.title)


def _too_long(file_name: str, sheet: Sheet, settings: Settings) -> Refused | None:
    """Why a sheet with a cell that is too long is not read."""
    limit = settings.max_cell_characters
    longest = max(length or 0 for length in sheet.cells.select(pl.col(pl.String).str.len_bytes().max()).row(0))
    if longest > limit:
        longest = max(length or 0 for length in sheet.cells.select(pl.col(pl.String).str.len_chars().max()).row(0))
    if longest <= limit:
        return None
    where = {"file": file_name, "sheet": sheet.name or file_name}
    return Refused("etl.refused.cell_too_long", **where, found=longest, limit=limit)


__all__ = ["RawTable", "ReadFile", "read_file", "says_nil"]

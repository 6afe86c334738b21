"""Puts the sample's sheets on disk as the districts would: CSV, or Excel with its title lines and real dates."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from sample_data.days import Period
from sample_data.sheets import Cell, Sheet, is_xlsx

# A fixed moment in the file's properties, so that one seed gives one file.
MADE_AT = datetime(2026, 4, 1)


def file_name(district: str, return_name: str, period: Period) -> str:
    """Excel sheets state their period in a title line; a CSV has no place for it but its name."""
    if is_xlsx(district, return_name):
        return f"{district}_{return_name}.xlsx"
    return f"{district}_{return_name}_{period.first_day:%Y-%m-%d}_{period.last_day:%Y-%m-%d}.csv"


def write_csv(path: Path, sheet: Sheet, has_bom: bool) -> None:
    columns = {
        str(place): [str(cell) if cell != "" else None for cell in cells] for place, cells in enumerate(sheet.columns)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    frame.columns = list(sheet.header)
    frame.write_csv(path, include_bom=has_bom, line_terminator="\r\n")


def write_xlsx(path: Path, sheet: Sheet) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE_AT})
    page = book.add_worksheet("विवरण")
    title, bold = book.add_format({"bold": True, "align": "center"}), book.add_format({"bold": True})
    formats = {
        date: book.add_format({"num_format": "dd-mm-yyyy"}),
        datetime: book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
    }
    for row, line in enumerate(sheet.title):
        page.merge_range(row, 0, row, len(sheet.header) - 1, line, title)
    top = len(sheet.title) + 1
    page.write_row(top, 0, sheet.header, bold)
    for row, cells in enumerate(zip(*sheet.columns, strict=True), start=top + 1):
        for column, cell in enumerate(cells):
            _write_cell(page, row, column, cell, formats)
    book.close()


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, formats: dict[type[date], object]
) -> None:
    if isinstance(cell, str):
        if cell:
            page.write_string(row, column, cell)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats[type(cell)])
    else:
        page.write_number(row, column, cell)

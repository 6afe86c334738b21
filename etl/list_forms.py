"""Draws the master lists in force as .xlsx forms: headings in Hindi and English, drop-downs where codes are chosen."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

from access.settings import Settings
from etl.files.workbooks import LISTS_SHEET
from locales import say
from warehouse.reference import list_in_force, load_reference
from warehouse.reference_shape import LISTS, Column, MasterList

_FIRST_ROW, _ROOM = 2, 1_000  # below both headings; rows prepared beyond those filled
_FONT = {"font_name": "Nirmala UI", "font_size": 11, "num_format": "@"}


def write_blank(folder: Path, settings: Settings) -> list[Path]:
    """One .xlsx for each master list, filled with what is in force. Raises BadSettings when that cannot be right."""
    load_reference(settings)
    folder.mkdir(parents=True, exist_ok=True)
    rows = {shape.name: _rows(shape, settings) for shape in LISTS}
    written = []
    for shape in LISTS:
        path = folder / f"{shape.name}.xlsx"
        choices = {column.name: found for column in shape.columns if (found := _choices(column, rows))}
        _draw(path, shape, rows[shape.name], choices)
        written.append(path)
    return written


def _rows(shape: MasterList, settings: Settings) -> list[dict[str, str]]:
    with list_in_force(shape.name, settings).open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    return [{column.name: row.get(column.name) or "" for column in shape.columns} for row in told]


def _choices(column: Column, rows: dict[str, list[dict[str, str]]]) -> list[str]:
    if column.listed_in:
        return [row[column.name] for row in rows[column.listed_in]]
    return list(column.choices)


def _draw(path: Path, shape: MasterList, rows: list[dict[str, str]], choices: dict[str, list[str]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(say("hi", f"lists.name.{shape.name}"))
        head = book.add_format({**_FONT, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#DCE6F1"})
        plain = book.add_format(_FONT)
        for at, column in enumerate(shape.columns):
            width = max([len(column.header_hi), *(len(row[column.name]) for row in rows)])
            sheet.set_column(at, at, min(60, width + 4), plain)
            sheet.write_string(0, at, column.header_hi + ("*" if column.required else ""), head)
            sheet.write_string(1, at, column.header_en, head)
            for down, row in enumerate(rows, _FIRST_ROW):
                if row[column.name]:
                    sheet.write_string(down, at, row[column.name], plain)
        sheet.freeze_panes(_FIRST_ROW, 1)
        _offer(book, sheet, shape, choices, _FIRST_ROW + len(rows) + _ROOM)


def _offer(book: Any, sheet: Any, shape: MasterList, choices: dict[str, list[str]], last_row: int) -> None:
    """The drop-downs, from a hidden sheet, which has room for more codes than a cell's own list."""
    offered = book.add_worksheet(LISTS_SHEET)
    for at, (name, codes) in enumerate(choices.items()):
        offered.write_column(0, at, codes)
        column = [one.name for one in shape.columns].index(name)
        top, bottom = (xlsxwriter.utility.xl_rowcol_to_cell(row, at, True, True) for row in (0, len(codes) - 1))
        source = f"='{LISTS_SHEET}'!{top}:{bottom}"
        rule = {"validate": "list", "source": source, "error_message": say("hi", "etl.form.choose")}
        sheet.data_validation(_FIRST_ROW, column, last_row, column, rule)
    offered.hide()

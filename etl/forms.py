"""Draws the blank form of each return from its recipe, so that form and reader cannot drift apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from etl.files.workbooks import LISTS_SHEET
from etl.form_guide import ONE_OF, draw_guide, meaning
from etl.recipes import Field, Recipe, load_codes, load_recipes
from locales import say
from warehouse.reference import Reference

_TITLE, _PERIOD, _HEADER, _ROOM = 0, 1, 3, 2_000  # rows counted from 0, and how many are prepared for writing
_FONT = {"font_name": "Nirmala UI", "font_size": 11}
_INK, _REQUIRED, _OPTIONAL, _GAP = "#1B2430", "#C9DCEB", "#ECEFF1", "#FBE3D6"
_FORMATS = {
    "date": "dd.mm.yyyy",
    "datetime": "dd.mm.yyyy hh:mm",
    "month": "mmmm yyyy",
    "time": "hh:mm",
    "count": "0",
    "degrees": "0.0000",
}
_LISTED = {"thana": "thanas", "place": "places", "district": "districts"}
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
Row = Mapping[str, object]


def write_forms(folder: Path, districts: Sequence[str], reference: Reference) -> list[Path]:
    """A folder for each district with an .xlsx form of each return; thanas and places are those of the district."""
    written = []
    for district in districts:
        (folder / district).mkdir(parents=True, exist_ok=True)
        for recipe in load_recipes():
            path = folder / district / f"{district}_{recipe.name}.xlsx"
            draw_form(path, recipe, reference, district)
            written.append(path)
    return written


def draw_form(
    path: Path,
    recipe: Recipe,
    reference: Reference,
    district_code: str,
    rows: Sequence[Row] = (),
    period: tuple[date, date] | None = None,
) -> None:
    """One form. `rows`, by field name, are filled in as somebody using its drop-downs and date cells would."""
    with xlsxwriter.Workbook(path) as book:
        form = _Form(book, book.add_worksheet(say("hi", "etl.form.sheet")), recipe, reference, district_code)
        form.draw_head(period)
        form.draw_columns()
        form.fill(rows)
        draw_guide(book, recipe, form.fields, _FONT)
        form.draw_lists()


@dataclass(frozen=True)
class _Form:
    """The sheet that is filled in, and the hidden one with its lists."""

    book: Any
    sheet: Any
    recipe: Recipe
    reference: Reference
    district_code: str

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The recipe's columns; the district stands in the title unless the return demands it in each row."""
        return tuple(field for field in self.recipe.fields if field.type != "district" or field.required)

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """What each drop-down offers, in Hindi, by field name."""
        return {field.name: offered for field in self.fields if (offered := self._offered(field))}

    def _offered(self, field: Field) -> list[str]:
        if field.type in ONE_OF and field.code:
            codes = load_codes(field.code)
            return [codes.label(code, "hi") for code in codes.codes]
        if field.type not in _LISTED:
            return []
        frame: pl.DataFrame = getattr(self.reference, _LISTED[field.type])
        named = frame.filter(pl.col("district_code") == self.district_code)["name_hi"]
        return named.unique(maintain_order=True).to_list()

    @cached_property
    def _cells(self) -> dict[str, Any]:
        """One cell format for each type of field."""
        types = {field.type for field in self.recipe.fields} | {"date"}
        return {kind: self._format(num_format=_FORMATS.get(kind, "@")) for kind in types}

    def _format(self, **more: object) -> Any:
        return self.book.add_format({**_FONT, **more})

    def draw_head(self, period: tuple[date, date] | None) -> None:
        """Whose return it is, and two date cells for the days it speaks for."""
        names = self.reference.districts.filter(pl.col("district_code") == self.district_code)["name_hi"]
        title = say("hi", "etl.form.title", district=names[0], label=self.recipe.label_hi)
        self.sheet.set_row(_TITLE, 30)
        self.sheet.set_row(_PERIOD, 24)
        self.sheet.write(_TITLE, 0, title, self._format(bold=True, font_size=14, font_color=_INK, valign="vcenter"))
        plain = self._format(bold=True, align="center", valign="vcenter")
        day = self._format(valign="vcenter", align="center", num_format=_FORMATS["date"], border=1, bg_color=_REQUIRED)
        first, last = period or (None, None)
        for at, cell in enumerate((say("hi", "etl.form.period"), first, say("hi", "etl.form.until"), last)):
            if isinstance(cell, date):
                self.sheet.write_datetime(_PERIOD, at, cell, day)
            else:
                self.sheet.write(_PERIOD, at, cell, plain if cell else day)
        for at in (1, 3):
            self.sheet.data_validation(_PERIOD, at, _PERIOD, at, _only_days())

    def draw_columns(self) -> None:
        """The header row, and below it empty cells that know what belongs into them."""
        head = {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"}
        required, optional = self._format(**head, bg_color=_REQUIRED), self._format(**head, bg_color=_OPTIONAL)
        self.sheet.set_row(_HEADER, 48)
        self.sheet.freeze_panes(_HEADER + 1, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEADER)
        for at, field in enumerate(self.fields):
            self.sheet.set_column(at, at, self._width(field), self._cells[field.type])
            star = "*" if field.required else ""
            self.sheet.write(_HEADER, at, field.header_hi + star, required if field.required else optional)
            self.sheet.data_validation(_HEADER + 1, at, _HEADER + _ROOM, at, self._rule(field))
            if field.required:
                self._mark_gaps(at)

    def _width(self, field: Field) -> float:
        longest = max(map(len, self.lists.get(field.name, [])), default=0)
        return min(max(13, len(field.header_hi) * 0.75 + 3, longest + 3), 34)

    def _mark_gaps(self, at: int) -> None:
        """A required cell is tinted as long as it is empty in a row that somebody has begun."""
        top = _HEADER + 2
        begun = f"COUNTA($A{top}:${xl_col_to_name(len(self.fields) - 1)}{top})>0"
        gap = {"type": "formula", "criteria": f"=AND({begun},ISBLANK({xl_col_to_name(at)}{top}))"}
        self.sheet.conditional_format(
            _HEADER + 1, at, _HEADER + _ROOM, at, gap | {"format": self.book.add_format({"bg_color": _GAP})}
        )

    def _rule(self, field: Field) -> dict[str, object]:
        """The check that the spreadsheet makes while somebody writes, and the hint it shows."""
        hint = {"input_title": field.header_hi[:32], "input_message": meaning(field, "hi")[:255]}
        if field.name in self.lists:
            column, n_offered = list(self.lists).index(field.name), len(self.lists[field.name])
            source = f"='{LISTS_SHEET}'!${xl_col_to_name(column)}$1:${xl_col_to_name(column)}${n_offered}"
            return {"validate": "list", "source": source, "error_message": say("hi", "etl.form.choose"), **hint}
        if field.type in ("date", "datetime"):
            return _only_days() | hint
        if field.type == "time":
            span = {"criteria": "between", "minimum": time(0), "maximum": time(23, 59, 59)}
            return {"validate": "time", **span, "error_message": say("hi", "etl.form.write_time"), **hint}
        if field.type == "count":
            least = {"criteria": ">=", "value": 0}
            return {"validate": "integer", **least, "error_message": say("hi", "etl.form.write_count"), **hint}
        return {"validate": "any", **hint}

    def fill(self, rows: Sequence[Row]) -> None:
        for down, row in enumerate(rows, _HEADER + 1):
            for at, field in enumerate(self.fields):
                _fill(self.sheet, down, at, row.get(field.name), self._cells[field.type])

    def draw_lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS_SHEET)
        for at, offered in enumerate(self.lists.values()):
            sheet.write_column(0, at, offered)
        sheet.hide()


def _only_days() -> dict[str, object]:
    span = {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
    return {"validate": "date", **span, "error_message": say("hi", "etl.form.write_date")}


def _fill(sheet: Any, row: int, column: int, value: object, cell_format: Any) -> None:
    if value is None:
        return
    if isinstance(value, date | datetime | time):
        sheet.write_datetime(row, column, value, cell_format)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, cell_format)
    else:
        sheet.write_string(row, column, str(value), cell_format)

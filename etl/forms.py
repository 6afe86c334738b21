"""Draws the blank form of each return from its recipe, so that form and reader cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from access.settings import load_settings
from etl.recipes import Field, Recipe, load_codes, load_recipes
from etl.workbooks import INSTRUCTIONS_SHEET, LISTS_SHEET
from locales import say
from warehouse.reference import Reference, load_reference

_TITLE_ROW, _HEADER_ROW, _ROOM = 0, 2, 2_000  # counted from 0; rows prepared for writing
_FONT = {"font_name": "Nirmala UI", "font_size": 11}
_NUMBER_FORMATS = {
    "date": "dd.mm.yyyy",
    "month": "mmmm yyyy",
    "datetime": "dd.mm.yyyy hh:mm",
    "time": "hh:mm",
    "count": "0",
    "degrees": "0.0000",
}
_CHOICES = ("code", "yes_no", "yes_no_not_seen", "age_band")
Lists = dict[str, list[str]]


def write_forms(folder: Path, district_code: str | None = None, reference: Reference | None = None) -> list[Path]:
    """One .xlsx form for each return. With a district, its thanas and places alone are offered."""
    reference = reference or load_reference(load_settings())
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for recipe in load_recipes():
        path = folder / f"{f'{district_code}_' if district_code else ''}{recipe.name}.xlsx"
        draw_form(path, recipe, reference, district_code)
        written.append(path)
    return written


def draw_form(
    path: Path,
    recipe: Recipe,
    reference: Reference,
    district_code: str | None = None,
    rows: Sequence[Mapping[str, object]] = (),
) -> None:
    """One form; `rows`, by field name, are filled in as somebody using its drop-downs and date cells would."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(say("hi", "etl.form.sheet"))
        lists = _lists(recipe, reference, district_code)
        _draw_table(book, sheet, recipe, lists, rows)
        _draw_instructions(book, recipe)
        _draw_lists(book, lists)


def _lists(recipe: Recipe, reference: Reference, district_code: str | None) -> Lists:
    """What each drop-down offers, in Hindi, by field name."""
    offered: Lists = {}
    for field in recipe.fields:
        if field.type in _CHOICES and field.code:
            codes = load_codes(field.code)
            offered[field.name] = [codes.label(code, "hi") for code in codes.codes]
        elif field.type in ("thana", "place", "district"):
            frame = {"thana": reference.thanas, "place": reference.places, "district": reference.districts}[field.type]
            wanted = frame.filter(pl.col("district_code") == district_code) if district_code else frame
            offered[field.name] = wanted["name_hi"].unique(maintain_order=True).to_list()
    return offered


def _draw_table(book: Any, sheet: Any, recipe: Recipe, lists: Lists, rows: Sequence[Mapping[str, object]]) -> None:
    head = {**_FONT, "bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}
    required, optional = (
        book.add_format({**head, "bg_color": "#DCE6F1"}),
        book.add_format({**head, "bg_color": "#F2F2F2"}),
    )
    sheet.write(_TITLE_ROW, 0, recipe.label_hi, book.add_format({**_FONT, "bold": True, "font_size": 14}))
    sheet.write(_TITLE_ROW + 1, 0, say("hi", "etl.form.period"), book.add_format(_FONT))
    sheet.set_row(_HEADER_ROW, 48)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    for at, field in enumerate(recipe.fields):
        sheet.set_column(at, at, max(12, len(field.header_hi) + 2), _cell_format(book, field))
        sheet.write(
            _HEADER_ROW, at, field.header_hi + ("*" if field.required else ""), required if field.required else optional
        )
        if rule := _rule(field, lists, at):
            sheet.data_validation(_HEADER_ROW + 1, at, _HEADER_ROW + _ROOM, at, rule)
    for down, row in enumerate(rows, _HEADER_ROW + 1):
        for at, field in enumerate(recipe.fields):
            _fill(sheet, down, at, row.get(field.name), _cell_format(book, field))


def _cell_format(book: Any, field: Field) -> Any:
    return book.add_format({**_FONT, "num_format": _NUMBER_FORMATS.get(field.type, "@")})


def _fill(sheet: Any, row: int, column: int, value: object, cell_format: Any) -> None:
    if value is None:
        return
    if isinstance(value, date | datetime | time):
        sheet.write_datetime(row, column, value, cell_format)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, cell_format)
    else:
        sheet.write_string(row, column, str(value), cell_format)


def _rule(field: Field, lists: Lists, at: int) -> dict[str, object] | None:
    """The check that the spreadsheet makes while somebody writes."""
    if field.name in lists:
        column = list(lists).index(field.name)
        last = len(lists[field.name])
        source = f"='{LISTS_SHEET}'!{_absolute(0, column)}:{_absolute(last - 1, column)}"
        return {"validate": "list", "source": source, "error_message": say("hi", "etl.form.choose")}
    if field.type == "date":
        span = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
        return {"validate": "date", **span, "error_message": say("hi", "etl.form.write_date")}
    if field.type == "count":
        least = {"criteria": ">=", "value": 0}
        return {"validate": "integer", **least, "error_message": say("hi", "etl.form.write_count")}
    if field.type == "code_list" and field.code:
        return {
            "validate": "any",
            "input_title": say("hi", "etl.form.several"),
            "input_message": _choices(field, "hi")[:255],
        }
    return None


def _absolute(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"${letters}${row + 1}"


def _draw_lists(book: Any, lists: Lists) -> None:
    sheet = book.add_worksheet(LISTS_SHEET)
    for at, offered in enumerate(lists.values()):
        sheet.write_column(0, at, offered)
    sheet.hide()


def _draw_instructions(book: Any, recipe: Recipe) -> None:
    """How to fill the form in, in Hindi and then in English, with a line for each column."""
    sheet = book.add_worksheet(INSTRUCTIONS_SHEET)
    wrapped, bold = (
        book.add_format({**_FONT, "text_wrap": True, "valign": "top"}),
        book.add_format({**_FONT, "bold": True}),
    )
    sheet.set_column(0, 0, 34, wrapped)
    sheet.set_column(1, 1, 90, wrapped)
    row = 0
    for lang in ("hi", "en"):
        sheet.write(row, 0, f"{recipe.label(lang)}: {say(lang, 'etl.form.instructions')}", bold)
        for line in _steps(lang):
            row += 1
            sheet.merge_range(row, 0, row, 1, line, wrapped)
        for field in recipe.fields:
            row += 1
            sheet.write(row, 0, field.header_hi if lang == "hi" else field.header_en, bold)
            sheet.write(row, 1, _meaning(field, lang), wrapped)
        row += 2


def _steps(lang: str) -> Iterable[str]:
    example = "MSK/HAPUR/HAPUR-DEHAT/2026/0007"
    for step in ("headers", "required", "dates", "lists", "nil", "identity"):
        yield say(lang, f"etl.form.step.{step}")
    yield say(lang, "etl.form.step.number", example=example)


def _meaning(field: Field, lang: str) -> str:
    kind = "code" if field.type in _CHOICES else field.type
    values = {"choices": _choices(field, lang)} if field.code else {}
    said = say(lang, f"etl.form.kind.{kind}", **values)
    return f"{said} ({say(lang, 'etl.form.is_required')})" if field.required else said


def _choices(field: Field, lang: str) -> str:
    codes = load_codes(field.code or "")
    return ", ".join(codes.label(code, lang) for code in codes.codes)

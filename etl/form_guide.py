"""The instructions in a blank form: how to fill it in, and a line for each column, in Hindi and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.files.workbooks import INSTRUCTIONS_SHEET
from etl.recipes import Field, Recipe, load_codes
from locales import say

ONE_OF = ("code", "yes_no", "yes_no_not_seen", "age_band")
_EXAMPLE = "MSK/HAPUR/HAPUR-DEHAT/2026/0007"


def draw_guide(book: Any, recipe: Recipe, fields: Sequence[Field], font: Mapping[str, object]) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS_SHEET)
    wrapped = book.add_format({**font, "text_wrap": True, "valign": "top"})
    bold = book.add_format({**font, "bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34, wrapped)
    sheet.set_column(1, 1, 90, wrapped)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    row = 0
    for lang in ("hi", "en"):
        sheet.write(row, 0, f"{recipe.label(lang)}: {say(lang, 'etl.form.instructions')}", bold)
        for number, line in enumerate(_steps(lang), start=1):
            row += 1
            sheet.merge_range(row, 0, row, 1, f"{number}. {line}", wrapped)
        row += 1
        for field in fields:
            row += 1
            sheet.write(row, 0, field.header_hi if lang == "hi" else field.header_en, bold)
            sheet.write(row, 1, meaning(field, lang), wrapped)
        row += 2


def meaning(field: Field, lang: str) -> str:
    """What belongs into a column, and whether it must be filled."""
    kind = "code" if field.type in ONE_OF else field.type
    values = {"choices": _choices(field, lang)} if field.code else {}
    said = say(lang, f"etl.form.kind.{kind}", **values)
    return f"{say(lang, 'etl.form.is_required')} · {said}" if field.required else said


def _steps(lang: str) -> Iterator[str]:
    for step in ("headers", "period", "required", "dates", "lists", "nil", "identity"):
        yield say(lang, f"etl.form.step.{step}")
    yield say(lang, "etl.form.step.number", example=_EXAMPLE)


def _choices(field: Field, lang: str) -> str:
    codes = load_codes(field.code or "")
    return ", ".join(codes.label(code, lang) for code in codes.codes)

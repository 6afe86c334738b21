"""CSV of exactly what is shown: suppression applied, opening rightly in Hindi, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from components import words
from components.choice import Choice
from components.context import Context
from components.definition import target_and_source
from components.matrix import Cell, Column, Matrix, Row
from components.matrix_html import caption, change_meaning, held_words, is_held, shown_value
from locales import say

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
Line = Sequence[object]


def safe(cell: object) -> object:
    """Text that a spreadsheet could take for a formula gets an apostrophe; figures stay figures."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def to_csv(lines: Sequence[Line]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel opens Hindi as rubbish."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def lines(ctx: Context, matrix: Matrix, place: str) -> list[Line]:
    """Header lines that say what was asked, a blank one, then a line for each KPI and unit."""
    return [*_head(ctx, matrix, place), [], _titles(ctx.lang), *_body(matrix, ctx.lang)]


def button(ctx: Context, matrix: Matrix, choice: Choice, place: str) -> None:
    """Offered to those who may export; the file is made, and the audit written, when it is asked for."""
    if not may(check_may_export, ctx.viewer):
        return

    def make() -> bytes:
        check_may_export(ctx.viewer)
        facts = choice.query(ctx.lang)
        audit.record(ctx.settings, "export", ctx.viewer, page="overview", snapshot=ctx.snapshot.id, **facts)
        return to_csv(lines(ctx, matrix, place))

    st.download_button(
        say(ctx.lang, "export.csv"),
        data=make,
        file_name=f"overview_{choice.district or 'range'}_{matrix.window.start}_{matrix.window.end}.csv",
        mime="text/csv",
        key="export_csv",
        on_click="ignore",
    )


def _head(ctx: Context, matrix: Matrix, place: str) -> list[Line]:
    lang, manifest = ctx.lang, ctx.snapshot.manifest
    return [
        [say(lang, "app.name"), say(lang, "overview.title")],
        [say(lang, "export.place"), place],
        [say(lang, "filter.window"), caption(matrix, lang)],
        [say(lang, "export.as_of"), words.day(lang, matrix.window.as_of)],
        [say(lang, "header.published"), words.moment(lang, manifest.published_at)],
        [say(lang, "header.snapshot"), ctx.snapshot.id],
    ]


def _titles(lang: str) -> Line:
    keys = ("code", "kpi", "unit", "value", "numerator", "denominator", "low", "high", "status", "target")
    more = ("before", "change", "change_means", "unknown", "missing", "expected", "held")
    return [say(lang, f"export.{key}") for key in (*keys, *more)]


def _body(matrix: Matrix, lang: str) -> list[Line]:
    return [
        _line(row, cell, column, lang)
        for row in matrix.rows
        for cell, column in zip(row.cells, matrix.columns, strict=True)
    ]


def _line(row: Row, cell: Cell, column: Column, lang: str) -> Line:
    kpi, text = row.kpi, row.kpi.words(lang)
    value = shown_value(kpi, cell, lang) if cell.is_suppressed or cell.value is None else _round(cell.value)
    change = (_round(cell.change.amount), change_meaning(cell.change, lang)) if cell.change else ("", "")
    held = held_words(column, lang) if is_held(kpi, column) else ""
    figures = [_round(figure) for figure in (cell.numerator, cell.denominator, cell.low, cell.high)]
    status = say(lang, f"status.{cell.standing}")
    return [
        *(kpi.code, text.label, column.name, value, *figures, status, target_and_source(kpi, lang)),
        *(_round(cell.before), *change, cell.n_unknown, cell.n_missing, cell.n_expected, held),
    ]


def _round(figure: float | None) -> float | int | str:
    if figure is None:
        return ""
    return int(figure) if figure == int(figure) else round(figure, 2)

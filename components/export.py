"""CSV of exactly what is shown: suppression applied, opening rightly in Hindi, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from components import words
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from components.definition import target_and_source
from components.matrix import Cell, Column, Matrix, Row
from components.matrix_html import caption, change_meaning, held_words, is_held, shown_value
from locales import say
from warehouse.reads import Window

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
Line = Sequence[object]
Titled = tuple[str, Table]


def safe(cell: object) -> object:
    """Text that a spreadsheet could take for a formula gets an apostrophe; figures stay figures, whole ones 20."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def to_csv(lines: Sequence[Line]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel opens Hindi as rubbish."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def lines(ctx: Context, matrix: Matrix, place: str) -> list[Line]:
    """Header lines that say what was asked, a blank one, then a line for each KPI and unit."""
    head = _head(ctx, "overview", place, caption(matrix, ctx.lang), matrix.window)
    return [*head, [], _titles(ctx.lang), *_body(matrix, ctx.lang)]


def button(ctx: Context, matrix: Matrix, choice: Choice, place: str) -> None:
    """The matrix of the overview, offered to those who may export."""
    _offer(ctx, "overview", choice, matrix.window, lambda: lines(ctx, matrix, place))


def page_button(
    ctx: Context,
    page: str,
    choice: Choice,
    window: Window,
    place: str,
    tables: Sequence[Titled],
    *,
    compares: bool = True,
) -> None:
    """The tables of a page, each under its title as on the page, offered to those who may export."""
    _offer(ctx, page, choice, window, lambda: page_lines(ctx, page, choice, window, place, tables, compares=compares))


def own_button(
    ctx: Context,
    page: str,
    choice: Choice,
    window: Window,
    place: str,
    tables: Sequence[Titled],
    *,
    picked: Mapping[str, str],
    part: str = "",
) -> None:
    """As `page_button`, of a page that chooses its days itself: `picked` is what the audit tells instead of a window.

    Of a `part` of the page under the name `<page>.<part>.csv`.
    """
    head = _head(ctx, page, place, words.period(ctx.lang, window.start, window.end), window)
    _offer(ctx, page, choice, window, lambda: [*head, *_body_of(tables)], part, picked)


def page_lines(
    ctx: Context,
    page: str,
    choice: Choice,
    window: Window,
    place: str,
    tables: Sequence[Titled],
    *,
    compares: bool = True,
) -> list[Line]:
    """Header lines that say what was asked, then each table after a blank line and its title."""
    compared = [[say(ctx.lang, "filter.compare"), say(ctx.lang, f"compare.{choice.compare}")]] if compares else []
    head = _head(ctx, page, place, words.period(ctx.lang, window.start, window.end), window)
    return [*head, *compared, *_body_of(tables)]


def _body_of(tables: Sequence[Titled]) -> list[Line]:
    return [line for title, table in tables for line in ([], [title], *table.lines())]


def tiles(matrix: Matrix, lang: str) -> Table:
    """The KPI tiles of a page as a table: the column of the matrix that sums up what is chosen."""
    at = next(place for place, column in enumerate(matrix.columns) if column.is_whole)
    rows = [tuple(_line(row, row.cells[at], matrix.columns[at], lang)) for row in matrix.rows]
    return Table(tuple(_titles(lang)), tuple(rows))


def units(matrix: Matrix, lang: str) -> Table:
    """A matrix as a table: a line for each KPI and unit, as the overview's own file has them."""
    return Table(tuple(_titles(lang)), tuple(tuple(line) for line in _body(matrix, lang)))


def _offer(
    ctx: Context,
    page: str,
    choice: Choice,
    window: Window,
    told: Callable[[], Sequence[Line]],
    part: str = "",
    picked: Mapping[str, str] | None = None,
) -> None:
    """The file is made, and the audit written, when it is asked for."""
    if not may(check_may_export, ctx.viewer):
        return

    def make() -> bytes:
        check_may_export(ctx.viewer)
        facts = choice.query(ctx.lang, as_of=choice.as_of_day is not None)
        if picked is not None:
            facts = {name: value for name, value in facts.items() if name not in ("window", "compare")} | dict(picked)
        audit.record(ctx.settings, "export", ctx.viewer, page=page, snapshot=ctx.snapshot.id, **facts)
        return to_csv(told())

    st.download_button(
        say(ctx.lang, f"{page}.{part}.csv" if part else "export.csv"),
        data=make,
        file_name=f"{page}{part and f'_{part}'}_{choice.district or 'range'}_{window.start}_{window.end}.csv",
        mime="text/csv",
        key=f"export_csv{part and f'_{part}'}",
        on_click="ignore",
    )


def _head(ctx: Context, page: str, place: str, period: str, window: Window) -> list[Line]:
    lang, manifest = ctx.lang, ctx.snapshot.manifest
    return [
        [say(lang, "app.name"), say(lang, f"{page}.title")],
        [say(lang, "export.place"), place],
        [say(lang, "filter.window"), period],
        [say(lang, "export.as_of"), words.day(lang, window.as_of)],
        [say(lang, "header.published"), words.moment(lang, manifest.published_at)],
        [say(lang, "header.snapshot"), ctx.snapshot.id],
    ]


def _titles(lang: str) -> list[str]:
    keys = ("code", "kpi", "unit", "value", "numerator", "denominator", "low", "high", "status", "target")
    more = ("before", "change", "change_means", "unknown", "missing", "expected", "held")
    return [say(lang, f"export.{key}") for key in (*keys, *more)]


def _body(matrix: Matrix, lang: str) -> list[Sequence[Value]]:
    return [
        _line(row, cell, column, lang)
        for row in matrix.rows
        for cell, column in zip(row.cells, matrix.columns, strict=True)
    ]


def _line(row: Row, cell: Cell, column: Column, lang: str) -> Sequence[Value]:
    kpi, text = row.kpi, row.kpi.words(lang)
    value = shown_value(kpi, cell, lang) if cell.is_suppressed or cell.value is None else _round(cell.value)
    change = (_round(cell.change.amount), change_meaning(cell.change, lang)) if cell.change else ("", "")
    held = held_words(column, lang) if is_held(kpi, column) else ""
    figures = [_round(figure) for figure in (cell.numerator, cell.denominator, cell.low, cell.high)]
    status = say(lang, f"status.{cell.standing}")
    unknown = say(lang, "cell.few") if cell.n_unknown is None else cell.n_unknown
    return [
        *(kpi.code, text.label, column.name, value, *figures, status, target_and_source(kpi, lang)),
        *(_round(cell.before), *change, unknown, cell.n_missing, cell.n_expected, held),
    ]


def _round(figure: float | None) -> float | int | str:
    if figure is None:
        return ""
    return int(figure) if figure == int(figure) else round(figure, 2)

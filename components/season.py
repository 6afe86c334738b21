"""What a seasonal KPI came to when it last fell due, for a window in which nothing does."""

from __future__ import annotations

from dataclasses import replace

from components import door, words
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix, Row
from components.windows import Calendar, Festival
from locales import say
from metrics.catalogue import Kpi
from warehouse.reads import Window


def with_last(ctx: Context, choice: Choice, calendar: Calendar, matrix: Matrix) -> Matrix:
    """The matrix, its seasonal rows with a note where nothing fell due in the column of the whole."""
    rows = tuple(_noted(ctx, choice, calendar, matrix, row) for row in matrix.rows)
    return replace(matrix, rows=rows)


def _noted(ctx: Context, choice: Choice, calendar: Calendar, matrix: Matrix, row: Row) -> Row:
    unit, status = next(
        (cell.unit_code, cell.status) for cell, column in zip(row.cells, matrix.columns, strict=True) if column.is_whole
    )
    if status != "none_due":
        return row
    last = last_before(calendar, matrix.window)
    if last is None:
        return replace(row, note=say(ctx.lang, "season.none"))
    return replace(row, note=_sentence(ctx, choice, row.kpi, unit, last, matrix.window))


def last_before(calendar: Calendar, window: Window) -> Festival | None:
    """The festival that was the last to end before the window; None where the data hold none."""
    over = [
        one for one in calendar.festivals if calendar.campaign_starts_on <= one.starts_on and one.ends_on < window.start
    ]
    return max(over, key=lambda one: one.ends_on, default=None)


def _sentence(ctx: Context, choice: Choice, kpi: Kpi, unit: str, last: Festival, window: Window) -> str:
    asked = Window(last.starts_on, last.ends_on, window.as_of)
    found = door.measured(ctx, choice.within(ctx.scope), kpi.code, choice.whole, (asked,)).get((0, unit))
    value = None if found is None or found["is_suppressed"] else found["value"]
    told = {"festival": last.name(ctx.lang), "value": words.value(ctx.lang, kpi.unit, value)}
    return say(ctx.lang, "season.last", **told)

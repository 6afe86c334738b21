"""Units by what is old in them: open cases, those over thirty days, the oldest, the work in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components import door
from components.backlog.reading import below
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from locales import say
from warehouse.reads import Window

_CODES = ("B4", "B1", "B9", "B5")
_HEADS = ("over_30", "open", "share", "oldest", "in_hand")
_FIGURES = ("numerator", "value", "value", "value", "value")
_HIDDEN = ("cell.few",) * 2 + ("status.suppressed",) * 3  # "<5" beside days or per cent would be read as few of these

Row = dict[str, Any]


def table(ctx: Context, choice: Choice, names: Mapping[str, str], window: Window) -> Table:
    """The most cases over thirty days first; small cells are hidden as on the tiles."""
    board = door.board(ctx, choice.within(ctx.scope), _CODES, below(choice), (window,))
    old, stock, oldest, work = ({unit: row for (_, unit), row in board[code].items()} for code in _CODES)
    units = sorted(names, key=lambda unit: (-_figure(old[unit], "numerator"), -_figure(oldest[unit], "value")))
    rows = [
        _line(names[unit], (old[unit], stock[unit], old[unit], oldest[unit], work[unit]), ctx.lang) for unit in units
    ]
    return Table(
        (say(ctx.lang, "charts.unit"), *(say(ctx.lang, f"backlog.list.{head}") for head in _HEADS)), tuple(rows)
    )


def _figure(row: Row, name: str) -> float:
    return row[name] or 0.0


def _line(name: str, rows: Sequence[Row], lang: str) -> tuple[Value, ...]:
    told = zip(rows, _FIGURES, _HIDDEN, strict=True)
    return (name, *(say(lang, hidden) if row["is_suppressed"] else row[figure] for row, figure, hidden in told))

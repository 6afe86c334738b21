"""Shares with their intervals: a mark for what was found, a bar for what chance allows, the target across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table, Value
from components.matrix import SHAPES
from locales import say


@dataclass(frozen=True)
class Interval:
    """A share in per cent with its 95 % interval, of how many, and its target, all None where nothing is known."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: float | None = None
    target: float | None = None
    status: str = "context"
    is_suppressed: bool = False

    @property
    def standing(self) -> str:
        return "suppressed" if self.is_suppressed else self.status


def intervals(rows: Sequence[Interval], lang: str) -> go.Figure | None:
    """A row from 0 to 100 for each share; shape, share and interval beside it."""
    if not any(row.value is not None and not row.is_suppressed for row in rows):
        return None
    labels, texts = [look.wrap(row.name) for row in rows], [_text(row, lang) for row in rows]
    drawn = [(place, row) for place, row in enumerate(rows) if row.value is not None and not row.is_suppressed]
    tones = [look.TONES.get(row.standing, look.LINE) for _, row in drawn]
    marks = go.Scatter(
        x=[row.value for _, row in drawn],
        y=[place for place, _ in drawn],
        mode="markers",
        marker={"symbol": "diamond", "size": 14, "color": tones, "opacity": 1, "line": {"width": 0}},
        cliponaxis=False,
    )
    return look.figure(
        [marks],
        look.rows_height(labels, texts) + 12,
        shapes=[shape for place, row in drawn for shape in _shapes(place, row)],
        xaxis=look.hidden_axis(0, 100),
        yaxis=look.rows_axis(labels) | {"showgrid": True},
        annotations=look.beside(texts),
        margin={"l": 4, "r": look.room(texts), "t": 8, "b": 6},
    )


def intervals_table(rows: Sequence[Interval], lang: str, notes: Sequence[str] = ()) -> Table:
    heads = ("charts.part", "charts.pct", "charts.low", "charts.high", "charts.of_n", "cases.target", "charts.status")
    return Table(tuple(say(lang, head) for head in heads), tuple(_row(row, lang) for row in rows), tuple(notes))


def _row(row: Interval, lang: str) -> tuple[Value, ...]:
    status = f"{SHAPES[row.standing]} {say(lang, f'status.{row.standing}')}"
    hidden = say(lang, "status.suppressed")
    figures = [hidden] * 3 + [say(lang, "cell.few")] if row.is_suppressed else [row.value, row.low, row.high, row.n]
    return (row.name, *figures, row.target, status)


def _shapes(place: int, row: Interval) -> list[look.Parts]:
    """The interval as a bar behind the mark, the target as a dashed line across the row."""
    found: list[look.Parts] = []
    if row.low is not None and row.high is not None:
        found.append(
            _shape("rect", row.low, row.high, place, 0.3) | {"fillcolor": look.RULE, "line": _line(look.SOFT, 2)}
        )
    if row.target is not None:
        dashed = _line(look.INK, 3) | {"dash": "dash"}
        found.append(_shape("line", row.target, row.target, place, 0.45) | {"line": dashed})
    return found


def _shape(kind: str, x0: float, x1: float, place: int, half: float) -> look.Parts:
    return {"type": kind, "x0": x0, "x1": x1, "y0": place - half, "y1": place + half, "layer": "below"}


def _line(colour: str, width: int) -> look.Parts:
    return {"color": colour, "width": width}


def _text(row: Interval, lang: str) -> str:
    shape = SHAPES[row.standing]
    if row.is_suppressed or row.value is None:
        return f"{shape} {look.bold(look.count(lang, None, row.is_suppressed))}"
    text = f"{shape} {look.bold(words.value(lang, 'pct', row.value))}"
    if row.low is None or row.high is None:
        return text
    low, high = (words.number(lang, round(end)) for end in (row.low, row.high))
    return f"{text}<br>{say(lang, 'cases.between', low=low, high=high)}"

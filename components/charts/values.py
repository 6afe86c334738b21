"""Values in a KPI's own unit: a bar for each unit of place, a line for each over the buckets of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table, Value
from components.matrix import SHAPES
from locales import say

_HEIGHT = 360
_STROKES = (("solid", "circle"), ("dash", "square"), ("dot", "diamond"), ("solid", "circle-open"))
_COLOURS = (look.LINE, look.MISSED, look.MET, look.INK)
MOST_LINES = len(_STROKES)


@dataclass(frozen=True)
class Named:
    """A value of one unit; a suppressed one has none, and says so."""

    name: str
    value: float | None
    status: str = "context"

    @property
    def is_suppressed(self) -> bool:
        return self.status == "suppressed"


@dataclass(frozen=True)
class Line:
    """The values of one unit, bucket by bucket; a gap is a value that is not known or not shown."""

    name: str
    points: tuple[Named, ...]
    ticks: tuple[str, ...]


def value_bars(rows: Sequence[Named], unit: str, lang: str) -> go.Figure | None:
    """A bar for each, from nothing; shape and value beside it. A missed target is hatched as well as coloured."""
    if not any(row.value is not None for row in rows):
        return None
    labels, texts = [look.wrap(row.name) for row in rows], [_text(row, unit, lang) for row in rows]
    tones = [look.TONES.get(row.status, look.LINE) for row in rows]
    pattern = look.hatch("/") | {"shape": ["/" if row.status == "missed" else "" for row in rows]}
    marker = {"color": tones, "line": {"width": 0}, "pattern": pattern}
    lengths = [row.value for row in rows]
    known = [value for value in lengths if value is not None]
    bars = go.Bar(orientation="h", x=lengths, y=list(range(len(rows))), marker=marker, width=0.62)
    return look.figure(
        [bars],
        look.rows_height(labels, texts) + 12,
        xaxis=look.hidden_axis(min(0, *known), max(0, *known) or 1),
        yaxis=look.rows_axis(labels),
        annotations=look.beside(texts),
        margin={"l": 4, "r": look.room(texts), "t": 6, "b": 6},
    )


def value_lines(lines: Sequence[Line], unit: str, lang: str) -> go.Figure | None:
    """At most MOST_LINES lines, told apart by stroke and mark; the last known value of each is written."""
    known = [point.value for line in lines for point in line.points if point.value is not None]
    if not known:
        return None
    marks = zip(lines[:MOST_LINES], _STROKES, _COLOURS, strict=False)
    low, high = _span(known)
    return look.figure(
        [_trace(line, dash, symbol, colour) for line, (dash, symbol), colour in marks],
        _HEIGHT,
        xaxis=look.few_ticks(lines[0].ticks),
        yaxis={"range": [low, high], "nticks": 5, "ticksuffix": "\u202f%" if unit == "pct" else ""},
        annotations=_ends(lines[:MOST_LINES], unit, lang, (high - low) * 0.07),
        margin={"l": 4, "r": 76, "t": 10, "b": 8},
    )


def _span(known: Sequence[float]) -> tuple[float, float]:
    """From nothing where the values lie near it; else the part of the axis where they lie, with room around."""
    least, most = min(known), max(known)
    room = (most - least) * 0.35 or abs(most) * 0.1 or 1
    low = 0.0 if 0 <= least < most / 2 else least - room
    return (max(low, 0.0) if least >= 0 else low), most + room


def bars_table(rows: Sequence[Named], head: str, value: str, lang: str) -> Table:
    told = [(row.name, _cell(row, lang), _status(row, lang)) for row in rows]
    return Table((head, value, say(lang, "charts.status")), tuple(told))


def lines_table(lines: Sequence[Line], head: str, lang: str) -> Table:
    """A row for each bucket, a column for each line."""
    rows = [
        (line_points[0].name, *(_cell(point, lang) for point in line_points))
        for line_points in zip(*(line.points for line in lines), strict=True)
    ]
    return Table((head, *(line.name for line in lines)), tuple(rows))


def _cell(point: Named, lang: str) -> Value:
    return say(lang, "status.suppressed") if point.is_suppressed else point.value


def _status(row: Named, lang: str) -> str:
    return f"{SHAPES[row.status]} {say(lang, f'status.{row.status}')}"


def _text(row: Named, unit: str, lang: str) -> str:
    if row.value is None:
        return f"{SHAPES[row.status]} {look.bold(look.count(lang, None, row.is_suppressed))}"
    return f"{SHAPES[row.status]} {look.bold(words.value(lang, unit, row.value))}"


def _trace(line: Line, dash: str, symbol: str, colour: str) -> go.Scatter:
    return go.Scatter(
        name=line.name,
        x=list(range(len(line.points))),
        y=[point.value for point in line.points],
        mode="lines+markers",
        line={"color": colour, "width": 4, "dash": dash},
        marker={"symbol": symbol, "size": 9 if len(line.points) <= 20 else 4, "color": colour, "opacity": 1},
        connectgaps=False,
        cliponaxis=False,
    )


def _ends(lines: Sequence[Line], unit: str, lang: str, apart: float) -> list[look.Parts]:
    """The last value of each at its right, those that lie close moved apart."""
    ends = sorted(end for line in lines for end in _last(line))
    notes, floor = list[look.Parts](), float("-inf")
    for value, place in ends:
        at = max(value, floor)
        floor = at + apart
        text = look.bold(words.value(lang, unit, value))
        notes.append(look.note(text, place, at, xanchor="left", xshift=9, font={"size": look.NUMBER}))
    return notes


def _last(line: Line) -> list[tuple[float, int]]:
    known = [(point.value, place) for place, point in enumerate(line.points) if point.value is not None]
    return known[-1:]

"""Open cases by how long they have waited: a bar for each unit, lawful pendency apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table, Value
from locales import say

# Fill, ink on it, strokes: young bands plain blue, old ones rust and hatched, the oldest the darkest.
_FILLS = (
    ("#d3e3ee", "#12202c", ""),
    ("#8dbcdb", "#12202c", ""),
    ("#2f6d99", "#fffffe", ""),
    ("#f0b48f", "#2a0f04", "/"),
    ("#c4602f", "#fffffe", "\\"),
    ("#7a2205", "#fffffe", "x"),
)
_LAWFUL = "#b9b2d6"
_GAP = 0.03


@dataclass(frozen=True)
class Aged:
    """Open cases of one unit in each age band, those of lawful pendency beside them and in no band.

    `remark` is written under the total. Where a unit is suppressed its counts are not read. With `whole`, all open
    cases of the unit, a count that is None is of few women; without, it is not known.
    """

    name: str
    counts: tuple[float | None, ...]
    lawful: float | None = None
    remark: str = ""
    is_suppressed: bool = False
    whole: float | None = None

    @property
    def total(self) -> float | None:
        known = [n for n in self.counts if n is not None]
        if self.is_suppressed or self.whole is not None:
            return None if self.is_suppressed else self.whole
        return sum(known) if len(known) == len(self.counts) else None

    @property
    def few(self) -> float:
        """Of the whole, those in bands that may not be told apart."""
        if self.is_suppressed or self.whole is None:
            return 0
        return self.whole - sum(n or 0 for n in (*self.counts, self.lawful))

    @property
    def in_bands(self) -> float:
        return sum(n or 0 for n in self.counts)


def stacked_bands(units: Sequence[Aged], bands: Sequence[str], lang: str) -> go.Figure | None:
    """Bands from young to old in one bar, each with its count; at most six bands."""
    if not units:
        return None
    longest = max((unit.in_bands + (unit.lawful or 0) + unit.few for unit in units), default=0) or 1
    labels, texts = [look.wrap(unit.name) for unit in units], [_total_text(unit, lang) for unit in units]
    traces = [_band(units, number, band, lang) for number, band in enumerate(bands)]
    if any(unit.lawful for unit in units):
        traces.append(_lawful(units, longest, lang))
    if any(unit.few for unit in units):
        traces.append(_few(units, longest, lang))
    return look.figure(
        traces,
        look.rows_height(labels, texts) + 12,
        barmode="overlay",
        xaxis=look.hidden_axis(0, longest * (1 + 2 * _GAP)),
        yaxis=look.rows_axis(labels),
        annotations=look.beside(texts),
        margin={"l": 4, "r": look.room(texts), "t": 8, "b": 6},
    )


def bands_table(units: Sequence[Aged], bands: Sequence[str], lang: str) -> Table:
    heads = (say(lang, "charts.unit"), *bands, say(lang, "charts.total"), say(lang, "charts.lawful"))
    rows, few = list[tuple[Value, ...]](), say(lang, "cell.few")
    for unit in units:
        figures: tuple[Value, ...] = (*unit.counts, unit.total, unit.lawful)
        told = (
            few if unit.is_suppressed or (unit.whole is not None and figure is None) else figure for figure in figures
        )
        rows.append((unit.name, *told))
    return Table(heads, tuple(rows), (say(lang, "charts.lawful_note"),))


def _band(units: Sequence[Aged], number: int, name: str, lang: str) -> go.Bar:
    fill, ink, strokes = _FILLS[number]
    lengths = [None if unit.is_suppressed else unit.counts[number] for unit in units]
    bases = [0.0 if unit.is_suppressed else sum(n or 0 for n in unit.counts[:number]) for unit in units]
    return _piece(name, lengths, bases, fill, ink, strokes, lang)


def _lawful(units: Sequence[Aged], longest: float, lang: str) -> go.Bar:
    lengths = [None if unit.is_suppressed else unit.lawful for unit in units]
    bases = [(0 if unit.is_suppressed else unit.in_bands) + longest * _GAP for unit in units]
    return _piece(say(lang, "charts.lawful"), lengths, bases, _LAWFUL, "#12202c", ".", lang)


def _few(units: Sequence[Aged], longest: float, lang: str) -> go.Bar:
    lengths = [unit.few or None for unit in units]
    bases = [unit.in_bands + (unit.lawful or 0) + longest * _GAP * (2 if unit.lawful else 1) for unit in units]
    return _piece(say(lang, "charts.few_apart"), lengths, bases, look.RULE, "#12202c", "", lang)


def _piece(
    name: str,
    lengths: Sequence[float | None],
    bases: Sequence[float],
    fill: str,
    ink: str,
    strokes: str,
    lang: str,
) -> go.Bar:
    return go.Bar(
        name=name,
        orientation="h",
        x=list(lengths),
        base=list(bases),
        y=list(range(len(lengths))),
        width=0.66,
        text=[look.bold(words.number(lang, n)) if n else "" for n in lengths],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": look.NUMBER, "color": ink},
        marker={
            "color": fill,
            "line": {"color": look.PAPER, "width": 2},
            "pattern": {
                "shape": strokes,
                "fgcolor": ink,
                "fgopacity": 0.35,
                "size": 9,
                "solidity": 0.2,
                "fillmode": "overlay",
            },
        },
    )


def _total_text(unit: Aged, lang: str) -> str:
    text = look.bold(look.count(lang, unit.total, unit.is_suppressed))
    return f"{text}<br>{unit.remark}" if unit.remark and not unit.is_suppressed else text

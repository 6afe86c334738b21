"""Units set against something: themselves at an earlier date, or what chance alone would give for their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import look, naming
from components.charts.naming import Point
from components.charts.table import Table
from locales import say

_NAMED = 8  # most units named in the plot, those furthest out first
_HEIGHT = 400


@dataclass(frozen=True)
class Pair:
    """One unit on two dates. `word` says in words whether the change is signal or noise; `tone` colours it."""

    name: str
    then: float | None
    now: float | None
    word: str
    tone: str = "context"
    is_suppressed: bool = False

    @property
    def pct(self) -> float | None:
        """The change in per cent; None from nothing, or where a side is not known."""
        if self.is_suppressed or not self.then or self.now is None:
            return None
        return (self.now - self.then) / self.then * 100


@dataclass(frozen=True)
class Dot:
    """One unit of a funnel: a value (in the KPI's unit) of n. `word` is given to those beyond the limits only."""

    name: str
    n: float
    value: float
    word: str = ""


@dataclass(frozen=True)
class Limit:
    """Where 95 and 99.8 of 100 units would lie by chance at this n."""

    n: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float


def then_now(pairs: Sequence[Pair], then: str, now: str, lang: str) -> go.Figure | None:
    """A dumbbell for each unit: hollow then, filled now; beside it both figures, the change and its word."""
    if not pairs:
        return None
    labels, texts = [look.wrap(pair.name) for pair in pairs], [_pair_text(pair, lang) for pair in pairs]
    shown = [(row, pair) for row, pair in enumerate(pairs) if not pair.is_suppressed]
    ends = [n for _, pair in shown for n in (pair.then, pair.now) if n is not None] or [0, 1]
    margin = (max(ends) - min(ends)) * 0.08 or 1
    tones = [look.TONES.get(pair.tone, look.INK) for pair in pairs]
    return look.figure(
        [
            _stems(shown),
            _ends(then, [(pair.then, row) for row, pair in shown], "circle-open", [look.SOFT] * len(shown)),
            _ends(now, [(pair.now, row) for row, pair in shown], "diamond", [tones[row] for row, _ in shown]),
        ],
        look.rows_height(labels, texts) + 12,
        xaxis=look.hidden_axis(min(ends) - margin, max(ends) + margin),
        yaxis=look.rows_axis(labels) | {"showgrid": True},
        annotations=look.beside(texts, tones),
        margin={"l": 4, "r": look.room(texts), "t": 8, "b": 6},
    )


def then_now_table(pairs: Sequence[Pair], then: str, now: str, lang: str) -> Table:
    heads = (say(lang, "charts.unit"), then, now, say(lang, "charts.change"), say(lang, "charts.change_pct"))
    few, hidden = say(lang, "cell.few"), say(lang, "status.suppressed")
    rows = [
        (pair.name, few, few, hidden, hidden, "")
        if pair.is_suppressed
        else (pair.name, pair.then, pair.now, _difference(pair), pair.pct, pair.word)
        for pair in pairs
    ]
    return Table((*heads, say(lang, "charts.meaning")), tuple(rows))


def funnel_plot(
    dots: Sequence[Dot],
    limits: Sequence[Limit],
    centre: float,
    lang: str,
    unit: str = "pct",
    tone: str = look.MISSED,
) -> go.Figure | None:
    """Units by size against the limits of chance; those beyond are squares with their names, the rest small circles.

    `tone` colours those beyond: the ink where neither side is good or bad.
    """
    if not dots:
        return None
    out = sorted((dot for dot in dots if dot.word), key=lambda dot: -abs(dot.value - centre))
    usual = [dot for dot in dots if not dot.word]
    return look.figure(
        [
            _limit(limits, "high_998", "solid", None),
            _limit(limits, "low_998", "solid", say(lang, "charts.limit_998")),
            _limit(limits, "high_95", "dot", None),
            _limit(limits, "low_95", "dot", say(lang, "charts.limit_95")),
            _dots(usual, say(lang, "charts.as_expected"), "circle", 10, look.LINE),
            _dots(out, say(lang, "charts.beyond"), "square", 15, tone),
        ],
        _HEIGHT,
        xaxis={"title": {"text": say(lang, "charts.of_how_many")}, "nticks": 6, "rangemode": "tozero"},
        yaxis={"ticksuffix": "\u202f%" if unit == "pct" else "", "nticks": 6},
        annotations=_names(out[:_NAMED], dots, limits, unit, lang),
        shapes=[_centre(centre)],
    )


def funnel_plot_table(dots: Sequence[Dot], lang: str, unit: str = "pct") -> Table:
    value = say(lang, "charts.pct" if unit == "pct" else "charts.value")
    heads = (say(lang, "charts.unit"), say(lang, "charts.of_n"), value, say(lang, "charts.meaning"))
    usual = say(lang, "charts.as_expected")
    return Table(heads, tuple((dot.name, dot.n, dot.value, dot.word or usual) for dot in dots))


def _difference(pair: Pair) -> float | None:
    return None if pair.then is None or pair.now is None else pair.now - pair.then


def _pair_text(pair: Pair, lang: str) -> str:
    if pair.is_suppressed:
        return look.bold(say(lang, "cell.few"))
    pct = "" if pair.pct is None else f" ({words.signed(lang, pair.pct, 1)}\u202f%)"
    figures = f"{look.count(lang, pair.then)} → {look.count(lang, pair.now)}{pct}"
    return f"{look.bold(figures)}<br>{pair.word}"


def _stems(shown: Sequence[tuple[int, Pair]]) -> go.Scatter:
    """One line from then to now in each row, broken between rows."""
    whole = [(row, pair) for row, pair in shown if pair.then is not None and pair.now is not None]
    x = [place for _, pair in whole for place in (pair.then, pair.now, None)]
    y = [place for row, _ in whole for place in (row, row, None)]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": look.SOFT, "width": 5}, showlegend=False)


def _ends(name: str, places: Sequence[tuple[float | None, int]], symbol: str, colours: Sequence[str]) -> go.Scatter:
    marker = {
        "symbol": symbol,
        "size": 17,
        "color": list(colours),
        "opacity": 1,
        "line": {"width": 4 if "open" in symbol else 0},
    }
    return go.Scatter(
        name=name, x=[x for x, _ in places], y=[y for _, y in places], mode="markers", marker=marker, cliponaxis=False
    )


def _limit(limits: Sequence[Limit], name: str, dash: str, label: str | None) -> go.Scatter:
    return go.Scatter(
        name=label or "",
        showlegend=label is not None,
        x=[limit.n for limit in limits],
        y=[getattr(limit, name) for limit in limits],
        mode="lines",
        line={"color": look.SOFT, "width": 3, "dash": dash},
    )


def _dots(dots: Sequence[Dot], name: str, symbol: str, size: int, colour: str) -> go.Scatter:
    return go.Scatter(
        name=name,
        x=[dot.n for dot in dots],
        y=[dot.value for dot in dots],
        mode="markers",
        marker={"symbol": symbol, "size": size, "color": colour},
        cliponaxis=False,
    )


def _names(out: Sequence[Dot], dots: Sequence[Dot], limits: Sequence[Limit], unit: str, lang: str) -> list[look.Parts]:
    named = [(f"{dot.name} {words.value(lang, unit, dot.value)}", Point(dot.n, dot.value)) for dot in out]
    ends = [dot.value for dot in dots] + [end for limit in limits for end in (limit.low_998, limit.high_998)]
    most = max(dot.n for dot in dots)
    return naming.names(named, [Point(dot.n, dot.value) for dot in dots], (0, most), (min(ends), max(ends)))


def _centre(centre: float) -> look.Parts:
    line = {"color": look.INK, "width": 3}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": centre, "y1": centre, "line": line}

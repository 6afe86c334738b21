"""Series read for signal and noise: the XmR chart, and the curve of how long cases stay open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table
from locales import say

_HEIGHT = 350
_LEVELS = (10, 50, 100)


@dataclass(frozen=True)
class Series:
    """Values one after another with mean and natural limits; `marked` says of a place which rule speaks there."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    mean: float
    low: float
    high: float
    marked: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """The share of cases still open after so many days (0 to 1), with its 95 % band."""

    day: float
    open_share: float
    low: float
    high: float


def xmr(series: Series | None, lang: str) -> go.Figure | None:
    """The line with its mean and limits; a place that a rule speaks of is a large square with the rule's words."""
    if series is None or not any(value is not None for value in series.values):
        return None
    places = list(range(len(series.values)))
    line = go.Scatter(
        x=places,
        y=list(series.values),
        mode="lines+markers",
        line={"color": look.LINE, "width": 4},
        marker={
            "size": [17 if place in series.marked else 9 for place in places],
            "symbol": ["square" if place in series.marked else "circle" for place in places],
            "color": [look.MISSED if place in series.marked else look.LINE for place in places],
            "opacity": 1,
            "line": {"width": 0},
        },
        cliponaxis=False,
    )
    rules = _rules(series, lang)
    return look.figure(
        [line],
        _HEIGHT,
        shapes=[_level(series.mean, "solid"), _level(series.low, "dash"), _level(series.high, "dash")],
        annotations=[*rules, *_marks(series, lang)],
        xaxis=look.few_ticks(series.labels),
        yaxis={"visible": False, "range": _span(series)},
        margin={"l": 8, "r": look.room([rule["text"] for rule in rules]), "t": 12, "b": 8},
    )


def xmr_table(series: Series | None, lang: str) -> Table:
    heads = (say(lang, "charts.period"), say(lang, "charts.value"), say(lang, "charts.meaning"))
    if series is None:
        return Table(heads, ())
    rows = [
        (label, value, series.marked.get(place, ""))
        for place, (label, value) in enumerate(zip(series.labels, series.values, strict=True))
    ]
    notes = (rule.replace("<br>", " ") for rule in _rule_words(series, lang))
    return Table(heads, tuple(rows), tuple(notes))


def survival(steps: Sequence[Step], median: float | None, ninetieth: float | None, lang: str) -> go.Figure | None:
    """The share still open by days since receipt with its band; the days by which half, and nine in ten, are closed."""
    if not steps:
        return None
    days = [step.day for step in steps]
    band = go.Scatter(
        x=[*days, *reversed(days)],
        y=[step.high * 100 for step in steps] + [step.low * 100 for step in reversed(steps)],
        fill="toself",
        fillcolor=look.RULE,
        line={"width": 0, "shape": "hv"},
        mode="lines",
        name=say(lang, "charts.band"),
    )
    curve = go.Scatter(
        x=days,
        y=[step.open_share * 100 for step in steps],
        mode="lines",
        line={"color": look.LINE, "width": 5, "shape": "hv"},
        name=say(lang, "charts.still_open"),
    )
    marks = [(median, 50.0, "charts.half_closed"), (ninetieth, 10.0, "charts.ninety_closed")]
    return look.figure(
        [band, curve, *(_quantile(day, level) for day, level, _ in marks if day is not None)],
        _HEIGHT,
        xaxis={"title": {"text": say(lang, "charts.days_since")}, "rangemode": "tozero", "nticks": 6},
        yaxis={
            "range": [0, 104],
            "tickvals": list(_LEVELS),
            "ticktext": [words.target(lang, "pct", one) for one in _LEVELS],
        },
        annotations=[_quantile_note(day, level, key, steps, lang) for day, level, key in marks],
    )


def survival_table(steps: Sequence[Step], median: float | None, ninetieth: float | None, lang: str) -> Table:
    heads = ("charts.days_since", "charts.still_open_pct", "charts.low", "charts.high")
    rows = [(step.day, *(part * 100 for part in (step.open_share, step.low, step.high))) for step in steps]
    told = ((median, "charts.half_closed"), (ninetieth, "charts.ninety_closed"))
    notes = (_quantile_words(day, key, lang) for day, key in told)
    return Table(tuple(say(lang, head) for head in heads), tuple(rows), tuple(notes))


def _level(value: float, dash: str) -> look.Parts:
    line = {"color": look.INK if dash == "solid" else look.SOFT, "width": 3, "dash": dash}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "line": line}


def _rule_words(series: Series, lang: str) -> list[str]:
    levels = (("charts.mean", series.mean), ("charts.low_limit", series.low), ("charts.high_limit", series.high))
    return [say(lang, key, n=_figure(lang, value)) for key, value in levels]


def _rules(series: Series, lang: str) -> list[look.Parts]:
    """What each level is, at the right of its line."""
    levels = (series.mean, series.low, series.high)
    return [
        look.note(look.bold(look.wrap(text, 12)), 1, level, xref="paper", xanchor="left", xshift=8, align="left")
        for text, level in zip(_rule_words(series, lang), levels, strict=True)
    ]


def _marks(series: Series, lang: str) -> list[look.Parts]:
    """The figure at every marked place and at the last; the rule's words once for each run of it."""
    last = max(place for place, value in enumerate(series.values) if value is not None)
    return [_mark(series, place, lang) for place in sorted({*series.marked, last}) if series.values[place] is not None]


def _mark(series: Series, place: int, lang: str) -> look.Parts:
    value, before, word = series.values[place] or 0.0, series.values[place - 1], series.marked.get(place, "")
    if word and series.marked.get(place - 1) != word:
        return _called(series, place, word, lang)
    is_above = value >= (series.mean if word or before is None else before)
    side = {"yanchor": "bottom", "yshift": 10} if is_above else {"yanchor": "top", "yshift": -10}
    font = {"size": look.SIZE, "color": look.MISSED if word else look.INK}
    return look.note(look.bold(_figure(lang, value)), place, value, font=font, **side)


def _called(series: Series, place: int, word: str, lang: str) -> look.Parts:
    """The rule's words at the edge of the plot, where no point lies, with a line to the mark."""
    value, (bottom, top) = series.values[place] or 0.0, _span(series)
    is_above, is_late = value >= series.mean, place > len(series.values) / 2
    return look.note(
        f"{look.bold(_figure(lang, value))}<br>{look.wrap(word, 22)}",
        place,
        value,
        font={"size": look.SIZE, "color": look.MISSED},
        xanchor="right" if is_late else "left",
        yanchor="top" if is_above else "bottom",
        showarrow=True,
        arrowhead=0,
        arrowwidth=2,
        arrowcolor=look.MISSED,
        standoff=10,
        borderpad=5,
        axref="x",
        ax=place,
        ayref="y",
        ay=top if is_above else bottom,
    )


def _span(series: Series) -> list[float]:
    ends = [*(value for value in series.values if value is not None), series.low, series.high]
    margin = (max(ends) - min(ends) or 1) * 0.34
    return [min(ends) - margin, max(ends) + margin]


def _quantile(day: float, level: float) -> go.Scatter:
    marker = {"size": 18, "symbol": "diamond", "color": look.MISSED}
    return go.Scatter(x=[day], y=[level], mode="markers", marker=marker, showlegend=False, cliponaxis=False)


def _quantile_note(day: float | None, level: float, key: str, steps: Sequence[Step], lang: str) -> look.Parts:
    """Beside its mark, on the side where there is room; where the curve does not get there, above its end."""
    text, last = look.bold(_quantile_words(day, key, lang)), steps[-1]
    x, y = (last.day, max(last.high * 100, level) + 10) if day is None else (day, level)
    is_late = x > last.day * 0.55
    side = {"xanchor": "right", "xshift": -14} if is_late else {"xanchor": "left", "xshift": 14}
    return look.note(text, x, y, yanchor="bottom", yshift=8, font={"size": look.NUMBER}, **side)


def _quantile_words(day: float | None, key: str, lang: str) -> str:
    return say(lang, f"{key}_not") if day is None else say(lang, key, n=_figure(lang, day))


def _figure(lang: str, value: float) -> str:
    return words.number(lang, value, 0 if value == int(value) else 1)

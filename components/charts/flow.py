"""What comes in, what goes out and what is waiting; and whether cases are closed on the eve of a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table, Value
from locales import say

_HEIGHT = 360
_LEAST = 4  # an axis reaches at least so far: women are not counted in tenths
_NAMES: tuple[Literal["opened", "closed", "stock"], ...] = ("opened", "closed", "stock")


@dataclass(frozen=True)
class Stretch:
    """A day or a week, named by its first day: what was opened and closed in it, what was open at its end.

    A count that is not known is None; one of `few` is too small to show and is not read.
    """

    day: date
    opened: float | None
    closed: float | None
    stock: float | None
    few: frozenset[Literal["opened", "closed", "stock"]] = frozenset()

    def shown(self, name: Literal["opened", "closed", "stock"]) -> float | None:
        n: float | None = getattr(self, name)
        return None if name in self.few else n


@dataclass(frozen=True)
class Eve:
    """Closures on the n-th day after a review (negative: before it), summed or averaged over the reviews."""

    offset: int
    n: float | None
    is_eve: bool = False
    is_suppressed: bool = False


def flow(stretches: Sequence[Stretch], lang: str) -> go.Figure | None:
    """Above the stock as a line, below columns of opened (plain) and closed (hatched). A gap stays a gap."""
    if not stretches:
        return None
    days = list(range(len(stretches)))
    columns = [
        _columns(days, [one.shown("opened") for one in stretches], say(lang, "charts.opened"), look.LINE, "", lang),
        _columns(days, [one.shown("closed") for one in stretches], say(lang, "charts.closed"), look.MET, "/", lang),
    ]
    stock = [one.shown("stock") for one in stretches]
    return look.figure(
        [_stock_line(days, stock, lang), *columns],
        _HEIGHT,
        bargap=0.25,
        xaxis=_day_axis(stretches, lang) | {"anchor": "y"},
        yaxis={"domain": [0, 0.42], "rangemode": "tozero", "nticks": 3, "range": [0, _top(stretches)]},
        yaxis2={"domain": [0.52, 1], "anchor": "x", "nticks": 4, "range": _span(stock)},
        annotations=[_stock_note(place, stock, lang) for place in _told(stock)],
    )


def flow_table(stretches: Sequence[Stretch], lang: str) -> Table:
    heads = ("charts.from_day", "charts.opened", "charts.closed", "charts.stock")
    rows = [(words.day(lang, one.day), *_told_or_few(one, lang)) for one in stretches]
    return Table(tuple(say(lang, head) for head in heads), tuple(rows))


def _told_or_few(one: Stretch, lang: str) -> list[Value]:
    return [say(lang, "cell.few") if name in one.few else one.shown(name) for name in _NAMES]


def eve_bars(
    eves: Sequence[Eve], lang: str, expected: float | None = None, tone: str = look.MISSED
) -> go.Figure | None:
    """A column for each day around a review; eves hatched and in `tone`, the level expected otherwise as a line.

    Written are the eves, the highest day, and what has no column; the rest is in the table.
    """
    if not eves:
        return None
    places = list(range(len(eves)))
    marker = {
        "color": [tone if eve.is_eve else look.LINE for eve in eves],
        "line": {"width": 0},
        "pattern": look.hatch("/") | {"shape": ["/" if eve.is_eve else "" for eve in eves]},
    }
    heights = [None if eve.is_suppressed else eve.n for eve in eves]
    bars = go.Bar(x=places, y=heights, marker=marker, width=0.7)
    top = max([height or 0 for height in heights] + [expected or 0]) or 1
    most = max((height or 0 for height, eve in zip(heights, eves, strict=True) if not eve.is_eve), default=0)
    above = [
        _above(place, eve, expected, tone, lang)
        for place, eve, height in zip(places, eves, heights, strict=True)
        if eve.is_eve or not height or height == most
    ]
    drawn = look.figure(
        [bars],
        310,
        xaxis={
            "tickvals": places,
            "ticktext": [look.bold(_offset_figure(eve.offset, lang)) for eve in eves],
            "title": {"text": say(lang, "charts.offsets")},
            "showgrid": False,
            "tickangle": 0,
        },
        yaxis={"visible": False, "range": [0, top * 1.22]},
        annotations=above,
    )
    if expected is not None:
        _draw_expected(drawn, expected, lang)
    return drawn


def eve_table(eves: Sequence[Eve], lang: str, expected: float | None = None) -> Table:
    heads = (say(lang, "charts.day_of_review"), say(lang, "charts.closed"))
    rows = [(_offset_words(eve.offset, lang), say(lang, "cell.few") if eve.is_suppressed else eve.n) for eve in eves]
    notes = () if expected is None else (_expected_words(expected, lang),)
    return Table(heads, tuple(rows), notes)


def _columns(
    days: Sequence[int], heights: Sequence[float | None], name: str, colour: str, strokes: str, lang: str
) -> go.Bar:
    return go.Bar(
        name=name,
        x=list(days),
        y=list(heights),
        marker={"color": colour, "line": {"width": 0}, "pattern": look.hatch(strokes)},
        text=["" if n is None else words.number(lang, n) for n in heights],
        textposition="outside",
        textangle=0,
        textfont={"size": look.SIZE, "color": look.INK},
        cliponaxis=False,
    )


def _told(stock: Sequence[float | None]) -> list[int]:
    """The places whose figure is written: the first, the highest and the last."""
    known = [place for place, n in enumerate(stock) if n is not None]
    return sorted({known[0], known[-1], max(known, key=lambda place: stock[place] or 0)}) if known else []


def _stock_line(days: Sequence[int], stock: Sequence[float | None], lang: str) -> go.Scatter:
    told = _told(stock)
    return go.Scatter(
        name=say(lang, "charts.stock"),
        x=list(days),
        y=list(stock),
        yaxis="y2",
        mode="lines+markers",
        line={"color": look.INK, "width": 4},
        marker={
            "size": [12 if place in told else 4 for place in days],
            "color": look.INK,
            "opacity": 1,
            "line": {"width": 0},
        },
        cliponaxis=False,
        connectgaps=False,
    )


def _stock_note(place: int, stock: Sequence[float | None], lang: str) -> look.Parts:
    """Above its mark, or below where the line beside it rises."""
    n, beside = stock[place] or 0, stock[place - 1] if place else stock[min(1, len(stock) - 1)]
    is_below = beside is not None and beside > n
    side = {"yanchor": "top", "yshift": -9} if is_below else {"yanchor": "bottom", "yshift": 9}
    text, anchor = look.bold(words.number(lang, n)), "left" if place == 0 else "right"
    return look.note(text, place, n, yref="y2", xanchor=anchor, font={"size": look.NUMBER}, **side)


def _day_axis(stretches: Sequence[Stretch], lang: str) -> look.Parts:
    return look.few_ticks([words.short_day(lang, one.day) for one in stretches])


def _top(stretches: Sequence[Stretch]) -> float:
    counts = (n or 0 for one in stretches for n in (one.shown("opened"), one.shown("closed")))
    return max([*counts, _LEAST]) * 1.25


def _span(stock: Sequence[float | None]) -> list[float]:
    """From nought unless the line would lie flat at the top of it."""
    known = [n for n in stock if n is not None] or [0, 1]
    low, high = min(known), max(*known, _LEAST)
    floor = 0.0 if low < 0.6 * high or not high else low - (high - low or high * 0.1) * 0.6
    return [floor, high + (high - floor or 1) * 0.3]


def _above(place: int, eve: Eve, expected: float | None, tone: str, lang: str) -> look.Parts:
    text = look.bold(_closures(eve, lang))
    colour = tone if eve.is_eve else look.INK
    font = {"size": look.NUMBER, "color": colour}
    height = max(0 if eve.is_suppressed else eve.n or 0, expected or 0)
    return look.note(text, place, height, yanchor="bottom", font=font)


def _closures(eve: Eve, lang: str) -> str:
    if eve.is_suppressed or eve.n is None:
        return say(lang, "cell.few") if eve.is_suppressed else words.NOTHING
    return words.number(lang, eve.n, 0 if eve.n == int(eve.n) else 1)


def _draw_expected(drawn: go.Figure, expected: float, lang: str) -> None:
    line = {"color": look.INK, "width": 3, "dash": "dash"}
    drawn.add_shape(type="line", x0=0, x1=1, xref="paper", y0=expected, y1=expected, line=line, layer="below")
    drawn.add_annotation(
        look.note(
            look.bold(_expected_words(expected, lang)), 0, 1, xref="paper", yref="paper", yanchor="top", xanchor="left"
        )
    )


def _expected_words(expected: float, lang: str) -> str:
    return say(lang, "charts.expected", n=words.number(lang, expected, 0 if expected == int(expected) else 1))


def _offset_words(offset: int, lang: str) -> str:
    if offset == 0:
        return say(lang, "charts.review_day")
    return say(lang, "charts.days_before" if offset < 0 else "charts.days_after", n=words.number(lang, abs(offset)))


def _offset_figure(offset: int, lang: str) -> str:
    return words.signed(lang, offset) if offset else words.number(lang, 0)

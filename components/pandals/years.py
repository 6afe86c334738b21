"""This year's nights against those of the same festival before it, by the number of the night."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import look, show
from components.charts.table import Table
from components.pandals.reading import Seen
from components.windows import Calendar, Festival
from locales import say
from metrics import nights
from metrics.nights import Evening

_HEIGHT = 300


@dataclass(frozen=True)
class Compared:
    """The two years' evenings; `why` says in words why there is nothing to compare with."""

    now: Sequence[Evening]
    then: Sequence[Evening]
    why: str


def compare(seen: Seen, calendar: Calendar, lang: str) -> Compared:
    """Up to the chosen night; of the earlier festival all its nights."""
    now, earlier = nights.evenings(seen.stands, seen.view.night), seen.earlier
    if earlier is None:
        return Compared(now, (), say(lang, "pandals.years.none_listed"))
    if earlier.ends_on < calendar.campaign_starts_on:
        return Compared(now, (), say(lang, "pandals.years.before", name=earlier.name(lang)))
    then = nights.evenings(seen.stands_earlier, _n_nights(earlier))
    if not any(one.n_known for one in then):
        return Compared(now, (), say(lang, "pandals.years.unknown", name=earlier.name(lang)))
    return Compared(now, then, "")


def draw(seen: Seen, compared: Compared, lang: str) -> Table:
    """The chart with its table; why there is no earlier year stands above it."""
    told = table(seen, compared, lang)
    alt = say(lang, "pandals.years.alt", name=seen.view.festival.name(lang))
    show.show("pandals_years", _figure(seen, compared, lang), alt, told, lang)
    return told


def table(seen: Seen, compared: Compared, lang: str) -> Table:
    """A line for each night: the places visited of those known, in both years."""
    earlier = seen.earlier.name(lang) if seen.earlier and compared.then else None
    heads = [say(lang, "pandals.head.night_no"), *_heads(seen.view.festival.name(lang), lang)]
    heads += _heads(earlier, lang) if earlier else []
    rows = []
    for no in range(1, max(len(compared.now), len(compared.then)) + 1):
        cells = [words.number(lang, no), *_cells(compared.now, no)]
        rows.append(tuple(cells + (_cells(compared.then, no) if earlier else [])))
    return Table(tuple(heads), tuple(rows), (compared.why,) if compared.why else ())


def _heads(name: str, lang: str) -> list[str]:
    return [say(lang, f"pandals.years.{head}", name=name) for head in ("pct", "n", "of")]


def _cells(told: Sequence[Evening], no: int) -> list[str | int | float | None]:
    one = next((one for one in told if one.no == no), None)
    return [None, None, None] if one is None or not one.n_known else [one.pct, one.n_seen, one.n_known]


def _figure(seen: Seen, compared: Compared, lang: str) -> go.Figure | None:
    if not any(one.n_known for one in compared.now):
        return None
    below = {one.no for one in compared.then if one.pct is not None and one.pct >= (_pct(compared.now, one.no) or 0.0)}
    traces = [_line(compared.now, seen.view.festival.name(lang), "solid", "circle", look.LINE, lang, below)]
    if compared.then and seen.earlier:
        then = _line(compared.then, seen.earlier.name(lang), "dot", "diamond-open", look.SOFT, None)
        traces = [then, *traces]
    last = max(len(compared.now), len(compared.then))
    numbers = list(range(1, last + 1))
    return look.figure(
        traces,
        _HEIGHT,
        xaxis={
            "title": {"text": say(lang, "pandals.head.night_no")},
            "tickvals": numbers,
            "ticktext": [words.number(lang, no) for no in numbers],
            "range": [0.5, last + 0.5],
            "showgrid": False,
        },
        yaxis={"ticksuffix": "\u202f%", "range": [0, 112], "tickvals": [0, 50, 100]},
    )


def _pct(told: Sequence[Evening], no: int) -> float | None:
    return next((one.pct for one in told if one.no == no), None)


def _line(
    told: Sequence[Evening],
    name: str,
    dash: str,
    symbol: str,
    colour: str,
    labelled: str | None,
    below: Collection[int] = (),
) -> go.Scatter:
    """A gap in the line where nothing is known. The figures of the nights `below` stand under their points."""
    texts = [words.number(labelled, one.pct) if labelled and one.pct is not None else "" for one in told]
    return go.Scatter(
        name=name,
        x=[one.no for one in told],
        y=[one.pct for one in told],
        mode="lines+markers+text",
        text=[look.bold(text) if text else "" for text in texts],
        textposition=["bottom center" if one.no in below else "top center" for one in told],
        textfont={"size": look.SIZE, "color": look.INK},
        line={"color": colour, "width": 3, "dash": dash},
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 3, "color": colour}},
        cliponaxis=False,
        connectgaps=False,
    )


def _n_nights(festival: Festival) -> int:
    return len(nights.numbered(festival.starts_on, festival.ends_on))

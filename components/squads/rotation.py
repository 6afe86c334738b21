"""How visits are shared out among the listed places: the curve of Lorenz, and the places from the most visited on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table
from components.squads.reading import Place
from locales import say
from metrics import patrols
from metrics.patrols import Share

_HEIGHT = 340


def figure(counts: Sequence[int], lang: str) -> go.Figure:
    """Share of the places, the least visited first, against their share of the visits; the dashed line is even."""
    curve = patrols.lorenz(counts)
    line = go.Scatter(
        name=say(lang, "squads.rotation.curve"),
        x=[100 * x for x, _ in curve],
        y=[100 * y for _, y in curve],
        mode="lines",
        line={"color": look.LINE, "width": 5},
        fill="tozeroy",
        fillcolor="rgba(29, 79, 115, 0.12)",
        showlegend=True,
    )
    even = go.Scatter(
        name=say(lang, "squads.rotation.even"),
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": look.SOFT, "width": 3, "dash": "dash"},
        showlegend=True,
    )
    return look.figure(
        [line, even],
        _HEIGHT,
        xaxis=_axis(say(lang, "squads.rotation.places")),
        yaxis=_axis(say(lang, "squads.rotation.visits")),
    )


def table(places: Sequence[Place], names: Mapping[str, str], share: Share, lang: str) -> Table:
    """The places from the most visited on, and both figures in a note."""
    ranked = sorted(places, key=lambda place: (-place.n_visits, place.code))
    heads = (say(lang, "squads.place"), say(lang, "squads.unvisited.thana"), say(lang, "squads.unvisited.visits"))
    rows = tuple((place.names[lang], names.get(place.thana_code, place.thana_code), place.n_visits) for place in ranked)
    return Table(heads, rows, (told(share, lang),) if share.n_visits else ())


def told(share: Share, lang: str) -> str:
    """The share of the most visited fifth, and Gini's measure."""
    top = words.value(lang, "pct", 100 * share.n_top / share.n_visits)
    gini = words.number(lang, share.gini or 0, 2)
    return f"{say(lang, 'squads.rotation.top', value=top)}; {say(lang, 'squads.rotation.gini', value=gini)}"


def _axis(title: str) -> look.Parts:
    return {"title": {"text": title}, "range": [0, 100], "dtick": 25, "ticksuffix": "\u202f%"}

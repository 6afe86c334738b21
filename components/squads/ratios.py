"""Ratios of the squads' daily counts, each on its own scale: the plausible band, the own figure, the published one."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table
from locales import say
from metrics.plausible import Band, Held

_OUT = 0.6  # how far beyond a band's ends is drawn, in widths of the band
_HEADS = ("ratio", "band", "own", "published", "meaning")


def figure(bands: Sequence[Held], lang: str) -> go.Figure:
    """A row for each ratio, uncoloured: the band grey, the own figure a diamond, the published one a hollow circle."""
    labels = [look.wrap(say(lang, f"squads.bands.{held.band.name}")) for held in bands]
    texts = [_text(held, lang) for held in bands]
    return look.figure(
        [
            _marks(
                say(lang, "squads.bands.published"), [held.published for held in bands], bands, "circle-open", look.SOFT
            ),
            _marks(say(lang, "squads.bands.own"), [held.own for held in bands], bands, "diamond", look.INK),
        ],
        look.rows_height(labels, texts) + 12,
        shapes=[_band(row, held.band) for row, held in enumerate(bands)],
        xaxis=look.hidden_axis(-_OUT - 0.05, 1 + _OUT + 0.05),
        yaxis=look.rows_axis(labels),
        annotations=look.beside(texts),
        margin={"l": 4, "r": look.room(texts), "t": 8, "b": 6},
    )


def table(bands: Sequence[Held], lang: str) -> Table:
    """The same as figures, and in words whether to verify."""
    rows = tuple(
        (
            say(lang, f"squads.bands.{held.band.name}"),
            band_words(held.band, lang),
            _written(held.own, lang),
            _written(held.published, lang),
            _meaning(held, lang),
        )
        for held in bands
    )
    notes = (say(lang, "squads.bands.note"), say(lang, "squads.bands.source"))
    return Table(tuple(say(lang, f"squads.bands.{head}") for head in _HEADS), rows, notes)


def band_words(band: Band, lang: str) -> str:
    low = words.number(lang, band.low, 0 if band.low == int(band.low) else 1)
    if band.high is None:
        return say(lang, "squads.bands.from", low=low)
    high = words.number(lang, band.high, 0 if band.high == int(band.high) else 1)
    return say(lang, "squads.bands.between", low=low, high=high)


def _text(held: Held, lang: str) -> str:
    own = look.bold(_written(held.own, lang))
    return f"{own} ({band_words(held.band, lang)})<br>{_meaning(held, lang)}"


def _meaning(held: Held, lang: str) -> str:
    if held.own is None:
        return say(lang, "squads.bands.unknown")
    return say(lang, "squads.bands.verify" if held.is_outside else "squads.bands.inside")


def _written(ratio: float | None, lang: str) -> str:
    return words.NOTHING if ratio is None else words.number(lang, ratio, 2 if ratio < 10 else 1)


def _place(ratio: float, band: Band) -> float:
    """0 to 1 inside the band; what lies far beyond stands at the edge."""
    width = band.low * 10 if band.high is None else band.high - band.low
    return max(-_OUT, min(1 + _OUT, (ratio - band.low) / width))


def _marks(name: str, values: Sequence[float | None], bands: Sequence[Held], symbol: str, tone: str) -> go.Scatter:
    told = [(row, _place(value, bands[row].band)) for row, value in enumerate(values) if value is not None]
    return go.Scatter(
        name=name,
        x=[x for _, x in told],
        y=[row for row, _ in told],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 16,
            "color": tone,
            "opacity": 1,
            "line": {"width": 4 if "open" in symbol else 0, "color": tone},
        },
        cliponaxis=False,
        showlegend=True,
    )


def _band(row: int, band: Band) -> look.Parts:
    end = 1 + _OUT if band.high is None else 1
    shape = {"type": "rect", "x0": 0, "x1": end, "y0": row - 0.32, "y1": row + 0.32, "layer": "below"}
    return shape | {"fillcolor": look.RULE, "line": {"color": look.SOFT, "width": 2}}

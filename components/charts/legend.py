"""What the marks of a figure mean, as HTML above it: it wraps on a phone, where a legend inside would eat the plot."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go

from components.charts import look

_ANGLES = {"/": (-45,), "\\": (45,), "x": (-45, 45)}
_SHAPES = {"circle": "●", "square": "■", "diamond": "◆", "circle-open": "○"}
_DASHES = {"dot": "dotted", "dash": "dashed"}


def html(figure: go.Figure) -> str:
    """A swatch and a name for each named trace, in their order; nothing where no trace has a name."""
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    items = "".join(f"<span>{_swatch(trace)}{escape(trace.name)}</span>" for trace in named)
    return f'<div class="ms-key">{items}</div>' if items else ""


def _swatch(trace: Any) -> str:
    if trace.type == "bar":
        return f'<i style="background: {_bar(trace.marker)}"></i>'
    if trace.mode == "markers":
        colour = next(iter(trace.marker.color), None) if isinstance(trace.marker.color, tuple) else trace.marker.color
        return f'<b style="color: {_css(colour or look.INK)}">{_SHAPES[trace.marker.symbol]}</b>'
    if trace.fill:
        return f'<i style="background: {_css(trace.fillcolor)}"></i>'
    dash = _DASHES.get(trace.line.dash, "solid")
    return f'<i class="line" style="border-top: 4px {dash} {_css(trace.line.color)}"></i>'


def _bar(marker: Any) -> str:
    """The fill under its strokes, as layers of a background."""
    over, fill = _css(marker.pattern.fgcolor or look.PAPER), _css(marker.color)
    if marker.pattern.shape == ".":
        return f"radial-gradient({over} 30%, transparent 32%) 0 0 / 6px 6px, {fill}"
    strokes = (
        f"repeating-linear-gradient({angle}deg, transparent 0 4px, {over} 4px 5.5px)"
        for angle in _ANGLES.get(marker.pattern.shape, ())
    )
    return ", ".join([*strokes, fill])


def _css(colour: str) -> str:
    """A colour of the theme by its variable, another as it is."""
    return f"var(--{look.VARIABLES[colour]})" if colour in look.VARIABLES else colour

"""What stands on a map and what it means: marks told apart by shape and colour, shades by depth and strokes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

Tone = Literal["missed", "watch", "met", "unknown", "plain"]
Shade = Literal["none", "few", "some", "many", "most", "hot", "cold", "unknown"]

PAPER, INK, SOFT = "#fbfaf7", "#1b2430", "#414c58"
STROKE = "#78828c"  # of the strokes over land whose count is not shown
# Shape and colour, told apart without colour and by the colour-blind; what matters most is drawn last, on top.
_SHAPES: Mapping[Tone, tuple[str, str]] = {
    "unknown": ("ring", "#5b6670"),
    "plain": ("square", "#1d4f73"),
    "met": ("circle", "#00707f"),
    "watch": ("triangle", "#e3a008"),
    "missed": ("diamond", "#a8320a"),
}
TONES = tuple(_SHAPES)
SHADES: Mapping[Shade, str] = {
    "none": "#f4f2ec",
    "few": "#dbe7f0",
    "some": "#b3cde0",
    "many": "#7ba7c9",
    "most": "#3f7dab",
    "hot": "#eda37f",
    "cold": "#a5d3d6",
    "unknown": "#fbfaf7",
}
MASKED = "#d5d9dc"
RIM = "#8f2806"  # around hot land, which is told from cold land without colour by it
_DRAWN = {
    "diamond": '<path d="M16 2 30 16 16 30 2 16Z" {style}/>',
    "triangle": '<path d="M16 3 30 28H2Z" {style}/>',
    "circle": '<circle cx="16" cy="16" r="12.5" {style}/>',
    "square": '<path d="M4 4H28V28H4Z" {style}/>',
    "ring": '<circle cx="16" cy="16" r="10.5" fill="{paper}" stroke="{colour}" stroke-width="5"/>',
}


@dataclass(frozen=True)
class Mark:
    """A place on the map. `label` is told where the pointer rests, `size` in pixels; choosing it gives `code`."""

    lat: float
    lon: float
    tone: Tone
    label: str
    size: float = 18
    code: str = ""


@dataclass(frozen=True)
class Key:
    """One line of the legend: a mark's tone or a shade (None for masked), and what it means in words."""

    kind: Literal["mark", "shade"]
    tone: str | None
    words: str


def svg(tone: Tone) -> str:
    """A mark as an SVG of 32 × 32, rimmed so that it stands out on any land."""
    shape, colour = _SHAPES[tone]
    style = f'fill="{colour}" stroke="{PAPER}" stroke-width="2"'
    drawn = _DRAWN[shape].format(style=style, colour=colour, paper=PAPER)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 32 32">{drawn}</svg>'


def data_url(drawing: str) -> str:
    """An SVG as the address of an image that is fetched from nowhere."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def legend(keys: tuple[Key, ...]) -> str:
    """The legend as HTML: a drawing and its words for each key; nothing without keys."""
    items = "".join(f"<span>{_swatch(key)}{escape(key.words)}</span>" for key in keys)
    return f'<div class="ms-key ms-map-key">{items}</div>' if items else ""


def _swatch(key: Key) -> str:
    if key.kind == "mark":
        return f'<img alt="" src="{data_url(svg(key.tone))}">'  # type: ignore[arg-type]  # a key of a mark holds a tone
    if key.tone in (None, "unknown"):
        return f'<i style="background: {_strokes(key.tone)}"></i>'
    rim = f"; border: 3px solid {RIM}" if key.tone == "hot" else ""
    return f'<i style="background: {SHADES[key.tone]}{rim}"></i>'  # type: ignore[index]  # a key of land holds a shade


def _strokes(shade: str | None) -> str:
    angle, ground, step = (-45, MASKED, 5) if shade is None else (45, SHADES["unknown"], 7)
    return f"repeating-linear-gradient({angle}deg, transparent 0 {step}px, {STROKE} {step}px {step + 1.2}px), {ground}"

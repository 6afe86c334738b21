"""North and the scale of a map, drawn as part of it: they stay right when it is moved or enlarged."""

from __future__ import annotations

from collections.abc import Iterator

import pydeck as pdk

from components import words
from components.maps.marks import INK, PAPER, data_url
from components.maps.mercator import View
from locales import say

PIXELS = pdk.types.String("pixels")  # a plain string would be read as an expression over the data
_LENGTHS_KM = (0.5, 1, 2, 5, 10, 20, 50, 100, 200)
_LONGEST = 130  # pixels
_EDGE = 14  # pixels from the corner


def scale_km(view: View) -> float:
    """The longest round length of the scale bar that has room."""
    room = view.metres(_LONGEST) / 1000
    return max((length for length in _LENGTHS_KM if length <= room), default=_LENGTHS_KM[0])


def layers(view: View, lang: str) -> Iterator[pdk.Layer]:
    """The scale bar in the lower left corner, its length written above it; north in the upper right."""
    length = scale_km(view)
    pixels = length * 1000 / view.metres(1)
    left, down = -view.width / 2 + _EDGE, view.height / 2 - _EDGE
    ends = [view.position(left, down), view.position(left + pixels, down)]
    yield pdk.Layer(
        "PathLayer",
        [{"path": [[round(lon, 5), round(lat, 5)] for lon, lat in ends]}],
        id="scale",
        get_path="path",
        get_color=[27, 36, 48],
        get_width=4,
        width_units=PIXELS,
        pickable=False,
    )
    told = say(lang, "maps.km", n=words.number(lang, length, 1 if length < 1 else 0))
    yield pdk.Layer(
        "IconLayer",
        [_text(told, view.position(left, down - 5)), _north(say(lang, "maps.north"), view)],
        id="furniture",
        get_position="position",
        get_icon="icon",
        get_size="size",
        size_units=PIXELS,
        pickable=False,
    )


def _text(told: str, at: tuple[float, float]) -> dict[str, object]:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="48" viewBox="0 0 110 24">'
        f'<text x="2" y="17" font-family="Noto Sans, Noto Sans Devanagari, sans-serif" font-size="15" '
        f'font-weight="600" fill="{INK}" stroke="{PAPER}" stroke-width="4" paint-order="stroke">{told}</text></svg>'
    )
    return {
        "position": at,
        "size": 24,
        "icon": {"url": data_url(drawing), "width": 220, "height": 48, "anchorX": 0, "anchorY": 48},
    }


def _north(letter: str, view: View) -> dict[str, object]:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="104" viewBox="0 0 32 52">'
        f'<path d="M16 2 25 28 16 22 7 28Z" fill="{INK}" stroke="{PAPER}" stroke-width="1.5"/>'
        f'<text x="16" y="46" text-anchor="middle" font-family="Noto Sans, Noto Sans Devanagari, sans-serif" '
        f'font-size="15" font-weight="700" fill="{INK}" stroke="{PAPER}" stroke-width="3" paint-order="stroke">'
        f"{letter}</text></svg>"
    )
    return {
        "position": view.position(view.width / 2 - _EDGE - 14, -view.height / 2 + _EDGE),
        "size": 52,
        "icon": {"url": data_url(drawing), "width": 64, "height": 104, "anchorX": 32, "anchorY": 0},
    }

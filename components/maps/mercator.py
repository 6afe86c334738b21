"""Web-Mercator arithmetic: where a position lies in pixels, and the view that just holds some bounds."""

from __future__ import annotations

import math
from dataclasses import dataclass

# The part of the canvas that a map is fitted to; style.css scales it down on a narrower screen.
WIDTH, HEIGHT = 560, 540
LOW = (460, 424)  # the same for a map below other furniture, which must fit a screen of 720 pixels with it
_MARGIN = 26  # pixels left free on each side
_DEEPEST = 13.0
_TILE = 512  # pixels of the whole world at zoom 0, as deck.gl has it
_EARTH_M = 40_075_016.686


@dataclass(frozen=True)
class View:
    """The middle of a map, its zoom, and the pixels that it is fitted to."""

    lon: float
    lat: float
    zoom: float
    width: int = WIDTH
    height: int = HEIGHT

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels to the right of and below the middle."""
        scale = _TILE * 2**self.zoom
        return (lon - self.lon) / 360 * scale, (_down(lat) - _down(self.lat)) * scale

    def position(self, right: float, down: float) -> tuple[float, float]:
        """The longitude and latitude that lie so many pixels to the right of and below the middle."""
        scale = _TILE * 2**self.zoom
        y = _down(self.lat) + down / scale
        return self.lon + right / scale * 360, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))

    def metres(self, pixels: float) -> float:
        """The length of so many pixels at the middle of the map."""
        return pixels * _EARTH_M * math.cos(math.radians(self.lat)) / (_TILE * 2**self.zoom)


def fitting(bounds: tuple[float, float, float, float], size: tuple[int, int] = (WIDTH, HEIGHT)) -> View:
    """The view whose pixels, width × height, just hold west, south, east, north."""
    west, south, east, north = bounds
    wide, high = (east - west) / 360, _down(south) - _down(north)
    scales = [room / size for room, size in ((size[0] - 2 * _MARGIN, wide), (size[1] - 2 * _MARGIN, high)) if size > 0]
    zoom = min([math.log2(scale / _TILE) for scale in scales] + [_DEEPEST])
    middle = View((west + east) / 2, 0, zoom).position(0, ((_down(south) + _down(north)) / 2 - 0.5) * _TILE * 2**zoom)
    return View(middle[0], middle[1], zoom, *size)


def _down(lat: float) -> float:
    """How far below the top of the world, 0 to 1."""
    return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2

"""Strokes over land whose count is not shown, so that it is told apart without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import shapely

from components.maps.land import Ring
from components.maps.mercator import View

Path = list[list[float]]


def over(polygons: Sequence[Sequence[Ring]], view: View, *, rising: bool, step: float) -> Iterator[Path]:
    """Slanting lines within polygons, `step` pixels apart at the fitted zoom, as paths of longitude and latitude."""
    flat = shapely.union_all([_in_pixels(rings, view) for rings in polygons])
    if flat.is_empty:
        return
    left, top, right, bottom = flat.bounds
    high, slant = bottom - top, step * math.sqrt(2)
    first = math.floor((left - high) / slant) * slant  # on one grid for all units, so that strokes run on
    starts = [first + slant * number for number in range(math.ceil((right - first) / slant) + 1)]
    ends = (bottom, top) if rising else (top, bottom)
    lines = shapely.MultiLineString([[(x, ends[0]), (x + high, ends[1])] for x in starts])
    for part in shapely.get_parts(lines.intersection(flat)):
        if part.geom_type == "LineString":
            yield [_rounded(view.position(*point)) for point in part.coords]


def _in_pixels(rings: Sequence[Ring], view: View) -> Any:
    outer, *holes = [[view.pixel(lon, lat) for lon, lat in ring] for ring in rings]
    return shapely.make_valid(shapely.Polygon(outer, holes))


def _rounded(position: tuple[float, float]) -> list[float]:
    return [round(position[0], 5), round(position[1], 5)]

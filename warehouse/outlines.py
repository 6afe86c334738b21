"""Outlines where nobody publishes them: catchments of thana points (Voronoi), dissolved to circle, district and range.

All geometry is worked out in a local plane in km (equirectangular around the thanas' middle: within a range of 150 km
lengths are right to 0.2 %) and handed over in degrees, rounded to DECIMALS.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from warehouse.positions import Point

Shape = Any  # shapely brings no types: a Polygon or MultiPolygon

DECIMALS = 5  # 1 m
ONE_POINT_KM = 0.05  # nearer thanas stand on one point: the positions are good to 1 km at best (POLICY)
_AROUND_KM = 5.0  # how far the range reaches beyond its outermost thanas (POLICY; positions are good to 1–5 km)
_HUGGING = 0.35  # 1 is the convex hull, which would take in half of the next range; 0 follows every thana
_EDGE_KM = 0.01  # a border shorter than this is a corner
_SLIT_DEGREES2 = 5e-6  # 0.05 km2 (POLICY)
_KM_A_DEGREE = 111.195


@dataclass(frozen=True)
class Plane:
    """A flat sheet in km around a middle point."""

    lat: float
    lon: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Plane:
        lats, lons = zip(*points, strict=True)
        return cls((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)

    @property
    def _scale(self) -> Any:
        return np.array([_KM_A_DEGREE * math.cos(math.radians(self.lat)), _KM_A_DEGREE])

    def km(self, shape: Shape) -> Shape:
        """A shape in degrees (x = longitude) as one in km."""
        return shapely.transform(shape, lambda xy: (xy - (self.lon, self.lat)) * self._scale)

    def degrees(self, shape: Shape) -> Shape:
        return shapely.transform(shape, lambda xy: xy / self._scale + (self.lon, self.lat))

    def points(self, points: Iterable[Point]) -> list[Shape]:
        """Points (lat, lon) in the plane."""
        return [self.km(shapely.Point(lon, lat)) for lat, lon in points]

    def area_km2(self, shape: Shape) -> float:
        """The area of a shape in degrees."""
        return float(self.km(shape).area)


def rounded(shape: Shape) -> Shape:
    """A shape in degrees on the grid of DECIMALS, still valid; parts that vanish on it are gone."""
    return polygons(shapely.set_precision(shape, 10**-DECIMALS))


def polygons(shape: Shape) -> Shape:
    """What has an area of a shape; lines and points that an overlay left are dropped."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    flat = [one for part in parts for one in shapely.get_parts(part)]
    return flat[0] if len(flat) == 1 else shapely.MultiPolygon(flat)


def hull(plane: Plane, points: Sequence[Point]) -> Shape:
    """The land around the points, in degrees: what lies between them and a few km beyond."""
    around = shapely.concave_hull(shapely.MultiPoint(plane.points(points)), ratio=_HUGGING)
    return rounded(plane.degrees(around.buffer(_AROUND_KM, quad_segs=4)))


def clusters(plane: Plane, points: Mapping[str, Point]) -> list[list[str]]:
    """The codes of those that stand on one point, each other code by itself; in the order of `points`."""
    codes, found = list(points), plane.points(points.values())
    tree = shapely.STRtree(found)
    group = {code: code for code in codes}
    for at, near in sorted(zip(*tree.query(found, "dwithin", ONE_POINT_KM).tolist(), strict=True)):
        one, other = group[codes[at]], group[codes[near]]
        if one != other:
            group |= {code: one for code, of in group.items() if of == other}
    return [[code for code in codes if group[code] == first] for first in codes if group[first] == first]


def catchments(plane: Plane, points: Mapping[str, Point], land: Shape) -> dict[str, Shape]:
    """The part of `land` (degrees) nearest to each point: no overlap, no gap. Points must differ.

    One whose part is empty, since it stands far outside of the land, is left out.
    """
    if not points or land.is_empty:
        return {}
    if len(points) == 1:
        return dict.fromkeys(points, land)
    found = shapely.MultiPoint(plane.points(points.values()))
    cells = shapely.voronoi_polygons(found, extend_to=plane.km(land), ordered=True)
    shapely.prepare(land)
    cut = {
        code: rounded(plane.degrees(cell).intersection(land))
        for code, cell in zip(points, shapely.get_parts(cells), strict=True)
    }
    return {code: shape for code, shape in cut.items() if not shape.is_empty}


def dissolved(shapes: Iterable[Shape]) -> Shape:
    """Neighbouring shapes as one, in degrees; slits left between borders that were drawn twice are closed."""
    joined = polygons(shapely.union_all(list(shapes), grid_size=10**-DECIMALS))
    return polygons(shapely.MultiPolygon([_without_slits(one) for one in shapely.get_parts(joined)]))


def _without_slits(polygon: Shape) -> Shape:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > _SLIT_DEGREES2]
    return shapely.Polygon(polygon.exterior, holes)


def neighbours(plane: Plane, shapes: Mapping[str, Shape]) -> list[tuple[str, str]]:
    """Pairs of codes whose shapes share an edge, in both directions; a shared corner makes no neighbour."""
    if not shapes:
        return []
    codes, flat = list(shapes), [plane.km(shape) for shape in shapes.values()]
    tree = shapely.STRtree(flat)
    pairs = sorted(zip(*tree.query(flat, "intersects").tolist(), strict=True))
    return [
        (codes[one], codes[other])
        for one, other in pairs
        if one != other and flat[one].intersection(flat[other]).length > _EDGE_KM
    ]


def middle(shape: Shape) -> Point:
    """A point well inside of a shape, for its name: lat, lon."""
    line = shapely.maximum_inscribed_circle(shape, tolerance=0.01)
    lon, lat = line.coords[0]
    return round(lat, DECIMALS), round(lon, DECIMALS)


def geojson(shape: Shape) -> str:
    """A shape in degrees as GeoJSON text, its decimals no more than DECIMALS."""
    text: str = shapely.to_geojson(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)))
    return text

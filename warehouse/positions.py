"""Whether a position can be right: within the range's box, not latitude for longitude, not far from all others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

import polars as pl

Point = tuple[float, float]  # lat, lon

LATITUDES, LONGITUDES = (6.0, 38.0), (68.0, 98.0)  # of India: no number is both
_MARGIN_KM = 15.0  # how far a place may lie beyond the outermost thanas (POLICY; positions are good to 1–5 km)
_FAR_IN_DISTRICT_KM = 100.0  # no district of the state is as wide from its middle (POLICY)
_FAR_IN_RANGE_KM = 200.0
_ENOUGH = 3  # thanas that tell where the middle of a district is
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Box:
    """The land that a range's places lie in, in degrees."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Box | None:
        """The box of these points and a margin; None without points."""
        found = list(points)
        if not found:
            return None
        lats, lons = zip(*found, strict=True)
        up = math.degrees(_MARGIN_KM / _EARTH_KM)
        along = up / math.cos(math.radians(max(map(abs, lats))))
        return cls(min(lats) - up, min(lons) - along, max(lats) + up, max(lons) + along)

    def holds(self, point: Point) -> bool:
        lat, lon = point
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    @property
    def told(self) -> str:
        """The box for a sentence: 27.95–29.41, 76.98–78.63."""
        return f"{self.south:.2f}–{self.north:.2f}, {self.west:.2f}–{self.east:.2f}"


def is_swapped(lat: float, lon: float) -> bool:
    """Whether the one stands in the place of the other: neither is possible as it stands, both are once exchanged."""
    return _within(lat, LONGITUDES) and _within(lon, LATITUDES)


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance (haversine on a sphere of 6371 km)."""
    (lat, lon), (lat_2, lon_2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat_2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat_2) * math.sin((lon_2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def positions(frame: pl.DataFrame, key: str) -> dict[str, Point]:
    """Code → (lat, lon) of those that have both, in the list's order."""
    return {code: (lat, lon) for code, lat, lon in frame.select(key, "lat", "lon").drop_nulls().iter_rows()}


def sound_positions(thanas: pl.DataFrame) -> dict[str, Point]:
    """The positions of thanas without those that lie far from all others of their district, or of the range."""
    found = positions(thanas, "thana_code")
    district = dict(thanas.select("thana_code", "district_code").iter_rows())
    of_range = _middle(found.values())
    middles = {
        code: _middle(points)
        for code in set(district.values())
        if len(points := [point for thana, point in found.items() if district[thana] == code]) >= _ENOUGH
    }
    return {
        thana: point
        for thana, point in found.items()
        if of_range
        and distance_km(point, of_range) <= _FAR_IN_RANGE_KM
        and distance_km(point, _of(middles, district[thana]) or point) <= _FAR_IN_DISTRICT_KM
    }


def _of(middles: Mapping[str, Point | None], code: str) -> Point | None:
    return middles.get(code)


def _middle(points: Iterable[Point]) -> Point | None:
    found = list(points)
    return (median(lat for lat, _ in found), median(lon for _, lon in found)) if found else None


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]

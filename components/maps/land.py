"""The land that a map shows: outlines with the names of their units; what cannot be drawn is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from locales import say

Ring = list[list[float]]  # longitude, latitude
Position = tuple[float, float]  # longitude, latitude, as maps have it
LEVELS = ("district", "circle", "thana")


@dataclass(frozen=True)
class Outline:
    """One unit's land: polygons, each its outer ring and then its holes."""

    level: str
    code: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    label_at: Position
    is_official: bool


@dataclass(frozen=True)
class Land:
    """The outlines of a scope. `undrawn`: the names of its thanas that have none."""

    outlines: tuple[Outline, ...]
    undrawn: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: pl.DataFrame, names: Mapping[tuple[str, str], str]) -> Land:
        """From dim_outline and the names of units by level and code. A unit without a name is not in sight."""
        rows = [row for row in told.iter_rows(named=True) if (row["level"], row["unit_code"]) in names]
        drawn = {(row["level"], row["unit_code"]) for row in rows}
        undrawn = [name for key, name in names.items() if key[0] == "thana" and key not in drawn]
        return cls(tuple(_outline(row, names[row["level"], row["unit_code"]]) for row in rows), tuple(sorted(undrawn)))

    def at(self, level: str) -> tuple[Outline, ...]:
        return tuple(one for one in self.outlines if one.level == level)

    @property
    def is_empty(self) -> bool:
        return not self.outlines

    @property
    def is_approximate(self) -> bool:
        """Whether any outline is a catchment and no official boundary."""
        return not all(one.is_official for one in self.outlines)

    @property
    def widest(self) -> tuple[Outline, ...]:
        """The outlines of the uppermost level that is there: what the map has to hold."""
        return next((found for level in LEVELS if (found := self.at(level))), ())

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all that is drawn. Raises ValueError where nothing is."""
        points = list(_points(self.widest))
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        return min(lons), min(lats), max(lons), max(lats)

    def notes(self, lang: str) -> list[str]:
        """What must be said below the map: that borders are approximate, and which thanas are not on it."""
        said = [say(lang, "maps.approximate" if self.is_approximate else "maps.official")] if self.outlines else []
        if self.undrawn:
            said.append(say(lang, "maps.undrawn", thanas=", ".join(self.undrawn)))
        return said


def _outline(row: dict[str, object], name: str) -> Outline:
    shape = json.loads(str(row["geometry"]))
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    lat, lon = row["label_lat"], row["label_lon"]
    assert isinstance(lat, float) and isinstance(lon, float)
    return Outline(
        str(row["level"]),
        str(row["unit_code"]),
        name,
        tuple(tuple(rings) for rings in polygons),
        (lon, lat),
        row["source"] == "official",
    )


def _points(outlines: Sequence[Outline]) -> Iterator[Sequence[float]]:
    for one in outlines:
        for rings in one.polygons:
            yield from rings[0]

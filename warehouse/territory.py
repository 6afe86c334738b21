"""Puts outlines together level by level: an official boundary where there is one, else catchments, dissolved upward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from warehouse import outlines
from warehouse.outlines import Plane, Shape
from warehouse.positions import Point

Level = Literal["thana", "circle", "district"]
LEVELS: tuple[Level, ...] = ("thana", "circle", "district")
Boundaries = Mapping[Level, Mapping[str, Shape]]  # official ones, by unit code, in degrees

_LEAST_KM2 = 0.05  # what an official boundary leaves of a catchment below this is a sliver (POLICY)


@dataclass(frozen=True)
class Part:
    """The land of one unit, in degrees."""

    shape: Shape
    is_official: bool


Parts = dict[str, Part]


@dataclass(frozen=True)
class Territory:
    """The land of all units by level. `neighbours`: thanas whose catchments share an edge."""

    plane: Plane
    parts: Mapping[str, Parts]
    neighbours: list[tuple[str, str]]


def drawn(thanas: pl.DataFrame, points: Mapping[str, Point], official: Boundaries) -> Territory | None:
    """The range's outlines from its thanas (one row each), the positions that can be used, and official boundaries.

    Thanas on one point have no outline of their own: their common land belongs to the circle of the first of them.
    None where neither a position nor a boundary is known.
    """
    corners = [corner for one in official.values() for shape in one.values() for corner in _corners(shape)]
    if not points and not corners:
        return None
    plane = Plane.around([*points.values(), *corners])
    groups = outlines.clusters(plane, points) if points else []
    homes = {group[0]: points[group[0]] for group in groups}
    shared = {code for group in groups if len(group) > 1 for code in group}
    land = outlines.hull(plane, list(homes.values())) if homes else outlines.polygons(None)
    everywhere = outlines.catchments(plane, homes, land)
    cells = _cells(plane, thanas, homes, land, official)
    of_thanas = _thana_parts(plane, cells, official.get("thana", {}))
    of_circles = _upward(of_thanas, thanas, "thana", "circle", official)
    of_districts = _upward(of_circles, thanas, "circle", "district", official)
    alone = {code: part for code, part in of_thanas.items() if part.is_official or code not in shared}
    whole = {"range": _joined(of_districts.values())} if of_districts else {}
    return Territory(
        plane,
        {"thana": alone, "circle": of_circles, "district": of_districts, "range": whole},
        outlines.neighbours(plane, {code: shape for code, shape in everywhere.items() if code not in shared}),
    )


def _corners(shape: Shape) -> list[Point]:
    west, south, east, north = shape.bounds
    return [(south, west), (north, east)]


def _cells(
    plane: Plane, thanas: pl.DataFrame, homes: Mapping[str, Point], land: Shape, official: Boundaries
) -> dict[str, Shape]:
    """Catchments, each within the official circle or district of its thana, or in what those leave of the land."""
    circles, districts = official.get("circle", {}), official.get("district", {})
    holders: dict[tuple[str, str], dict[str, Point]] = {}
    of = {thana: (circle, district) for thana, circle, district in _parents(thanas)}
    for thana, point in homes.items():
        circle, district = of[thana]
        holder = (
            ("circle", circle) if circle in circles else ("district", district) if district in districts else ("", "")
        )
        holders.setdefault(holder, {})[thana] = point
    cells: dict[str, Shape] = {}
    for (level, code), points in holders.items():
        if level == "circle":
            region = circles[code]
        else:
            taken = [*circles.values()] if level else [*circles.values(), *districts.values()]
            region = _without(districts[code] if level else land, taken)
        cells |= outlines.catchments(plane, points, region)
    return {thana: cells[thana] for thana in homes if thana in cells}


def _parents(thanas: pl.DataFrame) -> Iterable[tuple[str, str, str]]:
    return thanas.select("thana_code", "circle_code", "district_code").iter_rows()


def _thana_parts(plane: Plane, cells: Mapping[str, Shape], official: Mapping[str, Shape]) -> Parts:
    kept = {code: _without(cell, official.values()) for code, cell in cells.items() if code not in official}
    parts = {code: Part(shape, False) for code, shape in kept.items() if plane.area_km2(shape) >= _LEAST_KM2}
    return parts | {code: Part(shape, True) for code, shape in official.items()}


def _without(shape: Shape, others: Iterable[Shape]) -> Shape:
    near = [other for other in others if other.intersects(shape)]
    return outlines.rounded(shape.difference(outlines.dissolved(near))) if near else shape


def _upward(parts: Parts, thanas: pl.DataFrame, below: Level, level: Level, official: Boundaries) -> Parts:
    """The units of a level: official, else their parts joined."""
    found: dict[str, list[Part]] = {}
    for part, unit in thanas.select(f"{below}_code", f"{level}_code").unique(maintain_order=True).iter_rows():
        if part in parts:
            found.setdefault(unit, []).append(parts[part])
    joined = {unit: _joined(of_unit) for unit, of_unit in found.items()}
    return joined | {code: Part(shape, True) for code, shape in official.get(level, {}).items()}


def _joined(parts: Iterable[Part]) -> Part:
    found = list(parts)
    return Part(outlines.dissolved(one.shape for one in found), all(one.is_official for one in found))

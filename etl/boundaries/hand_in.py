"""Puts official boundaries in force, whole or not at all, and takes them back; what was noticed is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from access.errors import BadChoice, Refused
from access.settings import Settings
from etl.boundaries.match import Matches, away_km, matched
from etl.boundaries.read import Feature, elsewhere, read_features
from etl.names.names import Gazetteer
from etl.privacy.masking import shown_name
from warehouse.boundaries import boundaries_file, store_boundaries
from warehouse.ground import range_box
from warehouse.outlines import Plane, Shape, dissolved, polygons, rounded
from warehouse.positions import Box, positions
from warehouse.reference import Reference, load_reference, overlay
from warehouse.store import Store, now
from warehouse.territory import LEVELS, Level

_MOST_POINTS = 4_000  # corners of all boundaries together: what a map of one range can carry (POLICY)
_FINEST_KM, _COARSEST_KM = 0.03, 2.0  # of what is smoothed away
_SPECK_KM2 = 0.02  # a part of a unit smaller than this is not drawn once borders are smoothed (POLICY)
_OVERLAP_KM2 = 0.5  # two units may share this much of borders drawn by hand (POLICY)
_BEYOND_DEGREES = 1.0  # a unit that reaches farther beyond the range's thanas is none of it (POLICY)
_FAR_KM = 10.0  # a unit listed this far outside of its boundary may be another (POLICY)


@dataclass(frozen=True)
class Note:
    """Something noticed that refuses nothing. `key` names its sentence, `values` fill it."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class HandedIn:
    """Boundaries that are in force from the next publication on."""

    level: Level
    file: str
    codes: tuple[str, ...]
    notes: tuple[Note, ...]


def hand_in(path: Path, level: str | None, settings: Settings) -> HandedIn:
    """Check a GeoJSON file and put its boundaries in force. Raises Refused or BadChoice; nothing is half-written."""
    with Store(settings).lock():
        reference = load_reference(settings)
        box, file = range_box(reference, {}), shown_name(path.name)
        features = read_features(path, settings, box)
        ours = [one for one in features if box is None or _is_near(one, box)]
        if not ours:
            raise elsewhere(features, file, box)
        found = matched(ours, file, _level(level) if level else None, Gazetteer(reference))
        whole = {code: dissolved(one.feature.shape for one in named) for code, named in found.units.items()}
        shapes = simplified(whole, file)
        _keep_earlier(found.level, settings)
        store_boundaries(found.level, shapes, settings)
    n_outside = len(features) - len(ours)
    notes = tuple(_notes(found, shapes, n_outside, reference))
    return HandedIn(found.level, file, tuple(sorted(shapes)), notes)


def remove(level: str, settings: Settings) -> Level:
    """Go back to catchments at a level; the boundaries are kept among the earlier ones. Raises BadChoice if none."""
    known = _level(level)
    with Store(settings).lock():
        path = boundaries_file(known, settings)
        if not path.exists():
            raise BadChoice("boundaries.none", level=known)
        _keep_earlier(known, settings)
        path.unlink()
    return known


def simplified(shapes: Mapping[str, Shape], file: str = "") -> dict[str, Shape]:
    """Boundaries (degrees) with corners few enough for a map; common borders stay common. Raises Refused if not."""
    codes = list(shapes)
    west, south, east, north = shapely.total_bounds(list(shapes.values())).tolist()
    plane = Plane.around([(south, west), (north, east)])
    flat, fine = np.array([plane.km(shape) for shape in shapes.values()], dtype=object), _FINEST_KM
    coarse = flat
    while shapely.get_num_coordinates(coarse).sum() > _MOST_POINTS and fine < _COARSEST_KM:
        coarse, fine = np.array(shapely.coverage_simplify(flat, fine)), fine * 1.5
        coarse = np.array([_without_specks(one) for one in coarse], dtype=object)
    found = {code: _valid(plane, one, shapes[code]) for code, one in zip(codes, coarse.tolist(), strict=True)}
    if sum(map(shapely.get_num_coordinates, found.values())) > 2 * _MOST_POINTS:
        raise Refused("boundaries.too_fine", file=file, limit=2 * _MOST_POINTS)
    return found


def _without_specks(shape: Shape) -> Shape:
    """The parts that can be seen on a map: the largest, and those of some size."""
    parts = sorted(shapely.get_parts(shape).tolist(), key=shapely.area, reverse=True)
    return polygons(shapely.MultiPolygon([parts[0], *(one for one in parts[1:] if one.area > _SPECK_KM2)]))


def _valid(plane: Plane, coarse: Shape, whole: Shape) -> Shape:
    """The simplified shape on the grid of decimals, the whole one where nothing would be left."""
    found = rounded(polygons(shapely.make_valid(plane.degrees(coarse))))
    return found if not found.is_empty else rounded(whole)


def _is_near(feature: Feature, box: Box) -> bool:
    """Whether it meets the range's box and reaches not far beyond: one of half the world would be the whole map."""
    west, south, east, north = feature.shape.bounds
    meets = west <= box.east and east >= box.west and south <= box.north and north >= box.south
    beyond = max(box.west - west, east - box.east, box.south - south, north - box.north)
    return bool(meets and beyond <= _BEYOND_DEGREES)


def _level(text: str) -> Level:
    found = next((level for level in LEVELS if level == text), None)
    if found is None:
        raise BadChoice("boundaries.level", found=text, known=", ".join(LEVELS))
    return found


def _keep_earlier(level: Level, settings: Settings) -> None:
    """A dated copy of the boundaries that have been in force until now."""
    path = boundaries_file(level, settings)
    if path.exists():
        earlier = overlay(settings) / "earlier"
        earlier.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, earlier / f"{path.stem}_{now():%Y-%m-%dT%H%M%S%f}{path.suffix}")


def _notes(found: Matches, shapes: Mapping[str, Shape], n_outside: int, reference: Reference) -> Iterator[Note]:
    mended = [one for named in found.units.values() for one in named if one.feature.is_mended]
    if mended:
        told = ", ".join(f"{one.name} (#{one.feature.number})" for one in mended)
        yield Note("boundaries.note.mended", {"n": len(mended), "names": told})
    for code, named in found.units.items():
        if len(named) > 1:
            yield Note("boundaries.note.parts", {"unit": code, "n": len(named)})
    for missed in found.unmatched:
        yield Note("boundaries.note.unmatched", {"name": missed.name, "near": missed.nearest or "-"})
    if missing := sorted(set(_listed(found.level, reference)) - set(shapes)):
        yield Note("boundaries.note.missing", {"n": len(missing), "units": ", ".join(missing)})
    if n_outside:
        yield Note("boundaries.note.outside", {"n": n_outside})
    yield from _overlaps(shapes)
    yield from _far(found.level, shapes, reference)


def _listed(level: Level, reference: Reference) -> tuple[str, ...]:
    codes = {"thana": reference.district_of_thana, "circle": reference.district_of_circle}
    return tuple(codes[level]) if level in codes else reference.district_codes


def _overlaps(shapes: Mapping[str, Shape]) -> Iterator[Note]:
    codes, all_shapes = list(shapes), list(shapes.values())
    west, south, east, north = shapely.total_bounds(all_shapes).tolist()
    plane = Plane.around([(south, west), (north, east)])
    pairs = sorted(zip(*shapely.STRtree(all_shapes).query(all_shapes, "intersects").tolist(), strict=True))
    for one, other in (pair for pair in pairs if pair[0] < pair[1]):
        area = plane.area_km2(all_shapes[one].intersection(all_shapes[other]))
        if area > _OVERLAP_KM2:
            yield Note("boundaries.note.overlap", {"one": codes[one], "other": codes[other], "km2": f"{area:.1f}"})


def _far(level: Level, shapes: Mapping[str, Shape], reference: Reference) -> Iterator[Note]:
    if level == "circle":
        return
    where = positions(reference.thanas if level == "thana" else reference.districts, f"{level}_code")
    for code, shape in shapes.items():
        away = away_km(shape, where[code]) if code in where else 0
        if away > _FAR_KM:
            yield Note("boundaries.note.far", {"unit": code, "km": f"{away:.0f}"})

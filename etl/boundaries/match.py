"""Finds which listed unit each boundary is: by the name books that returns are read with, and by where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from access.errors import BadChoice, Refused
from etl.boundaries.read import Feature
from etl.names.names import Gazetteer
from etl.text.fold import fold
from warehouse.positions import Point, distance_km, positions
from warehouse.territory import LEVELS, Level

_FEWEST = 0.5  # a property that holds names is told for at least this part of the features (POLICY)
_NEAR_KM = 15.0  # of several units of one name, the one that is listed no farther than this is meant (POLICY)


@dataclass(frozen=True)
class Named:
    """A feature with the name that it bears in the property that holds names."""

    feature: Feature
    name: str


@dataclass(frozen=True)
class Unmatched:
    """A name that is no listed unit's; `nearest` are the listed ones most like it."""

    name: str
    nearest: str


@dataclass(frozen=True)
class Matches:
    """Which unit each feature is. `units`: code → its features, which bear one name."""

    level: Level
    units: Mapping[str, Sequence[Named]]
    unmatched: Sequence[Unmatched]


def matched(features: Sequence[Feature], file: str, level: Level | None, gazetteer: Gazetteer) -> Matches:
    """The units of the level that is asked for, else of the level of which most are found.

    Raises Refused where no name is a listed one, or one unit is there under two names; BadChoice where two levels fit.
    """
    found = {one: _at_level(features, one, gazetteer) for one in ([level] if level else LEVELS)}
    most = max(len(one.units) for one in found.values())
    best = [one for one in found.values() if len(one.units) == most]
    if not most:
        near = "; ".join(f"{one.name} → {one.nearest or '-'}" for one in best[0].unmatched[:5]) or "-"
        raise Refused("boundaries.no_names", file=file, near=near)
    if len(best) > 1:
        raise BadChoice("boundaries.which_level", file=file, levels=", ".join(one.level for one in best))
    _check_one_name(best[0], file)
    return best[0]


def _at_level(features: Sequence[Feature], level: Level, gazetteer: Gazetteer) -> Matches:
    keys = dict.fromkeys(key for one in features for key in one.texts)
    told = [key for key in keys if sum(key in one.texts for one in features) >= _FEWEST * len(features)]
    tried = (_by_property(features, key, level, gazetteer) for key in told)
    return max(tried, key=lambda one: len(one.units), default=Matches(level, {}, ()))


def _by_property(features: Sequence[Feature], key: str, level: Level, gazetteer: Gazetteer) -> Matches:
    units: dict[str, list[Named]] = {}
    unmatched: list[Unmatched] = []
    where = _positions(level, gazetteer)
    for one in features:
        name = one.texts.get(key, "")
        codes, nearest = _codes(name, one, level, gazetteer)
        code = codes[0] if len(codes) == 1 else _nearest(codes, one, where)
        if code:
            units.setdefault(code, []).append(Named(one, name))
        else:
            unmatched.append(Unmatched(name or f"#{one.number}", nearest))
    return Matches(level, units, unmatched)


def _codes(name: str, feature: Feature, level: Level, gazetteer: Gazetteer) -> tuple[list[str], str]:
    """The units that a name may mean, in the feature's own district where it tells one, and the nearest names."""
    if level == "district":
        readings = [gazetteer.districts.read(name)]
    else:
        readings = [gazetteer.book(level, code).read(name) for code in _districts_of(feature, gazetteer)]
    codes = dict.fromkeys(str(reading.value) for reading in readings if reading.value)
    nearest = dict.fromkeys(reading.suggestion for reading in readings if reading.suggestion)
    return list(codes), "; ".join(nearest)


def _districts_of(feature: Feature, gazetteer: Gazetteer) -> Iterable[str]:
    """The one district that some property is the very name of, else all."""
    told = {code for text in feature.texts.values() if (code := gazetteer.districts.find(text))}
    return told if len(told) == 1 else gazetteer.reference.district_codes


def _positions(level: Level, gazetteer: Gazetteer) -> Mapping[str, Point]:
    lists = gazetteer.reference
    if level == "circle":
        return {}
    return positions(lists.thanas if level == "thana" else lists.districts, f"{level}_code")


def _nearest(codes: Sequence[str], feature: Feature, where: Mapping[str, Point]) -> str | None:
    """Of several units of one name the one that lies in or near the boundary; none where two do."""
    near = [code for code in codes if code in where and away_km(feature.shape, where[code]) <= _NEAR_KM]
    return near[0] if len(near) == 1 else None


def away_km(shape: object, point: Point) -> float:
    """How far a position lies outside of a shape in degrees; 0 inside."""
    lat, lon = point
    spot = shapely.Point(lon, lat)
    if shapely.covers(shape, spot):
        return 0.0
    edge = shapely.shortest_line(shape, spot).coords[0]
    return distance_km((edge[1], edge[0]), point)


def _check_one_name(found: Matches, file: str) -> None:
    for code, named in found.units.items():
        names = {fold(one.name): one for one in named}
        if len(names) > 1:
            told = ", ".join(f"{one.name} (#{one.feature.number})" for one in names.values())
            raise Refused("boundaries.twice", file=file, unit=code, names=told)

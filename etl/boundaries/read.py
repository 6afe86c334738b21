"""Reads a GeoJSON file of boundaries, or refuses it whole, saying what is wrong: form, coordinates or a polygon."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from access.errors import Refused
from access.settings import Settings
from etl.files.incoming import from_path
from etl.privacy.masking import shown_name
from warehouse.outlines import Shape, polygons, rounded
from warehouse.positions import Box

_MB = 1_000_000
_POLYGONS = ("Polygon", "MultiPolygon")
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326", "4326")  # how older GeoJSON says that it is in degrees
_LONGEST_NAME = 120  # letters; what is longer is a text and no name


@dataclass(frozen=True)
class Feature:
    """One feature of the file. `texts`: its properties that may be names. `is_mended`: its border crossed itself."""

    number: int
    texts: Mapping[str, str]
    shape: Shape
    is_mended: bool


def read_features(path: Path, settings: Settings, box: Box | None) -> list[Feature]:
    """The features of a file that is right in itself. Raises Refused naming the file, what was found and what to do."""
    name = shown_name(path.name)
    told = _parsed(_text(path, name, settings), name)
    _check_projection_said(told, name)
    features = [_feature(number, one, name) for number, one in enumerate(told["features"], 1)]
    if not features:
        raise Refused("boundaries.empty", file=name)
    _check_degrees(features, name, box)
    return features


def _text(path: Path, name: str, settings: Settings) -> str:
    file = from_path(path)
    if file.size > settings.max_file_mb * _MB:
        found, limit = f"{file.size / _MB:.1f}", f"{settings.max_file_mb:g}"
        raise Refused("etl.refused.too_large", file=name, found=found, limit=limit)
    try:
        return file.read().decode("utf-8-sig") if file.sha256 else path.read_text()
    except OSError as error:
        raise Refused("etl.refused.unreadable", file=name, fault=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise Refused("boundaries.not_json", file=name, line=1) from None


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refused("boundaries.not_json", file=name, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise Refused("boundaries.not_json", file=name, line=1) from None
    kind = told.get("type") if isinstance(told, dict) else None
    if kind != "FeatureCollection" or not isinstance(told.get("features"), list):
        raise Refused(
            "boundaries.not_a_collection", file=name, found=_whole_letters(kind) if isinstance(kind, str) else "-"
        )
    return dict(told)


def _no_number(word: str) -> float:
    """NaN and Infinity are no numbers of JSON."""
    raise ValueError(word)


def _check_projection_said(told: Mapping[str, Any], name: str) -> None:
    crs = told.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    said = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(said, str) and not said.endswith(_DEGREES):
        raise Refused("boundaries.projected", file=name, found=_whole_letters(said))


def _feature(number: int, told: Any, name: str) -> Feature:
    geometry = told.get("geometry") if isinstance(told, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    properties = told.get("properties") if isinstance(told, dict) else None
    texts = dict(_texts(properties)) if isinstance(properties, dict) else {}
    if kind not in _POLYGONS:
        found = _whole_letters(str(kind or "-"))
        raise Refused("boundaries.no_polygon", file=name, number=number, found=found)
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.GEOSException, ValueError, TypeError):
        raise Refused("boundaries.bad_polygon", file=name, number=number) from None
    whole = shape if shape.is_valid else polygons(shapely.make_valid(shape))
    if rounded(whole).is_empty:
        raise Refused("boundaries.bad_polygon", file=name, number=number)
    return Feature(number, texts, whole, is_mended=not shape.is_valid)


def _texts(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in properties.items():
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_NAME:
            yield str(key), _whole_letters(value.strip())


def _whole_letters(text: str) -> str:
    """JSON may spell half a letter (a surrogate by itself), which can be neither shown nor written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _check_degrees(features: Sequence[Feature], name: str, box: Box | None) -> None:
    """Coordinates must be degrees, longitude first, and touch the range; else it is said what they look like."""
    west, south, east, north = _bounds(features)
    seen = _seen(features, name)
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        is_swapped_degrees = max(abs(west), abs(east)) <= 90 and max(abs(south), abs(north)) <= 180
        if not is_swapped_degrees:
            key = "mercator" if max(abs(west), abs(east)) > 1_000_000 else "utm"
            raise Refused(f"boundaries.{key}", **seen)
    if box is None or _meets(box, west, south, east, north):
        return
    if _meets(box, south, west, north, east):
        raise Refused("boundaries.swapped", **seen)
    raise elsewhere(features, name, box)


def elsewhere(features: Sequence[Feature], name: str, box: Box | None) -> Refused:
    """What to raise where no feature can be a unit of the range."""
    return Refused("boundaries.elsewhere", **_seen(features, name), box=box.told if box else "-")


def _seen(features: Sequence[Feature], name: str) -> dict[str, str]:
    west, south, east, north = _bounds(features)
    return {"file": name, "x": f"{west:.6g} … {east:.6g}", "y": f"{south:.6g} … {north:.6g}"}


def _bounds(features: Sequence[Feature]) -> list[float]:
    """West, south, east, north of all of them."""
    bounds: list[float] = shapely.total_bounds([one.shape for one in features]).tolist()
    return bounds


def _meets(box: Box, west: float, south: float, east: float, north: float) -> bool:
    return west <= box.east and east >= box.west and south <= box.north and north >= box.south

"""The official boundaries in force in this installation: a GeoJSON file a level, beside the lists that they go with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import shapely

from access.errors import BadSettings
from access.settings import Settings
from warehouse import outlines
from warehouse.files import write_text_whole
from warehouse.outlines import Shape
from warehouse.reference import Reference, overlay
from warehouse.territory import LEVELS, Boundaries, Level


def boundaries_file(level: Level, settings: Settings) -> Path:
    return overlay(settings) / f"boundaries_{level}.geojson"


def stored_boundaries(settings: Settings, reference: Reference) -> Boundaries:
    """The boundaries in force; a unit that is no longer listed has none. Raises BadSettings when a file is damaged."""
    listed = {
        "thana": set(reference.district_of_thana),
        "circle": set(reference.district_of_circle),
        "district": set(reference.district_codes),
    }
    files = {level: path for level in LEVELS if (path := boundaries_file(level, settings)).exists()}
    return {
        level: {code: shape for code, shape in _read(path).items() if code in listed[level]}
        for level, path in files.items()
    }


def store_boundaries(level: Level, shapes: Mapping[str, Shape], settings: Settings) -> None:
    """Put boundaries (degrees, by unit code) in force from the next publication on."""
    features = [
        {
            "type": "Feature",
            "properties": {"unit_code": code},
            "geometry": json.loads(outlines.geojson(shape)),
        }
        for code, shape in sorted(shapes.items())
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    write_text_whole(boundaries_file(level, settings), text)


def _read(path: Path) -> dict[str, Shape]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {
            feature["properties"]["unit_code"]: outlines.rounded(shapely.from_geojson(json.dumps(feature["geometry"])))
            for feature in told["features"]
        }
    except (ValueError, KeyError, TypeError, shapely.errors.GEOSException):
        raise BadSettings("reference.boundaries_damaged", file=path.name) from None

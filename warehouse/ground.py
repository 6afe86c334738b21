"""The ground of a snapshot as frames: outlines, neighbours, places with their cells, and the faults of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import h3
import polars as pl

from warehouse import outlines
from warehouse.place_faults import PlaceFault, place_faults, usable_positions
from warehouse.positions import Box, Point, positions, sound_positions
from warehouse.reference import Reference
from warehouse.territory import Boundaries, Part, Territory, drawn

_CELLS = (7, 8)  # H3: 5.2 and 0.7 km2 on average
_OUTLINE = {
    "level": pl.String,
    "unit_code": pl.String,
    "district_code": pl.String,
    "circle_code": pl.String,
    "thana_code": pl.String,
    "source": pl.String,
    "geometry": pl.String,
    "area_km2": pl.Float64,
    "label_lat": pl.Float64,
    "label_lon": pl.Float64,
}
_FAULT = {
    "place_code": pl.String,
    "fault": pl.String,
    "other_place_code": pl.String,
    "distance_m": pl.Float64,
}


def ground_frames(reference: Reference, official: Boundaries, day: date) -> dict[str, pl.DataFrame]:
    """The inputs ref_place, ref_outline, ref_neighbour and ref_place_fault of the build.

    Catchments are those of the thanas in force on `day`; closed ones have none.
    """
    box = range_box(reference, official)
    territory = _territory(reference, official, day)
    neighbours = territory.neighbours if territory else []
    return {
        "ref_place": _places(reference.places, box),
        "ref_outline": _outlines(territory, reference),
        "ref_neighbour": pl.DataFrame(
            neighbours, schema={"thana_code": pl.String, "other_thana_code": pl.String}, orient="row"
        ),
        "ref_place_fault": _faults(place_faults(reference.places, box)),
    }


def range_box(reference: Reference, official: Boundaries) -> Box | None:
    """The box that places of the range lie in: of its thanas and official boundaries, else of its district seats."""
    corners = [
        corner
        for shapes in official.values()
        for shape in shapes.values()
        for west, south, east, north in [shape.bounds]
        for corner in ((south, west), (north, east))
    ]
    thanas = sound_positions(reference.thanas)
    return Box.around([*thanas.values(), *corners] or positions(reference.districts, "district_code").values())


def _territory(reference: Reference, official: Boundaries, day: date) -> Territory | None:
    in_force = reference.thanas.filter(
        pl.col("valid_from").fill_null(day) <= day, pl.col("valid_to").fill_null(day) >= day
    )
    sound = sound_positions(reference.thanas)
    points = {code: sound[code] for code in in_force["thana_code"] if code in sound}
    return drawn(reference.thanas, points, official)


def _places(places: pl.DataFrame, box: Box | None) -> pl.DataFrame:
    """The places with the cells that they lie in; a position that cannot be right is none."""
    usable = usable_positions(places, box)
    points = [usable.get(code) for code in places["place_code"]]
    columns = {
        "lat": [point[0] if point else None for point in points],
        "lon": [point[1] if point else None for point in points],
    }
    cells = {f"h3_{size}": [h3.latlng_to_cell(*point, size) if point else None for point in points] for size in _CELLS}
    return places.with_columns(
        *(pl.Series(name, values, pl.Float64) for name, values in columns.items()),
        *(pl.Series(name, values, pl.String) for name, values in cells.items()),
    )


def _outlines(territory: Territory | None, reference: Reference) -> pl.DataFrame:
    rows = list(_outline_rows(territory, reference)) if territory else []
    return pl.DataFrame(rows, schema=_OUTLINE, orient="row")


def _outline_rows(territory: Territory, reference: Reference) -> Iterator[tuple[object, ...]]:
    known = _label_points(reference)
    for level, parts in territory.parts.items():
        above = _above(level, reference)
        for code, part in parts.items():
            lat, lon = known.get((level, code)) or outlines.middle(part.shape)
            area = round(territory.plane.area_km2(part.shape), 3)
            yield level, code, *above[code], _source(part), outlines.geojson(part.shape), area, lat, lon


def _source(part: Part) -> str:
    return "official" if part.is_official else "catchment"


def _above(level: str, reference: Reference) -> Mapping[str, tuple[str | None, str | None, str | None]]:
    """District, circle and thana of each unit of a level; none below its own level."""
    if level == "range":
        return {"range": (None, None, None)}
    if level == "district":
        return {code: (code, None, None) for code in reference.district_codes}
    if level == "circle":
        return {code: (district, code, None) for code, district in reference.district_of_circle.items()}
    circles = reference.circle_of_thana
    return {code: (district, circles[code], code) for code, district in reference.district_of_thana.items()}


def _label_points(reference: Reference) -> dict[tuple[str, str], Point]:
    """Where names are written: thanas and district seats where they stand, a circle at the thana it is named for."""
    thanas = positions(reference.thanas, "thana_code")
    found: dict[tuple[str, str], Point] = {("thana", code): point for code, point in thanas.items()}
    found |= {("district", code): point for code, point in positions(reference.districts, "district_code").items()}
    seats = reference.circles.join(reference.thanas, on="circle_code", suffix="_of_thana").filter(
        pl.col("name_en_of_thana").str.starts_with(pl.col("name_en")), pl.col("thana_code").is_in(list(thanas))
    )
    nearest = seats.sort(pl.col("name_en_of_thana").str.len_chars(), "thana_code", descending=True)
    return found | {("circle", row["circle_code"]): thanas[row["thana_code"]] for row in nearest.iter_rows(named=True)}


def _faults(faults: list[PlaceFault]) -> pl.DataFrame:
    rows = [(one.place_code, one.fault, one.other_code, one.distance_m) for one in faults]
    return pl.DataFrame(rows, schema=_FAULT, orient="row")

"""What is wrong with the positions of listed places, and with the nights of festive ones: named, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl
import shapely

from warehouse.outlines import Plane
from warehouse.positions import Box, Point, positions

Fault = Literal["no_position", "outside_range", "swapped_mended", "twice_within_50_m", "no_nights"]
FAULTS: tuple[Fault, ...] = ("no_position", "outside_range", "swapped_mended", "twice_within_50_m", "no_nights")
STANDS_EVERY_NIGHT = ("pandal", "ramlila")  # of every Navratri, where no dates are given
FESTIVE = (*STANDS_EVERY_NIGHT, "mela", "ravan_dahan", "procession")  # kinds that stand for some nights only

_TWICE_M = 50.0  # two listed places nearer than this may be one (POLICY)


@dataclass(frozen=True)
class PlaceFault:
    """One fault of one place. `other_code` and `distance_m` where it is about another place."""

    place_code: str
    fault: Fault
    other_code: str | None = None
    distance_m: float | None = None


def place_faults(places: pl.DataFrame, box: Box | None) -> list[PlaceFault]:
    """The faults of a places list as `Reference.places` holds it, place by place in the list's order."""
    near = _twice(usable_positions(places, box))
    return [fault for row in places.iter_rows(named=True) for fault in _of_place(row, box, near)]


def usable_positions(places: pl.DataFrame, box: Box | None) -> dict[str, Point]:
    """Code → (lat, lon) of the places whose position can be right."""
    return {code: point for code, point in positions(places, "place_code").items() if box is None or box.holds(point)}


def _of_place(row: dict[str, object], box: Box | None, near: dict[str, list[PlaceFault]]) -> Iterator[PlaceFault]:
    code = str(row["place_code"])
    lat, lon = row["lat"], row["lon"]
    if not isinstance(lat, float) or not isinstance(lon, float):
        yield PlaceFault(code, "no_position")
    elif box and not box.holds((lat, lon)):
        yield PlaceFault(code, "outside_range")
    elif row["is_swapped"]:
        yield PlaceFault(code, "swapped_mended")
    yield from near.get(code, [])
    dates = (row["active_from"], row["active_to"])
    if row["kind"] in FESTIVE and (dates == (None, None) or (None in dates and row["kind"] not in STANDS_EVERY_NIGHT)):
        yield PlaceFault(code, "no_nights")


def _twice(points: dict[str, Point]) -> dict[str, list[PlaceFault]]:
    """Each place's too near neighbours, told of both."""
    if not points:
        return {}
    codes, flat = list(points), Plane.around(points.values()).points(points.values())
    pairs = shapely.STRtree(flat).query(flat, "dwithin", _TWICE_M / 1000).tolist()
    found: dict[str, list[PlaceFault]] = {}
    for one, other in sorted(zip(*pairs, strict=True)):
        if one != other:
            metres = round(flat[one].distance(flat[other]) * 1000, 1)
            found.setdefault(codes[one], []).append(PlaceFault(codes[one], "twice_within_50_m", codes[other], metres))
    return found

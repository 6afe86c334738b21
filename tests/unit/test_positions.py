"""Positions that cannot be right are named: none, outside, exchanged, twice; and festive places without nights."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from warehouse.place_faults import FAULTS, PlaceFault, place_faults, usable_positions
from warehouse.positions import Box, distance_km, is_swapped, sound_positions

BOX = Box.around([(28.06, 77.13), (29.30, 78.48)])


def places(*rows: tuple[str, float | None, float | None], **more: object) -> pl.DataFrame:
    told = [{"place_code": code, "lat": lat, "lon": lon} for code, lat, lon in rows]
    common = {"kind": "school", "is_swapped": False, "active_from": None, "active_to": None}
    schema = {"place_code": pl.String, "lat": pl.Float64, "lon": pl.Float64, "kind": pl.String}
    schema |= {"is_swapped": pl.Boolean, "active_from": pl.Date, "active_to": pl.Date}
    return pl.DataFrame([one | common | more for one in told], schema=schema)


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [(77.7, 28.9, True), (28.9, 77.7, False), (28.9, 28.9, False), (77.7, 77.7, False), (0.0, 0.0, False)],
)
def test_latitude_and_longitude_exchanged(lat: float, lon: float, said: bool) -> None:
    assert is_swapped(lat, lon) is said


def test_the_box_reaches_15_km_beyond_the_outermost() -> None:
    assert BOX
    assert BOX.holds((28.06 - 0.13, 77.13)) and not BOX.holds((28.06 - 0.14, 77.13))
    assert BOX.holds((28.5, 78.48 + 0.15)) and not BOX.holds((28.5, 78.48 + 0.16))
    assert Box.around([]) is None
    assert BOX.told == "27.93–29.43, 76.98–78.63"


def test_distances_are_great_circles() -> None:
    """Meerut to Bulandshahr seats: 0.577° of latitude, 0.144° of longitude."""
    assert distance_km((28.984, 77.706), (28.407, 77.850)) == pytest.approx(65.68, abs=0.05)
    assert distance_km((28.0, 77.0), (28.0, 77.0)) == 0


def test_a_thana_far_from_all_others_of_its_district_does_not_count() -> None:
    thanas = pl.DataFrame(
        {
            "thana_code": ["a", "b", "c", "d", "e"],
            "district_code": ["m", "m", "m", "m", "h"],
            "lat": [28.9, 28.95, 29.0, 30.3, 28.7],
            "lon": [77.7, 77.75, 77.7, 77.7, 77.7],
        }
    )
    assert list(sound_positions(thanas)) == ["a", "b", "c", "e"]


def test_each_fault_is_named_once() -> None:
    listed = places(("none", None, None), ("half", 28.9, None), ("madras", 13.08, 80.27), ("good", 28.9, 77.7))
    assert place_faults(listed, BOX) == [
        PlaceFault("none", "no_position"),
        PlaceFault("half", "no_position"),
        PlaceFault("madras", "outside_range"),
    ]
    assert list(usable_positions(listed, BOX)) == ["good"]


def test_an_exchanged_pair_is_mended_only_into_the_range() -> None:
    listed = places(("ours", 28.9, 77.7), ("theirs", 13.08, 80.27), is_swapped=True)
    assert [(one.place_code, one.fault) for one in place_faults(listed, BOX)] == [
        ("ours", "swapped_mended"),
        ("theirs", "outside_range"),
    ]


def test_places_within_50_m_name_one_another() -> None:
    """0.0004° of latitude are 44.5 m, 0.0005° are 55.6 m."""
    listed = places(("a", 28.9000, 77.7), ("b", 28.9004, 77.7), ("c", 28.9009, 77.7), ("outside", 13.0, 80.0))
    told = [one for one in place_faults(listed, BOX) if one.fault == "twice_within_50_m"]
    assert [(one.place_code, one.other_code) for one in told] == [("a", "b"), ("b", "a")]
    assert [one.distance_m for one in told] == [pytest.approx(44.5, abs=0.2)] * 2


@pytest.mark.parametrize("kind", ["pandal", "mela", "procession"])
def test_a_festive_place_without_nights_is_named(kind: str) -> None:
    listed = places(("p", 28.9, 77.7), kind=kind)
    assert place_faults(listed, BOX) == [PlaceFault("p", "no_nights")]
    half = place_faults(listed.with_columns(active_from=date(2026, 10, 11)), BOX)
    assert half == ([] if kind == "pandal" else [PlaceFault("p", "no_nights")])  # a mela needs both its dates
    whole = listed.with_columns(active_from=date(2026, 10, 11), active_to=date(2026, 10, 12))
    assert place_faults(whole, BOX) == []


def test_without_a_box_nothing_is_outside() -> None:
    assert place_faults(places(("madras", 13.08, 80.27)), None) == []
    assert place_faults(places(), BOX) == []


def test_the_faults_are_these() -> None:
    assert FAULTS == ("no_position", "outside_range", "swapped_mended", "twice_within_50_m", "no_nights")

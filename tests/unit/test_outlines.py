"""Catchments share the land out without gap or overlap, whatever the positions; what is degenerate breaks nothing."""

from __future__ import annotations

import json
import math

import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import outlines
from warehouse.outlines import Plane
from warehouse.territory import drawn

Points = dict[str, tuple[float, float]]

# On a grid of 300 m, so that different points never stand on one.
_SPOTS = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(
    lambda at: (28.0 + at[0] * 0.003, 77.0 + at[1] * 0.004)
)
_POINTS = st.lists(_SPOTS, min_size=1, max_size=25, unique=True).map(
    lambda spots: {f"t{at:02}": spot for at, spot in enumerate(spots)}
)


def thanas(points: Points, circles: int = 3) -> pl.DataFrame:
    """As many circles, two to a district."""
    rows = [(code, f"c{at % circles}", f"d{at % circles // 2}") for at, code in enumerate(points)]
    return pl.DataFrame(rows, schema=["thana_code", "circle_code", "district_code"], orient="row")


@settings(max_examples=60, deadline=None)
@given(_POINTS)
def test_the_land_is_shared_out_whole_and_every_thana_lies_in_its_own_part(points: Points) -> None:
    territory = drawn(thanas(points), points, {})
    assert territory
    parts = territory.parts["thana"]
    assert set(parts) == set(points)
    area = {
        level: sum(territory.plane.area_km2(one.shape) for one in of.values()) for level, of in territory.parts.items()
    }
    assert all(math.isclose(one, area["range"], rel_tol=1e-4, abs_tol=0.01) for one in area.values())
    for code, (lat, lon) in points.items():
        assert parts[code].shape.is_valid
        assert parts[code].shape.covers(shapely.Point(lon, lat))


@settings(max_examples=25, deadline=None)
@given(_POINTS)
def test_what_is_drawn_does_not_depend_on_the_order_of_the_list(points: Points) -> None:
    turned = dict(reversed(points.items()))
    one, other = drawn(thanas(points), points, {}), drawn(thanas(points), turned, {})
    assert one and other
    assert set(one.neighbours) == set(other.neighbours)
    for code, part in one.parts["thana"].items():
        assert part.shape.symmetric_difference(other.parts["thana"][code].shape).area < 1e-6


@settings(max_examples=25, deadline=None)
@given(_POINTS)
def test_nearest_thana_owns_the_spot(points: Points) -> None:
    """A point inside a catchment is nearest to that catchment's own thana."""
    territory = drawn(thanas(points), points, {})
    assert territory
    for code, part in territory.parts["thana"].items():
        lat, lon = outlines.middle(part.shape)
        away = {
            other: math.hypot(lat - at, (lon - along) * math.cos(math.radians(territory.plane.lat)))
            for other, (at, along) in points.items()
        }
        assert away[code] <= min(away.values()) + 1e-4


def test_neighbours_share_an_edge_and_not_a_corner() -> None:
    """Four thanas on the corners of a square: all four catchments meet in its middle."""
    square = {"sw": (28.0, 77.0), "se": (28.0, 77.4), "nw": (28.4, 77.0), "ne": (28.4, 77.4)}
    territory = drawn(thanas(square), square, {})
    assert territory
    assert set(territory.neighbours) == {
        *(("sw", "se"), ("se", "sw"), ("nw", "ne"), ("ne", "nw")),
        *(("sw", "nw"), ("nw", "sw"), ("se", "ne"), ("ne", "se")),
    }


def test_thanas_on_one_point_have_no_outline_and_leave_no_hole() -> None:
    points = {"a": (28.0, 77.0), "b": (28.0, 77.0003), "c": (28.3, 77.2), "d": (28.5, 77.6)}
    territory = drawn(thanas(points), points, {})
    assert territory
    assert set(territory.parts["thana"]) == {"c", "d"}
    areas = {
        level: sum(territory.plane.area_km2(one.shape) for one in of.values()) for level, of in territory.parts.items()
    }
    assert areas["circle"] == pytest.approx(areas["range"], rel=1e-4)
    assert areas["thana"] < areas["range"]
    assert territory.parts["circle"]["c0"].shape.covers(shapely.Point(77.0, 28.0))
    assert not {"a", "b"} & {code for pair in territory.neighbours for code in pair}


@pytest.mark.parametrize(
    "points",
    [
        {"a": (28.0, 77.0)},
        {"a": (28.0, 77.0), "b": (28.2, 77.1)},
        {"a": (28.0, 77.0), "b": (28.0, 77.0)},
        {f"t{at}": (28.0 + at / 10, 77.0 + at / 10) for at in range(5)},
        {f"t{at}": (28.0, 77.0 + at / 10) for at in range(5)},
    ],
    ids=["one", "two", "one point twice", "on a line", "on a parallel"],
)
def test_degenerate_positions_break_nothing(points: Points) -> None:
    territory = drawn(thanas(points), points, {})
    assert territory
    assert territory.plane.area_km2(territory.parts["range"]["range"].shape) > 50
    assert all(part.shape.is_valid for of in territory.parts.values() for part in of.values())


def test_without_any_position_nothing_is_drawn() -> None:
    assert drawn(thanas({"a": (0, 0)}), {}, {}) is None


def test_a_district_is_made_of_its_own_thanas_only() -> None:
    """A thana of d1 in the midst of d0 is a piece of d1, wherever it lies."""
    points = {"a": (28.0, 77.0), "b": (28.0, 77.4), "c": (28.2, 77.2), "d": (28.4, 77.2)}
    rows = pl.DataFrame(
        {"thana_code": list(points), "circle_code": ["x", "x", "y", "x"], "district_code": ["d0", "d0", "d1", "d0"]}
    )
    territory = drawn(rows, points, {})
    assert territory
    assert territory.parts["district"]["d1"].shape.equals(territory.parts["thana"]["c"].shape)
    assert not territory.parts["district"]["d0"].shape.contains(shapely.Point(77.2, 28.2))


def test_a_slit_between_borders_drawn_twice_is_closed_and_a_true_hole_stays() -> None:
    left, right = shapely.box(77.0, 28.0, 77.2, 28.2), shapely.box(77.2, 28.0, 77.4, 28.2)
    slit, hole = shapely.box(77.19995, 28.05, 77.2, 28.1), shapely.box(77.25, 28.05, 77.3, 28.1)
    joined = outlines.dissolved([left.difference(slit), right.difference(hole)])
    assert [shapely.Polygon(ring).equals(hole) for ring in joined.interiors] == [True]


class TestOfficial:
    """Square thanas on two squares of land, official boundaries laid over them."""

    points: Points = {"a": (28.1, 77.1), "b": (28.1, 77.3), "c": (28.3, 77.1)}
    rows = pl.DataFrame({"thana_code": ["a", "b", "c"], "circle_code": ["x", "x", "y"], "district_code": ["d"] * 3})

    def test_an_official_thana_takes_its_land_and_the_others_keep_what_is_left(self) -> None:
        square = shapely.box(77.0, 28.0, 77.2, 28.2)
        territory = drawn(self.rows, self.points, {"thana": {"a": square}})
        assert territory
        parts = territory.parts["thana"]
        assert parts["a"].is_official and parts["a"].shape.equals(square)
        assert not parts["b"].is_official
        assert parts["b"].shape.intersection(square).area < 1e-9
        assert not territory.parts["circle"]["x"].is_official
        assert territory.parts["circle"]["x"].shape.covers(square.buffer(-1e-5))

    def test_an_official_district_is_shared_out_among_its_thanas(self) -> None:
        square = shapely.box(77.0, 28.0, 77.4, 28.4)
        territory = drawn(self.rows, self.points, {"district": {"d": square}})
        assert territory
        assert territory.parts["district"]["d"].is_official
        assert territory.parts["range"]["range"].is_official
        area = sum(territory.plane.area_km2(part.shape) for part in territory.parts["thana"].values())
        assert area == pytest.approx(territory.plane.area_km2(square), rel=1e-4)

    def test_official_thanas_dissolve_to_official_units_above(self) -> None:
        boxes = {"a": shapely.box(77, 28, 77.2, 28.2), "b": shapely.box(77.2, 28, 77.4, 28.2)}
        territory = drawn(self.rows, self.points, {"thana": boxes})
        assert territory
        assert territory.parts["circle"]["x"].is_official
        assert territory.parts["circle"]["x"].shape.equals(shapely.box(77, 28, 77.4, 28.2))
        assert not territory.parts["circle"]["y"].is_official
        assert not territory.parts["district"]["d"].is_official


def test_areas_are_those_of_the_sphere() -> None:
    """A tenth of a degree each way at 28.5°N: 11.1195 km × 11.1195 km × cos 28.5°."""
    plane = Plane.around([(28.0, 77.0), (29.0, 78.0)])
    exact = 11.1195**2 * math.cos(math.radians(28.5))
    assert plane.area_km2(shapely.box(77.45, 28.45, 77.55, 28.55)) == pytest.approx(exact, rel=1e-3)


def test_geojson_has_five_decimals_at_most() -> None:
    told = json.loads(outlines.geojson(outlines.rounded(shapely.Point(77.123456789, 28.987654321).buffer(0.1))))
    numbers = [number for ring in told["coordinates"] for pair in ring for number in pair]
    assert all(len(repr(number).split(".")[1]) <= outlines.DECIMALS for number in numbers)

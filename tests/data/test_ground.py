"""The ground that is published: outlines, neighbours, cells and faults of places, of our own lists and of bad ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
import shapely

from access.settings import Settings
from tests.warehouse_kit import EVERYTHING, REFERENCE, published
from warehouse.build import publish
from warehouse.query import Snapshot, frame, open_snapshot
from warehouse.store import Store


def read(snapshot: Snapshot, table: str) -> pl.DataFrame:
    return frame(snapshot, f"select * from {table} where {{scope}} order by all", EVERYTHING)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Our own lists, published without any return."""
    settings = Settings(data=tmp_path_factory.mktemp("ground"))
    return open_snapshot(settings, publish(Store(settings), settings))


def changed(folder: Path, name: str, old: str, new: str) -> Snapshot:
    """The small range with one list changed."""
    shutil.copytree(REFERENCE, folder / "reference")
    path = folder / "reference" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    settings = Settings(data=folder / "data", reference=folder / "reference")
    return open_snapshot(settings, publish(Store(settings), settings))


def test_every_unit_of_the_range_has_an_outline(whole: Snapshot) -> None:
    told = read(whole, "dim_outline")
    assert dict(told.group_by("level").len().iter_rows()) == {"thana": 82, "circle": 22, "district": 4, "range": 1}
    assert set(told["source"]) == {"catchment"}
    area = dict(told.group_by("level").agg(pl.col("area_km2").sum()).iter_rows())
    assert all(one == pytest.approx(area["range"], rel=1e-5) for one in area.values())
    assert 8_000 < area["range"] < 12_000  # the four districts of the census have 8,800 km2
    assert told["geometry"].str.len_bytes().sum() < 40_000


def test_outlines_are_valid_hold_their_thana_and_name_what_they_lie_in(whole: Snapshot) -> None:
    told = read(whole, "dim_outline")
    shapes = {row["unit_code"]: shapely.from_geojson(row["geometry"]) for row in told.iter_rows(named=True)}
    assert all(shape.is_valid for shape in shapes.values())
    for row in told.filter(pl.col("level") == "thana").iter_rows(named=True):
        assert row["unit_code"] == row["thana_code"]
        assert shapes[row["thana_code"]].covers(shapely.Point(row["label_lon"], row["label_lat"]))
        assert shapes[row["district_code"]].buffer(1e-4).covers(shapes[row["thana_code"]])
    assert told.filter(pl.col("level") != "thana")["thana_code"].null_count() == 27


def test_the_scope_of_a_district_sees_its_outlines_alone(whole: Snapshot) -> None:
    told = frame(whole, "select * from dim_outline where {scope}", EVERYTHING.narrow(district="hapur"))
    assert set(told["district_code"]) == {"hapur"}
    assert dict(told.group_by("level").len().iter_rows()) == {"thana": 11, "circle": 3, "district": 1}


def test_neighbours_are_told_from_both_sides(whole: Snapshot) -> None:
    pairs = set(read(whole, "dim_neighbour").select("thana_code", "other_thana_code").iter_rows())
    assert {(other, one) for one, other in pairs} == pairs
    assert {one for one, _ in pairs} == set(read(whole, "dim_thana")["thana_code"])
    assert all(one != other for one, other in pairs)
    assert 4 < len(pairs) / 82 < 6  # planar: fewer than six on average


def test_our_own_places_have_cells_and_only_these_faults(whole: Snapshot) -> None:
    places = read(whole, "dim_place")
    assert places["h3_7"].null_count() == places["h3_8"].null_count() == 0
    assert {len(cell) for cell in places["h3_7"]} == {15}
    faults = read(whole, "dim_place_fault")
    twice = faults.filter(pl.col("fault") == "twice_within_50_m")
    assert twice["place_code"].str.contains("begum|bura-bazar|ggic-bulandshahr").all()
    assert twice.height == 4
    faults = faults.filter(pl.col("fault") != "twice_within_50_m")
    assert set(faults["fault"]) == {"no_nights"}
    festive = places.filter(pl.col("kind").is_in(["pandal", "mela", "ramlila"]), pl.col("active_from").is_null())
    assert set(faults["place_code"]) == set(festive["place_code"])


def test_the_small_range_is_drawn_too(tmp_path: Path) -> None:
    """Baraut opened on 1 October, after the last day that is known."""
    told = read(published(tmp_path), "dim_outline")
    assert dict(told.group_by("level").len().iter_rows()) == {"thana": 3, "circle": 3, "district": 2, "range": 1}
    assert json.loads(told["geometry"][0])["type"] in ("Polygon", "MultiPolygon")


def test_a_thana_without_position_has_no_outline(tmp_path: Path) -> None:
    told = read(changed(tmp_path, "thanas", "28.63,77.65", ","), "dim_outline")
    assert set(told.filter(pl.col("level") == "thana")["unit_code"]) == {"hapur-nagar", "khekra"}
    assert set(told.filter(pl.col("level") == "circle")["unit_code"]) == {"hapur-city", "baghpat-all"}


def test_thanas_that_share_a_point_have_no_outline_but_their_district_has(tmp_path: Path) -> None:
    told = read(changed(tmp_path, "thanas", "28.63,77.65", "28.731,77.776"), "dim_outline")
    assert set(told.filter(pl.col("level") == "thana")["unit_code"]) == {"khekra"}
    assert set(told.filter(pl.col("level") == "district")["unit_code"]) == {"hapur", "baghpat"}


def test_a_closed_thana_has_no_catchment(tmp_path: Path) -> None:
    told = read(changed(tmp_path, "thanas", "28.63,77.65,no,yes,,", "28.63,77.65,no,yes,,2025-09-01"), "dim_outline")
    assert "dhaulana" not in set(told["thana_code"])


def test_a_thana_with_exchanged_position_stands_where_it_should(tmp_path: Path) -> None:
    told = read(changed(tmp_path, "thanas", "28.63,77.65", "77.65,28.63"), "dim_thana")
    assert told.filter(pl.col("thana_code") == "dhaulana").select("lat", "lon").rows() == [(28.63, 77.65)]


def test_an_exchanged_place_is_mended_and_named(tmp_path: Path) -> None:
    snapshot = changed(tmp_path, "places", "28.73,77.77", "77.77,28.73")
    place = read(snapshot, "dim_place").filter(pl.col("place_code") == "hapur-girls-school")
    assert place.select("lat", "lon").rows() == [(28.73, 77.77)]
    faults = read(snapshot, "dim_place_fault").filter(pl.col("place_code") == "hapur-girls-school")
    assert set(faults["fault"]) == {"swapped_mended", "twice_within_50_m"}
    assert set(faults["district_code"]) == {"hapur"}


def test_a_place_outside_the_range_is_named_and_has_no_position(tmp_path: Path) -> None:
    snapshot = changed(tmp_path, "places", "28.73,77.77", "13.08,80.27")
    place = read(snapshot, "dim_place").filter(pl.col("place_code") == "hapur-girls-school")
    assert place.select("lat", "lon", "h3_7", "h3_8").rows() == [(None, None, None, None)]
    faults = read(snapshot, "dim_place_fault").filter(pl.col("place_code") == "hapur-girls-school")
    assert faults["fault"].to_list() == ["outside_range"]


def test_one_place_twice_is_named_from_both_sides(tmp_path: Path) -> None:
    told = read(published(tmp_path), "dim_place_fault").filter(pl.col("fault") == "twice_within_50_m")
    pairs = set(told.select("place_code", "other_place_code").iter_rows())
    assert pairs == {(other, one) for one, other in pairs}
    assert ("hapur-girls-school", "hapur-market") in pairs
    assert set(told["distance_m"]) == {0.0}

"""Official boundaries: refused with a reason or put in force whole, matched by name, drawn at the next publication."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from access.errors import BadChoice, MissionError, Refused
from access.settings import Settings
from etl.boundaries.hand_in import hand_in, remove, simplified
from etl.boundaries.read import read_features
from locales import LANGUAGES, say
from tests.data.conftest import run_etl
from tests.warehouse_kit import EVERYTHING, REFERENCE
from warehouse.boundaries import boundaries_file, stored_boundaries
from warehouse.build import publish
from warehouse.query import frame, open_snapshot
from warehouse.reference import load_reference, overlay
from warehouse.store import Store

HAPUR = shapely.box(77.55, 28.55, 77.95, 28.85)
BAGHPAT = shapely.box(77.13, 28.78, 77.42, 29.25)
BOW_TIE = shapely.Polygon([(77.2, 28.8), (77.35, 28.95), (77.35, 28.8), (77.2, 28.95)])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", reference=REFERENCE)


def feature(shape: Any, **properties: object) -> dict[str, Any]:
    geometry = shapely.geometry.mapping(shape) if not isinstance(shape, dict) else shape
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(folder: Path, features: Iterable[dict[str, Any]], name: str = "सीमा.geojson", **more: object) -> Path:
    path = folder / name
    told = {"type": "FeatureCollection", **more, "features": list(features)}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def districts() -> list[dict[str, Any]]:
    """As a survey office might write them: other columns, capitals, a name in Hindi."""
    return [
        feature(HAPUR, OBJECTID=1, DISTRICT="HAPUR", state="Uttar Pradesh"),
        feature(BAGHPAT, OBJECTID=2, DISTRICT="बागपत जनपद", state="Uttar Pradesh"),
    ]


def outlines(settings: Settings) -> pl.DataFrame:
    snapshot = open_snapshot(settings, publish(Store(settings), settings))
    return frame(snapshot, "select * from dim_outline where {scope}", EVERYTHING)


def keys(found: Any) -> set[str]:
    return {note.key.rpartition(".")[2] for note in found.notes}


class TestInForce:
    def test_districts_are_recognised_by_their_names_and_drawn(self, settings: Settings, tmp_path: Path) -> None:
        found = hand_in(written(tmp_path, districts()), None, settings)
        assert (found.level, found.codes, found.notes) == ("district", ("baghpat", "hapur"), ())
        told = outlines(settings)
        sources = dict(told.select("unit_code", "source").iter_rows())
        assert sources["hapur"] == sources["baghpat"] == sources["range"] == "official"
        assert sources["hapur-nagar"] == sources["hapur-city"] == "catchment"
        shape = {row["unit_code"]: shapely.from_geojson(row["geometry"]) for row in told.iter_rows(named=True)}
        assert shape["hapur"].equals(HAPUR)
        parts = told.filter(pl.col("level") == "thana", pl.col("district_code") == "hapur")["area_km2"].sum()
        whole = told.filter(pl.col("unit_code") == "hapur")["area_km2"].item()
        assert parts == pytest.approx(whole, rel=1e-4)

    def test_thanas_by_alias_and_spelling_and_the_rest_keep_their_catchments(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        features = [
            feature(shapely.box(77.7, 28.65, 77.9, 28.8), PS_NAME="PS Hapur Nagar", DIST="Hapur"),
            feature(shapely.box(77.2, 28.8, 77.35, 28.95), PS_NAME="KHEKDA", DIST="Bagpat"),
        ]
        found = hand_in(written(tmp_path, features), "thana", settings)
        assert (found.level, found.codes) == ("thana", ("hapur-nagar", "khekra"))
        (missing,) = found.notes
        assert (missing.key, missing.values) == ("boundaries.note.missing", {"n": 2, "units": "baraut, dhaulana"})
        sources = dict(outlines(settings).select("unit_code", "source").iter_rows())
        assert sources["hapur-nagar"] == sources["khekra"] == sources["hapur-city"] == "official"
        assert sources["dhaulana"] == sources["hapur"] == "catchment"

    def test_the_earlier_file_is_kept_and_removing_goes_back(self, settings: Settings, tmp_path: Path) -> None:
        path = written(tmp_path, districts())
        hand_in(path, "district", settings)
        first = boundaries_file("district", settings).read_bytes()
        hand_in(path, "district", settings)
        (earlier,) = (overlay(settings) / "earlier").iterdir()
        assert earlier.read_bytes() == first
        assert remove("district", settings) == "district"
        assert len(list((overlay(settings) / "earlier").iterdir())) == 2
        assert set(outlines(settings)["source"]) == {"catchment"}
        with pytest.raises(BadChoice, match="district"):
            remove("district", settings)

    def test_a_unit_that_is_no_longer_listed_has_no_boundary(self, settings: Settings, tmp_path: Path) -> None:
        hand_in(written(tmp_path, districts()), None, settings)
        path = boundaries_file("district", settings)
        path.write_text(path.read_text().replace('"hapur"', '"gone"'), encoding="utf-8")
        assert set(stored_boundaries(settings, load_reference(settings))["district"]) == {"baghpat"}

    def test_a_damaged_file_stops_publishing_with_a_reason(self, settings: Settings, tmp_path: Path) -> None:
        hand_in(written(tmp_path, districts()), None, settings)
        boundaries_file("district", settings).write_text('{"features": [{}]}', encoding="utf-8")
        with pytest.raises(MissionError, match=r"boundaries_district\.geojson"):
            publish(Store(settings), settings)

    def test_a_height_a_byte_order_mark_and_an_old_crs_do_no_harm(self, settings: Settings, tmp_path: Path) -> None:
        high = shapely.force_3d(HAPUR, 210.0)
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        path = written(tmp_path, [feature(high, n="Hapur"), feature(BAGHPAT, n="Baghpat")], crs=crs)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        assert hand_in(path, None, settings).codes == ("baghpat", "hapur")


class TestNoticed:
    def test_a_border_that_crosses_itself_is_mended_and_said(self, settings: Settings, tmp_path: Path) -> None:
        features = [feature(HAPUR, n="Hapur"), feature(BOW_TIE, n="Baghpat")]
        found = hand_in(written(tmp_path, features), None, settings)
        mended = next(note for note in found.notes if note.key == "boundaries.note.mended")
        assert mended.values == {"n": 1, "names": "Baghpat (#2)"}
        shape = stored_boundaries(settings, load_reference(settings))["district"]["baghpat"]
        assert shape.is_valid and shape.geom_type == "MultiPolygon"

    def test_unknown_names_are_told_with_the_nearest_and_left_out(self, settings: Settings, tmp_path: Path) -> None:
        features = [*districts(), feature(shapely.box(77.4, 28.6, 77.5, 28.7), DISTRICT="Ghaziabad")]
        found = hand_in(written(tmp_path, features), None, settings)
        assert keys(found) == {"unmatched"}
        assert found.notes[0].values["name"] == "Ghaziabad"
        assert "ghaziabad" not in found.codes

    def test_other_parts_of_the_state_are_counted_and_left_out(self, settings: Settings, tmp_path: Path) -> None:
        far = [feature(shapely.box(82 + at, 26, 82.5 + at, 26.5), DISTRICT=f"District {at}") for at in range(3)]
        found = hand_in(written(tmp_path, [*districts(), *far]), None, settings)
        assert [(note.key, note.values) for note in found.notes] == [("boundaries.note.outside", {"n": 3})]

    def test_parts_under_one_name_are_joined_and_said(self, settings: Settings, tmp_path: Path) -> None:
        halves = [shapely.box(77.55, 28.55, 77.75, 28.85), shapely.box(77.75, 28.55, 77.95, 28.85)]
        features = [*(feature(half, n="Hapur") for half in halves), feature(BAGHPAT, n="Baghpat")]
        found = hand_in(written(tmp_path, features), None, settings)
        assert keys(found) == {"parts"}
        assert stored_boundaries(settings, load_reference(settings))["district"]["hapur"].equals(HAPUR)

    def test_overlaps_and_far_positions_are_asked_about(self, settings: Settings, tmp_path: Path) -> None:
        features = [feature(HAPUR, n="Hapur"), feature(shapely.box(77.5, 28.8, 77.9, 29.2), n="Baghpat")]
        found = hand_in(written(tmp_path, features), None, settings)
        assert keys(found) == {"overlap", "far"}
        far = next(note for note in found.notes if note.key == "boundaries.note.far")
        assert far.values == {"unit": "baghpat", "km": "27"}  # 0.282° of longitude at 28.94°N

    def test_every_note_has_its_words(self) -> None:
        notes = ("mended", "parts", "unmatched", "missing", "outside", "overlap", "far")
        assert all(say(lang, f"boundaries.note.{note}") for lang in LANGUAGES for note in notes)


def transformed(shape: Any, factor: float) -> Any:
    return shapely.transform(shape, lambda xy: xy * factor)


def flipped(shape: Any) -> Any:
    return shapely.transform(shape, lambda xy: xy[:, ::-1])


POINT = {"type": "Point", "coordinates": [77.7, 28.7]}
BROKEN = {"type": "Polygon", "coordinates": [[[77.7, 28.7], [77.8]]]}
FLAT = {"type": "Polygon", "coordinates": [[[77.7, 28.7], [77.8, 28.7], [77.7, 28.7], [77.7, 28.7]]]}
SPECK = shapely.box(77.7, 28.7, 77.700001, 28.700001)  # on a grid of a metre nothing is left of it
HALF_A_LETTER = "Lucknow \ud800"
UTM = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32643"}}


@pytest.mark.parametrize(
    ("features", "more", "key"),
    [
        ([], {}, "boundaries.empty"),
        ([feature(POINT, n="Hapur")], {}, "boundaries.no_polygon"),
        ([{"type": "Feature", "properties": {"n": "Hapur"}, "geometry": None}], {}, "boundaries.no_polygon"),
        ([None], {}, "boundaries.no_polygon"),
        ([feature(BROKEN, n="Hapur")], {}, "boundaries.bad_polygon"),
        ([feature(FLAT, n="Hapur")], {}, "boundaries.bad_polygon"),
        ([feature(SPECK, n="Hapur")], {}, "boundaries.bad_polygon"),
        ([feature({"type": HALF_A_LETTER}, n="Hapur")], {}, "boundaries.no_polygon"),
        ([feature(HAPUR, n=HALF_A_LETTER)], {}, "boundaries.no_names"),
        ([feature(HAPUR, n="Hapur")], {"crs": {"properties": {"name": HALF_A_LETTER}}}, "boundaries.projected"),
        ([], {"type": HALF_A_LETTER}, "boundaries.not_a_collection"),
        ([feature(HAPUR, n="Hapur")], {"crs": UTM}, "boundaries.projected"),
        ([feature(transformed(HAPUR, 111_319.5), n="Hapur")], {}, "boundaries.mercator"),
        ([feature(transformed(HAPUR, 9_000), n="Hapur")], {}, "boundaries.utm"),
        ([feature(flipped(HAPUR), n="Hapur")], {}, "boundaries.swapped"),
        ([feature(shapely.box(82, 26, 82.5, 26.5), n="Hapur")], {}, "boundaries.elsewhere"),
        ([feature(shapely.box(-180, -90, 180, 90), n="Hapur")], {}, "boundaries.elsewhere"),
        ([feature(HAPUR, n="Lucknow")], {}, "boundaries.no_names"),
        ([feature(HAPUR, n=7)], {}, "boundaries.no_names"),
        ([feature(HAPUR, n="Hapur"), feature(BAGHPAT, n="Hapur district")], {}, "boundaries.twice"),
        ([], {"type": "Topology"}, "boundaries.not_a_collection"),
        ([], {"features_": 1, "type": 3}, "boundaries.not_a_collection"),
    ],
)
def test_what_cannot_be_right_is_refused_whole(
    settings: Settings, tmp_path: Path, features: Any, more: dict[str, Any], key: str
) -> None:
    path = tmp_path / "सीमा.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more), encoding="utf-8")
    level = "district" if key == "boundaries.twice" else None
    with pytest.raises(Refused) as refusal:
        hand_in(path, level, settings)
    assert refusal.value.key == key
    assert all("सीमा.geojson" in refusal.value.sentence(lang) for lang in LANGUAGES)
    assert all(refusal.value.sentence(lang).encode("utf-8") for lang in LANGUAGES)
    assert not list(overlay(settings).glob("*"))


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"", 1), (b"PK\x03\x04\xff", 1), (b'{\n"type": "FeatureCollection",\n"features": [}', 3), (b'{"a": NaN}', 1)],
)
def test_what_is_no_json_is_refused_with_its_line(settings: Settings, tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        hand_in(path, None, settings)
    assert (refusal.value.key, refusal.value.values["line"]) == ("boundaries.not_json", line)


_ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-200, 200)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "Hapur", "Polygon"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "name", "coordinates"]), inner)
    ),
    max_leaves=8,
)


@given(spot=st.sampled_from(["crs", "features", "feature", "properties", "geometry", "coordinates", "ring"]), odd=_ODD)
@hypothesis_settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_file_it_is_read_or_refused(spot: str, odd: Any) -> None:
    one = feature(HAPUR, n="Hapur")
    told: dict[str, Any] = {"type": "FeatureCollection", "features": [one]}
    if spot in ("crs", "features"):
        told[spot] = odd
    elif spot == "feature":
        told["features"] = [odd]
    elif spot in ("properties", "geometry"):
        one[spot] = odd
    else:
        one["geometry"] = {"type": "Polygon", "coordinates": odd if spot == "coordinates" else [odd]}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.geojson"
        path.write_text(json.dumps(told), encoding="utf-8")
        try:
            found = read_features(path, Settings(data=Path(folder)), None)
        except Refused as refusal:
            assert all("x.geojson" in refusal.sentence(lang) for lang in LANGUAGES)
        else:
            assert all(one.shape.is_valid and not one.shape.is_empty for one in found)


def test_a_file_that_is_not_there_or_too_large_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"none\.geojson"):
        hand_in(tmp_path / "none.geojson", None, settings)
    small = Settings(data=tmp_path / "data", reference=REFERENCE, max_file_mb=0.0001)
    with pytest.raises(Refused) as refusal:
        hand_in(written(tmp_path, districts()), None, small)
    assert refusal.value.key == "etl.refused.too_large"


def test_a_level_that_does_not_exist_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadChoice, match="village"):
        hand_in(written(tmp_path, districts()), "village", settings)


def test_names_that_fit_two_levels_alike_are_asked_about(settings: Settings, tmp_path: Path) -> None:
    """Baghpat is a district and a circle."""
    path = written(tmp_path, [feature(BAGHPAT, n="Baghpat")])
    with pytest.raises(BadChoice) as refusal:
        hand_in(path, None, settings)
    assert refusal.value.key == "boundaries.which_level"
    assert hand_in(path, "circle", settings).codes == ("baghpat-all",)


def test_many_corners_become_few_and_common_borders_stay_common() -> None:
    """Two halves of a disc of 20 km, each with 20,000 corners."""
    disc = shapely.Point(77.5, 28.5).buffer(0.2, quad_segs=5_000)
    halves = {
        "west": disc.intersection(shapely.box(77, 28, 77.5, 29)),
        "east": disc.intersection(shapely.box(77.5, 28, 78, 29)),
    }
    found = simplified(halves)
    assert sum(map(shapely.get_num_coordinates, found.values())) <= 4_100
    assert all(one.is_valid for one in found.values())
    assert found["west"].intersection(found["east"]).area < 1e-9
    for name, half in halves.items():
        assert found[name].area == pytest.approx(half.area, rel=1e-3)


def test_the_command_tells_what_it_did_and_takes_it_back(tmp_path: Path) -> None:
    """On our own range: all four districts, named in Hindi."""
    names = {"मेरठ": (77.706, 28.984), "बुलंदशहर": (77.85, 28.407), "बागपत": (77.218, 28.944), "हापुड़": (77.776, 28.731)}
    path = written(tmp_path, [feature(shapely.Point(*at).buffer(0.1), नाम=name) for name, at in names.items()])
    done = run_etl(tmp_path / "data", "boundaries", str(path), "--json")
    told = json.loads(done.stdout)
    assert (told["level"], told["units"]) == ("district", ["baghpat", "bulandshahr", "hapur", "meerut"])
    assert told["notes"] == []
    assert run_etl(tmp_path / "data", "boundaries").returncode == 2
    done = run_etl(tmp_path / "data", "boundaries", "--remove", "district")
    assert say("hi", "boundaries.removed", level=say("hi", "boundaries.level.district")) in done.stdout

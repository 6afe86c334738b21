"""Maps are built from land and marks alone: they hold their scope, call nobody, and tell no masked number."""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode
from itertools import combinations
from typing import Any

import polars as pl
import pytest

from components.maps import furniture, labels, marks, picture, sheet
from components.maps.land import Land
from components.maps.marks import Key, Mark
from components.maps.mercator import HEIGHT, LOW, WIDTH, fitting
from components.maps.picture import Area, TooMuch, deck, payload
from locales import say

NAMES = {
    ("district", "d"): "मेरठ",
    ("circle", "c1"): "मवाना",
    ("circle", "c2"): "नगर",
    ("thana", "t1"): "मवाना",
    ("thana", "t2"): "क्षेत्र & <b>",
    ("thana", "t3"): "तीसरा",
}


def square(west: float, south: float, size: float = 0.2) -> str:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def told(source: str = "catchment") -> pl.DataFrame:
    """One district of two circles; its first circle has its seat at t1, its second none."""
    rows = [
        ("district", "d", square(77.0, 28.0, 0.4), 28.2, 77.2),
        ("circle", "c1", square(77.0, 28.0), 28.1, 77.1),
        ("circle", "c2", square(77.2, 28.0), 28.15, 77.33),
        ("thana", "t1", square(77.0, 28.0), 28.1, 77.1),
        ("thana", "t2", square(77.2, 28.0), 28.1, 77.3),
    ]
    columns = ["level", "unit_code", "geometry", "label_lat", "label_lon"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(source=pl.lit(source))


LAND = Land.of(told(), NAMES)


def layers(drawn: Any) -> dict[str, dict[str, Any]]:
    return {layer["id"]: layer for layer in json.loads(drawn.to_json())["layers"]}


def images(drawn: Any) -> list[str]:
    """Every drawing within the map, read."""
    found = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", drawn.to_json())
    return [b64decode(one).decode() for one in found]


class TestLand:
    def test_it_says_that_borders_are_approximate_and_who_is_not_on_it(self) -> None:
        for lang in ("hi", "en"):
            assert LAND.notes(lang) == [say(lang, "maps.approximate"), say(lang, "maps.undrawn", thanas="तीसरा")]

    def test_official_borders_are_said_to_be_that(self) -> None:
        land = Land.of(told("official"), {key: name for key, name in NAMES.items() if key[1] != "t3"})
        assert land.notes("en") == [say("en", "maps.official")]

    def test_what_has_no_name_is_out_of_sight(self) -> None:
        land = Land.of(told(), {("thana", "t1"): "मवाना"})
        assert [one.code for one in land.outlines] == ["t1"]
        assert land.bounds() == (77.0, 28.0, 77.2, 28.2)

    def test_land_of_nothing_says_nothing(self) -> None:
        assert Land(()).is_empty
        assert Land(()).notes("hi") == []


class TestView:
    @pytest.mark.parametrize("bounds", [(77.0, 28.0, 78.5, 29.3), (77.0, 28.0, 77.1, 29.3), (77.0, 28.0, 79.0, 28.1)])
    @pytest.mark.parametrize("size", [(WIDTH, HEIGHT), LOW])
    def test_it_just_holds_its_bounds(self, bounds: tuple[float, float, float, float], size: tuple[int, int]) -> None:
        (west, south, east, north), (wide, high) = bounds, size
        view = fitting(bounds, size)
        left, bottom = view.pixel(west, south)
        right, top = view.pixel(east, north)
        assert left == pytest.approx(-right, abs=1e-6) and top == pytest.approx(-bottom, abs=1e-6)
        assert right <= wide / 2 - 25 and bottom <= high / 2 - 25
        assert right == pytest.approx(wide / 2 - 26) or bottom == pytest.approx(high / 2 - 26)

    def test_pixels_and_positions_are_each_others_inverse(self) -> None:
        view = fitting((77.0, 28.0, 78.5, 29.3))
        assert view.position(*view.pixel(77.7, 28.9)) == pytest.approx((77.7, 28.9))

    def test_a_pixel_is_as_long_as_mercator_has_it(self) -> None:
        view = fitting((77.0, 28.0, 78.0, 29.0))
        metres_a_degree = 40_075_016.686 / 360 * math.cos(math.radians(view.lat))
        assert view.metres(view.pixel(view.lon + 1, view.lat)[0]) == pytest.approx(metres_a_degree)

    @pytest.mark.parametrize(("bounds", "km"), [((77.13, 28.06, 78.48, 29.30), 20), ((77.0, 28.0, 77.05, 28.05), 1)])
    def test_the_scale_is_a_round_length_that_has_room(
        self, bounds: tuple[float, float, float, float], km: float
    ) -> None:
        assert furniture.scale_km(fitting(bounds)) == km

    def test_one_spot_is_a_view_too(self) -> None:
        assert fitting((77.0, 28.0, 77.0, 28.0)).zoom == 13


class TestNames:
    @pytest.mark.parametrize("size", [(WIDTH, HEIGHT), LOW])
    def test_no_name_covers_another_or_leaves_the_sheet(self, size: tuple[int, int]) -> None:
        view = fitting(LAND.bounds(), size)
        boxes = [label.box(view) for label in labels.placed(LAND, view)]
        for (left, top, right, bottom), (left_2, top_2, right_2, bottom_2) in combinations(boxes, 2):
            assert right < left_2 or right_2 < left or bottom < top_2 or bottom_2 < top
        assert all(left >= -size[0] / 2 and right <= size[0] / 2 for left, _, right, _ in boxes)

    def test_a_name_is_written_once_and_a_circle_without_a_seat_not_at_all(self) -> None:
        found = [label.text for label in labels.placed(LAND, fitting(LAND.bounds()))]
        assert found == ["मेरठ", "मवाना", "क्षेत्र & <b>"]

    def test_a_range_names_its_seats_and_no_thana(self) -> None:
        two = pl.concat([told(), told().filter(pl.col("level") == "district").with_columns(unit_code=pl.lit("e"))])
        land = Land.of(two, NAMES | {("district", "e"): "हापुड़"})
        assert "thana" not in {label.level for label in labels.placed(land, fitting(land.bounds()))}

    def test_a_name_steps_aside_for_marks(self) -> None:
        view = fitting(LAND.bounds())
        first = labels.placed(LAND, view)[0]
        assert first.side == "up"
        x, y = view.pixel(*first.at)
        moved = labels.placed(LAND, view, [view.position(x, y - 15)])[0]
        assert (moved.text, moved.side) == (first.text, "down")

    def test_names_are_text_that_the_browser_shapes(self) -> None:
        drawn = deck(LAND, "hi")
        assert any(">क्षेत्र &amp; &lt;b&gt;</text>" in image for image in images(drawn))
        assert "TextLayer" not in drawn.to_json()


class TestDeck:
    def test_it_calls_nobody(self) -> None:
        drawn = deck(LAND, "hi", marks=[Mark(28.1, 77.1, "missed", "विद्यालय", code="p1")], shades={"t1": None})
        told = json.loads(drawn.to_json())
        assert "http" not in drawn.to_json()
        assert "mapProvider" not in told
        assert told["mapStyle"] == "__MAP_STYLE__"  # the sign for none: any other makes Streamlit ask for tiles

    def test_words_are_never_taken_for_expressions(self) -> None:
        """deck.gl computes what follows @@=: nothing but the names of columns may."""
        drawn = deck(LAND, "hi", marks=[Mark(28.1, 77.1, "met", "@@=alert(1)", code="p1")])
        asked = [value for layer in layers(drawn).values() for value in layer.values() if str(value).startswith("@@=")]
        assert set(asked) <= {f"@@={name}" for name in ("position", "polygon", "path", "icon", "size", "radius")}

    def test_masked_land_is_grey_and_stroked_and_tells_no_number(self) -> None:
        masked, open_ = (layers(deck(LAND, "hi", shades={"t1": shade})) for shade in (None, "few"))
        assert masked["areas_None"]["_subLayerProps"]["fill"]["getFillColor"] == [213, 217, 220]
        assert len(masked["strokes"]["data"]) > 10
        assert open_["strokes"]["data"] == []
        assert [set(one) for one in masked["areas_None"]["data"]] == [{"polygon"}]
        assert not any(layer["pickable"] for layer in masked.values())

    def test_land_of_which_nothing_is_known_is_stroked_the_other_way(self) -> None:
        def slopes(shade: Any) -> set[bool]:
            paths = layers(deck(LAND, "hi", shades={"t1": shade}))["strokes"]["data"]
            return {(one[1] - other[1]) * (one[0] - other[0]) > 0 for one, other in (path["path"] for path in paths)}

        assert slopes(None) == {True}
        assert slopes("unknown") == {False}

    def test_hot_land_has_a_rim_and_cold_land_none(self) -> None:
        drawn = layers(deck(LAND, "hi", shades={"t1": "hot", "t2": "cold"}))
        assert len(drawn["rims"]["data"]) == 1
        hot, cold = (marks.legend((Key("shade", tone, "x"),)) for tone in ("hot", "cold"))
        assert marks.RIM in hot and marks.RIM not in cold

    def test_strokes_stay_inside(self) -> None:
        paths = layers(deck(LAND, "hi", shades={"t1": None}))["strokes"]["data"]
        assert all(
            77.0 - 1e-5 <= lon <= 77.2 + 1e-5 and 28.0 - 1e-5 <= lat <= 28.2 + 1e-5
            for path in paths
            for lon, lat in path["path"]
        )

    def test_marks_carry_what_a_choice_gives_and_the_gravest_lie_on_top(self) -> None:
        drawn = layers(
            deck(LAND, "hi", marks=[Mark(28.1, 77.1, "missed", "अ", 20, "p1"), Mark(28.1, 77.1, "met", "ब", code="p2")])
        )
        order = list(drawn)
        assert order.index("marks_met") < order.index("marks_missed") < order.index("names")
        assert drawn["marks_missed"]["data"] == [
            {"position": [77.1, 28.1], "size": 20, "label": "अ", "code": "p1", "icon": "mark"}
        ]
        assert drawn["marks_met"]["pickable"] is True

    def test_the_chosen_mark_is_ringed(self) -> None:
        two = [Mark(28.1, 77.1, "met", "अ", code="p1"), Mark(28.15, 77.1, "met", "ब", code="p2")]
        assert layers(deck(LAND, "hi", marks=two, chosen="p2"))["chosen"]["data"][0]["position"] == [77.1, 28.15]
        assert "chosen" not in layers(deck(LAND, "hi", marks=two, chosen="gone"))

    def test_borders_of_districts_are_the_heaviest(self) -> None:
        drawn = layers(deck(LAND, "hi"))
        widths = [drawn[f"borders_{level}"]["getWidth"] for level in ("thana", "circle", "district")]
        assert widths == sorted(widths) and widths[0] < widths[2]

    def test_600_places_and_400_cells_are_far_below_a_megabyte(self) -> None:
        many = [
            Mark(28 + at / 3000, 77 + at / 3000, "missed", f"राजकीय बालिका इंटर कॉलेज {at}", code=f"p{at}")
            for at in range(600)
        ]
        ring = [[77.1234 + at / 1e4, 28.1234] for at in range(7)]
        cells = [Area([[ring]], "some")] * 400
        assert payload(deck(LAND, "hi", marks=many, areas=cells)) < 250_000

    def test_too_much_is_a_fault_of_the_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(picture, "MOST_BYTES", 1000)
        with pytest.raises(TooMuch, match="bytes"):
            deck(LAND, "hi")

    def test_land_without_outlines_is_no_map(self) -> None:
        with pytest.raises(ValueError):
            deck(Land(()), "hi")


class TestLegend:
    def test_each_key_has_its_drawing_and_its_words(self) -> None:
        keys = (Key("mark", "missed", "<कोई> भ्रमण नहीं"), Key("shade", "few", "5–9"), Key("shade", None, "5 से कम"))
        html = marks.legend(keys)
        assert html.count("<span>") == 3
        assert "&lt;कोई&gt;" in html
        assert marks.SHADES["few"] in html and marks.MASKED in html and "repeating-linear-gradient" in html
        assert marks.legend(()) == ""

    def test_tones_differ_in_shape(self) -> None:
        bare = [re.sub(r"#[0-9a-f]{6}", "", marks.svg(tone)) for tone in marks.TONES]
        assert len(set(bare)) == len(marks.TONES)


class TestChoice:
    def test_a_chosen_mark_gives_its_code(self) -> None:
        state = {"selection": {"indices": {"marks_met": [0]}, "objects": {"marks_met": [{"code": "p1"}]}}}
        assert sheet.selected(state) == "p1"

    @pytest.mark.parametrize(
        "state",
        [
            None,
            {},
            {"selection": {}},
            {"selection": {"objects": {"towns": [{"code": "x"}]}}},
            {"selection": {"objects": {"marks_met": [{}]}}},
        ],
    )
    def test_anything_else_gives_none(self, state: Any) -> None:
        assert sheet.selected(state) is None

"""The page on hotspots: who was not visited first, what may not be told, refusals, empty states, the link, the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from tests.browser import download, enter, hear, press_mark, settle, text_of
from tests.screens import hotspots_range
from tests.screens.drawn import middle_of
from tests.screens.looking import VIEWERS, english, html, look, notice
from tests.screens.whole import check_drawn_whole
from warehouse.build import publish
from warehouse.reference import load_reference
from warehouse.store import Store

UseData = Callable[[Path], Settings]
See = Callable[..., AppTest]
LAYERS = ("uncovered", "complaints", "cells", "gi_star")


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("visits")
    hotspots_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, visits: Path) -> See:
    """The page in English for a viewer and a link."""
    use_data(visits)
    return english("hotspots")


def rows_of(body: str, title: str) -> list[list[str]]:
    """The rows of the table whose first heading it is."""
    tables = re.findall(r"<table[^>]*>.*?</table>", body, re.DOTALL)
    table = next(one for one in tables if title in one)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", " ", cell).strip() for cell in row] for row in cells]


def deck_of(app: AppTest) -> str:
    """What the browser gets to draw the map."""
    return next(str(one.proto.json) for one in app.main if one.type == "deck_gl_json_chart")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_role_sees_the_list_and_the_map_first(see: See, viewer: str) -> None:
    body = html(see(viewer, window="campaign"))
    others = ("ms-exceptions", "ms-said", "ms-week", "ms-facts")
    assert body.index("Where nobody went") < min(body.index(part) for part in others)


def test_the_school_that_nobody_visited_is_on_top_in_words(see: See) -> None:
    for query in ({}, {"district": "bulandshahr"}, {"kind": "learning"}):
        body = html(see(**query))
        first = rows_of(body, "Days without a visit")[1]
        assert "Kuber Inter College" in first[0]
        assert first[1].startswith("never · 70 days")
        assert first[2] == "2"
        assert "Thana Debai · Kuber Inter College" in body


def test_a_market_that_was_left_alone_is_overdue_and_counted_in_days(see: See) -> None:
    rows = rows_of(html(see(district="meerut")), "Days without a visit")
    assert "Abu Lane" in rows[1][0]
    assert rows[1][0].startswith("▲")
    assert rows[1][1] == "12 days"


def test_days_without_a_return_are_told_and_are_no_absence(see: See) -> None:
    body = html(see(district="baghpat", window="last-15"))
    assert "Not known: no return of visits came for this window. This is not zero." in body
    assert "○ not known 1" in body
    body = html(see(district="baghpat", window="campaign"))
    assert "According to the returns received every listed place was visited" in body
    assert re.search(r"Places with days of which no patrol return is accepted: \d+ \(at most 30 days\)", body)
    assert "no patrol return is accepted" not in html(see(district="meerut"))


def test_a_thana_without_listed_places_is_not_one_whose_return_is_missing(see: See) -> None:
    body = html(see(district="hapur", thana="kapurpur", window="last-15"))
    assert "No place of this choice is on the list of places to visit; that is not zero." in body
    assert "no return of visits came" not in body


def test_what_is_held_back_is_told_beside_the_map_and_not_below_everything(see: See) -> None:
    body = html(see(window="campaign"))
    assert body.index("ms-gaps") < body.index("ms-facts") < body.index("ms-exceptions")


def test_the_legend_says_why_a_thana_is_hatched(see: See) -> None:
    assert "fewer than 5, or not told so that no woman is identified" in html(see(layer="complaints"))


def test_a_thana_is_counted_from_five_complaints_up(see: See) -> None:
    rows = dict(rows_of(html(see(layer="complaints", window="campaign")), ">Complaints<")[1:])
    assert rows["Kotwali Meerut"] == "140"
    assert rows["Hastinapur"] == "not shown"
    assert list(rows.values()).count("not shown") >= 2


def test_the_hidden_thana_cannot_be_subtracted(see: See) -> None:
    told = dict(rows_of(html(see(layer="complaints", district="meerut", window="campaign")), ">Complaints<")[1:])
    hidden = [name for name, n in told.items() if n == "not shown"]
    assert "Hastinapur" in hidden
    assert len(hidden) >= 2


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_has_its_words_and_its_table(see: See, layer: str) -> None:
    app = see(layer=layer)
    assert app.button_group(key="hotspots_layer").value == layer
    chart = next(one for one in app.main if one.type == "deck_gl_json_chart")
    assert "Kuber Inter College" in deck_of(app)
    assert len(deck_of(app).encode()) < 1_000_000
    assert chart.proto.alt


def test_grave_matters_are_nowhere(see: See) -> None:
    """Thirty of them lie in Debai: counted, they would make it the loudest thana of Bulandshahr."""
    rows = dict(rows_of(html(see(layer="complaints", district="bulandshahr", window="campaign")), ">Complaints<")[1:])
    assert rows["Debai"] == "14"
    for layer in LAYERS:
        body = html(see(layer=layer))
        assert not re.search(r"\b(?:44|30) (?:complaints|of)", body)


def test_where_complaints_gather_is_named_in_words_alone(see: See) -> None:
    body = html(see(window="campaign"))
    found = re.search(r"▲ More than chance, (\d+) thanas: ([^<]*)", body)
    assert found
    assert "Lisari Gate" in found.group(2)
    assert "999 permutations" in body
    rows = dict(rows_of(html(see(layer="gi_star", window="campaign")), ">Class<")[1:])
    assert rows["Lisari Gate"] == "▲ more than chance"
    assert not any(re.search(r"\d", told) for told in rows.values())


def test_a_district_of_few_thanas_is_refused_and_says_so(see: See) -> None:
    body = html(see("asp-hapur", window="campaign"))
    assert "Not computed: 11 thanas are known within your reach, at least 20 are needed." in body
    assert "More than chance" not in body


def test_without_complaints_nothing_is_computed_and_visits_are_shown_all_the_same(
    use_data: UseData, published: Path
) -> None:
    use_data(published)
    app = look("dig", "hotspots", lang="en", layer="gi_star")
    assert not app.exception
    assert html(app).count("Not computed: from fewer than 30 complaints a cluster cannot be told from chance.") >= 2
    assert "Resting on" not in html(app)
    assert "● visited" in html(app)


def test_an_asp_gets_nothing_of_another_district(see: See) -> None:
    for layer in LAYERS:
        app = see("asp-hapur", layer=layer, window="campaign")
        told = html(app) + deck_of(app) + " ".join(str(one.proto) for one in app.main)
        for foreign in ("Kuber", "Abu Lane", "Lisari", "Baraut", "meerut-", "Mawana"):
            assert foreign not in told


def test_a_place_of_another_district_is_refused_and_not_shown(see: See) -> None:
    app = see("asp-hapur", place=hotspots_range.NEVER)
    assert "Place" in notice(app)
    assert "Squad of thana" not in html(app)


def test_a_link_opens_the_place_with_its_visits_and_stretches(see: See) -> None:
    body = html(see(place=hotspots_range.LEFT, window="last-30"))
    assert "08:15–08:45" in body
    assert ["19 November – 30 November 2025", "12"] in rows_of(body, ">Stretch<")
    assert "Persons checked (context only)" in body
    never = html(see(place=hotspots_range.NEVER))
    assert "No visit to this place is on record in the window." in never
    assert "08:00–14:00" in never or "time not recorded" in never


def test_choosing_a_place_or_a_kind_goes_into_the_address(see: See) -> None:
    app = see()
    app.selectbox(key="hotspots_kind").set_value("crowd").run()
    assert "Kuber" not in html(app)
    app.selectbox(key="hotspots_place").set_value(hotspots_range.LEFT).run()
    assert "Squad of thana" in html(app)
    assert app.query_params["place"] in (hotspots_range.LEFT, [hotspots_range.LEFT])
    assert app.query_params["kind"] in ("crowd", ["crowd"])


def test_the_week_is_shaded_and_says_when_squads_are_out(see: See) -> None:
    rows = rows_of(html(see(district="hapur")), "The hour in which visits began")
    assert rows[0] == ["Day", "08"]
    assert sum(int(row[1]) for row in rows[1:]) > 0


def test_complaints_by_day_of_the_week_are_those_of_the_register(see: See, visits: Path) -> None:
    thanas = load_reference(Settings(data=visits)).thanas_of_district["meerut"]
    rows = [row for thana in thanas for row in hotspots_range._cases("meerut", thana)]
    counted = Counter(f"{row['received_on']:%A}" for row in rows if row["category"] == "street_harassment")
    body = html(see(district="meerut", window="campaign"))
    told = dict(rows_of(body[body.index("Complaints by the day") :], ">Day<")[1:])
    assert {day: int(n) for day, n in told.items()} == counted


def test_what_is_wrong_with_the_list_is_listed_with_what_to_do(see: See) -> None:
    body = html(see())
    assert "m from" in body
    assert "look at both: take one out, or fill in the right position" in body


def test_without_a_return_the_page_says_why(use_data: UseData, tmp_path: Path) -> None:
    settings = use_data(tmp_path)
    publish(Store(settings), settings)
    app = look("dig", "hotspots", lang="en")
    assert not app.exception
    assert "ms-gaps" not in html(app)


@pytest.mark.browser
def test_in_a_browser_without_the_outside_a_mark_opens_its_place_and_the_file_holds_the_layer(
    serve: Callable[[Path], str], take_tab: Callable[..., Page], visits: Path
) -> None:
    page, served = take_tab(), serve(visits)
    with hear(page, served) as heard:
        enter(page, served, "dig", "/view-hotspots?lang=hi")
        expect(page.locator(".ms-gaps tbody tr").first).to_contain_text("कुबेर इंटर कॉलेज")
        settle(page)
        chart = page.locator("[data-testid=stDeckGlJsonChart]")
        drawn = chart.bounding_box()
        assert drawn and drawn["y"] + drawn["height"] <= 720, drawn  # the whole range is in sight
        place = "कुबेर इंटर कॉलेज डिबाई"
        press_mark(page, middle_of(chart), place, page.get_by_role("heading", name=place))
        page.get_by_role("radio", name="थानावार शिकायतें").click()
        expect(page.locator(".ms-map-key")).to_contain_text("या कम")
        text = text_of(download(page, page.locator(".st-key-export_csv button")))
    assert "कुबेर इंटर कॉलेज" in text
    assert "थानावार शिकायतें" in text
    assert heard.outside == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_page_is_drawn_whole_without_the_outside(
    serve: Callable[[Path], str], take_tab: Callable[..., Page], visits: Path, lang: str
) -> None:
    check_drawn_whole(take_tab(), serve(visits), f"/view-hotspots?lang={lang}", "ms-week", n_charts=1, n_maps=1)

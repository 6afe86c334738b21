"""The page of pandals: nights as they were, numbers as counted by hand, each empty state in words, file and print."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from components.maps.picture import MOST_BYTES
from tests.browser import choose, download, pick, text_of
from tests.screens import pandals_range
from tests.screens.looking import VIEWERS, english, html, look, notice, text
from tests.screens.test_every_page import ALLOWED
from tests.screens.whole import check_drawn_whole

UseData = Callable[[Path], Settings]
See = Callable[..., AppTest]
NAVRATRI, MELA = {"festival": "sharadiya-2025"}, {"festival": "garh-ganga-2025"}


@pytest.fixture(scope="module")
def autumn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("autumn")
    pandals_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, autumn: Path) -> See:
    """The page in English for a viewer and a link."""
    use_data(autumn)
    return english("pandals")


def address(app: AppTest, name: str) -> str:
    """A part of the address bar."""
    told: str | list[str] = app.query_params[name]
    return told if isinstance(told, str) else told[0]


def tiles(app: AppTest) -> dict[str, str]:
    """Each tile's name with its value and counts."""
    found = re.findall(r'<article class="ms-tile.*?</article>', html(app), re.DOTALL)
    told: dict[str, str] = {}
    for tile in found:
        name, value = (re.search(rf'class="{part}[^"]*">(.*?)</', tile) for part in ("name", "ms-value"))
        counts = re.search(r'class="n">(.*?)<', tile)
        assert name and value
        told[name.group(1)] = f"{re.sub('<[^>]+>', '', value.group(1))} {counts.group(1) if counts else ''}".strip()
    return told


def grid_row(app: AppTest, place: str) -> list[str]:
    """The signs of a place's nights, and its total."""
    row = re.search(rf"<tr[^>]*><th scope=\"row\"><b>{place}</b>.*?</tr>", html(app), re.DOTALL)
    assert row, place
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row.group())]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_role_sees_the_latest_festival_of_its_own_places(see: See, viewer: str) -> None:
    app = see(viewer)
    is_of_mela = viewer in ("dig", "analyst", "asp-hapur")
    assert app.selectbox(key="pandals_festival").options[:2] == ["Garh Ganga mela 2025", "Sharadiya Navratri 2025"]
    has_none = viewer in ("asp-baghpat", "asp-bulandshahr")  # nothing is known of them: the latest of all
    expected = ("garh-ganga-2025", "7") if is_of_mela or has_none else ("sharadiya-2025", "10")
    assert (address(app, "festival"), address(app, "night")) == expected


def test_each_night_has_its_sign(see: See) -> None:
    app = see(**NAVRATRI)
    assert grid_row(app, "Ground Alone") == [*"○○○○○○○○○○", "0/10"]
    assert grid_row(app, "Ground Early") == ["◐W"] * 4 + ["○"] * 3 + ["◐W"] * 3 + ["7/10"]
    assert grid_row(app, "Ground Short") == [""] * 6 + ["●W"] * 4 + ["4/4"]
    assert grid_row(app, "Ground Sadar") == ["●"] * 10 + ["10/10"]
    assert grid_row(app, "Ground Baraut") == ["–"] * 10 + ["—"]
    body = html(app)
    order = (
        "Meerut · places: 1",
        "Baghpat · places: 1 · no return",
        "Hapur · places: 3 · place-nights visited: 11 of 24",
    )
    places = [body.index(told) for told in order]
    assert places == sorted(places)
    assert body.index("<b>Ground Alone") < body.index("<b>Ground Early") < body.index("<b>Ground Short")


def test_the_tiles_are_what_a_count_by_hand_gives(see: See) -> None:
    """Up to night 4: alone 0 of 4, early 4 of 4 (none at the peak), sadar 4 of 4; baraut is not known."""
    assert tiles(see(**NAVRATRI, night="4")) == {
        "Pandal-night coverage": "66.7\u202f% 8 / 12",
        "Coverage, category A": "50.0\u202f% 4 / 8",
        "Peak-hour visits": "33.3\u202f% 4 / 12",
        "Not seen by night 4": "33.3\u202f% 1 / 3",
        "Longest gap": "4 nights",
        "Gap, category A": "4 nights",
        "Women officers there": "50.0\u202f% 4 / 8",
        "Registry completeness": "60.0\u202f% 3 / 5",
    }


def test_a_night_on_which_a_place_does_not_stand_is_not_counted(see: See) -> None:
    told = tiles(see(**NAVRATRI, night="10"))
    assert told["Pandal-night coverage"] == "61.8\u202f% 21 / 34"
    assert told["Longest gap"] == "10 nights"
    assert told["Not seen by night 10"] == "25.0\u202f% 1 / 4"


def test_where_nobody_went_is_listed_and_asked_about(see: See) -> None:
    app = see(**NAVRATRI, night="6")
    told = text(app)
    assert "Category A · places never visited: 1 Not one visit up to night 6: Ground Alone" in told
    assert "Please verify" in told
    assert "The patrol return of night 6 has not come: Baraut" in told
    tonight = told[told.index("Not visited on the chosen night") : told.index("The chosen night on the map")]
    assert "Ground Alone Pandal Category A not once" in tonight
    assert "Ground Early Pandal Category B night 4" in tonight
    assert "Ground Sadar" not in tonight
    assert "has not come, and so not in this list: 1." in tonight


def test_gaps_and_never_visited_have_their_lists(see: See) -> None:
    told = text(see(**NAVRATRI))
    never = told[told.index("Never visited so far") : told.index("Nights running without")]
    assert "Ground Alone" in never
    assert "Ground Early" not in never
    gaps = told[told.index("Nights running without") : told.index("Year against year")]
    assert "Ground Alone Pandal Category A 10 nights 1 to 10" in gaps
    assert "Ground Early Pandal Category B 3 nights 5 to 7" in gaps


def test_the_stepper_goes_night_by_night(see: See) -> None:
    app = see(**NAVRATRI, night="4")
    app.button(key="pandals_before").click().run()
    assert address(app, "night") == "3"
    assert "Not seen by night 3" in tiles(app)
    app.button_group(key="pandals_night").set_value(1).run()
    assert address(app, "night") == "1"
    assert app.button(key="pandals_before").disabled
    app.button_group(key="pandals_night").set_value(10).run()
    assert app.button(key="pandals_after").disabled
    app.selectbox(key="pandals_festival").set_value("garh-ganga-2025").run()
    assert address(app, "night") == "7"
    assert address(app, "kind") == "mela"


def test_a_mela_is_counted_alike_and_not_judged(see: See) -> None:
    app = see(**MELA)
    told = tiles(app)
    assert told["Place-night coverage"] == "100\u202f% 7 / 7"
    assert told["Women officers there"] == "100\u202f% 7 / 7"
    assert "is-met" not in html(app)
    assert "not judged" in text(app)
    assert "There is nothing to compare with" in text(app).replace("there is nothing", "There is nothing")


def test_a_place_without_nights_is_told_what_to_do(see: See) -> None:
    told = text(see(**NAVRATRI))
    assert "Ground Lost It is counted on no night; enter its dates in the list of places. Garhmukteshwar Mela" in told
    assert "Ground Early It is counted on every night of every Navratri" in told
    assert "Ground Short" not in told[told.index("Places without dates") :]


def test_a_district_without_a_pandal_is_told_so(see: See) -> None:
    told = text(see(**NAVRATRI, district=pandals_range.EMPTY))
    assert "No place of this festival is listed in what is chosen" in told
    assert "ms-tile" not in html(see("asp-bulandshahr", **NAVRATRI))


def test_a_held_district_is_not_known_and_not_zero(see: See) -> None:
    app = see(**NAVRATRI, district=pandals_range.HELD)
    assert "There are no figures to show here" in html(app)
    assert tiles(app)["Pandal-night coverage"] == "—"
    assert "this is not zero" in text(app)
    assert 'status">– no data' in html(app)


def test_a_festival_ahead_and_one_nobody_knows_are_said(see: See) -> None:
    assert "Chaitra Navratri 2027 begins on 7 April 2027" in notice(see(festival="chaitra-2027"))
    assert "not in the calendar" in notice(see(festival="no-such"))
    for night in ("11", "0", "x"):
        assert "up to night 10" in notice(see(**NAVRATRI, night=night))


def test_as_of_an_earlier_review_the_later_nights_are_ahead(see: See) -> None:
    app = see(**NAVRATRI, as_of="2025-09-28")
    assert address(app, "night") == "7"
    assert grid_row(app, "Ground Sadar") == ["●"] * 7 + ["·"] * 3 + ["7/7"]
    assert app.selectbox(key="pandals_festival").options == ["Sharadiya Navratri 2025"]


def test_the_last_night_of_the_data_is_awaited_not_missed_and_still_on_the_list(
    use_data: UseData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, rows = date(2025, 9, 27), pandals_range.visits()
    monkeypatch.setattr(pandals_range, "LAST", last)
    monkeypatch.setattr(pandals_range, "visits", lambda: [row for row in rows if row["visited_on"] <= last])
    pandals_range.make(Settings(data=tmp_path))
    use_data(tmp_path)
    app = look("dig", "pandals", lang="en", **NAVRATRI)
    assert not app.exception
    assert grid_row(app, "Ground Alone") == [*"○○○○○◌····", "0/5"]
    assert grid_row(app, "Ground Sadar") == [*"●●●●●●····", "6/6"]
    assert tiles(app)["Pandal-night coverage"] == "62.5\u202f% 10 / 16"  # of 5 + 5 + 6 nights that are known
    told = text(app)
    tonight = told[told.index("Not visited on the chosen night") : told.index("The chosen night on the map")]
    assert "Ground Alone Pandal Category A not once" in tonight
    assert ": 2. They are not counted as not visited." in tonight
    assert "has not come, and so not in this list: 1." in tonight


def test_a_festival_before_the_campaign_is_said(use_data: UseData, tmp_path: Path) -> None:
    pandals_range.make(Settings(data=tmp_path), "navratri,sharadiya-2024,Old,पुरानी,2024-10-03,2024-10-11")
    use_data(tmp_path)
    app = look("dig", "pandals", lang="en", festival="sharadiya-2024")
    assert not app.exception
    assert "was before the campaign began" in text(app)
    later = look("dig", "pandals", lang="en", festival="sharadiya-2025")
    assert "Old was before the campaign began; there is nothing to compare with" in text(later)


def test_without_data_it_is_calm(use_data: UseData, tmp_path: Path) -> None:
    use_data(tmp_path)
    app = look("dig", "pandals")
    assert not app.exception
    assert "python -m etl demo" in html(app)


@pytest.mark.parametrize("query", [NAVRATRI, MELA, {"festival": "chaitra-2027"}, {"district": "baghpat"}])
def test_a_hindi_page_holds_no_english(use_data: UseData, autumn: Path, query: dict[str, str]) -> None:
    use_data(autumn)
    app = look("dig", "pandals", **query)
    labels = [*(button.label for button in app.button), *(box.label for box in app.selectbox)]
    seen = re.sub(r"<[^>]+>|&\w+;|https?://\S+|/(?:view-\w+)?\?\S+", " ", "\n".join([html(app), *labels]))
    assert re.findall(r"[A-Za-z]+", ALLOWED.sub(" ", seen)) == []


def test_the_map_is_small_and_told_in_words(see: See) -> None:
    app = see(**NAVRATRI)
    (drawn,) = [element for element in app.main if element.type == "deck_gl_json_chart"]
    told: Any = drawn.proto
    assert not told.selection_mode  # nothing is to be had from choosing a mark, and so none can be chosen
    assert len(told.json.encode()) < MOST_BYTES
    assert "Without a position, so not on the map: Ground Short" in text(app)
    assert "Ground Alone: " not in text(app)


def test_the_printed_page_is_whole_and_escaped(see: See) -> None:
    app = see(**NAVRATRI, night="6")
    (frame,) = [element for element in app.main if element.type == "iframe"]
    paper = str(frame.proto.srcdoc)
    assert "window.print()" in paper
    assert "@page { size: A4 portrait" in paper
    assert "<h2>Hapur Kotwali Nagar (Hapur)</h2>" in paper
    assert "Ground Early" in paper
    assert "table-layout: fixed" in paper  # the columns of one thana stand below those of another
    assert len(set(re.findall(r"<thead>.*?</thead>", paper))) == 1
    assert "http" not in paper


@pytest.mark.browser
def test_the_dig_steps_prints_and_takes_the_list_along(
    open_at: Callable[..., Page], serve: Callable[[Path], str], autumn: Path
) -> None:
    page = open_at(serve(autumn), "dig", "/?lang=en")
    choose(page, "In the field", "Navratri pandals")
    pick(page, page.get_by_role("combobox", name="Festival"), "Sharadiya Navratri 2025")
    expect(page.get_by_text("Not seen by night 10")).to_be_visible()
    page.get_by_role("radio", name="6", exact=True).click()
    expect(page.get_by_text("Not seen by night 6")).to_be_visible()
    expect(page.get_by_role("radio", name="6", exact=True)).to_be_focused()
    page.get_by_role("button", name="◀").click()
    expect(page.get_by_text("Not seen by night 5")).to_be_visible()
    page.get_by_role("radio", name="6", exact=True).click()
    expect(page.get_by_text("Not seen by night 6")).to_be_visible()
    expect(page).to_have_url(re.compile("night=6"))
    night = download(page, page.get_by_role("button", name="This night's list (CSV)"))
    lines = list(csv.reader(text_of(night).splitlines()))
    assert ["Hapur", "Pilkhuwa", "Ground Early", "Pandal", "Category B", "night 4"] in lines
    assert lines[0][1] == "Navratri pandals"
    logged = [json.loads(line) for log in (autumn / "logs").glob("audit-*") for line in log.open(encoding="utf-8")]
    (told,) = [line for line in logged if line["event"] == "export"]
    assert (told["festival"], told["night"], told["kind"]) == ("sharadiya-2025", "6", "pandals")
    assert not {"window", "compare"} & set(told)
    table = download(page, page.get_by_role("button", name="Download the table (CSV)"))
    assert "Ground Alone,Pandal,Category A,not visited" in text_of(table)
    printed = page.frame_locator("iframe").first
    printed.locator("body").evaluate("() => { window.print = () => { document.title = 'printed' } }")
    printed.get_by_role("button", name="Print this night's list").click()
    assert printed.locator("body").evaluate("() => document.title") == "printed"
    page.emulate_media(media="print")
    expect(printed.get_by_text("Ground Early")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_page_is_drawn_whole_without_the_outside(
    serve: Callable[[Path], str], take_tab: Callable[..., Page], autumn: Path, lang: str
) -> None:
    check_drawn_whole(take_tab(), serve(autumn), f"/view-pandals?lang={lang}", "ms-nights", n_charts=1, n_maps=1)

"""Two choices made before the page is drawn again: one request carries both, and both hold; what cannot is let go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from tests.screens import circulars_range, hotspots_range, inspections_range, pandals_range
from tests.screens.looking import at_once, html, look, notice

UseData = Callable[[Path], Settings]
FolderOf = Callable[[str], Path]
PLACE = {"filter_circle": "hapur-pilkhuwa", "filter_thana": "pilkhuwa"}
BAGHPAT = "squad_daily-baghpat-00002"
SPAN = {"filter_window": "last-30"}
BAR = {**PLACE, **SPAN, "filter_compare": "last-year"}
AS_OF = {"filter_as_of": "2025-11-12"}
ASKED = {"explore_kpi": "K3", "explore_by": "thana", "explore_time": "week", "explore_part": "yes"}
LISTED, NIGHTS = {"circulars_issued_by": "range"}, {"pandals_night": 2, "pandals_kind": "ramlila"}
GAPS = {"hotspots_kind": "crowd", "hotspots_layer": "complaints"}
# What is chosen on each page at once, none of it as the page begins for a link to the district of Hapur.
CHOSEN: Mapping[str, Mapping[str, Any]] = {
    "overview": BAR,
    "returns": {**PLACE, **SPAN},
    "cases": {**BAR, **AS_OF},
    "backlog": {**BAR, **AS_OF},
    "fir": {**BAR, **AS_OF},
    "squads": {**BAR, **AS_OF},
    "hotspots": {**PLACE, **SPAN, **GAPS},
    "pandals": {**PLACE, **NIGHTS},
    "inspections": {**BAR, **AS_OF, "inspections_sho": "day", "inspections_co": "week"},
    "awareness": BAR,
    "circulars": {"filter_district": "meerut", "filter_as_of": "2026-10-08", **LISTED},
    "explore": {**SPAN, "filter_compare": "last-year", **ASKED},
    "glossary": {"glossary_view": "codes", "glossary_search": "hapur"},
}
BEGINS = {"explore": {"kpi": "C3"}, "pandals": {"festival": "sharadiya-2025"}}
OWN: Mapping[str, Callable[[Settings], str]] = {
    "hotspots": hotspots_range.make,
    "pandals": pandals_range.make,
    "inspections": inspections_range.make,
    "circulars": lambda settings: circulars_range.make(settings, circulars_range.sample()),
}


@pytest.fixture(scope="module")
def folder_of(published: Path, tmp_path_factory: pytest.TempPathFactory) -> FolderOf:
    """The data that a page has something to choose in."""

    @cache
    def folder(page: str) -> Path:
        if page not in OWN:
            return published
        made = tmp_path_factory.mktemp(page)
        OWN[page](Settings(data=made))
        return made

    return folder


def box(app: AppTest, key: str) -> Any:
    found = [one for one in (*app.selectbox, *app.button_group, *app.text_input) if one.key == key]
    assert len(found) == 1, f"{key} is not among {[one.key for one in (*app.selectbox, *app.button_group)]}"
    return found[0]


def choose(app: AppTest, chosen: Mapping[str, Any], *, backwards: bool) -> dict[str, Any]:
    """All of it in one request; what the page then shows in each box."""
    for key, value in chosen.items():
        box(app, key).set_value(value)
    at_once(app, backwards=backwards)
    assert not app.exception
    return {key: box(app, key).value for key in chosen}


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("page", CHOSEN)
def test_all_that_is_chosen_at_once_holds(use_data: UseData, folder_of: FolderOf, page: str, backwards: bool) -> None:
    use_data(folder_of(page))
    app = look("dig", page, district="hapur", window="campaign", **BEGINS.get(page, {}))
    assert choose(app, CHOSEN[page], backwards=backwards) == CHOSEN[page]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_district_and_its_window(use_data: UseData, published: Path, backwards: bool) -> None:
    use_data(published)
    chosen = {"filter_district": "baghpat", "filter_window": "last-30"}
    assert choose(look("dig", window="campaign"), chosen, backwards=backwards) == chosen


@pytest.mark.parametrize("backwards", [False, True])
def test_a_circle_of_the_district_that_was_left_is_let_go(use_data: UseData, published: Path, backwards: bool) -> None:
    use_data(published)
    app = look("dig", district="hapur", window="campaign")
    shown = choose(app, {"filter_district": "baghpat", "filter_circle": "hapur-pilkhuwa"}, backwards=backwards)
    assert shown == {"filter_district": "baghpat", "filter_circle": "all"}
    assert app.query_params["circle"] == "all"
    assert "बागपत" in html(app)


def test_what_the_browser_still_showed_of_a_box_drawn_anew_is_no_choice(use_data: UseData, published: Path) -> None:
    """The district was changed and its circles drawn; the window was chosen before the browser had shown them."""
    use_data(published)
    app = look("dig", district="hapur", circle="hapur-pilkhuwa", window="campaign")
    label = app.selectbox(key="filter_circle").format_func("hapur-pilkhuwa")
    app.selectbox(key="filter_district").set_value("baghpat").run()
    app.selectbox(key="filter_window").set_value("last-30")
    at_once(app, said={"filter_circle": label})
    assert not app.exception
    assert {one.key: one.value for one in app.selectbox if str(one.key).startswith("filter_")} == {
        "filter_district": "baghpat",
        "filter_circle": "all",
        "filter_thana": "all",
        "filter_window": "last-30",
        "filter_compare": "last-review",
    }
    assert not notice(app)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_festival_and_one_of_its_nights(use_data: UseData, folder_of: FolderOf, backwards: bool) -> None:
    use_data(folder_of("pandals"))
    chosen = {"pandals_festival": "garh-ganga-2025", "pandals_night": 2}
    assert choose(look("dig", "pandals", festival="sharadiya-2025"), chosen, backwards=backwards) == chosen


def test_two_quick_steps_are_two_nights() -> None:
    """Both presses come from a page that shows the fifth night."""

    def script() -> None:  # runs on its own
        from datetime import date

        import streamlit as st

        from components.pandals import choosing, pickers
        from components.pandals.reading import View
        from components.windows import Festival

        festival = Festival("f", date(2025, 9, 22), date(2025, 10, 1), "f", "f")
        st.session_state[choosing.PICKED] = choosing.Picked("f")
        for by in (-1, -1, 1, 1, 1, 1, 1, 1, 1):
            pickers._go(by, View(festival, "pandals", ("pandals",), 5, 10))
            st.text(st.session_state[choosing.PICKED].night)

    nights = [one.value for one in AppTest.from_function(script).run().text]
    assert nights == ["4", "3", "4", "5", "6", "7", "8", "9", "10"]


@pytest.mark.parametrize("backwards", [False, True])
def test_an_entry_of_the_part_of_the_glossary_that_was_left_is_let_go(
    use_data: UseData, published: Path, backwards: bool
) -> None:
    use_data(published)
    chosen = {"glossary_view": "tables", "glossary_pick": "K1"}
    app = look("dig", "glossary")
    assert choose(app, chosen, backwards=backwards) == {"glossary_view": "tables", "glossary_pick": "all"}
    assert not notice(app)


@pytest.mark.parametrize(
    ("page", "key", "value"), [("explore", "explore_kpi", "K3"), ("returns", "filings_batch", BAGHPAT)]
)
def test_a_box_that_the_browser_still_shows_in_the_other_language(
    use_data: UseData, filed: Path, page: str, key: str, value: str
) -> None:
    """The language was changed and the page drawn in it; the next press still carries what the box said before."""
    use_data(filed)
    app = look("dig", page, window="last-90")
    box(app, key).set_value(value).run()
    said = box(app, key).format_func(value)
    box(app, "language_toggle").set_value("en").run()
    box(app, "filter_window").set_value("last-30")
    at_once(app, said={key: said})
    assert not app.exception
    assert (box(app, key).value, box(app, "filter_window").value, notice(app)) == (value, "last-30", "")
    assert "refusal" not in html(app)

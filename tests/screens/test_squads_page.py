"""The page on squads: the unvisited school by name, visits to verify, what is not known said in words, small counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from components.squads import listing
from locales import say
from tests.browser import choose
from tests.screens import squads_range
from tests.screens.looking import VIEWERS, html, look, notice
from tests.screens.test_every_page import ALLOWED
from tests.screens.whole import check_drawn_whole

UseData = Callable[[Path], Settings]
OVERFLOWS = "one => one.scrollWidth > one.clientWidth"
SCHOOL = {"en": "S.S.V. Inter College", "hi": "एसएसवी"}


@pytest.fixture(scope="module")
def patrols(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("patrols")
    squads_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, patrols: Path) -> Callable[..., str]:
    """The page's words in English for a viewer and a link."""
    use_data(patrols)

    def page(viewer: str = "dig", **query: str) -> str:
        app = look(viewer, "squads", **{"lang": "en", **query})
        assert not app.exception
        assert "refusal" not in html(app)
        return html(app)

    return page


def section(body: str, title: str) -> str:
    """From a heading to the next."""
    return body[body.index(f"<h2>{title}</h2>") :].split('<div class="ms-section">')[0]


def asks(body: str) -> str:
    found = re.search(r'<section class="ms-exceptions">.*?</section>', body, re.DOTALL)
    assert found
    return found.group()


def test_the_school_that_nobody_visited_is_asked_about_first_by_its_name(see: Callable[..., str]) -> None:
    for query in ({}, {"district": "hapur"}, {"district": "hapur", "thana": "hapur-kotwali-nagar"}):
        body = see(**query)
        first = re.search(r"<li>.*?</li>", asks(body), re.DOTALL)
        assert first
        assert SCHOOL["en"] in first.group()
        assert "not one visit in the patrol returns so far, 70 days" in first.group()
        listed = section(body, "Places without a visit for over a week")
        assert SCHOOL["en"] in listed
        assert "no visit on record" in listed
    assert SCHOOL["en"] not in see(district="meerut")


def test_visits_at_one_time_are_listed_with_both_their_rows(see: Callable[..., str]) -> None:
    for query in ({}, {"district": "hapur", "thana": squads_range.AT_ONCE}):
        told = section(see(**query), "Visits to verify")
        assert told.count("two places at one time") == 2
        assert "30 minutes at both" in told
        assert re.search(r"hapur_patrols\.csv, row \d+, \d+", told)
        assert "slip of the pen" in told
    calm = section(see(district="baghpat"), "Visits to verify")
    assert "No visit in this window has times or a position that need to be verified." in calm


def test_of_two_visits_at_one_time_one_row_is_in_sight_and_another_reason_or_hour_is_another() -> None:
    noon, two = time(12), time(14)
    park, school = (date(2026, 11, 8), noon, "Park"), (date(2026, 11, 8), two, "School")
    both = [doubt("overlap", park, school), doubt("overlap", school, park)]
    others = [doubt("too_fast", park, school), doubt("overlap", park, (date(2026, 11, 9), two, "School"))]
    assert listing.told_once([*both, *others]) == [both[0], *others]


def doubt(reason: str, one: tuple[date, time, str], other: tuple[date, time, str]) -> dict[str, object]:
    first = dict(zip(("visited_on", "from_time", "name_en"), one, strict=True))
    second = dict(zip(("other_on", "other_from_time", "other_name_en"), other, strict=True))
    return {"thana_code": "khurja-nagar", "reason": reason, **first, **second}


def test_what_to_ask_about_comes_before_what_is_context(see: Callable[..., str]) -> None:
    titles = re.findall(r"<h2>(.*?)</h2>", see()[see().index("ms-tiles") :])
    assert titles[:3] == ["Places without a visit for over a week", "Visits to verify", "Formality: was it real?"]
    assert titles[-1] == "The action ladder, per 1,000 persons checked"


def test_where_patrols_are_held_nothing_is_told_and_nothing_is_nought(see: Callable[..., str]) -> None:
    for viewer, query in (("dig", {"district": squads_range.HELD}), ("asp-bulandshahr", {})):
        body = see(viewer, **query)
        assert "There are no figures to show here" in body
        assert squads_range.HELD_REASON in body
        assert "ms-tiles" not in body


def test_a_thana_without_listed_places_is_said_to_have_none(use_data: UseData, patrols: Path) -> None:
    use_data(patrols)
    app = look("dig", "squads", lang="en", district="hapur", thana="kapurpur")
    assert not app.exception
    assert "No place of this choice is on the list" in notice(app)
    assert "that is not zero" in notice(app)
    assert "No place of this choice is on the list." in section(html(app), "Places without a visit for over a week")
    assert "No place of this choice is on the list." in section(html(app), "Coverage and rotation")
    assert not re.search(r">0(?:\.0)?\s?%<", html(app))


def test_a_window_before_any_data_is_said(use_data: UseData, patrols: Path) -> None:
    use_data(patrols)
    for query in ({"window": "no-such"}, {"window": "chaitra-2026"}):
        app = look("dig", "squads", lang="en", **query)
        assert not app.exception


def test_few_complaint_days_are_hidden_and_no_thana_has_an_aim(see: Callable[..., str]) -> None:
    assert "&lt;5" in section(see(district="hapur"), "Units and their figures")
    assert "PAI" in section(see(), "Patrols and the complaints that followed")
    assert "Not told here" in section(see(district="hapur"), "Patrols and the complaints that followed")
    thana = section(see(district="meerut", thana=squads_range.LOUD), "Patrols and the complaints that followed")
    assert "Not told here" in thana


def test_a_ratio_outside_its_band_asks_to_verify_and_nothing_of_firs_is_coloured(see: Callable[..., str]) -> None:
    body = see()
    ladder = section(body, "The action ladder, per 1,000 persons checked")
    assert not re.search(r"is-(?:met|missed|watch)", ladder)
    assert "checking more persons is no merit" in ladder
    daily = section(body, "Daily counts against the visits of the same days")
    assert "please verify which of the two is right" in daily
    assert "the daily counts are expected to be higher, and a difference is no fault of anybody" in daily
    for accusing in ("fake", "guilty", "negligen", "bogus"):
        assert accusing not in body.casefold()


def test_every_chart_has_words_and_a_table(use_data: UseData, patrols: Path) -> None:
    use_data(patrols)
    app: AppTest = look("dig", "squads", lang="en")
    drawn = [element for element in app.main if element.type == "plotly_chart"]
    assert len(drawn) == 7
    assert all(element.proto.alt for element in drawn)
    assert html(app).count("The same figures as a table") >= len(drawn)
    assert any("please verify" in element.proto.alt for element in drawn)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_role_sees_its_own_thanas_only(see: Callable[..., str], viewer: str) -> None:
    assert (SCHOOL["en"] in see(viewer)) is (viewer in ("dig", "analyst", "asp-hapur"))


def test_a_hindi_page_holds_no_english(use_data: UseData, patrols: Path) -> None:
    use_data(patrols)
    seen = re.sub(r"<[^>]+>|&\w+;|https?://\S+|/(?:view-\w+)?\?\S+|\w+_patrols\.csv", " ", html(look("dig", "squads")))
    assert re.findall(r"[A-Za-z]+", ALLOWED.sub(" ", seen)) == []


@pytest.mark.browser
def test_the_dig_finds_the_school_and_the_two_visits(
    open_at: Callable[..., Page], serve: Callable[[Path], str], patrols: Path
) -> None:
    page = open_at(serve(patrols), "dig", "/?lang=en")
    choose(page, "In the field", "Anti-Romeo squads")
    expect(page.locator(".ms-exceptions").get_by_text(SCHOOL["en"])).to_be_in_viewport()
    expect(page.locator(".ms-tile").last).to_be_in_viewport()
    longest = say("hi", "cell.read_on", day="30 सितंबर 2026")
    page.locator(".ms-tile .gap").last.evaluate("(one, text) => { one.textContent = text }", longest)
    assert not [one.inner_text() for one in page.locator(".ms-tile").all() if one.evaluate(OVERFLOWS)]
    expect(page.get_by_text("two places at one time").first).to_be_attached()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_page_is_drawn_whole_without_the_outside(
    serve: Callable[[Path], str], take_tab: Callable[..., Page], patrols: Path, lang: str
) -> None:
    check_drawn_whole(take_tab(), serve(patrols), f"/view-squads?lang={lang}", "ms-tiles", n_charts=4, n_maps=0)

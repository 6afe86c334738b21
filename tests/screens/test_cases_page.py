"""The page of cases: what it shows, to whom, and what it says where there is little or nothing to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components import words as words_of
from components.cases import families
from components.context import Context
from pages.cases import TILES
from tests.browser import choose, download, text_of
from tests.screens import small_range
from tests.screens.conftest import Open
from tests.screens.looking import ASPS, html, look, notice, words
from tests.screens.test_scope import others
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.query import open_snapshot
from warehouse.reference import load_reference
from warehouse.store import Store

UseData = Callable[[Path], Settings]
OF_KENDRAS = {"C5", "H1"}  # their one is a Kendra


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hapur: one case at Babugarh, none elsewhere, all feedback held back; Baghpat's register held; no more."""
    settings = Settings(data=tmp_path_factory.mktemp("sparse"))
    store, thanas = Store(settings), load_reference(settings).thanas_of_district
    one = small_range.cases("hapur", "babugarh", 0)[0] | {
        "received_on": small_range.LAST,
        "entered_on": small_range.LAST,
    }
    row = {name: value for name, value in one.items() if value is not None and name != "closed_on"}
    row |= {"thana_code": "babugarh", "district_code": "hapur"}
    small_range._commit(store, "cases", "hapur", thanas["hapur"], [row])
    quarantined = small_range._batch(store, "feedback", "hapur", thanas["hapur"], accepted=0, quarantined=7)
    store.commit(quarantined)
    held = BatchReason(rule="row_fall", count=1, sentence_hi=small_range.HELD_REASON, sentence_en="Rows fell.")
    store.commit(small_range._batch(store, "cases", "baghpat", thanas["baghpat"], verdict="held", reasons=(held,)))
    build.publish(store, settings)
    return settings.data


def charts(app: AppTest) -> dict[str, str]:
    """What each figure says to those who cannot see it."""
    return {element.proto.id: str(element.proto) for element in app.get("plotly_chart")}


def test_every_figure_of_five_families_has_its_definition(use_data: UseData, published: Path) -> None:
    use_data(published)
    body = html(look("dig", "cases"))
    assert body.count('<th scope="row">') == len(families.codes()) == 33
    assert {code[0] for code in families.codes()} == set("CKRSH")
    assert body.count('<details class="ms-def">') == len(families.codes()) + len(TILES)
    assert body.count('<article class="ms-tile') == len(TILES)
    assert body.count('<div class="ms-legend">') == 1


def test_every_chart_has_its_words_and_its_table(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look("dig", "cases")
    told = " ".join(charts(app).values())
    n_figures = len(app.get("plotly_chart"))
    assert n_figures >= 5
    assert html(app).count("यही आँकड़े तालिका में") == n_figures
    assert told.count("alt:") == n_figures


@pytest.mark.parametrize("viewer", ASPS)
def test_no_other_district_is_on_an_asps_page(use_data: UseData, published: Path, viewer: str) -> None:
    settings = use_data(published)
    look("dig", "cases")  # whatever the DIG's session left in the caches must not come out here
    codes, names = others(settings, viewer.removeprefix("asp-"))
    seen = re.sub(r"<[^>]+>", " ", words(look(viewer, "cases", window="last-90")))
    assert not [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", seen)]
    assert not [code for code in codes if f" {code} " in seen]


@pytest.mark.parametrize(
    ("viewer", "query"),
    [
        ("dig", {"thana": "nowhere"}),
        ("asp-hapur", {"district": "meerut", "thana": "sarurpur"}),
        ("dig", {"as_of": "2030-01-01"}),
        ("dig", {"window": "forever"}),
    ],
)
def test_a_link_that_asks_too_much_is_refused_in_words(
    use_data: UseData, published: Path, viewer: str, query: dict[str, str]
) -> None:
    use_data(published)
    app = look(viewer, "cases", **query)
    assert not app.exception
    assert "ms-notice" in notice(app)
    assert "सरूरपुर" not in html(app) or viewer == "dig"


def test_a_kendra_that_recorded_nobody_is_asked_about_and_never_good(use_data: UseData, sparse: Path) -> None:
    use_data(sparse)
    body = html(look("dig", "cases", district="hapur", thana="dhaulana"))
    assert "30 दिनों में कोई प्रकरण दर्ज नहीं है" in body
    assert "इस अवधि में इस चयन का कोई प्रकरण दर्ज नहीं है" in body
    assert "is-met" not in body.split("ms-legend")[0]


def test_one_case_alone_is_hidden_everywhere(use_data: UseData, sparse: Path) -> None:
    use_data(sparse)
    app = look("dig", "cases", district="hapur", thana="babugarh")
    body = html(app)
    assert "&lt;5" in body
    rows = {code: row for row in body.split("<tr>") for code in re.findall(r"(\w+) · परिभाषा", row)[:1]}
    assert {code for code, row in rows.items() if re.search(r'class="n">\d+ / 1<', row)} <= OF_KENDRAS
    assert "1 · 100" not in str(charts(app))


def test_a_held_register_and_a_missing_one_say_so(use_data: UseData, sparse: Path) -> None:
    use_data(sparse)
    held, missing = (html(look("dig", "cases", district=district)) for district in ("baghpat", "meerut"))
    assert small_range.HELD_REASON in held
    assert "थानों की विवरणी इस अवधि के लिए प्राप्त नहीं हुई" in missing
    assert "ms-tiles" not in held + missing


def test_feedback_of_which_all_rows_are_held_back_shows_no_nought(use_data: UseData, sparse: Path) -> None:
    use_data(sparse)
    body = html(look("dig", "cases", district="hapur"))
    assert "इस अवधि में कोई फीडबैक देय या अंकित नहीं है, या विवरणी प्राप्त नहीं है" in body


def test_as_of_a_review_the_page_stands_as_it_did_then(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    ctx = Context(settings, demo_viewers()["dig"], "hi", open_snapshot(settings))
    past = door.calendar(ctx).past_reviews[-1]
    app = look("dig", "cases", as_of=past.isoformat(), window="last-90")
    assert not app.exception
    assert "की समीक्षा तक" in html(app)
    assert f"प्रकरणों की {words_of.day('hi', past)} तक की स्थिति" in html(app)


@pytest.fixture
def opened(open_page: Open) -> Iterator[Page]:
    page = open_page("dig")
    choose(page, "केन्द्र का कार्य", "प्रकरण एवं 360°")
    page.locator(".ms-tiles").wait_for()
    yield page


@pytest.mark.browser
def test_the_page_from_the_menu_to_a_thana_and_its_file(opened: Page) -> None:
    expect(opened.get_by_role("heading", name="इन पर पूछें")).to_be_in_viewport()
    opened.locator(".st-key-chart_journey .stPlotlyChart").wait_for()
    opened.locator(".st-key-chart_journey summary").click()
    expect(opened.locator(".st-key-chart_journey .ms-list")).to_contain_text("प्राप्त")
    opened.get_by_text("K2 · परिभाषा").first.click()
    expect(opened.get_by_text("क्या नहीं गिना जाता").locator("visible=true").first).to_be_visible()
    text = text_of(download(opened, opened.locator(".st-key-export_csv button")))
    for title in ("प्राप्ति से समापन तक", "शून्य या असम्भाव्य रूप से कम दर्ज", "सभी सूचक, इकाईवार"):
        assert title in text
    opened.set_viewport_size({"width": 390, "height": 844})
    for fits in ("main.clientWidth <= 390", "main.scrollWidth <= main.clientWidth + 1"):  # charts follow the page
        opened.wait_for_function(f"(main => {fits})(document.querySelector('.stMain'))")

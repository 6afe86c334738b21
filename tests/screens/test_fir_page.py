"""The page FIR compliance: the watch that nobody overlooks, delays in words, each empty state, file and small cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from tests.browser import choose, download, text_of
from tests.screens import fir_range
from tests.screens.looking import VIEWERS, html, look, notice
from tests.screens.test_every_page import ALLOWED

UseData = Callable[[Path], Settings]


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registers")
    fir_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, registers: Path) -> Callable[..., str]:
    """The page's words in English for a viewer and a link."""
    use_data(registers)

    def page(viewer: str = "dig", **query: str) -> str:
        app = look(viewer, "fir", **{"lang": "en", **query})
        assert not app.exception
        assert "refusal" not in html(app)
        return html(app)

    return page


def watch_of(body: str) -> str:
    found = re.search(r'<section class="ms-watch.*?</section>', body, re.DOTALL)
    assert found
    return found.group()


def asks_of(body: str) -> str:
    found = re.search(r'<section class="ms-exceptions">.*?</section>', body, re.DOTALL)
    assert found
    return found.group()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_role_sees_the_watch_first(see: Callable[..., str], viewer: str) -> None:
    body = see(viewer)
    others = ("ms-facts", "ms-exceptions", "ms-tiles", "ms-card")
    assert body.index("ms-watch") < min(body.index(part) for part in others if part in body)


def test_a_grave_matter_closed_without_an_fir_names_its_thana_and_not_how_few(see: Callable[..., str]) -> None:
    for query in ({}, {"district": "baghpat"}, {"district": "baghpat", "circle": "baghpat-khekra"}):
        told = watch_of(see(**query))
        assert "ms-watch is-some" in told
        assert "■" in told
        assert "In 1 thana serious matters were closed without an FIR" in told
        assert "<b>Khekra</b> (1–4)" in told
        assert "BNSS 173" in told


def test_an_fir_that_is_delayed_is_asked_about_in_words(see: Callable[..., str]) -> None:
    for query in ({}, {"district": "hapur"}, {"district": "hapur", "thana": "dhaulana"}):
        told = asks_of(see(**query))
        assert "Thana Dhaulana · FIR delayed" in told
        assert "1–4 still not registered" in told
        assert "What held it up?" in told


def test_where_all_is_registered_the_watch_is_calm_and_says_of_how_many(see: Callable[..., str]) -> None:
    told = watch_of(see(district="hapur"))
    assert "ms-watch is-zero" in told
    assert re.search(r"None: 0 of \d+ serious matters", told)


def test_where_the_register_is_held_nothing_is_known_and_nothing_is_nought(see: Callable[..., str]) -> None:
    for viewer, query in (("dig", {"district": "bulandshahr"}), ("asp-bulandshahr", {})):
        body = see(viewer, **query)
        assert "ms-watch is-unknown" in watch_of(body)
        assert "This is not zero." in watch_of(body)
        assert "There are no figures to show here" in body
        assert "Too many rows are impossible." in body
        assert "ms-matrix" not in body


def test_a_thana_without_a_case_is_said_to_have_none(see: Callable[..., str]) -> None:
    body = see(district="hapur", thana="hafizpur")
    assert "No serious matter was closed in this window (0 of 0)" in watch_of(body)
    assert "it tells of no case of this choice" in body


def test_the_range_says_that_a_district_is_missing(see: Callable[..., str]) -> None:
    assert re.search(r"The register of \d+ of 82 thanas did not come in full", watch_of(see()))


def test_few_women_are_hidden_in_chart_table_and_words(see: Callable[..., str]) -> None:
    body = see(district="hapur", thana="dhaulana", window="last-15")
    assert "&lt;5" in body
    assert "<b>Dhaulana</b>" not in watch_of(body)


def test_a_window_that_had_not_begun_and_a_foreign_place_are_said(use_data: UseData, registers: Path) -> None:
    use_data(registers)
    app = look("asp-hapur", "fir", lang="en", district="meerut", window="no-such", as_of="2031-01-01")
    assert not app.exception
    for field in ("District", "Window", "As of"):
        assert field in notice(app)
    early = look("dig", "fir", lang="en", window="chaitra-2026")
    assert not early.exception
    assert "ms-watch" in html(early)


def test_the_as_of_day_moves_the_watch(see: Callable[..., str]) -> None:
    assert "is-some" not in watch_of(see(district="baghpat", as_of="2025-10-28"))


def test_without_data_it_is_calm(use_data: UseData, tmp_path: Path) -> None:
    use_data(tmp_path)
    app = look("dig", "fir")
    assert not app.exception
    assert "python -m etl demo" in html(app)


def test_a_hindi_page_holds_no_english(use_data: UseData, registers: Path) -> None:
    use_data(registers)
    seen = re.sub(r"<[^>]+>|&\w+;|https?://\S+|/(?:view-\w+)?\?\S+", " ", html(look("dig", "fir")))
    assert re.findall(r"[A-Za-z]+", ALLOWED.sub(" ", seen)) == []


def test_every_chart_has_words_and_a_table(use_data: UseData, registers: Path) -> None:
    use_data(registers)
    app: AppTest = look("dig", "fir", lang="en")
    drawn = [element for element in app.main if element.type == "plotly_chart"]
    assert len(drawn) == 3
    assert all(element.proto.alt for element in drawn)
    assert html(app).count("The same figures as a table") == len(drawn)
    assert "No such investigation is pending this day: 0." in html(app)


@pytest.mark.browser
def test_the_dig_sees_hears_and_takes_it_along(
    open_at: Callable[..., Page], serve: Callable[[Path], str], registers: Path
) -> None:
    page = open_at(serve(registers), "dig", "/?lang=en")
    choose(page, "At the Kendra", "FIR compliance")
    for told in (page.locator(".ms-watch").get_by_text("Khekra"), page.get_by_text("Thana Dhaulana")):
        expect(told).to_be_in_viewport()
    page.get_by_text("F7 · definition").click()
    expect(page.locator(".ms-watch dl")).to_be_visible()
    text = text_of(download(page, page.get_by_role("button", name="Download the table (CSV)")))
    for line in ("FIR compliance", "Khekra,1–4", "under 6 hours", "Dhaulana", "Not registered so far"):
        assert line in text
    assert '"page": "fir"' in "".join(log.read_text(encoding="utf-8") for log in (registers / "logs").glob("audit-*"))

"""The main journey in a real browser, at the sizes that are used, without a word to the outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import browser
from tests.browser import choose, download, enter, hear, settle, text_of
from tests.screens.conftest import ELSEWHERE, Open

pytestmark = pytest.mark.browser
SIZES = [(1280, 720), (1366, 768), (390, 844)]


def pick(page: Page, field: str, option: str) -> None:
    """An option of a box of the filter bar."""
    box = page.locator(f".st-key-filter_{field} [data-baseweb=select], .st-key-filter_{field} [role=combobox]").first
    browser.pick(page, box, option, exact=True)


def test_sign_in_language_filter_definition_file_and_link(open_page: Open, published: Path) -> None:
    page = open_page("dig")
    expect(page.get_by_role("heading", name="समीक्षा सार")).to_be_visible()

    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.get_by_role("button", name="Reference", exact=True)).to_be_visible()

    pick(page, "district", "Hapur")
    expect(page.locator(".ms-matrix thead")).to_contain_text("Pilkhuwa")

    page.get_by_text("K2 · definition").click()
    expect(page.get_by_text("Not counted").locator("visible=true").first).to_be_visible()

    text = text_of(download(page, page.get_by_role("button", name="Download the table (CSV)")))
    assert "Pilkhuwa" in text
    assert "Meerut," not in text
    logged = "".join(path.read_text(encoding="utf-8") for path in (published / "logs").glob("audit-*.jsonl"))
    assert '"event": "export"' in logged

    page.get_by_text("Link to this view").click()
    link = page.locator("a.ms-link").inner_text()
    assert parse_qs(urlsplit(link).query)["compare"] == ["last-review"]
    again = open_page("dig", "/" + link.split("/", 3)[3])
    expect(again.get_by_role("heading", name="Overview")).to_be_visible()
    expect(again.locator(".ms-matrix thead")).to_contain_text("Pilkhuwa")


def test_a_link_into_another_district_is_refused_on_screen(open_page: Open) -> None:
    page = open_page("asp-hapur", "/?district=meerut&lang=hi")
    expect(page.get_by_role("alert")).to_contain_text("अधिकार-क्षेत्र में नहीं")
    expect(page.locator(".ms-matrix thead")).to_contain_text("पिलखुवा")


def test_the_menu_leads_to_the_glossary_and_back(open_page: Open) -> None:
    page = open_page("analyst")
    choose(page, "संदर्भ", "परिभाषाएँ")
    expect(page.locator(".ms-glossary article").first).to_be_visible()
    choose(page, "समीक्षा", "समीक्षा सार")
    expect(page.locator(".ms-matrix")).to_be_visible()


def test_the_glossary_leads_to_a_family_below_the_bar(open_page: Open) -> None:
    page = open_page("analyst", "/?lang=en")
    choose(page, "Reference", "Glossary")
    page.get_by_role("link", name="S1–S6 · Feedback").click()
    heading = page.get_by_role("heading", name="S1–S6 · Feedback")
    expect(heading).to_be_in_viewport()
    page.wait_for_function("document.querySelector('#family-S').getBoundingClientRect().top < 200")
    place = heading.bounding_box()
    bar = page.locator("header[data-testid=stHeader]").bounding_box()
    assert place and bar and place["y"] >= bar["y"] + bar["height"]


def test_no_request_leaves_the_machine(take_tab: Callable[..., Page], served: str) -> None:
    page = take_tab()
    with hear(page, served) as heard:
        enter(page, served, "dig")
        page.locator(".ms-matrix").wait_for()
        settle(page)
        page.wait_for_timeout(1500)  # whatever the page asks for once it stands
    assert heard.asked
    assert heard.outside == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("viewer", ["dig", "asp-meerut"])
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_nothing_is_cut_off_at_the_side(open_page: Open, size: tuple[int, int], viewer: str, lang: str) -> None:
    page = open_page(viewer, f"/?lang={lang}", size)
    page.locator(".ms-matrix").wait_for()
    over = page.evaluate(
        """names => [...document.querySelectorAll(names)].filter(box => box.scrollWidth > box.clientWidth + 1)
              .map(box => box.className + ': ' + box.innerText.slice(0, 60))""",
        ".stMain, .ms-matrix, .ms-matrix td, .ms-matrix th, .ms-facts, .ms-exceptions",
    )
    assert over == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_theme(open_page: Open, theme: str) -> None:
    page = open_page("dig", theme=theme)
    colour = page.locator(".ms-matrix").evaluate("table => getComputedStyle(table).backgroundColor")
    assert colour == {"light": "rgb(255, 255, 255)", "dark": "rgb(27, 35, 44)"}[theme]


def test_a_page_reached_through_a_proxy_is_refused(open_page: Open) -> None:
    page = open_page()
    page.set_extra_http_headers({"X-Forwarded-For": "10.1.2.3"})
    page.reload()
    expect(page.locator(".ms-card.refusal")).to_be_visible()
    expect(page.locator(".st-key-sign_in")).to_have_count(0)


def test_a_page_reached_under_another_name_is_refused(open_page: Open, served: str) -> None:
    page = open_page()
    page.goto(served.replace("127.0.0.1", ELSEWHERE))
    expect(page.locator(".ms-card.refusal")).to_be_visible()
    expect(page.locator(".st-key-sign_in")).to_have_count(0)


def test_the_dictionary_is_searched_across_its_views_and_taken_away(open_page: Open, published: Path) -> None:
    page = open_page("asp-hapur", "/view-glossary?lang=en")
    page.get_by_label("Search by word or code").fill("eve teasing")
    page.get_by_label("Search by word or code").press("Enter")
    page.get_by_role("radio", name="Code lists (1)").click()
    expect(page.locator(".ms-entry code", has_text="street_harassment")).to_be_visible()
    text = text_of(download(page, page.get_by_role("button", name="Download the table (CSV)")))
    assert "street_harassment" in text
    assert "pocso" not in text
    logged = "".join(path.read_text(encoding="utf-8") for path in (published / "logs").glob("audit-*.jsonl"))
    assert '"page": "glossary"' in logged
    assert "view=codes" in page.url

"""The menu: its sections, which pages each holds for a role, and reaching them by mouse, by keyboard and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Page, expect

from access.roles import demo_viewers
from access.settings import Settings
from components import menu
from locales import say
from tests.screens.conftest import Open
from tests.screens.looking import look

UseData = Callable[[Path], Settings]
Offered = dict[str, list[st.Page]]
ADDRESSES = {"", *(f"view-{name}" for name in demo_viewers()["dig"].role.pages if name != menu.HOME)}


@pytest.fixture
def offered(use_data: UseData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Offered]:
    """What the menu hands to Streamlit for a viewer whose role has these pages: section → pages, "" the unlisted."""

    def ask(viewer: str | None, *pages: str) -> Offered:
        use_data(tmp_path)
        handed: list[Offered] = []
        navigation = st.navigation
        with monkeypatch.context() as patch:
            dig = demo_viewers()["dig"]
            role = dig.role.model_copy(update={"pages": frozenset(pages) or dig.role.pages})
            patch.setitem(demo_viewers(), "dig", dig.model_copy(update={"role": role}))
            patch.setattr(st, "navigation", lambda given, **more: handed.append(given) or navigation(given, **more))
            look(viewer)
        return handed[-1]

    return ask


def titles(offered: Offered) -> dict[str, list[str]]:
    return {section: [page.title for page in pages] for section, pages in offered.items() if section}


def test_a_section_holds_the_pages_of_the_role_and_an_empty_one_is_left_out(offered: Callable[..., Offered]) -> None:
    assert titles(offered("dig", "returns", "fir")) == {
        "समीक्षा": ["प्राप्ति स्थिति"],
        "केन्द्र का कार्य": ["एफआईआर अनुपालन"],
    }


def test_every_page_of_the_role_stands_in_one_section(offered: Callable[..., Offered]) -> None:
    of_sections = [page for pages in titles(offered("dig")).values() for page in pages]
    assert sorted(of_sections) == sorted(say("hi", f"{name}.title") for name in demo_viewers()["dig"].role.pages)


@pytest.mark.parametrize(("viewer", "pages"), [(None, ()), ("dig", ("returns",)), ("dig", ())])
def test_every_address_stays_alive_whether_listed_or_not(
    offered: Callable[..., Offered], viewer: str | None, pages: tuple[str, ...]
) -> None:
    given = offered(viewer, *pages)
    assert {page.visibility for page in given[""]} == {"hidden"}
    assert {page.url_path for pages in given.values() for page in pages} >= ADDRESSES | demo_viewers()["dig"].role.pages


def test_nobody_signed_in_sees_no_section(offered: Callable[..., Offered]) -> None:
    assert titles(offered(None)) == {}


def of_the_bar(page: Page) -> list[str]:
    return page.locator("[data-testid=stTopNavSection]").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_sections_stand_in_one_row_and_none_is_folded_away(open_page: Open, lang: str) -> None:
    page = open_page("dig", f"/?lang={lang}")
    sections = page.locator("[data-testid=stTopNavSection]")
    expect(sections.first).to_have_text(say(lang, "menu.review"))
    assert "more" not in " ".join(of_the_bar(page))
    ends = [(box["x"] + box["width"], box["y"]) for one in sections.all() if (box := one.bounding_box())]
    beside = page.locator(".st-key-who").bounding_box()
    assert beside
    assert ends[-1][0] < beside["x"]
    assert len({y for _, y in ends}) == 1


@pytest.mark.browser
def test_a_page_is_reached_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("dig", "/?lang=en")
    page.get_by_role("button", name="Review", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Overview")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Returns received")).to_be_visible()


@pytest.mark.browser
def test_the_section_of_the_open_page_is_underlined(open_page: Open) -> None:
    page = open_page("dig", "/?lang=en")
    colours = [
        page.get_by_role("button", name=name, exact=True).evaluate("one => getComputedStyle(one).borderBottomColor")
        for name in ("Review", "Reference")
    ]
    assert colours == ["rgb(29, 79, 115)", "rgba(0, 0, 0, 0)"]


@pytest.mark.browser
def test_on_a_phone_the_sections_open_from_the_side(open_page: Open) -> None:
    page = open_page("dig", "/?lang=hi", (390, 844))
    opens = page.locator("[data-testid=stExpandSidebarButton]")
    expect(opens).to_be_visible()
    assert opens.evaluate("one => getComputedStyle(one, '::after').content") == '"मेन्यू"'
    opens.click()
    expect(page.get_by_text("केन्द्र का कार्य", exact=True)).to_be_visible()
    page.get_by_role("link", name="परिभाषाएँ").click()
    expect(page.locator(".ms-glossary article").first).to_be_visible()


NAMES = """[...document.querySelectorAll("[aria-label], [placeholder]")].flatMap(
    one => [one.getAttribute("aria-label"), one.getAttribute("placeholder")]).filter(Boolean)"""


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize(("page_name", "of_page"), [("returns", "filters"), ("glossary", "glossary_search")])
def test_what_is_only_heard_is_in_hindi_too(
    open_page: Open, size: tuple[int, int], page_name: str, of_page: str
) -> None:
    page = open_page("analyst", f"/view-{page_name}", size)
    page.locator(f".st-key-{of_page}").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    expect(page.get_by_role("button", name=say("hi", "spoken.list")).first).to_be_attached()
    assert [name for name in page.evaluate(NAMES) if re.search(r"[A-Za-z]{3,}", name)] == []


@pytest.mark.browser
def test_what_is_only_heard_follows_the_language(open_page: Open) -> None:
    page = open_page("dig", "/?lang=hi")
    menu_of_pages = page.locator("[data-testid=stTopNav]")
    expect(menu_of_pages).to_have_attribute("aria-label", "पृष्ठों का मेन्यू")
    page.get_by_role("button", name="English").or_(page.get_by_role("radio", name="English")).first.click()
    expect(menu_of_pages).to_have_attribute("aria-label", "Menu of pages")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_on_a_phone_who_looks_stands_beside_the_menus_button(open_page: Open, lang: str) -> None:
    page = open_page("asp-bulandshahr", f"/?lang={lang}", (390, 844))
    opens, demo = page.locator("[data-testid=stExpandSidebarButton]"), page.locator(".ms-demo")
    left, right = opens.bounding_box(), demo.bounding_box()
    assert left
    assert right
    word = opens.evaluate("one => parseFloat(getComputedStyle(one, '::after').width)")
    assert left["x"] + left["width"] + (0 if left["width"] > word else word) <= right["x"]
    assert right["x"] + right["width"] <= 390
    assert demo.evaluate(
        "one => { const box = one.getBoundingClientRect();"
        " return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }"
    ), "nothing lies over it"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_list_in_which_nothing_is_found_says_so_in_the_language(open_page: Open, lang: str) -> None:
    page = open_page("dig", f"/view-explore?lang={lang}")
    box = page.locator(".st-key-explore_ask input").first
    box.click()
    box.fill("zzzq")
    expect(page.get_by_role("option")).to_have_text(say(lang, "spoken.none"))
    box.fill("I1")
    expect(page.get_by_role("option").first).to_contain_text("I1")

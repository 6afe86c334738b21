"""From a number of the whole range to the rows behind it in a real browser, in three actions at most."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import download, pick, text_of

pytestmark = pytest.mark.browser
NUMBERS = {
    "cases": ("प्रकरण एवं 360°", "K1 · तीन दिन में प्रथम काउंसलिंग नहीं", "counselling_first.not_met"),
    "backlog": ("लंबित प्रकरण", "B4 · 30 दिन से अधिक लंबित", "n_open_over_30"),
    "fir": ("एफआईआर अनुपालन", "F1 · आवश्यक एफआईआर पंजीकृत नहीं", "fir_registered.not_met"),
}


def open_rows(page: Page, number: str) -> int:
    """The two actions: open the list of numbers, pick one. Gives the number that was picked."""
    box = page.locator(".st-key-drill_rows [role=combobox]").first
    box.scroll_into_view_if_needed()
    return int(pick(page, box, number).rsplit(": ", 1)[1])


def wider_than_its_box(page: Page, name: str) -> int:
    return int(page.locator(name).evaluate("box => box.scrollWidth - box.clientWidth"))


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["laptop", "phone"])
def test_the_rows_behind_a_number_of_the_range(
    open_at: Callable[..., Page],
    serve: Callable[[Path], str],
    held_back: Path,
    name: str,
    size: tuple[int, int],
) -> None:
    title, number, rows = NUMBERS[name]
    page = open_at(serve(held_back), "dig", f"/view-{name}", size=size)
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    n = open_rows(page, number)
    expect(page.locator(".ms-rows tbody tr")).to_have_count(n)
    expect(page).to_have_url(re.compile(rf"rows={re.escape(rows)}"))
    assert wider_than_its_box(page, ".stMain") <= 0, "rows that need more room scroll in a box of their own"
    if size[0] == 1280:
        assert wider_than_its_box(page, ".ms-rows") <= 0
        rows_file = download(page, page.get_by_role("button", name="ये पंक्तियाँ डाउनलोड करें (CSV)"))
        assert text_of(rows_file).count("MSK/") == n

"""A long file in the real browser: it is prepared before one's eyes, the first click stops it, and it is then taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import download, pick, text_of

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
LONG = "/view-explore?lang=en&kpi=I1&by=thana&time=day&district=all&window=last-30"


def reach(page: Page, extent: str) -> None:
    page.locator(".ms-explored").wait_for()
    box = page.locator(".st-key-explore_extent input")
    pick(page, box, extent, exact=True)
    expect(box).to_have_value(extent)


def test_a_long_file_is_stopped_by_the_first_click_and_taken_when_it_is_ready(open_page: Open) -> None:
    page = open_page("dig", LONG)
    prepare, stop = (page.locator(f".st-key-explore_{name} button") for name in ("prepare", "stop"))
    reach(page, "All KPIs")  # so many that the writing lasts until it is stopped
    prepare.click()
    stop.click()
    expect(stop).to_be_hidden()
    expect(prepare).to_be_enabled()
    reach(page, "This KPI only")
    prepare.click()
    take = page.locator(".st-key-explore_take button")
    expect(take).to_be_visible()
    lines = text_of(download(page, take)).splitlines()
    assert len(lines) == 1 + 82 * 30
    assert lines[1].startswith("I1,")

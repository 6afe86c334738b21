"""A long file in the real browser: it is prepared before one's eyes, the first click stops it, and it is then taken."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
TRIES = 5
LONG = "/view-explore?lang=en&kpi=I1&by=thana&time=day&district=all&window=last-30"


def reach(page: Page, extent: str) -> None:
    """A list opened while the page is still being drawn closes again; whoever looks at it opens it once more."""
    settle(page)
    option = page.get_by_role("option", name=extent)
    for _ in range(TRIES):
        page.locator(".st-key-explore_extent input").click()
        with suppress(TimeoutError):
            option.click(timeout=3_000)
            break
    expect(page.locator(".st-key-explore_extent input")).to_have_value(extent)
    settle(page)


def settle(page: Page) -> None:
    page.locator(".ms-explored").wait_for(timeout=30_000)
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(300)


def test_a_long_file_is_stopped_by_the_first_click_and_taken_when_it_is_ready(open_page: Open) -> None:
    page = open_page("dig", LONG)
    prepare, stop = (page.locator(f".st-key-explore_{name} button") for name in ("prepare", "stop"))
    reach(page, "All KPIs of its family")
    prepare.click()
    stop.click()
    expect(stop).to_be_hidden(timeout=10_000)
    expect(prepare).to_be_enabled(timeout=10_000)
    reach(page, "This KPI only")
    prepare.click()
    take = page.locator(".st-key-explore_take button")
    expect(take).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        take.click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 82 * 30
    assert lines[1].startswith("I1,")

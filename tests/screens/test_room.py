"""What has room and what has not: words of the filter bar, and the page of returns on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.screens.conftest import Open
from tests.screens.test_journey import SIZES

PHONE = SIZES[-1]
CUT = """[...document.querySelectorAll(".st-key-filters input")]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.value)"""


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("window", ["sharadiya-2025", "last-30"])
def test_what_is_chosen_in_the_filter_bar_is_read_whole(open_page: Open, lang: str, window: str) -> None:
    page = open_page(
        "dig", f"/view-cases?lang={lang}&district=bulandshahr&window={window}&compare=last-year&as_of=2025-09-28"
    )
    boxes = page.locator(".st-key-filters input")
    expect(boxes).to_have_count(6)
    expect(boxes.last).to_have_value("28 सितंबर 2025" if lang == "hi" else "28 September 2025")
    assert page.evaluate(CUT) == []


@pytest.mark.browser
def test_on_a_phone_returns_that_stand_alike_everywhere_take_one_line(
    open_at: Callable[..., Page], serve: Callable[[Path], str], filed: Path
) -> None:
    address = serve(filed)
    page = open_at(address, "dig", "/view-returns", PHONE)
    rows = page.locator(".ms-filings > table tr.alike")
    rows.first.wait_for()
    assert rows.count() > 1
    for row in rows.all():
        expect(row.locator(".ms-alike")).to_be_visible()
        expect(row.locator("td:visible")).to_have_count(0)
        assert row.bounding_box()["height"] < 60  # type: ignore[index]  # it is visible
    others = page.locator(".ms-filings > table tbody tr:not(.alike)")
    assert others.locator("td:visible").count() == 4 * others.count() > 0
    wide = open_at(address, "dig", "/view-returns")
    wide.locator(".ms-filings > table tr.alike").first.wait_for()
    expect(wide.locator(".ms-filings > table tr.alike td:visible")).to_have_count(4 * rows.count())
    expect(wide.locator(".ms-alike:visible")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_nothing_of_a_districts_files_is_cut_off_at_the_side(
    serve: Callable[[Path], str], open_at: Callable[..., Page], filed: Path, size: tuple[int, int], lang: str
) -> None:
    page = open_at(serve(filed), "analyst", f"/view-returns?lang={lang}&batch=squad_daily-baghpat-00002", size)
    page.locator(".ms-list").first.wait_for()
    over = page.evaluate(
        """names => [...document.querySelectorAll(names)].filter(box => box.scrollWidth > box.clientWidth + 1)
              .map(box => box.className + ': ' + box.innerText.slice(0, 60))""",
        ".stMain, .ms-matrix, .ms-matrix td, .ms-matrix th, .ms-facts, .ms-list, .ms-list td, .ms-counts, .ms-batch",
    )
    assert over == []

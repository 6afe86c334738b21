"""The field's pages draw whole in a real browser that can reach nobody: charts, tables, maps, to the last line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from access.settings import Settings
from tests.browser import open_window
from tests.screens import hotspots_range, pandals_range, squads_range

RANGES = {"squads": squads_range, "hotspots": hotspots_range, "pandals": pandals_range}
# What each page draws at least of its range: a table of this kind, so many charts, so many maps.
PAGES = {"squads": ("ms-tiles", 4, 0), "hotspots": ("ms-week", 1, 1), "pandals": ("ms-nights", 1, 1)}
_FEW_COLOURS = 8  # a canvas on which nothing was drawn has one or two

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def known(
    drawing: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Serves a page's range; the address, after a first session: until then Streamlit knows no page by its own."""

    @cache
    def serve_it(name: str) -> str:
        folder = tmp_path_factory.mktemp(name)
        RANGES[name].make(Settings(data=folder))
        served, page = serve(folder), open_window(drawing)
        page.goto(served)
        page.locator(".ms-card").first.wait_for()
        page.context.close()
        return served

    return serve_it


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_drawn_whole_without_the_outside(
    drawing: Browser, known: Callable[[str], str], name: str, lang: str
) -> None:
    drawn, n_charts, n_maps = PAGES[name]
    served, outside, faults = known(name), list[str](), list[str]()
    page = open_window(drawing)
    page.route("**/*", lambda route: _let_in(route, served, outside))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{served}/view-{name}?lang={lang}")
    page.locator(".st-key-sign_in_dig button").click()
    page.locator(f".{drawn}").first.wait_for()
    page.locator(".st-key-export_csv button").wait_for()  # the last thing of each of these pages
    page.locator("[data-testid=stPlotlyChart]").nth(n_charts - 1).wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert page.locator(".refusal").count() == 0
    figures = page.locator("[data-testid=stPlotlyChart]").count()
    expect(page.locator(".js-plotly-plot .main-svg")).to_have_count(3 * figures)
    charts = page.locator("[data-testid=stDeckGlJsonChart]")
    assert charts.count() == n_maps
    for place in range(n_maps):
        assert _is_painted(page, place)
    assert page.evaluate("document.fonts.check('18px \"Noto Sans Devanagari\"', 'क्षेत्र')")
    assert (outside, faults) == ([], [])
    page.context.close()


def _is_painted(page: Page, place: int) -> bool:
    """Whether the map has more colours than an empty sheet, waiting for it to be drawn."""
    chart = page.locator("[data-testid=stDeckGlJsonChart]").nth(place)
    chart.scroll_into_view_if_needed()
    for _ in range(60):
        picture = Image.open(BytesIO(chart.screenshot())).convert("RGB")
        found = picture.getcolors(picture.width * picture.height) or []
        if sum(n > 50 for n, _ in found) > _FEW_COLOURS:
            return True
        page.wait_for_timeout(500)
    return False


def _let_in(route: Route, served: str, outside: list[str]) -> None:
    if route.request.url.startswith((served, "data:", "blob:")):
        route.continue_()
    else:
        outside.append(route.request.url)
        route.abort()

"""A page of the field draws whole in a browser that can reach nobody: charts, tables, maps, to the last line."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import enter, hear, settle
from tests.screens.drawn import Pixels, colours, until_drawn

_FEW_COLOURS = 8  # a canvas on which nothing was drawn has one or two


def check_drawn_whole(page: Page, served: str, at: str, table: str, n_charts: int, n_maps: int) -> None:
    """The page at that address draws a table of this class, at least so many charts, and so many maps."""
    with hear(page, served) as heard:
        enter(page, served, "dig", at)
        page.locator(f".{table}").first.wait_for()
        page.locator(".st-key-export_csv button").wait_for()  # the last thing of each of these pages
        page.locator("[data-testid=stPlotlyChart]").nth(n_charts - 1).wait_for()
        settle(page)
        assert page.locator(".refusal").count() == 0
        figures = page.locator("[data-testid=stPlotlyChart]").count()
        expect(page.locator(".js-plotly-plot .main-svg")).to_have_count(3 * figures)
        maps = page.locator("[data-testid=stDeckGlJsonChart]")
        assert maps.count() == n_maps
        for drawn in maps.all():
            assert _is_painted(until_drawn(drawn, _is_painted))
        assert page.evaluate("document.fonts.check('18px \"Noto Sans Devanagari\"', 'क्षेत्र')")
    assert (heard.outside, heard.faults) == ([], [])


def _is_painted(pixels: Pixels) -> bool:
    """Whether a map has more colours than an empty sheet."""
    return sum(n > 50 for n in colours(pixels).values()) > _FEW_COLOURS

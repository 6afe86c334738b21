"""A map is drawn in a real browser that can reach nobody: land, marks, names; a click on a mark gives its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from access.settings import Settings
from components.maps.labels import Label
from tests.browser import hear, press_mark
from tests.screens.conftest import serve_script
from tests.screens.drawn import RED, colours, middle_of, until_drawn
from warehouse.reference import load_reference

_MEASURE = """([names, font]) => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = font;
    return names.map(name => context.measureText(name).width);
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve_script("tests/screens/one_map.py", published, tmp_path_factory.mktemp("map") / "log")


def test_it_paints_with_all_outside_requests_blocked_and_a_mark_can_be_chosen(
    address: str, take_tab: Callable[..., Page]
) -> None:
    page = take_tab((1280, 900))
    with hear(page, address) as heard:
        page.goto(address)
        canvas = page.locator("canvas").first
        found = colours(until_drawn(canvas, lambda pixels: colours(pixels)[RED] > 40))
    assert heard.outside == []
    assert found[63, 125, 171] > 2_000  # land of the darkest shade
    assert found[213, 217, 220] > 500  # masked land between its strokes
    assert found[27, 36, 48] > 300  # borders and names
    assert found[0, 112, 127] > 40 and found[RED] > 40  # marks
    assert page.locator(".ms-map-key img").count() == 5
    assert "अनुमानित" in page.locator(".st-key-map_one").inner_text()
    press_mark(page, middle_of(canvas, by=1), "missed", page.locator("#chosen", has_text="code-missed"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.clientWidth <= 390")
    page.wait_for_function("document.documentElement.scrollWidth <= 390")


def test_no_name_of_our_lists_is_cut_off(take_tab: Callable[..., Page]) -> None:
    """The browser's own width of every name in bold, against the drawing that it is put into."""
    lists = load_reference(Settings())
    frames = (lists.districts, lists.circles, lists.thanas)
    names = [name for frame in frames for name in (*frame["name_hi"], *frame["name_en"])]
    drawn = [Label(name, "district", (77.0, 28.0)) for name in names]
    told = re.search(r'font-family="([^"]+)" font-size="(\d+)" font-weight="(\d+)"', drawn[0].svg())
    assert told
    widths = take_tab().evaluate(_MEASURE, [names, f"{told[3]} {told[2]}px {told[1]}"])
    assert [name for name, width, label in zip(names, widths, drawn, strict=True) if width > label.size[0] - 4] == []

"""A map is drawn in a real browser that can reach nobody: land, marks, names; a click on a mark gives its code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from access.settings import Settings
from components.maps.labels import Label
from tests.browser import PATIENCE_SECONDS, open_window, press_mark
from tests.screens.conftest import HOME, _free_port, _wait_for
from warehouse.reference import load_reference

_MEASURE = """([names, font]) => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = font;
    return names.map(name => context.measureText(name).width);
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, log = _free_port(), tmp_path_factory.mktemp("map") / "log"
    command = [sys.executable, "-m", "streamlit", "run", "tests/screens/one_map.py", f"--server.port={port}"]
    with log.open("w") as out:
        env = {**os.environ, "MISSION_DATA": str(published), "PYTHONPATH": str(HOME)}
        process = subprocess.Popen(command, cwd=HOME, env=env, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def colours(page: Page) -> dict[tuple[int, int, int], int]:
    """How many pixels of the map have each colour."""
    image = Image.open(BytesIO(page.locator("canvas").first.screenshot())).convert("RGB")
    found: Any = image.getcolors(image.width * image.height)
    return {colour: n for n, colour in found}


def painted(page: Page) -> dict[tuple[int, int, int], int]:
    """The colours once the last drawing, a mark, has come; the last ones after some seconds."""
    for _ in range(PATIENCE_SECONDS * 4):
        found = colours(page)
        if found.get((168, 50, 10), 0) > 40:
            return found
        page.wait_for_timeout(250)
    return found


def test_it_paints_with_all_outside_requests_blocked_and_a_mark_can_be_chosen(address: str, drawing: Browser) -> None:
    asked: list[str] = []

    def only_home(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page = open_window(drawing, (1280, 900))
    page.route("**/*", only_home)
    page.goto(address)
    page.locator("canvas").first.wait_for()
    found = painted(page)
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == []
    assert found.get((63, 125, 171), 0) > 2_000  # land of the darkest shade
    assert found.get((213, 217, 220), 0) > 500  # masked land between its strokes
    assert found.get((27, 36, 48), 0) > 300  # borders and names
    assert found.get((0, 112, 127), 0) > 40 and found.get((168, 50, 10), 0) > 40  # marks
    assert page.locator(".ms-map-key img").count() == 5
    assert "अनुमानित" in page.locator(".st-key-map_one").inner_text()
    press_mark(page, where(page, (168, 50, 10)), "missed", page.locator("#chosen", has_text="code-missed"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.clientWidth <= 390")
    page.wait_for_function("document.documentElement.scrollWidth <= 390")
    page.context.close()


def where(page: Page, colour: tuple[int, int, int]) -> tuple[float, float]:
    """The middle of the pixels of a colour of the map, on the page."""
    canvas = page.locator("canvas").first
    image = Image.open(BytesIO(canvas.screenshot())).convert("RGB")
    down, along = np.nonzero((np.asarray(image) == colour).all(axis=2))
    box = canvas.bounding_box()
    assert box
    return box["x"] + float(along.mean()), box["y"] + float(down.mean())


def test_no_name_of_our_lists_is_cut_off(drawing: Browser) -> None:
    """The browser's own width of every name in bold, against the drawing that it is put into."""
    lists = load_reference(Settings())
    frames = (lists.districts, lists.circles, lists.thanas)
    names = [name for frame in frames for name in (*frame["name_hi"], *frame["name_en"])]
    drawn = [Label(name, "district", (77.0, 28.0)) for name in names]
    told = re.search(r'font-family="([^"]+)" font-size="(\d+)" font-weight="(\d+)"', drawn[0].svg())
    assert told
    page = open_window(drawing)
    widths = page.evaluate(_MEASURE, [names, f"{told[3]} {told[2]}px {told[1]}"])
    page.context.close()
    assert [name for name, width, label in zip(names, widths, drawn, strict=True) if width > label.size[0] - 4] == []

"""What a browser has drawn of a map, by the colours of its pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Locator

from tests.browser import PATIENCE_SECONDS

Colour = tuple[int, int, int]
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
RED: Colour = (168, 50, 10)  # of the mark of a place that nobody visited, which is drawn last
POLL_MS = 250


def until_drawn(chart: Locator, is_drawn: Callable[[Pixels], bool]) -> Pixels:
    """Its pixels, row by row, as soon as they are so; the last ones when patience ends."""
    chart.scroll_into_view_if_needed()
    for _ in range(PATIENCE_SECONDS * 1_000 // POLL_MS):
        pixels = _pixels(chart)
        if is_drawn(pixels):
            break
        chart.page.wait_for_timeout(POLL_MS)
    return pixels


def _pixels(chart: Locator) -> Pixels:
    return np.asarray(Image.open(BytesIO(chart.screenshot())).convert("RGB"))


def colours(pixels: Pixels) -> Counter[Colour]:
    """How many pixels have each colour."""
    height, width, _ = pixels.shape
    found: Any = Image.fromarray(pixels).getcolors(height * width)
    return Counter({colour: n for n, colour in found})


def near(pixels: Pixels, colour: Colour, by: int = 12) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which pixels have that colour, or nearly."""
    off: np.ndarray[Any, np.dtype[np.bool_]] = (abs(pixels.astype(int) - colour) < by).all(axis=2)
    return off


def middle_of(chart: Locator, colour: Colour = RED, by: int = 12) -> tuple[float, float]:
    """Where on the page the middle of what has that colour stands, once it is drawn and in sight."""
    pixels = until_drawn(chart, lambda now: near(now, colour, by).sum() > 20)
    down, along = np.nonzero(near(pixels, colour, by))
    box = chart.bounding_box()
    assert box and len(down) > 20, f"nothing on the map has the colour {colour}"
    return box["x"] + float(along.mean()), box["y"] + float(down.mean())

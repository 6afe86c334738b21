"""The casework pages: a warm run of the script at one and at twenty times the rows, and a filter change in Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import warm
from bench.painted import Change, painted
from bench.ratio import Ratio

PAGES = ("cases", "backlog", "fir")
LIMIT_MS = 150.0
WINDOW = "campaign"  # a year and more of the range
# District and window in turn, so that each change leads to a pair that the server has not shown before.
CHANGES: tuple[Change, ...] = tuple(
    (box, place)
    for turn in ((1, 0), (2, 2), (3, 3), (4, 4))
    for box, place in zip(("district", "window"), turn, strict=True)
)


def measure() -> list[Ratio]:
    """Raises RuntimeError when a page is not there, did not draw or did not answer."""
    with tempfile.TemporaryDirectory() as scratch:
        once, often = Path(scratch) / "once", Path(scratch) / "often"
        warm.sample(once)
        warm.multiplied(once, often)
        ratios = [ratio for name in PAGES for ratio in warm.script(name, WINDOW, once, often, LIMIT_MS)]
        return [*ratios, *(painted(name, once, CHANGES) for name in PAGES)]

"""The casework pages: a warm run of the script at one and at twenty times the rows, and a filter change in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

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


def measure() -> Iterator[Ratio]:
    """Raises RuntimeError when a page is not there, did not draw or did not answer."""
    once, often = warm.folders()
    for name in PAGES:
        yield from warm.script(name, WINDOW, once, often, LIMIT_MS)
    for name in PAGES:
        yield painted(name, once, CHANGES)

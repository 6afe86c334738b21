"""The pages of the field on a range-year of 600 places and 120,000 visits, and on twenty times as many visits.

A warm run of the script above an empty page, the same page at many times the visits, and the bytes of its map.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from access.settings import Settings
from bench import field_range, warm
from bench.ratio import Ratio

PAGES = ("hotspots", "pandals", "squads")
LIMIT_MS = 300.0
MAP_LIMIT_KB = 1000.0
WINDOW = "campaign"  # all of the year


def measure() -> list[Ratio]:
    """Raises RuntimeError when a page is not there or did not draw."""
    with tempfile.TemporaryDirectory() as scratch:
        once, often = Path(scratch) / "once", Path(scratch) / "often"
        field_range.make(Settings(data=once))
        field_range.make(Settings(data=often), warm.TIMES)
        return [ratio for name in PAGES for ratio in of_page(name, once, often)]


def of_page(name: str, once: Path, often: Path) -> Iterator[Ratio]:
    """Times and growth as of every page; the map at the once and at the many visits, where the page has one."""
    yield from warm.script(name, WINDOW, once, often, LIMIT_MS)
    for data, at in ((once, ""), (often, f" at {warm.TIMES} times the visits")):
        if kilobytes := warm.timed(name, WINDOW, data)["map"] / 1000:
            yield Ratio(f"{name}, map{at}", 0, kilobytes, MAP_LIMIT_KB, "kB", is_difference=True)

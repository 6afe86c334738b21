"""The pages that look at the work itself, inspections, awareness and circulars: a warm run at one and at many times.

The sample is a year of the range; at many times there are as many more inspections, programmes and circulars.
"""

from __future__ import annotations

from bench import warm
from bench.ratio import Ratio

PAGES = ("inspections", "awareness", "circulars")
LIMIT_MS = 150.0
WINDOW = "campaign"  # all of the year


def measure() -> list[Ratio]:
    """Raises RuntimeError when a page is not there or did not draw."""
    once, often = warm.folders()
    return [ratio for name in PAGES for ratio in warm.script(name, WINDOW, once, often, LIMIT_MS)]

"""A warm run of the overview's script above an empty page's, on the sample and on twenty times its rows."""

from __future__ import annotations

from bench import warm
from bench.ratio import Ratio

LIMIT_MS = 100.0
WINDOW = "last-30"


def measure() -> list[Ratio]:
    """Raises RuntimeError when the page did not draw."""
    once, often = warm.folders()
    return warm.script("overview", WINDOW, once, often, LIMIT_MS)

"""Tables of the page on squads that belong to no chart: the daily counts against the visits of the same days."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.table import Table
from components.squads.reading import Row
from locales import say

_HEADS = ("measure", "days", "equal", "daily", "visits")


def agreement(rows: Sequence[Row], lang: str) -> Table:
    """A line for each measure of which both returns told; the difference is shown and not mended."""
    lines = tuple(
        (
            say(lang, f"squads.measure.{row['measure']}"),
            *(row[name] for name in ("n_days", "n_equal", "n_whole", "n_parts")),
        )
        for row in rows
    )
    return Table(
        tuple(say(lang, f"squads.agreement.{head}") for head in _HEADS), lines, (say(lang, "squads.agreement.note"),)
    )

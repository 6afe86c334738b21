"""Returns that their district sent once more after they were published: what the first file said, what the later."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from sample_data.days import answer_key, correcting_delivery, period_from
from sample_data.filing import Box, Boxes
from sample_data.rows import Filing, Row, SquadDay

# What the first file told at three quarters; the file after it tells a third more.
RAISED = ("places_checked", "persons_checked", "warned", "vehicles_checked")


@cache
def corrected() -> dict[Box, dict[str, Any]]:
    """Return, district and period → the entry of the answer key, for each return that was sent once more."""
    return {
        (entry["return"], entry["district"], period_from(entry["first_day"])): entry
        for entry in answer_key()["troubles"]
        if entry["kind"] == "raised_afterwards"
    }


def with_corrections(filings: list[Filing]) -> list[Filing]:
    """The filings, and each return that was sent once more as a filing of its own, after the others."""
    return filings + [
        replace(filing, delivery=correcting_delivery(entry), is_correction=True)
        for filing in filings
        if (entry := corrected().get(_box(filing)))
    ]


def lines_of(filing: Filing, boxed: Boxes) -> list[Row]:
    """The rows of one file. The truth of a return that was sent twice is what its later file says."""
    rows, entry = boxed.get(_box(filing), []), corrected().get(_box(filing))
    if entry is None or filing.is_correction:
        return rows
    return [_first_told(row) if row.thana == entry["thana"] and isinstance(row, SquadDay) else row for row in rows]


def _box(filing: Filing) -> Box:
    return filing.return_name, filing.district, filing.period


def _first_told(row: SquadDay) -> SquadDay:
    return replace(row, **{name: getattr(row, name) * 3 // 4 for name in RAISED})

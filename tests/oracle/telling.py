"""What the register's last file says of a case beside its fields: cells of identity, and whether it tells of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sample_data.filing import boxes
from sample_data.rows import Case, Filing, Sample
from sample_data.sheets import BANNED_HEADERS

CELLS = ("identity", "mobile", "address")
# The headers of the sample's own registers, and every thirteenth line left blank from the eighth on.
HEADER_OF = {
    "identity": ("नाम", "पिता/पति", "Name", "Father/Husband"),
    "mobile": ("मोबाइल", "Mobile"),
    "address": ("पता", "Address"),
}
BLANK_EVERY, BLANK_AT = 13, 7


@dataclass(frozen=True)
class Telling:
    """Cell → whether it was filled (None: the file has no such column); whether the file told of any approved plan."""

    cells: dict[str, bool | None] = field(default_factory=dict)
    has_plans: bool = False


def last_tellings(sample: Sample, filings: Iterable[Filing]) -> dict[str, Telling]:
    """Unique number → its telling in the file that came in last of those that name it."""
    boxed, found = boxes(sample), {}
    registers = [filing for filing in filings if filing.return_name == "cases"]
    for filing in sorted(registers, key=lambda filing: filing.received_at):
        rows = boxed.get(("cases", filing.district, filing.period), [])
        found.update(_tellings(filing.district, [row for row in rows if isinstance(row, Case)]))
    return found


def _tellings(district: str, cases: list[Case]) -> Iterator[tuple[str, Telling]]:
    has_plans = any(case.plan_approved_on is not None for case in cases if not case.fault)
    line = 0
    for case in cases:
        if not case.fault:
            is_filled = line % BLANK_EVERY != BLANK_AT
            yield case.unique_no, Telling({cell: _cell(district, cell, is_filled) for cell in CELLS}, has_plans)
        line += case.n_repeats + 1


def _cell(district: str, cell: str, is_filled: bool) -> bool | None:
    has_column = any(header in HEADER_OF[cell] for header in BANNED_HEADERS.get(district, ()))
    return is_filled if has_column else None

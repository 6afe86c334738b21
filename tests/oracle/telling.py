"""What the register's last file says of a case beside its fields: cells of identity, and whether it tells of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sample_data.filing import Boxes
from sample_data.rows import Case, Filing
from sample_data.sheets import BANNED_HEADERS

# The headers of the sample's own registers.
HEADER_OF = {
    "identity": ("नाम", "पिता/पति", "Name", "Father/Husband"),
    "mobile": ("मोबाइल", "Mobile"),
    "address": ("पता", "Address"),
}


@dataclass(frozen=True)
class Telling:
    """Cell → whether it was filled (None: the file has no such column); whether the file told of any approved plan."""

    cells: dict[str, bool | None] = field(default_factory=dict)
    has_plans: bool = False


def last_tellings(boxed: Boxes, filings: Iterable[Filing]) -> dict[str, Telling]:
    """Unique number → its telling in the file that came in last of those that name it."""
    found: dict[str, Telling] = {}
    registers = [filing for filing in filings if filing.return_name == "cases"]
    for filing in sorted(registers, key=lambda filing: filing.received_at):
        rows = boxed.get(("cases", filing.district, filing.period), [])
        found.update(_tellings(filing.district, [row for row in rows if isinstance(row, Case) and not row.fault]))
    return found


def _tellings(district: str, cases: list[Case]) -> Iterator[tuple[str, Telling]]:
    has_plans = any(case.plan_approved_on is not None for case in cases)
    for case in cases:
        yield case.unique_no, Telling({cell: _is_filled(district, cell, case) for cell in HEADER_OF}, has_plans)


def _is_filled(district: str, cell: str, case: Case) -> bool | None:
    has_column = any(header in HEADER_OF[cell] for header in BANNED_HEADERS.get(district, ()))
    return bool(getattr(case, f"has_{cell}")) if has_column else None

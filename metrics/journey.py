"""The way of those received — heard, counselled, referred, served, closed — and the parts of a duty, worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CARRIER, STREAM = "F3", "journey"  # the context KPI whose duties are the cases received, and the duties counted instead
STAGES = ("heard", "counselled", "referred", "served", "closed")
RECEIVED = "received"
_ORDER = {"missed": 0, "watch": 1, "met": 2}

PartRows = Mapping[tuple[int, str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Stage:
    """How many came to a stage by the as-of day, of those of whom it is known; of whom it is not stands apart.

    Of the counselled only those who needed it are counted. Where the stage is suppressed nothing of it is there.
    """

    name: str
    n: float | None
    n_known: float | None
    n_unknown: int = 0
    is_suppressed: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a duty: met of known, as a share in the KPI's unit, with its status."""

    name: str
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str
    is_suppressed: bool


def journey(rows: PartRows, unit_code: str, window_no: int = 0) -> tuple[Stage, ...]:
    """The stages of one unit from the rows of the parts of the journey; nothing where no case was received.

    All that were received count towards being heard, for the register itself tells of it.
    """
    stages = [_stage(name, rows.get((window_no, unit_code, name))) for name in STAGES]
    heard = stages[0]
    if not heard.is_suppressed and not heard.n_known:
        return ()
    received = Stage(RECEIVED, heard.n_known, heard.n_known, is_suppressed=heard.is_suppressed)
    return (received, *stages)


def _stage(name: str, row: Mapping[str, Any] | None) -> Stage:
    if row is None:
        return Stage(name, None, None)
    if row["is_suppressed"]:
        return Stage(name, None, None, is_suppressed=True)
    return Stage(name, row["numerator"], row["denominator"], int(row["n_unknown"] or 0))


def parts(rows: PartRows, unit_code: str, window_no: int = 0) -> list[Part]:
    """The parts of one unit that had a duty at all, those furthest from what is wanted first, the hidden ones last."""
    found = [
        Part(
            part,
            row["value"],
            row["numerator"],
            row["denominator"],
            row["status"],
            row["is_suppressed"],
        )
        for (number, unit, part), row in rows.items()
        if (number, unit) == (window_no, unit_code) and (row["is_suppressed"] or row["denominator"] or row["n_unknown"])
    ]
    return sorted(found, key=_need)


def _need(part: Part) -> tuple[bool, bool, int, float, str]:
    value = part.value if part.value is not None else 0.0
    return part.is_suppressed, part.value is None, _ORDER.get(part.status, 3), value, part.name

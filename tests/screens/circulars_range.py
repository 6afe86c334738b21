"""The circulars of the sample as monthly lists of each district, and beside them what a list may lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from access.settings import Settings
from sample_data import DEFAULT_SEED
from sample_data.circulars import circular_at, circulars_of
from sample_data.rows import Circular
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

FIRST, LAST = date(2025, 9, 22), date(2026, 11, 15)
HELD = "baghpat"
ENDS = (*(date(2026, month, 1) - timedelta(days=1) for month in range(2, 12)), LAST)
_KEPT = ("circular_no", "issued_by", "issued_on", "subject", "due_on", "complied_on", "evidence_ref", "status")

Rows = list[dict[str, Any]]


def make(settings: Settings, rows: Sequence[Circular], silent: Sequence[str] = ()) -> str:
    """Commit every month's list of each district and a day's patrols, hold a list of Baghpat, publish."""
    store, reference = Store(settings), load_reference(settings)
    for district in reference.district_codes:
        _commit(store, "patrols", district, reference.thanas_of_district[district], [], FIRST, LAST)
        for start, end in zip((FIRST, *(day + timedelta(days=1) for day in ENDS)), ENDS, strict=False):
            if listed := [] if district in silent else told_at(rows, district, end):
                _commit(store, "circulars", district, (), listed, start, end)
    reason = BatchReason(rule="row_fall", count=1, sentence_hi="पंक्तियाँ कम हैं।", sentence_en="Too few rows.")
    days = {"first_day": LAST, "last_day": LAST}
    store.commit(small_range._batch(store, "circulars", HELD, (), verdict="held", reasons=(reason,), **days))
    return build.publish(store, settings)


def _commit(
    store: Store, name: str, district: str, thanas: tuple[str, ...], rows: Rows, first: date, last: date
) -> None:
    received = datetime.combine(last, time(18))
    days = {"first_day": first, "last_day": last, "received_at": received, "loaded_at": received}
    batch = small_range._batch(store, name, district, thanas, accepted=len(rows), **days)
    store.commit(batch, small_range.frame_of(rows) if rows else None)


def told_at(rows: Sequence[Circular], district: str, day: date) -> Rows:
    """All that had been issued by a day, as the district told of it then."""
    own = [circular_at(row, day) for row in rows if row.district == district and row.issued_on <= day]
    facts = [{name: getattr(row, name) or None for name in _KEPT} for row in own]
    return [{"thana_code": None, "district_code": district, **one} for one in facts]


def sample() -> list[Circular]:
    return circulars_of(DEFAULT_SEED)


def lacking() -> list[Circular]:
    """Three of Meerut and Hapur: no due date, no evidence and no day of compliance; the last Hapur never listed."""
    plain = next(row for row in sample() if row.district == "meerut")
    end: dict[str, Any] = {"due_on": None, "complied_on": None, "evidence_ref": "", "status": "pending"}
    on: dict[str, Any] = {"issued_by": "government", "issued_on": date(2026, 10, 1), "subject": "निरीक्षण के सम्बन्ध में"}
    undue = replace(plain, circular_no="G-1/2026", **(on | end))
    bare = replace(undue, circular_no="G-2/2026", due_on=date(2026, 11, 1), complied_on=date(2026, 10, 9))
    bare = replace(bare, status="complied")
    undated = replace(bare, circular_no="G-3/2026", complied_on=None, evidence_ref="R-1/2026")
    return [undue, bare, undated, replace(undue, district="hapur"), replace(bare, district="hapur")]

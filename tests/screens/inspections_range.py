"""Inspections of ten weeks: a Kendra nobody came to, one without a CO, an SHO who finds all correct, a defect again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

FIRST, LAST = date(2025, 9, 22), date(2025, 11, 30)
N_WEEKS = 10
HELD, EMPTY = "baghpat", "bulandshahr"
NEVER, NO_CO, ALL_CORRECT, AGAIN, LONG_AGO = (
    "dhaulana",
    "pilkhuwa",
    "garhmukteshwar",
    "hapur-kotwali-nagar",
    "sadar-bazar",
)
GAP_FROM = date(2025, 11, 3)  # from then on nobody came to LONG_AGO
ITEMS = (
    *("separate_room", "computer", "womens_toilet", "counselling_space", "registers_complete"),
    *("helplines_displayed", "roster_displayed", "unique_numbers_given", "feedback_calls_made"),
)
Rows = list[dict[str, Any]]


def make(settings: Settings) -> str:
    """Commit inspections and staff of each district, hold one's, publish; the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    days = {"first_day": FIRST, "last_day": LAST}
    for district in reference.district_codes:
        thanas = reference.thanas_of_district[district]
        if district == HELD:
            reason = BatchReason(rule="row_fall", count=1, sentence_hi="पंक्तियाँ कम हैं।", sentence_en="Too few rows.")
            batch = small_range._batch(store, "inspections", district, (), verdict="held", reasons=(reason,), **days)
            store.commit(batch)
            continue
        rows = [row for thana in thanas for row in inspections(thana)] if district != EMPTY else []
        rows = [row | {"district_code": district} for row in rows]
        batch = small_range._batch(store, "inspections", district, thanas, accepted=len(rows), **days)
        store.commit(batch, small_range.frame_of(rows) if rows else None)
    return build.publish(store, settings)


def inspections(thana: str) -> Iterator[dict[str, Any]]:
    """The SHO each Wednesday, the CO each second Friday. The CO finds no roster; at AGAIN both find no computer.

    At ALL_CORRECT the CO's first time leaves one item unseen and finds no defect.
    """
    if thana == NEVER:
        return
    for week in range(N_WEEKS):
        monday = FIRST + timedelta(weeks=week)
        if thana == LONG_AGO and monday >= GAP_FROM:
            return
        yield _row(thana, monday + timedelta(2), "sho", ("computer",) if thana == AGAIN else ())
        if week % 2 == 0 and thana != NO_CO:
            found = ("computer",) if thana == AGAIN else ("roster_displayed",)
            is_unseen = thana == ALL_CORRECT and week == 0
            yield _row(thana, monday + timedelta(4), "co", () if is_unseen else found, is_unseen)


def _row(thana: str, day: date, rank: str, defects: tuple[str, ...], is_unseen: bool = False) -> dict[str, Any]:
    """Only the SHO of ALL_CORRECT ever answers everything; the other SHOs leave one item unseen."""
    answers = {item: "no" if item in defects else "yes" for item in ITEMS}
    if is_unseen or (thana != ALL_CORRECT and not defects):
        answers["feedback_calls_made"] = "not_seen"
    return {
        "thana_code": thana,
        "inspected_on": day,
        "inspector_rank": rank,
        **answers,
        "defects_found": len(defects),
        "defect_codes": list(defects),
        "defects_closed_on": day + timedelta(10) if rank == "co" and defects else None,
    }

"""Registers of cases for the page of open cases: closures bunched, none, one, ended early, held, all quarantined."""

from __future__ import annotations

from datetime import date, timedelta

from access.settings import Settings
from tests.screens import small_range
from tests.screens.small_range import LAST, Rows
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

BUNCHED, WITHOUT, ONE = "kankarkhera", "sarurpur", "rohta"  # of Meerut; the last two in one circle
ENDED = date(2025, 11, 15)  # Hapur's register goes no further
HELD_REASON = "पंक्तियाँ पिछली विवरणी से 55 प्रतिशत कम हैं।"
SHARE_REASON = "12 में से 12 पंक्तियाँ रोकी गईं।"
REVIEWS = (date(2025, 10, 28), date(2025, 11, 12), date(2025, 11, 27))


def make(settings: Settings) -> str:
    """Meerut as it should be but for three thanas, Hapur until ENDED, Baghpat held, Bulandshahr quarantined."""
    store, reference = Store(settings), load_reference(settings)
    for district, last in (("meerut", LAST), ("hapur", ENDED)):
        thanas = reference.thanas_of_district[district]
        rows = [
            {"thana_code": thana, "district_code": district, **row}
            for seat, thana in enumerate(thanas)
            for row in _cases(district, thana, seat)
            if row["received_on"] <= last
        ]
        frame = small_range.frame_of(rows)
        batch = small_range._batch(store, "cases", district, thanas, accepted=frame.height, last_day=last)
        store.commit(batch, frame)
    reason = BatchReason(rule="row_fall", count=1, sentence_hi=HELD_REASON, sentence_en="Rows fell by 55 per cent.")
    thanas = reference.thanas_of_district["baghpat"]
    store.commit(small_range._batch(store, "cases", "baghpat", thanas, verdict="held", reasons=(reason,)))
    thanas = reference.thanas_of_district["bulandshahr"]
    many = BatchReason(rule="quarantined_share", count=12, sentence_hi=SHARE_REASON, sentence_en="All rows are wrong.")
    store.commit(
        small_range._batch(store, "cases", "bulandshahr", thanas, verdict="held", reasons=(many,), quarantined=12)
    )
    return build.publish(store, settings)


def _cases(district: str, thana: str, seat: int) -> Rows:
    usual = small_range.cases(district, thana, seat)
    if thana == WITHOUT:
        return []
    if thana == ONE:
        return [usual[0] | {"closed_on": None}]
    return [row | {"closed_on": _eve_after(row["received_on"])} for row in usual] if thana == BUNCHED else usual


def _eve_after(day: date) -> date | None:
    """The day before the next review."""
    eves = (review - timedelta(days=1) for review in REVIEWS)
    return next((eve for eve in eves if eve >= day), None)

"""Case registers of one autumn: a thana that delays FIRs, one that closes grave matters, a district that is held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

DELAYS, CLOSES, HELD, EMPTY = "dhaulana", "khekra", "bulandshahr", "hafizpur"
HELD_REASON = "बहुत अधिक पंक्तियाँ असंभव हैं।"
N_DAYS = (small_range.LAST - small_range.FIRST).days + 1

Rows = list[dict[str, Any]]


def make(settings: Settings) -> str:
    """Commit a register for each district, hold that of one, publish; returns the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    for district in reference.district_codes:
        if district != HELD:
            thanas = reference.thanas_of_district[district]
            small_range._commit(
                store, "cases", district, thanas, [row for one in thanas for row in _rows(district, one)]
            )
    days = {"first_day": small_range.FIRST, "last_day": small_range.LAST}
    reason = BatchReason(rule="row_fall", count=1, sentence_hi=HELD_REASON, sentence_en="Too many rows are impossible.")
    store.commit(small_range._batch(store, "cases", HELD, (), verdict="held", reasons=(reason,), **days))
    return build.publish(store, settings)


def _rows(district: str, thana: str) -> Iterator[dict[str, Any]]:
    """A case a day, none of the empty thana; every fifth needs an FIR, every sixth is of stalking, closed in a week."""
    for serial in range(1, N_DAYS + 1) if thana != EMPTY else ():
        received = small_range.FIRST + timedelta(days=serial - 1)
        yield {
            "unique_no": small_range._number(district, thana, serial),
            "thana_code": thana,
            "district_code": district,
            "received_on": received,
            "entered_on": received,
            "counselling_needed": True,
            **_fir(thana, serial, received),
            **_end(thana, serial, received),
        }


def _fir(thana: str, serial: int, received: date) -> dict[str, Any]:
    """At noon found necessary, registered four hours later; where FIRs are delayed nine days later, or never."""
    needs = serial % 5 == 0 or (serial % 6 == 0 and not _is_closed_without(thana, serial))
    needed = datetime.combine(received, datetime.min.time()).replace(hour=12) if needs else None
    registered = needed + timedelta(hours=4) if needed else None
    if needed and thana == DELAYS and serial % 6:
        registered = needed + timedelta(days=9) if serial % 10 else None
    return {
        "fir_needed_on": needed,
        "fir_needed_has_time": needed and True,
        "fir_registered_on": registered,
        "fir_registered_has_time": registered and True,
    }


def _end(thana: str, serial: int, received: date) -> dict[str, Any]:
    is_grave = serial % 6 == 0
    closed = received + timedelta(days=7) if is_grave and received + timedelta(days=7) <= small_range.LAST else None
    return {"category": "stalking" if is_grave else "domestic", "closed_on": closed}


def _is_closed_without(thana: str, serial: int) -> bool:
    """Two matters of stalking in November, at the one thana that does so."""
    return thana == CLOSES and serial in (48, 54)

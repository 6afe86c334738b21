"""Awareness of one autumn: a thana of which few panchayats were reached, copied and rounded counts, a held district."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

NEGLECTED, N_REACHED, N_LISTED = "garhmukteshwar", 6, 30
COPIED, ROUNDED = "narsena", "chhatari"
HELD, HELD_REASON = "baghpat", "Too many rows are impossible."
LOUD, QUIET = "kotwali-meerut", "hapur-kotwali-nagar"
N_QUIET = 3  # complaints that no page may tell

Row = dict[str, Any]


def make(settings: Settings) -> str:
    """Commit programmes and registers of each district, hold one's programmes, publish; the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    listed = dict(reference.gram_panchayats_wards.select("thana_code", "n_gram_panchayats").iter_rows())
    for district in reference.district_codes:
        thanas = reference.thanas_of_district[district]
        if district != HELD:
            rows = [row for thana in thanas for row in _programmes(thana, listed.get(thana) or 0)]
            _commit(store, "awareness", district, thanas, rows)
        _commit(store, "cases", district, thanas, list(_complaints(district)))
    reason = BatchReason(rule="row_fall", count=1, sentence_hi=small_range.HELD_REASON, sentence_en=HELD_REASON)
    days = {"first_day": small_range.FIRST, "last_day": small_range.LAST}
    store.commit(small_range._batch(store, "awareness", HELD, (), verdict="held", reasons=(reason,), **days))
    return build.publish(store, settings)


def _commit(store: Store, return_name: str, district: str, thanas: tuple[str, ...], rows: list[Row]) -> None:
    numbered = [{"district_code": district, "source_row": number, **row} for number, row in enumerate(rows, 5)]
    small_range._commit(store, return_name, district, thanas, numbered)


def _programmes(thana: str, n_listed: int) -> Iterator[Row]:
    """One a day, at one panchayat after the other; a town thana goes to schools."""
    n_venues = N_REACHED if thana == NEGLECTED else n_listed
    for number, day in enumerate(small_range._days(1)):
        kind = "gram_panchayat" if n_venues else "school"
        yield {
            "thana_code": thana,
            "held_on": day,
            "venue_kind": kind,
            "venue_hash": f"{kind}-{number % (n_venues or 9)}",
            "departments": ["police", "health"] if number % 4 else ["police"],
            "helplines": ["1090", "112"] if number % 2 else ["112"],
            "schemes": ["srlm"],
            "pamphlets": 20,
            "folders": 5,
            **_participants(thana, number),
        }


def _participants(thana: str, number: int) -> Row:
    if thana == COPIED:
        return {"women": 31, "men": 12, "girls": 7, "boys": 4}
    if thana == ROUNDED:
        return {"women": 30 + number % 3 * 10, "men": 20, "girls": 7, "boys": 4}
    return {"women": 31 + number % 7, "men": 12, "girls": 7 + number % 2, "boys": 4}


def _complaints(district: str) -> Iterator[Row]:
    """Of harassment in the street: one thana one a day, another too few to be told, a third to hide these behind."""
    days: list[date] = list(small_range._days(1))
    of = {"meerut": (LOUD, days), "hapur": (QUIET, days[-N_QUIET:]), "baghpat": ("doghat", days[-9:])}
    thana, received = of.get(district, ("", []))
    for serial, day in enumerate(received, 1):
        yield {
            "unique_no": small_range._number(district, thana, serial),
            "thana_code": thana,
            "received_on": day,
            "entered_on": day,
            "category": "street_harassment",
            "counselling_needed": False,
        }

"""Squads of one autumn: a school nobody went to, two visits at one time, and a district whose patrols are held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

NEVER = "hapur-ssv-inter-college-hapur"
AT_ONCE = "pilkhuwa"
HELD = "bulandshahr"
HELD_REASON = "Too many rows are impossible."
N_FEW = 3  # complaint days of Hapur; of Meerut's loud thana every day
LOUD = "kotwali-meerut"

Row = dict[str, Any]


def make(settings: Settings) -> str:
    """Commit visits, daily counts and registers of each district, hold one's patrols, publish; the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    places = reference.places.to_dicts()
    for district in reference.district_codes:
        thanas = reference.thanas_of_district[district]
        if district != HELD:
            of_district = [place for place in places if place["district_code"] == district]
            _commit(store, "patrols", district, thanas, [*_visits(of_district), *_at_once(of_district)])
            _commit(store, "squad_daily", district, thanas, list(_daily(thanas)))
        _commit(store, "cases", district, thanas, list(_complaints(district)))
    reason = BatchReason(rule="row_fall", count=1, sentence_hi=small_range.HELD_REASON, sentence_en=HELD_REASON)
    days = {"first_day": small_range.FIRST, "last_day": small_range.LAST}
    for name in ("patrols", "squad_daily"):
        store.commit(small_range._batch(store, name, HELD, (), verdict="held", reasons=(reason,), **days))
    return build.publish(store, settings)


def _commit(store: Store, return_name: str, district: str, thanas: tuple[str, ...], rows: list[Row]) -> None:
    numbered = [{"district_code": district, "source_row": number, **row} for number, row in enumerate(rows, 5)]
    small_range._commit(store, return_name, district, thanas, numbered)


def _visits(places: list[Row]) -> Iterator[Row]:
    """Each place every third day, one after the other within a thana: at 08:10 the first, 40 minutes apart."""
    seats: dict[str, int] = {}
    for place in places:
        seat = seats[place["thana_code"]] = seats.get(place["thana_code"], -1) + 1
        for day in small_range._days(3, seat % 3) if place["place_code"] != NEVER else ():
            minute = 8 * 60 + 10 + 40 * (seat // 3)
            yield _visit(place, day, minute, minute + 20)


def _at_once(places: list[Row]) -> Iterator[Row]:
    """On the last day two visits of one squad at 19:00."""
    own = [place for place in places if place["thana_code"] == AT_ONCE][:2]
    for place in own:
        yield _visit(place, small_range.LAST, 19 * 60, 19 * 60 + 30)


def _visit(place: Row, day: date, begins: int, ends: int) -> Row:
    return {
        "thana_code": place["thana_code"],
        "visited_on": day,
        "place_code": place["place_code"],
        "from_time": time(*divmod(begins, 60)),
        "to_time": time(*divmod(ends, 60)),
        "persons_checked": 9,
        "warned": 1,
        "preventive": 0,
        "firs": 0,
        "arrests": 0,
        "officers": 4,
        "women_officers": 1,
    }


def _daily(thanas: tuple[str, ...]) -> Iterator[Row]:
    """Warned 80 of 100, so that one ratio lies outside its band."""
    for thana in thanas:
        for day in small_range._days(1):
            counts = {
                "places_checked": 10,
                "persons_checked": 100,
                "warned": 80,
                "preventive": 2,
                "vehicles_checked": 60,
            }
            yield {"thana_code": thana, "day": day, "firs": 0, "arrests": 0, **counts}


def _complaints(district: str) -> Iterator[Row]:
    """Of harassment in the street: the loud thana two a day, Hapur on few days, the others never."""
    days = list(small_range._days(1))
    of = {
        "meerut": (LOUD, [day for day in days for _ in range(2)]),
        "hapur": ("hapur-kotwali-nagar", days[-N_FEW - 5 : -5]),
    }
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

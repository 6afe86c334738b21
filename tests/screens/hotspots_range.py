"""Visits and complaints of one autumn: a school nobody went to, a market left alone, a district that fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.reference import load_reference
from warehouse.store import Store

NEVER = "bulandshahr-kuber-inter-college-debai"
LEFT, LEFT_SINCE = "meerut-abu-lane", date(2025, 11, 18)
SILENT, SILENT_FROM = "baghpat", date(2025, 11, 1)
LOUD = ("kotwali-meerut", "brahmpuri", "lisari-gate", "dehli-gate", "railway-road", "nauchandi", "lalkurti")
QUIET, N_QUIET = "hastinapur", 2
GRAVE = ("stalking", "sexual_offence", "pocso")  # of the thana of NEVER: never to be seen on the page

Row = dict[str, Any]


def make(settings: Settings) -> str:
    """Commit visits and registers of each district and publish; returns the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    places = reference.places.to_dicts()
    for district in reference.district_codes:
        thanas = reference.thanas_of_district[district]
        visits = [row for place in places if place["district_code"] == district for row in _visits(district, place)]
        _commit(store, "patrols", district, thanas, visits)
        cases = [row for thana in thanas for row in _cases(district, thana)]
        small_range._commit(store, "cases", district, thanas, cases)
    return build.publish(store, settings)


def _commit(store: Store, return_name: str, district: str, thanas: tuple[str, ...], rows: list[Row]) -> None:
    frame = small_range.frame_of(rows)
    last = SILENT_FROM - timedelta(days=1) if district == SILENT else small_range.LAST
    store.commit(small_range._batch(store, return_name, district, thanas, accepted=frame.height, last_day=last), frame)


def _visits(district: str, place: Row) -> Iterator[Row]:
    """Every third day at 08:15, but for what is planted."""
    last = SILENT_FROM - timedelta(days=1) if district == SILENT else small_range.LAST
    last = LEFT_SINCE if place["place_code"] == LEFT else last
    for day in small_range._days(3) if place["place_code"] != NEVER else ():
        if day <= last:
            yield {
                "thana_code": place["thana_code"],
                "district_code": district,
                "visited_on": day,
                "place_code": place["place_code"],
                "from_time": time(8, 15),
                "to_time": time(8, 45),
                "persons_checked": 9,
                "officers": 3,
                "women_officers": 1,
            }


def _cases(district: str, thana: str) -> Iterator[Row]:
    """A complaint every fifth day, of the loud thanas two a day, of the quiet one two in all; and grave matters."""
    days = [day for day in small_range._days(1) for _ in range(2)] if thana in LOUD else list(small_range._days(5))
    days = days[-N_QUIET:] if thana == QUIET else days
    categories = ["street_harassment"] * len(days)
    if thana == "debai":
        days, categories = days + [small_range.LAST] * 30, categories + list(GRAVE) * 10
    for serial, (day, category) in enumerate(zip(days, categories, strict=True), 1):
        yield {
            "unique_no": small_range._number(district, thana, serial),
            "thana_code": thana,
            "district_code": district,
            "received_on": day,
            "entered_on": day,
            "category": category,
            "counselling_needed": False,
        }

"""Where each squad is and when: hands out times that leave it the way between two places at an easy pace."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from sample_data.reference import Place

EARTH_KM = 6371.0
EASY_KMH = 40.0
MARGIN = timedelta(minutes=6)
STEP_MINUTES = 4
FIRST_START, LAST_START = 7 * 60, 23 * 60 + 30  # minutes of the day between which a visit begins
SMALL_HOURS = 4 * 60  # a visit wanted before four begins after midnight, and stays there


class Stay(NamedTuple):
    """One visit of a squad."""

    starts_at: datetime
    ends_at: datetime
    place: Place


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two positions in degrees, in km (haversine)."""
    north, east = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def km_apart(one: Place, other: Place) -> float:
    return km_between(one.lat, one.lon, other.lat, other.lon)


class Roster:
    """The visits of every squad so far; each thana has one squad."""

    def __init__(self) -> None:
        self._stays: dict[tuple[str, date], list[Stay]] = defaultdict(list)

    def start_near(self, thana: str, place: Place, wanted: datetime, lasts: timedelta) -> datetime | None:
        """The start nearest to the wanted one at which the squad can be there in time and get away, or none."""
        around = self._around(thana, wanted.date())
        for starts_at in _starts(wanted):
            stay = Stay(starts_at, starts_at + lasts, place)
            if all(_can_do_both(stay, other) for other in around):
                insort(self._stays[thana, starts_at.date()], stay, key=lambda one: one.starts_at)
                return starts_at
        return None

    def _around(self, thana: str, day: date) -> list[Stay]:
        return [stay for shift in (-1, 0, 1) for stay in self._stays.get((thana, day + timedelta(days=shift)), ())]


def _starts(wanted: datetime) -> Iterator[datetime]:
    midnight = datetime.combine(wanted.date(), datetime.min.time())
    minute = wanted.hour * 60 + wanted.minute
    first, last = (0, SMALL_HOURS) if minute < SMALL_HOURS else (FIRST_START, LAST_START)
    for away in range(0, last - first, STEP_MINUTES):
        for at in dict.fromkeys((minute + away, minute - away)):
            if first <= at <= last:
                yield midnight + timedelta(minutes=at)


def _can_do_both(one: Stay, other: Stay) -> bool:
    first, second = sorted((one, other), key=lambda stay: stay.starts_at)
    way = timedelta(hours=km_apart(one.place, other.place) / EASY_KMH)
    return second.starts_at - first.ends_at >= way + MARGIN

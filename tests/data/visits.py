"""What no squad can have done: visits that overlap, and ways that were too fast; plain Python, from the returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import acos, cos, radians, sin

from sample_data.reference import Place
from sample_data.rows import Patrol

EARTH_KM, NEAR_KM, FASTEST_KMH = 6371.0, 1.0, 60.0
Doubt = tuple[str, Patrol, Patrol]


def thanas_of(rows: Iterable[Patrol]) -> set[str]:
    return {row.thana for row in rows}


def ends(row: Patrol) -> tuple[datetime, datetime]:
    """When a visit began and ended; one that ends before it began runs past midnight."""
    first, last = (datetime.combine(row.visited_on, at) for at in (row.from_time, row.to_time))
    return first, last if last > first else last + timedelta(days=1)


def km(one: Place, other: Place) -> float:
    """Great-circle distance by the law of cosines."""
    lat, other_lat, east = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    inside = sin(lat) * sin(other_lat) + cos(lat) * cos(other_lat) * cos(east)
    return EARTH_KM * acos(min(1.0, inside))


def doubts(rows: Iterable[Patrol], places: Sequence[Place]) -> list[Doubt]:
    """Consecutive visits of one squad that overlap, or between which it went more than 1 km at more than 60 km/h."""
    by_code, of_squad = {place.code: place for place in places}, defaultdict(list)
    for row in rows:
        of_squad[row.thana, row.squad].append(row)
    found: list[Doubt] = []
    for visits in of_squad.values():
        for one, other in pairwise(sorted(visits, key=ends)):
            hours = (ends(other)[0] - ends(one)[1]).total_seconds() / 3600
            way = km(by_code[one.place], by_code[other.place])
            if hours < 0:
                found.append(("overlap", one, other))
            elif way > NEAR_KM and way > FASTEST_KMH * hours:
                found.append(("too_fast", one, other))
    return found

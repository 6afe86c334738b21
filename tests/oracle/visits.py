"""Visits of squads to listed places: their hours, what is doubtful about them, and what each place saw on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import asin, cos, radians, sin, sqrt

from sample_data.reference import Place
from sample_data.rows import Patrol
from tests.oracle.book import Book
from tests.oracle.duty import Duty

SCHOOL_LIKE = ("school", "college")
FESTIVE = ("pandal", "ramlila", "mela", "ravan_dahan", "procession")
NIGHT_ENDS = time(6)  # what begins before it belongs to the evening before
BELL = timedelta(minutes=45)
PEAK = (time(19), time(23))
FAST_KMH = 60
NEAR_M = 1000
GPS_M = 250
EARTH_M = 6_371_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit with its moments; one that ends before it began ran past midnight."""

    row: Patrol
    place: Place

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.row.visited_on, self.row.from_time)

    @property
    def ends_at(self) -> datetime:
        is_past_midnight = self.row.to_time < self.row.from_time
        return datetime.combine(self.row.visited_on + timedelta(days=is_past_midnight), self.row.to_time)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def evening(self) -> date:
        """The evening to which the visit belongs."""
        return self.row.visited_on - timedelta(days=self.row.from_time < NIGHT_ENDS)

    @property
    def is_at_bell(self) -> bool | None:
        """Whether it was there within 45 minutes of the opening or closing of its own day; None without hours."""
        hours = [time.fromisoformat(hour) for hour in (self.place.opens_at, self.place.closes_at) if hour]
        bells = [datetime.combine(self.row.visited_on, hour) for hour in hours]
        if not bells:
            return None
        return any(self.starts_at <= bell + BELL and self.ends_at >= bell - BELL for bell in bells)

    @property
    def is_in_peak(self) -> bool:
        """Whether some of it lies between seven and eleven of its evening."""
        first, last = (datetime.combine(self.evening, hour) for hour in PEAK)
        return self.starts_at < last and self.ends_at > first


Doubts = dict[int, set[str]]
"""The row (by its id in Python) → what is doubtful about it."""


@dataclass
class PlaceDay:
    """What one place saw on one day of the calendar."""

    n_visits: int = 0
    n_visits_own: int = 0
    n_at_bell: int | None = None
    n_peak: int = 0
    n_with_woman: int = 0
    n_woman_unknown: int = 0
    n_doubtful: int = 0


def visits(book: Book) -> list[Visit]:
    places = {place.code: place for place in book.places}
    return [Visit(row, places[row.place]) for row in book.patrols]


def place_days(book: Book) -> dict[tuple[str, date], PlaceDay]:
    """Place and day → its counts; days without a visit are not there."""
    found: dict[tuple[str, date], PlaceDay] = defaultdict(PlaceDay)
    doubtful = doubts(book)
    for visit in visits(book):
        day = found[visit.place.code, visit.row.visited_on]
        day.n_visits += 1
        day.n_visits_own += visit.row.thana == visit.place.thana
        if visit.is_at_bell is not None:
            day.n_at_bell = (day.n_at_bell or 0) + visit.is_at_bell
        day.n_peak += visit.is_in_peak
        day.n_with_woman += (visit.row.women_officers or 0) > 0
        day.n_woman_unknown += visit.row.women_officers is None
        day.n_doubtful += id(visit.row) in doubtful
    return dict(found)


def doubts(book: Book) -> Doubts:
    """The rows of which something is doubtful: two places at once, too fast between two, or away from the place."""
    found: Doubts = defaultdict(set)
    squads: dict[tuple[str, str], list[Visit]] = defaultdict(list)
    for visit in visits(book):
        squads[visit.row.thana, visit.row.squad or ""].append(visit)
        lat, lon = visit.row.lat, visit.row.lon
        if lat is not None and lon is not None and metres((lat, lon), position(visit.place)) > GPS_M:
            found[id(visit.row)].add("far_from_place")
    for of_squad in squads.values():
        in_order = sorted(of_squad, key=lambda visit: (visit.starts_at, visit.ends_at))
        for pair in _overlapping(in_order):
            for visit in pair:
                found[id(visit.row)].add("overlap")
        for one, other in zip(in_order, in_order[1:], strict=False):
            if is_too_fast(one, other):
                found[id(one.row)].add("too_fast")
                found[id(other.row)].add("too_fast")
    return dict(found)


def _overlapping(in_order: list[Visit]) -> Iterator[tuple[Visit, Visit]]:
    for number, one in enumerate(in_order):
        for other in in_order[number + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            if other.ends_at > other.starts_at:
                yield one, other


def is_too_fast(one: Visit, other: Visit) -> bool:
    """Whether a squad could not have come from one place to the next in the time between; straight as the crow."""
    way = metres(position(one.place), position(other.place))
    gap = (other.starts_at - one.ends_at).total_seconds()
    if gap < 0 or way <= NEAR_M:
        return False
    return gap == 0 or way / gap * 3.6 > FAST_KMH


def position(place: Place) -> tuple[float, float]:
    return place.lat, place.lon


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance by the haversine."""
    (lat, lon), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    h = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(h))


def school_bells(book: Book) -> Iterator[Duty]:
    """P2: one for each visit to a school or college whose hours are known."""
    for visit in visits(book):
        if visit.place.kind in SCHOOL_LIKE and visit.is_at_bell is not None:
            day = visit.row.visited_on
            yield Duty(visit.row.thana, day, day if visit.is_at_bell else None)


def visits_plausible(book: Book) -> Iterator[Duty]:
    """P8: one for each visit."""
    doubtful = doubts(book)
    for row in book.patrols:
        yield Duty(row.thana, row.visited_on, None if id(row) in doubtful else row.visited_on)


def complaints_answered(book: Book) -> Iterator[Duty]:
    """P5: one for each thana and day on which it received complaints of harassment in the street.

    The register names no place: a visit to any listed place of the thana answers, on that day or the next. Of the day
    after that nobody can say, for 48 hours may have passed. A thana without a place of the whole year is not asked.
    """
    places = {place.code: place.thana for place in book.places}
    days: dict[str, set[date]] = {thana: set() for thana in places.values()}
    for row in book.patrols:
        days[places[row.place]].add(row.visited_on)
    settled = {place.thana for place in book.places if place.kind not in FESTIVE}
    asked = {(case.thana, case.received_on) for case in book.cases if case.category == "street_harassment"}
    for thana, received_on in asked:
        if thana in settled:
            yield _answered(book, thana, received_on, days[thana])


def _answered(book: Book, thana: str, received_on: date, visited: set[date]) -> Duty:
    due_on = received_on + timedelta(days=2)
    in_time = [received_on + timedelta(days=n) for n in (0, 1)]
    met_on = next((day for day in in_time if day in visited), None)
    is_known = all(book.is_accepted("patrols", thana, day) for day in (*in_time, due_on))
    doubtful_from = due_on if met_on is None and due_on in visited else None
    return Duty(thana, due_on, met_on, is_known or met_on is not None, doubtful_from)


def officer_minutes(book: Book) -> Iterator[tuple[str, date, int | None]]:
    """P7: officers times minutes of each visit; None where it does not tell how many of them were women."""
    for visit in visits(book):
        n = None if visit.row.women_officers is None else visit.row.officers * visit.minutes
        yield visit.row.thana, visit.row.visited_on, n


def women_officer_minutes(book: Book) -> Iterator[tuple[str, date, int | None]]:
    for visit in visits(book):
        n = None if visit.row.women_officers is None else visit.row.women_officers * visit.minutes
        yield visit.row.thana, visit.row.visited_on, n

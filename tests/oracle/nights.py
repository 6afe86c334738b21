"""The nights of pandals, Ramlilas and melas: which of them saw a visit, which did not, and of which nobody can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sample_data.days import days_between
from sample_data.reference import Place
from tests.oracle.book import Book
from tests.oracle.duty import Duty
from tests.oracle.listed import Festival, festivals, with_contact
from tests.oracle.span import Span
from tests.oracle.visits import Visit, visits

OF_NAVRATRI = ("pandal", "ramlila")
OF_THEIR_OWN_DATES = ("mela", "ravan_dahan", "procession")
FESTIVE = OF_NAVRATRI + OF_THEIR_OWN_DATES
SEEN_BY = 3


@dataclass
class Night:
    """One night of one festive place, and the visits of its evening."""

    place: Place
    festival: Festival
    night_no: int
    night: date
    is_known: bool
    n_visits: int = 0
    n_peak: int = 0
    n_with_woman: int = 0
    n_woman_unknown: int = 0
    first_on: date | None = None
    first_peak_on: date | None = None

    def add(self, visit: Visit) -> None:
        day = visit.row.visited_on
        self.n_visits += 1
        self.first_on = min(self.first_on or day, day)
        if visit.is_in_peak:
            self.n_peak += 1
            self.first_peak_on = min(self.first_peak_on or day, day)
        self.n_with_woman += (visit.row.women_officers or 0) > 0
        self.n_woman_unknown += visit.row.women_officers is None


def nights(book: Book) -> list[Night]:
    """Every night of every festive place in the calendar, in order, with what was seen on it."""
    seen: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in visits(book):
        seen[visit.place.code, visit.evening].append(visit)
    found = []
    for place in book.places:
        for festival in festivals():
            for number, night in enumerate(nights_of(place, festival), start=1):
                one = Night(place, festival, number, night, book.is_accepted("patrols", place.thana, night))
                for visit in seen[place.code, night]:
                    one.add(visit)
                found.append(one)
    return found


def nights_of(place: Place, festival: Festival) -> list[date]:
    """The nights of a place in a festival: all of a Navratri, or those of them that lie within its own dates.

    A mela, a Ravan Dahan or a procession has only nights of its own, and none while its dates are not written down.
    """
    first, last = place.active_from, place.active_to
    all_nights = days_between(festival.first, festival.last)
    if place.kind in OF_NAVRATRI and festival.kind == "navratri":
        return [night for night in all_nights if (first or night) <= night <= (last or night)]
    if place.kind in OF_THEIR_OWN_DATES and first is not None and last is not None:
        return [night for night in all_nights if first <= night <= last]
    return []


def nights_covered(book: Book) -> Iterator[Duty]:
    """N1: one for each place and night, parted by the size of the crowd."""
    for one in nights(book):
        yield Duty(one.place.thana, one.night, one.first_on, one.is_known, part=one.place.crowd_category)


def nights_covered_in_peak(book: Book) -> Iterator[Duty]:
    """N2: the same, of visits between seven and eleven."""
    for one in nights(book):
        yield Duty(one.place.thana, one.night, one.first_peak_on, one.is_known)


def seen_by_night_3(book: Book) -> Iterator[Duty]:
    """N3: one for each place and festival, due on its third night. A place not seen may have been on a silent night."""
    for stay in stays(book):
        if len(stay) < SEEN_BY:
            continue
        first_three = stay[:SEEN_BY]
        seen = [one.first_on for one in first_three if one.first_on is not None and one.is_known]
        is_known = bool(seen) or all(one.is_known for one in first_three)
        yield Duty(stay[0].place.thana, first_three[-1].night, min(seen, default=None), is_known)


def stays(book: Book) -> list[list[Night]]:
    """The nights of each place in each festival, in order."""
    found: dict[tuple[str, str], list[Night]] = defaultdict(list)
    for one in nights(book):
        found[one.place.code, one.festival.code].append(one)
    return list(found.values())


def visits_with_a_woman(book: Book) -> Iterator[Duty]:
    """N5: one for each visit to a festive place on one of its nights; unknown where her number is left blank."""
    of_night = {(one.place.code, one.night) for one in nights(book)}
    for visit in visits(book):
        if (visit.place.code, visit.evening) in of_night:
            women, day = visit.row.women_officers, visit.row.visited_on
            yield Duty(visit.row.thana, day, day if women else None, women is not None)


def places_registered(book: Book) -> Iterator[Duty]:
    """N6: one for each place and festival, due on its first night: place, contact, thana, category."""
    for stay in stays(book):
        place, first_night = stay[0].place, stay[0].night
        is_full = bool(place.crowd_category) and place.code in with_contact() and None not in (place.lat, place.lon)
        yield Duty(place.thana, first_night, first_night if is_full else None)


def longest_gaps(book: Book, span: Span) -> dict[str, list[int]]:
    """N4: thana → of each of its places with a night in the span, its longest run of nights without a visit.

    Only nights of which the return speaks count, up to the as-of day; a silent night neither ends a run nor adds to it.
    """
    found: dict[str, list[int]] = defaultdict(list)
    by_place: dict[str, list[int]] = defaultdict(list)
    home: dict[str, str] = {}
    for stay in stays(book):
        told = [one for one in stay if one.is_known and one.night <= span.as_of]
        if any(span.start <= one.night <= span.last for one in told):
            home[stay[0].place.code] = stay[0].place.thana
            by_place[stay[0].place.code].append(longest_run(one.n_visits == 0 for one in told))
    for place, runs in by_place.items():
        found[home[place]].append(max(runs))
    return dict(found)


def longest_run(missed: Iterator[bool]) -> int:
    longest = run = 0
    for is_missed in missed:
        run = run + 1 if is_missed else 0
        longest = max(longest, run)
    return longest

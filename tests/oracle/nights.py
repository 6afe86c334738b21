"""The nights of pandals, Ramlilas and melas: which of them saw a visit, which did not, and of which nobody can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.days import days_between
from sample_data.reference import Place
from tests.oracle.book import Book
from tests.oracle.duty import Duty
from tests.oracle.listed import Festival, festivals, with_contact
from tests.oracle.span import Span
from tests.oracle.visits import Visit, visits

OF_NAVRATRI = ("pandal", "ramlila")
OF_THEIR_OWN_DATES = ("ramlila", "mela", "ravan_dahan", "procession")
SEEN_BY = 3


@dataclass
class Night:
    """One night of one festive place, and the visits of its evening; of a night that is not known, nothing."""

    place: Place
    festival: Festival
    place_night_no: int
    night: date
    is_known: bool
    n_visits: int = 0
    n_peak: int = 0
    n_with_woman: int = 0
    n_woman_unknown: int = 0
    first_on: date | None = None
    first_peak_on: date | None = None

    @property
    def night_no(self) -> int:
        """The night of the festival; a place with dates of its own may not stand from the first."""
        return (self.night - self.festival.first).days + 1

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
                went = seen[place.code, night]
                one = Night(place, festival, number, night, is_known(book, place.thana, night, bool(went)))
                for visit in went if one.is_known else ():
                    one.add(visit)
                found.append(one)
    return found


def is_known(book: Book, thana: str, night: date, is_seen: bool) -> bool:
    """A night is told by its own day's return; that nobody came, only by the next day's too, with its early hours."""
    told = [book.is_accepted("patrols", thana, day) for day in (night, night + timedelta(days=1))]
    return told[0] and (is_seen or told[1])


def nights_of(place: Place, festival: Festival) -> list[date]:
    """The nights of a place in a festival: all of a Navratri, or those of them that lie within its own dates.

    What is no pandal has nights of its own alone, and none while its dates are not written down.
    """
    first, last = place.active_from, place.active_to
    stands = place.kind in OF_NAVRATRI and festival.kind == "navratri"
    if not stands and first is not None and last is not None and place.kind in OF_THEIR_OWN_DATES:
        stands = festival.kind != "holiday" or place.kind != "mela"
    return [
        night
        for night in days_between(festival.first, festival.last)
        if stands and (first or night) <= night <= (last or night)
    ]


def pandal_nights(book: Book) -> Iterator[Night]:
    """Those of pandals and Ramlilas in a Navratri, of which the KPIs speak."""
    return (one for one in nights(book) if one.place.kind in OF_NAVRATRI and one.festival.kind == "navratri")


def stays(book: Book) -> list[list[Night]]:
    """The nights of each pandal in each Navratri, in order."""
    found: dict[tuple[str, str], list[Night]] = defaultdict(list)
    for one in pandal_nights(book):
        found[one.place.code, one.festival.code].append(one)
    return list(found.values())


def nights_covered(book: Book) -> Iterator[Duty]:
    """N1: one for each pandal and night, parted by the size of the crowd."""
    for one in pandal_nights(book):
        yield Duty(one.place.thana, one.night, one.first_on, one.is_known, part=one.place.crowd_category)


def nights_covered_in_peak(book: Book) -> Iterator[Duty]:
    """N2: the same, of visits between seven and eleven."""
    for one in pandal_nights(book):
        yield Duty(one.place.thana, one.night, one.first_peak_on, one.is_known, part=one.place.crowd_category)


def seen_by_night_3(book: Book) -> Iterator[Duty]:
    """N3: one for each pandal and Navratri, due on its third night or its last. A silent night may have seen it."""
    for stay in stays(book):
        first_three = stay[:SEEN_BY]
        seen = [one.first_on for one in first_three if one.first_on is not None]
        is_known = bool(seen) or all(one.is_known for one in first_three)
        place = stay[0].place
        yield Duty(place.thana, first_three[-1].night, min(seen, default=None), is_known, part=place.crowd_category)


def visits_with_a_woman(book: Book) -> Iterator[Duty]:
    """N5: one for each visit to a pandal on one of its known nights, due that night; unknown if women are not told."""
    standing = {(one.place.code, one.night) for one in pandal_nights(book) if one.is_known}
    for visit in visits(book):
        if (visit.place.code, visit.evening) in standing:
            women, day, place = visit.row.women_officers, visit.evening, visit.place
            yield Duty(place.thana, day, day if women else None, women is not None, part=place.crowd_category)


def places_registered(book: Book) -> Iterator[Duty]:
    """N6: one for each pandal and Navratri, due on its first night: place, contact, thana, category."""
    for stay in stays(book):
        place, first_night = stay[0].place, stay[0].festival.first
        is_full = bool(place.crowd_category) and place.code in with_contact() and None not in (place.lat, place.lon)
        yield Duty(place.thana, first_night, first_night if is_full else None, part=place.crowd_category)


def longest_gaps(book: Book, span: Span) -> dict[str, list[int]]:
    """N4: thana → of each pandal in each Navratri that meets the span, its longest run of nights without a visit.

    Nights up to the last day of the span count, those before its first too. A silent night ends a run.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for stay in stays(book):
        place, festival = stay[0].place, stay[0].festival
        told = [one for one in stay if one.night <= span.last]
        if festival.last >= span.start and any(one.is_known for one in told):
            missed = [one.is_known and (one.first_on is None or one.first_on > span.as_of) for one in told]
            found[place.thana][place.code] = max(longest_run(missed), found[place.thana].get(place.code, 0))
    return {thana: list(runs.values()) for thana, runs in found.items()}


def longest_run(missed: list[bool]) -> int:
    longest = run = 0
    for is_missed in missed:
        run = run + 1 if is_missed else 0
        longest = max(longest, run)
    return longest

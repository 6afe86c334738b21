"""Whether squads go where complaints follow: the patrol's PAI and PEI* (P9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.book import Book

WEEKS = 28
AREA_SHARE = 0.2


@dataclass(frozen=True)
class Aim:
    """Complaints in the thanas most visited before, of all complaints; the share of the area that those thanas have."""

    n_hit: int
    n_all: int
    area_share: float
    n_best: int  # the most that thanas of no more area could have held

    @property
    def pai(self) -> float | None:
        return self.n_hit / self.n_all / self.area_share if self.n_all and self.area_share else None

    @property
    def pei(self) -> float | None:
        return self.n_hit / self.n_best if self.n_best else None


def aim(book: Book, thanas: Iterable[str], areas: Mapping[str, float], as_of: date) -> Aim:
    """Of the thanas of one unit: ranked by visits per km² in the four weeks before the four weeks up to the day."""
    visits, complaints = visits_before(book, as_of), complaints_since(book, as_of)
    known = {thana: areas[thana] for thana in telling(book, thanas, as_of) if thana in areas}
    chosen = most_visited(visits, known)
    area = sum(known[thana] for thana in chosen)
    return Aim(
        sum(complaints[thana] for thana in chosen),
        sum(complaints[thana] for thana in known),
        area / sum(known.values()) if known else 0,
        best_within(area, complaints, known),
    )


def telling(book: Book, thanas: Iterable[str], as_of: date) -> list[str]:
    """Those whose register speaks of some day of the last four weeks, and whose patrols of some day of those before."""
    middle = as_of - timedelta(days=WEEKS)
    return [
        thana for thana in thanas if _speaks(book, "cases", thana, as_of) and _speaks(book, "patrols", thana, middle)
    ]


def _speaks(book: Book, return_name: str, thana: str, last: date) -> bool:
    return any(book.is_accepted(return_name, thana, last - timedelta(days=n)) for n in range(WEEKS))


def most_visited(visits: Mapping[str, int], areas: Mapping[str, float]) -> list[str]:
    """The densest thanas that together have no more than a fifth of the area; the first that does not fit ends it.

    One without a visit is never among them.
    """
    found: list[str] = []
    for thana in sorted(areas, key=lambda thana: (-visits.get(thana, 0) / areas[thana], thana)):
        together = sum(areas[one] for one in [*found, thana])
        if not visits.get(thana) or together > AREA_SHARE * sum(areas.values()) * (1 + 1e-9):
            break
        found.append(thana)
    return found


def best_within(area: float, complaints: Mapping[str, int], areas: Mapping[str, float]) -> int:
    """The most complaints of any thanas that together have no more than the area."""
    least = {0: 0.0}  # complaints → the least area that holds as many
    for thana, size in areas.items():
        n = complaints.get(thana, 0)
        for held, taken in list(least.items()) if n else ():
            least[held + n] = min(least.get(held + n, float("inf")), taken + size)
    return max(held for held, taken in least.items() if taken <= area * (1 + 1e-9))


def visits_before(book: Book, as_of: date) -> Counter[str]:
    """Home thana of the place → visits of the four weeks before the last four."""
    last = as_of - timedelta(days=WEEKS)
    home = {place.code: place.thana for place in book.places}
    return Counter(home[row.place] for row in book.patrols if last - timedelta(days=WEEKS) < row.visited_on <= last)


def complaints_since(book: Book, last: date) -> Counter[str]:
    """Thana → its complaints of harassment in the street of the four weeks up to the day, on accepted days alone."""
    first = last - timedelta(days=WEEKS - 1)
    return Counter(
        case.thana
        for case in book.cases
        if case.category == "street_harassment"
        and first <= case.received_on <= last
        and book.is_accepted("cases", case.thana, case.received_on)
    )

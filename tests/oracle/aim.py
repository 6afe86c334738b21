"""Whether squads go where complaints follow: the patrol's PAI and PEI* (P9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
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
    n_best: int  # what the best choice of as much area would have held

    @property
    def pai(self) -> float | None:
        return self.n_hit / self.n_all / self.area_share if self.n_all and self.area_share else None

    @property
    def pei(self) -> float | None:
        return self.n_hit / self.n_best if self.n_best else None


def aim(book: Book, thanas: list[str], areas: Mapping[str, float], as_of: date) -> Aim:
    """Of the thanas of one unit: ranked by visits per km² in the four weeks before the four weeks up to the day."""
    visits = _visits(book, as_of - timedelta(days=WEEKS))
    complaints = _complaints(book, as_of)
    known = [thana for thana in thanas if areas.get(thana)]
    whole = sum(areas[thana] for thana in known)
    chosen = most(known, {thana: visits[thana] / areas[thana] for thana in known}, areas, whole)
    best = most(known, {thana: complaints[thana] / areas[thana] for thana in known}, areas, whole)
    return Aim(
        sum(complaints[thana] for thana in chosen),
        sum(complaints[thana] for thana in known),
        sum(areas[thana] for thana in chosen) / whole if whole else 0,
        sum(complaints[thana] for thana in best),
    )


def most(thanas: list[str], density: Mapping[str, float], areas: Mapping[str, float], whole: float) -> list[str]:
    """The densest thanas that together have no more than a fifth of the area; the first that does not fit ends it."""
    found: list[str] = []
    for thana in sorted(thanas, key=lambda thana: (-density[thana], thana)):
        if sum(areas[one] for one in [*found, thana]) > AREA_SHARE * whole:
            break
        found.append(thana)
    return found


def _visits(book: Book, last: date) -> Counter[str]:
    """Home thana of the place → visits of the four weeks up to the day."""
    home = {place.code: place.thana for place in book.places}
    return Counter(home[row.place] for row in book.patrols if last - timedelta(days=WEEKS) < row.visited_on <= last)


def _complaints(book: Book, last: date) -> Counter[str]:
    first = last - timedelta(days=WEEKS - 1)
    return Counter(
        case.thana for case in book.cases if case.category == "street_harassment" and first <= case.received_on <= last
    )


def areas_of(rows: list[dict[str, object]]) -> dict[str, float]:
    """Thana → km², of rows of the outlines at the level of thanas."""
    found: dict[str, float] = defaultdict(float)
    for row in rows:
        found[str(row["thana_code"])] = float(str(row["area_km2"]))
    return dict(found)

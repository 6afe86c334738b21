"""Listed places and how visits are shared out: the longest unvisited (P4), the share of the favourites (P3)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import ceil

from sample_data.days import days_between
from sample_data.reference import Place
from tests.oracle.book import Book
from tests.oracle.duties_rounds import STARTS_ON
from tests.oracle.span import Span

FAVOURITES = 0.2


def days_unvisited(book: Book, day: date) -> dict[str, int]:
    """Place with required visits → days since its last visit, up to the last evening that its thana's return tells.

    Only days of which the return speaks are counted; a place never visited counts them all.
    """
    visited: dict[str, list[date]] = defaultdict(list)
    for row in book.patrols:
        visited[row.place].append(row.visited_on)
    found = {}
    for place in book.places:
        last_told = book.last_accepted("patrols", place.thana, day)
        if not place.required_visits_a_week or last_told is None or not stands(place, last_told, last_told):
            continue
        last_visit = max((on for on in visited[place.code] if on <= last_told), default=None)
        told = book.covered["patrols", place.thana]
        begun = max(STARTS_ON, place.active_from or STARTS_ON)
        found[place.code] = sum((last_visit or date.min) < on <= last_told for on in told if on >= begun)
    return found


def stands(place: Place, first: date, last: date) -> bool:
    """Whether the place is there on some of these days."""
    return (place.active_from or first) <= last and (place.active_to or last) >= first


def stretches_unvisited(book: Book, span: Span) -> dict[str, list[int]]:
    """P4: thana → the stretches of its places, at the as-of day of the span."""
    home = {place.code: place.thana for place in book.places}
    found: dict[str, list[int]] = defaultdict(list)
    for place, n_days in days_unvisited(book, span.as_of).items():
        found[home[place]].append(n_days)
    return dict(found)


def visits_of_places(book: Book, span: Span) -> dict[str, int]:
    """Place with required visits → visits to it in the span, by whichever squad.

    A place whose thana's return speaks of no day of the span is not there: of it nobody knows.
    """
    days = set(days_between(span.start, span.last))
    found = {
        place.code: 0
        for place in book.places
        if place.required_visits_a_week
        and stands(place, span.start, span.last)
        and days & book.covered.get(("patrols", place.thana), set())
    }
    for row in book.patrols:
        if row.place in found and row.visited_on in days:
            found[row.place] += 1
    return found


def of_favourites(counts: list[int]) -> tuple[int, int]:
    """Visits to the most visited fifth of the places, rounded up, and all visits."""
    n = ceil(len(counts) * FAVOURITES - 1e-9)
    return sum(sorted(counts, reverse=True)[:n]), sum(counts)


def gini(counts: list[int]) -> float | None:
    """Half the mean difference between any two places against the mean; None without a visit."""
    if not sum(counts):
        return None
    differences = sum(abs(one - other) for one in counts for other in counts)
    return differences / (2 * len(counts) * sum(counts))

"""What the visits of the squads were made of: minutes of officers and of women among them (P7)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.book import Book
from tests.oracle.days import Event
from tests.oracle.visits import visits


def officer_minutes(book: Book) -> Iterator[Event]:
    """Officers times minutes of each visit that tells how many of them were women."""
    for visit in visits(book):
        if visit.row.women_officers is not None:
            yield visit.row.thana, visit.row.visited_on, visit.row.officers * visit.minutes


def women_officer_minutes(book: Book) -> Iterator[Event]:
    for visit in visits(book):
        if visit.row.women_officers is not None:
            yield visit.row.thana, visit.row.visited_on, visit.row.women_officers * visit.minutes

"""What the programmes of some thanas come to in a window, counted from the rows: reach, telling, places, looks."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from sample_data.rows import Programme
from tests.oracle.book import Book
from tests.oracle.duties_programmes import is_heaped
from tests.oracle.duties_rounds import STARTS_ON
from tests.oracle.span import Span


def share(n: float, of: float) -> float | None:
    return 100 * n / of if of else None


@cache
def programmes_of(book: Book, thana: str) -> list[Programme]:
    return sorted((row for row in book.programmes if row.thana == thana), key=lambda row: row.held_on)


@cache
def complaints_of(book: Book) -> dict[str, list[date]]:
    """Thana → the days on which complaints of harassment came."""
    found: dict[str, list[date]] = {thana: [] for thana in book.thanas}
    for case in book.cases:
        found[case.thana] += [case.received_on] * (case.category == "street_harassment")
    return found


@cache
def look_of(book: Book, thana: str) -> dict[int, str]:
    """By the identity of a programme, how its counts look beside those of the one before it."""
    mine = programmes_of(book, thana)
    counts = [(row.women, row.men, row.girls, row.boys) for row in mine]
    before = [None, *counts]
    return {
        id(row): "copied" if own == last else "heaped" if is_heaped(own) else "plain"
        for row, own, last in zip(mine, counts, before, strict=False)
    }


@dataclass(frozen=True)
class Plain:
    """What the programmes of some thanas come to in a window, counted from the rows."""

    book: Book
    thanas: frozenset[str]
    span: Span

    @cached_property
    def held(self) -> list[Programme]:
        return list(self._programmes(self.span.start))

    def _programmes(self, since: date) -> Iterator[Programme]:
        rows = (row for thana in self.thanas for row in programmes_of(self.book, thana))
        return (row for row in rows if since <= row.held_on <= self.span.last)

    def of(self, thanas: Iterable[str]) -> Plain:
        return Plain(self.book, frozenset(thanas), self.span)

    @property
    def telling(self) -> list[str]:
        """Thanas whose return speaks of some day of the window."""
        return [thana for thana in self.thanas if self._speaks(thana, self.span.start)]

    def _speaks(self, thana: str, since: date) -> bool:
        return any(since <= day <= self.span.last for day in self.book.covered["awareness", thana])

    def told(self, name: str, code: str) -> float | None:
        """Per cent of the programmes whose list of departments, helplines or schemes has the code."""
        return share(sum(code in getattr(row, name) for row in self.held), len(self.held))

    def n_at(self, *kinds: str) -> int:
        return sum(row.venue_kind in kinds for row in self.held)

    def places(self, thana: str, since: date, *kinds: str) -> int:
        rows = [row for row in programmes_of(self.book, thana) if since <= row.held_on <= self.span.last]
        return len({(row.venue_kind, row.venue) for row in rows if row.venue_kind in kinds})

    @property
    def quarter(self) -> tuple[date, date]:
        last = self.span.last
        month = {1: 1, 2: 1, 3: 1, 4: 4, 5: 4, 6: 4, 7: 7, 8: 7, 9: 7}.get(last.month, 10)
        return date(last.year, month, 1), date(last.year, month + 2, monthrange(last.year, month + 2)[1])

    def n_listed(self, thana: str) -> int:
        return self.book.thanas[thana].n_gram_panchayats + self.book.thanas[thana].n_wards

    def reached(self, thana: str) -> tuple[int | None, int | None]:
        """Panchayats and wards of the list that had a programme this quarter, and since the campaign began."""
        one = self.book.thanas[thana]
        kinds = [kind for kind, n in (("gram_panchayat", one.n_gram_panchayats), ("ward", one.n_wards)) if n]
        spans = [self.quarter[0], STARTS_ON]
        this, ever = (self.places(thana, since, *kinds) if self._speaks(thana, since) else None for since in spans)
        return this, ever

    @cached_property
    def looks(self) -> dict[str, tuple[int, int, int]]:
        """Thana → programmes whose counts copy those before, whose counts are round, and all of them."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.held:
            found[row.thana][look_of(self.book, row.thana)[id(row)]] += 1
        return {thana: (of["copied"], of["heaped"], of.total()) for thana, of in found.items()}

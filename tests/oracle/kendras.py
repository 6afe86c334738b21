"""Inspections of some Kendras up to a window's last day: gaps, who never came, what each inspector found."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sample_data.rows import Inspection
from tests.oracle.figures import Figure, Oracle
from tests.oracle.inspected import ITEMS
from tests.oracle.span import Span

Inspector = tuple[str, str]  # thana and rank


def days_inspected(rows: list[Inspection], *ranks: str) -> dict[str, set[date]]:
    """Thana → the days on which one of these ranks came; any rank where none is given."""
    found: dict[str, set[date]] = defaultdict(set)
    for row in rows:
        if not ranks or row.inspector_rank in ranks:
            found[row.thana].add(row.inspected_on)
    return found


@dataclass(frozen=True)
class Kendras:
    """Those of one unit of a level, as they stand at the end of a window."""

    oracle: Oracle
    level: str
    unit: str
    thanas: frozenset[str]
    span: Span

    @property
    def last(self) -> date:
        return self.span.last

    def name(self, thana: str) -> str:
        return self.oracle.book.thanas[thana].name_en

    @cached_property
    def rows(self) -> list[Inspection]:
        """All inspections of its Kendras up to the window's last day."""
        rows = self.oracle.book.inspections
        return [row for row in rows if row.thana in self.thanas and row.inspected_on <= self.last]

    def covered(self, thana: str) -> list[date]:
        return [day for day in self.oracle.book.covered["inspections", thana] if day <= self.last]

    @cached_property
    def gaps(self) -> dict[str, tuple[int, date | None]]:
        """Thana → told days since anybody came, and when that was; of the thanas that told any day."""
        came, found = days_inspected(self.rows), {}
        for thana in self.thanas:
            if days := self.covered(thana):
                latest = max(came[thana], default=None)
                found[thana] = (sum(latest is None or day > latest for day in days), latest)
        return found

    def never(self, *ranks: str) -> list[str]:
        """Kendras without one inspection by these ranks, of which at least fourteen days were told."""
        came = days_inspected(self.rows, *ranks)
        return sorted(one for one in self.thanas if not came[one] and len(self.covered(one)) >= 14)

    @cached_property
    def inspectors(self) -> dict[Inspector, tuple[int, int, int, int]]:
        """Thana and rank → inspections of 180 days, those that found nothing, and the same of all others there."""
        n, n_correct = Counter[Inspector](), Counter[Inspector]()
        for row in self.rows:
            if (self.last - row.inspected_on).days < 180:
                is_correct = row.defects_found == 0 and all(getattr(row, item) == "yes" for item in ITEMS)
                n[row.thana, row.inspector_rank] += 1
                n_correct[row.thana, row.inspector_rank] += is_correct
        found = {}
        for (thana, rank), count in n.items():
            others = [key for key in n if key[0] == thana and key[1] != rank]
            beside = (sum(n[key] for key in others), sum(n_correct[key] for key in others))
            found[thana, rank] = (count, n_correct[thana, rank], *beside)
        return {key: counts for key, counts in found.items() if counts[0] >= 10}

    @property
    def flagged(self) -> list[Inspector]:
        """More than nine in ten without a defect; those who found least first, then those of most inspections."""
        some = [key for key, (n, n_correct, _, _) in self.inspectors.items() if 10 * n_correct > 9 * n]
        return sorted(
            some, key=lambda key: (-self.inspectors[key][1] / self.inspectors[key][0], -self.inspectors[key][0])
        )

    def parts(self, name: str) -> dict[str, Figure]:
        """Code or item → its figure, of the unit that is chosen."""
        found = self.oracle.parts(name, self.level, self.span)
        return {part: figure for (unit, part), figure in found.items() if unit == self.unit}

    def looked_back(self, name: str) -> dict[tuple[str, str], Figure]:
        """Thana and code → its figure of the last 180 days."""
        span = Span(self.last - timedelta(days=179), self.last, self.span.as_of)
        found = self.oracle.parts(name, "thana", span)
        return {key: figure for key, figure in found.items() if key[0] in self.thanas}

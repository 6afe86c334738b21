"""Whether the participants of each awareness programme look counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.book import Book
from tests.oracle.duty import Duty

LARGE = 10


def programmes_plausible(book: Book) -> Iterator[Duty]:
    """One for each programme, the rows of a thana in the order of their days and, within a day, of the return."""
    before: dict[str, tuple[Any, ...]] = {}
    for row in sorted(book.programmes, key=lambda row: row.held_on):
        counts = (row.women, row.men, row.girls, row.boys)
        is_known = any(count is not None for count in counts)
        is_plausible = counts != before.get(row.thana) and not is_heaped(counts)
        before[row.thana] = counts
        yield Duty(row.thana, row.held_on, row.held_on if is_known and is_plausible else None, is_known)


def is_heaped(counts: tuple[Any, ...]) -> bool:
    """Two or more that are large, and no large one that does not end in a nought."""
    large = [count for count in counts if count is not None and count >= LARGE]
    return len(large) > 1 and all(str(count).endswith("0") for count in large)

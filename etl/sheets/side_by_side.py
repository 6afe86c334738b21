"""Tells tables that stand beside each other apart: where one header ends and the next begins in the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import polars as pl

from etl.sheets.headers import header_books, is_header_row, is_serial, map_columns, n_fields
from etl.text.fold import fold, tidy

_GAIN = 3  # so many fields more must two headers name than one, to be two
_NAMING = ("thana", "district", "unique_no")


def parts_of(captions: Sequence[str]) -> list[tuple[int, int]]:
    """The columns (from, to before) of each table whose captions stand in one row, left to right."""
    return list(_parts(tuple(captions), 0))


def _parts(captions: tuple[str, ...], offset: int) -> Iterator[tuple[int, int]]:
    cut = _cut(captions)
    if cut is None:
        yield offset, offset + len(captions)
        return
    yield from _parts(captions[:cut], offset)
    yield from _parts(captions[cut:], offset + cut)


def _cut(captions: tuple[str, ...]) -> int | None:
    """Where the second table begins, if there is one: where both headers name the most columns."""
    if not _has_twins(captions) and not _has_gap(captions):
        return None
    least = n_fields(captions) + _GAIN
    left, right = _fields_up_to(captions), _fields_up_to(captions[::-1])[::-1]
    fields = {at: left[at] + right[at] for at in range(2, len(captions) - 1)}
    worth = {at: n + _n_serials(captions, at) for at, n in fields.items() if n >= least}
    for most in sorted(set(worth.values()), reverse=True):
        ways = [at for at, n in worth.items() if n == most and are_apart(captions[:at], captions[at:])]
        if ways:
            return next((at for at in reversed(ways) if not captions[at - 1]), ways[-1])
    return None


def _fields_up_to(captions: Sequence[str]) -> list[int]:
    """How many fields of one return the first 0, 1, 2 … captions name at most."""
    seen: list[set[str]] = [set() for _ in header_books()]
    counts = [0]
    for text in captions:
        for book, fields in zip(header_books(), seen, strict=True):
            fields |= {hit[0] for hit in (book.field_of(text) if text else None,) if hit}
        counts.append(max(map(len, seen), default=0))
    return counts


def _n_serials(captions: Sequence[str], at: int) -> int:
    return sum(any(is_serial(text) for text in part if text) for part in (captions[:at], captions[at:]))


def _has_twins(captions: Sequence[str]) -> bool:
    seen: set[str] = set()
    for text in captions:
        named = _naming_of(text) if text else frozenset()
        if seen & named:
            return True
        seen |= named
    return False


def _has_gap(captions: Sequence[str]) -> bool:
    return any(not text and any(captions[:at]) and any(captions[at:]) for at, text in enumerate(captions))


def are_apart(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two headers are of two tables: both say whose rows they are, both are whole and differ in kind, or they
    are the same with a blank column between (each Kendra's table under its own title)."""
    if not (is_header_row(left) and is_header_row(right)):
        return False
    return (
        bool(_naming(left) & _naming(right))
        or _are_same(left, right)
        or not (_whole(left) & _whole(right))
        and bool(_whole(left) and _whole(right))
    )


def _are_same(left: Sequence[str], right: Sequence[str]) -> bool:
    has_gap = not left[-1] or not right[0]
    return has_gap and [fold(text) for text in left if text] == [fold(text) for text in right if text]


def _naming(captions: Sequence[str]) -> set[str]:
    """The fields among these that say whose the rows are."""
    return {name for text in captions if text for name in _naming_of(text)}


@lru_cache(maxsize=4096)
def _naming_of(text: str) -> frozenset[str]:
    hits = ((book, book.field_of(text)) for book in header_books())
    types = (book.recipe.field(hit[0]).type for book, hit in hits if hit)
    return frozenset(kind for kind in types if kind in _NAMING)


def _whole(captions: Sequence[str]) -> set[str]:
    """The returns of which no required column is missing."""
    header = tuple(captions)
    return {book.recipe.name for book in header_books() if not map_columns(book.recipe, header).missing(book.recipe)}


def column_groups(cells: pl.DataFrame) -> list[tuple[int, int]]:
    """The columns (from, to before) between columns that are blank from top to bottom."""
    names = cells.columns[1:]
    filled = [_is_filled(cells[name]) for name in names]
    starts = [at for at, has in enumerate(filled) if has and not (at and filled[at - 1])]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(names)], strict=True)]


def _is_filled(texts: pl.Series) -> bool:
    if texts.null_count() == len(texts):
        return False
    return any(map(tidy, texts.head(200).drop_nulls())) or any(map(tidy, texts.drop_nulls().unique()))

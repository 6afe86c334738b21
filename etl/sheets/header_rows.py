"""Puts a header that is spread over two or three rows together: group headings over sub-headings, words cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from etl.sheets.captions import is_unit
from etl.sheets.headers import header_books, is_field, is_known_header, is_total
from etl.text.fold import digits, tidy, without_brackets
from etl.text.words import load_words

Row = tuple[str, ...]
_MOST_ROWS = 3
_FEWEST_CELLS = 2  # a row of one cell above a header is a title
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class HeaderRows:
    """A header from row `top` to row `bottom`: one caption a column, and its rows as they were written."""

    top: int
    bottom: int
    captions: Row
    rows: tuple[Row, ...]


def header_around(at: int, row_at: Callable[[int], Row], height: int, first: int = 0) -> HeaderRows:
    """The header that row `at` is part of: the rows about it, not above `first`, that name the most columns."""
    spans = [
        (top, bottom)
        for top in range(max(first, at - _MOST_ROWS + 1), at + 1)
        for bottom in range(at, min(top + _MOST_ROWS, height))
    ]
    alone = _joined(at, at, at, row_at)
    found = [one for top, bottom in spans if _tells_more(one := _joined(top, bottom, at, row_at), alone)]
    return max([alone, *found], key=lambda one: (_n_fields(one.captions), _is_whole(one), one.top - one.bottom))


def _tells_more(one: HeaderRows, alone: HeaderRows) -> bool:
    """Whether rows taken together name more columns than one of them: two more, or one by its parts together.

    Nor may a row be left over that only completes what is known without it: बत्ती over हटवाई.
    """
    gain = _n_fields(one.captions) - _n_fields(alone.captions)
    return gain > 1 or (gain == 1 and any(_by_parts(one))) or (gain == 0 and _is_whole(one))


def _by_parts(one: HeaderRows) -> Iterator[bool]:
    """For each column with cells below its first row: whether its caption is known by all its parts together."""
    for told, *parts in zip(one.captions, *one.rows, strict=True):
        if any(parts[1:]):
            yield is_field(told) and told not in parts


def _is_whole(one: HeaderRows) -> bool:
    is_of_units = any(is_unit(text) for row in one.rows[1:] for text in row if text)
    return len(one.rows) > 1 and not is_of_units and all(_by_parts(one))


def _joined(top: int, bottom: int, at: int, row_at: Callable[[int], Row]) -> HeaderRows:
    """The rows from `top` to `bottom` as one header; row `at` alone when they do not belong together."""
    rows = tuple(row_at(n) for n in range(top, bottom + 1))
    if len(rows) > 1 and not _belong_together(rows, at - top):
        return _joined(at, at, at, row_at)
    return HeaderRows(top, bottom, join_rows(rows), rows)


def _belong_together(rows: tuple[Row, ...], core: int) -> bool:
    """Rows of one header complete each other.

    None beneath holds figures or only says nil, none above is a title, and no two name alike.
    """
    known = [at for at, text in enumerate(rows[core]) if is_known_header(text)]
    inside = slice(known[0], known[-1] + 1) if known else slice(0)
    if any(_FIGURE.search(digits(without_brackets(text))) for row in rows[core + 1 :] for text in row[inside]):
        return False
    if any(all(load_words().is_nil(text) for text in row if text) for row in rows[core + 1 :]):
        return False
    if any(sum(map(bool, row)) < _FEWEST_CELLS for row in rows[:core]) or any(not any(row) for row in rows):
        return False
    return all(_complete_each_other(one, other) for one, other in zip(rows, rows[1:], strict=False))


def _complete_each_other(upper: Row, lower: Row) -> bool:
    n_twice = sum(is_field(one) and is_field(other) for one, other in zip(upper, lower, strict=True))
    return n_twice < 2 or 2 * n_twice < sum(map(is_field, lower))


def _n_fields(captions: Row) -> int:
    return sum(is_field(text) for text in captions if text)


def join_rows(rows: Sequence[Row]) -> Row:
    """One caption a column. A group heading counts for the blank cells to its right that have something beneath.

    It ends where a heading above it begins.
    """
    carried = [*(_carried(row, rows[:n], rows[n + 1 :]) for n, row in enumerate(rows[:-1])), rows[-1]]
    return tuple(_caption(tuple(text for text in column if text)) for column in zip(*carried, strict=True))


def _carried(row: Row, above: Sequence[Row], below: Sequence[Row]) -> Row:
    told: list[str] = []
    group = ""
    for at, text in enumerate(row):
        has_more = any(other[at] for other in below)
        is_new = any(other[at] for other in above)
        group = (text or ("" if is_new else group)) if has_more else ""
        told.append(text or group)
    return tuple(told)


@lru_cache(maxsize=4096)
def _caption(parts: Row) -> str:
    """The first way of putting the parts of one header together that is known, else all of them."""
    whole = " ".join(parts)
    if len(parts) < 2:
        return whole
    if is_total(parts[-1]) and _is_count(parts[0]):
        return parts[0]
    return next((told for told in _ways(parts) if is_known_header(told)), whole)


def _ways(parts: Row) -> Iterator[str]:
    yield " ".join(parts)
    yield " ".join(reversed(parts))
    if len(parts) > 2:
        yield " ".join(parts[1:])
        yield f"{parts[0]} {parts[-1]}"
    yield parts[-1]


def _is_count(text: str) -> bool:
    """Whether a group heading names a count itself, whose sub-heading कुल is then this count."""
    hits = ((book, book.field_of(text)) for book in header_books())
    return any(hit and book.recipe.field(hit[0]).type == "count" for book, hit in hits)


def tidy_row(cells: Sequence[str | None]) -> Row:
    return tuple(tidy(cell) if cell else "" for cell in cells)

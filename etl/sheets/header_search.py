"""Finds every header of a sheet, top to bottom, however many tables stand below or beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from etl.sheets.header_rows import HeaderRows, Row, header_around, tidy_row
from etl.sheets.headers import is_header_row, is_known_header
from etl.sheets.periods import read_period
from etl.sheets.side_by_side import parts_of
from etl.text.fold import fold, words
from etl.text.words import load_words

LOOKED_AT = 80  # rows in which the first header is looked for cell by cell
_LEADING = 6  # columns of a table in which later headers are looked for
_MANY = 500  # distinct texts from which those with digits, no headers, are left out first
_TITLE_LINES = 10
_MOST_TABLES = 100  # on one sheet; headers below are then rows of the last ones, and quarantined as such
_DIGIT = r"[0-9०-९]"


@dataclass(frozen=True)
class FoundHeader:
    """The header of one table: its rows, and the columns from `first` to `last` that it is known by.

    `start` and `end` are the columns, from and before, that the table may reach to.
    """

    rows: HeaderRows
    start: int
    end: int
    first: int
    last: int

    @property
    def captions(self) -> Row:
        return self.rows.captions

    def is_over(self, other: FoundHeader) -> bool:
        """Whether two tables have columns in common, so that the lower ends the upper."""
        return self.first <= other.last and other.first <= self.last


@dataclass
class HeaderSearch:
    """One walk down the rows of `cells`, whose first column is `source_row`."""

    cells: pl.DataFrame
    found: list[FoundHeader] = field(default_factory=list)

    def headers(self) -> list[FoundHeader]:
        height = min(self.cells.height, LOOKED_AT)
        first = next((at for at in range(height) if _n_known(self.row(at)) >= 2 and self._take(at)), None)
        if first is None:
            return []
        for at in self._below():
            if len(self.found) >= _MOST_TABLES:
                break
            if at > self._bottom and _n_known(self.row(at)) >= 2:
                self._take(at)
        return self.found

    def nearest(self) -> Row:
        """The first row that holds the most words known as headers, where there is no header."""
        rows = (self.row(at) for at in range(min(self.cells.height, LOOKED_AT)))
        best = max(rows, key=_n_known, default=())
        return best if _n_known(best) else ()

    def row(self, at: int) -> Row:
        return tidy_row(self.cells.row(at)[1:])

    @property
    def _bottom(self) -> int:
        return max((one.rows.bottom for one in self.found), default=-1)

    def _take(self, at: int) -> bool:
        """Whether row `at` is part of new headers; they are then among those found."""
        rows = header_around(at, self.row, self.cells.height, self._bottom + 1)
        captions = self._news(rows)
        new = [one for one in _split(rows, captions) if is_header_row(one.captions)]
        self.found += new
        return bool(new)

    def _news(self, rows: HeaderRows) -> Row:
        """The captions without those that repeat the header above them, and without the rows of a table beside."""
        captions = rows.captions
        told = list(captions)
        for one in self._current():
            inside = range(one.first, one.last + 1)
            if self._goes_on(rows, one) or not _is_headed(captions, inside):
                for at in inside:
                    told[at] = ""
        is_all_old = any(self._goes_on(rows, one) for one in self._current())
        return tuple(told) if is_all_old or is_header_row(told) else captions

    def _goes_on(self, rows: HeaderRows, one: FoundHeader) -> bool:
        """Whether a header is repeated only because a page began: no other district or period stands above it."""
        if not _is_repeated(rows.captions, one):
            return False
        told = {fold(line) for line in self._lines_above(one.rows.top, one)}
        return not any(is_title(line) and fold(line) not in told for line in self._lines_above(rows.top, one))

    def _lines_above(self, top: int, one: FoundHeader) -> Iterator[str]:
        """The lines directly above a header, up to a blank one or a row of more than two cells."""
        for at in range(top - 1, max(top - 1 - _TITLE_LINES, -1), -1):
            filled = [text for text in self.row(at)[one.start : one.end] if text]
            if not 1 <= len(filled) <= 2:
                return
            yield " ".join(filled)

    def _current(self) -> Iterator[FoundHeader]:
        """The headers that no later one has ended."""
        for at, one in enumerate(self.found):
            if not any(one.is_over(other) for other in self.found[at + 1 :]):
                yield one

    def _below(self) -> Iterator[int]:
        """Rows below the first headers that may be further ones, by the words in them."""
        start = self._bottom + 1
        leading = {at for one in self.found for at in range(one.first, one.first + _LEADING)}
        beside = set(range(self.cells.width - 1)) - {at for one in self.found for at in range(one.first, one.last + 1)}
        near = self.cells.slice(start, max(LOOKED_AT - start, 0))
        yield from (start + at for at in _likely(near, leading | beside))
        start += near.height
        leading = {at for one in self.found for at in range(one.first, one.first + _LEADING)}
        yield from (start + at for at in _likely(self.cells.slice(start), leading))


def is_title(line: str) -> bool:
    """Whether a line between two tables says of which district or days the lower one is."""
    names_district = any(word in load_words().district for word in words(line))
    return not load_words().is_note(line) and (names_district or read_period(line) is not None)


def _split(rows: HeaderRows, captions: Row) -> Iterator[FoundHeader]:
    for start, end in parts_of(captions):
        known = [at for at in range(start, end) if captions[at] and is_known_header(captions[at])]
        if known:
            own = tuple(text if start <= at < end else "" for at, text in enumerate(captions))
            told = HeaderRows(rows.top, rows.bottom, own, rows.rows)
            yield FoundHeader(told, start, end, known[0], known[-1])


def _is_repeated(captions: Row, one: FoundHeader) -> bool:
    """Whether the captions are those of a header above, whole or one of its rows, as they stand at a page's top."""
    inside = slice(one.first, one.last + 1)
    told = [fold(text) for text in captions[inside]]
    return any(told == [fold(text) for text in row[inside]] for row in (one.captions, *one.rows.rows))


def _is_headed(captions: Row, inside: Iterable[int]) -> bool:
    """Whether at least half of what stands in these columns are headers."""
    filled = [captions[at] for at in inside if captions[at]]
    return 2 * sum(map(is_known_header, filled)) >= len(filled)


def _n_known(row: Row) -> int:
    return sum(is_known_header(text) for text in row if text)


def _likely(cells: pl.DataFrame, columns: set[int]) -> list[int]:
    """Rows of which at least two of these columns hold words known as headers."""
    names = [f"c{at}" for at in sorted(columns) if at < cells.width - 1]
    marks = []
    for name in names if cells.height else ():
        texts = cells[name]
        wordy = texts.unique() if texts.n_unique() < _MANY else texts.filter(~texts.str.contains(_DIGIT)).unique()
        known = [text for text in wordy.drop_nulls() if is_known_header(text)]
        if known:
            marks.append(pl.col(name).is_in(known).fill_null(value=False))
    if len(marks) < 2:
        return []
    return cells.select(pl.sum_horizontal(marks).ge(2).arg_true()).to_series().to_list()

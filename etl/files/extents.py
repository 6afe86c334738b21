"""How far a worksheet reaches, counted in its XML before any reader unfolds it into a full rectangle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.parsers import expat

import numpy as np

_HIDDEN = re.compile(rb'<col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')
_UNVALUED = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_MERGED_DOWN = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_PREFIX = re.compile(rb"<(/?)\w+:(?=\w)")
_EMPTY_CELL = re.compile(rb"<c\b[^>]*/>")
_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:v|t)\b[^>]*>([^<]*)<")
_EMPTY_ROW = re.compile(rb"<row\b[^>]*?(?:/>|>\s*</row>)")
_SHARED = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_LONGEST = 11  # the longest reference that there is, XFD1048576, and what ends it
_LARGE = 5_000_000  # cells; below this a sheet of any shape is read without harm


@dataclass(frozen=True)
class Extent:
    """The rectangle that a sheet's cells span, how many cells there are, and what was noticed on the way."""

    n_rows: int
    n_columns: int
    n_cells: int
    n_formulas: int = 0
    hidden_columns: tuple[tuple[int, int], ...] = ()
    n_hidden_rows: int = 0
    n_unvalued: int = 0  # formulas whose result was never stored
    merged: tuple[tuple[int, int, int], ...] = ()  # column from 0, first and last row: cells merged over several rows

    @property
    def is_sparse(self) -> bool:
        """Whether the rectangle is far larger than what stands in it: one stray blank in a far cell does that."""
        area = self.n_rows * self.n_columns
        return area > _LARGE and area > 8 * self.n_cells

    def hides(self, column: int) -> bool:
        """Whether a column, counted from 0, is hidden."""
        return any(first <= column + 1 <= last for first, last in self.hidden_columns)


def without_prefixes(xml: bytes) -> bytes:
    """The XML with plain element names; some programs write `x:row` for `row`."""
    return xml if b"<sheetData" in xml else _PREFIX.sub(rb"<\1", xml)


def measure(xml: bytes) -> Extent:
    """The extent of a worksheet, from its cells and not from what it says of itself. Raises ExpatError, ValueError."""
    start, end = max(xml.find(b"<sheetData"), 0), xml.rfind(b"</sheetData>")
    extent = _at_a_glance(xml[start:end]) if start and end > start and b"<!" not in xml else None
    extent = extent or _walked(xml)
    columns = _HIDDEN.findall(xml[:start])
    return replace(
        extent,
        hidden_columns=tuple((_attribute(column, b"min"), _attribute(column, b"max")) for column in columns),
        n_hidden_rows=len(_HIDDEN_ROW.findall(xml)) if xml.find(b" hidden=", start) >= 0 else 0,
        n_unvalued=len(_UNVALUED.findall(xml)) if extent.n_formulas else 0,
        merged=tuple(_merged_down(xml[end:])) if end > start else (),
    )


def _merged_down(tail: bytes) -> Iterator[tuple[int, int, int]]:
    for letters, first, last in _MERGED_DOWN.findall(tail):
        if int(first) < int(last):
            yield _number(letters) - 1, int(first), int(last)


def _at_a_glance(rows: bytes) -> Extent | None:
    """The extent when every cell begins with its reference, as the usual programs write it; else None."""
    letters = np.frombuffer(rows + bytes(_LONGEST + 6), np.uint8)
    tags = np.flatnonzero(letters == ord("<")).astype(np.uint32)
    kinds = letters[tags + 1]
    cells = tags[kinds == ord("c")]
    if any((letters[cells + at] != letter).any() for at, letter in enumerate(b'<c r="')):
        return None
    column, row = np.zeros(len(cells), np.uint32), np.zeros(len(cells), np.uint32)
    is_open = np.ones(len(cells), bool)
    for at in range(6, 6 + _LONGEST):
        found = letters[cells + at]
        is_letter = is_open & (found >= ord("A")) & (found <= ord("Z")) & (row == 0) & (at < 6 + 3)
        is_digit = is_open & (found >= ord("0")) & (found <= ord("9"))
        column = np.where(is_letter, column * 26 + (found - 64), column)
        row = np.where(is_digit, row * 10 + (found - 48), row)
        if (is_open & ~is_letter & ~is_digit & (found != ord('"'))).any():
            return None
        is_open &= is_letter | is_digit
        if not is_open.any():
            break
    if is_open.any() or (len(cells) and (row.min() == 0 or column.min() == 0)):
        return None
    n_formulas = int(np.isin(letters[tags[kinds == ord("f")] + 2], (ord(">"), ord(" "))).sum())
    return Extent(int(row.max(initial=0)), int(column.max(initial=0)), len(cells), n_formulas)


class _Walk:
    """Goes through a worksheet tag by tag, as a reader would, however it is written."""

    def __init__(self) -> None:
        self.row = self.column = self.n_rows = self.n_columns = self.n_cells = self.n_formulas = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif kind == "c":
            self._cell(attributes.get("r"))
        elif kind == "f":
            self.n_formulas += 1

    def _cell(self, reference: str | None) -> None:
        self.column += 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise ValueError("no reference of a cell")
            self.row, self.column = int(found[2]), _number(found[1].upper().encode())
        self.n_cells += 1
        self.n_rows, self.n_columns = max(self.n_rows, self.row), max(self.n_columns, self.column)


def _walked(xml: bytes) -> Extent:
    walk, parser = _Walk(), expat.ParserCreate()
    parser.StartElementHandler = walk.begin
    parser.Parse(xml, True)
    return Extent(walk.n_rows, walk.n_columns, walk.n_cells, walk.n_formulas)


def _attribute(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb'="(\d+)"', tag)
    return int(found[1]) if found else 0


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def blank_strings(xml: bytes) -> frozenset[bytes]:
    """The numbers of those shared strings that hold nothing but blanks."""
    texts = (found[1] or b"" for found in _SHARED.finditer(xml))
    return frozenset(str(at).encode() for at, text in enumerate(texts) if not _TAG.sub(b"", text).strip())


def without_blank_cells(xml: bytes, blanks: frozenset[bytes]) -> bytes:
    """A worksheet's XML without cells that hold only blanks, and without the rows left empty by that."""

    def keep(cell: re.Match[bytes]) -> bytes:
        value = _VALUE.search(cell[2])
        if value is None or not value[1].strip():
            return b""
        return b"" if b't="s"' in cell[1] and value[1] in blanks else cell[0]

    return _EMPTY_ROW.sub(b"", _CELL.sub(keep, _EMPTY_CELL.sub(b"", xml)))

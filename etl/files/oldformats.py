"""What the reader does not tell of .xls and .ods sheets: their reach, hidden rows and columns, formulas, comments."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.files.compound import stream
from etl.files.extents import Extent

_BOF, _EOF, _SHEET, _COLUMNS, _ROW, _NOTE, _BOOK, _LOCK = 0x809, 0x0A, 0x85, 0x7D, 0x208, 0x1C, 0x1AE, 0x2F
_FORMULAS = (0x06, 0x206, 0x406)
_OWN_BOOKS = (b"\x01\x04", b"\x01\x3a")  # this workbook itself, and functions of add-ins
_BIFF8 = 0x600


@dataclass
class Told:
    """What was noticed: of each sheet its extent and comments, of the file its links to others and its macros."""

    extents: dict[str, Extent] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    n_links: int = 0
    has_macros: bool = False


def told_by_xls(data: bytes) -> Told:
    """Raises ValueError, struct.error and IndexError on a damaged file."""
    book = stream(data, "Workbook", "Book")
    told = Told(has_macros="_VBA_PROJECT".encode("utf-16-le") in data)
    sheets: list[tuple[str, int]] = []
    is_wide = False
    for kind, body in _records(book, 0):
        if kind == _BOF:
            is_wide = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _LOCK:
            raise ValueError("protected by a password")
        elif kind == _SHEET:
            sheets.append((_sheet_name(body, is_wide=is_wide), struct.unpack_from("<I", body)[0]))
        elif kind == _BOOK:
            told.n_links += body[2:4] not in _OWN_BOOKS
    for name, at in sheets:
        told.extents[name], told.comments[name] = _of_sheet(book, at)
    return told


def _of_sheet(book: bytes, at: int) -> tuple[Extent, int]:
    columns: list[tuple[int, int]] = []
    n_formulas = n_notes = n_rows = 0
    for kind, body in _records(book, at):
        if kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            columns.append((first + 1, last + 1))
        elif kind == _ROW:
            n_rows += bool(body[12] & 0x20)
        elif kind in _FORMULAS:
            n_formulas += 1
        elif kind == _NOTE:
            n_notes += 1
    return Extent(0, 0, 0, n_formulas, tuple(columns), n_rows), n_notes


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part, up to its end; those of charts within it are left out."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:
            yield kind, body
        if depth <= 0:
            return


def _sheet_name(body: bytes, *, is_wide: bool) -> str:
    length = body[6]
    if not is_wide:
        return body[7 : 7 + length].decode("cp1252", errors="replace")
    if body[7] & 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return body[8 : 8 + length].decode("latin-1")


def told_by_ods(xml: bytes) -> Told:
    """Repeated rows and cells take no room in the file and all the room there is when unfolded, so they are counted.

    Raises ParseError and ValueError on a damaged file.
    """
    told, table = Told(), _Table()
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if tag == "table" and event == "start":
            table = _Table()
        elif tag == "table":
            name = _attribute(element, "name")
            told.extents[name], told.comments[name] = table.extent(), table.n_comments
        elif tag == "table-column" and event == "end":
            table.take_column(element)
        elif tag == "table-row" and event == "end":
            table.take_row(element)
            element.clear()
    return told


def _attribute(element: ElementTree.Element, name: str, default: str = "") -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), default)


class _Table:
    """One table of content.xml, row by row."""

    def __init__(self) -> None:
        self.row = self.column = self.n_rows = self.n_columns = self.n_cells = 0
        self.n_formulas = self.n_hidden_rows = self.n_comments = 0
        self.hidden: list[tuple[int, int]] = []

    def extent(self) -> Extent:
        return Extent(
            self.n_rows, self.n_columns, self.n_cells, self.n_formulas, tuple(self.hidden), self.n_hidden_rows
        )

    def take_column(self, element: ElementTree.Element) -> None:
        first = self.column + 1
        self.column += int(_attribute(element, "number-columns-repeated", "1"))
        if _attribute(element, "visibility", "visible") != "visible":
            self.hidden.append((first, self.column))

    def take_row(self, element: ElementTree.Element) -> None:
        n_times = int(_attribute(element, "number-rows-repeated", "1"))
        self.row += n_times
        at = filled = 0
        for cell in element:
            at += int(_attribute(cell, "number-columns-repeated", "1"))
            self.n_comments += any(part.tag.endswith("}annotation") for part in cell)
            self.n_formulas += bool(_attribute(cell, "formula"))
            if _attribute(cell, "value-type"):
                filled = at
                self.n_cells += n_times
        if filled:
            self.n_rows, self.n_columns = self.row, max(self.n_columns, filled)
            self.n_hidden_rows += n_times * (_attribute(element, "visibility", "visible") != "visible")

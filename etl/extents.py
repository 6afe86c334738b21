"""How far a worksheet reaches, counted in its XML before any reader unfolds it into a full rectangle."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_FAR_CELL = re.compile(rb'\br="([A-Z]{2,3})\d')
_NEAR_CELL = re.compile(rb'\br="([A-Z])\d')
_HIDDEN = re.compile(rb'<col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_PREFIX = re.compile(rb"<(/?)\w+:(?=\w)")
_EMPTY_CELL = re.compile(rb"<c\b[^>]*/>")
_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:v|t)\b[^>]*>([^<]*)<")
_EMPTY_ROW = re.compile(rb"<row\b[^>]*?(?:/>|>\s*</row>)")
_SHARED = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_LARGE = 5_000_000  # cells; below this a sheet of any shape is read without harm


@dataclass(frozen=True)
class Extent:
    """The rectangle that a sheet's cells span, how many cells there are, and what was noticed on the way."""

    n_rows: int
    n_columns: int
    n_cells: int
    n_formulas: int
    hidden_columns: tuple[tuple[int, int], ...] = ()

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
    """The extent of a worksheet, from its cells and not from what it says of itself."""
    at = xml.rfind(b"<row")
    last = _ROW.search(xml, at) if at >= 0 else None
    head = xml[: max(xml.find(b"<sheetData"), 0)]
    hidden = tuple((_attribute(column, b"min"), _attribute(column, b"max")) for column in _HIDDEN.findall(head))
    return Extent(
        n_rows=max(int(last[1]) if last else 0, xml.count(b"<row")),
        n_columns=max((_number(letters) for letters in _letters(xml)), default=0),
        n_cells=xml.count(b"<c "),
        n_formulas=xml.count(b"<f>") + xml.count(b"<f "),
        hidden_columns=hidden,
    )


def _letters(xml: bytes) -> set[bytes]:
    return set(_FAR_CELL.findall(xml)) or set(_NEAR_CELL.findall(xml))


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

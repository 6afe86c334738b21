"""Reads delimited text of any usual encoding and separator as text cells, records numbered as Excel shows them."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import polars as pl

from access.errors import Refused
from access.settings import Settings
from etl.files.containers import Container
from etl.files.workbooks import trimmed

_SEPARATORS = (",", ";", "\t", "|")
csv.field_size_limit(
    2**31 - 1
)  # of the whole process, so it is never changed; the limit of a cell is checked by `read`


def read_delimited(container: Container, settings: Settings) -> pl.DataFrame:
    """The cells of a text file. Raises Refused when it is no text or over the limits."""
    data = _as_utf8(container)
    separator = _separator(data)
    n_lines, longest, n_columns = _measure(data, separator)
    if n_lines > settings.max_rows + 1 and b'"' not in data:
        _refuse_rows(container.name, n_lines, settings)
    if longest > settings.max_cell_characters or n_columns > settings.max_columns:
        return _checked(container.name, _read_carefully(container.name, data, separator, settings), settings)
    return _checked(container.name, _read(container.name, data, separator, n_columns, settings), settings)


def _measure(data: bytes, separator: str) -> tuple[int, int, int]:
    """How many lines the text has, how long the longest is in bytes, and how many cells the fullest has."""
    letters = np.frombuffer(data, np.uint8)
    ends = np.append(np.flatnonzero(letters == ord("\n")), len(data))
    marks_before = np.searchsorted(np.flatnonzero(letters == ord(separator)), ends)
    longest = int(np.diff(ends, prepend=-1).max()) - 1
    return len(ends), longest, int(np.diff(marks_before, prepend=0).max()) + 1


def _refuse_rows(name: str, found: int, settings: Settings) -> None:
    raise Refused("etl.refused.too_many_rows", file=name, sheet=name, found=found, limit=settings.max_rows)


def _refuse_columns(name: str, found: int, settings: Settings) -> None:
    raise Refused("etl.refused.too_many_columns", file=name, sheet=name, found=found, limit=settings.max_columns)


def _as_utf8(container: Container) -> bytes:
    """The text as UTF-8 with `\\n` at line ends."""
    data = container.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _decoded(container.name, data, "utf-16").encode()
    elif b"\x00" in data:
        data = _decoded(container.name, data, _wide_encoding(container.name, data)).encode()
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            data.decode()
        except UnicodeDecodeError:
            data = _decoded(container.name, data, "cp1252").encode()
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def _wide_encoding(name: str, data: bytes) -> str:
    """Which byte comes first in text of two bytes a letter: the zeros of its separators all stand on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) * 20 > max(even, odd) or max(even, odd) * 100 < len(data):
        raise Refused("etl.refused.unreadable", file=name, fault="NUL")
    return "utf-16-le" if odd > even else "utf-16-be"


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("etl.refused.unreadable", file=name, fault=f"{encoding}: {error.reason}") from None


def _separator(data: bytes) -> str:
    """The separator that stands most often, and alike, in the first lines."""
    lines = [line for line in data[:50_000].decode(errors="ignore").splitlines()[:60] if line.strip()]

    def weight(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) * usual if usual else 0, usual)

    return max(_SEPARATORS, key=weight)


def _read(name: str, data: bytes, separator: str, n_columns: int, settings: Settings) -> pl.DataFrame:
    """The fast reader, when every quote stands where a quote may stand; else the careful one."""
    if _has_stray_quotes(data, separator.encode()):
        return _read_carefully(name, data, separator, settings)
    head = separator.join(f"c{at}" for at in range(n_columns)).encode() + b"\n"
    try:
        return pl.read_csv(
            io.BytesIO(head + data),
            separator=separator,
            quote_char='"' if b'"' in data else None,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        return _read_carefully(name, data, separator, settings)


def _has_stray_quotes(data: bytes, mark: bytes) -> bool:
    """Whether a quote stands inside a cell, where the fast reader would take it for the cell's end."""
    if b'"' not in data:
        return False
    n_opening = data.count(mark + b'"') + data.count(b'\n"') + data.startswith(b'"')
    n_closing = data.count(b'"' + mark) + data.count(b'"\n') + data.endswith(b'"')
    if data.count(b'"') == n_opening + n_closing:
        return False
    mark = re.escape(mark)
    return re.search(rb'[^\n"' + mark + rb']"[^\n"' + mark + rb"]", data) is not None


def _read_carefully(name: str, data: bytes, separator: str, settings: Settings) -> pl.DataFrame:
    try:
        rows = [
            _without_blank_end(row) for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise Refused("etl.refused.unreadable", file=name, fault=str(error)) from None
    width = max(map(len, rows), default=0)
    if width > settings.max_columns:
        _refuse_columns(name, width, settings)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return pl.DataFrame(padded, schema={f"c{at}": pl.String for at in range(width)}, orient="row")


def _without_blank_end(row: list[str]) -> list[str]:
    n_filled = len(row)
    while n_filled and not row[n_filled - 1].strip():
        n_filled -= 1
    return row[:n_filled]


def _checked(name: str, cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    cells = trimmed(cells)
    if cells.height and cells["source_row"][-1] > settings.max_rows:
        _refuse_rows(name, cells["source_row"][-1], settings)
    if cells.width - 1 > settings.max_columns:
        _refuse_columns(name, cells.width - 1, settings)
    return cells

"""An Excel workbook of any length: typed cells under a frozen head with a filter, and a sheet of definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import xlsxwriter

from components.files.shape import Asked, Content, Field, Kind, Told, harmless, safe, typed

ROWS_OF_A_SHEET = 1_048_575  # below the head
_FORMATS: Mapping[Kind, str] = {
    "count": "#,##0",
    "figure": "#,##0.0##",
    "percent": '0.0" %"',
    "day": "dd-mm-yyyy",
    "moment": "dd-mm-yyyy hh:mm",
}
_WIDTHS: Mapping[Kind, int] = {"text": 24, "count": 13, "figure": 13, "percent": 13, "day": 13, "moment": 18}
_DEFINITION_WIDTHS = (26, 40, 48, 48, 48, 48, 24, 44, 36, 32)
_DAY_ZERO = pl.datetime(1899, 12, 30)
_DAY_US = 86_400_000_000
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF3"}
_WRAPPED = {"text_wrap": True, "valign": "top"}

Put = tuple[int, Callable[..., int], Any]  # column, what writes a cell there, its format


def write(content: Content, file: BinaryIO, told: Told) -> int:
    """Data first, definitions second, more sheets of data behind where one is full. Returns the number of rows.

    What is not yet in the file waits on disk beside it: `file` is one in a folder that others do not use.
    """
    book = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": str(Path(file.name).parent)})
    data = _Data(book, content.fields, content.asked)
    _define(book, content.asked)
    n_rows = 0
    for frame in content.frames:
        for row in _ready(frame, content.fields).iter_rows():
            data.add(row)
        n_rows += frame.height
        told(n_rows)
    data.close()
    book.close()  # not by `with`, which puts the workbook together even when the writing was given up
    return n_rows


class _Data:
    """The sheets of data, one open at a time."""

    def __init__(self, book: Any, fields: Sequence[Field], asked: Asked) -> None:
        self.book, self.fields, self.name = book, fields, asked.data_sheet
        self.head = book.add_format(_HEAD)
        self.formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        self.n_sheets = 0
        self._open()

    def add(self, row: Sequence[Any]) -> None:
        """One line; what is not known is left blank."""
        if self.at == ROWS_OF_A_SHEET:
            self.close()
            self._open()
        self.at += 1
        for (column, put, form), cell in zip(self.puts, row, strict=True):
            if cell is not None:
                put(self.at, column, cell, form)

    def close(self) -> None:
        self.sheet.autofilter(0, 0, self.at, len(self.fields) - 1)

    def _open(self) -> None:
        self.n_sheets += 1
        self.at = 0
        self.sheet = self.book.add_worksheet(self.name if self.n_sheets == 1 else f"{self.name} {self.n_sheets}")
        self.sheet.freeze_panes(1, 0)
        for column, field in enumerate(self.fields):
            self.sheet.set_column(column, column, _WIDTHS[field.kind])
            self.sheet.write_string(0, column, safe(field.label), self.head)
        self.puts = [self._put(column, field.kind) for column, field in enumerate(self.fields)]

    def _put(self, column: int, kind: Kind) -> Put:
        if kind == "text":
            return column, self.sheet.write_string, None
        write_number, whole = self.sheet.write_number, self.formats["count"]

        def figure(at: int, column: int, cell: float, form: Any) -> int:
            """146 and not 146.0, for a column may hold counts and means alike."""
            return int(write_number(at, column, cell, whole if cell.is_integer() else form))

        return column, figure if kind == "figure" else write_number, self.formats[kind]


def _define(book: Any, asked: Asked) -> None:
    """What was asked and of which data, line by line, then what each figure counts."""
    sheet, head, wrapped = (
        book.add_worksheet(asked.definitions_sheet),
        book.add_format(_HEAD),
        book.add_format(_WRAPPED),
    )
    for column, width in enumerate(_DEFINITION_WIDTHS):
        sheet.set_column(column, column, width)
    for at, (label, text) in enumerate(asked.facts):
        sheet.write_string(at, 0, safe(label), head)
        sheet.write_string(at, 1, safe(text), wrapped)
    for at, line in enumerate(asked.definitions, start=len(asked.facts) + 1):
        for column, text in enumerate(line):
            sheet.write_string(at, column, safe(text), head if line is asked.definitions[0] else wrapped)


def _ready(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Every cell text or a number: a day is the number that Excel takes for it."""
    days = [_serial(field) for field in fields if field.kind in ("day", "moment")]
    return harmless(typed(frame, fields), fields).with_columns(days)


def _serial(field: Field) -> pl.Expr:
    since = pl.col(field.name).cast(pl.Datetime("us")) - _DAY_ZERO
    return (since.dt.total_microseconds() / _DAY_US).alias(field.name)

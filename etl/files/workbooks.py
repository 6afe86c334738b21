"""Reads the visible sheets of a workbook as text, rows numbered as Excel shows them, after looking at its size."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from xml.parsers.expat import ExpatError

import fastexcel
import polars as pl

from access.errors import Refused
from access.settings import Settings
from etl.files.apart import Ended, Loaded, read_apart
from etl.files.containers import Container
from etl.files.extents import Extent, blank_strings, measure, without_blank_cells, without_prefixes
from etl.files.oldformats import Told, told_by_ods, told_by_xls
from etl.files.packages import Part, beside, readable_copy, shared_strings, worksheets
from etl.files.zips import DAMAGED, member, opened
from etl.privacy.masking import shown_name

LISTS_SHEET = "सूचियाँ"  # where our own blank forms keep their drop-down lists, hidden
INSTRUCTIONS_SHEET = "निर्देश"  # how to fill them in; never read
_LOOKED_AT = 1000  # rows in which a column usually shows whether it is filled, and a sheet where it ends
_LETTER = r"[^\s\u00a0\u200b-\u200d\ufeff]"
_ERRORS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!"}
_UNREADABLE = (fastexcel.FastExcelError, ElementTree.ParseError, ExpatError, *DAMAGED)


@dataclass(frozen=True)
class Merged:
    """A cell merged over several rows: its text column, its row, and the last row that it spans."""

    column: str
    first_row: int
    last_row: int


@dataclass(frozen=True)
class Sheet:
    """One visible sheet: text columns c0, c1 … and `source_row`; blank rows and columns at the end are left off."""

    name: str
    cells: pl.DataFrame
    notes: Mapping[str, int] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The sheets that could be read, why others could not, and what was noticed of the file as a whole."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: int = 0
    refused: tuple[tuple[str, Refused], ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)


def read_workbook(container: Container, settings: Settings) -> Workbook:
    """All visible sheets; one that is damaged or over the limits is refused alone.

    Raises Refused when the file cannot be opened, or no sheet of it can be used.
    """
    try:
        book = _read_package(container, settings) if container.kind == "workbook" else _read_apart(container, settings)
    except _UNREADABLE as error:
        raise _unreadable(container.name, error) from None
    if book.refused and not book.sheets:
        raise book.refused[0][1]
    return book


def _unreadable(file: str, error: Exception) -> Refused:
    if "password" in str(error).lower() or "encrypt" in str(error).lower():
        return Refused("etl.refused.encrypted", file=file)
    return Refused("etl.refused.unreadable", file=file, fault=type(error).__name__)


@dataclass
class _Sheets:
    """The sheets of one file as they are read one by one, each on its own risk."""

    file: str
    read: list[Sheet] = field(default_factory=list)
    refused: list[tuple[str, Refused]] = field(default_factory=list)

    @contextmanager
    def taking(self, name: str) -> Iterator[None]:
        """What goes wrong with one sheet refuses that sheet."""
        shown = shown_name(name)
        try:
            with no_panic():
                yield
        except Refused as error:
            self.refused.append((shown, error))
        except _UNREADABLE as error:
            fault = type(error).__name__
            told = Refused("etl.refused.sheet_unreadable", file=self.file, sheet=shown, fault=fault)
            self.refused.append((shown, told))


@contextmanager
def no_panic() -> Iterator[None]:
    """The reader's own bugs come as what nobody catches; here they are an unreadable file like any other."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError("panic") from None


def _read_package(container: Container, settings: Settings) -> Workbook:
    taken = _Sheets(container.name)
    extents: dict[str, Extent] = {}
    xmls: dict[str, bytes] = {}
    with opened(container.name, container.data, settings) as archive:
        parts = worksheets(archive)
        names = [part.name for part in parts if not part.is_hidden and part.name != INSTRUCTIONS_SHEET]
        visible = [part for part in parts if part.name in names]
        for part in visible:
            with taken.taking(part.name):
                if names.count(part.name) > 1:
                    raise ValueError("two sheets of one name")
                xmls[part.path], extents[part.name] = _measured(container.name, part, archive, settings)
        notes, data = beside(archive), readable_copy(archive, xmls)
        xmls.clear()  # the largest of what is held, and no longer needed
    with no_panic():
        reader = fastexcel.read_excel(data)
    for name in extents:
        with taken.taking(name):
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            taken.read.append(_sheet(_loaded(sheet), extents[name]))
    hidden = sum(part.is_hidden and part.name != LISTS_SHEET for part in parts)
    return Workbook(tuple(taken.read), hidden, tuple(taken.refused), notes)


def _measured(file: str, part: Part, archive: zipfile.ZipFile, settings: Settings) -> tuple[bytes, Extent]:
    """A worksheet's XML and how far it reaches, stray blanks far out taken away when it reaches too far."""
    xml = without_prefixes(member(archive, part.path))
    extent = measure(xml)
    if extent.is_sparse or _is_over(extent, settings):
        xml = without_blank_cells(xml, blank_strings(shared_strings(archive)))
        extent = replace(measure(xml), hidden_columns=extent.hidden_columns)
        _check_extent(file, shown_name(part.name), extent, settings)
    return xml, extent


def _loaded(sheet: fastexcel.ExcelSheet) -> Loaded:
    if not sheet.height or not sheet.width:
        return Loaded(sheet.name, True, pl.DataFrame(), (), ())
    batch, errors = sheet.to_arrow_with_errors()
    columns = tuple(column.absolute_index for column in sheet.available_columns())
    marks = tuple((*error.position, error.detail) for error in (errors.errors if errors else ()))
    return Loaded(sheet.name, True, pl.DataFrame(pl.from_arrow(batch)), columns, marks)


def _read_apart(container: Container, settings: Settings) -> Workbook:
    """An .xls or .ods file, whose sheets say themselves whether they are visible."""
    told = _told(container, settings)
    for name, extent in told.extents.items():
        if extent.n_rows:
            _check_extent(container.name, shown_name(name), extent, settings)
    try:
        loaded = read_apart(container.data, settings)
    except Ended as error:
        raise _unreadable(container.name, error) from None
    taken, visible = _Sheets(container.name), [sheet for sheet in loaded if sheet.is_visible]
    for sheet in visible:
        with taken.taking(sheet.name):
            if sheet.fault:
                raise ValueError(sheet.fault)
            reach = Extent(sheet.cells.height, max(sheet.columns, default=-1) + 1, 0)
            _check_extent(container.name, shown_name(sheet.name), reach, settings)
            taken.read.append(_sheet(sheet, told.extents.get(sheet.name, reach)))
    notes = {
        "cell_comments": sum(told.comments.values()),
        "external_links": told.n_links,
        "macros_not_run": int(told.has_macros),
    }
    return Workbook(tuple(taken.read), len(loaded) - len(visible), tuple(taken.refused), notes)


def _told(container: Container, settings: Settings) -> Told:
    if container.kind == "xls":
        return told_by_xls(container.data)
    with opened(container.name, container.data, settings) as archive:
        return told_by_ods(member(archive, "content.xml"))


def _is_over(extent: Extent, settings: Settings) -> bool:
    return extent.n_rows > settings.max_rows or extent.n_columns > settings.max_columns


def _check_extent(file: str, sheet: str, extent: Extent, settings: Settings) -> None:
    found = {"file": file, "sheet": sheet}
    if extent.n_rows > settings.max_rows:
        raise Refused("etl.refused.too_many_rows", **found, found=extent.n_rows, limit=settings.max_rows)
    if extent.n_columns > settings.max_columns:
        raise Refused("etl.refused.too_many_columns", **found, found=extent.n_columns, limit=settings.max_columns)
    if extent.n_rows * extent.n_columns > settings.max_cells:
        raise Refused("etl.refused.too_sparse", **found, rows=extent.n_rows, columns=extent.n_columns)


def _sheet(loaded: Loaded, extent: Extent) -> Sheet:
    frame = _with_errors(loaded)
    shown = [at for at, column in enumerate(loaded.columns) if not extent.hides(column)]
    kept = frame.select(pl.nth(at).cast(pl.String).alias(f"c{n}") for n, at in enumerate(shown))
    notes = {
        "formulas": extent.n_formulas,
        "formulas_without_value": extent.n_unvalued,
        "hidden_columns": len(loaded.columns) - len(shown),
        "hidden_rows": extent.n_hidden_rows,
    }
    told = {note: count for note, count in notes.items() if count}
    place = {loaded.columns[at]: f"c{n}" for n, at in enumerate(shown)}
    merged = (Merged(place[column], first, last) for column, first, last in extent.merged if column in place)
    return Sheet(shown_name(loaded.name), trimmed(kept), told, tuple(merged))


def _with_errors(loaded: Loaded) -> pl.DataFrame:
    """The cells with Excel's error marks, which the reader leaves blank."""
    frame, by_column = loaded.cells, dict[int, dict[int, str]]()
    for row, column, detail in loaded.errors:
        found = re.search(r"Error\((\w+)\)", detail)
        by_column.setdefault(column, {})[row] = _ERRORS.get(found[1] if found else "", "#VALUE!")
    for column, marks in by_column.items():
        frame = frame.with_columns(frame.to_series(column).scatter(list(marks), list(marks.values())))
    return frame


def trimmed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with their row numbers, without blank rows and columns at the end."""
    width = _filled_width(cells.head(_LOOKED_AT))
    width += _filled_width(cells[:, width:])
    if not width:
        return pl.DataFrame({"source_row": []}, schema={"source_row": pl.Int64})
    cells = cells[:, :width]
    n_blank = _blank_at_end(cells.tail(_LOOKED_AT))
    if n_blank == _LOOKED_AT:
        n_blank = _blank_at_end(cells)
    numbered = cells.with_row_index("source_row", offset=1)
    return numbered.head(cells.height - n_blank).with_columns(pl.col("source_row").cast(pl.Int64))


def _filled_width(cells: pl.DataFrame) -> int:
    """How many columns there are up to the last that holds something."""
    is_filled = cells.select(pl.all().str.contains(_LETTER).any()).row(0) if cells.width else ()
    return max((at for at, told in enumerate(is_filled, start=1) if told), default=0)


def _blank_at_end(cells: pl.DataFrame) -> int:
    """How many rows at the end hold nothing."""
    is_filled = pl.any_horizontal(pl.all().str.contains(_LETTER).fill_null(value=False))
    last: int | None = cells.select(is_filled.arg_true().max()).item()
    return cells.height if last is None else cells.height - 1 - last

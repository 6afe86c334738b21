"""Reads the visible sheets of a workbook as text, rows numbered as Excel shows them, after looking at its size."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import fastexcel
import polars as pl

from access.errors import Refused
from access.settings import Settings
from etl.containers import Container
from etl.extents import Extent, blank_strings, measure, without_blank_cells, without_prefixes
from etl.masking import shown_name
from etl.zips import DAMAGED

LISTS_SHEET = "सूचियाँ"  # where our own blank forms keep their drop-down lists, hidden
INSTRUCTIONS_SHEET = "निर्देश"  # how to fill them in; never read
_PROBE = str(Path(__file__).with_name("probe.py"))
_PATIENCE = 120  # seconds
_LOOKED_AT = 1000  # rows in which a column usually shows whether it is filled, and a sheet where it ends
_LETTER = r"[^\s\u00a0\u200b-\u200d\ufeff]"
_DENSEST = 30_000_000  # cells that a sheet may unfold into
_ERRORS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!"}
_ODS_ROWS = re.compile(
    rb'<table:table-row\b[^>]*number-rows-repeated="(\d+)"[^>]*>((?:(?!</table:table-row>).)*)', re.DOTALL
)
_ODS_CELLS = re.compile(rb'<table:table-cell\b(?=[^>]*office:value-type)[^>]*number-columns-repeated="(\d+)"')


@dataclass(frozen=True)
class Sheet:
    """One visible sheet: text columns c0, c1 … and `source_row`; blank rows and columns at the end are left off."""

    name: str
    cells: pl.DataFrame
    n_formulas: int = 0
    n_hidden_columns: int = 0


@dataclass(frozen=True)
class Workbook:
    sheets: tuple[Sheet, ...]
    hidden_sheets: int


@dataclass(frozen=True)
class _Part:
    name: str
    path: str
    is_hidden: bool


def read_workbook(container: Container, settings: Settings) -> Workbook:
    """All visible sheets. Raises Refused when it cannot be read or a sheet is over the limits."""
    try:
        if container.kind == "workbook":
            return _read_zip(container, settings)
        if container.kind == "ods":
            _check_ods(container, settings)
        return _read_listed(container, settings)
    except (fastexcel.FastExcelError, ElementTree.ParseError, *DAMAGED) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Refused("etl.refused.encrypted", file=container.name) from None
        raise Refused("etl.refused.unreadable", file=container.name, fault=type(error).__name__) from None


def _read_zip(container: Container, settings: Settings) -> Workbook:
    data, parts, extents = container.data, [], {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = list(_parts(archive))
        visible = [part for part in parts if not part.is_hidden and part.name != INSTRUCTIONS_SHEET]
        blanks: dict[str, bytes] = {}
        for part in visible:
            xml = without_prefixes(archive.read(part.path))
            extents[part.name] = extent = measure(xml)
            if extent.is_sparse or _is_over(extent, settings):
                blanks[part.path] = xml = without_blank_cells(xml, blank_strings(_shared_strings(archive)))
                extents[part.name] = extent = replace(measure(xml), hidden_columns=extent.hidden_columns)
                _check_extent(container.name, shown_name(part.name), extent, settings)
        data = _with_parts(archive, blanks) if blanks else data
    reader = fastexcel.read_excel(data)
    sheets = (_sheet(reader.load_sheet(part.name, **_AS_TEXT), extents[part.name]) for part in visible)
    hidden = sum(part.is_hidden and part.name != LISTS_SHEET for part in parts)
    return Workbook(tuple(sheet for sheet in sheets if sheet.cells.height), hidden)


def _read_listed(container: Container, settings: Settings) -> Workbook:
    """An .xls or .ods file, whose sheets say themselves whether they are visible."""
    _try_apart(container)
    reader = fastexcel.read_excel(container.data)
    loaded = [reader.load_sheet(name, **_AS_TEXT) for name in reader.sheet_names]
    visible = [sheet for sheet in loaded if sheet.visible == "visible"]
    for sheet in visible:
        _check_extent(container.name, shown_name(sheet.name), Extent(sheet.height, sheet.width, 0, 0), settings)
    sheets = (_sheet(sheet, Extent(sheet.height, sheet.width, 0, 0)) for sheet in visible)
    return Workbook(tuple(sheet for sheet in sheets if sheet.cells.height), len(loaded) - len(visible))


def _try_apart(container: Container) -> None:
    """Raises Refused when the file cannot be opened in a process of its own; then it would end ours, too."""
    try:
        tried = subprocess.run(
            [sys.executable, "-I", _PROBE], input=container.data, capture_output=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise Refused("etl.refused.unreadable", file=container.name, fault="timeout") from None
    if tried.returncode == 0:
        return
    said = tried.stderr.decode(errors="replace").lower()
    key = "encrypted" if "password" in said or "encrypt" in said else "unreadable"
    raise Refused(f"etl.refused.{key}", file=container.name, fault="fastexcel")


_AS_TEXT = {"header_row": None, "skip_rows": 0, "dtypes": "string"}


def _parts(archive: zipfile.ZipFile) -> Iterator[_Part]:
    rels = ElementTree.fromstring(_no_entities(archive.read("xl/_rels/workbook.xml.rels")))
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    book = ElementTree.fromstring(_no_entities(archive.read("xl/workbook.xml")))
    for sheet in (one for one in book.iter() if _local(one.tag) == "sheet"):
        link = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in path:
            yield _Part(sheet.get("name", ""), path, sheet.get("state", "visible") != "visible")


def _local(name: str) -> str:
    """A name without its namespace, of which there are two kinds in use."""
    return name.rpartition("}")[2]


def _no_entities(xml: bytes) -> bytes:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise zipfile.BadZipFile("a workbook declares no entities")
    return xml


def _shared_strings(archive: zipfile.ZipFile) -> bytes:
    return archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in archive.namelist() else b""


def _with_parts(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in archive.infolist():
            copy.writestr(entry.filename, parts.get(entry.filename) or archive.read(entry))
    return out.getvalue()


def _is_over(extent: Extent, settings: Settings) -> bool:
    return extent.n_rows > settings.max_rows or extent.n_columns > settings.max_columns


def _check_extent(file: str, sheet: str, extent: Extent, settings: Settings) -> None:
    found = {"file": file, "sheet": sheet}
    if extent.n_rows > settings.max_rows:
        raise Refused("etl.refused.too_many_rows", **found, found=extent.n_rows, limit=settings.max_rows)
    if extent.n_columns > settings.max_columns:
        raise Refused("etl.refused.too_many_columns", **found, found=extent.n_columns, limit=settings.max_columns)
    if extent.n_rows * extent.n_columns > _DENSEST:
        raise Refused("etl.refused.too_sparse", **found, rows=extent.n_rows, columns=extent.n_columns)


def _check_ods(container: Container, settings: Settings) -> None:
    """Repeated rows and cells of an .ods file take no room in it and all the room there is when unfolded."""
    with zipfile.ZipFile(io.BytesIO(container.data)) as archive:
        xml = archive.read("content.xml")
    rows = sum(int(found[1]) for found in _ODS_ROWS.finditer(xml) if b"office:value-type" in found[2])
    columns = max((int(found[1]) for found in _ODS_CELLS.finditer(xml)), default=0)
    _check_extent(container.name, "content.xml", Extent(rows, columns, 0, 0), settings)


def _sheet(loaded: fastexcel.ExcelSheet, extent: Extent) -> Sheet:
    if not loaded.height or not loaded.width:
        return Sheet(shown_name(loaded.name), pl.DataFrame({"source_row": []}, schema={"source_row": pl.Int64}))
    batch, errors = loaded.to_arrow_with_errors()
    frame = pl.DataFrame(pl.from_arrow(batch))
    frame = _with_errors(frame, errors)
    absolute = [column.absolute_index for column in loaded.available_columns()]
    shown = [at for at, column in enumerate(absolute) if not extent.hides(column)]
    kept = frame.select(pl.nth(at).cast(pl.String).alias(f"c{n}") for n, at in enumerate(shown))
    return Sheet(shown_name(loaded.name), trimmed(kept), extent.n_formulas, len(absolute) - len(shown))


def _with_errors(frame: pl.DataFrame, errors: fastexcel.CellErrors | None) -> pl.DataFrame:
    by_column: dict[int, dict[int, str]] = {}
    for error in errors.errors if errors else ():
        row, column = error.position
        found = re.search(r"Error\((\w+)\)", error.detail)
        by_column.setdefault(column, {})[row] = _ERRORS.get(found[1] if found else "", "#VALUE!")
    for column, marks in by_column.items():
        series = frame.to_series(column).scatter(list(marks), list(marks.values()))
        frame = frame.with_columns(series)
    return frame


def trimmed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with their row numbers, without blank rows and columns at the end."""
    if not cells.width:
        return pl.DataFrame({"source_row": []}, schema={"source_row": pl.Int64})
    width = max((at for at in range(cells.width) if _has_text(cells[f"c{at}"])), default=-1) + 1
    if not width:
        return pl.DataFrame({"source_row": []}, schema={"source_row": pl.Int64})
    cells = cells.select(f"c{at}" for at in range(width))
    n_blank = _blank_at_end(cells.tail(_LOOKED_AT))
    if n_blank == _LOOKED_AT:
        n_blank = _blank_at_end(cells)
    numbered = cells.with_row_index("source_row", offset=1)
    return numbered.head(cells.height - n_blank).with_columns(pl.col("source_row").cast(pl.Int64))


def _has_text(texts: pl.Series) -> bool:
    return _filled(texts.head(_LOOKED_AT)).any() or _filled(texts).any()


def _filled(texts: pl.Series) -> pl.Series:
    return texts.str.contains(_LETTER).fill_null(value=False)


def _blank_at_end(cells: pl.DataFrame) -> int:
    """How many rows at the end hold nothing."""
    is_filled = pl.any_horizontal(pl.all().str.contains(_LETTER).fill_null(value=False))
    last: int | None = cells.select(is_filled.arg_true().max()).item()
    return cells.height if last is None else cells.height - 1 - last

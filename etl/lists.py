"""The master lists as the range hands them in: `python -m etl lists` checks them together and puts them in force."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from access.errors import BadChoice, BadSettings
from access.settings import Settings, load_settings
from etl.answer import Json, Lang, answering, tell
from etl.cells.dates import read_clock, read_moment
from etl.files.containers import open_container
from etl.files.delimited import read_delimited
from etl.files.incoming import from_path
from etl.files.workbooks import read_workbook
from etl.list_faults import Handed, ListFault, list_faults
from etl.list_forms import write_blank
from etl.text.fold import digits, fold, tidy
from locales import say
from warehouse.boundaries import stored_boundaries
from warehouse.files import write_text_whole
from warehouse.reference import Source, checked, list_in_force, load_reference, overlay, source_in_force
from warehouse.reference_shape import LISTS, Column, MasterList
from warehouse.store import Store, now

_LOOKED_AT = 10  # lines in which the header stands
_YES_NO = {"हाँ": "yes", "हां": "yes", "हा": "yes", "y": "yes", "नहीं": "no", "नही": "no", "n": "no"}
_SHAPES = {shape.name: shape for shape in LISTS}


@dataclass(frozen=True)
class HandedIn:
    """One master list found in a file: its lines by column name, the cells as our own lists write them."""

    shape: MasterList
    file: str
    lines: tuple[tuple[int, dict[str, str]], ...]


def hand_in(paths: Sequence[Path], settings: Settings) -> list[HandedIn]:
    """Put lists in force, all or none. Raises BadSettings naming file, line and column, or Refused for a whole file."""
    handed_in = [one for path in paths for one in _read(path, settings)]
    _check_once(handed_in)
    with Store(settings).lock():
        sources = {name: source_in_force(shape, settings) for name, shape in _SHAPES.items()}
        sources |= {one.shape.name: Source(one.file, one.lines) for one in handed_in}
        _check_thanas_kept(checked(sources).thanas, settings)
        for one in handed_in:
            _keep_earlier(one.shape.name, settings)
        for one in handed_in:
            write_text_whole(overlay(settings) / f"{one.shape.name}.csv", _as_csv(one))
    return handed_in


def _check_once(handed_in: Iterable[HandedIn]) -> None:
    seen: dict[str, str] = {}
    for one in handed_in:
        if other := seen.get(one.shape.name):
            raise BadChoice("lists.twice", name=one.shape.name, one=other, other=one.file)
        seen[one.shape.name] = one.file


def _check_thanas_kept(thanas: pl.DataFrame, settings: Settings) -> None:
    """A thana that has sent returns stays listed; when it is closed it gets its last day."""
    sent = {thana for batch in Store(settings).batches() if batch.verdict == "published" for thana in batch.thanas}
    if gone := sorted(sent - set(thanas["thana_code"])):
        raise BadSettings("reference.thana_gone", thanas=", ".join(gone))


def _keep_earlier(name: str, settings: Settings) -> None:
    """A dated copy of the list that has been in force until now."""
    earlier = overlay(settings) / "earlier"
    earlier.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(list_in_force(name, settings), earlier / f"{name}_{now():%Y-%m-%dT%H%M%S%f}.csv")


def _as_csv(one: HandedIn) -> str:
    text = io.StringIO()
    names = [column.name for column in one.shape.columns]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells for _, cells in one.lines)
    return text.getvalue()


def _read(path: Path, settings: Settings) -> list[HandedIn]:
    container = open_container(from_path(path), settings)
    if container.kind == "text":
        sheets = [read_delimited(container, settings)]
    else:
        book = read_workbook(container, settings)
        for _, error in book.refused:
            raise error
        sheets = [sheet.cells for sheet in book.sheets]
    return [_list_in(container.name, cells) for cells in sheets if cells.height]


def _list_in(file: str, cells: pl.DataFrame) -> HandedIn:
    """The list that a sheet holds. Raises BadSettings when no list has such headings, or some are missing."""
    rows = _numbered(cells)
    known = {name: _headings(shape) for name, shape in _SHAPES.items()}
    shape, at = max(
        ((shape, at) for shape in LISTS for at in range(min(_LOOKED_AT, len(rows)))),
        key=lambda one: (_fit(rows[one[1]][1], known[one[0].name]), -one[1]),
    )
    headings, header = known[shape.name], rows[at][1]
    if _fit(header, headings)[0] <= 0:
        raise BadSettings("lists.unknown", file=file, known=", ".join(_SHAPES))
    columns = [headings.get(_plain(cell)) for cell in header]
    _check_header(file, shape, header, columns)
    body = [(line, told) for line, told in rows[at + 1 :] if _fit(told, headings)[0] <= 1 and any(told)]
    lines = tuple((line, _cells(shape, columns, told)) for line, told in body)
    return HandedIn(shape, file, lines)


def _numbered(cells: pl.DataFrame) -> list[tuple[int, list[str]]]:
    texts = cells.drop("source_row").fill_null("").rows()
    return [(line, [tidy(cell) for cell in told]) for line, told in zip(cells["source_row"], texts, strict=True)]


def _plain(heading: str) -> str:
    return fold(heading.rstrip("* "))


def _headings(shape: MasterList) -> dict[str, Column]:
    return {
        _plain(told): column for column in shape.columns for told in (column.name, column.header_hi, column.header_en)
    }


def _fit(told: Sequence[str], headings: dict[str, Column]) -> tuple[int, int]:
    """How many columns of a list a line names; between two that fit alike, the one that leaves fewer unnamed."""
    named = {headings[_plain(cell)].name for cell in told if _plain(cell) in headings}
    return len(named), len(named) - len({column.name for column in headings.values()})


def _check_header(file: str, shape: MasterList, header: list[str], columns: list[Column | None]) -> None:
    named = [column.name for column in columns if column]
    absent = [column.name for column in shape.columns if column.may_be_absent]
    missing = [f"{one.header_hi} ({one.name})" for one in shape.columns if one.name not in (*named, *absent)]
    unknown = [told for told, column in zip(header, columns, strict=True) if told and not column]
    unknown += sorted({name for name in named if named.count(name) > 1})
    if missing or unknown:
        raise BadSettings(
            "reference.header", file=file, missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-"
        )


def _cells(shape: MasterList, columns: list[Column | None], told: list[str]) -> dict[str, str]:
    found = {column.name: _as_listed(column, cell) for column, cell in zip(columns, told, strict=True) if column}
    return {column.name: found.get(column.name, "") for column in shape.columns}


def _as_listed(column: Column, told: str) -> str:
    """A cell as our lists write it; what cannot be read stays as it is, for the list's own check to name."""
    if column.dtype == pl.Date:
        moment = read_moment(told) if told else None
        return moment.day.isoformat() if moment else told
    if column.dtype == pl.Time:
        clock = read_clock(told.removesuffix(":00") if told.count(":") == 2 else told) if told else None
        return clock.isoformat("minutes") if clock else told
    if column.dtype == pl.Boolean:
        return _YES_NO.get(told.casefold(), told.casefold())
    if column.dtype in (pl.Int64, pl.Float64):
        return digits(told).removesuffix(".0") if column.dtype == pl.Int64 else digits(told)
    return told


def lists(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FORM_OR_CSV…", help="Lists as .xlsx or .csv.")] = None,
    blank: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the lists in force as forms into this folder.")
    ] = None,
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Hand in master lists, all checked together; or write those in force as forms to fill in."""
    with answering(json, lang):
        if bool(files) == bool(blank):
            raise BadChoice("lists.nothing")
        if blank:
            written = write_blank(blank, load_settings())
            told: dict[str, object] = {"files": [str(path) for path in written]}
            lines = [say(lang, "gate.cli.written", path=path) for path in written]
        else:
            found = hand_in(files or [], load_settings())
            faults = _faults(found, load_settings())
            told = {"lists": [{"list": one.shape.name, "file": one.file, "rows": len(one.lines)} for one in found]}
            told |= {"faults": [{"fault": one.key.rpartition(".")[2], **one.values} for one in faults]}
            lines = [*(_said(one, lang) for one in found), *(one.sentence(lang) for one in faults)]
        tell(json, lambda: told, lambda: lines)


def _faults(found: Sequence[HandedIn], settings: Settings) -> list[ListFault]:
    """What should still be mended in lists that are in force by now."""
    reference = load_reference(settings)
    handed = [Handed(one.shape.name, one.file, [line for line, _ in one.lines]) for one in found]
    return list(list_faults(handed, reference, stored_boundaries(settings, reference)))


def _said(one: HandedIn, lang: str) -> str:
    return say(
        lang, "lists.in_force", name=say(lang, f"lists.name.{one.shape.name}"), rows=len(one.lines), file=one.file
    )

"""The master lists of the range, read from CSV and refused with file, line and reason when they cannot be right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from access.errors import BadSettings
from access.settings import Settings
from warehouse.reference_shape import LISTS, CannotRead, Column, MasterList
from warehouse.tables import return_names


@dataclass(frozen=True)
class Reference:
    """The master lists as typed frames. Aliases are lists of text, `is_` columns booleans, empty cells null."""

    districts: pl.DataFrame
    circles: pl.DataFrame
    thanas: pl.DataFrame
    places: pl.DataFrame
    gram_panchayats_wards: pl.DataFrame
    calendar: pl.DataFrame
    due: pl.DataFrame

    @cached_property
    def district_codes(self) -> tuple[str, ...]:
        return tuple(self.districts["district_code"])

    @cached_property
    def district_of_circle(self) -> dict[str, str]:
        return _pairs(self.circles, "circle_code", "district_code")

    @cached_property
    def district_of_thana(self) -> dict[str, str]:
        return _pairs(self.thanas, "thana_code", "district_code")

    @cached_property
    def circle_of_thana(self) -> dict[str, str]:
        return _pairs(self.thanas, "thana_code", "circle_code")

    @cached_property
    def thana_of_place(self) -> dict[str, str]:
        return _pairs(self.places, "place_code", "thana_code")

    @cached_property
    def thanas_of_district(self) -> dict[str, tuple[str, ...]]:
        return {
            code: tuple(self.thanas.filter(pl.col("district_code") == code)["thana_code"])
            for code in self.district_codes
        }

    @cached_property
    def starts_on(self) -> date:
        """The first day of the earliest campaign: the first day on which anything is due."""
        first: date = self.calendar.filter(pl.col("kind") == "campaign")["starts_on"].to_list()[0]
        return first

    @cached_property
    def review_dates(self) -> tuple[date, ...]:
        return tuple(self.calendar.filter(pl.col("kind") == "review")["starts_on"].sort())


def load_reference(settings: Settings) -> Reference:
    """All master lists of `settings.reference`. Raises BadSettings naming the file, the line and why."""
    frames = {shape.name: _read(settings.reference / f"{shape.name}.csv", shape) for shape in LISTS}
    for shape in LISTS:
        _check_codes_exist(shape, frames)
    _check_together(frames)
    return Reference(**{name: frame.drop("line") for name, frame in frames.items()})


def _pairs(frame: pl.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[value], strict=True))


def _read(path: Path, shape: MasterList) -> pl.DataFrame:
    rows = [_typed(path, shape, line, cells) for line, cells in _lines(path, shape)]
    frame = pl.DataFrame(rows, schema={"line": pl.Int64} | {c.name: c.dtype for c in shape.columns}, orient="row")
    _check_keys(path, shape, frame)
    return frame.sort(shape.sort_by) if shape.sort_by else frame


def _lines(path: Path, shape: MasterList) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadSettings("reference.no_file", file=path.name, folder=path.parent) from None
    except UnicodeDecodeError:
        raise BadSettings("reference.not_utf8", file=path.name) from None
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    _check_header(path, shape, header)
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BadSettings(
                "reference.cells", file=path.name, line=reader.line_num, found=len(cells), wanted=len(header)
            )
        yield reader.line_num, dict(zip(header, cells, strict=True))


def _check_header(path: Path, shape: MasterList, header: list[str]) -> None:
    wanted = [column.name for column in shape.columns]
    missing, unknown = sorted(set(wanted) - set(header)), sorted(set(header) - set(wanted))
    if missing or unknown or len(header) != len(wanted):
        raise BadSettings(
            "reference.header", file=path.name, missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-"
        )


def _typed(path: Path, shape: MasterList, line: int, cells: dict[str, str]) -> list[object]:
    return [line, *(_cell(path, line, column, cells[column.name].strip()) for column in shape.columns)]


def _cell(path: Path, line: int, column: Column, text: str) -> object:
    place = {"file": path.name, "line": line, "column": column.name, "value": text}
    if not text and column.required:
        raise BadSettings("reference.blank", **place)
    try:
        return column.read(text)
    except CannotRead as fault:
        raise BadSettings(fault.key, **place, **fault.values) from None


def _check_keys(path: Path, shape: MasterList, frame: pl.DataFrame) -> None:
    twice = frame.filter(pl.struct(shape.key).is_duplicated())
    if twice.height:
        first, again = twice["line"][0], twice.filter(pl.struct(shape.key) == twice.select(shape.key).to_struct()[0])
        value = " + ".join(str(twice[name][0]) for name in shape.key)
        raise BadSettings("reference.twice", file=path.name, line=again["line"][1], first=first, value=value)


def _check_codes_exist(shape: MasterList, frames: dict[str, pl.DataFrame]) -> None:
    for column in shape.columns:
        if not column.listed_in:
            continue
        known = frames[column.listed_in][column.name].to_list()
        for line, value in _wrong(frames[shape.name], ~pl.col(column.name).is_in(known), column.name):
            raise BadSettings(
                "reference.not_listed",
                file=f"{shape.name}.csv",
                line=line,
                column=column.name,
                value=value,
                listed_in=f"{column.listed_in}.csv",
            )


def _wrong(frame: pl.DataFrame, fault: pl.Expr, show: str) -> Iterable[tuple[int, object]]:
    return frame.filter(fault).select("line", pl.col(show)).iter_rows()


def _check_together(frames: dict[str, pl.DataFrame]) -> None:
    """What no single cell can show: parents that disagree, ends before beginnings, a calendar without a campaign."""
    _check_parent(frames, "thanas", "circle_code", "circles", "district_code")
    _check_parent(frames, "places", "thana_code", "thanas", "district_code")
    for name, start, end in (
        ("thanas", "valid_from", "valid_to"),
        ("places", "active_from", "active_to"),
        ("calendar", "starts_on", "ends_on"),
        ("due", "valid_from", "valid_to"),
    ):
        for line, value in _wrong(frames[name], pl.col(end) < pl.col(start), end):
            raise BadSettings("reference.ends_before", file=f"{name}.csv", line=line, column=end, value=value)
    for line, value in _wrong(frames["due"], ~pl.col("return_name").is_in(return_names()), "return_name"):
        known = ", ".join(return_names())
        raise BadSettings("reference.unknown_return", file="due.csv", line=line, value=value, known=known)
    if frames["calendar"].filter(pl.col("kind") == "campaign").is_empty():
        raise BadSettings("reference.no_campaign", file="calendar.csv")


def _check_parent(frames: dict[str, pl.DataFrame], child: str, key: str, parent: str, shared: str) -> None:
    parents = frames[parent].select(key, pl.col(shared).alias("theirs"))
    joined = frames[child].join(parents, on=key, how="left").sort("line")
    for line, value in _wrong(joined, pl.col(shared) != pl.col("theirs"), shared):
        raise BadSettings(
            "reference.parents_disagree",
            file=f"{child}.csv",
            line=line,
            value=value,
            column=shared,
            parent=key,
            listed_in=f"{parent}.csv",
        )

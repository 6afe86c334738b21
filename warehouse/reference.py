"""The master lists of the range, read from CSV and refused with file, line and reason when they cannot be right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from access.errors import BadSettings
from access.settings import Settings
from warehouse.positions import is_swapped
from warehouse.reference_shape import LISTS, CannotRead, Column, MasterList
from warehouse.tables import return_names

ALIAS_COLUMNS = ("kind", "code", "alias", "added_at", "added_by")
LIST_OF_KIND = {"district": "districts", "circle": "circles", "thana": "thanas", "place": "places"}


@dataclass(frozen=True)
class Reference:
    """The master lists as typed frames. Aliases are lists of text, `is_` columns booleans, empty cells null.

    Lists with positions have one column more, `is_swapped`: latitude and longitude were exchanged and are mended here.
    """

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


@dataclass(frozen=True)
class Source:
    """One master list as it was found: the file's name, and each line's number and cells by column name."""

    file: str
    lines: Iterable[tuple[int, dict[str, str]]]


def overlay(settings: Settings) -> Path:
    """Where the lists and aliases of this installation lie, beside the data that they explain."""
    return settings.data / "reference"


def aliases_file(settings: Settings) -> Path:
    return overlay(settings) / "aliases.csv"


def list_in_force(name: str, settings: Settings) -> Path:
    """The file of one master list: the one that the range handed in, else the one of `settings.reference`."""
    handed_in = overlay(settings) / f"{name}.csv"
    return handed_in if handed_in.exists() else settings.reference / f"{name}.csv"


def load_reference(settings: Settings) -> Reference:
    """All master lists in force, with the aliases added since. Raises BadSettings naming the file, the line and why."""
    told = checked({shape.name: source_in_force(shape, settings) for shape in LISTS})
    return replace(told, **_with_aliases(told, added_aliases(settings)))


def source_in_force(shape: MasterList, settings: Settings) -> Source:
    path = list_in_force(shape.name, settings)
    return Source(path.name, _lines(path, shape))


def checked(sources: Mapping[str, Source]) -> Reference:
    """The lists typed, if they are right each by itself and all together. Raises BadSettings naming file and line."""
    files = {name: source.file for name, source in sources.items()}
    frames = {shape.name: _read(sources[shape.name], shape) for shape in LISTS}
    for shape in LISTS:
        _check_codes_exist(shape, frames, files)
    _check_together(frames, files)
    return Reference(**{name: frame.drop("line") for name, frame in frames.items()})


def added_aliases(settings: Settings) -> pl.DataFrame:
    """The spellings confirmed in this installation, oldest first; all text. Raises BadSettings when it is damaged."""
    path = aliases_file(settings)
    if not path.exists():
        return pl.DataFrame(schema=dict.fromkeys(ALIAS_COLUMNS, pl.String))
    try:
        told = pl.read_csv(path, infer_schema=False).fill_null("")
    except (pl.exceptions.PolarsError, OSError):
        raise BadSettings("reference.not_utf8", file=path.name) from None
    if tuple(told.columns) != ALIAS_COLUMNS:
        missing, unknown = set(ALIAS_COLUMNS) - set(told.columns), set(told.columns) - set(ALIAS_COLUMNS)
        named = {"missing": ", ".join(sorted(missing)) or "-", "unknown": ", ".join(sorted(unknown)) or "-"}
        raise BadSettings("reference.header", file=path.name, **named)
    return told


def _with_aliases(told: Reference, added: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The lists that have added aliases, with these behind their own. One whose code is gone has no effect."""
    changed = {}
    for kind, name in LIST_OF_KIND.items():
        of_kind = added.filter(pl.col("kind") == kind).group_by("code", maintain_order=True).agg("alias")
        if of_kind.is_empty():
            continue
        frame: pl.DataFrame = getattr(told, name)
        joined = frame.join(of_kind, left_on=f"{kind}_code", right_on="code", how="left", maintain_order="left")
        both = pl.col("aliases").list.concat(pl.col("alias").fill_null([]))
        changed[name] = joined.with_columns(both.alias("aliases")).drop("alias")
    return changed


def _pairs(frame: pl.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[value], strict=True))


def _read(source: Source, shape: MasterList) -> pl.DataFrame:
    has_positions = "lat" in [column.name for column in shape.columns]
    schema = {"line": pl.Int64} | {column.name: column.dtype for column in shape.columns}
    rows = []
    for line, cells in source.lines:
        swapped = has_positions and _is_swapped(cells)
        meant = cells | {"lat": cells["lon"], "lon": cells["lat"]} if swapped else cells
        rows.append([*_typed(source.file, shape, line, meant), *([swapped] if has_positions else [])])
    frame = pl.DataFrame(rows, schema=schema | ({"is_swapped": pl.Boolean} if has_positions else {}), orient="row")
    _check_keys(source.file, shape, frame)
    return frame.sort(shape.sort_by) if shape.sort_by else frame


def _is_swapped(cells: Mapping[str, str]) -> bool:
    try:
        return is_swapped(float(cells["lat"]), float(cells["lon"]))
    except ValueError:
        return False


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
    known = {column.name for column in shape.columns}
    wanted = {column.name for column in shape.columns if not column.may_be_absent}
    missing, unknown = sorted(wanted - set(header)), sorted(set(header) - known)
    if missing or unknown or len(header) != len(set(header)):
        raise BadSettings(
            "reference.header", file=path.name, missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-"
        )


def _typed(file: str, shape: MasterList, line: int, cells: dict[str, str]) -> list[object]:
    return [line, *(_cell(file, line, column, cells.get(column.name, "").strip()) for column in shape.columns)]


def _cell(file: str, line: int, column: Column, text: str) -> object:
    place = {"file": file, "line": line, "column": column.name, "value": text}
    if not text and column.required:
        raise BadSettings("reference.blank", **place)
    try:
        return column.read(text)
    except CannotRead as fault:
        raise BadSettings(fault.key, **place, **fault.values) from None


def _check_keys(file: str, shape: MasterList, frame: pl.DataFrame) -> None:
    twice = frame.filter(pl.struct(shape.key).is_duplicated())
    if twice.height:
        first, again = twice["line"][0], twice.filter(pl.struct(shape.key) == twice.select(shape.key).to_struct()[0])
        value = " + ".join(str(twice[name][0]) for name in shape.key)
        raise BadSettings("reference.twice", file=file, line=again["line"][1], first=first, value=value)


def _check_codes_exist(shape: MasterList, frames: dict[str, pl.DataFrame], files: Mapping[str, str]) -> None:
    for column in shape.columns:
        if not column.listed_in:
            continue
        known = frames[column.listed_in][column.name].to_list()
        for line, value in _wrong(frames[shape.name], ~pl.col(column.name).is_in(known), column.name):
            raise BadSettings(
                "reference.not_listed",
                file=files[shape.name],
                line=line,
                column=column.name,
                value=value,
                listed_in=files[column.listed_in],
            )


def _wrong(frame: pl.DataFrame, fault: pl.Expr, show: str) -> Iterable[tuple[int, object]]:
    return frame.filter(fault).select("line", pl.col(show)).iter_rows()


def _check_together(frames: dict[str, pl.DataFrame], files: Mapping[str, str]) -> None:
    """What no single cell can show: parents that disagree, ends before beginnings, a calendar without a campaign."""
    _check_parent(frames, files, "thanas", "circle_code", "circles", "district_code")
    _check_parent(frames, files, "places", "thana_code", "thanas", "district_code")
    for name, start, end in (
        ("thanas", "valid_from", "valid_to"),
        ("places", "active_from", "active_to"),
        ("calendar", "starts_on", "ends_on"),
        ("due", "valid_from", "valid_to"),
    ):
        for line, value in _wrong(frames[name], pl.col(end) < pl.col(start), end):
            raise BadSettings("reference.ends_before", file=files[name], line=line, column=end, value=value)
    for line, value in _wrong(frames["due"], ~pl.col("return_name").is_in(return_names()), "return_name"):
        known = ", ".join(return_names())
        raise BadSettings("reference.unknown_return", file=files["due"], line=line, value=value, known=known)
    if frames["calendar"].filter(pl.col("kind") == "campaign").is_empty():
        raise BadSettings("reference.no_campaign", file=files["calendar"])


def _check_parent(
    frames: dict[str, pl.DataFrame], files: Mapping[str, str], child: str, key: str, parent: str, shared: str
) -> None:
    parents = frames[parent].select(key, pl.col(shared).alias("theirs"))
    joined = frames[child].join(parents, on=key, how="left").sort("line")
    for line, value in _wrong(joined, pl.col(shared) != pl.col("theirs"), shared):
        raise BadSettings(
            "reference.parents_disagree",
            file=files[child],
            line=line,
            value=value,
            column=shared,
            parent=key,
            listed_in=files[parent],
        )

"""Files of every return with identities planted wherever a clerk may put one, and a search of what a load leaves."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import xlsxwriter

from etl.privacy.identity import has_checksum
from etl.recipes import Field, Recipe, load_codes
from etl.text.fold import fold
from tests import warm
from tests.etl_kit import reference, write_csv

DISTRICT = "hapur"
_STEM = 5  # letters with which all values of a kind begin
N_ROWS = 11  # one for each thana of the district


def _devanagari(number: str) -> str:
    return number.translate(str.maketrans("0123456789", "०१२३४५६७८९"))


@dataclass(frozen=True)
class Secrets:
    """Values of one place of planting, so that a leak says where it sprang. Put together here, at run time."""

    place: str

    @property
    def _seed(self) -> int:
        return zlib.crc32(self.place.encode()) % 10**5

    @property
    def name(self) -> str:
        tail = "".join("कचटतपमरल"[int(digit) % 8] + "ा" for digit in f"{self._seed:05}")
        return "घा" + "ढाघ" + tail + " " + "ढा" + "घाढ" + tail[::-1].strip("ा") + "ी"

    @property
    def latin(self) -> str:
        return "Zq" + "xvk" + "".join("xvkwj"[int(digit) % 5] + "u" for digit in f"{self._seed:05}")

    @property
    def mobile(self) -> str:
        return "98" + "7" * 3 + f"{self._seed:05}"

    @property
    def split_mobile(self) -> str:
        return f"{self.mobile[:5]} {self.mobile[5:]}"

    @property
    def hindi_mobile(self) -> str:
        return _devanagari(self.mobile)

    @property
    def aadhaar(self) -> str:
        start = "43" + "5" * 4 + f"{self._seed:05}"
        number = next(start + last for last in "0123456789" if has_checksum(start + last))
        return f"{number[:4]} {number[4:8]} {number[8:]}"

    @property
    def email(self) -> str:
        return f"{self.latin.lower()}" + "@" + "example" + ".in"

    @property
    def all(self) -> str:
        numbers = f"{self.mobile} मो0 {self.split_mobile}/{self.hindi_mobile} {self.aadhaar}"
        return f"{self.name} पत्नी {self.latin} {numbers} {self.email}"

    @property
    def texts(self) -> tuple[str, ...]:
        aadhaar, numbers = self.aadhaar, (self.mobile, self.split_mobile, self.hindi_mobile)
        return *self.name.split(), self.latin, *numbers, aadhaar, aadhaar.replace(" ", ""), self.email


@dataclass
class Planted:
    """The files made, and everything that may be found nowhere afterwards."""

    folder: Path
    secrets: dict[str, Secrets] = field(default_factory=dict)

    def at(self, place: str) -> Secrets:
        return self.secrets.setdefault(place, Secrets(place))


@cache
def _thanas() -> list[str]:
    return list(reference().thanas_of_district[DISTRICT])


@cache
def _places() -> list[tuple[str, str]]:
    here = (pl.col("district_code") == DISTRICT) & ~pl.col("name_hi").str.contains(",", literal=True)
    found = reference().places.filter(here).unique("name_hi", keep="none").sort("name_hi")
    return list(found.select("name_hi", "thana_code").iter_rows())


def _name_of(thana: str) -> str:
    return str(reference().thanas.filter(pl.col("thana_code") == thana)["name_hi"].item())


def good_row(recipe: Recipe, number: int, month: int) -> dict[str, str]:
    """Every required field of a row that should be accepted; each has a thana and day of its own."""
    place, thana = _places()[number % len(_places())]
    if not recipe.of_type("place"):
        thana = _thanas()[number % len(_thanas())]
    return {one.name: _cell(one, recipe, (number, month), thana, place) for one in recipe.fields if one.required}


def _cell(one: Field, recipe: Recipe, day: tuple[int, int], thana: str, place: str) -> str:
    if one.code:
        codes = load_codes(one.code)
        return codes.label(codes.codes[0], "hi")
    times = [other.name for other in recipe.of_type("time")]
    told = {
        "district": "हापुड़",
        "thana": _name_of(thana),
        "place": place,
        "unique_no": f"MSK/{DISTRICT.upper()}/{thana.upper()}/2026/{day[1]:02}{day[0]:02}",
        "time": f"{10 + times.index(one.name) if one.name in times else 0:02}:00",
        "count": "10",
        "degrees": "28.7",
        "month": f"2026-{day[1]:02}",
        "text": f"टीम {day[0]}",
    }
    return told.get(one.type, f"{day[0]:02}.{day[1]:02}.2026")


def plant(planted: Planted, recipe: Recipe, *, is_wild: bool) -> None:
    """One .csv and one .xlsx of a return. A wild file has identities in the very columns that are read."""
    kind = "wild" if is_wild else "good"
    for ending, month in (("csv", 9), ("xlsx", 10)):
        place = f"{recipe.name} {kind} {ending}"
        table = _table(planted, recipe, place, month, is_wild=is_wild)
        path = planted.folder / f"{DISTRICT}_{recipe.name}_{kind}_{planted.at(f'{place} file').mobile}.{ending}"
        if ending == "csv":
            write_csv(path, table)
        else:
            _write_xlsx(planted, path, place, table)


def _table(planted: Planted, recipe: Recipe, place: str, month: int, *, is_wild: bool) -> list[list[str]]:
    """Title, header, rows, totals and a signature, with identities in columns that are banned, unknown or notes."""

    def secret(where: str) -> str:
        return planted.at(f"{place} {where}").all

    rows = [good_row(recipe, number, month) for number in range(1, N_ROWS + 1)]
    free = ("note", "text", "venue")
    fields = [one for one in recipe.fields if one.required or is_wild or one.type in free or one in recipe.fields[:4]]
    dropped = [*(group.headers[0] for group in recipe.banned), "कोई और स्तम्भ", secret("header")]
    columns = [[row.get(one.name, "") for row in rows] for one in fields]
    for one, column in zip(fields, columns, strict=True):
        _plant_in(column, one, planted.at(f"{place} {one.name}"), is_wild=is_wild)
    columns += [[secret(header)] * 3 + [""] * (N_ROWS - 3) for header in dropped]
    body = [list(row) for row in zip(*columns, strict=True)]
    blank = [""] * (len(columns) - 1)
    return [
        [f"जनपद हापुड़ {secret('title')}", *blank],
        [*(one.header_hi for one in fields), *dropped],
        *body,
        ["योग", *[secret("total")] * len(blank)],
        [f"हस्ताक्षर {secret('signature')}", *blank],
    ]


def _plant_in(column: list[str], one: Field, secrets: Secrets, *, is_wild: bool) -> None:
    """Notes hold anything; a label or venue that is only a name is accepted, and its text is not kept."""
    if one.type == "note":
        column[:] = [secrets.all if at % 2 else secrets.name for at in range(N_ROWS)]
    elif is_wild:
        numbers = (secrets.mobile, secrets.split_mobile, secrets.hindi_mobile, secrets.aadhaar)
        for at, text in enumerate((secrets.name, secrets.latin, *numbers, secrets.all)):
            column[(at + len(one.name)) % N_ROWS] = text
    elif one.type in ("text", "venue"):
        column[:] = [secrets.name if at % 2 else secrets.latin for at in range(N_ROWS)]


def _write_xlsx(planted: Planted, path: Path, place: str, table: list[list[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"author": planted.at(f"{place} author").name})
        sheet = book.add_worksheet(f"माह {planted.at(f'{place} sheet').mobile}")
        for at, row in enumerate(table):
            sheet.write_row(at, 1, row)
            sheet.write(at, 0, planted.at(f"{place} hidden column").all)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.write_comment(3, 2, planted.at(f"{place} comment").all)
        hidden = book.add_worksheet("छिपी")
        hidden.hide()
        for at, row in enumerate(table):
            hidden.write_row(at, 0, [planted.at(f"{place} hidden sheet").all, *row])


def etl(data: Path, *arguments: str, **environment: str) -> str:
    """All that `python -m etl` says on a data folder of its own, its answer last."""
    done = warm.run(["-m", "etl", *arguments], os.environ | {"MISSION_DATA": str(data)} | environment)
    return done.stderr + done.stdout


class _Sought:
    """The values looked for, each with its place. Thousands of values in millions of bytes take minutes.

    So their beginnings, which are few, are looked for first.
    """

    def __init__(self, places: dict[str, str]) -> None:
        self._places = list(places.items())
        self._stems = {text[:_STEM] for text in places}
        self._folded = [(fold(text), place) for text, place in self._places]
        self._folded_stems = {fold(stem) for stem in self._stems}

    def in_text(self, told: str) -> set[str]:
        if not any(stem in told for stem in self._stems):
            return set()
        return {place for text, place in self._places if text in told}

    def in_bytes(self, data: bytes) -> set[str]:
        if not any(_stands_in(data, stem) for stem in self._stems):
            return set()
        return {place for text, place in self._places if _stands_in(data, text)}

    def in_values(self, values: list[str]) -> set[str]:
        """As two writers of the same words would agree on."""
        whole = fold("\n".join(values))
        if not any(stem in whole for stem in self._folded_stems):
            return set()
        return {place for text, place in self._folded if text in whole}


def leaks(told: str, folders: list[Path], planted: Planted) -> list[str]:
    """What of the planted stands anywhere: in what was said, in any byte of a file or member, in any text value."""
    sought = _Sought({text: one.place for one in planted.secrets.values() for text in one.texts})
    found = {f"said: {place}" for place in sought.in_text(told)}
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        for where, data in _pieces(path):
            found |= {f"{where}: {place}" for place in sought.in_bytes(data)}
        for where, values in _values(path):
            found |= {f"{where}: {place}" for place in sought.in_values(values)}
    return sorted(found)


def _pieces(path: Path) -> Iterator[tuple[str, bytes]]:
    data = path.read_bytes()
    yield path.name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((f"{path.name}/{entry}", archive.read(entry)) for entry in archive.namelist())


def _stands_in(data: bytes, text: str) -> bool:
    return any(text.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _values(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Every distinct text of every column: both engines compress, so bytes alone would not show them."""
    if path.suffix == ".parquet":
        for column in pl.read_parquet(path).iter_columns():
            yield f"{path.name}.{column.name}", [str(value) for value in column.unique().to_list() if value is not None]
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as con:
            listed = con.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall()
            for table, column in listed:
                rows = con.execute(f'select distinct cast("{column}" as varchar) from "{table}"').fetchall()
                yield f"{path.name}.{table}.{column}", [str(value) for (value,) in rows if value is not None]

"""Small files for the tests of reading and cleaning: written, read, recognised and cleaned in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import xlsxwriter

from access.settings import Settings, load_settings
from etl.clean import Cleaned, clean
from etl.files.incoming import from_path
from etl.privacy.identity import has_checksum
from etl.privacy.pseudonyms import Pseudonyms
from etl.sheets.read import RawTable, ReadFile, read_file
from etl.sheets.recognise import recognise
from warehouse.reference import Reference, load_reference

RECEIVED = datetime(2026, 11, 16, 10, 0)
SQUAD = ["थाना", "दिनांक", "चेक किये गये व्यक्ति", "चेतावनी देकर छोड़े गये", "पंजीकृत अभियोग", "गिरफ्तार व्यक्ति"]
CASES = ["Unique No", "Thana", "Received on", "Entered on", "Channel", "Category", "Age band", "Counselling needed"]
CASE = [
    "MSK/HAPUR/DHAULANA/2026/0001",
    "Dhaulana",
    "2026-10-05",
    "2026-10-05",
    "1090",
    "Dowry harassment",
    "26-40",
    "Yes",
]

# Built from pieces, so that no number that could belong to somebody stands anywhere in the repository.
PHONE = "98" + "7" * 8
AADHAAR = next(f"2345 {'6' * 4} 777{last}" for last in range(10) if has_checksum(f"2345{'6' * 4}777{last}"))


@cache
def reference() -> Reference:
    return load_reference(load_settings())


def settings(**changed: object) -> Settings:
    return Settings(**changed)  # type: ignore[arg-type]  # pydantic checks each value


def write_csv(path: Path, rows: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(separator.join(row) + "\r\n" for row in rows).encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def read(path: Path) -> ReadFile:
    return read_file(from_path(path), settings())


def _cleaned(table: RawTable) -> list[Cleaned]:
    return clean(table, recognise(table), reference(), RECEIVED, Pseudonyms(b"of a test"))


def cleaned(path: Path) -> list[Cleaned]:
    """Every slice of a file; the balance of rows is checked on the way."""
    slices = [one for table in read(path).tables for one in _cleaned(table)]
    for one in slices:
        assert one.n_read == one.rows.height + sum(one.non_data.values())
    return slices


def only(path: Path) -> Cleaned:
    (one,) = cleaned(path)
    return one


def case(**changed: str) -> list[str]:
    """A row of the register with some cells changed, by header with `_` for blanks."""
    row = dict(zip(CASES, CASE, strict=True)) | {name.replace("_", " "): text for name, text in changed.items()}
    return list(row.values())

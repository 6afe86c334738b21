"""Files that are damaged, dangerous or more than they seem: refused in words, or read with what was noticed told."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from access.errors import Refused
from access.settings import Settings
from etl.files.apart import Ended, read_apart
from etl.files.incoming import Incoming, from_bytes, from_path
from etl.judging.batches import Delivery
from etl.progress import Silent
from etl.run import Lot, commit
from etl.sheets.read import ReadFile, read_file
from locales import LANGUAGES
from tests.etl_kit import SQUAD, only, settings, write_csv
from warehouse.store import Store

ETL = Path(__file__).parent / "etl"
ROW = ["धौलाना", "2026-10-05", "10", "2", "0", "0"]
SHEET = "xl/worksheets/sheet1.xml"
COMMENT = "seen by nobody"


def book(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object] | None = None) -> bytes:
    """A workbook of one return, and what `fill` adds to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("हापुड़")
        for at, row in enumerate([SQUAD, ROW]):
            sheet.write_row(at, 0, row)
        if fill:
            fill(made, sheet)
    return out.getvalue()


def with_parts(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, part in parts.items():
            copy.writestr(name, part)
    return out.getvalue()


def read(data: bytes, name: str = "hapur.xlsx", **changed: object) -> ReadFile:
    return read_file(from_bytes(name, data), settings(**changed))


def refused(data: bytes, name: str = "hapur.xlsx", **changed: object) -> str:
    with pytest.raises(Refused) as caught:
        read(data, name, **changed)
    assert all(name in caught.value.sentence(lang) for lang in LANGUAGES)
    return caught.value.key.removeprefix("etl.refused.")


def reasons(file: Incoming, data: Path) -> dict[str, int]:
    """What a load says of a file that it publishes."""
    chosen = Settings(data=data)
    (outcome,) = commit([Lot((file,), Delivery(datetime(2026, 11, 2, 12)))], Store(chosen), chosen, Silent())
    assert outcome.verdict == "published"
    return {reason.rule: reason.count for reason in outcome.reasons}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_hidden_parts_formulas_and_comments_are_told_alike_in_every_kind(tmp_path: Path, kind: str) -> None:
    path = ETL / f"squad_daily_hidden_parts.{kind}"
    told = reasons(from_path(path), tmp_path)
    counted = ("hidden_sheets", "hidden_columns", "hidden_rows", "formulas", "cell_comments")
    assert {name: told.get(name) for name in counted} == dict.fromkeys(counted, 1)
    one = only(path)
    assert one.rows["warned"].to_list() == [None] * 3  # its column is hidden
    assert one.rows["source_row"].to_list() == [2, 3, 4]  # hidden rows are read
    assert one.rows["persons_checked"].to_list() == [10, 7, 5]


def test_a_comment_is_nowhere_in_what_is_read() -> None:
    data = book(lambda _, sheet: sheet.write_comment(1, 0, COMMENT))
    file = read(data)
    assert file.notes["cell_comments"] == 1
    assert COMMENT not in str(file)


def test_a_formula_without_a_stored_result_is_told(tmp_path: Path) -> None:
    data = book(lambda _, sheet: sheet.write_formula(1, 3, "=1+1", None, 5))
    bare = with_parts(data, lambda parts: parts.update({SHEET: parts[SHEET].replace(b"<v>5</v>", b"")}))
    assert read(data).sheet_notes["हापुड़"] == {"formulas": 1}
    assert read(bare).sheet_notes["हापुड़"] == {"formulas": 1, "formulas_without_value": 1}
    assert reasons(from_bytes("hapur.xlsx", bare), tmp_path)["formulas_without_value"] == 1


def test_links_and_macros_are_told_and_neither_followed_nor_run(tmp_path: Path) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 no program"

    told = reasons(from_bytes("hapur.xlsm", with_parts(book(), add)), tmp_path)
    assert (told["external_links"], told["macros_not_run"]) == (1, 1)


def two_sheets() -> bytes:
    def second(made: xlsxwriter.Workbook, _: object) -> None:
        sheet = made.add_worksheet("बागपत")
        sheet.write_row(0, 0, SQUAD)
        sheet.write_row(1, 0, ["बड़ौत", *ROW[1:]])

    return book(second)


def _gone(parts: dict[str, bytes]) -> None:
    del parts[SHEET]


def _cut(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET][: parts[SHEET].index(b"</row>")]


def _nul(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b'<c r="', b'<c\x00r="', 1)


def _far(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b'<c r="A2"', b'<c r="A900000"')


@pytest.mark.parametrize("damage", [_gone, _cut, _nul, _far])
def test_a_sheet_that_cannot_be_read_is_refused_by_name_and_its_neighbour_is_used(
    tmp_path: Path, damage: Callable[[dict[str, bytes]], None]
) -> None:
    data = with_parts(two_sheets(), damage)
    chosen = Settings(data=tmp_path)
    lot = Lot((from_bytes("squad.xlsx", data),), Delivery(datetime(2026, 11, 2, 12)))
    bad, good = commit([lot], Store(chosen), chosen, Silent())
    assert (bad.verdict, bad.sheet) == ("refused", "हापुड़")
    assert "हापुड़" in bad.reasons[0].sentence_hi
    assert (good.verdict, good.district, good.accepted) == ("published", "baghpat", 1)


@pytest.mark.parametrize(
    "written",
    [b"<c r='ZZ900000'><v>1</v></c>", b'<c s="1" r="ZZ900000"><v>1</v></c>', b'<c\nr = "zz900000"><v>1</v></c>'],
)
def test_a_far_cell_is_seen_however_it_is_written(written: bytes) -> None:
    data = with_parts(
        book(), lambda parts: parts.update({SHEET: parts[SHEET].replace(b"</row>", written + b"</row>", 1)})
    )
    assert refused(data) in ("too_many_rows", "too_many_columns", "too_sparse")


def test_cells_without_references_are_counted_from_left_to_right() -> None:
    bare = with_parts(book(), lambda parts: parts.update({SHEET: re.sub(rb' r="[A-Z]+\d+"', b"", parts[SHEET])}))
    assert read(bare).tables[0].cells["c2"].to_list() == ["10"]


def test_a_member_that_lies_about_its_size_is_read_no_further() -> None:
    bomb = with_parts(book(), lambda parts: parts.update({SHEET: parts[SHEET] + b" " * 80_000_000}))
    directory = [found.start() for found in re.finditer(b"PK\x01\x02", bomb)]
    at = next(at for at in directory if bomb[at + 46 :].startswith(SHEET.encode()))
    assert refused(bomb[: at + 24] + struct.pack("<I", 600) + bomb[at + 28 :]) == "sheet_unreadable"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_cell_of_two_million_letters_is_refused(tmp_path: Path, kind: str) -> None:
    long = "क" * 2_000_000
    if kind == "csv":
        data = write_csv(tmp_path / "a.csv", [SQUAD, [*ROW[:5], long]]).read_bytes()
    else:
        mark = "x" * 100
        made = book(lambda _, sheet: sheet.write(1, 5, mark))
        strings = "xl/sharedStrings.xml"
        data = with_parts(
            made, lambda parts: parts.update({strings: parts[strings].replace(mark.encode(), long.encode())})
        )
    assert refused(data, f"hapur.{kind}") == "cell_too_long"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_sixteen_thousand_columns_are_refused(tmp_path: Path, kind: str) -> None:
    wide = ["x"] * 16_384
    if kind == "csv":
        data = write_csv(tmp_path / "a.csv", [SQUAD, wide]).read_bytes()
    else:
        data = book(lambda _, sheet: sheet.write_row(2, 0, wide))
    began = time.perf_counter()
    assert refused(data, f"hapur.{kind}") == "too_many_columns"
    assert time.perf_counter() - began < 5


def test_sixteen_thousand_blank_columns_do_no_harm(tmp_path: Path) -> None:
    assert only(write_csv(tmp_path / "hapur.csv", [SQUAD, [*ROW, *[""] * 16_384]])).rows[
        "persons_checked"
    ].to_list() == [10]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"<!DOCTYPE html><table>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"{\\rtf1"]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
def test_what_only_has_the_name_of_a_return_is_refused(name: str, data: bytes) -> None:
    assert refused(data + b" ..." * 9, name) == "mislabelled"


def test_a_part_that_points_out_of_the_workbook_is_not_followed() -> None:
    rels = "xl/_rels/workbook.xml.rels"

    def point(parts: dict[str, bytes]) -> None:
        parts[rels] = parts[rels].replace(b"worksheets/sheet1.xml", b"worksheets/../../../../etc/passwd")

    assert refused(with_parts(book(), point)) == "sheet_unreadable"


def test_a_workbook_that_declares_entities_is_refused() -> None:
    many = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def declare(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"?>", b"?>" + many, 1)

    assert refused(with_parts(book(), declare)) == "unreadable"


def _locked_xls() -> bytes:
    """The old workbook with one record of its head turned into the one that says it has a password."""
    data = (ETL / "squad_daily_old_format.xls").read_bytes()
    head = data.index(b"\x09\x08\x10\x00")
    after = head + 4 + 16
    return data[:after] + b"\x2f\x00" + data[after + 2 :]


def _locked_ods() -> bytes:
    manifest = "META-INF/manifest.xml"
    mark = b"<manifest:encryption-data/></manifest:manifest>"
    data = (ETL / "squad_daily_hidden_parts.ods").read_bytes()
    return with_parts(
        data, lambda parts: parts.update({manifest: parts[manifest].replace(b"</manifest:manifest>", mark)})
    )


@pytest.mark.parametrize(("kind", "data"), [("xls", _locked_xls()), ("ods", _locked_ods())])
def test_a_file_with_a_password_is_refused_as_such(kind: str, data: bytes) -> None:
    assert refused(data, f"hapur.{kind}") == "encrypted"


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    data = (ETL / "squad_daily_old_format.xls").read_bytes()
    with pytest.raises(Ended, match="timeout"):
        read_apart(data, settings(max_open_seconds=0.000_001))
    assert [sheet.is_visible for sheet in read_apart(data, settings())] == [True, False]
    with pytest.raises(Ended, match="timeout"):  # over one that does not even fit into the pipe
        read_apart(data + bytes(9_000_000), settings(max_open_seconds=0.000_001))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_invisible_letters_and_smart_quotes_do_no_harm(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [
        ["\u200bथाना\u00a0", "“दिनांक”", *SQUAD[2:]],
        ["\u200cधौलाना\u00a0", "05\u00a0.10.2026", "\u200b10", "\u00a02", "‘0’", "0"],
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows, separator, encoding))
    found = one.rows.select("thana_code", pl.col("day").cast(pl.String), "persons_checked", "warned").rows()
    assert found == [("dhaulana", "2026-10-05", 10, 2)]


def test_a_register_written_in_windows_letters_is_read(tmp_path: Path) -> None:
    rows = [
        ["District", "Thana", "Day", "Persons checked", "Note"],
        ["Hapur", "Dhaulana", "2026-10-05", "10", "caf\u00e9 \u2013 ok"],
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows, ";", "cp1252"))
    assert one.rows["persons_checked"].to_list() == [10]

"""Files of any length: what a spreadsheet finds in them, how they are split, and that a part of one is never left."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import fastexcel
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from starlette.requests import Request
from streamlit.runtime.download_data_util import convert_data_to_bytes_and_infer_mime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.starlette.starlette_routes import create_media_routes

from components import export
from components.files import excel_file, whole
from components.files.shape import FORMATS, RISKY, Asked, Content, Field, harmless, safe
from tests import running

FIELDS = (
    Field("thana", "थाना", "text"),
    Field("n_cases", "प्रकरण", "count"),
    Field("value", "मान", "figure"),
    Field("share", "=प्रतिशत", "percent"),
    Field("starts_on", "से", "day"),
    Field("received_at", "प्राप्त", "moment"),
)
ASKED = Asked(
    question={"kpi": "K1", "window": "30"},
    snapshot="20261115-1",
    data_sheet="आँकड़े",
    definitions_sheet="परिभाषाएँ",
    facts=[("अवधि", "1 – 15 नवंबर 2026"), ("रोका गया", "=हापुड़")],
    definitions=[["क्रमांक", "अर्थ"], ["K1", "सभी 360° काउंसलिंग"]],
)
ROWS = [
    ("नौचन्दी", 4, 69.863, 69.9, date(2026, 11, 1), datetime(2026, 11, 2, 18, 40)),
    ('=cmd|"calc"', None, None, None, None, None),
    ("-2", 0, -0.5, 100.0, date(2026, 11, 15), datetime(2026, 11, 15, 0, 0)),
    ("सदर, मेरठ", 405176, float("nan"), float("inf"), date(2026, 11, 3), None),
]
SCHEMA = {
    "thana": pl.String,
    "n_cases": pl.Int64,
    "value": pl.Float64,
    "share": pl.Float64,
    "starts_on": pl.Date,
    "received_at": pl.Datetime,
}


def frame(rows: list[tuple[object, ...]] = ROWS) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def made(form: str, folder: Path, *frames: pl.DataFrame) -> bytes:
    return bytes(whole.make(Content(FIELDS, iter(frames or (frame(),)), ASKED), form, folder).file.read())


def cells(workbook: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    """Every line of a sheet as Excel holds it, the head first."""
    book = fastexcel.read_excel(workbook)
    return book.load_sheet(sheet, header_row=None, dtypes="string").to_polars().rows()


def test_a_csv_opens_in_hindi_and_no_cell_of_it_is_a_formula(tmp_path: Path) -> None:
    written = made("csv", tmp_path)
    assert written.startswith("\ufeff".encode())
    assert written.count(b"\r\n") == written.count(b"\n") == 5
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))) == [
        ["थाना", "प्रकरण", "मान", "'=प्रतिशत", "से", "प्राप्त"],
        ["नौचन्दी", "4", "69.863", "69.9", "2026-11-01", "2026-11-02 18:40"],
        ['\'=cmd|"calc"', "", "", "", "", ""],
        ["'-2", "0", "-0.5", "100", "2026-11-15", "2026-11-15 00:00"],
        ["सदर, मेरठ", "405176", "", "", "2026-11-03", ""],
    ]


@settings(max_examples=25)
@given(some.lists(some.none() | some.text() | some.sampled_from(RISKY).map(lambda first: f"{first}1"), max_size=20))
def test_a_column_is_made_harmless_as_its_cells_one_by_one(texts: list[str | None]) -> None:
    column = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    together = harmless(column, [Field("text", "text", "text")])["text"].to_list()
    assert together == [export.safe(text) for text in texts]
    assert [text for text in texts if text is not None and safe(text) != export.safe(text)] == []


def test_an_excel_sheet_is_typed_under_a_frozen_head_with_a_filter(tmp_path: Path) -> None:
    book = made("xlsx", tmp_path)
    sheet = pl.read_excel(io.BytesIO(book))
    assert sheet.columns == ["थाना", "प्रकरण", "मान", "'=प्रतिशत", "से", "प्राप्त"]
    assert sheet.schema["से"] == pl.Date
    assert sheet.schema["प्राप्त"].base_type() == pl.Datetime
    assert sheet["थाना"].to_list() == ["नौचन्दी", '\'=cmd|"calc"', "'-2", "सदर, मेरठ"]
    assert sheet["प्रकरण"].to_list() == [4, None, 0, 405176]
    assert sheet["मान"].to_list() == [69.863, None, -0.5, None]
    assert sheet["से"].to_list() == [date(2026, 11, 1), None, date(2026, 11, 15), date(2026, 11, 3)]
    assert sheet["प्राप्त"][0] == datetime(2026, 11, 2, 18, 40)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        drawn = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in drawn
    assert 'state="frozen"' in drawn
    assert '<autoFilter ref="A1:F5"/>' in drawn
    assert re.search(r'numFmt numFmtId="\d+" formatCode="0\.0&quot; %&quot;"', styles)


def test_the_second_sheet_says_what_was_asked_and_what_each_figure_counts(tmp_path: Path) -> None:
    book = made("xlsx", tmp_path)
    assert fastexcel.read_excel(book).sheet_names == ["आँकड़े", "परिभाषाएँ"]
    lines = [tuple(cell for cell in line if cell) for line in cells(book, 1)]
    assert lines == [
        ("अवधि", "1 – 15 नवंबर 2026"),
        ("रोका गया", "'=हापुड़"),
        (),
        ("क्रमांक", "अर्थ"),
        ("K1", "सभी 360° काउंसलिंग"),
    ]


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_file, "ROWS_OF_A_SHEET", 3)
    book = made("xlsx", tmp_path, frame(), frame())
    assert fastexcel.read_excel(book).sheet_names == ["आँकड़े", "परिभाषाएँ", "आँकड़े 2", "आँकड़े 3"]
    sheets = [cells(book, at) for at in (0, 2, 3)]
    assert [len(lines) - 1 for lines in sheets] == [3, 3, 2]
    assert len({lines[0] for lines in sheets}) == 1
    names = [line[0] for lines in sheets for line in lines[1:]]
    assert names == [safe(str(row[0])) for row in ROWS * 2]


def test_a_sheet_just_full_opens_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_file, "ROWS_OF_A_SHEET", 4)
    assert fastexcel.read_excel(made("xlsx", tmp_path)).sheet_names == ["आँकड़े", "परिभाषाएँ"]


def test_parquet_is_typed_and_says_itself_what_was_asked(tmp_path: Path) -> None:
    written = io.BytesIO(made("parquet", tmp_path, frame(), frame()))
    assert pl.read_parquet(written).head(3).rows() == ROWS[:3]
    file = pq.ParquetFile(written)
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (8, 2)
    assert [str(kind) for kind in file.schema_arrow.types] == [
        *("string", "int64", "double", "double", "date32[day]", "timestamp[us]"),
    ]
    said = file.schema_arrow.metadata
    assert said[b"mission.snapshot"] == b"20261115-1"
    assert json.loads(said[b"mission.question"]) == {"kpi": "K1", "window": "30"}
    assert json.loads(said[b"mission.labels"])["n_cases"] == "प्रकरण"
    assert json.loads(said[b"mission.definitions"])[1] == ["K1", "सभी 360° काउंसलिंग"]


def test_a_whole_figure_in_excel_has_no_decimals(tmp_path: Path) -> None:
    book = made("xlsx", tmp_path, frame([("a", 1, 146.0, 50.0, None, None), ("b", 1, 69.863, 50.0, None, None)]))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        drawn, styles = (parts.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml"))
    style = {cell: re.search(rf'r="{cell}" s="(\d+)"', drawn) for cell in ("B2", "C2", "C3")}
    assert all(style.values())
    (count, whole, part) = (int(found[1]) for found in style.values() if found)
    assert (count == whole, whole == part) == (True, False)
    assert 'formatCode="#,##0.0##"' in styles


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_rows_is_a_whole_file_with_its_head(form: str, tmp_path: Path) -> None:
    written = made(form, tmp_path, frame([]))
    read = {"csv": pl.read_csv, "xlsx": pl.read_excel, "parquet": pl.read_parquet}[form](io.BytesIO(written))
    assert (read.height, read.width) == (0, 6)


@pytest.mark.parametrize("form", FORMATS)
def test_each_frame_is_written_before_the_next_is_measured(form: str, tmp_path: Path) -> None:
    told: list[str] = []

    def frames() -> Iterator[pl.DataFrame]:
        for at in range(3):
            told.append(f"measured {at}")
            yield frame()

    content = Content(FIELDS, frames(), ASKED)
    done = whole.make(content, form, tmp_path, lambda n_rows: told.append(f"written {n_rows}"))
    assert told == ["measured 0", "written 4", "measured 1", "written 8", "measured 2", "written 12"]
    assert done.n_rows == 12


class Stopped(BaseException):
    """As Streamlit's own, which is no Exception either."""


@pytest.mark.parametrize("form", FORMATS)
def test_writing_that_is_given_up_leaves_nothing(form: str, tmp_path: Path) -> None:
    def stop(n_rows: int) -> None:
        assert [path.name for path in tmp_path.iterdir()] != []
        raise Stopped

    with pytest.raises(Stopped):
        whole.make(Content(FIELDS, iter([frame(), frame()]), ASKED), form, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_has_no_name_on_disk_and_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / "file-old", tmp_path / "file-new"
    for folder, age in ((old, 90_000), (new, 60)):
        folder.mkdir()
        (folder / "part").write_text("half")
        at = folder.stat().st_mtime - age
        os.utime(folder, (at, at))
    assert made("csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file-new"]


def test_streamlit_keeps_and_serves_the_pages_of_the_disk_without_a_copy(tmp_path: Path) -> None:
    file = whole.make(Content(FIELDS, iter([frame()]), ASKED), "csv", tmp_path).file
    data, _ = convert_data_to_bytes_and_infer_mime(file, unsupported_error=ValueError())
    assert data is file.read()
    storage = MemoryMediaFileStorage("/media")
    kept = storage.load_and_get_id(data, "text/csv", MediaFileKind.DOWNLOADABLE, "a.csv")
    endpoint = create_media_routes(storage, None)[0].endpoint
    asked = {"type": "http", "method": "GET", "headers": [], "path_params": {"file_id": f"{kept}.csv"}}
    answer = running.run(endpoint(Request({**asked, "path": "", "query_string": b""})))
    assert isinstance(answer.body, memoryview)
    assert bytes(answer.body) == bytes(file.read())
    assert answer.headers["content-disposition"] == 'attachment; filename="a.csv"'

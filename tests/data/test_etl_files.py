"""Files as they arrive, good and bad: what is read, what is refused, and in which words."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import fastexcel
import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from access.errors import Refused
from etl.files.incoming import from_path
from etl.forms import draw_form, write_forms
from etl.recipes import Recipe, load_codes, load_recipes
from etl.sheets.periods import Period
from etl.sheets.read import read_file
from locales import LANGUAGES
from tests.etl_kit import CASE, CASES, SQUAD, cleaned, only, read, reference, settings, write_csv, write_xlsx

TABLE = [SQUAD, ["धौलाना", "2026-10-05", "10", "2", "0", "0"]]


def refused(path: Path, **changed: object) -> Refused:
    with pytest.raises(Refused) as caught:
        read_file(from_path(path), settings(**changed))
    for lang in LANGUAGES:
        assert path.name in caught.value.sentence(lang)
    return caught.value


def rules(error: Refused) -> str:
    return error.key.removeprefix("etl.refused.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_in_any_encoding_and_with_any_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    one = only(write_csv(tmp_path / "hapur_squad.csv", TABLE, separator, encoding))
    assert one.rows["thana_code"].to_list() == ["dhaulana"]


def test_text_of_windows_is_read(tmp_path: Path) -> None:
    rows = [["District", *CASES], ["Hapur", *CASE], ["Hapur", *CASE]]
    path = write_csv(tmp_path / "caf\u00e9.csv", [[*rows[0], "Remark"], [*rows[1], "caf\u00e9"]], encoding="cp1252")
    assert only(path).rows.height == 1


def test_row_numbers_are_those_that_excel_shows(tmp_path: Path) -> None:
    rows = [[], ["जनपद हापुड़"], [], *TABLE, [], ["बाबूगढ़", "2026-10-06", "7", "1", "0", "0"]]
    assert only(write_csv(tmp_path / "a.csv", rows)).rows["source_row"].to_list() == [5, 7]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("हापुड़")
        for at, row in enumerate(rows):
            sheet.write_row(at, 2, row)
    assert only(tmp_path / "a.xlsx").rows["source_row"].to_list() == [5, 7]


def test_a_line_break_in_a_quoted_cell_is_one_row(tmp_path: Path) -> None:
    rows = [["जनपद", *SQUAD[:2], '"चेक किये गये\nव्यक्ति"'], ["हापुड़", "धौलाना", "2026-10-05", "3"]]
    one = only(write_csv(tmp_path / "a.csv", rows))
    assert (one.rows["source_row"][0], one.rows["persons_checked"][0]) == (2, 3)


def test_a_stray_quote_spoils_only_its_own_cell(tmp_path: Path) -> None:
    rows = [[*SQUAD, "टीप"], [*TABLE[1], '5" x'], [*TABLE[1], 'a "b'], TABLE[1]]
    assert only(write_csv(tmp_path / "hapur.csv", rows)).rows["persons_checked"].to_list() == [10, 10, 10]


def test_excel_dates_times_numbers_and_formulas_are_read(tmp_path: Path) -> None:
    head = ["थाना", "दिनांक", "समय से", "समय तक", "स्थान", "चेक किये गये व्यक्ति", "पुलिसकर्मी"]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        day, clock = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("Hapur")
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, ["Dhaulana"])
        sheet.write_datetime(1, 1, datetime(2026, 10, 5), day)
        sheet.write_datetime(1, 2, time(9, 30), clock)
        sheet.write_row(1, 3, ["10.00 AM", "गंगा मार्केट हापुड़"])
        sheet.write_formula(1, 5, "=4+5", None, 9)
        sheet.write_number(1, 6, 4)
        sheet.write_row(2, 0, ["Dhaulana", 46300, 18.3, "19:00", "गंगा मार्केट हापुड़", 3, 4])
    one = only(tmp_path / "a.xlsx")
    row = one.rows.row(0, named=True)
    assert (row["visited_on"], row["from_time"], row["to_time"]) == (date(2026, 10, 5), time(9, 30), time(10))
    assert (row["place_code"], row["persons_checked"], row["officers"]) == ("hapur-ganga-market", 9, 4)
    assert one.rows["visited_on"][1] == date(2026, 10, 5)
    assert one.rows["from_time"][1] == time(18, 30)
    assert set(one.mends.filter(pl.col("source_row") == 2)["field"]) == {"to"}
    assert read(tmp_path / "a.xlsx").sheet_notes["Hapur"] == {"formulas": 1}


def test_an_excel_error_quarantines_its_row(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("हापुड़")
        sheet.write_row(3, 1, SQUAD)
        sheet.write_row(4, 1, TABLE[1])
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
        sheet.write_row(5, 1, TABLE[1])
    one = only(tmp_path / "a.xlsx")
    assert one.faults.select("source_row", "field", "rule", "value").rows() == [
        (5, "persons_checked", "cell_error", "#DIV/0!")
    ]
    assert one.rows["persons_checked"].to_list() == [None, 10]


def test_hidden_sheets_and_columns_are_reported_and_not_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("हापुड़")
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        sheet.set_column(3, 3, None, None, {"hidden": True})
        other = book.add_worksheet("मेरठ")
        other.write_row(0, 0, SQUAD)
        other.hide()
    file = read(tmp_path / "a.xlsx")
    assert (file.hidden_sheets, file.sheet_notes["हापुड़"], len(file.tables)) == (1, {"hidden_columns": 1}, 1)
    assert only(tmp_path / "a.xlsx").rows["warned"].to_list() == [None]


def test_several_sheets_and_several_tables_on_a_sheet_are_read(tmp_path: Path) -> None:
    counselling = [
        ["काउंसलिंग पंजिका"],
        ["यूनिक नम्बर", "सत्र संख्या", "सत्र दिनांक", "परामर्श का आयाम", "स्थिति"],
        [CASE[0], "1", "2026-10-06", "विधिक", "पूर्ण"],
    ]
    sheets = {"हापुड़": [*TABLE, [], *counselling], "बागपत": [SQUAD, ["बड़ौत", "2026-10-05", "4", "0", "0", "0"]]}
    slices = cleaned(write_xlsx(tmp_path / "a.xlsx", sheets))
    assert [(one.recipe.name, one.district_code, one.rows.height) for one in slices] == [
        ("squad_daily", "hapur", 1),
        ("counselling", "hapur", 1),
        ("squad_daily", "baghpat", 1),
    ]
    assert slices[1].rows["thana_code"].to_list() == ["dhaulana"]


def test_a_stray_blank_in_the_last_cell_does_no_harm(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "hapur.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(TABLE):
            sheet.write_row(at, 0, row)
        sheet.write_string(1_048_575, 16_383, " ")
        sheet.write_blank(900_000, 300, None, book.add_format({"bold": True}))
    one = only(tmp_path / "hapur.xlsx")
    assert (one.n_read, one.rows["persons_checked"].to_list()) == (1, [10])


def test_far_cells_that_hold_something_are_refused_before_they_are_unfolded(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(row) for row in TABLE]
    with xlsxwriter.Workbook(tmp_path / "hapur.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.write_string(400_000, 200, "x")
    assert rules(refused(tmp_path / "hapur.xlsx")) == "too_sparse"


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"max_rows": 5}, "too_many_rows"),
        ({"max_columns": 4}, "too_many_columns"),
        ({"max_cell_characters": 8}, "cell_too_long"),
        ({"max_file_mb": 0.00001}, "too_large"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_over_a_limit_is_refused(tmp_path: Path, kind: str, limit: dict[str, float], rule: str) -> None:
    rows = [SQUAD, *(TABLE[1] for _ in range(9))]
    path = tmp_path / f"hapur.{kind}"
    _ = write_csv(path, rows) if kind == "csv" else write_xlsx(path, {"हापुड़": rows})
    assert rules(refused(path, **limit)) == rule


def test_a_zip_that_unpacks_too_far_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "hapur.xlsx", {"हापुड़": TABLE})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/blank.bin", bytes(3_000_000))
    assert rules(refused(path, max_unpacked_mb=2)) == "unpacks_too_large"


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n,,\r\n", "empty"),
        ("a.xlsx", b"%PDF-1.7 ...", "mislabelled"),
        ("a.xls", b"<html><table></table></html>", "mislabelled"),
        ("a.xlsx", b"a,b,c\n1,2,3\n", "mislabelled"),
        ("a.csv", b"%PDF-1.7 ...", "mislabelled"),
        ("a.pdf", b"%PDF-1.7 ...", "unknown_kind"),
        ("a.docx", b"PK", "unknown_kind"),
        ("a.xlsx", b"PK\x03\x04 broken", "unreadable"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600), "unreadable"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.csv", b"a,b\x00,c\n" * 400, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, data: bytes, rule: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert rules(refused(path)) == rule


def test_an_absent_file_and_an_empty_workbook_are_refused(tmp_path: Path) -> None:
    assert rules(refused(tmp_path / "gone.csv")) == "unreadable"
    assert rules(refused(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": []}))) == "empty"


def test_a_workbook_named_csv_is_mislabelled(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"हापुड़": TABLE}).rename(tmp_path / "a.csv")
    assert rules(refused(path)) == "mislabelled"


def test_a_macro_workbook_is_read_as_data(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"हापुड़": TABLE}).rename(tmp_path / "a.xlsm")
    assert only(path).rows.height == 1


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 8_000), put=st.integers(0, 255), cut=st.integers(0, 3_000))
def test_a_damaged_workbook_is_read_or_refused_and_never_worse(tmp_path: Path, at: int, put: int, cut: int) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("हापुड़").write_row(0, 0, SQUAD)
    data = bytearray(buffer.getvalue())
    data[at % len(data)] = put
    path = tmp_path / "a.xlsx"
    path.write_bytes(data[: len(data) - cut])
    try:
        read(path)
    except Refused as error:
        assert path.name in error.sentence("hi")


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_CONTENT = f"""<?xml version="1.0"?>
<office:document-content office:version="1.2" xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0"
xmlns:text="{_URN}:text:1.0"><office:body><office:spreadsheet><table:table table:name="हापुड़">ROWS</table:table>
</office:spreadsheet></office:body></office:document-content>"""
_ODS_MANIFEST = f"""<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_URN}:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>"""


def _ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("content.xml", _ODS_CONTENT.replace("ROWS", rows))
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return path


def _ods_row(cells: list[str], more: str = "") -> str:
    texts = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row{more}>{''.join(texts)}</table:table-row>"


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{nothing}</table:table-row>'
    one = only(_ods(tmp_path / "a.ods", "".join(map(_ods_row, TABLE)) + blank))
    assert one.rows["persons_checked"].to_list() == [10]


def test_an_ods_file_of_repeated_rows_is_refused_before_it_is_unfolded(tmp_path: Path) -> None:
    rows = _ods_row(SQUAD) + _ods_row(TABLE[1], ' table:number-rows-repeated="1000000"')
    assert rules(refused(_ods(tmp_path / "a.ods", rows))) == "too_many_rows"


FILLED = {
    "district": "हापुड़",
    "thana": "धौलाना",
    "unique_no": CASE[0],
    "place": "गंगा मार्केट हापुड़",
    "date": date(2026, 10, 5),
    "month": date(2026, 10, 1),
    "datetime": datetime(2026, 10, 5, 14, 30),
    "time": time(9, 30),
    "count": 3,
    "degrees": 28.7,
    "note": "अगली तिथि पर पुनः बुलाया गया",
    "text": "12/2026",
    "reference": "परिपत्र-12/2026",
    "subject": "मिशन शक्ति केन्द्रों के निरीक्षण के सम्बन्ध में",
    "venue": "पंचायत भवन",
}


def _filled(recipe: Recipe) -> dict[str, object]:
    row: dict[str, object] = {}
    for field in recipe.fields:
        if field.code and field.type == "code_list":
            codes = load_codes(field.code)
            row[field.name] = ", ".join(codes.label(code, "hi") for code in codes.codes[:2])
        elif field.code:
            row[field.name] = load_codes(field.code).label(load_codes(field.code).codes[-1], "hi")
        else:
            row[field.name] = FILLED[field.type]
    return row


@pytest.mark.parametrize("recipe", load_recipes(), ids=lambda recipe: recipe.name)
def test_a_filled_form_reads_back_without_a_single_mend(tmp_path: Path, recipe: Recipe) -> None:
    path = tmp_path / "form.xlsx"
    october = date(2026, 10, 1), date(2026, 10, 31)
    draw_form(path, recipe, reference(), "hapur", [_filled(recipe)], october)
    assert read(path).hidden_sheets == 0
    one = only(path)
    assert (one.district_code, one.period) == ("hapur", Period(*october, "title"))
    assert (one.recipe.name, one.rows.height, one.unknown_columns) == (recipe.name, 1, 0)
    assert one.mends.rows() == []
    assert one.faults.rows() == []
    empty = [name for name, values in one.rows.to_dict(as_series=False).items() if values == [None]]
    not_asked = set(recipe.keeps_flags) | ({"thana_code"} if recipe.is_of_district else set())
    assert [name for name in empty if name not in not_asked] == []


@pytest.mark.parametrize("recipe", load_recipes(), ids=lambda recipe: recipe.name)
def test_a_form_with_a_period_and_no_rows_is_a_nil_return(tmp_path: Path, recipe: Recipe) -> None:
    path = tmp_path / "form.xlsx"
    draw_form(path, recipe, reference(), "baghpat", (), (date(2026, 10, 1), date(2026, 10, 31)))
    one = only(path)
    assert (one.recipe.name, one.district_code, one.is_nil, one.n_read) == (recipe.name, "baghpat", True, 0)


def test_each_district_gets_a_form_of_every_return_with_its_own_thanas(tmp_path: Path) -> None:
    written = write_forms(tmp_path, ("hapur", "meerut"), reference())
    names = {
        f"{district}/{district}_{recipe.name}.xlsx" for district in ("hapur", "meerut") for recipe in load_recipes()
    }
    assert {str(path.relative_to(tmp_path)) for path in written} == names
    lists = fastexcel.read_excel(tmp_path / "hapur" / "hapur_patrols.xlsx").load_sheet("सूचियाँ", header_row=None)
    offered = set(lists.to_polars()["__UNNAMED__0"].drop_nulls())
    assert offered == set(reference().thanas.filter(district_code="hapur")["name_hi"])


XLS = Path(__file__).parent / "etl" / "squad_daily_old_format.xls"


def test_an_xls_file_is_read_and_its_hidden_sheet_reported() -> None:
    assert read(XLS).hidden_sheets == 1
    one = only(XLS)
    assert one.rows.select("source_row", "thana_code", "day", "persons_checked").rows() == [
        (4, "dhaulana", date(2026, 10, 5), 10)
    ]


def test_a_damaged_xls_file_ends_no_process_but_its_own(tmp_path: Path) -> None:
    whole = XLS.read_bytes()
    path = tmp_path / "a.xls"
    for at in range(600, len(whole), len(whole) // 8):
        path.write_bytes(whole[:at] + b"\xff" * 64 + whole[at + 64 :])
        try:
            read(path)
        except Refused as error:
            assert rules(error) in ("unreadable", "mislabelled", "encrypted")

"""Workbooks with Kruti Dev: sheet names, headers and cells are Unicode before a return is recognised; English stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.etl_kit import CASES, PHONE, SQUAD, case, cleaned, only, read, write_csv, write_xlsx
from tests.kruti_typist import typed


def test_a_workbook_in_kruti_dev_is_read_as_if_it_were_unicode(tmp_path: Path) -> None:
    rows: list[list[object]] = [["बड़ौत", "05-10-2026", 120, 40, 1, 2], ["खेकड़ा", "06-10-2026", 45, 10, 0, 0]]
    rows = [list(SQUAD), *rows]
    plain = only(write_xlsx(tmp_path / "a.xlsx", {"बागपत": rows}))
    keys = [[typed(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    found = only(write_xlsx(tmp_path / "b.xlsx", {typed("बागपत"): keys}))
    assert found.rows.equals(plain.rows)
    assert found.district_code == "baghpat"
    assert found.mends.filter(kind="kruti_dev").height == 4
    assert plain.mends.filter(kind="kruti_dev").is_empty()


def test_kruti_dev_in_one_sheet_leaves_the_others_alone(tmp_path: Path) -> None:
    kruti = [[typed(cell) for cell in SQUAD], [typed("बड़ौत"), "05&10&2026", "1", "0", "0", "0"]]
    english = [["Thana", "Day", "Persons checked", "Warned"], ["Khekra", "2026-10-06", "3", "0"]]
    book = write_xlsx(tmp_path / "baghpat.xlsx", {"1": english, "2": kruti})
    by_sheet = {one.sheet: one for one in cleaned(book)}
    assert by_sheet["1"].mends.is_empty()
    assert by_sheet["1"].rows["thana_code"].to_list() == ["khekra"]
    assert by_sheet["2"].rows["thana_code"].to_list() == ["baraut"]
    assert set(by_sheet["2"].mends["kind"]) == {"kruti_dev", "date"}


def test_a_lone_cell_of_kruti_dev_is_found_in_an_english_file(tmp_path: Path) -> None:
    rows = [CASES, case(), case(Unique_No="MSK/HAPUR/DHAULANA/2026/0002", Category=typed("दहेज उत्पीड़न"))]
    found = only(write_csv(tmp_path / "hapur.csv", rows))
    assert found.rows["category"].to_list() == ["dowry", "dowry"]
    assert found.mends.filter(kind="kruti_dev").select("source_row", "field", "before").rows() == [
        (3, "category", "ngst mRihM+u")
    ]


def test_banned_headers_in_kruti_dev_are_banned(tmp_path: Path) -> None:
    banned = ["नाम", "पिता/पति का नाम", "मोबाइल", "पता", "आधार"]
    rows = [[*CASES, *map(typed, banned)], [*case(), *(typed("कोई बात") for _ in banned)]]
    found = only(write_csv(tmp_path / "hapur.csv", rows))
    flags = ("identity_recorded", "mobile_recorded", "address_recorded")
    assert {flag: found.rows[flag].to_list() for flag in flags} == dict.fromkeys(flags, [True])
    assert found.mends.filter(kind="kruti_dev").is_empty()
    assert found.unknown_columns == 0


def test_a_total_a_note_and_a_repeated_header_in_kruti_dev_are_no_data(tmp_path: Path) -> None:
    keys = [typed(cell) for cell in SQUAD]
    rows = [
        keys,
        [typed("बड़ौत"), "05&10&2026", "1", "0", "0", "0"],
        keys,
        [typed("कुल योग"), "", "1", "0", "0", "0"],
        ["", "", "", "", "", typed("हस्ताक्षर प्रभारी निरीक्षक")],
    ]
    found = only(write_csv(tmp_path / "baghpat.csv", rows))
    assert found.non_data == {"header": 1, "total": 1, "note": 1}
    assert found.total_row is not None
    assert found.total_row["persons_checked"] == 1


def test_titles_and_headers_are_unicode_before_recognition(tmp_path: Path) -> None:
    rows = [[typed("जनपद बागपत"), "", ""], [typed(cell) for cell in SQUAD[:3]], [typed("बड़ौत"), "05&10&2026", "1"]]
    (table,) = read(write_csv(tmp_path / "x.csv", rows)).tables
    assert table.title == ("जनपद बागपत",)
    assert table.header == tuple(SQUAD[:3])


def test_devanagari_figures_are_read_in_every_column_of_tables_beside_each_other(tmp_path: Path) -> None:
    def half(thana: str, day: str, checked: str) -> list[str]:
        return [*map(typed, (thana, day, checked)), *"53", ""]

    upper = [*map(typed, ("थाना", "दिनांक", "चेक किये गये")), "", typed("गिरफ्तार व्यक्ति"), ""]
    lower = ["", "", typed("व्यक्ति"), typed("वाहन"), "", ""]
    rows = [
        [typed("जनपद हापुड़")],
        upper * 2,
        lower * 2,
        half("धौलाना", "०१.१०.२०२६", "१२०") + half("पिलखुवा", "०२.१०.२०२६", "६०"),
        half("योग", "", "१२०") + half("योग", "", "६०"),
    ]
    left, right = cleaned(write_xlsx(tmp_path / "a.xlsx", {"S": rows}))
    for one, thana, day, checked in ((left, "dhaulana", 1, 120), (right, "pilkhuwa", 2, 60)):
        assert one.rows.select("thana_code", "day", "persons_checked").rows() == [(thana, date(2026, 10, day), checked)]
        assert (one.district_code, one.non_data) == ("hapur", {"total": 1})


def test_a_phone_in_the_figures_of_the_font_is_identity(tmp_path: Path) -> None:
    digits = PHONE.translate(str.maketrans("0123456789", "०१२३४५६७८९"))
    rows = [[typed(cell) for cell in SQUAD], [typed("धौलाना"), "05-10-2026", typed(digits), "0", "0", "0"]]
    found = only(write_csv(tmp_path / "hapur.csv", rows))
    assert found.faults["rule"].to_list() == ["identity_in_cell"]
    assert found.mends.filter(field="persons_checked").is_empty()

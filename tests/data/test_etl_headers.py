"""Headers as they are drawn: merged, over two and three rows, with units, footnotes and column numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.clean import Cleaned
from etl.recipes import load_recipe
from tests.etl_kit import SQUAD, only, write_csv, write_xlsx

ROW = ["1", "धौलाना", "05.10.2026", "10", "4", "2", "1", "0"]
FIELDS = ["persons_checked", "places_checked", "warned", "preventive", "arrests"]


def counts(one: Cleaned) -> list[object]:
    assert one.rows["source_row"].len() == 1
    return [one.rows[name][0] for name in FIELDS]


def test_group_headings_merged_over_sub_headings(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("हापुड़")
        sheet.merge_range("A1:H1", "एंटी रोमियो दैनिक कार्यवाही माह अक्टूबर 2026")
        for at, name in enumerate(["क्र.सं.", "थाना", "दिनांक"]):
            sheet.merge_range(1, at, 2, at, name)
        sheet.merge_range("D2:E2", "चेक किये गये")
        sheet.merge_range("F2:H2", "कार्यवाही")
        sheet.write_row("D3", ["व्यक्ति", "स्थान", "चेतावनी", "निरोधात्मक", "गिरफ्तार"])
        sheet.write_row("A4", range(1, 9))
        sheet.write_row("A5", ROW)
    one = only(tmp_path / "a.xlsx")
    assert counts(one) == [10, 4, 2, 1, 0]
    assert (one.rows["source_row"][0], one.n_read, one.non_data) == (5, 2, {"header": 1})
    assert one.unknown_columns == 0


def test_a_header_over_three_rows_with_words_cut_in_two(tmp_path: Path) -> None:
    rows = [
        ["माह अक्टूबर 2026"],
        ["क्र.", "थाना", "दिनांक", "चेक किये", "", "कार्यवाही", "", ""],
        ["सं.", "", "", "गये", "", "विधिक", "", "अन्य"],
        ["", "", "(DD/MM/YYYY)", "व्यक्ति", "स्थान", "चेतावनी*", "निरोधात्मक", "गिरफ्तार¹"],
        ROW,
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (counts(one), one.n_read, one.unknown_columns) == ([10, 4, 2, 1, 0], 1, 0)


def test_sub_headings_alone_do_not_make_the_group_a_count_of_something_else(tmp_path: Path) -> None:
    rows = [
        ["थाना", "दिनांक", "समय", "", "स्थान", "चेक किये गये व्यक्ति", "पुलिसकर्मी", ""],
        ["", "", "से", "तक", "", "", "कुल", "महिला"],
        ["धौलाना", "05.10.2026", "09:30", "10:30", "गंगा मार्केट हापुड़", "10", "4", "2"],
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert one.recipe.name == "patrols"
    assert [str(one.rows[name][0]) for name in ("from_time", "to_time", "officers", "women_officers")] == [
        "09:30:00",
        "10:30:00",
        "4",
        "2",
    ]


def test_english_groups_are_read_as_well(tmp_path: Path) -> None:
    rows = [
        ["Thana", "Date", "Time", "", "Place", "Persons checked", "Officers", ""],
        ["", "", "From", "To", "", "", "Total", "Women"],
        ["Dhaulana", "05.10.2026", "9.30 AM", "1030", "गंगा मार्केट हापुड़", "10", "4", "2"],
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert [str(one.rows[name][0]) for name in ("from_time", "to_time", "officers", "women_officers")] == [
        "09:30:00",
        "10:30:00",
        "4",
        "2",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "चेक किये गये व्यक्ति (संख्या में)",
        "चेक किये गये व्यक्ति - संख्या",
        "चेक किये गये व्यक्ति*",
        "चेक किये गये व्यक्ति¹",
        "3. चेक किये गये व्यक्ति",
        "(ग) चेक किये गये व्यक्ति",
        "चेक किये गये व्यक्ति (नोट: सभी स्थानों पर",
        "चेक किये\nगये\nव्यक्ति",
        "चेक किये गये व्यक्ति\n(संख्या)",
        "  चेक\u00a0किये गये\u200b व्यक्ति : ",
        "Persons checked (Nos.)",
        "PERSONS CHECKED - in nos",
    ],
)
def test_units_footnotes_and_numbering_are_no_part_of_a_header(tmp_path: Path, header: str) -> None:
    rows: list[list[object]] = [["थाना**", "दिनांक (DD/MM/YYYY)", header], ["धौलाना", "05.10.2026", 10]]
    one = only(write_xlsx(tmp_path / "a.xlsx", {"हापुड़": rows}))
    assert (one.rows["persons_checked"].to_list(), one.unknown_columns) == ([10], 0)


@pytest.mark.parametrize(
    "beneath",
    [
        ["1", "2", "3", "4", "5", "6"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["१", "२", "३", "४", "५", "६"],
        ["", "DD/MM/YYYY", "संख्या में", "संख्या में", "(संख्या)", "(संख्या)"],
        SQUAD,
    ],
)
def test_column_numbers_units_and_the_header_again_are_no_rows(tmp_path: Path, beneath: list[str]) -> None:
    rows = [SQUAD, beneath, ["धौलाना", "2026-10-05", "10", "2", "0", "0"], beneath]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.non_data, one.faults.height) == (1, {"header": 2}, 0)


def test_both_rows_of_a_header_are_known_again_at_the_top_of_a_page(tmp_path: Path) -> None:
    head = [["थाना", "दिनांक", "चेक किये गये", "", "कार्यवाही", ""], ["", "", "व्यक्ति", "स्थान", "चेतावनी", "गिरफ्तार"]]
    row = ["धौलाना", "05.10.2026", "10", "4", "2", "0"]
    one = only(write_csv(tmp_path / "hapur.csv", [*head, row, *head, row]))
    assert (one.rows["source_row"].to_list(), one.non_data) == ([3, 6], {"header": 2})


def test_two_headers_below_one_another_are_two_tables(tmp_path: Path) -> None:
    rows = [SQUAD, ["थाना", "दिनांक", "स्थल का प्रकार", "स्थल", "महिलाएं"], ["धौलाना", "2026-10-05", "विद्यालय", "क", "9"]]
    one = only(write_csv(tmp_path / "hapur_2026-10.csv", [*rows[1:]]))
    assert one.recipe.name == "awareness"


def test_a_first_row_without_figures_is_no_part_of_the_header(tmp_path: Path) -> None:
    rows = [SQUAD, ["धौलाना", "निल", "निल", "निल", "निल", "निल"], ["बाबूगढ़", "2026-10-05", "1", "0", "0", "0"]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.non_data, one.nil_thanas) == (1, {"nil": 1}, ("dhaulana",))


def test_counted_things_may_stand_in_the_plural(tmp_path: Path) -> None:
    header = [
        "थाना",
        "दिनांक",
        "चेक किये गये व्यक्तियों की संख्या*",
        "चेतावनी (संख्या में)",
        "अभियोग पंजीकृत",
        "गिरफ्तार व्यक्तियों की संख्या",
    ]
    one = only(write_csv(tmp_path / "hapur.csv", [header, ["धौलाना", "05.10.2026", *"4321"]]))
    names = ("persons_checked", "warned", "firs", "arrests")
    assert [one.rows[name][0] for name in names] == [4, 3, 2, 1]
    assert (one.recipe.name, one.unknown_columns) == ("squad_daily", 0)


@pytest.mark.parametrize("mark", ["-", "निल", "——", "----------"])
def test_a_first_row_that_only_says_nil_is_no_part_of_the_header(tmp_path: Path, mark: str) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD, [mark] * len(SQUAD), ["धौलाना", "05.10.2026", *"1000"]]))
    assert (one.n_read, one.rows["source_row"].to_list(), one.non_data) == (2, [3], {"nil": 1})


def test_a_column_of_totals_is_checked_and_left_out(tmp_path: Path) -> None:
    head = [
        ["थाना", "दिनांक", "स्थल का प्रकार", "स्थल", "उपस्थिति", "", "", "", ""],
        ["", "", "", "", "महिलाएं", "पुरुष", "बालिकाएं", "बालक", "योग"],
    ]
    row = ["धौलाना", "05.10.2026", "विद्यालय", "क", "9", "1", "2", "3"]
    one = only(write_csv(tmp_path / "hapur.csv", [*head, [*row, "15"], [*row, "१५"], [*row, "16"], [*row, ""]]))
    assert (one.rows.height, one.unknown_columns) == (4, 0)
    assert one.warnings.select("source_row", "rule", "value").rows() == [(5, "row_total_off", "16")]


def test_a_column_of_totals_of_something_else_says_nothing(tmp_path: Path) -> None:
    rows = [[*SQUAD, "योग"], *([["धौलाना", f"2026-10-0{day}", "10", "2", "0", "0", "10"] for day in (5, 6, 7)])]
    assert only(write_csv(tmp_path / "hapur.csv", rows)).warnings.height == 0


def test_a_row_that_only_completes_known_words_belongs_to_the_header(tmp_path: Path) -> None:
    rows = [[*SQUAD[:3], "हूटर", "बत्ती"], ["", "", "", "हटवाये", "हटवाई"], ["धौलाना", "2026-10-05", "10", "2", "1"]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.n_read, one.rows["hooters"].to_list(), one.rows["beacons"].to_list()) == (1, [2], [1])


HEADERS = [
    field.header_hi for field in load_recipe("squad_daily").fields if field.name not in ("district", "preventive")
]


@hypothesis_settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_header_cut_into_rows_anywhere_is_put_together_again(tmp_path: Path, data: st.DataObject) -> None:
    """The words of each caption are spread over two or three rows; thana and day stand in the first."""
    n_rows = data.draw(st.integers(1, 3))
    rows = [[""] * len(HEADERS) for _ in range(n_rows)]
    for at, header in enumerate(HEADERS):
        said = header.split()
        n_parts = 1 if at < 2 else data.draw(st.integers(1, min(n_rows, len(said))))
        for n, part in enumerate((*said[: n_parts - 1], " ".join(said[n_parts - 1 :]))):
            rows[n][at] = part
    rows = [row for row in rows if any(row)]
    values = ["धौलाना", "2026-10-05", *map(str, range(10, 8 + len(HEADERS)))]
    one = only(write_csv(tmp_path / "hapur.csv", [["माह अक्टूबर 2026"], *rows, values]))
    assert one.rows["source_row"].to_list() == [len(rows) + 2]
    fields = [field for field in one.recipe.fields if field.header_hi in HEADERS]
    assert [str(one.rows[field.column][0]) for field in fields[2:]] == values[2:]


def test_a_cell_merged_over_several_rows_says_the_same_of_each(tmp_path: Path) -> None:
    """Words and days are repeated, to the last row that holds anything; a number is not, nor a header."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("हापुड़")
        sheet.merge_range("A1:A2", "थाना")
        sheet.merge_range("B1:B2", "दिनांक")
        sheet.merge_range("C1:D1", "चेक किये गये")
        sheet.write_row("C2", ["व्यक्ति", "स्थान"])
        sheet.merge_range("A3:A9", "धौलाना")
        sheet.write_column("B3", ["05.10.2026", "06.10.2026"])
        sheet.merge_range("B5:B6", "07.10.2026")
        sheet.write_column("C3", [10, 11, 12, 13])
        sheet.merge_range("D3:D4", 7)
    one = only(tmp_path / "a.xlsx")
    days = [date(2026, 10, day) for day in (5, 6, 7, 7)]
    assert one.rows.select("thana_code", "day", "persons_checked", "places_checked").rows() == [
        ("dhaulana", days[0], 10, 7),
        ("dhaulana", days[1], 11, None),
        ("dhaulana", days[2], 12, None),
        ("dhaulana", days[3], 13, None),
    ]
    assert one.faults.is_empty()


NO_THANA = [["दिनांक", "चेक किये गये व्यक्ति", "चेतावनी"], ["05.10.2026", "10", "4"]]


@pytest.mark.parametrize(
    ("title", "sheet", "file"),
    [
        ("थाना धौलाना, जनपद हापुड़", "Sheet1", "october"),
        ("जनपद हापुड़", "धौलाना", "october"),
        ("जनपद हापुड़", "Sheet1", "थाना धौलाना"),
    ],
)
def test_a_kendras_own_table_needs_no_column_of_thanas(tmp_path: Path, title: str, sheet: str, file: str) -> None:
    one = only(write_xlsx(tmp_path / f"{file}.xlsx", {sheet: [[title], *NO_THANA]}))
    assert (one.rows["thana_code"].to_list(), one.missing_fields) == (["dhaulana"], ())


@pytest.mark.parametrize("title", ["जनपद हापुड़", "जनपद हापुड़ थाना धौलाना थाना बाबूगढ़ से अलग", "हापुड़, थाना अज्ञातपुर"])
def test_without_a_thana_anywhere_the_column_is_missed_by_name(tmp_path: Path, title: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [[title], *NO_THANA], "Sheet2": [["थाना बाबूगढ़"]]})
    one = only(path)
    assert one.missing_fields == ("thana",)

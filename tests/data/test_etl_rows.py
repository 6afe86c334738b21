"""No row is lost: whatever stands in a table is a data row or counted as what else it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.sheets.totals import totals_off
from tests.etl_kit import CASE, CASES, PHONE, SQUAD, case, cleaned, only, write_csv, write_xlsx

DATA = ["धौलाना", "2026-10-05", "10", "2", "0", "0"]
CELLS = [
    "",
    " ",
    "धौलाना",
    "योग",
    "निल",
    "-",
    "2026-10-05",
    "31.02.2026",
    "४५",
    "50+",
    "क्र.सं.",
    "हस्ताक्षर",
    "x" * 30,
    *SQUAD[:2],
]


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=7), max_size=12))
def test_rows_balance_whatever_they_hold(tmp_path: Path, rows: list[list[str]]) -> None:
    path = write_csv(tmp_path / "hapur_squad_daily_2026-10.csv", [SQUAD, *rows, DATA])
    slices = cleaned(path)
    told = [row for one in slices for row in one.rows["source_row"]]
    assert len(told) == len(set(told))
    assert len(rows) + 2 in told


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([["योग", "", "30"]], 30),
        ([["Total", "", "30"]], 30),
        ([["कुल योग :-", "", "३०"]], 30),
        ([["", "योग", "30"]], 30),
        ([["योग", "", "10"], ["योग", "", "20"]], 30),
        ([["योग", "", "10"], ["योग", "", "20"], ["महायोग", "", "30"]], 30),
        ([["योग", "", "10"], ["योग", "", "20"], ["योग", "", "30"]], 30),
    ],
)
def test_totals_are_recognised_used_and_removed(tmp_path: Path, totals: list[list[str]], expected: int) -> None:
    rows = [SQUAD[:3], DATA[:3], ["बाबूगढ़", "2026-10-05", "20"], *totals]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.non_data, one.total_row) == (2, {"total": len(totals)}, {"persons_checked": expected})


A, B, C = ["धौलाना", "2026-10-05"], ["बाबूगढ़", "2026-10-05"], ["पिलखुवा", "2026-10-05"]


def total(label: str, count: int) -> list[str]:
    return [label, "", str(count)]


@pytest.mark.parametrize(
    ("rows", "n_totals", "whole"),
    [
        ([[*A, "10"], total("योग सर्किल सदर", 10), [*B, "20"], [*C, "5"], total("सर्किल योग", 25)], 2, None),
        ([[*A, "10"], total("योग", 10), [*B, "20"], total("योग", 20), total("कुल योग", 30)], 3, 30),
        ([[*A, "10"], total("Sub-Total", 10), [*B, "20"], total("Sub-Total", 20), total("Hapur Total", 30)], 3, 30),
        ([[*A, "10"], total("योग", 10), [*B, "20"], total("योग", 30)], 2, None),
        (
            [
                [*A, "10"],
                total("थाना योग", 10),
                [*B, "20"],
                total("थाना योग", 20),
                total("सर्किल योग", 30),
                [*C, "5"],
                total("थाना योग", 5),
                total("सर्किल योग", 5),
                total("योग हापुड़", 35),
            ],
            6,
            35,
        ),
        ([total("कुल योग", 30), [*A, "10"], [*B, "20"]], 1, 30),
        ([total("योग", 10), [*A, "10"], total("योग", 20), [*B, "20"]], 2, None),
        ([total("महायोग", 30), total("योग", 10), [*A, "10"], total("योग", 20), [*B, "20"]], 3, 30),
        ([[*A, "10"], total("योग", 10), [*B, "20"]], 1, None),
    ],
)
def test_sub_totals_are_held_against_their_own_rows(
    tmp_path: Path, rows: list[list[str]], n_totals: int, whole: int | None
) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD[:3], *rows]))
    assert one.non_data == {"total": n_totals}
    assert (one.total_row or {}).get("persons_checked") == whole
    assert [*totals_off([one], one.recipe)] == []


@pytest.mark.parametrize("label", ["पिछला योग", "अब तक का योग", "प्रगामी योग", "Progressive total"])
def test_a_total_that_reaches_beyond_the_table_is_removed_and_not_compared(tmp_path: Path, label: str) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD[:3], [*A, "10"], total("योग", 10), total(label, 510)]))
    assert (one.rows.height, one.non_data, one.total_row) == (1, {"total": 2}, {"persons_checked": 10})


@pytest.mark.parametrize("label", ["जनपद योग", "योग जनपद हापुड़"])
def test_a_total_in_the_place_of_a_thana_is_one_though_its_row_has_a_day(tmp_path: Path, label: str) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD[:3], [*A, "10"], [*B, "20"], [label, "2026-10-05", "30"]]))
    assert (one.rows.height, one.non_data, one.total_row) == (2, {"total": 1}, {"persons_checked": 30})


def test_a_sub_total_that_disagrees_is_told_with_its_row(tmp_path: Path) -> None:
    rows = [[*A, "10"], total("योग", 11), [*B, "20"], total("योग", 20), total("कुल योग", 30)]
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD[:3], *rows]))
    (off,) = totals_off([one], one.recipe)
    assert (off.field_hi, off.stated, off.summed) == ("चेक किये गये व्यक्ति (पंक्ति 3 का उप-योग)", 11, 10)


def test_a_sub_total_over_an_unreadable_cell_is_not_checked_and_the_others_are(tmp_path: Path) -> None:
    rows = [[*A, "50+"], total("योग", 11), [*B, "20"], total("योग", 21)]
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD[:3], *rows]))
    assert [(off.stated, off.summed) for off in totals_off([one], one.recipe)] == [(21, 20)]


def test_totals_of_two_districts_are_checked_over_both(tmp_path: Path) -> None:
    rows = [["जनपद", *SQUAD[:3]], ["हापुड़", *A, "10"], ["मेरठ", "परतापुर", "2026-10-05", "5"], ["योग", "", "", "15"]]
    slices = cleaned(write_csv(tmp_path / "a.csv", rows))
    assert len(slices) == 2 and [*totals_off(slices, slices[0].recipe)] == []


@pytest.mark.parametrize(
    "line",
    [
        ["हस्ताक्षर", "हस्ताक्षर", "हस्ताक्षर"],
        ["प्रभारी निरीक्षक", "क्षेत्राधिकारी", "अपर पुलिस अधीक्षक", "पुलिस अधीक्षक"],
        ["", "", "दिनांक 02.11.2026"],
        ["प्रतिलिपि: नोडल अधिकारी, परिक्षेत्र"],
        ["पृष्ठ 1"],
        ["Page 1 of 3"],
        ["नोट: उक्त सूचना"],
    ],
)
def test_lines_beneath_the_rows_are_no_rows(tmp_path: Path, line: list[str]) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD, DATA, [f'"{cell}"' for cell in line]]))
    assert (one.rows.height, one.non_data) == (1, {"note": 1})


def test_a_thana_whose_name_holds_a_word_for_total_is_data(tmp_path: Path) -> None:
    rows = [SQUAD[:3], ["Bahsuma", "2026-10-05", "20"]]
    assert only(write_csv(tmp_path / "meerut.csv", rows)).rows["thana_code"].to_list() == ["bahsuma"]


def test_a_row_of_an_unknown_thana_is_never_taken_for_a_note(tmp_path: Path) -> None:
    rows = [SQUAD[:3], ["अमुक", "", "20"], DATA[:3]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.faults["rule"].to_list()) == (2, ["thana_unknown"])


def test_a_thana_that_is_listed_with_nothing_beside_it_has_not_filed(tmp_path: Path) -> None:
    rows = [SQUAD[:3], DATA[:3], ["बाबूगढ़", "", ""]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.nil_thanas) == (2, ())


def test_a_nil_row_of_an_unknown_thana_is_quarantined(tmp_path: Path) -> None:
    rows = [SQUAD[:3], DATA[:3], ["अमुक", "निल", "निल"]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows.height, one.nil_thanas, one.faults["rule"].to_list()) == (2, (), ["thana_unknown"])


def test_a_thana_means_the_one_of_the_rows_own_district(tmp_path: Path) -> None:
    rows = [["थाना", *SQUAD[1:3]], ["कोतवाली", "2026-10-05", "3"]]
    sheets = {"मेरठ": rows, "हापुड़": rows, "बागपत": rows, "बुलन्दशहर": rows}
    slices = cleaned(write_xlsx(tmp_path / "a.xlsx", sheets))
    assert [one.rows["thana_code"][0] for one in slices] == [
        "kotwali-meerut",
        "hapur-kotwali-nagar",
        "kotwali-baghpat",
        "kotwali-nagar",
    ]


def test_the_districts_column_is_believed_before_the_files_name_and_the_clash_is_told(tmp_path: Path) -> None:
    rows = [["District", *SQUAD[:3]], ["Hapur", *DATA[:3]]]
    one = only(write_csv(tmp_path / "meerut_squad.csv", rows))
    assert (one.district_code, one.warnings["rule"].to_list()) == ("hapur", ["district_disagrees"])


@pytest.mark.parametrize(
    ("sheet", "title", "file", "expected"),
    [
        ("हापुड़", "जनपद मेरठ", "baghpat.xlsx", "hapur"),
        ("Sheet1", "मेरठ परिक्षेत्र, जनपद हापुड़", "baghpat.xlsx", "hapur"),
        ("Sheet1", "मेरठ रेंज", "hapur_squad.xlsx", "hapur"),
    ],
)
def test_the_sheet_is_asked_before_the_title_and_the_title_before_the_file(
    tmp_path: Path, sheet: str, title: str, file: str, expected: str
) -> None:
    path = write_xlsx(tmp_path / file, {sheet: [[title], SQUAD[:3], ["महिला थाना", "2026-10-05", 3]]})
    assert only(path).district_code == expected


def test_the_register_finds_the_thana_in_the_number(tmp_path: Path) -> None:
    header = [name for name in CASES if name != "Thana"]
    row = [cell for name, cell in zip(CASES, CASE, strict=True) if name != "Thana"]
    assert only(write_csv(tmp_path / "hapur.csv", [header, row])).rows["thana_code"].to_list() == ["dhaulana"]


def test_what_was_banned_is_nowhere_in_what_is_kept(tmp_path: Path) -> None:
    secret = "अमुक-" + "देवी"
    rows = [
        [*CASES, "नाम", "मोबाइल", "FIR no"],
        [*case(), secret, PHONE, f"{PHONE} को सूचित"],
        [*case(Category=secret), "", "-", ""],
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    kept = " ".join(str(frame.rows()) for frame in (one.rows, one.mends, one.faults, one.warnings))
    assert secret not in kept and PHONE not in kept
    assert one.rows["identity_recorded"].to_list() == [True, False]
    assert one.rows["mobile_recorded"].to_list() == [True, False]
    assert one.faults.select("source_row", "rule", "value").rows() == [
        (2, "identity_in_cell", "•••"),
        (3, "code_unknown", "•••"),
    ]


def test_elopement_is_always_counselled_and_a_blank_stays_blank(tmp_path: Path) -> None:
    rows = [
        CASES,
        case(Category="Elopement", Counselling_needed="No"),
        case(Category="Elopement", Counselling_needed=""),
    ]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert one.rows["counselling_needed"].to_list() == [True, None]
    assert one.mends["kind"].to_list() == ["must_be_counselled"]


def test_trimmed_blanks_and_labels_are_no_mends(tmp_path: Path) -> None:
    rows = [
        CASES,
        case(Thana="  Dhaulana\u00a0", Category=" dowry ", Received_on="2026-10-05 00:00:00", Entered_on=" 2026-10-05"),
    ]
    assert only(write_csv(tmp_path / "hapur.csv", rows)).mends.rows() == []


@pytest.mark.parametrize("said", ["हस्ताक्षर प्रभारी निरीक्षक", "निल", "निल रिपोर्ट", "प्रतिलिपि"])
def test_a_word_in_the_column_of_serials_is_no_row(tmp_path: Path, said: str) -> None:
    numbered = [["क्र.सं.", *SQUAD], ["1", *DATA], [said, *[""] * len(SQUAD)]]
    one = only(write_csv(tmp_path / "hapur.csv", numbered))
    assert (one.rows.height, one.non_data) == (1, {"note": 1})


@pytest.mark.parametrize("said", ["निल", "निल रिपोर्ट"])
def test_a_nil_report_may_stand_in_the_column_of_serials(tmp_path: Path, said: str) -> None:
    empty = [[said, *[""] * len(SQUAD)]]
    one = only(write_csv(tmp_path / "hapur_squad_daily_2026-10.csv", [["क्र.सं.", *SQUAD], *empty]))
    assert (one.rows.height, one.is_nil) == (0, True)


def test_nil_of_a_thana_that_is_not_known_is_held_back_and_no_note(tmp_path: Path) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD, DATA, ["अज्ञातपुर", "निल", "", "", "", ""]]))
    assert (one.rows.height, one.non_data, one.nil_thanas) == (2, {}, ())
    assert "thana_unknown" in one.faults["rule"].to_list()

"""Tables beside and below one another on one sheet: each is read with its own title, rows and balance."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.clean import Cleaned
from etl.recipes import load_recipes
from tests.etl_kit import SQUAD, cleaned, only, read, write_csv, write_xlsx

FIRST = ["धौलाना", "2026-10-05", "10", "2", "0", "0"]
SECOND = ["बाबूगढ़", "2026-10-06", "7", "1", "0", "0"]
PROGRAMMES = ["थाना", "दिनांक", "स्थल का प्रकार", "स्थल", "महिलाएं"]
PROGRAMME = ["पिलखुवा", "2026-10-07", "विद्यालय", "क", "30"]
Row = list[str]


def beside(left: list[Row], right: list[Row], gap: int = 1, down: int = 0) -> list[Row]:
    """Two blocks of rows next to each other, the right one `down` rows lower."""
    width = max(map(len, left))
    right = [[] for _ in range(down)] + right
    height = max(len(left), len(right))
    left, right = ([*block, *([] for _ in range(height - len(block)))] for block in (left, right))
    return [one + [""] * (width - len(one) + gap) + other for one, other in zip(left, right, strict=True)]


def told(one: Cleaned) -> tuple[str, list[int], list[str]]:
    return one.recipe.name, one.rows["source_row"].to_list(), one.rows["thana_code"].to_list()


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("down", [0, 1])
def test_one_return_twice_side_by_side(tmp_path: Path, gap: int, down: int) -> None:
    rows = beside([SQUAD, FIRST, FIRST, FIRST], [SQUAD, SECOND], gap, down)
    slices = cleaned(write_csv(tmp_path / "hapur.csv", rows))
    assert [told(one) for one in slices] == [
        ("squad_daily", [2, 3, 4], ["dhaulana"] * 3),
        ("squad_daily", [2 + down], ["babugarh"]),
    ]
    assert [one.non_data for one in slices] == [{}, {}]


@pytest.mark.parametrize("gap", [0, 1])
def test_two_returns_side_by_side(tmp_path: Path, gap: int) -> None:
    rows = beside([["क्र.सं.", *SQUAD], ["1", *FIRST]], [["क्र.सं.", *PROGRAMMES], ["1", *PROGRAMME]], gap)
    slices = cleaned(write_csv(tmp_path / "hapur.csv", rows))
    assert [told(one) for one in slices] == [("squad_daily", [2], ["dhaulana"]), ("awareness", [2], ["pilkhuwa"])]
    assert [one.unknown_columns for one in slices] == [0, 0]


def test_three_tables_side_by_side(tmp_path: Path) -> None:
    rows = [[*SQUAD[:3], *SQUAD[:3], *PROGRAMMES], [*FIRST[:3], *SECOND[:3], *PROGRAMME]]
    slices = cleaned(write_csv(tmp_path / "hapur.csv", rows))
    assert [told(one)[2] for one in slices] == [["dhaulana"], ["babugarh"], ["pilkhuwa"]]


def test_each_table_has_the_title_above_it_and_the_heading_of_the_sheet(tmp_path: Path) -> None:
    left = [["जनपद हापुड़ की सूचना"], ["माह अक्टूबर 2026"], SQUAD, FIRST]
    right = [[], ["माह नवम्बर 2026"], SQUAD, ["बाबूगढ़", "2026-11-06", *SECOND[2:]]]
    slices = cleaned(write_csv(tmp_path / "a.csv", beside(left, right)))
    assert [(one.district_code, one.period and one.period.first_day) for one in slices] == [
        ("hapur", date(2026, 10, 1)),
        ("hapur", date(2026, 11, 1)),
    ]


def test_each_table_may_be_of_its_own_district(tmp_path: Path) -> None:
    right = [["जनपद मेरठ"], SQUAD, ["कोतवाली", *SECOND[1:]]]
    slices = cleaned(write_csv(tmp_path / "a.csv", beside([["जनपद हापुड़"], SQUAD, FIRST], right)))
    assert [(one.district_code, one.rows["thana_code"][0]) for one in slices] == [
        ("hapur", "dhaulana"),
        ("meerut", "kotwali-meerut"),
    ]


def test_the_rows_of_the_left_table_are_no_title_of_a_lower_right_one(tmp_path: Path) -> None:
    left = [SQUAD, *([name, "2026-10-05", *FIRST[2:]] for name in ("धौलाना", "बाबूगढ़", "पिलखुवा"))]
    tables = read(write_csv(tmp_path / "hapur.csv", beside(left, [SQUAD, SECOND], down=2))).tables
    assert [table.title for table in tables] == [(), ()]


def test_totals_blanks_and_notes_are_counted_in_their_own_table(tmp_path: Path) -> None:
    left = [SQUAD, FIRST, [], FIRST, ["योग", "", "20"], ["हस्ताक्षर"]]
    slices = cleaned(write_csv(tmp_path / "hapur.csv", beside(left, [SQUAD, SECOND, ["योग", "", "7"]])))
    assert [(one.n_read, one.non_data, one.total_row) for one in slices] == [
        (5, {"blank": 1, "total": 1, "note": 1}, {"persons_checked": 20}),
        (2, {"total": 1}, {"persons_checked": 7}),
    ]


def test_tables_beside_below_and_across(tmp_path: Path) -> None:
    rows = [
        ["जनपद हापुड़"],
        *beside([SQUAD, FIRST], [PROGRAMMES, PROGRAMME]),
        [],
        ["भ्रमण"],
        ["थाना", "दिनांक", "समय से", "समय तक", "स्थान", "चेक किये गये व्यक्ति", "पुलिसकर्मी"],
        ["धौलाना", "2026-10-05", "09:30", "10:30", "गंगा मार्केट हापुड़", "3", "2"],
    ]
    slices = cleaned(write_csv(tmp_path / "hapur.csv", rows))
    assert [told(one)[:2] for one in slices] == [("squad_daily", [3]), ("awareness", [3]), ("patrols", [7])]


def test_a_header_repeated_at_a_page_is_one_table_and_under_another_title_is_another(tmp_path: Path) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [SQUAD, FIRST, [], ["पृष्ठ 2"], SQUAD, SECOND]))
    assert (one.rows["source_row"].to_list(), one.non_data) == ([2, 6], {"blank": 1, "note": 1, "header": 1})
    rows = [["जनपद हापुड़"], SQUAD, FIRST, [], ["जनपद मेरठ"], SQUAD, ["कोतवाली", *SECOND[1:]]]
    assert [one.district_code for one in cleaned(write_csv(tmp_path / "a.csv", rows))] == ["hapur", "meerut"]


def test_a_blank_column_within_a_table_parts_nothing(tmp_path: Path) -> None:
    rows = [[*SQUAD[:2], "", *SQUAD[2:]], [*FIRST[:2], "", *FIRST[2:]]]
    one = only(write_csv(tmp_path / "hapur.csv", rows))
    assert (one.rows["persons_checked"].to_list(), one.rows["arrests"].to_list()) == ([10], [0])


def test_a_second_column_of_one_name_parts_nothing(tmp_path: Path) -> None:
    one = only(write_csv(tmp_path / "hapur.csv", [[*SQUAD, "दिनांक", "थाना"], [*FIRST, "2026-10-09", "x"]]))
    assert (one.rows["day"].to_list(), one.unknown_columns) == ([date(2026, 10, 5)], 2)


BLOCKS = st.lists(st.sampled_from([FIRST, SECOND, ["योग", "", "7"], [], ["", "31.02.2026", "5"]]), max_size=8)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCKS, min_size=2, max_size=4), gap=st.integers(0, 2), top=st.integers(0, 3))
def test_no_row_is_lost_or_told_twice_wherever_tables_stand(
    tmp_path: Path, blocks: list[list[Row]], gap: int, top: int
) -> None:
    rows: list[Row] = [[*SQUAD], *blocks[0], FIRST]
    for block in blocks[1:]:
        rows = beside(rows, [SQUAD, *block, SECOND], gap)
    slices = cleaned(write_csv(tmp_path / "hapur.csv", [*[[]] * top, *rows]))
    assert len(slices) == len(blocks)
    for one, block in zip(slices, blocks, strict=True):
        filled = [at + top + 2 for at, row in enumerate(block) if row and row[0] != "योग"]
        assert one.rows["source_row"].to_list() == [*filled, len(block) + top + 2]
        assert one.n_read == len(block) + 1


def test_side_by_side_tables_of_a_workbook_are_read(tmp_path: Path) -> None:
    rows = beside([["थाना धौलाना"], SQUAD, FIRST], [["थाना बाबूगढ़"], SQUAD, SECOND])
    slices = cleaned(write_xlsx(tmp_path / "a.xlsx", {"हापुड़": rows}))
    assert [told(one) for one in slices] == [("squad_daily", [3], ["dhaulana"]), ("squad_daily", [3], ["babugarh"])]


def test_a_sheet_of_nothing_but_headers_is_read_in_good_time(tmp_path: Path) -> None:
    words = [header for recipe in load_recipes() for field in recipe.fields for header in field.headers]
    rows = [[words[(7 * at + 13 * n) % len(words)] for n in range(40)] for at in range(400)]
    start = time.perf_counter()
    tables = read(write_csv(tmp_path / "a.csv", rows)).tables
    assert len(tables) > 50
    assert time.perf_counter() - start < 5

"""Which cells are taken for Kruti Dev: what has its evidence in itself, what needs neighbours, and what never is."""

from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.privacy.masking import MASK
from etl.recipes import load_recipe
from etl.text.kruti_cells import convert_cells, in_unicode, is_kruti_dev
from etl.text.kruti_mends import kruti_mends

LATIN = """
PS|FIR|CO|SHO|NCR|1090|S.No.|Sub Total|Walk in|Mahila Thana|Kuber Inter College|Jan Chaupal|Thana|Name|Date
|N/A|n/a|nil|Nil|u/s 354|IPC 354-A|s/o|w/o|d/o|C/o|Dr.|U.P.|UP-112|1090/112/181|50%|12 & 13|1090&112
|a.b@police.example|x@y.in|flag|task|fuzzy|Women & Child Development|Basic Education|Panchayati Raj|Don't know
|O'Neil|women's cell|McDonald|iPhone|WhatsApp|YouTube|PhD|Kotwali/Thana|Thana (Kendra)|[name]|{file}|"quoted"
|yes|no|han|nahi|Zila|Abu Lane|Begum Bridge|Shastri Nagar|Garh Road|First, second; third|See below: none.
|e-mail|walk-in|Anti Romeo Squad|T.P. Nagar|12/2026|MSK/HAPUR/BABUGARH/2026/0001|18-25|05-10-2026|05.10.2026
|05/10/2026|2026-10-05|09:30|9.30 AM|1,050|0930|45000.5|+|-|—|#REF!|#N/A|=A1|<18|60+|& |@|^|of|in|to|us
""".replace("\n", "").split("|")  # fmt: skip
KRUTI = """
uke|irk|firk@ifr|eksckby|vk/kkj|Fkkuk|fnukad|;ksx|dqy ;ksx|gk¡|ugha|vU;|esjB|ckxir|gkiqM+|cqyan'kgj|Ø-la-
|efgyk|fuy|'kwU;|05&10&2026|05@10@2026|05&10&26|09%30|101@2026|MSK@HAPUR@BABUGARH@2026@0001
|MSK&HAPUR&BABUGARH&2026&0001|05 vDVwcj 2026|45 efgyk,a|ls de|izkFkZuh ds lkFk ekjihV dh x;h|ihfM+rk dk uke
|ihfM+rk dh mez|fujh{k.kdrkZ dk in|åƒ-ƒå-„å„ˆ|å‡&ƒå&„å„ˆ|…@ƒƒ@„ˆ
""".replace("\n", "").split("|")  # fmt: skip


@pytest.mark.parametrize("text", LATIN)
def test_latin_and_plain_numbers_are_left_alone(text: str) -> None:
    assert not is_kruti_dev(text)


@pytest.mark.parametrize("text", KRUTI)
def test_kruti_dev_speaks_for_itself(text: str) -> None:
    assert is_kruti_dev(text)


@pytest.mark.parametrize(
    "text", ["in", "uk", "26&40", "1090&112", "1090]112", "18 ls 25", "ƒ„å", "å", "ƒå%…å", "&", "d&1@2026"]
)
def test_what_could_be_both_is_decided_by_its_neighbours(text: str) -> None:
    assert not is_kruti_dev(text)
    assert is_kruti_dev(text, among=True)


@pytest.mark.parametrize(
    "text",
    [
        "05-10-2026",
        "09:30",
        "1,050",
        "50%",
        "Babugarh",
        "Mahila Thana",
        "FIR",
        "MSK/A/B/2026/1",
        "…",
        "…-10-2026",
        "12†",
        "FIR 12@2026",
    ],
)
def test_neighbours_change_nothing_for_what_is_plain(text: str) -> None:
    assert not is_kruti_dev(text, among=True)


@given(st.text(alphabet="0123456789०१२३४५६७८९.-/: ,", max_size=20))
def test_no_plain_number_date_or_time_is_taken(text: str) -> None:
    assert not is_kruti_dev(text)


@given(st.text(max_size=20), st.sampled_from("कखगािी"), st.text(max_size=20))
def test_nothing_with_devanagari_is_taken(before: str, letter: str, after: str) -> None:
    assert not is_kruti_dev(before + letter + after, among=True)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    is_kruti_dev(text, among=True)
    in_unicode(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("åƒ-ƒå-„å„ˆ", "०१.१०.२०२६"), ("ƒå%…å", "१०:३०"), ("å", "०"), ("1090]112", "1090,112"), ("d&1@2026", "क-1/2026")],
)
def test_figures_and_the_marks_between_them_are_what_the_font_shows(text: str, shown: str) -> None:
    assert in_unicode(text) == shown


def test_a_number_of_a_matter_stays_latin() -> None:
    assert in_unicode("MSK@HAPUR@HAPUR&DEHAT@2026@0001") == "MSK/HAPUR/HAPUR-DEHAT/2026/0001"


def test_cells_are_taken_one_by_one_and_remembered() -> None:
    cells = pl.DataFrame(
        {
            "source_row": [1, 2, 3, 4],
            "c0": ["Fkkuk", "ckxir", "Baraut", None],
            "c1": ["Date", "05&10&2026", "05-10-2026", "uk"],
            "c2": ["टिप्पणी", "तहरीर", "good", "vPNk gS"],
        }
    )
    found, lines = convert_cells(cells)
    assert found["c0"].to_list() == ["थाना", "बागपत", "Baraut", None]
    assert found["c1"].to_list() == ["Date", "05-10-2026", "05-10-2026", "ना"]
    assert found["c2"].to_list() == ["टिप्पणी", "तहरीर", "good", "अच्छा है"]
    assert sorted(lines.rows()) == [
        (1, "Fkkuk", "थाना"),
        (2, "05&10&2026", "05-10-2026"),
        (2, "ckxir", "बागपत"),
        (4, "uk", "ना"),
        (4, "vPNk gS", "अच्छा है"),
    ]


def test_a_sheet_without_kruti_dev_stays_as_it_is() -> None:
    cells = pl.DataFrame({"source_row": [1, 2], "c0": ["Thana", "थाना"], "c1": ["uk", "1090&112"]})
    found, lines = convert_cells(cells)
    assert found.equals(cells)
    assert lines.is_empty()


def _mended(name: str, text: str, masked: bool = False) -> list[str]:
    cells = pl.DataFrame({"row_id": [0], "source_row": [5], "after": [text]}, schema_overrides={"row_id": pl.UInt32})
    told = pl.DataFrame({"source_row": [5], "before": ["keys"], "after": [text]})
    said = pl.DataFrame({"row_id": [0], "before": [MASK if masked else "x"]}, schema_overrides={"row_id": pl.UInt32})
    field = next(
        one
        for recipe in ("cases", "counselling", "awareness")
        for one in load_recipe(recipe).fields
        if one.name == name
    )
    return list(kruti_mends(field, cells, told, said)["after"])


@pytest.mark.parametrize(
    ("name", "text"), [("thana", "बागपत"), ("age_band", "26-40"), ("fir_no", "मुअसं 12/2026"), ("category", "अन्य")]
)
def test_what_may_be_shown_is_on_record(name: str, text: str) -> None:
    assert _mended(name, text) == [text]
    assert _mended(name, text, masked=True) == []


@pytest.mark.parametrize(
    ("name", "text"), [("age_band", "34 वर्ष"), ("fir_no", "कोई शब्द"), ("note", "बात"), ("venue", "मैदान")]
)
def test_what_may_not_be_shown_is_not(name: str, text: str) -> None:
    assert _mended(name, text) == []


@pytest.mark.parametrize(
    "keys", ["D", "a", "Œ", "f", "k", "Z", "Dd", "fD", "aZ", "z", "d~", "1&", "MSK@", "å", "ƒ-", "…"]
)
def test_a_cell_as_long_as_may_be_takes_no_time(keys: str) -> None:
    text = keys * (32_000 // len(keys)) + "d"
    started = time.perf_counter()
    is_kruti_dev(text, among=True)
    in_unicode(text)
    assert time.perf_counter() - started < 2

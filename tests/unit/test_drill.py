"""The numbers whose rows can be asked for, and how a row is written; nothing here reads a snapshot."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from components.drill import counted, rows, table
from components.drill.bucket import BACKLOG, CASES, FIR, Bucket
from components.drill.counted import Told
from locales import LANGUAGES, catalogue, say
from warehouse import case_rows
from warehouse.case_rows import CaseRows

HOME = Path(__file__).resolve().parents[2]
ALL = (*CASES, *BACKLOG, *FIR)
KOTWALI = {"kotwali-hapur": "कोतवाली <हापुड़>"}


def case(**more: Any) -> dict[str, Any]:
    empty = ("category", "age_band", "injured", "high_risk", "heard_on", "closed_on", "outcome", "reopened_on", "part")
    times = ("fir_needed_on", "fir_needed_at", "fir_registered_on", "fir_registered_at", "enquiry_opened_on")
    return {
        **dict.fromkeys((*empty, *times, "entered_on", "met_on", "final_report_on")),
        "unique_no": "MSK/HAPUR/KOTWALI-HAPUR/2026/0042",
        "thana_code": "kotwali-hapur",
        "received_on": date(2026, 10, 1),
        "due_on": date(2026, 10, 4),
        "days_late": 9,
        **more,
    }


def shown(bucket: Bucket, *cases: dict[str, Any], lang: str = "hi") -> list[dict[str, Any]]:
    told = table.table(bucket, pl.DataFrame(cases, infer_schema_length=None), KOTWALI, lang)
    return [dict(zip(told.heads, row, strict=True)) for row in told.rows]


FIRST, UNANSWERED = CASES[1], next(bucket for bucket in CASES if bucket.code == "R2")


def test_each_number_has_an_address_of_its_own() -> None:
    ids = [bucket.id for bucket in ALL]
    assert len(set(ids)) == len(ids)
    assert {"counselling_360.not_met", "n_open_over_30", "must_register.not_met"} <= set(ids)


@pytest.mark.parametrize("bucket", ALL, ids=lambda bucket: bucket.id)
def test_each_number_is_named_and_has_rows_that_can_be_asked_for(bucket: Bucket) -> None:
    assert all(rows.name(bucket, lang).startswith(f"{bucket.code.partition('.')[0]} · ") for lang in LANGUAGES)
    if bucket.bucket:
        assert case_rows._view_of(bucket.of)
    else:
        assert bucket.is_flow or bucket.of in case_rows._STOCKS


def test_a_part_stands_in_the_address() -> None:
    assert Bucket("R2", "referral_acknowledged", "not_met", "dlsa").id == "referral_acknowledged.not_met.dlsa"


@pytest.mark.parametrize("code_list", ["category", "age_band", "outcome", "partner"])
def test_codes_are_called_what_the_code_lists_call_them(code_list: str) -> None:
    codes = tomllib.loads((HOME / "etl" / "codes" / f"{code_list}.toml").read_text(encoding="utf-8"))["codes"]
    for lang in LANGUAGES:
        told = {key.partition(".")[2]: text for key, text in catalogue(lang).items() if key.startswith(f"{code_list}.")}
        assert told == {code: entry[f"label_{lang}"] for code, entry in codes.items()}


@pytest.mark.parametrize(
    ("bucket", "expected"),
    [
        (Bucket("K2", "counselling_360", "not_met"), 31),
        (Bucket("K2", "counselling_360", "met"), 69),
        (Bucket("K2", "counselling_360", "unknown"), 7),
        (Bucket("F7", "must_register", "not_met"), 69),
        (Bucket("F7", "must_register", "met"), 31),
        (Bucket("B4", "n_open_over_30"), 69),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_a_number_is_worked_out_from_what_its_tile_says(bucket: Bucket, expected: int) -> None:
    assert counted._number(bucket, 69.0, 100.0, 7) == expected


def test_what_is_not_known_is_no_nought() -> None:
    assert counted._number(FIRST, None, None, 0) is None
    assert counted._shown(None).words("hi") == "—"
    assert counted._shown(0.0).words("hi") == "0"


@pytest.mark.parametrize("n", [1, 4])
def test_a_small_difference_of_two_large_counts_is_hidden(n: int) -> None:
    assert counted._shown(float(n)) == Told(None, "cell.few")
    assert counted._shown(5.0) == Told(5)


def test_a_row_says_what_the_register_says_in_the_readers_words() -> None:
    row = case(category="dowry", age_band="18_25", high_risk=True, injured=True, entered_on=date(2026, 10, 1))
    assert shown(FIRST, row) == [
        {
            "यूनिक नम्बर": "MSK/HAPUR/KOTWALI-HAPUR/2026/0042",
            "थाना": "कोतवाली <हापुड़>",
            "प्राप्ति दिनांक": "1 अक्टूबर 2026",
            "प्रकरण का प्रकार": "दहेज उत्पीड़न",
            "आयु वर्ग": "18-25",
            "विशेष": "उच्च जोखिम · चोटिल",
            "पंजीकरण दिनांक": "1 अक्टूबर 2026",
            "अन्तिम तिथि": "4 अक्टूबर 2026",
            "अन्तिम तिथि के बाद दिन": 9,
        }
    ]
    assert shown(FIRST, row, lang="en")[0]["Marks"] == "High risk · Injured"


def test_a_column_that_says_nothing_of_any_row_is_left_out_and_one_that_says_something_of_one_stays() -> None:
    assert "विशेष" not in shown(FIRST, case())[0]
    assert [row["विशेष"] for row in shown(FIRST, case(), case(injured=True))] == [None, "चोटिल"]


def test_the_time_of_day_is_told_where_the_register_has_it() -> None:
    held_back = next(bucket for bucket in FIR if bucket.code == "F1")
    at = datetime(2026, 10, 3, 18, 40)
    told = shown(held_back, case(fir_needed_on=at.date(), fir_needed_at=at), case(fir_needed_on=at.date()))
    assert [row["एफआईआर आवश्यक पाई गई"] for row in told] == ["3 अक्टूबर 2026, 18:40", "3 अक्टूबर 2026"]


def test_what_was_never_done_is_days_late_and_what_came_in_time_is_not() -> None:
    unregistered, reopened = FIR[1], BACKLOG[-1]
    assert shown(unregistered, case())[0]["विलम्ब (दिन)"] == 9
    assert not {"विलम्ब (दिन)", "अन्तिम तिथि"} & set(shown(reopened, case(reopened_on=date(2026, 11, 1)))[0])


def test_a_referral_names_its_partner() -> None:
    assert shown(UNANSWERED, case(part="dlsa"))[0]["संस्था"] == "जिला विधिक सेवा प्राधिकरण"


def test_a_row_without_a_number_says_so() -> None:
    refused = case(unique_no=None, received_on=None, high_risk=None)
    assert shown(CASES[0], refused)[0]["यूनिक नम्बर"] == "बिना नम्बर"


def test_the_table_is_escaped_and_numbers_break_after_their_strokes_only() -> None:
    told = table.table(FIRST, pl.DataFrame([case()], infer_schema_length=None), KOTWALI, "hi")
    drawn = table.html(told, "<label>", "hi")
    assert "कोतवाली &lt;हापुड़&gt;" in drawn
    assert "&lt;label&gt;" in drawn
    assert '<th scope="row">MSK/<wbr>HAPUR/<wbr>KOTWALI-HAPUR/<wbr>2026/<wbr>0042</th>' in drawn
    assert '<td class="figure">9</td>' in drawn


def test_how_many_of_how_many_are_shown_is_said_in_words() -> None:
    two = pl.DataFrame({"unique_no": ["1", "2"]})
    assert rows._how_many(CaseRows(two, 1234), "", "en").startswith("2 of 1,234 rows are shown")
    assert rows._how_many(CaseRows(two, 2), "", "en").startswith("All 2 rows are shown")
    assert rows._how_many(CaseRows(two.clear(), 0), "5 October 2026", "en") == say(
        "en", "drill.none", day="5 October 2026"
    )

"""The league and its rows in words: what is seen and how often, small counts of women hidden, nobody accused."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from components.formality import league, words
from components.formality.figures import told
from components.formality.rows import signs_of, table
from locales import LANGUAGES, say
from metrics.formality import Judged
from metrics.formality_signs import RULES, Found

ACCUSING = ("दोषी", "लापरवाही", "फर्जी", "झूठ", "guilty", "negligen", "fake", "fraud", "fabricat", "false")
NAMES = {"khekra": "Khekra · Baghpat", "baraut": "Baraut · Baghpat"}


def judged(thana: str, value: float, *signs: Found, name: str = "squad_daily", n: int = 30) -> Judged:
    return Judged(thana, name, value, signs, n)


COPIED = Found("same_as_last", "", 30, 29, 0.004, 1e-30)
LATE = Found("bulk_late", "", 30, 29, 0.01, 1e-30)
NOTES = Found("remarks", "", 30, 9, 0.02, 1e-9)


def test_a_sign_says_how_often_and_how_often_it_would_be() -> None:
    assert words.sign(COPIED, "squad_daily", "en") == "every figure as in an earlier row: 29 of 30 (by chance 0\u202f%)"


def test_a_favourite_digit_and_a_rank_are_named() -> None:
    digits, correct = Found("digits", "7", 90, 40, 0.1, 0.0), Found("all_correct", "sho", 20, 20, 0.5, 0.0)
    assert words.sign(digits, "squad_daily", "en") == "last digits are uneven, most often 7: in 90 figures"
    assert words.sign(correct, "inspections", "en").startswith("everything correct in inspections by the SHO: 20 of 20")


@pytest.mark.parametrize(
    ("hits", "said"), [(29, "nearly all of 30"), (3, "fewer than 5 of 30"), (30, "30 of 30"), (20, "20 of 30")]
)
def test_small_counts_of_cases_are_not_told_nor_what_is_left_of_them(hits: int, said: str) -> None:
    few = say("en", "cell.few")
    text = words.sign(Found("bulk_late", "", 30, hits, 0.01, 0.0), "cases", "en")
    assert said.replace("fewer than 5", few) in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sign", RULES)
def test_no_sign_accuses_anybody(sign: str, lang: str) -> None:
    found = Found(sign, {"digits": "3", "all_correct": "co"}.get(sign, ""), 30, 29, 0.01, 0.0)
    page = league.html([judged("khekra", 80, found)], NAMES, lang)
    assert say(lang, "formality.band.listed") in page
    assert not any(word in page for word in ACCUSING)


def test_what_is_listed_is_in_sight_and_the_rest_is_folded() -> None:
    page = league.html([judged("khekra", 90, COPIED), judged("baraut", 30, NOTES), judged("x", 0)], NAMES, "en")
    in_sight, folded = page.split("<details", 1)
    assert ("Khekra" in in_sight, "Baraut" in in_sight, "Baraut" in folded) == (True, False, True)
    assert "3 Kendra × returns were looked at; in 1 the signs" in in_sight
    assert "▲ keep an eye on it" in folded


def test_where_nothing_is_listed_there_is_a_calm_line_and_no_table_in_sight() -> None:
    page = league.html([judged("khekra", 0)], NAMES, "en")
    assert "none shows signs beyond chance" in page
    assert "<table" not in page
    assert say("en", "formality.too_few") in league.html([], NAMES, "en")


def test_the_file_has_a_line_for_each_return_with_a_sign() -> None:
    lines = league.table(league.shown([judged("khekra", 97.2, COPIED), judged("baraut", 0)]), NAMES, "en").lines()
    assert lines[1][:3] == ["Khekra · Baghpat", "squad daily", 97]
    assert len(lines) == 2


def test_every_sign_that_stands_out_can_be_picked() -> None:
    found = signs_of([judged("khekra", 97, COPIED, NOTES), judged("baraut", 0)])
    assert [one.id for one in found] == ["khekra/squad_daily/same_as_last/", "khekra/squad_daily/remarks/"]


VISIT: dict[str, Any] = {
    "day": date(2026, 10, 5),
    "thana_code": "khekra",
    "source_file": "baghpat_patrols.xlsx",
    "source_sheet": "अक्टूबर",
    "source_row": 12,
    "other_day": date(2026, 10, 2),
    "other_thana_code": "khekra",
    "other_source_file": "baghpat_patrols.xlsx",
    "other_source_sheet": "",
    "other_source_row": 7,
    "place_hi": "बाजार",
    "place_en": "Market",
    "from_time": time(9),
    "to_time": time(9, 30),
    "persons_checked": 14,
    "warned": 3,
    "parents_called": 0,
    "red_cards": None,
    "preventive": 0,
    "firs": 0,
    "arrests": 0,
}
VISIT |= {f"other_{name}": VISIT[name] for name in list(VISIT)[10:]}


def test_figures_are_told_with_their_names_and_noughts_together() -> None:
    assert (
        told("patrols", VISIT, "", "en")
        == "Market, from 09:00, to 09:30, persons checked 14, warned 3, the rest nought"
    )
    assert told("patrols", VISIT, "", "hi").startswith("बाजार, 09:00 से, 09:30 तक, चेक किये गये व्यक्ति 14")


def test_a_row_stands_beside_the_row_that_it_is_like() -> None:
    shown = table("patrols", [VISIT], NAMES, "en")
    day, where, figures, other, other_figures = shown.rows[0]
    assert (day, where) == ("5 October 2026", "baghpat_patrols.xlsx · sheet अक्टूबर · row 12")
    assert other == "2 October 2026 · baghpat_patrols.xlsx · row 7"
    assert figures == other_figures


def test_another_thana_is_named() -> None:
    shown = table("patrols", [VISIT | {"other_thana_code": "baraut"}], NAMES, "en")
    assert str(shown.rows[0][3]).startswith("Baraut · Baghpat · 2 October")


def test_without_a_twin_there_is_no_column_for_one() -> None:
    row = {
        "day": date(2026, 10, 5),
        "thana_code": "khekra",
        "source_file": "a.csv",
        "source_sheet": "",
        "source_row": 9,
    }
    row |= {"other_source_row": None, "unique_no": "MSK/BAGHPAT/KHEKRA/2026/0007", "received_on": date(2026, 9, 1)}
    shown = table("cases", [row | {"entered_on": date(2026, 9, 20)}], NAMES, "en")
    assert len(shown.heads) == 3
    assert shown.rows[0][2] == "MSK/BAGHPAT/KHEKRA/2026/0007, received 1 September 2026, entered 20 September 2026"

"""The verdict table: what holds a batch, what only warns, and that every finding has its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from access.settings import Settings
from expectations.suites import load_suite, suite_names
from expectations.verdict import BatchFacts, LikeBatch, TotalOff, decide, mend_sentence, reason, rule_sentence
from locales import catalogue

GOOD = BatchFacts("squad_daily", False, date(2026, 10, 1), n_data=100)
LIKE = LikeBatch(date(2026, 9, 1), date(2026, 9, 30), 100, 100)
CLOSED = Settings(closed_through={"squad_daily": date(2026, 9, 30), "cases": date(2026, 12, 31)})
CELL_RULES = [
    "date_unreadable",
    "time_unreadable",
    "count_unreadable",
    "code_unknown",
    "code_known_bad",
    "thana_unknown",
    "place_unknown",
    "unique_no_invalid",
    "number_conflict",
    "number_not_in_register",
    "before_received",
    "identity_in_cell",
    "cell_error",
]


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ({}, "published"),
        ({"n_quarantined": 5}, "published"),  # five per cent is not more than five
        ({"n_quarantined": 6}, "held"),
        ({"n_data": 20, "n_quarantined": 2}, "published"),  # ten per cent, but only two rows
        ({"n_data": 20, "n_quarantined": 3}, "held"),
        ({"n_data": 2, "n_quarantined": 2}, "held"),  # few, but all of them: nothing would be left
        ({"n_data": 2, "n_quarantined": 1, "n_waiting": 1}, "published"),
        ({"n_waiting": 90}, "published"),  # waiting rows do not count towards the five per cent
        ({"like": replace(LIKE, n_rows_now=70)}, "published"),
        ({"like": replace(LIKE, n_rows_now=69)}, "held"),
        ({"like": replace(LIKE, n_rows_now=0), "is_nil": True}, "published"),
        ({"like": LikeBatch(date(2026, 10, 1), date(2026, 10, 31), 60, 0), "is_nil": True}, "held"),  # had filed before
        ({"like": replace(LIKE, n_rows_now=500)}, "published"),
        ({"totals_off": (TotalOff("चेतावनी", "Warned", 10, 11),)}, "held"),
        ({"disagreeing": ("count_negative",)}, "held"),
        ({"held_by_rule": {"key_repeated": 1}}, "held"),
        ({"warned_by_rule": {"warned_share_high": 40}}, "published"),
        ({"could_not_compare": True}, "published"),
        ({"found": (reason("filed_late", 4, due="03.11.2026 18:00", received="08.11.2026 10:00"),)}, "published"),
    ],
)
def test_what_holds_a_batch(found: dict[str, object], verdict: str) -> None:
    assert decide(replace(GOOD, **found), Settings()).verdict == verdict  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize(
    ("return_name", "is_cumulative", "first_day", "verdict"),
    [
        ("squad_daily", False, date(2026, 9, 30), "held"),
        ("squad_daily", False, date(2026, 10, 1), "published"),
        ("awareness", False, date(2026, 9, 1), "published"),
        ("cases", True, date(2026, 9, 1), "published"),
    ],
)
def test_a_closed_period_holds_every_return_but_the_register(
    return_name: str, is_cumulative: bool, first_day: date, verdict: str
) -> None:
    assert decide(BatchFacts(return_name, is_cumulative, first_day, n_data=10), CLOSED).verdict == verdict


def test_the_thresholds_are_settings() -> None:
    facts = replace(GOOD, n_quarantined=6)
    assert decide(facts, Settings(hold_quarantine_pct=10)).verdict == "published"
    assert decide(facts, Settings(hold_quarantine_rows=7)).verdict == "published"


def test_the_ground_for_holding_comes_first_and_says_its_numbers() -> None:
    facts = replace(GOOD, n_quarantined=9, quarantined_by_rule={"day_missing": 9}, notes={"rows_repeated": 2, "x": 0})
    first, second, third = decide(facts, Settings()).reasons
    assert (first.rule, first.count) == ("too_many_quarantined", 9)
    assert "9 of 100 rows" in first.sentence_en
    assert "100 में से 9" in first.sentence_hi
    assert (second.rule, second.count) == ("day_missing", 9)
    assert (third.rule, third.count) == ("rows_repeated", 2)


def test_a_total_that_is_off_names_the_column_in_both_languages() -> None:
    (reason,) = decide(replace(GOOD, totals_off=(TotalOff("चेतावनी", "Warned", 10, 11),)), Settings()).reasons
    assert "'Warned'" in reason.sentence_en
    assert "चेतावनी" in reason.sentence_hi


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("rule", CELL_RULES)
def test_every_rule_for_cells_has_its_sentence_and_its_remedy(rule: str, lang: str) -> None:
    assert f"gate.rule.{rule}" in catalogue(lang)
    assert f"gate.mend.{rule}" in catalogue(lang)


@pytest.mark.parametrize("return_name", suite_names())
def test_every_rule_of_a_suite_has_a_remedy(return_name: str) -> None:
    for rule in load_suite(return_name).rules:
        for lang in ("hi", "en"):
            assert rule_sentence(return_name, rule.id, lang)
            assert mend_sentence(return_name, rule.id, lang) != catalogue(lang)["gate.mend.other"]


def test_both_languages_hold_the_same_sentences() -> None:
    keys = [{key for key in catalogue(lang) if key.startswith("gate.")} for lang in ("hi", "en")]
    assert keys[0] == keys[1]

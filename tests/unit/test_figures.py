"""A figure is written with its unit in the reader's language, on a tile and in a sentence alike."""

from __future__ import annotations

import pytest

from components import definition, words
from components.matrix_html import change_words
from metrics import wording
from metrics.catalogue import load
from metrics.comparison import Change

KPIS = load()
# unit, amount → Hindi, English, as a tile shows it
SHOWN = [
    ("days", 12, "12 दिन", "12 days"),
    ("days", 1, "1 दिन", "1 day"),
    ("days", 7.5, "7.5 दिन", "7.5 days"),
    ("hours", 14, "14 घंटे", "14 hours"),
    ("hours", 1, "1 घंटा", "1 hour"),
    ("times", 1.8, "1.8 गुना", "1.8 times"),
    ("times", 2, "2.0 गुना", "2.0 times"),
    ("points", 4.21, "4.2 अंक", "4.2 points"),
    ("points", -4.21, "−4.2 अंक", "−4.2 points"),
    ("per_hundred", 23.14, "23.1 प्रति 100", "23.1 per 100"),
    ("per_one", 3.4, "3.4", "3.4"),
    ("pct", 95.25, "95.2\u202f%", "95.2\u202f%"),
    ("per_thousand", 1.25, "1.2", "1.2"),
    ("count", 405176, "4,05,176", "4,05,176"),
]


@pytest.mark.parametrize(("unit", "amount", "hindi", "english"), SHOWN)
def test_a_value_carries_its_unit(unit: str, amount: float, hindi: str, english: str) -> None:
    assert (words.value("hi", unit, amount), words.value("en", unit, amount)) == (hindi, english)


def test_no_value_has_no_unit() -> None:
    assert words.value("hi", "days", None) == "—"


@pytest.mark.parametrize(
    ("code", "amount", "hindi", "english"),
    [
        ("K4", 9, "9 दिन", "9 days"),
        ("F2.hours", 1, "1 घंटा", "1 hour"),
        ("B8", 1.82, "1.8 गुना", "1.8 times"),
        ("B8", 1.504, "1.504 गुना", "1.504 times"),
        ("S6", 6, "6 अंक", "6 points"),
        ("R1", 23.14, "23.1 प्रति 100", "23.1 per 100"),
        ("H2", 24.5, "24.5", "24.5"),
    ],
)
def test_a_sentence_carries_the_unit_too(code: str, amount: float, hindi: str, english: str) -> None:
    assert (wording.figure("hi", KPIS[code], amount), wording.figure("en", KPIS[code], amount)) == (hindi, english)


@pytest.mark.parametrize(
    ("code", "hindi", "english"),
    [
        ("K4", "अधिक से अधिक 7 दिन", "at most 7 days"),
        ("B8", "अधिक से अधिक 1.5 गुना", "at most 1.5 times"),
        ("F7", "0%", "0%"),
        ("S3", "अनुमान की निचली सीमा कम से कम 80%", "at least 80% at the lower end of the interval"),
        ("B9", "—", "—"),
    ],
)
def test_a_target_in_a_sentence(code: str, hindi: str, english: str) -> None:
    assert (wording.target("hi", KPIS[code]), wording.target("en", KPIS[code])) == (hindi, english)


@pytest.mark.parametrize(
    ("code", "hindi", "english"),
    [
        ("K4", "लक्ष्य ≤ 7 दिन", "Target ≤ 7 days"),
        ("S6", "लक्ष्य ≤ 5 अंक", "Target ≤ 5 points"),
        ("S3", "लक्ष्य: निचली सीमा ≥ 80\u202f%", "Target: lower end ≥ 80\u202f%"),
        ("B9", "लक्ष्य नहीं", "No target"),
    ],
)
def test_a_target_beside_a_tile(code: str, hindi: str, english: str) -> None:
    assert (definition.target(KPIS[code], "hi"), definition.target(KPIS[code], "en")) == (hindi, english)


@pytest.mark.parametrize(
    ("code", "amount", "expected"),
    [("K4", -2, "▼ 2"), ("K4", 0.5, "▲ 0.5"), ("B8", 0.3, "▲ 0.3"), ("B1", 54, "▲ 54"), ("C1", 0, "± 0")],
)
def test_a_change_has_no_more_decimals_than_its_value(code: str, amount: float, expected: str) -> None:
    assert change_words(KPIS[code], Change(amount, False, None), "en") == expected

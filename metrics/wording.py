"""Writes a figure as it is read in a sentence: Indian digit groups, the unit, never rounded onto its target."""

from __future__ import annotations

from datetime import date
from unicodedata import category

from babel.dates import format_date
from babel.numbers import format_decimal

from locales import say
from metrics.catalogue import Kpi
from metrics.formality_signs import Found

_LOCALES = {"hi": "hi_IN", "en": "en_IN"}
_FORMATS = ("#,##,##0", "#,##,##0.0", "#,##,##0.00", "#,##,##0.000")
_WORDED = frozenset({"days", "nights", "hours", "times", "points", "per_hundred"})
_HAS_SINGULAR = frozenset({"days", "nights", "hours"})
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def count(lang: str, number: float) -> str:
    """A count, in Indian groups: 4,05,176."""
    return str(format_decimal(round(number), format=_FORMATS[0], locale=_LOCALES[lang]))


def figure(lang: str, kpi: Kpi, value: float) -> str:
    """A value in the KPI's unit, with one decimal or as many as keep it apart from the target."""
    if kpi.unit == "count":
        return count(lang, value)
    tried = ((digits, round(value, digits)) for digits in range(3))
    digits = next((digits for digits, short in tried if short == value or (digits and short != kpi.target)), 3)
    text = str(format_decimal(round(value, digits), format=_FORMATS[digits], locale=_LOCALES[lang]))
    return f"{text}%" if kpi.unit == "pct" else with_unit(lang, kpi.unit, text, value)


def with_unit(lang: str, unit: str, written: str, amount: float) -> str:
    """A figure as it is written, with the word of its unit: "12 days", "1.8 times". Most units have none."""
    if unit not in _WORDED:
        return written
    return say(lang, f"unit.{unit}{'.one' if amount == 1 and unit in _HAS_SINGULAR else ''}", n=written)


def target(lang: str, kpi: Kpi) -> str:
    """The target in words: "at least 95%"; a bare figure where there is nothing beyond it. "—" where there is none."""
    if kpi.target is None:
        return "—"
    if isinstance(kpi.target, str):
        return say(lang, f"metrics.target.{kpi.target}")
    text = figure(lang, kpi, kpi.target)
    is_the_end = kpi.is_proportion and kpi.target == (kpi.scale if kpi.direction == "UP" else 0)
    side = "low" if kpi.target_on == "low" else kpi.direction.lower()
    return text if is_the_end else say(lang, f"metrics.target.{side}", target=text)


def sign(lang: str, one: Found) -> str:
    """What is seen in a return; of last digits the one most preferred, of inspections the rank."""
    part = say(lang, f"formality.rank.{one.part}") if one.sign == "all_correct" else one.part
    return say(lang, f"formality.sign.{one.sign}", part=part)


def day(lang: str, when: date) -> str:
    """A day in words: 5 October 2025."""
    return str(format_date(when, format="d MMMM yyyy", locale=_LOCALES[lang]))


def width(text: str) -> int:
    """Columns that a text takes on a terminal: vowel signs and the like stand on the letter before them."""
    return sum(1 for letter in text if category(letter) not in _NO_WIDTH)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))

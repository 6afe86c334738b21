"""The period a file states: in its title, sheet name or file name; a whole month, or from one day to another."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from etl.cells.dates import read_day
from etl.recipes import Recipe
from etl.text.fold import digits, fold, one_dash, tidy
from etl.text.words import load_words

if TYPE_CHECKING:
    from etl.sheets.tables import RawTable


@dataclass(frozen=True)
class Period:
    """First and last day, both included, and where it was found: title, sheet, file or rows."""

    first_day: date
    last_day: date
    source: str


_DAY = (
    r"(\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[\s\-]+[^\W\d_][^\d\s]*[\s,\-]+\d{4})"
)
_MIDNIGHT = " 00:00:00"  # what a date cell of a spreadsheet carries
_MONTH_NUMBER = re.compile(
    r"(?<!\d)(20\d\d)[-_./](0[1-9]|1[0-2])(?![-_./]?\d)|(?<![\d./-])(0[1-9]|1[0-2])[-_./](20\d\d)(?![-_./]?\d)"
)
_YEAR = r"(20\d\d)(?!\d)"
_NUMBER = r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?(?![\d.])"
_GAP = r"[\s,._'’\-]*"

Days = tuple[date, date]


@cache
def _either(*words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The ways of writing a period; each names a month in words as a group of its own."""
    said = load_words()
    until = rf"\s*(?:{_either('को')})?\s*(?:{_either(*said.until)})\s*"
    month = rf"(?<![^\W\d_])({_either(*said.month_names)})(?![^\W\d_])\.?[०0oO]?(?![^\W\d_])"
    ways = {
        "days": rf"{_DAY}{until}{_DAY}",
        "days_of_month": rf"{_NUMBER}{until}{_NUMBER}{_GAP}{month}{_GAP}{_YEAR}",
        "days_of_months": rf"{_NUMBER}{_GAP}{month}{until}{_NUMBER}{_GAP}{month}{_GAP}{_YEAR}",
        "days_without_year": rf"(?<![\d./-])(\d{{1,2}})[./-](\d{{1,2}}){until}{_DAY}",
        "months_of_years": rf"{month}{_GAP}{_YEAR}{until}{month}{_GAP}{_YEAR}",
        "months": rf"(?<!\d)(?<!\d[\s.\-]){month}{until}{month}{_GAP}{_YEAR}",
        "month": rf"{month}{_GAP}{_YEAR}",
        "year_first": rf"(?<!\d){_YEAR}{_GAP}(?:(?:{_either(*said.month_marks)}){_GAP})?{month}",
    }
    return {name: re.compile(way, re.IGNORECASE) for name, way in ways.items()}


def stated_period(table: RawTable) -> Period | None:
    """The period that a table's title, else its sheet name, else its file name states."""
    sources: Iterable[tuple[str, Iterable[str]]] = (
        ("title", table.title),
        ("sheet", (table.sheet,)),
        ("file", (table.file_name,)),
    )
    for source, lines in sources:
        for line in lines:
            if days := read_period(line):
                return Period(*days, source)
    return None


def period_of(recipe: Recipe, table: RawTable, rows: pl.DataFrame) -> Period | None:
    """The period that a table states, else that of its rows; a return by the month speaks of whole months."""
    stated = stated_period(table)
    if stated is None:
        days = days_of(recipe, rows)
        return Period(*days, "rows") if days else None
    return Period(*_whole_months(stated.first_day, stated.last_day), stated.source) if recipe.is_by_month else stated


def days_of(recipe: Recipe, rows: pl.DataFrame) -> Days | None:
    """The first and last day that rows speak of; None when none has a date."""
    days = rows[recipe.period_field].drop_nulls()
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    return _whole_months(first, last) if recipe.is_by_month else (first, last)


def _whole_months(first: date, last: date) -> Days:
    return first.replace(day=1), _whole_month(last.year, last.month)[1]


def read_period(text: str) -> Days | None:
    """First and last day of the period that a line of text states, if it states one."""
    told = one_dash(digits(tidy(text))).replace(_MIDNIGHT, "")
    if found := next((days for way in _WAYS if (days := way(told))), None):
        return found
    if any(_patterns()[name].search(told) for name in _FROM_TO):
        return None  # from a day or month to one that is not there, or lies before it
    if any(_patterns()[name].search(told) for name in ("month", "year_first")):
        return _fortnight(told) or _one_month(told)
    return _month_in_numbers(told)


def _between(first: date | None, last: date | None) -> Days | None:
    return (first, last) if first and last and first <= last else None


def _from_day_to_day(told: str) -> Days | None:
    every = (_between(read_day(found[1]), read_day(found[2])) for found in _patterns()["days"].finditer(told))
    return next((days for days in every if days), None)


def _days_of_month(told: str) -> Days | None:
    """1 से 15 नवम्बर 2026."""
    if not (found := _patterns()["days_of_month"].search(told)):
        return None
    first, last, month, year = found.groups()
    return _between(read_day(f"{first} {month} {year}"), read_day(f"{last} {month} {year}"))


def _days_of_months(told: str) -> Days | None:
    """16 अक्टूबर से 15 नवम्बर 2026."""
    if not (found := _patterns()["days_of_months"].search(told)):
        return None
    day, month, last_day, last_month, year = found.groups()
    return _between(read_day(f"{day} {month} {year}"), read_day(f"{last_day} {last_month} {year}"))


def _days_without_year(told: str) -> Days | None:
    """12.10 से 18.10.2026."""
    found = _patterns()["days_without_year"].search(told)
    last = read_day(found[3]) if found else None
    return _between(read_day(f"{found[1]}.{found[2]}.{last.year}"), last) if found and last else None


def _months(told: str) -> Days | None:
    """अक्टूबर 2026 से नवम्बर 2026; अक्टूबर-नवम्बर 2026."""
    if found := _patterns()["months_of_years"].search(told):
        month, year, last_month, last_year = found.groups()
    elif found := _patterns()["months"].search(told):
        month, last_month, year = found.groups()
        last_year = year
    else:
        return None
    first, last = _whole_month(int(year), _month(month)), _whole_month(int(last_year), _month(last_month))
    return _between(first[0], last[1])


_FROM_TO = ("days_of_month", "days_of_months", "months", "months_of_years")
_WAYS = (_from_day_to_day, _days_of_months, _days_of_month, _days_without_year, _months)


def _fortnight(told: str) -> Days | None:
    """प्रथम पक्ष, अक्टूबर 2026: its first fifteen days; the second half is the rest of it."""
    whole = _named_month(told)
    half = load_words().half_of_month(told)
    if not whole or half is None:
        return None
    middle = whole[0].replace(day=15)
    return (whole[0], middle) if half == 1 else (middle + timedelta(days=1), whole[1])


def _one_month(told: str) -> Days | None:
    """A month with its year; not where only part of it is meant, which part being unsaid."""
    return None if load_words().says_part_of_month(told) else _named_month(told)


def _named_month(told: str) -> Days | None:
    for found in _patterns()["month"].finditer(told):
        if not _has_day_before(told[: found.start()]):
            return _whole_month(int(found[2]), _month(found[1]))
    for found in _patterns()["year_first"].finditer(told):
        if not re.match(r"\s*\d{1,2}(?!\d)", told[found.end() :]):
            return _whole_month(int(found[1]), _month(found[2]))
    return None


def _has_day_before(told: str) -> bool:
    """Whether a day of the month stands before it, which makes it a date and no period."""
    found = re.search(r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]*$", told, re.IGNORECASE)
    return found is not None and 1 <= int(found[1]) <= 31


def _month(word: str) -> int:
    return load_words().months[fold(word)]


def _month_in_numbers(told: str) -> Days | None:
    found = _MONTH_NUMBER.search(told)
    if not found:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _whole_month(int(year), int(month))


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

"""The period a file states: in its title, sheet name or file name; a whole month, or from one day to another."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from etl.dates import read_day
from etl.fold import digits, fold, tidy
from etl.words import load_words

if TYPE_CHECKING:
    from etl.tables import RawTable


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
_MONTH_NUMBER = re.compile(
    r"(?<!\d)(20\d\d)[-_./](0[1-9]|1[0-2])(?![-_./]?\d)|(?<![\d./-])(0[1-9]|1[0-2])[-_./](20\d\d)(?![-_./]?\d)"
)


@cache
def _range() -> re.Pattern[str]:
    until = "|".join(re.escape(word) for word in load_words().until)
    return re.compile(rf"{_DAY}\s*(?:को\s*)?(?:{until})\s*{_DAY}", re.IGNORECASE)


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


def read_period(text: str) -> tuple[date, date] | None:
    """First and last day of the period that a line of text states, if it states one."""
    told = digits(tidy(text))
    for found in _range().finditer(told):
        first, last = read_day(found[1]), read_day(found[2])
        if first and last and first <= last:
            return first, last
    return _month_in_words(told) or _month_in_numbers(told)


def _month_in_words(told: str) -> tuple[date, date] | None:
    pieces = re.findall(r"[^\W\d_][^\d\s.,/_\-()]*|\d+", told)
    for word, year in zip(pieces, pieces[1:], strict=False):
        month = load_words().months.get(fold(word))
        if month and re.fullmatch(r"20\d\d", year):
            return _whole_month(int(year), month)
    return None


def _month_in_numbers(told: str) -> tuple[date, date] | None:
    found = _MONTH_NUMBER.search(told)
    if not found:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _whole_month(int(year), int(month))


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

"""Months as districts write them: in words or numbers, short or long, in either digit script, or as a day of Excel."""

from __future__ import annotations

import re
from datetime import date

from etl.cells.dates import has_day_shape, read_moment
from etl.cells.reading import EMPTY, Reading, failed, mended
from etl.text.fold import digits, fold, one_dash, tidy
from etl.text.words import load_words

_YEAR = r"(\d{4}|\d{2})"
_BETWEEN = r"[\s.,/'’_-]*"
# A month's name may be cut short, with a dot, a ring or the zero that stands for one: अक्टू0 26.
_IN_WORDS = re.compile(rf"([^\W\d_][^\d\s.,/'’_॰-]*)[.0॰]?{_BETWEEN}{_YEAR}")
_YEAR_FIRST_IN_WORDS = re.compile(rf"(\d{{4}}){_BETWEEN}([^\W\d_][^\d\s.,/'’_॰-]*)[.0॰]?")
_IN_NUMBERS = re.compile(r"(\d{1,2})[\s./_-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[\s./_-]+(\d{1,2})")
_PLAIN = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_SHORTEST = 2  # letters of a name cut short
_FILLERS = re.compile(r"^(?:माह|month(?: of)?)\s*[:-]?\s*", re.IGNORECASE)


def read_month(text: str) -> Reading:
    """The first day of the month that a cell names. `अक्टूबर` without its year is none."""
    told = tidy(text)
    if load_words().is_nil(told):
        return EMPTY
    month = month_of(told)
    if month is None:
        return failed("month_unreadable", told, is_known=has_day_shape(told) or _month_named(told) is not None)
    moment = read_moment(told)
    is_plain = bool(_PLAIN.fullmatch(told)) or (moment is not None and moment.is_plain)
    return Reading(month) if is_plain else mended(month, "date", told, f"{month:%Y-%m}")


def month_of(text: str) -> date | None:
    """The first day of a month, or of the month that a day lies in; None when the text names none."""
    told = _FILLERS.sub("", one_dash(digits(tidy(text)))).strip(" .,")
    if found := _YEAR_FIRST.fullmatch(told):
        return _first_day(found[1], int(found[2]))
    if found := _IN_NUMBERS.fullmatch(told):
        return _first_day(found[2], int(found[1]))
    if found := _IN_WORDS.fullmatch(told):
        return _first_day(found[2], _month_named(found[1]))
    if found := _YEAR_FIRST_IN_WORDS.fullmatch(told):
        return _first_day(found[1], _month_named(found[2]))
    moment = read_moment(told)
    return moment.day.replace(day=1) if moment else None


def _first_day(year: str, month: int | None) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    return date(full, month, 1) if month and 1 <= month <= 12 and 2000 <= full <= 2099 else None


def _month_named(word: str) -> int | None:
    """The month of a name, whole or cut short so that only one month can be meant."""
    told = fold(word)
    months = load_words().months
    if told in months:
        return months[told]
    meant = {number for name, number in months.items() if name.startswith(told)} if len(told) >= _SHORTEST else set()
    return meant.pop() if len(meant) == 1 else None

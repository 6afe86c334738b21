"""Counts as districts write them. What is not plainly one whole number is quarantined, not guessed."""

from __future__ import annotations

import re

from etl.cells.dates import has_day_shape
from etl.cells.reading import EMPTY, Reading, failed, mended
from etl.text.fold import digits, fold, one_dash, tidy
from etl.text.words import load_words

_WHOLE = re.compile(r"-?\d{1,18}(?:\.0+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.0+)?")
BEYOND_ANY_COUNT = 10**9  # ten digits are a phone number in the wrong column, and would drown every sum
_QUOTES = "'\"‘’“”` "  # one before a number makes a spreadsheet keep it as text
_WITH_UNIT = re.compile(r"(\d[\d,]*)\s*([^\d.,+\-<>/%~]+)")


def _whole(text: str) -> int | None:
    if _WHOLE.fullmatch(text) or _GROUPED.fullmatch(text):
        return int(text.replace(",", "").split(".")[0])
    return None


def read_count(text: str) -> Reading:
    """A whole number. `निल` is 0; `45 महिलाएं` is 45; `50+`, `लगभग 100`, `40-50`, `32.5`, a phone number are faults."""
    told = tidy(text)
    if not told:
        return EMPTY
    if load_words().is_nil(told):
        return mended(0, "nil", told)
    plain = one_dash(digits(told)).strip(_QUOTES)
    number = _whole(plain)
    if number is not None and abs(number) >= BEYOND_ANY_COUNT:
        return failed("identity_in_cell", told, is_known=False)
    if number is not None:
        return Reading(number) if plain == told else mended(number, "digits", told)
    if (found := _WITH_UNIT.fullmatch(plain)) and fold(found[2]) in load_words().units:
        number = _whole(found[1])
        if number is not None and number < BEYOND_ANY_COUNT:
            return mended(number, "unit", told)
    return failed("count_unreadable", told, is_known=_may_show(told))


def _may_show(text: str) -> bool:
    """Digits and words that belong beside them may be shown; any other word may be a name in the wrong column."""
    known = load_words().units | load_words().rough
    letters = re.findall(r"[^\W\d_]+[^\d\s.,+\-<>/%~]*", text)
    return any(letter.isdigit() for letter in text) and all(fold(word) in known for word in letters)


def read_degrees(text: str) -> Reading:
    """Latitude or longitude in decimal degrees."""
    told = tidy(text)
    if not told or load_words().is_nil(told):
        return EMPTY
    try:
        value = float(digits(told))
    except ValueError:
        return failed("degrees_unreadable", told, is_known=has_day_shape(told))
    if not -180 <= value <= 180:
        return failed("degrees_unreadable", told)
    return Reading(value) if digits(told) == told else mended(value, "digits", told)

"""What may be shown of a value that could name a person: rejection sheets, mend lists and logs ask here."""

from __future__ import annotations

import re
from functools import cache

from etl.fold import digits, words
from etl.words import load_words

MASK = "•••"
# An Indian mobile number is ten digits from 6 to 9, an Aadhaar number twelve from 2 to 9; both may carry blanks.
_NUMBERS = re.compile(
    r"(?<![\d.])(?:(?:\+?91|0)[\s-]?)?[6-9]\d{4}[\s-]?\d{5}(?!\d)|(?<![\d.])[2-9]\d{3}[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
)


@cache
def _kin() -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in load_words().kin_marks)
    return re.compile(rf"(?<!\w)(?:{marks})(?!\w)", re.IGNORECASE)


def has_identity_number(text: str) -> bool:
    """Whether the text holds what looks like a phone or Aadhaar number, in either digit script."""
    return bool(_NUMBERS.search(digits(text)))


def has_identity(text: str) -> bool:
    """Whether the text holds a phone or Aadhaar number, or says whose daughter, wife or son somebody is."""
    return has_identity_number(text) or bool(_kin().search(text))


def shown(text: str, *, is_known: bool = True) -> str:
    """The value as it may be shown: masked when it may identify a person or is close to nothing known."""
    return text if is_known and not has_identity(text) else MASK


def without_numbers(text: str) -> str:
    """The text with phone and Aadhaar numbers blotted out, so that not even their hash is kept."""
    return _NUMBERS.sub(MASK, digits(text))


def shown_name(name: str) -> str:
    """The name of a file or sheet as it may be kept: someone may have put a phone number into it."""
    return without_numbers(name) if has_identity_number(name) else name


def is_label(text: str) -> bool:
    """Whether a text is only numbers, single letters and known words such as टीम, and so cannot name a person."""
    return all(word.isdigit() or len(word) == 1 or word in load_words().labels for word in words(text))

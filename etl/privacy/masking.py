"""What may be shown of a value that could name a person: rejection sheets, mend lists and logs ask here."""

from __future__ import annotations

import re
from pathlib import PurePath

from etl.privacy.identity import has_kin, has_long_number, kinds, plain, spans
from etl.text.fold import words
from etl.text.words import load_words

MASK = "•••"
_MOST_LETTERS = 3  # single letters of a label; a name may be spelt out in more


def has_identity(text: str) -> bool:
    """Whether the text holds a phone, Aadhaar or other number of a person, or says whose daughter or wife she is."""
    return bool(kinds(text))


def shown(text: str, *, is_known: bool = True) -> str:
    """The value as it may be shown: masked when it may identify a person or is close to nothing known."""
    return MASK if not is_known or has_identity(text) or has_long_number(plain(text)) else text


def without_numbers(text: str) -> str:
    """The text with every number and address that may identify a person blotted out."""
    told, at, kept = plain(text), 0, []
    for start, end in sorted(spans(told)):
        if start >= at:
            kept += [told[at:start], MASK]
        at = max(at, end)
    return "".join([*kept, told[at:]])


def shown_name(name: str) -> str:
    """The name of a file or sheet as it may be kept: with numbers of persons blotted out.

    A name that says whose daughter somebody is keeps nothing but its ending. That a name alone is a person's
    cannot be known, and the sender has to recognise the file by it.
    """
    if has_kin(plain(name)):
        ending = PurePath(name).suffix
        return f"{MASK}{ending}" if re.fullmatch(r"\.[A-Za-z]{3,4}", ending) else MASK
    return without_numbers(name) if next(spans(plain(name)), None) else name


def is_label(text: str) -> bool:
    """Whether a text is only short numbers, a few single letters and known words such as टीम, and so names nobody."""
    said = words(text)
    letters = [word for word in said if len(word) == 1 and not word.isdigit()]
    known = all(word.isdigit() or len(word) == 1 or word in load_words().labels for word in said)
    return known and len(letters) <= _MOST_LETTERS and not has_long_number(plain(text))

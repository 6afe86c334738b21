"""What is kept of the words of an office's letters: numbers and known words; any other word may be somebody's name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from etl.cells.reading import EMPTY, Reading, failed, mended
from etl.privacy.masking import MASK, has_identity
from etl.privacy.pseudonyms import Pseudonyms
from etl.recipes import load_codes, load_recipes
from etl.text.fold import digits, fold, tidy, words
from etl.text.words import load_words

# Letters with their signs, and the marks between them; 0 beside letters is the sign of a word cut short.
_WORD = re.compile(r"[^\W\d_][\w\u0900-\u097f]*")
_BLANKS = re.compile(r"\s*([/:_-])\s*")


def read_reference(text: str, pseudonyms: Pseudonyms) -> Reading:
    """The number of a circular or letter, capital and without blanks at its strokes; unknown words leave a short hash.

    One number is written alike in every month's list, and two numbers stay two, whatever words they hold.
    """
    told = tidy(text)
    if not told or load_words().is_nil(told):
        return EMPTY
    if has_identity(told):
        return failed("identity_in_cell", told, is_known=False)
    plain = _BLANKS.sub(r"\1", digits(told)).strip(" .,").upper()
    kept = _WORD.sub(lambda word: word[0] if _is_known(word[0]) else _stand_in(word[0], pseudonyms), plain)
    if digits(told) == told:
        return Reading(kept)
    return mended(kept, "digits", told if plain == kept else MASK)


def read_subject(text: str) -> Reading:
    """The subject of a circular, with a mask for each word that is no word of the office's."""
    told = tidy(text)
    if not told or load_words().is_nil(told):
        return EMPTY
    if has_identity(told):
        return failed("identity_in_cell", told, is_known=False)
    kept = _WORD.sub(lambda word: word[0] if _is_known(word[0]) else MASK, told)
    return Reading(kept, before=MASK, warning="words_hidden" if kept != told else None)


def _is_known(word: str) -> bool:
    folded = fold(word)
    return len(folded.rstrip("0")) <= 1 or folded in _vocabulary() or folded.rstrip("0") in _vocabulary()


def _stand_in(word: str, pseudonyms: Pseudonyms) -> str:
    """Six signs that stand for a word: enough to tell two circulars apart."""
    return f"#{pseudonyms.of(word)[:6]}"


@cache
def _vocabulary() -> frozenset[str]:
    """The words of office letters, and those of our own returns and code lists."""
    told = tomllib.loads((Path(__file__).parent / "office.toml").read_text(encoding="utf-8"))
    texts = [*told["letters"], *told["subjects"]]
    for recipe in load_recipes():
        texts += [recipe.label_hi, recipe.label_en]
        for field in recipe.fields:
            texts += [field.header_hi, field.header_en]
            texts += _labels(field.code) if field.code else []
    return frozenset(word for text in texts for word in words(text)).union(load_words().months)


def _labels(code_list: str) -> list[str]:
    return [label for entry in load_codes(code_list).entries.values() for label in entry.labels]

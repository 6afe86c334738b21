"""What one cell of a header says, however it is written: footnote marks, numbering, units and notes taken off."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from etl.text.fold import fold, tidy, without_brackets
from etl.text.words import load_words

_FOOTNOTES = re.compile(r"[*†‡§#^¹²³⁰⁴-⁹]+")
_NUMBERING = re.compile(r"^[(\[]?(?:\d{1,2}|[०-९]{1,2}|[कखगघङ]|[a-hA-H]|[ivxIVX]{1,4})[.)\]]\s*")
_LEFT_OPEN = re.compile(r"[(\[（].*$")


@lru_cache(maxsize=16_384)
def header_keys(text: str) -> tuple[str, ...]:
    """The folded spellings under which a header is looked up: as written, without brackets, and bare."""
    told = tidy(text)
    return tuple(dict.fromkeys((fold(told), fold(without_brackets(told)), fold(bare(told)))))


def bare(text: str) -> str:
    """`2. व्यक्ति* (संख्या में` → `व्यक्ति`; `चेतावनी - संख्या` → `चेतावनी`."""
    told = _LEFT_OPEN.sub(" ", without_brackets(_FOOTNOTES.sub("", text)))
    told = _NUMBERING.sub("", told.strip())
    return _units().sub("", told).strip() or told


@cache
def _units() -> re.Pattern[str]:
    spelt = "|".join(map(re.escape, load_words().header_units))
    return re.compile(rf"(?:[\s:,/\-–—]+(?:{spelt}))+[\s.:]*$", re.IGNORECASE)


def is_unit(text: str) -> bool:
    """Whether a cell beneath a header only says in what it is counted: `(संख्या में)`, `DD/MM/YYYY`."""
    told = tidy(without_brackets(text))
    return not told or bool(_units().fullmatch(f" {told}"))

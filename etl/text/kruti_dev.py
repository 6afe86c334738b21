"""Turns text typed for the font Kruti Dev 010, which stores keys instead of letters, into Unicode."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

REPH = "ʳ"
_WORDS = re.compile(r"\s+|\S+")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_C = "(?:[क-ह]\u093c?)"
_SIGNS = "ाीुूृॄेैोौॅॉ"
_MARKS = f"[{_SIGNS}ंँः{REPH}]"
# Between digits only a date, a number or a time can be meant, whatever the font shows there.
_AMID_DIGITS = re.compile(r"(?<=\d)[./,:](?=\d)")
_COLON = re.compile(r"(?<![^\d०-९ƒ„…†‡ˆ‰Š‹])%|%(?=[&-])")
_ZEROS = re.compile("(?<=[०-९])॰{1,9}|॰{1,9}(?=[०-९])")
_DASH = re.compile(r"(?<![^\s\d])[–—](?![^\s\d])")
_KEPT = {".": "\ue000", "/": "\ue001", ",": "\ue002", ":": "\ue003"}
_GIVEN_BACK = {ord(private): mark for mark, private in _KEPT.items()}
# Repeats are bounded, so that no cell takes long: no syllable has more letters or marks.
_HALVES = f"(?:{_C}्){{0,5}}"
_SYLLABLE = re.compile(
    f"(?P<before>{_HALVES})(?P<i>ि)(?P<early>[{REPH}ंँ]{{0,3}})(?P<letters>{_HALVES}{_C})(?P<late>{_MARKS}*)"
    f"|(?P<plain>{_HALVES}{_C})(?P<marks>{_MARKS}+)"
    f"|(?P<vowel>[अइउएऋ])(?P<tail>{_MARKS}+)"
)
_TOGETHER = (("ाे", "ो"), ("ेा", "ो"), ("ाै", "ौ"), ("ैा", "ौ"), ("ाॅ", "ॉ"), ("ॅा", "ॉ"))
_VOWELS = (("अा", "आ"), ("अो", "ओ"), ("अौ", "औ"), ("अॉ", "ऑ"), ("आे", "ओ"), ("आै", "औ"), ("एे", "ऐ"))


def to_unicode(text: str) -> str:
    """The text as Kruti Dev 010 shows it. Text that holds Devanagari letters already is returned as it is."""
    if _DEVANAGARI.search(text):
        return text
    return "".join(_word(word) for word in _WORDS.findall(text))


@lru_cache(maxsize=65_536)
def _word(text: str) -> str:
    text = _COLON.sub(_KEPT[":"], _DASH.sub("&", text))
    text = _AMID_DIGITS.sub(lambda found: _KEPT[found[0]], text)
    glyphs = _key_pattern().sub(lambda found: keys()[found[0]], text)
    whole = _SYLLABLE.sub(_in_order, _joined(glyphs))
    return unicodedata.normalize("NFC", _ZEROS.sub(lambda found: "०" * len(found[0]), whole.translate(_GIVEN_BACK)))


@cache
def keys() -> dict[str, str]:
    """Every key, or run of keys, and what it shows."""
    groups = ("vowels", "signs", "letters", "half_letters", "conjuncts", "marks", "digits")
    return {key: shown for group in groups for key, shown in layout()[group].items()}


@cache
def layout() -> dict[str, dict[str, str]]:
    """The tables of `kruti_dev.toml`."""
    return tomllib.loads((Path(__file__).parent / "kruti_dev.toml").read_text(encoding="utf-8"))


@cache
def _key_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(key) for key in sorted(keys(), key=len, reverse=True)))


def _joined(glyphs: str) -> str:
    """Half letters with their bar made whole, marks that were typed before a vowel sign put behind it."""
    glyphs = re.sub(f"([ंँ{REPH}]{{1,3}})([{_SIGNS}]{{1,3}})", r"\2\1", glyphs)
    glyphs = re.sub("्(\u093c?)(्र)?ा", r"\1\2", glyphs)
    glyphs = re.sub("््र", "्र", glyphs)
    return re.sub("्\u093c", "\u093c्", glyphs)


def _in_order(found: re.Match[str]) -> str:
    """One syllable with its reph in front and its signs behind, as Unicode wants them."""
    if found["i"]:
        letters, signs = found["before"] + found["letters"], "ि" + found["early"] + found["late"]
    elif found["plain"]:
        letters, signs = found["plain"], found["marks"]
    else:
        return _vowel(found["vowel"], found["tail"])
    return ("र्" if REPH in signs else "") + letters + _signs(signs)


def _signs(signs: str) -> str:
    vowels = "".join(sign for sign in signs if sign in "ि" + _SIGNS)
    for parts, whole in _TOGETHER:
        vowels = vowels.replace(parts, whole)
    rest = "".join(sign for sign in signs if sign not in "ि" + _SIGNS + REPH)
    return vowels + re.sub("([ंँः])\\1+", r"\1", rest)


def _vowel(letter: str, tail: str) -> str:
    if letter == "इ" and REPH in tail:
        letter, tail = "ई", tail.replace(REPH, "", 1)
    whole = letter + _signs(tail)
    for parts, vowel in _VOWELS:
        whole = whole.replace(parts, vowel)
    return whole

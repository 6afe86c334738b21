"""How two spellings of one word become the same text: blanks, digits, nukta, nasals, and both scripts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_ZEROS = "०٠۰০੦૦０"  # of Devanagari, both Arabic scripts, Bengali, Gurmukhi, Gujarati, and the wide one
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_INVISIBLE = dict.fromkeys([0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)])
_MARKS = dict.fromkeys([0x093C, *range(0x0300, 0x0370)])
_ODD_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"})
# Few texts hold any of these, and to look is several times faster than to translate each letter.
_HAS_DIGIT, _HAS_INVISIBLE, _HAS_ODD_DASH = (
    re.compile(f"[{''.join(map(chr, table))}]") for table in (_DIGITS, _INVISIBLE, _ODD_DASHES)
)
_PUNCTUATION = re.compile(r"[\s.,:;\-_/\\()\[\]{}'\"’‘“”*|।॥?!]+")
_NASALS = re.compile("[ङञणनम]्(?=[क-म])")
_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")


def digits(text: str) -> str:
    """The text with every digit in ASCII."""
    return text.translate(_DIGITS) if _HAS_DIGIT.search(text) else text


def tidy(text: str) -> str:
    """The text as it was meant: no invisible characters, single blanks, one way of writing each letter."""
    shown = text.translate(_INVISIBLE) if _HAS_INVISIBLE.search(text) else text
    return " ".join(unicodedata.normalize("NFC", shown).split())


def one_dash(text: str) -> str:
    return text.translate(_ODD_DASHES) if _HAS_ODD_DASH.search(text) else text


def _same_letters(text: str) -> str:
    text = unicodedata.normalize("NFD", text).translate(_MARKS)
    text = _NASALS.sub("ं", text.replace("ँ", "ं"))
    return text.replace("ये", "ए").replace("यी", "ई").replace("ः", "")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text reduced to what two writers of the same word would agree on. Keeps `+`, `<`, `>` and `#`."""
    return _PUNCTUATION.sub("", _same_letters(digits(one_dash(tidy(text)).casefold())))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word for word in map(fold, _PUNCTUATION.split(digits(tidy(text)))) if word]


def without_brackets(text: str) -> str:
    """The text without what stands in brackets: `व्यक्ति (संख्या)` → `व्यक्ति`."""
    return _BRACKETS.sub(" ", text)


_SPOKEN = tomllib.loads((Path(__file__).parent / "sounds.toml").read_text(encoding="utf-8"))
_LETTERS = {letter: latin for latin, letters in _SPOKEN["sounds"].items() for letter in letters}


def _from_devanagari(text: str) -> str:
    text = unicodedata.normalize("NFD", text).replace("ड़", "र").replace("ढ़", "र्ह").translate(_MARKS)
    text = re.sub("[ंँ](?=[पफबभम])", "म", text)
    text = re.sub("[ंँ]", "न", text)
    return "".join(_LETTERS.get(letter, letter) for letter in text)


@lru_cache(maxsize=65_536)
def spoken(text: str) -> str:
    """The text in Latin letters, one for each sound whatever the script: doubles, lengths and v/b are one."""
    latin = _PUNCTUATION.sub("", _from_devanagari(digits(tidy(text)).casefold()).replace("्", "").replace("ः", ""))
    for found, put in _SPOKEN["latin"].items():
        latin = latin.replace(found, put)
    latin = re.sub("c(?!h)", "k", re.sub("c(?=[ie])", "s", latin))
    latin = re.sub(r"(.)\1+", r"\1", latin)
    return re.sub("(?<=.)y$", "i", latin)


@lru_cache(maxsize=65_536)
def sound(text: str) -> str:
    """A rough sound that a name has in either script.

    Inner `a` and the breath after a consonant are left out, since writers differ most on these.
    """
    latin = spoken(text).removesuffix("e")
    latin = latin[:1] + latin[1:].replace("a", "")
    return re.sub("(?<=[bcdfgjklmnprst])h", "", latin)


_LETTER_NAMES = {name: letter for letter, names in _SPOKEN["letters"].items() for name in map(fold, names)}
_INITIALS = re.compile(f"(?:{'|'.join(sorted(_LETTER_NAMES, key=len, reverse=True))})+")
_INITIAL = re.compile("|".join(sorted(_LETTER_NAMES, key=len, reverse=True)))


def initials(word: str) -> str:
    """The letters whose names a folded Devanagari word is made of: `डीएन` → `dn`; empty when it is another word."""
    if not _INITIALS.fullmatch(word):
        return ""
    return "".join(_LETTER_NAMES[name] for name in _INITIAL.findall(word))

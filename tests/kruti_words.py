"""The words that Kruti Dev is tested on: those of the returns, code lists, master lists and of a police office."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import polars as pl

from access.settings import HOME
from etl.recipes import HOME as ETL
from etl.recipes import load_codes, load_recipes
from locales import catalogue

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_BETWEEN = re.compile(r"[\s/(),.\-–—:]+")
_LIST = Path(__file__).parent / "data" / "kruti_dev" / "words.txt"


@cache
def texts() -> frozenset[str]:
    """Headers, aliases, titles, labels, spellings, banned headers, words.toml and every name of the master lists."""
    found: set[str] = set()
    for recipe in load_recipes():
        found |= {recipe.label_hi, recipe.label_en, *recipe.title_words}
        found |= {header for field in recipe.fields for header in field.headers}
        found |= {header for banned in recipe.banned for header in banned.headers}
    for path in sorted((ETL / "codes").glob("*.toml")):
        codes = load_codes(path.stem)
        found |= {codes.label_hi, codes.label_en, *codes.codes, *(bad.spelling for bad in codes.known_bad)}
        found |= {text for entry in codes.entries.values() for text in (*entry.labels, *entry.spellings)}
    told = tomllib.loads((ETL / "text" / "words.toml").read_text(encoding="utf-8"))
    found |= {text for value in told.values() for group in _groups(value) for text in group}
    for path in sorted((HOME / "warehouse" / "reference").glob("*.csv")):
        cells = (cell for row in pl.read_csv(path, infer_schema=False).iter_rows() for cell in row if cell)
        found |= {text for cell in cells for text in cell.split("|")}
    return frozenset(unicodedata.normalize("NFC", text) for text in found)


def _groups(value: object) -> list[list[str]]:
    return list(value.values()) if isinstance(value, dict) else [value]  # type: ignore[list-item]  # a list of words


@cache
def office_words() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(
        unicodedata.normalize("NFC", word) for line in lines if not line.startswith("#") for word in line.split()
    )


@cache
def hindi() -> tuple[str, ...]:
    """Every Hindi word and text that the font has keys for: without Latin letters, and without ॅ over ा."""
    whole = {text for text in texts() if _DEVANAGARI.search(text)}
    single = {word for text in whole for word in _BETWEEN.split(text) if _DEVANAGARI.search(word)}
    return tuple(sorted(one for one in whole | single | office_words() if not re.search("[A-Za-z]|ाॅ", one)))


@cache
def latin() -> tuple[str, ...]:
    """English and transliterated Hindi: labels, names and codes, and all that our English catalogues and pages say."""
    names = {text for text in texts() if not _DEVANAGARI.search(text)}
    pages = [*sorted((HOME / "docs").rglob("*.md")), HOME / "README.md"]
    prose = [path.read_text(encoding="utf-8") for path in pages] + list(catalogue("en").values())
    said = {word for text in (*names, *prose) for word in text.split()}
    return tuple(sorted(one for one in names | said | {word.title() for word in said} if not _DEVANAGARI.search(one)))

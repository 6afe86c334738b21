"""Finds the cells of a sheet that were typed for the font Kruti Dev 010, and puts them into Unicode."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import polars as pl

from etl.recipes import HOME, CodeList, load_codes, load_recipes
from etl.text.fold import fold, tidy, words
from etl.text.kruti_dev import layout, to_unicode

ALONE = 4.5  # how much better a cell must read as Kruti Dev than as Latin, as a logarithm of odds, to be taken (POLICY)
AMONG = 2.0  # the same in a sheet where other cells are Kruti Dev (POLICY)
_FEWEST = 2  # distinct cells that make a sheet one of these
_KNOWN = 12.0  # what a word of the returns' own vocabulary adds
_KNOWN_SHORT = 3.0  # what one adds that is so short that it may be Latin as well
_LOOKED_AT = 500  # rows in which a column shows whether its texts repeat
_SHORTEST = 3  # keys of a word that is taken without neighbours
_ODD = 12.0  # what a sign inside a word takes from Latin
_CAPITAL = 6.0  # what a capital inside a word takes from it
_RAREST = -5.5  # how rare two letters of Hindi may be taken to be, whose like the small vocabulary does not hold
_LONGEST = 64  # keys that a word may have
_SWAPPED = 4.0  # what a nasal typed before its vowel sign takes from Kruti Dev

_C = "[क-ह]\u093c?"
_WORD = re.compile(f"(?:(?:{_C}्){{0,3}}{_C}[ा-ृॄॅे-ौॉ]?[ंँः]*|[अ-ऋएऐऑओऔ][ंँः]*|[0-9०-९])+॰?")
_BETWEEN = re.compile(r"[॥,./:;()?‘’“”={}+÷!×ऽ\-\s]+|।(?=\s|$)")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{1,2}([&@])\d{1,2}\1(?:\d{4}|\d{2})|\d{1,2}%\d{2}|\d+@20\d\d")
_PAIRED = re.compile(r"\d+(?:[&@\]] ?\d+)+|&{1,3}")
_BETWEEN_FIGURES = re.compile(r"\d@\d")
_DIGIT_KEYS = "ƒ„…†‡ˆ‰Š‹åŒ"
# Runs of digits in one script each; … alone is the mark that it is anywhere.
_FIGURES = re.compile(
    rf"(?=.*[{_DIGIT_KEYS.replace('…', '')}])(?:(?:[{_DIGIT_KEYS}]+|[0-9]+)(?:[&@%\-./:, ]{{1,3}}|$))+"
)
_FIGURE_MARKS = str.maketrans(f"{_DIGIT_KEYS}&@%-", "१२३४५६७८९००-/:.")
_FIGURES_DATE = re.compile(r"[^&@\-./]{1,2}([&@\-./])[^&@\-./]{1,2}\1[^&@\-./]{2,4}")
_NUMBER = re.compile(r"MSK[/@&\-][A-Z0-9/@&\-]*\d")
# What stands in no cell of Kruti Dev: Devanagari, a sign without its letter, a half letter without its other half, and
# a low ra below a letter that takes none. Read by Polars and by `re`.
_IMPOSSIBLE = "[\u0900-\u097f]" + r"|(?:^|\s)[khqwsSazZW]|[DXPTRUICEHYOLF.](?:[hqwsSaW\s]|$)|[yuj;z]z|[sS]k"
_POSSIBLE = rf"[A-Za-z{_DIGIT_KEYS}]|[0-9][&@%\]] ?[0-9]|^\s*&+\s*$"
_MAY_BE = pl.all().str.contains(_POSSIBLE) & ~pl.all().str.starts_with("MSK/")
_CAN_BE = ~pl.all().str.contains(_IMPOSSIBLE) | pl.all().str.starts_with("MSK")
CONVERTED = pl.Schema({"source_row": pl.Int64(), "before": pl.String(), "after": pl.String()})


def is_kruti_dev(text: str, *, among: bool = False) -> bool:
    """Whether a cell was typed for Kruti Dev. `among`: other cells of its sheet were, so that less has to speak for it.

    Every word of it must read as Hindi syllables; beyond that its words are known, or their letters follow each other
    as in Hindi and not as in English. Plain dates, numbers and times read the same and are none.
    """
    text = tidy(text)
    if _FIGURES.fullmatch(text):
        return among or bool(_FIGURES_DATE.fullmatch(text))
    if not _LETTER.search(text):
        return bool(_DATE.fullmatch(text) or (among and _PAIRED.fullmatch(text)))
    if _NUMBER.fullmatch(text):
        return "@" in text or "&" in text
    if re.search(_IMPOSSIBLE, text):
        return False
    if among and _BETWEEN_FIGURES.search(text) and _is_hindi(text):
        return True
    found = _evidence(text, among)
    return found is not None and found >= (AMONG if among else ALONE)


def in_unicode(text: str) -> str:
    """A cell of Kruti Dev in Unicode; of a matter's unique number, which is Latin in either font, only its marks.

    Where a cell holds figures alone, the sign that elsewhere shortens a word is a nought.
    """
    if _NUMBER.fullmatch(tidy(text)):
        return text.replace("@", "/").replace("&", "-")
    if _FIGURES.fullmatch(tidy(text)):
        return text.translate(_FIGURE_MARKS)
    return to_unicode(text)


def convert_cells(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The sheet with its Kruti Dev cells in Unicode, and a line (`CONVERTED`) for each of them.

    `cells` has text columns and `source_row`; each distinct text is looked at once.
    """
    texts = _candidates(cells.drop("source_row"))
    distinct = {text for column in texts.values() for text in column}
    sure = {text for text in distinct if is_kruti_dev(text)}
    if len(sure) >= _FEWEST:
        sure |= {text for text in distinct - sure if is_kruti_dev(text, among=True)}
    after = {text: in_unicode(text) for text in sure}
    lines = [pl.DataFrame(schema=CONVERTED)]
    for name, column in texts.items():
        if found := [text for text in column if text in after]:
            lines.append(_lines(cells, name, found, after))
            replaced = cells[name].replace(found, [after[text] for text in found])
            cells = cells.with_columns(replaced)
    return cells, pl.concat(lines).unique(["source_row", "after"], keep="first")


def _candidates(cells: pl.DataFrame) -> dict[str, list[str]]:
    """By column its distinct texts that are worth a look."""
    frames = [cells] if cells.height <= _LOOKED_AT else [_distinct(column).to_frame() for column in cells]
    found = [column.filter(told) for frame in frames for column, told in zip(frame, frame.select(_MAY_BE), strict=True)]
    return {one.name: _that_can_be(one.unique()) if len(one) else [] for one in found}


def _that_can_be(texts: pl.Series) -> list[str]:
    return texts.filter(texts.to_frame().select(_CAN_BE).to_series()).to_list()


def _distinct(column: pl.Series) -> pl.Series:
    """The distinct texts of a column, unless hardly any comes again."""
    is_varied = column.head(_LOOKED_AT).n_unique() * 2 > _LOOKED_AT
    return column if is_varied else column.unique()


def _lines(cells: pl.DataFrame, name: str, found: list[str], after: dict[str, str]) -> pl.DataFrame:
    before = pl.col(name)
    return cells.filter(before.is_in(found)).select(
        "source_row",
        before.alias("before"),
        before.replace_strict(found, [after[text] for text in found]).alias("after"),
    )


def _evidence(text: str, among: bool) -> float | None:
    """How much more likely the text is as Kruti Dev than as Latin; None when it cannot be Kruti Dev."""
    tokens = [token for token in text.split() if _LETTER.search(token)]
    n_keys = sum(map(len, tokens))
    if n_keys < _SHORTEST and not among:
        return None
    total = 0.0
    for token in tokens:
        if len(token) > _LONGEST or (found := _evidence_of(token, among)) is None:
            return None
        total += found
    return total


@lru_cache(maxsize=65_536)
def _evidence_of(token: str, among: bool) -> float | None:
    said = [word for word in _BETWEEN.split(to_unicode(token)) if word]
    is_known = all(fold(word) in _vocabulary() for word in said)
    if said and is_known and len(token) < _SHORTEST:
        return _KNOWN if among else _KNOWN_SHORT
    if not said or not all(_WORD.fullmatch(word) for word in said) or fold(token) in _latin():
        return None
    swapped = _SWAPPED * len(re.findall("a[khqwsS]", token))
    return sum(map(_hindi, said)) - _as_latin(token) - swapped + (_KNOWN if is_known else 0.0)


def _is_hindi(text: str) -> bool:
    """Whether what the keys show are syllables and figures throughout."""
    return all(_WORD.fullmatch(word) for word in _BETWEEN.split(to_unicode(text)) if word)


def _hindi(word: str) -> float:
    """The logarithm of how likely the letters of a word follow each other in the Hindi of the returns."""
    return sum(_hindi_pair(*pair) for pair in pairwise(f"^{word}$"))


@cache
def _hindi_pair(before: str, letter: str) -> float:
    pairs = _pairs()
    usual = (pairs.ends[letter] + 0.2) / pairs.n
    return max(_RAREST, math.log((pairs.counts[before, letter] + 4 * usual) / (pairs.starts[before] + 4)))


def _as_latin(token: str) -> float:
    """The same in English and in names in Latin letters; marks inside a word speak against it."""
    bare = token.lstrip("(\"'[{<*").rstrip(")\"'].,:;!?*}>")
    total = -_ODD * len(re.findall(r"""['"/.?\[{]k""", token))
    for run in re.findall(r"[A-Za-z]+|[^A-Za-z]", bare):
        if not run.isalpha() or not run.isascii():
            total -= 2.0 if run in "-/&.,'+@_()" or run.isdigit() else _ODD
            continue
        total -= _CAPITAL * len(re.findall("[a-z][A-Z]", run)) + (run != run.lower())
        total += sum(_latin_pairs()[pair] for pair in pairwise(f"^{run.lower()}$"))
    return total


@cache
def _latin_pairs() -> dict[tuple[str, str], float]:
    told = layout()["latin_pairs"]
    ends = "abcdefghijklmnopqrstuvwxyz$"
    return {
        ("^" if before == "start" else before, letter): (int(digit) - 9) * math.log(2)
        for before, row in told.items()
        for letter, digit in zip(ends, row, strict=True)
    }


@dataclass(frozen=True)
class _Pairs:
    """How often which letter follows which, how often each stands first and second of two, and the number of all."""

    counts: Counter[tuple[str, str]]
    starts: Counter[str]
    ends: Counter[str]
    n: int


@cache
def _pairs() -> _Pairs:
    spelt = {word for text in _spoken() for word in _BETWEEN.split(text) if _WORD.fullmatch(word)}
    counts = Counter(pair for word in sorted(spelt) for pair in pairwise(f"^{word}$"))
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for pair, count in counts.items():
        starts[pair[0]] += count
        ends[pair[1]] += count
    return _Pairs(counts, starts, ends, counts.total())


@cache
def _vocabulary() -> frozenset[str]:
    """The folded Hindi words of every header, code and word list."""
    return frozenset(word for text in _spoken() for word in words(text) if not word.isascii())


@cache
def _latin() -> frozenset[str]:
    """The folded Latin words of the same, which no cell of Kruti Dev is."""
    spoken = (*_spoken(), layout()["latin"]["words"])
    return frozenset(word for text in spoken for word in words(text) if word.isascii() and len(word) > 1)


@cache
def _spoken() -> frozenset[str]:
    told = tomllib.loads((HOME / "text" / "words.toml").read_text(encoding="utf-8"))
    lists = [*(told[name] for name in told if isinstance(told[name], list)), *told["months"].values(), _common()]
    codes = [load_codes(path.stem) for path in sorted((HOME / "codes").glob("*.toml"))]
    return frozenset(
        tidy(text)
        for texts in (*lists, *told["day_parts"].values(), *map(_of_codes, codes), _of_recipes())
        for text in texts
    )


def _common() -> list[str]:
    return layout()["common"]["words"].split()


def _of_codes(codes: CodeList) -> Iterable[str]:
    yield from (codes.label_hi, codes.label_en, *codes.codes, *(bad.spelling for bad in codes.known_bad))
    for entry in codes.entries.values():
        yield from (*entry.labels, *entry.spellings)


def _of_recipes() -> Iterable[str]:
    for recipe in load_recipes():
        yield from (recipe.label_hi, recipe.label_en, *recipe.title_words)
        yield from (header for field in recipe.fields for header in field.headers)
        yield from (header for banned in recipe.banned for header in banned.headers)

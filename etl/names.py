"""Thanas, places and districts by any name they are known under, inside one district only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from etl.fold import digits, fold, sound, tidy, without_brackets, words
from etl.masking import has_identity
from etl.reading import CONFIDENT, EMPTY, NEAR, Reading, failed, likeness, mended, nearest
from etl.words import load_words
from warehouse.reference import Reference

_MARGIN = 0.05  # how far the best must lead the second best before it is taken (POLICY)
_SHORTEST_SOUND = 4  # shorter ones are shared with given names
_SHORTEST_ALIKE = 6
_WORDS_ALIKE = 0.8


@dataclass(frozen=True)
class Known:
    """A thana, place or district of the master list and every spelling of it."""

    code: str
    name_hi: str
    name_en: str
    aliases: tuple[str, ...]
    thana_code: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.code, self.name_hi, self.name_en

    @property
    def spellings(self) -> tuple[str, ...]:
        return *self.names, *self.aliases

    @property
    def both(self) -> str:
        return f"{self.name_hi} ({self.name_en})"


Index = dict[str, tuple[str, ...]]


class NameBook:
    """Look-up of the names of one kind inside one district: exact, alias, sound, then likeness."""

    def __init__(self, rule: str, known: Iterable[Known], dropped: Iterable[str] = ()) -> None:
        self.rule = rule
        self.known = {one.code: one for one in known}
        self._exact = self._index(lambda one: one.names, tidy)
        self._folded = self._index(lambda one: one.spellings, fold)
        self._sounds = self._index(lambda one: one.spellings, sound)
        self._alike = {text: codes for text, codes in self._sounds.items() if len(text) >= _SHORTEST_ALIKE}
        self._named = {frozenset(words(name)) for one in self.known.values() for name in one.spellings}
        self._dropped = _dropped_words(dropped)
        self._ways = ((self._exact, tidy), (self._folded, fold), (self._sounds, sound))

    def _index(self, names: Callable[[Known], Iterable[str]], key: Callable[[str], str]) -> Index:
        index: Index = {}
        for one in self.known.values():
            for text in {key(name) for name in names(one)}:
                index[text] = (*index.get(text, ()), one.code)
        return index

    def read(self, text: str, thana_code: str | None = None) -> Reading:
        """The code of a name. Where several places share a name, the one of the row's thana is meant."""
        told = tidy(text)
        if not told or load_words().is_nil(told):
            return EMPTY
        if code := self._only(self._exact.get(told, ()), thana_code):
            return Reading(code)
        ranked = self._ranked(told)
        code = self._by_spelling(told, thana_code) or self._leader(told, ranked)
        if code:
            return mended(code, "spelling", told, self.known[code].both)
        suggestion = "; ".join(self.known[code].both for _, code in ranked)
        return failed(self.rule, told, suggestion, is_known=self._may_show(told, ranked))

    def is_shared(self, text: str) -> bool:
        """Whether several places of the district bear this name, so that only the row's thana can tell them apart."""
        return any(len(found.get(key(tidy(text)), ())) > 1 for found, key in self._ways)

    def find(self, text: str) -> str | None:
        """The code of a name written exactly or as a listed alias."""
        return self._only(self._folded.get(fold(text), ()), None)

    def _only(self, codes: tuple[str, ...], thana_code: str | None) -> str | None:
        if len(codes) > 1 and thana_code:
            codes = tuple(code for code in codes if self.known[code].thana_code == thana_code)
        return codes[0] if len(codes) == 1 else None

    def _by_spelling(self, told: str, thana_code: str | None) -> str | None:
        for spelling in dict.fromkeys((told, self._bare(told), self._bare(without_brackets(told)))):
            heard = sound(spelling)
            by_sound = self._sounds.get(heard, ()) if len(heard) >= _SHORTEST_SOUND else ()
            code = self._only(self._folded.get(fold(spelling), ()), thana_code) or self._only(by_sound, thana_code)
            if code:
                return code
        return None

    def _bare(self, told: str) -> str:
        """The name without words such as थाना or PS, unless nothing else is left."""
        return self._dropped.sub(" ", told).strip(" -:.,") or told

    def _ranked(self, told: str) -> list[tuple[float, str]]:
        bare = self._bare(told)
        best: dict[str, float] = {}
        for score, code in [*nearest(fold(bare), self._folded), *nearest(sound(bare), self._alike)]:
            best[code] = max(best.get(code, 0.0), score)
        return sorted(((score, code) for code, score in best.items()), key=lambda pair: (-pair[0], pair[1]))[:3]

    def _leader(self, told: str, ranked: list[tuple[float, str]]) -> str | None:
        if not ranked or ranked[0][0] < CONFIDENT or not self._shares_words(told, ranked[0][1]):
            return None
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN else None

    def _shares_words(self, told: str, code: str) -> bool:
        """Each word said must resemble one of the name: D.S. College is not D.N. College."""
        said = words(self._bare(told))
        theirs = {word for spelling in self.known[code].spellings for word in words(spelling)}
        return len(said) == 1 or all(any(likeness(word, other) >= _WORDS_ALIKE for other in theirs) for word in said)

    def _may_show(self, told: str, ranked: list[tuple[float, str]]) -> bool:
        """A value close to a known name, or made only of words of one, names a place and no person."""
        if has_identity(told):
            return False
        if ranked and ranked[0][0] >= NEAR:
            return True
        said = set(words(self._bare(told)))
        return bool(said) and any(said <= named for named in self._named)


def _dropped_words(dropped: Iterable[str]) -> re.Pattern[str]:
    spelt = "|".join(re.escape(word) for word in dropped) or r"(?!)"
    return re.compile(rf"(?<![\w\u0900-\u097f])(?:{spelt})(?![\w\u0900-\u097f])", re.IGNORECASE)


def _known(rows: pl.DataFrame, code: str) -> list[Known]:
    return [
        Known(row[code], row["name_hi"], row["name_en"], tuple(row["aliases"] or ()), row.get("thana_code"))
        for row in rows.iter_rows(named=True)
    ]


class Gazetteer:
    """All name books that a load needs, drawn from the master lists once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.districts = NameBook(
            "district_unknown", _known(reference.districts, "district_code"), load_words().district
        )
        self._thanas: dict[str, NameBook] = {}
        self._places: dict[str, NameBook] = {}

    def thanas(self, district_code: str) -> NameBook:
        if district_code not in self._thanas:
            rows = self.reference.thanas.filter(pl.col("district_code") == district_code)
            self._thanas[district_code] = NameBook("thana_unknown", _known(rows, "thana_code"), load_words().thana)
        return self._thanas[district_code]

    def places(self, district_code: str) -> NameBook:
        if district_code not in self._places:
            rows = self.reference.places.filter(pl.col("district_code") == district_code)
            self._places[district_code] = NameBook("place_unknown", _known(rows, "place_code"))
        return self._places[district_code]

    @property
    def district_of_thana(self) -> Mapping[str, str]:
        return self.reference.district_of_thana

    def district_in(self, text: str) -> str | None:
        """The one district that a title, sheet name or file name speaks of; the range's own name is not one."""
        told = words(re.sub(r"\d+", " ", digits(text)))
        found = {at: code for at, word in enumerate(told) if (code := self.districts.find(word))}
        ranges = load_words().range
        found = {
            at: code
            for at, code in found.items()
            if not (told[at + 1 : at + 2] and told[at + 1] in ranges) and not (at and told[at - 1] in ranges)
        }
        if len(set(found.values())) > 1:
            found = {at: code for at, code in found.items() if at and told[at - 1] in load_words().district}
        codes = set(found.values())
        return codes.pop() if len(codes) == 1 else None

    def thana_in(self, text: str, district_code: str) -> str | None:
        """The thana that a title names after the word थाना, if it names one."""
        told = words(text)
        book, marks = self.thanas(district_code), {"थाना", "thana", "ps"}
        for at, word in enumerate(told):
            for length in (4, 3, 2, 1):
                code = book.find("".join(told[at + 1 : at + 1 + length])) if word in marks else None
                if code:
                    return code
        return None

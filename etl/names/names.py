"""All name books that a load needs: districts, and the thanas, circles and places of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import polars as pl

from etl.names.name_match import Around, Known, towns_of
from etl.names.namebook import NameBook
from etl.names.spelt import heard_town, is_shared_only, pieces
from etl.names.validity import latest_of_each_name
from etl.text.fold import digits, sound, words
from etl.text.words import load_words
from warehouse.reference import Reference


def _known(rows: pl.DataFrame, code: str) -> list[Known]:
    return [
        Known(
            row[code],
            row["name_hi"],
            row["name_en"],
            tuple(row["aliases"] or ()),
            row.get("thana_code"),
            row.get("kind") or code.removesuffix("_code"),
        )
        for row in rows.iter_rows(named=True)
    ]


def _in(frame: pl.DataFrame, district_code: str) -> pl.DataFrame:
    return frame.filter(pl.col("district_code") == district_code)


_THANA_MARKS = ("थाना", "thana", "ps")


class Gazetteer:
    """Name books drawn from the master lists, each when it is first asked for."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.districts = NameBook(
            "district_unknown", _known(reference.districts, "district_code"), load_words().district
        )
        self._thanas: dict[str, NameBook] = {}
        self._circles: dict[str, NameBook] = {}
        self._places: dict[str, NameBook] = {}

    def thanas(self, district_code: str) -> NameBook:
        if district_code not in self._thanas:
            known = _known(latest_of_each_name(_in(self.reference.thanas, district_code)), "thana_code")
            around = Around(self._district_towns, frozenset({district_code}), self._elsewhere(district_code))
            self._thanas[district_code] = NameBook("thana_unknown", known, load_words().thana, around)
        return self._thanas[district_code]

    def circles(self, district_code: str) -> NameBook:
        if district_code not in self._circles:
            known = _known(_in(self.reference.circles, district_code), "circle_code")
            around = Around(self._district_towns, frozenset({district_code}))
            self._circles[district_code] = NameBook("circle_unknown", known, load_words().circle, around)
        return self._circles[district_code]

    def places(self, district_code: str) -> NameBook:
        if district_code not in self._places:
            rows = _in(self.reference.places, district_code)
            towns = towns_of([*self._district_names(), *self._town_names(district_code)])
            around = Around(towns, frozenset({district_code}))
            known = _known(rows, "place_code")
            self._places[district_code] = NameBook("place_unknown", known, (), around, "shared")
        return self._places[district_code]

    def book(self, kind: str, district_code: str) -> NameBook:
        """The book of a kind: thana, circle, place or district."""
        if kind == "district":
            return self.districts
        return {"thana": self.thanas, "circle": self.circles, "place": self.places}[kind](district_code)

    def _district_names(self) -> Iterator[tuple[str, str]]:
        for one in self.districts.known.values():
            yield from ((name, one.code) for name in one.spellings)

    @cached_property
    def _district_towns(self) -> Mapping[str, frozenset[str]]:
        return towns_of(self._district_names())

    def _town_names(self, district_code: str) -> Iterator[tuple[str, str]]:
        """What the names of places call a town or quarter: thanas, and all that stands behind a comma."""
        for one in self.thanas(district_code).known.values():
            yield from ((name, one.code) for name in one.spellings[1:] if not is_shared_only(name))
        for name in _in(self.reference.places, district_code)["name_en"]:
            for quarter in re.sub(r"\(.*?\)", " ", name).split(",")[1:]:
                if quarter.strip() and not is_shared_only(quarter):
                    yield quarter, heard_town(pieces(quarter))

    def _elsewhere(self, district_code: str) -> frozenset[str]:
        """How the thanas of the other districts sound."""
        others = self.reference.thanas.filter(pl.col("district_code") != district_code)
        return frozenset(sound(name) for column in ("name_hi", "name_en") for name in others[column])

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

    def thanas_in(self, text: str, district_code: str) -> tuple[str, ...]:
        """The thanas that a title names, each after the word थाना."""
        told, book = words(text), self.thanas(district_code)
        named = (
            next((code for n in (4, 3, 2, 1) if (code := book.find("".join(told[at + 1 : at + 1 + n])))), None)
            for at, word in enumerate(told)
            if word in _THANA_MARKS
        )
        return tuple(dict.fromkeys(code for code in named if code))


_drawn: list[Gazetteer] = []


def gazetteer_of(reference: Reference) -> Gazetteer:
    """The books of these lists; those drawn last are kept, since every table of a load asks for the same."""
    if not _drawn or _drawn[0].reference is not reference:
        _drawn[:] = [Gazetteer(reference)]
    return _drawn[0]

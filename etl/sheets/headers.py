"""Finds header rows by their content and says which column is which field of a recipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from etl.cells.reading import spelt_like
from etl.recipes import FieldType, Recipe, load_recipes
from etl.sheets.captions import header_keys
from etl.text.fold import fold, tidy, without_brackets, words
from etl.text.words import load_words

_FEWEST = 3  # fields of one return in one row make it a header
_ALIKE = 0.9  # a misspelt header is taken for a known one from this likeness (POLICY)
_SHORTEST = 6
_NAMED: tuple[FieldType, ...] = ("thana", "district", "place", "venue")  # fields that hold the name of a place


@dataclass(frozen=True)
class ColumnMap:
    """Where each field of a recipe stands in a header; positions count the table's columns from 0.

    `totals` are columns that add up the counts to their left.
    """

    fields: dict[str, int] = field(default_factory=dict)
    banned: dict[str, tuple[int, ...]] = field(default_factory=dict)
    serial: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()

    def missing(self, recipe: Recipe) -> tuple[str, ...]:
        """Required fields that have no column."""
        return tuple(one.name for one in recipe.fields if one.required and one.name not in self.fields)


@dataclass(frozen=True)
class HeaderBook:
    """Every header of one recipe, folded. A weight of 1 is its own header, less an alias."""

    recipe: Recipe
    fields: dict[str, tuple[str, float]]
    banned: dict[str, str]
    banned_words: dict[str, str]

    def field_of(self, header: str) -> tuple[str, float] | None:
        return next((self.fields[key] for key in header_keys(header) if key in self.fields), None)

    def banned_of(self, header: str) -> str | None:
        exact = next((self.banned[key] for key in header_keys(header) if key in self.banned), None)
        return exact or next((self.banned_words[word] for word in words(header) if word in self.banned_words), None)

    def alike(self, header: str) -> tuple[str, float] | None:
        """The one field whose header is all but spelt like this."""
        told = fold(header)
        if len(told) < _SHORTEST:
            return None
        near = {self.fields[key][0] for key in spelt_like(told, self.fields, _ALIKE)}
        return (near.pop(), 0.5) if len(near) == 1 else None

    def score(self, cells: Iterable[str | None]) -> float:
        """How much of this return stands in a row: the weights of the distinct fields found."""
        found: dict[str, float] = {}
        for cell in cells:
            if cell and (hit := self.field_of(cell)):
                found[hit[0]] = max(found.get(hit[0], 0.0), hit[1])
        return sum(found.values())

    def n_fields(self, cells: Iterable[str | None]) -> int:
        return len({hit[0] for cell in cells if cell and (hit := self.field_of(cell))})


@cache
def header_books() -> tuple[HeaderBook, ...]:
    return tuple(_book(recipe) for recipe in load_recipes())


def _book(recipe: Recipe) -> HeaderBook:
    fields: dict[str, tuple[str, float]] = {}
    for one in recipe.fields:
        for alias in (one.name, *one.aliases):
            fields.setdefault(fold(alias), (one.name, 0.8))
    for one in recipe.fields:
        for header in (one.header_hi, one.header_en):
            fields[fold(header)] = (one.name, 1.0)
    for one in recipe.fields:
        for header in one.headers:
            fields.setdefault(fold(without_brackets(header)), (one.name, 0.8))
    for one in recipe.of_type(*_NAMED):
        for header in (one.name, *one.headers):
            for spelling in _ways_to_say_name(header):
                fields.setdefault(fold(spelling), (one.name, 0.8))
    banned = {fold(header): entry.flag for entry in recipe.banned for header in entry.headers}
    banned_words = {fold(word): entry.flag for entry in recipe.banned for word in entry.words}
    return HeaderBook(recipe, fields, banned, banned_words)


def _ways_to_say_name(header: str) -> tuple[str, ...]:
    """`थाना` as `नाम थाना`: the name of a place is no name of a person."""
    hindi = (f"{header} का नाम", f"{header} के नाम", f"{header} नाम", f"नाम {header}")
    return (*hindi, f"{header} name", f"name of {header}", f"name of the {header}", f"{header} ka naam")


@cache
def vocabulary() -> frozenset[str]:
    """Every folded header of every return."""
    return frozenset(key for book in header_books() for key in book.fields)


@cache
def banned_headers() -> frozenset[str]:
    return frozenset(key for book in header_books() for key in book.banned)


@lru_cache(maxsize=65_536)
def is_field(text: str) -> bool:
    """Whether a text is the header of some field of some return."""
    return any(key in vocabulary() for key in header_keys(text))


@lru_cache(maxsize=65_536)
def is_known_header(text: str) -> bool:
    """Whether a text is a header at all: of a field, of a column that may not be kept, of numbers or of totals."""
    return is_field(text) or is_serial(text) or is_total(text) or not banned_headers().isdisjoint(header_keys(text))


def n_fields(cells: Iterable[str | None]) -> int:
    """How many fields of one return stand among these cells, at most."""
    filled = [cell for cell in cells if cell and is_field(cell)]
    return max((book.n_fields(filled) for book in header_books()), default=0) if filled else 0


def is_header_row(cells: Iterable[str | None]) -> bool:
    """Whether a row holds the headers of at least three fields of one return."""
    return n_fields(cells) >= _FEWEST


def map_columns(recipe: Recipe, header: Sequence[str]) -> ColumnMap:
    """Which column is which. Of two columns for one field the better named, then the first, is taken."""
    return _mapped(recipe.name, tuple(header))


@lru_cache(maxsize=4096)
def _mapped(recipe_name: str, header: tuple[str, ...]) -> ColumnMap:
    book = next(one for one in header_books() if one.recipe.name == recipe_name)
    best: dict[str, tuple[float, int]] = {}
    banned: dict[str, tuple[int, ...]] = {}
    serial: list[int] = []
    totals: list[int] = []
    rest: list[int] = []
    for at, text in enumerate(header):
        hit = book.field_of(text)
        if not hit and (flag := book.banned_of(text)):
            banned[flag] = (*banned.get(flag, ()), at)
        elif not hit and is_serial(text):
            serial.append(at)
        elif not hit and is_total(text):
            totals.append(at)
        elif hit := hit or book.alike(text):
            if hit[0] not in best or best[hit[0]][0] < hit[1]:
                rest += [best[hit[0]][1]] if hit[0] in best else []
                best[hit[0]] = (hit[1], at)
            else:
                rest.append(at)
        else:
            rest.append(at)
    fields = {name: at for name, (_, at) in best.items()}
    return ColumnMap(fields, banned, tuple(serial), tuple(sorted(rest)), tuple(totals))


def is_serial(header: str) -> bool:
    """Whether a header stands over the rows' own numbers."""
    return tidy(header) == "#" or any(key and key in load_words().serial_headers for key in header_keys(header))


def is_total(header: str) -> bool:
    """Whether a header stands over sums of what is beside it."""
    return any(load_words().is_total(key) for key in header_keys(header))

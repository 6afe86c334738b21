"""Which return a table is: by its headers first, then by its title, sheet and file name."""

from __future__ import annotations

from functools import cache

from access.errors import Refused
from etl.fold import fold
from etl.headers import HeaderBook, header_books, map_columns, vocabulary
from etl.masking import MASK, has_identity
from etl.read import says_nil
from etl.reading import NEAR, likeness
from etl.recipes import Recipe
from etl.tables import RawTable
from etl.words import load_words

_MISSING = 2.0  # what a missing required column takes from a recipe's score
_TITLE = 1.5  # what a matching title, sheet or file name adds


def recognise(table: RawTable) -> Recipe:
    """The recipe of a table. Raises Refused when none fits or a required column is missing, naming what was found."""
    if not table.header:
        return _by_name(table)
    ranked = sorted(header_books(), key=lambda book: -_score(book, table))
    book = ranked[0]
    columns = map_columns(book.recipe, table.header)
    if missing := columns.missing(book.recipe):
        wanted = [book.recipe.field(name) for name in missing]
        raise Refused(
            "etl.refused.missing_column",
            **_where(table),
            recipe=book.recipe.name,
            label_hi=book.recipe.label_hi,
            label_en=book.recipe.label_en,
            missing_hi=", ".join(f"'{field.header_hi}'" for field in wanted),
            missing_en=", ".join(f"'{field.header_en}'" for field in wanted),
            found=_headers(table),
        )
    return book.recipe


def _score(book: HeaderBook, table: RawTable) -> float:
    missing = len(map_columns(book.recipe, table.header).missing(book.recipe))
    return book.score(table.header) - _MISSING * missing + (_TITLE if _is_named(book.recipe, table) else 0)


def _is_named(recipe: Recipe, table: RawTable) -> bool:
    told = [fold(text) for text in (*table.title, table.sheet, table.file_name)]
    return any(fold(word) in text for word in (recipe.name, *recipe.title_words) for text in told)


def _by_name(table: RawTable) -> Recipe:
    """A nil report may have no table at all; its title, sheet or file name must then say which return it is."""
    named = [book.recipe for book in header_books() if _is_named(book.recipe, table)]
    if not says_nil(table):
        raise Refused("etl.refused.unknown_return", **_where(table))
    if len(named) != 1:
        raise Refused("etl.refused.nil_of_what", **_where(table))
    return named[0]


def _where(table: RawTable) -> dict[str, str]:
    return {"file": table.file_name, "sheet": table.sheet or table.file_name}


def _headers(table: RawTable) -> str:
    """The headers as they may be said: those near a known one as written, any other masked, for it may be a name."""
    return ", ".join(f"'{text if _is_near(text) else MASK}'" for text in table.header if text)


def _is_near(text: str) -> bool:
    if fold(text) in load_words().serial_headers or fold(text) in _banned_headers():
        return True
    return not has_identity(text) and any(likeness(fold(text), key) >= NEAR for key in vocabulary())


@cache
def _banned_headers() -> frozenset[str]:
    return frozenset(key for book in header_books() for key in book.banned)

"""Which return a table is: by its headers first, then by its title, sheet and file name."""

from __future__ import annotations

from collections.abc import Sequence

from access.errors import Refused
from etl.cells.reading import NEAR, spelt_like
from etl.privacy.masking import MASK, has_identity
from etl.recipes import Recipe
from etl.sheets.headers import HeaderBook, banned_headers, header_books, map_columns, vocabulary
from etl.sheets.read import says_nil
from etl.sheets.tables import RawTable, called
from etl.text.fold import fold
from etl.text.words import load_words
from locales import LANGUAGES

_MISSING = 0.25  # what a missing required column takes from a score; less than a header found is worth (POLICY)
_TITLE = 1.5  # what a matching title, sheet or file name adds


def recognise(table: RawTable) -> Recipe:
    """The recipe of a table. Raises Refused when none fits or a required column is missing, naming what was found.

    A table of one Kendra needs no column of thanas: whether its surroundings name one is seen when it is cleaned.
    """
    if not table.header:
        return _by_name(table)
    ranked = sorted(header_books(), key=lambda book: -_score(book, table))
    book = ranked[0]
    columns = map_columns(book.recipe, table.header)
    if set(columns.missing(book.recipe)) - {"thana"}:
        raise missing_column(table, book.recipe, columns.missing(book.recipe))
    return book.recipe


def missing_column(table: RawTable, recipe: Recipe, missing: Sequence[str]) -> Refused:
    """What is said of a table without a column for a required field."""
    wanted = [recipe.field(name) for name in missing]
    return Refused(
        "etl.refused.missing_column",
        **called(table),
        recipe=recipe.name,
        label_hi=recipe.label_hi,
        label_en=recipe.label_en,
        missing_hi=", ".join(f"'{field.header_hi}'" for field in wanted),
        missing_en=", ".join(f"'{field.header_en}'" for field in wanted),
        found=_headers(table.header),
    )


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
        raise _not_found(table, named)
    if len(named) != 1:
        raise Refused("etl.refused.nil_of_what", **called(table))
    return named[0]


def _not_found(table: RawTable, named: list[Recipe]) -> Refused:
    if len(named) != 1 or not table.near_header:
        return Refused("etl.refused.unknown_return", **called(table))
    labels = {f"label_{lang}": named[0].label(lang) for lang in LANGUAGES}
    return Refused("etl.refused.too_few_headers", **called(table), **labels, found=_headers(table.near_header))


def _headers(header: tuple[str, ...]) -> str:
    """The headers as they may be said: those near a known one as written, any other masked, for it may be a name."""
    return ", ".join(f"'{text if _is_near(text) else MASK}'" for text in header if text)


def _is_near(text: str) -> bool:
    if fold(text) in load_words().serial_headers or fold(text) in banned_headers():
        return True
    return not has_identity(text) and bool(spelt_like(fold(text), vocabulary(), NEAR))

"""The figures of a row in one line, each with its name, as the form has them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from components import words
from locales import say
from warehouse.formality_reads import FIGURES

Row = Mapping[str, Any]


def told(return_name: str, row: Row, of: str, lang: str) -> str:
    """What the row says, what is not nought first by name; `of` is "other_" for the row that is repeated."""
    _, columns = FIGURES[return_name]
    noughts = [name for name in columns if _is_nought(row[f"{of}{name}"])]
    said = [*_said(columns, row, of, lang)]
    if noughts:
        said.append(say(lang, "formality.figure.rest" if said else "formality.figure.all_nought"))
    return ", ".join(said)


def _said(columns: tuple[str, ...], row: Row, of: str, lang: str) -> Iterator[str]:
    for name in columns:
        value = row[f"{of}{name}"]
        if value is None or _is_nought(value) or name in _NAMES - {f"place_{lang}"}:
            continue
        yield say(lang, f"formality.figure.{name}", n=_written(name, value, lang))


_NAMES = frozenset({"place_hi", "place_en"})  # of a place, one in each language


def _is_nought(value: object) -> bool:
    return isinstance(value, int) and value == 0


def _written(name: str, value: object, lang: str) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return words.day(lang, value)
    if name == "inspector_rank":
        return say(lang, f"formality.rank.{value}")
    return words.number(lang, value) if isinstance(value, int | float) else str(value)

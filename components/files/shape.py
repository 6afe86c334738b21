"""What a long file is made of: its columns, its frames one after another, and what was asked, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

Kind = Literal["text", "count", "figure", "percent", "day", "moment"]
Format = Literal["csv", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "parquet")
MIME: Mapping[Format, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_TYPES: Mapping[Kind, pl.DataType] = {
    "text": pl.String(),
    "count": pl.Int64(),
    "figure": pl.Float64(),
    "percent": pl.Float64(),
    "day": pl.Date(),
    "moment": pl.Datetime("us"),
}

Told = Callable[[int], None]  # is told how many rows are written so far; whatever it raises ends the writing


@dataclass(frozen=True)
class Field:
    """A column: its name in the frames, its head in the reader's language, and what its cells are.

    A percent is in points, 69.9 and not 0.699, in every format alike.
    """

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True)
class Asked:
    """What the file answers, in the reader's language: facts as label and text, then a table of definitions."""

    question: Mapping[str, str]
    snapshot: str
    data_sheet: str
    definitions_sheet: str
    facts: Sequence[tuple[str, str]] = ()
    definitions: Sequence[Sequence[str]] = ()  # the first line is the heads


@dataclass(frozen=True)
class Content:
    """All that a writer is given. `frames` is read once, a frame at a time, and never held."""

    fields: Sequence[Field]
    frames: Iterable[pl.DataFrame]
    asked: Asked


def typed(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The columns of the file, in its order, each of its type; what is not known, or is no number, stays empty."""
    return frame.select(_typed(field) for field in fields)


def _typed(field: Field) -> pl.Expr:
    cells = pl.col(field.name).cast(_TYPES[field.kind])
    return pl.when(cells.is_finite()).then(cells) if field.kind in ("figure", "percent") else cells


def safe(text: str) -> str:
    """One text, harmless in a spreadsheet."""
    return f"'{text}" if text.startswith(RISKY) else text


def harmless(frame: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Text that a spreadsheet could take for a formula gets an apostrophe, as `export.safe` does cell by cell."""
    texts = [pl.col(field.name) for field in fields if field.kind == "text"]
    return frame.with_columns(
        pl.when(text.str.slice(0, 1).is_in(RISKY)).then("'" + text).otherwise(text).name.keep() for text in texts
    )

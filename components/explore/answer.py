"""An answer of the page of figures as rows: its columns and, chunk by chunk, frames that may leave towards a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from metrics.catalogue import Kpi
from warehouse.reads import Window

Extent = Literal["kpi", "family", "all"]
Kind = Literal["text", "count", "figure", "percent", "day", "moment"]
# A percentage is a figure of 0 to 100, not a fraction; a count may be null, which is "not known" or "too few to show".
DTYPES: Mapping[Kind, pl.DataType] = {
    "text": pl.String(),
    "count": pl.Int64(),
    "figure": pl.Float64(),
    "percent": pl.Float64(),
    "day": pl.Date(),
    "moment": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Column:
    """A column of every frame of an answer: its name there, the key of its heading in locales/, what it holds."""

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True)
class Answer:
    """What was asked, and its rows. Nothing is measured before `frames` is called; each call measures anew.

    `facts` are label and value, in the reader's language, of what a file says above its rows: place, window, data up
    to, received, published, snapshot, held. `query` is the link's, for the audit. `n_rows` is None where only the
    measuring tells.
    """

    columns: tuple[Column, ...]
    kpis: tuple[Kpi, ...]
    window: Window
    facts: tuple[tuple[str, str], ...]
    query: Mapping[str, str]
    stem: str
    make: Callable[[], Iterator[pl.DataFrame]]
    n_rows: int | None = None

    def frames(self) -> Iterator[pl.DataFrame]:
        """Frames of at most CHUNK rows with exactly `columns`, small cells already hidden in them."""
        return self.make()


CHUNK = 50_000

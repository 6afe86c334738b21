"""An answer of three lines and one too long to make at once, for the section of files alone: no snapshot is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import polars as pl

from access.roles import demo_viewers
from access.settings import Settings
from components.context import Context
from components.explore import downloads
from components.explore.answer import Answer, Column
from components.explore.downloads import Extent
from metrics import catalogue
from warehouse.manifest import Manifest
from warehouse.query import Snapshot
from warehouse.reads import Window

COLUMNS = (Column("thana", "taken.place", "text"), Column("value", "taken.n_rows", "percent"))
LINES = pl.DataFrame({"thana": ["नौचन्दी", "=1+1", None], "value": [69.9, None, 100.0]})
WINDOW = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))


def context(folder: Path, viewer: str = "dig", lang: str = "hi", *, may_export: bool = True) -> Context:
    who = demo_viewers()[viewer]
    who = who.model_copy(update={"role": who.role.model_copy(update={"may_export": may_export})})
    manifest = cast(Manifest, SimpleNamespace(data_through=date(2025, 11, 30)))
    return Context(Settings(data=folder), who, lang, Snapshot("20251201-1", folder, manifest))


def answer(n_frames: int = 1, n_rows: int | None = 3, code: str = "K1") -> Answer:
    def frames() -> Iterator[pl.DataFrame]:
        yield from (LINES for _ in range(n_frames))

    return Answer(
        columns=COLUMNS,
        kpis=(catalogue.load()[code],),
        window=WINDOW,
        facts=(("क्षेत्र", "मेरठ परिक्षेत्र"),),
        query={"kpi": code, "by": "thana", "district": "all", "window": "30", "lang": "hi"},
        stem="explore_K1_thana",
        make=frames,
        n_rows=n_rows,
    )


def draw(folder: str, viewer: str, lang: str, n_rows: int | None, *, may_export: bool) -> None:
    """What the page calls, of a short and of a long question."""
    short, long = answer(), answer(2, n_rows)
    answers: dict[Extent, Answer] = {"kpi": short, "family": long, "all": long}
    downloads.offer(context(Path(folder), viewer, lang, may_export=may_export), answers)

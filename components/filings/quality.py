"""How the returns came: the KPIs of returns for what is chosen and its parts, and what to ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from access.errors import NotInSnapshot
from access.scope import Scope
from access.settings import load_settings
from components import door, export, matrix_html, panel, sections
from components.choice import Choice
from components.context import Context
from components.door import HASHED, Measured, Parts
from components.export import Titled
from components.filings import quality_asks
from components.matrix import Matrix
from components.places import Places
from components.windows import Calendar
from locales import say
from metrics import catalogue
from metrics.kept import is_kept
from warehouse import filings, query
from warehouse.reads import Window

TILES = ("D1", "D2", "D3", "D4", "D5", "D6", "D6.register", "D12")


@dataclass(frozen=True)
class Seen:
    """The KPIs; of each thana how old its data are, which rows are held back, how many days were changed afterwards;
    first files that failed, and files that changed published days.

    `older` is the sentence that says so where an older program published the snapshot, and first files are not known.
    """

    matrix: Matrix
    ages: Measured
    held_back: Parts
    changed: Measured
    failed: pl.DataFrame
    retold: pl.DataFrame
    starts_on: date
    older: str | None = None

    @property
    def as_of(self) -> date:
        return self.matrix.window.as_of


def asks(seen: Seen | None, places: Places, lang: str) -> None:
    """Draws what is asked about: above the tables, where nobody has to scroll for it."""
    if seen is not None:
        st.html(sections.asks(quality_asks.found(seen, places, lang), lang))


def section(seen: Seen | None, lang: str) -> list[Titled]:
    """Draws the tiles and the figures by unit; returns the same as titled tables."""
    if seen is None:
        return []
    st.html(sections.heading(say(lang, "quality.title"), say(lang, "quality.question")))
    if seen.older:
        st.html(quality_asks.paragraph(seen.older))
    with st.container(key="quality_tiles"):
        st.html(sections.tiles(seen.matrix, lang) + quality_asks.none_late(seen, lang))
    if len(seen.matrix.columns) > 1:
        st.html(quality_asks.folded(say(lang, "quality.units"), matrix_html.table(seen.matrix, lang)))
    return [(say(lang, "quality.title"), export.units(seen.matrix, lang))]


def look(ctx: Context, choice: Choice, places: Places, calendar: Calendar) -> Seen | None:
    """None where the window had not begun."""
    matrix = panel.build(ctx, choice, places, calendar, TILES, compares=False)
    if matrix is None:
        return None
    window, scope = matrix.window, choice.within(ctx.scope)
    ages = door.measured(ctx, scope, "D4", "thana", (window,))
    held_back = door.parts(ctx, scope, "D6", "thana", (window,))
    changed = door.measured(ctx, scope, "D9", "thana", (window,))
    asked, older = (str(ctx.settings.data), ctx.snapshot.id, scope, window), None
    retold = _retold(*asked) if is_kept(catalogue.load()["D9"], ctx.snapshot) else pl.DataFrame()
    try:
        failed = _failed(*asked)
    except NotInSnapshot as error:
        failed, older = pl.DataFrame(), error.sentence(ctx.lang)
    return Seen(matrix, ages, held_back, changed, failed, retold, calendar.campaign_starts_on, older)


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=HASHED)
def _failed(data: str, snapshot_id: str, scope: Scope, window: Window) -> pl.DataFrame:
    return filings.first_failed(query.open_snapshot(load_settings(), snapshot_id), scope, window)


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=HASHED)
def _retold(data: str, snapshot_id: str, scope: Scope, window: Window) -> pl.DataFrame:
    return filings.retold(query.open_snapshot(load_settings(), snapshot_id), scope, window)

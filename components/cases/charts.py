"""The charts of the page in their order, two in a row, and the tables that go into its file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components import door, words
from components.cases import drawn as figures
from components.cases import intake
from components.cases.asks import DIMENSIONS
from components.cases.drawn import Drawn
from components.charts import show
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix
from components.places import Places
from locales import say
from metrics.journey import CARRIER, STREAM, PartRows, journey, parts
from warehouse.reads import Window


def drawn(ctx: Context, choice: Choice, places: Places, matrix: Matrix, window: Window) -> list[Drawn]:
    """Journey and dimensions, partners by R2 and R3, schemes and feedback, then intake."""
    unit = next(column.unit_code for column in matrix.columns if column.is_whole)
    cells, lang = figures.whole(matrix), ctx.lang
    stages = journey(_parts(ctx, choice, window, CARRIER, STREAM), unit)
    acknowledged, served = (parts(_parts(ctx, choice, window, code), unit) for code in ("R2", "R3"))
    return [
        figures.journey(stages, lang, words.day(lang, window.as_of), ctx.settings.small_cell),
        figures.shares("dimensions", "K2", parts(_parts(ctx, choice, window, *DIMENSIONS), unit), "dimension", lang),
        figures.shares("acknowledged", "R2", acknowledged, "partner", lang),
        figures.shares("served", "R3", served, "partner", lang),
        figures.schemes(cells, lang),
        figures.feedback(cells, lang),
        intake.chart(ctx, choice, places, window),
    ]


def side_by_side(charts: Sequence[Drawn], beside: str, lang: str) -> None:
    """Two in a row, with their notes below; `beside` fills the place beside the last."""
    for place in range(0, len(charts), 2):
        columns = st.columns(2, gap="medium")
        for column, one in zip(columns, charts[place : place + 2], strict=False):
            with column:
                _show(one, lang)
    with columns[1]:
        st.html(beside)


def _show(one: Drawn, lang: str) -> None:
    """The chart; a figure that is not there says so in a sentence."""
    empty = say(lang, "cases.all_few" if one.has_few else f"cases.empty_{one.key}")
    show.show(one.key, one.figure, f"{one.title}.", one.table, lang, title=one.title, empty=empty)
    if one.figure is not None and one.notes:
        st.html("".join(f'<p class="ms-calm">{escape(note)}</p>' for note in one.notes))


def tables(charts: Sequence[Drawn]) -> list[tuple[str, Table]]:
    """The table twin of each chart under its title."""
    return [(one.title, one.table) for one in charts]


def _parts(ctx: Context, choice: Choice, window: Window, code: str, stream: str | None = None) -> PartRows:
    return door.parts(ctx, choice.within(ctx.scope), code, choice.whole, (window,), stream)

"""The page of pandals below its pickers: tiles, places by night, the night's list, the map, gaps, years, the list."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import export, sections
from components.choice import Choice
from components.context import Context
from components.export import Titled
from components.matrix import Matrix
from components.pandals import asks, grid, lists, paper, plan, years
from components.pandals.grid import Names
from components.pandals.reading import Seen
from components.pandals.tiles import is_pandals
from components.windows import Calendar
from locales import say


def draw(
    ctx: Context, choice: Choice, seen: Seen, names: Names, tiles: Matrix, calendar: Calendar, place: str
) -> list[Titled]:
    """Draws it all and returns the same as titled tables."""
    lang = ctx.lang
    with st.container(key="pandals_tiles"):
        st.html(sections.tiles(tiles, lang))
        if not is_pandals(seen):
            st.html(f'<p class="ms-calm">{escape(say(lang, "pandals.other_kinds"))}</p>')
    st.html(asks.draw(seen, names))
    st.html(_heading("grid", lang) + grid.draw(seen, names))
    _tonight(ctx, choice, seen, names, place)
    st.html(_heading("map", lang))
    plan.draw(ctx, choice, seen, names)
    never, gaps = lists.never_table(seen, names), lists.gap_table(seen, names)
    st.html(_heading("never", lang) + lists.listed(never, say(lang, "pandals.never.none"), lang))
    st.html(_heading("gap", lang) + lists.listed(gaps, say(lang, "pandals.gap.none"), lang))
    compared = years.compare(seen, calendar, lang)
    st.html(_heading("years", lang) + (f'<p class="ms-calm">{escape(compared.why)}</p>' if compared.why else ""))
    told = years.draw(seen, compared, lang)
    return [
        (say(lang, "pandals.tiles.title"), export.tiles(tiles, lang)),
        (say(lang, "pandals.grid.title"), grid.table(seen, names)),
        (say(lang, "pandals.tonight.title"), lists.tonight_table(seen, names)),
        (say(lang, "pandals.never.title"), never),
        (say(lang, "pandals.gap.title"), gaps),
        (say(lang, "pandals.years.title"), told),
        *undated(seen, names),
    ]


def undated(seen: Seen, names: Names) -> list[Titled]:
    """Draws the places that the list gives no nights, where there are some; the same as a titled table."""
    lang, table = names.lang, lists.undated_table(seen, names)
    if not table.rows:
        return []
    st.html(_heading("undated", lang) + lists.listed(table, "", lang))
    return [(say(lang, "pandals.undated.title"), table)]


def _tonight(ctx: Context, choice: Choice, seen: Seen, names: Names, place: str) -> None:
    lang = ctx.lang
    st.html(_heading("tonight", lang) + lists.tonight(seen, names))
    with st.container(horizontal=True, vertical_alignment="center", key="pandals_take"):
        paper.button(ctx, seen, names, place)
        told = [(say(lang, "pandals.tonight.title"), lists.tonight_table(seen, names))]
        export.own_button(
            ctx, "pandals", choice, seen.window, place, told, picked=seen.view.picked.more(), part="tonight"
        )


def _heading(section: str, lang: str) -> str:
    return sections.heading(say(lang, f"pandals.{section}.title"), say(lang, f"pandals.{section}.question"))

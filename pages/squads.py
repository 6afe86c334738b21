"""एंटी रोमियो स्क्वॉड: where were the squads, where were they not, and was it real?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import as_published, door, export, filters, frame, header, link, menu, panel, sections, windows
from components.choice import Choice
from components.context import Context
from components.formality.league import league
from components.formality.rows import rows
from components.places import Places
from components.squads import asks, body, reading
from locales import say
from warehouse.reads import Window


def render(ctx: Context) -> None:
    """Choose, measure, ask, draw, list what is to be verified, export."""
    frame.title("squads", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    choice = filters.choose(places, calendar, ctx.lang, as_of=True)
    stand, names = choice.stand(calendar), {unit.code: unit.name(ctx.lang) for unit in places.at("thana")}
    window = windows.resolve(choice.window, stand)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, stand, reading.KPIS)
        if matrix is None:
            sections.nothing(ctx, choice, places, stand, window, "patrols")
            return
        seen = reading.look(ctx, choice, places, matrix)
        told = asks.draw(ctx, choice, seen)
    st.html(header.line(ctx, choice, matrix.window, places, matrix.returns))
    if not seen.n_listed:
        frame.notice(say(ctx.lang, "squads.no_places"))
    if not seen.has_figures:
        sections.nothing(ctx, choice, places, stand, matrix.window, "patrols")
        return
    st.html(told)
    tables = body.draw(ctx, seen, names, partial(_formality, ctx, choice, places, matrix.window))
    with st.container(horizontal=True, vertical_alignment="center"):
        export.page_button(ctx, "squads", choice, matrix.window, panel.place(choice, places, ctx.lang), tables)
        link.show(choice, ctx.lang, menu.address("squads"), as_of=True)
    as_published.section(ctx, choice, places, reading.TILES, matrix.window)


def _formality(ctx: Context, choice: Choice, places: Places, window: Window) -> None:
    """Which returns of the squads to verify first, and the rows that show it."""
    rows(ctx, choice, places, window, league(ctx, choice, places, window, reading.RETURNS))

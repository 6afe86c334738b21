"""जागरूकता: whom have we not reached?"""

from __future__ import annotations

import streamlit as st

from components import door, export, filters, frame, header, link, menu, panel, sections, windows
from components.awareness import asks, body, reading
from components.context import Context
from locales import say


def render(ctx: Context) -> None:
    """Choose, measure, ask, draw, export."""
    frame.title("awareness", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    choice = filters.choose(places, calendar, ctx.lang)
    window = windows.resolve(choice.window, calendar)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, calendar, reading.KPIS)
        seen = None if matrix is None else reading.look(ctx, choice, places, matrix)
    if matrix is None or seen is None:
        sections.nothing(ctx, choice, places, calendar, window, "awareness")
        return
    st.html(header.line(ctx, choice, matrix.window, places, reading.RETURNS))
    if not seen.has_figures:
        sections.nothing(ctx, choice, places, calendar, matrix.window, "awareness")
        return
    st.html(sections.asks(asks.find(seen, ctx.lang), ctx.lang))
    with st.container(key="awareness_tiles"):
        st.html(sections.tiles(seen.tiles, ctx.lang))
    tables = body.draw(ctx, choice, seen)
    with st.container(horizontal=True, vertical_alignment="center"):
        export.page_button(ctx, "awareness", choice, matrix.window, panel.place(choice, places, ctx.lang), tables)
        link.show(choice, ctx.lang, menu.address("awareness"))

"""लंबित: what is waiting, is it growing, when will it clear?"""

from __future__ import annotations

import streamlit as st

from components import as_published, door, export, filters, frame, header, link, menu, panel, sections
from components.backlog import asks, view
from components.context import Context
from components.drill import bucket, rows
from locales import say

KPIS = ("B1", "B3", "B4", "B5", "B6.p_ninety", "B8", "B9")
RETURN = "cases"


def render(ctx: Context) -> None:
    """Choose, measure, ask, draw, export."""
    frame.title("backlog", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    asked = rows.asked(ctx, bucket.BACKLOG)
    choice = filters.choose(places, calendar, ctx.lang, asked, as_of=True)
    stood = choice.stand(calendar)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, stood, KPIS, with_parts=False)
        if matrix is None or not view.has_register(matrix):
            window = matrix.window if matrix else None
            sections.nothing(ctx, choice, places, stood, window, RETURN)
            return
        seen = view.look(ctx, choice, places, stood, matrix)
        found = asks.find(ctx, choice, places, matrix.window, matrix.compared, seen.lines)
    st.html(header.line(ctx, choice, matrix.window, places, matrix.returns))
    st.html(sections.asks(found, ctx.lang))
    st.html(sections.tiles(seen.tiles, ctx.lang))
    view.draw(seen, ctx.lang)
    rows.section(ctx, choice, places, matrix.window, bucket.BACKLOG)
    as_published.section(ctx, choice, places, KPIS, matrix.window)
    with st.container(horizontal=True, vertical_alignment="center"):
        tables = view.tables(seen, ctx.lang)
        export.page_button(ctx, "backlog", choice, matrix.window, panel.place(choice, places, ctx.lang), tables)
        link.show(choice, ctx.lang, menu.address("backlog"), asked, as_of=True)

"""निरीक्षण: do SHO and CO inspect the Kendras, and is what they find put right?"""

from __future__ import annotations

import streamlit as st

from components import door, export, filters, frame, header, link, menu, panel, sections, windows
from components.context import Context
from components.inspections import asks, body, choosing, reading
from components.inspections.grid import Names
from locales import say


def render(ctx: Context) -> None:
    """Choose, measure, ask, draw, export."""
    frame.title("inspections", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar, picked = door.places(ctx), door.calendar(ctx), choosing.picked()
    choice = filters.choose(places, calendar, ctx.lang, picked.more(), as_of=True)
    choosing.say_refused(ctx.lang)
    stand = choice.stand(calendar)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, stand, reading.TILES)
        if matrix is None:
            sections.nothing(ctx, choice, places, stand, windows.resolve(choice.window, stand), "inspections")
            return
        seen = reading.look(ctx, choice, places, stand, matrix, picked)
    names = Names(places, ctx.lang, "circle" if choice.district else "district")
    st.html(header.line(ctx, choice, matrix.window, places, matrix.returns))
    if not seen.is_known:
        sections.nothing(ctx, choice, places, stand, matrix.window, "inspections")
        return
    st.html(asks.draw(seen, names))
    tables = body.draw(seen, names)
    with st.container(horizontal=True, vertical_alignment="center"):
        place = panel.place(choice, places, ctx.lang)
        export.page_button(ctx, "inspections", choice, matrix.window, place, tables)
        link.show(choice, ctx.lang, menu.address("inspections"), picked.more(), as_of=True)

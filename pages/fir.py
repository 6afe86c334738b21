"""एफआईआर अनुपालन: where counselling showed an FIR, was it registered at once?"""

from __future__ import annotations

import streamlit as st

from components import as_published, door, export, filters, frame, header, link, menu, panel, sections, windows
from components.context import Context
from components.drill import bucket, rows
from components.fir import asks, body, reading, watch
from locales import say


def render(ctx: Context) -> None:
    """Choose, measure, sound the watch, ask, draw, export."""
    frame.title("fir", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    asked = rows.asked(ctx, bucket.FIR)
    choice = filters.choose(places, calendar, ctx.lang, asked, as_of=True)
    stand, names = choice.stand(calendar), {unit.code: unit.name(ctx.lang) for unit in places.at("thana")}
    window = windows.resolve(choice.window, stand)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, stand, reading.KPIS)
        if matrix is None:
            sections.nothing(ctx, choice, places, stand, window, "cases")
            return
        seen = reading.look(ctx, choice, places, matrix)
        told = asks.draw(ctx, choice, seen, names)
    st.html(watch.draw(seen.watch, names, ctx.lang))
    st.html(header.line(ctx, choice, matrix.window, places, matrix.returns))
    if not seen.has_figures:
        sections.nothing(ctx, choice, places, stand, matrix.window, "cases")
        return
    st.html(told)
    tables = body.draw(seen, names, ctx.lang)
    rows.section(ctx, choice, places, matrix.window, bucket.FIR)
    with st.container(horizontal=True, vertical_alignment="center"):
        export.page_button(ctx, "fir", choice, matrix.window, panel.place(choice, places, ctx.lang), tables)
        link.show(choice, ctx.lang, menu.address("fir"), asked, as_of=True)
    as_published.section(ctx, choice, places, reading.TILES, matrix.window)

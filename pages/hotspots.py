"""हॉटस्पॉट मानचित्र: where do complaints gather, and where did we not go?"""

from __future__ import annotations

import streamlit as st

from components import door, export, filters, frame, link, menu, panel, sections, windows
from components.context import Context
from components.hotspots import body, pick, reading
from locales import say


def render(ctx: Context) -> None:
    """Choose, measure, draw, export."""
    frame.title("hotspots", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    asked = pick.asked(reading.listed(ctx), ctx.lang)
    choice = filters.choose(places, calendar, ctx.lang, asked.query, compares=False)
    window = windows.resolve(choice.window, calendar)
    if window is None:
        sections.nothing(ctx, choice, places, calendar, window, "patrols")
        return
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        seen = reading.look(ctx, choice, asked, places, window)
    if not seen.has_any:
        sections.nothing(ctx, choice, places, calendar, window, "patrols")
        return
    tables = body.draw(ctx, choice, asked, seen, places)
    with st.container(horizontal=True, vertical_alignment="center"):
        place = panel.place(choice, places, ctx.lang)
        export.page_button(ctx, "hotspots", choice, window, place, tables, compares=False)
        link.show(choice, ctx.lang, menu.address("hotspots"), asked.query)

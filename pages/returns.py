"""प्राप्ति स्थिति: who has sent what, on time, and what was wrong?"""

from __future__ import annotations

import streamlit as st

from components import (
    door,
    filings_export,
    filings_html,
    filings_list,
    filings_panel,
    filings_restated,
    filings_upload,
    filters,
    frame,
    header,
    link,
    menu,
    panel,
    windows,
)
from components.context import Context
from locales import say


def render(ctx: Context) -> None:
    """Choose, read, draw, export; the analyst also loads here."""
    frame.title("returns", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx.lang)
        filings_upload.section(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    batch = filings_list.asked(ctx)
    choice = filters.choose(places, calendar, ctx.lang, batch)
    window = windows.resolve(choice.window, calendar)
    if window is None:
        frame.card(say(ctx.lang, "window.not_begun"))
        return
    st.html(header.line(ctx, choice, window, places))
    shown = filings_upload.section(ctx)
    filed = filings_panel.look(ctx, choice, places, window)
    st.html(filings_html.tables(filed, ctx.lang))
    with st.container(horizontal=True, vertical_alignment="center"):
        filings_export.button(ctx, filed, choice, window, panel.place(choice, places, ctx.lang))
        link.show(choice, ctx.lang, menu.address("returns"), batch)
    filings_list.section(ctx, choice, filed.units, window, places, shown)
    filings_restated.section(ctx, choice, places, window)

"""प्राप्ति स्थिति: who has sent what, on time, and what was wrong?"""

from __future__ import annotations

import streamlit as st

from components import door, filters, frame, header, link, menu, panel, windows
from components.context import Context
from components.filings import agreeing, export, html, listing, quality, reading, restated, upload
from components.formality.league import league
from components.formality.rows import rows
from locales import say


def render(ctx: Context) -> None:
    """Choose, read, draw, export; the analyst also loads here."""
    frame.title("returns", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx, loads_here=True)
        upload.section(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    batch = listing.asked(ctx)
    choice = filters.choose(places, calendar, ctx.lang, batch, compares=False)
    window = windows.resolve(choice.window, calendar)
    if window is None:
        frame.card(say(ctx.lang, "window.not_begun"))
        return
    st.html(header.line(ctx, choice, window, places))
    shown = upload.section(ctx)
    filed = reading.look(ctx, choice, places, window)
    seen = quality.look(ctx, choice, places, calendar)
    quality.asks(seen, places, ctx.lang)
    st.html(html.tables(filed, ctx.lang))
    told = [*quality.section(seen, ctx.lang), *agreeing.section(ctx, choice, places, window)]
    with st.container(horizontal=True, vertical_alignment="center"):
        export.button(ctx, filed, choice, window, panel.place(choice, places, ctx.lang), told)
        link.show(choice, ctx.lang, menu.address("returns"), batch)
    listing.section(ctx, choice, filed.units, window, places, shown)
    rows(ctx, choice, places, window, league(ctx, choice, places, window))
    restated.section(ctx, choice, places, window)

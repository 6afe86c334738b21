"""प्रकरण एवं 360°: is every woman heard, counselled, linked?"""

from __future__ import annotations

import streamlit as st

from components import as_published, door, export, filters, frame, header, link, menu, panel, sections, windows
from components.cases import asks, charts, families, intake
from components.context import Context
from components.drill import bucket, rows
from locales import say

TILES = ("C1", "K1", "K2", "K3", "R2", "R3", "S1")


def render(ctx: Context) -> None:
    """Choose, measure, ask, draw, export."""
    frame.title("cases", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    asked = rows.asked(ctx, bucket.CASES)
    choice = filters.choose(places, calendar, ctx.lang, asked, as_of=True)
    stood = choice.stand(calendar)
    window = windows.resolve(choice.window, stood)
    if window is None:
        sections.nothing(ctx, choice, places, stood, window, "cases")
        return
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, stood, families.codes())
        assert matrix is not None, "the window has begun"
        found = asks.lines(ctx, choice, places, families.codes(), window, matrix.compared)
    st.html(header.line(ctx, choice, window, places, matrix.returns))
    if families.is_empty(matrix):
        sections.nothing(ctx, choice, places, stood, window, "cases")
    else:
        tiles = families.only(matrix, TILES)
        st.html(sections.asks(found, ctx.lang))
        st.html(sections.tiles(tiles, ctx.lang))
        drawn, low = charts.drawn(ctx, choice, places, matrix, window), intake.listed(ctx, choice, places, window)
        charts.side_by_side(drawn, intake.html(low, ctx.lang), ctx.lang)
        st.html(families.html(matrix, ctx.lang))
        rows.section(ctx, choice, places, window, bucket.CASES)
        as_published.section(ctx, choice, places, TILES, window)
        tables = [*charts.tables(drawn), (say(ctx.lang, "cases.low_title"), low)]
        units = (say(ctx.lang, "cases.all_title"), export.units(matrix, ctx.lang))
        place = panel.place(choice, places, ctx.lang)
        with st.container(horizontal=True, vertical_alignment="center"):
            export.page_button(ctx, "cases", choice, window, place, [*tables, units])
    link.show(choice, ctx.lang, menu.address("cases"), asked, as_of=True)

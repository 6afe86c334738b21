"""समीक्षा सार: how are the four districts doing?"""

from __future__ import annotations

import streamlit as st

from access.roles import Viewer
from components import coming, door, exceptions, export, filters, frame, header, link, matrix_html, panel, season
from components.context import Context
from locales import say

KPIS = ("C1", "K2", "F2", "B1", "B4", "S1", "I1", "I2", "P1", "N1", "D2", "D11")


def render(ctx: Context) -> None:
    """Choose, measure, draw, export."""
    frame.title("overview", ctx.lang, _question(ctx.viewer))
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar = door.places(ctx), door.calendar(ctx)
    choice = filters.choose(places, calendar, ctx.lang)
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, calendar, KPIS)
        if matrix is None:
            frame.card(say(ctx.lang, "window.not_begun"))
            return
        matrix = coming.calmed(ctx, choice, season.with_last(ctx, choice, calendar, matrix))
        told = exceptions.panel(ctx, choice, matrix)
    st.html(header.line(ctx, choice, matrix.window, places))
    st.html(told)
    st.html(matrix_html.table(matrix, ctx.lang))
    with st.container(horizontal=True, vertical_alignment="center"):
        export.button(ctx, matrix, choice, panel.place(choice, places, ctx.lang))
        link.show(choice, ctx.lang)


def _question(viewer: Viewer) -> str:
    """Of the range, of one district, or of those that the viewer answers for."""
    if viewer.role.reach == "range":
        return "question"
    return "question_of_one" if len(viewer.districts) == 1 else "question_of_own"

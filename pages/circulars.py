"""परिपत्र: which order is not yet followed?"""

from __future__ import annotations

import streamlit as st

from components import door, export, filters, frame, header, link, menu, panel
from components.circulars import body, choosing, reading
from components.context import Context
from locales import say

_RETURN = ("circulars",)


def render(ctx: Context) -> None:
    """Choose district, evening and issuer; read, ask, draw, export. A circular is a district's: nothing lies below."""
    frame.title("circulars", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar, issuer = door.places(ctx), door.calendar(ctx), choosing.picked()
    more = {choosing.ASKED: issuer}
    choice = filters.choose(
        places, calendar, ctx.lang, more, levels=("district",), spans=False, compares=False, as_of=True
    )
    choosing.bar(issuer, ctx.lang)
    seen = reading.look(ctx, choice, choice.stand(calendar), issuer)
    st.html(header.line(ctx, choice, seen.window, places, _RETURN))
    if not seen.circulars:
        frame.card(say(ctx.lang, "nothing.title"), reading.why_nothing(seen, ctx.lang))
        return
    tables = body.draw(seen)
    with st.container(horizontal=True, vertical_alignment="center"):
        place = panel.place(choice, places, ctx.lang)
        export.own_button(ctx, "circulars", choice, seen.window, place, tables, picked=more)
        link.show(choice, ctx.lang, menu.address("circulars"), more, as_of=True)

"""परिभाषाएँ: what does each figure mean, and each return, field, code and table behind it?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import frame, link, menu
from components.context import Context
from components.dictionary import body, choosing, export


def render(ctx: Context) -> None:
    """Choose a view, search, or pick one entry; drawn from the catalogue, the list of tables and the snapshot."""
    frame.title("glossary", ctx.lang)
    known = body.source(ctx.published, ctx.lang)
    every = body.find(known, "")
    chosen = choosing.resolve(body.items(every, choosing.picked().view))
    choosing.say_refused(ctx.lang)
    found = body.find(known, chosen.find)
    items = body.items(found, chosen.view)
    choosing.bar(chosen, found.counts, items, partial(_name, found, chosen.view, ctx.lang), ctx.lang)
    choosing.write_address(chosen, ctx.lang)
    shown = body.narrowed(found, chosen, items)
    st.html(body.draw(known, shown, chosen, ctx.lang))
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.counts[chosen.view]:
            export.button(ctx, chosen, lambda: body.twins(known, shown, chosen, ctx.lang))
        link.of_query(chosen.query(ctx.lang), ctx.lang, menu.address("glossary"))


def _name(found: body.Found, view: str, lang: str, item: str) -> str:
    return body.name(found, view, item, lang)

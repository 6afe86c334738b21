"""परिभाषाएं: what does each figure mean?"""

from __future__ import annotations

import streamlit as st

from components import frame, glossary
from components.context import Context
from locales import say


def render(ctx: Context) -> None:
    """Search by words or code, or pick one; drawn from the catalogue alone."""
    frame.title("glossary", ctx.lang)
    search, pick = st.columns([1, 1])
    with search:
        hint = say(ctx.lang, "glossary.search_hint")
        wanted = st.text_input(say(ctx.lang, "glossary.search"), key="glossary_search", placeholder=hint)
    found = glossary.matching(wanted)
    with pick:
        code = st.selectbox(
            say(ctx.lang, "glossary.pick"),
            [glossary.ALL, *(kpi.code for kpi in found)],
            format_func=lambda code: glossary.name(code, ctx.lang),
            filter_mode=None,
            key="glossary_pick",
        )
    st.html(glossary.entries(found, code, ctx.lang))

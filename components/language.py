"""The chosen language: Hindi unless a link or the toggle says otherwise."""

from __future__ import annotations

import streamlit as st

from locales import LANGUAGES, say

_KEY = "lang"


def current() -> str:
    """The language of this session; a link's language counts on the session's first run only."""
    if _KEY not in st.session_state:
        asked = st.query_params.get("lang")
        st.session_state[_KEY] = asked if asked in LANGUAGES else LANGUAGES[0]
    return str(st.session_state[_KEY])


def toggle(lang: str) -> None:
    """हिन्दी | English, each in its own script."""
    st.segmented_control(
        say(lang, "language.label"),
        LANGUAGES,
        default=lang,
        required=True,
        format_func=lambda code: say(code, "language.name"),
        key="language_toggle",
        label_visibility="collapsed",
        on_change=_take,
    )


def _take() -> None:
    st.session_state[_KEY] = st.session_state["language_toggle"]

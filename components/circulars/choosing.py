"""Whose circulars are looked at: the picker, and its place in the address."""

from __future__ import annotations

import streamlit as st

from components import boxes, frame
from locales import say

ALL = "all"
ISSUERS = ("government", "headquarters", "range")
ASKED = "issued_by"
_PICKED, _REFUSED, _BOX = "circulars_picked", "circulars_refused", "circulars_issued_by"


def picked() -> str:
    """What the session, or on its first run here a link, asks for; all where that is unknown."""
    if _PICKED not in st.session_state:
        asked = st.query_params.get(ASKED, ALL)
        is_known = asked in (ALL, *ISSUERS)
        st.session_state[_PICKED] = asked if is_known else ALL
        st.session_state[_REFUSED] = not is_known
    return str(st.session_state[_PICKED])


def bar(current: str, lang: str) -> None:
    """A sentence where a link could not be honoured, then the issuers in one row."""
    if st.session_state.get(_REFUSED):
        frame.notice(say(lang, "circulars.issuer_unknown"))
    boxes.put(_BOX, current, (ALL, *ISSUERS))
    st.segmented_control(
        say(lang, "circulars.issued_by"),
        [ALL, *ISSUERS],
        key=_BOX,
        format_func=lambda code: say(lang, f"circulars.issuer.{code}"),
        on_change=_take,
    )


def _take() -> None:
    """Taking a choice back changes nothing."""
    for _, value in boxes.taken({ASKED: _BOX}):
        st.session_state[_PICKED], st.session_state[_REFUSED] = value, False

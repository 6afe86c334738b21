"""Boxes whose choice the session keeps: what was chosen in each since it was drawn, in several at once or in one.

A browser sends all of its boxes with each press. Where two were changed before the page was drawn again, one request
carries both; where a box was drawn anew meanwhile, it still sends what stood there before, which nobody chose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

_DRAWN = "boxes_drawn"


def put(key: str, value: object, options: Sequence[object] | None = None) -> None:
    """Before a box is drawn: what stands in it, and what can be chosen; None where anything can."""
    st.session_state[key] = value
    st.session_state.setdefault(_DRAWN, {})[key] = (value, options)


def taken(keys: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Of these boxes, field → key, each that was changed, in this order, with what was chosen; each change once."""
    drawn: dict[str, tuple[object, Sequence[object] | None]] = st.session_state.get(_DRAWN, {})
    for field, key in keys.items():
        value, options = drawn.get(key, (None, ()))
        chosen = st.session_state.get(key)
        if chosen != value and (options is None or chosen in options):
            drawn[key] = (chosen, options)
            yield field, chosen

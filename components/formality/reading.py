"""Reads the league through a cache: snapshot, the viewer's own scope, window → every Kendra × return judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from components import door
from components.choice import Choice
from components.context import Context
from components.places import Places
from metrics import formality
from metrics.formality import Judged
from warehouse.reads import Window


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _league(ctx: Context, window: Window) -> list[Judged]:
    """Of all that the viewer may see: whatever is chosen is taken from it."""
    return formality.league(ctx.snapshot, ctx.scope, window)


def look(
    ctx: Context, choice: Choice, places: Places, window: Window, returns: Collection[str] | None = None
) -> Sequence[Judged]:
    """What is judged of the Kendras chosen, the highest index first; of these returns only where some are named."""
    thanas = places.at("thana", choice.district, choice.circle)
    inside = {unit.code for unit in thanas if choice.thana in (None, unit.code)}
    return [
        one
        for one in _league(ctx, window)
        if one.thana_code in inside and (returns is None or one.return_name in returns)
    ]

"""Reads the land of a scope from the snapshot, once for all who may see the same."""

from __future__ import annotations

import streamlit as st

from access.errors import NotInSnapshot
from access.scope import Scope
from components import door
from components.context import Context
from components.maps.land import LEVELS, Land
from warehouse import ground_reads, reads


def land(ctx: Context, scope: Scope) -> Land:
    """The land of a scope within the viewer's own; an empty one where the snapshot has no outlines."""
    return _land(ctx, scope)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _land(ctx: Context, scope: Scope) -> Land:
    """Shared by all sessions and never changed."""
    names = {
        (level, row["unit_code"]): row[f"name_{ctx.lang}"]
        for level in LEVELS
        for row in reads.units(ctx.snapshot, scope, level).iter_rows(named=True)
    }
    try:
        return Land.of(ground_reads.outlines(ctx.snapshot, scope), names)
    except NotInSnapshot:
        return Land(())

"""Reads for the page of cases what is no KPI, through a cache: data folder, snapshot, the viewer's scope, windows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.choice import Choice
from components.context import Context
from components.door import scope_key, window_key
from components.places import Places
from metrics import intake, standing_out
from metrics.intake import Recorded
from metrics.standing_out import Standing
from warehouse import query
from warehouse.reads import Window


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={Scope: scope_key, Window: window_key})
def _recorded(data: str, snapshot_id: str, held: Scope, window: Window) -> Recorded:
    return intake.look(query.open_snapshot(load_settings(), snapshot_id), window, held)


def recorded(ctx: Context, choice: Choice, window: Window) -> Recorded:
    """What the Kendras of the choice recorded, held against all Kendras of the range; nothing of others is in it."""
    held = _recorded(str(ctx.settings.data), ctx.snapshot.id, ctx.scope, window)
    return held.within(choice.within(ctx.scope))


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs={Scope: scope_key, Window: window_key})
def _standing_out(data: str, snapshot_id: str, held: Scope, codes: tuple[str, ...], window: Window) -> list[Standing]:
    return standing_out.look(query.open_snapshot(load_settings(), snapshot_id), codes, window, held)


def standing(ctx: Context, choice: Choice, places: Places, codes: Sequence[str], window: Window) -> list[Standing]:
    """The Kendras of the choice that stand out of the range, one for each KPI, the gravest first."""
    found = _standing_out(str(ctx.settings.data), ctx.snapshot.id, ctx.scope, tuple(codes), window)
    units = places.at("thana", choice.district, choice.circle)
    return standing_out.once(found, {unit.code for unit in units if choice.thana in (None, unit.code)})

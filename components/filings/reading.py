"""Reads who has sent what for a choice, through a cache: snapshot, scope, grouping, window → months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from access.scope import Scope
from access.settings import Settings, load_settings
from components.choice import Choice
from components.context import Context
from components.door import scope_key, window_key
from components.filings.months import Filings, Hold, Unit, build
from components.places import Places
from components.places import Unit as Place
from locales import say
from warehouse import filings, query, reference
from warehouse.reads import Window
from warehouse.store import Store
from warehouse.tables import return_names


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(data: str) -> Store:
    """One store for each data folder: a record of a batch is read once."""
    return Store(load_settings())


def store(settings: Settings) -> Store:
    return _store(str(settings.data))


def district_names(ctx: Context) -> dict[str, str]:
    """The districts of the master lists, in the chosen language: there before anything has been published."""
    return _district_names(str(ctx.settings.reference), ctx.lang)


@st.cache_data(max_entries=8, show_spinner=False)
def _district_names(folder: str, lang: str) -> dict[str, str]:
    rows = reference.load_reference(load_settings()).districts.to_dicts()
    return {row["district_code"]: row[f"name_{lang}"] for row in rows}


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs={Scope: scope_key, Window: window_key})
def _due(data: str, snapshot_id: str, scope: Scope, by: str, window: Window) -> list[dict[str, Any]]:
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    return filings.due(snapshot, scope, by, window).to_dicts()


def look(ctx: Context, choice: Choice, places: Places, window: Window) -> Filings:
    """The months that touch the window, by the parts of what is chosen: districts, circles or thanas.

    A district stands beside its circles, for some returns it owes as a whole.
    """
    asked = str(ctx.settings.data), ctx.snapshot.id, choice.within(ctx.scope)
    rows = _due(*asked, choice.parts or "thana", window)
    if choice.whole == "district":
        rows = [*rows, *_due(*asked, "district", window)]
    return build(rows, units(choice, places, ctx.lang), holds(ctx), known_through(ctx, window), return_names())


def known_through(ctx: Context, window: Window) -> date:
    """The day up to which it is known what came: that of the last receipt, or the window's own if that is later.

    Data end before it, for a return comes after its month; what was due in between is late or missing by then.
    """
    received = (batch.received_at.date() for batch in ctx.snapshot.manifest.inputs)
    return max([window.as_of, *received])


def units(choice: Choice, places: Places, lang: str) -> list[Unit]:
    """The columns: a chosen district before its circles; a chosen thana stands alone."""
    if choice.parts:
        parts = [_unit(place, places, lang) for place in places.at(choice.parts, choice.district, choice.circle)]
        return [*_whole_district(choice, places, lang), *parts]
    alone = places.find("thana", choice.thana)
    return [_unit(alone, places, lang)] if alone else []


def _whole_district(choice: Choice, places: Places, lang: str) -> list[Unit]:
    found = places.find("district", choice.district) if choice.whole == "district" else None
    return [replace(_unit(found, places, lang), name=say(lang, "filings.whole_district"))] if found else []


def _unit(place: Place, places: Places, lang: str) -> Unit:
    thanas = {
        one.code
        for one in places.at("thana", place.district_code)
        if place.code in (one.code, one.circle_code, one.district_code)
    }
    return Unit(place.code, place.name(lang), place.district_code, frozenset(thanas))


def holds(ctx: Context) -> list[Hold]:
    """What the snapshot holds back within the viewer's scope, with the ground of it in the chosen language."""
    thanas = {one.batch.batch_id: one.batch.thanas for one in filings.filed(store(ctx.settings), ctx.scope)}
    return [
        Hold(
            one.return_name,
            one.district_code,
            one.first_day,
            one.last_day,
            frozenset(thanas.get(one.batch_id, ())),
            getattr(one.reasons[0], f"sentence_{ctx.lang}") if one.reasons else "",
        )
        for one in filings.held(ctx.snapshot, ctx.scope)
    ]

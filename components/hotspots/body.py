"""The page on hotspots below its filters: list and header line beside the map, the rest; and the same as tables."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import header, sections
from components.choice import Choice
from components.context import Context
from components.export import Titled
from components.hotspots import asks, faults, gathering, layers, listing, one, pick, rhythm
from components.hotspots.pick import LAYERS, Pick
from components.hotspots.reading import Seen
from components.maps import picture, reading, sheet
from components.maps.mercator import LOW
from components.places import Places
from locales import say


def draw(ctx: Context, choice: Choice, asked: Pick, seen: Seen, places: Places) -> list[Titled]:
    """Draws it all and returns the same as titled tables, in the order of the page."""
    lang, thanas = ctx.lang, {unit.code: unit.name(ctx.lang) for unit in places.at("thana")}
    left, right = st.columns([1, 1], gap="medium")
    with left:
        pick.kind(asked, lang)
        st.html(listing.draw(seen, thanas, lang))
        st.html(header.line(ctx, choice, seen.window, places, ("patrols", "cases")))
    with right:
        pick.layer(asked, lang)
        shown = _map(ctx, choice, asked, seen, thanas)
    st.html(sections.asks(asks.find(seen, thanas, lang), lang))
    chosen = one.section(ctx, choice, asked, seen, thanas)
    st.html(gathering.draw(seen, thanas, lang))
    rhythm.draw(seen, lang)
    st.html(faults.draw(seen, thanas, lang))
    return [
        (say(lang, "hotspots.list.title"), listing.table(seen, thanas, lang)),
        *([shown] if asked.layer != LAYERS[0] else []),
        *chosen,
        (say(lang, "hotspots.gi.title"), gathering.classes(seen, thanas, lang)),
        (say(lang, "hotspots.hindcast.title"), gathering.hindcast_table(seen, lang)),
        *rhythm.tables(seen, lang),
        (say(lang, "hotspots.fault.title"), faults.table(seen, thanas, lang)),
    ]


def _map(ctx: Context, choice: Choice, asked: Pick, seen: Seen, thanas: Mapping[str, str]) -> Titled:
    """The layer that is chosen; a mark that is chosen on it becomes the place of the page."""
    land, lang = reading.land(ctx, choice.within(ctx.scope)), ctx.lang
    layer = layers.build(asked.layer, seen, thanas, lang)
    deck = None
    if not land.is_empty:
        chosen = asked.place or None
        deck = picture.deck(
            land, lang, marks=layer.marks, shades=layer.shades, areas=layer.areas, chosen=chosen, size=LOW
        )
    notes = land.notes(lang)
    code = sheet.show("hotspots", deck, layer.alt, layer.table, lang, keys=layer.keys, notes=notes, height=LOW[1])
    pick.take(code)
    return say(lang, f"hotspots.layer.{asked.layer}"), layer.table

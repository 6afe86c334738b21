"""नवरात्रि: every pandal, every night?"""

from __future__ import annotations

import streamlit as st

from components import door, export, filters, frame, header, link, menu, panel, sections
from components.choice import Choice
from components.context import Context
from components.pandals import body, choosing, grid, pickers, reading, tiles
from components.pandals.reading import Seen
from components.places import Places
from components.windows import Calendar
from locales import say


def render(ctx: Context) -> None:
    """Choose festival, kind and night; measure, ask, draw, export."""
    frame.title("pandals", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar, wanted = door.places(ctx), door.calendar(ctx), choosing.picked()
    more = reading.address(ctx, calendar, wanted)
    choice = filters.choose(places, calendar, ctx.lang, more, spans=False, compares=False, as_of=True)
    stand = choice.stand(calendar)
    found = reading.view(ctx, choice, calendar, wanted)
    if found is None:
        frame.card(say(ctx.lang, "nothing.title"), say(ctx.lang, "pandals.no_festival"))
        return
    pickers.bar(found, wanted, reading.festivals(ctx), stand, ctx.lang)
    seen = reading.look(ctx, choice, places, calendar, found)
    _show(ctx, choice, places, stand, seen)


def _show(ctx: Context, choice: Choice, places: Places, calendar: Calendar, seen: Seen) -> None:
    """All that is known of the festival; where nothing is, why."""
    names = grid.Names(places, ctx.lang)
    st.html(header.line(ctx, choice, seen.window, places, ("patrols",)))
    if why := reading.why_nothing(seen, calendar, ctx.lang):
        frame.card(say(ctx.lang, "nothing.title"), why)
        body.undated(seen, names)
        return
    if not seen.is_known:
        sections.nothing(ctx, choice, places, calendar, seen.window, "patrols")
    place = panel.place(choice, places, ctx.lang)
    gaps = door.missing(ctx, choice.within(ctx.scope), "patrols", seen.window)
    matrix = tiles.matrix(seen, choice, places, gaps, ctx.lang)
    tables = body.draw(ctx, choice, seen, names, matrix, calendar, place)
    with st.container(horizontal=True, vertical_alignment="center"):
        picked = seen.view.picked.more()
        export.own_button(ctx, "pandals", choice, seen.window, place, tables, picked=picked)
        link.show(choice, ctx.lang, menu.address("pandals"), picked, as_of=True)

"""आँकड़े एवं निर्यात: any figure, by place, time and category, on screen and as a file."""

from __future__ import annotations

import streamlit as st

from components import door, filters, frame, header, link, menu, sections, windows
from components.choice import Choice
from components.context import Context
from components.explore import body, choosing, downloads, reading, taken
from locales import say


def render(ctx: Context) -> None:
    """Choose, ask, measure, draw, give away, keep the record."""
    frame.title("explore", ctx.lang)
    if not ctx.has_data:
        frame.empty(ctx)
        return
    places, calendar, wanted = door.places(ctx), door.calendar(ctx), choosing.picked()

    def more(chosen: Choice) -> dict[str, str]:
        return dict(choosing.asked(wanted, chosen, places, calendar).more())

    choice = filters.choose(places, calendar, ctx.lang, more)
    asked = choosing.asked(wanted, choice, places, calendar)
    choosing.say_refused(ctx.lang)
    choosing.say_otherwise(wanted, asked, ctx.lang)
    choosing.bar(asked, choice, places, calendar, ctx.lang)
    window = windows.resolve(choice.window, calendar)
    if window is None:
        sections.nothing(ctx, choice, places, calendar, window, "cases")
        return
    st.html(header.line(ctx, choice, window, places, asked.kpi.returns))
    if not reading.is_there(ctx, asked.kpi):
        frame.card(say(ctx.lang, "nothing.title"), say(ctx.lang, "store.not_in_snapshot", snapshot=ctx.snapshot.id))
    else:
        with st.spinner(say(ctx.lang, "matrix.measuring")):
            seen = reading.look(ctx, choice, places, calendar, asked, window)
        query = {**choice.query(ctx.lang), **asked.more()}
        if body.is_silent(seen):
            frame.card(say(ctx.lang, "nothing.title"), *body.why_silent(ctx, seen, places, calendar))
        else:
            body.draw(ctx, seen)
            downloads.offer(ctx, reading.answers(ctx, seen, places, query))
    link.show(choice, ctx.lang, menu.address("explore"), asked.more())
    taken.draw(ctx, places, calendar)

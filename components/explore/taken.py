"""The downloads on record, newest first: one's own for an office of a district, everybody's for the range."""

from __future__ import annotations

from html import escape

import streamlit as st

from access import exports
from access.exports import Record, Taken
from components import filters, sections, windows, words
from components.charts.table import Table, Value
from components.choice import ALL
from components.context import Context
from components.places import LEVELS, Places
from components.windows import Calendar
from locales import MissingWords, say
from metrics import catalogue

_HEADS = ("at", "who", "page", "what", "place", "window", "format", "n_rows")
MOST = 50


def draw(ctx: Context, places: Places, calendar: Calendar) -> None:
    """The section, its list folded: it is looked up, not reviewed."""
    lang, record = ctx.lang, exports.on_record(ctx.settings, ctx.viewer, MOST)
    whose = "own" if ctx.viewer.role.reach == "district" else "all"
    st.html(sections.heading(say(lang, "taken.title"), say(lang, f"taken.question.{whose}")))
    if not record.taken:
        told = (say(lang, "taken.none"), *notes(record, lang))
        st.html("".join(f'<p class="ms-calm">{escape(text)}</p>' for text in told))
        return
    summary = escape(say(lang, "taken.open", n=words.number(lang, len(record.taken))))
    listed = table(record, places, calendar, lang).html(lang)
    st.html(f'<details class="ms-twin"><summary>{summary}</summary>{listed}</details>')


def table(record: Record, places: Places, calendar: Calendar, lang: str) -> Table:
    """A line for each download, and in words what is not among them."""
    heads = tuple(say(lang, f"taken.{name}") for name in _HEADS)
    rows = tuple(_row(one, places, calendar, lang) for one in record.taken)
    return Table(heads, rows, tuple(notes(record, lang)))


def notes(record: Record, lang: str) -> list[str]:
    """That there are older ones; that some lines are broken."""
    older = [say(lang, "taken.more", n=words.number(lang, len(record.taken)))] if record.has_more else []
    broken = words.number(lang, record.n_unreadable)
    return [*older, *([say(lang, "taken.unreadable", n=broken)] if record.n_unreadable else [])]


def _row(one: Taken, places: Places, calendar: Calendar, lang: str) -> tuple[Value, ...]:
    n_rows = one.facts.get("n_rows")
    return (
        words.moment(lang, one.at),
        _said(lang, f"viewer.{one.viewer}", one.viewer),
        _said(lang, f"{one.fact('page')}.title", one.fact("page") or words.NOTHING),
        _what(one, lang),
        _place(one, places, lang),
        _window(one, calendar, lang),
        _said(lang, f"downloads.format.{one.fact('format') or 'csv'}", words.NOTHING),
        n_rows if isinstance(n_rows, int) else None,
    )


def _what(one: Taken, lang: str) -> str:
    """The KPI by its number and short name; of a file that holds more, how far it reaches."""
    extent = one.fact("extent")
    if extent in ("family", "all"):
        return say(lang, f"downloads.extent.{extent}")
    wanted = (one.fact("kpi"), (one.fact("rows") or "").partition(".")[0])
    kpi = next((kpi for kpi in catalogue.load().kpis if {kpi.code, kpi.name, kpi.stream} & set(wanted) - {None}), None)
    return f"{kpi.number} · {kpi.words(lang).short}" if kpi else words.NOTHING


def _place(one: Taken, places: Places, lang: str) -> str:
    """The smallest place that was asked for. Of what does not lie in the viewer's scope not even the name."""
    asked = [(level, one.fact(level)) for level in reversed(LEVELS)]
    level, code = next(((level, code) for level, code in asked if code not in (None, ALL)), ("", None))
    if not level:
        return say(lang, "taken.everything")
    unit = places.find(level, code)
    return unit.name(lang) if unit else words.NOTHING


def _window(one: Taken, calendar: Calendar, lang: str) -> str:
    code = one.fact("window")
    known = {*windows.names(calendar), *(festival.code for festival in calendar.festivals)}
    return filters.window_name(code, calendar, lang) if code in known else words.NOTHING


def _said(lang: str, key: str, otherwise: str) -> str:
    try:
        return say(lang, key)
    except MissingWords:
        return otherwise

"""One place in full: what it is, its visits in the window, the stretches without one, complaints in its catchment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from html import escape
from typing import Any

import streamlit as st

from access.settings import load_settings
from components import sections, words
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.export import Titled
from components.hotspots import pick, reading, wording
from components.hotspots.pick import Pick
from components.hotspots.reading import Seen
from locales import say
from metrics.hotspots.uncovered import OVERDUE_DAYS, Gap, Place
from warehouse.reads import Window

MOST = 200  # rows of one place; the latest are shown
_VISIT = ("day", "times", "thana", "squad", "officers", "women", "persons")
_FACTS = ("kind", "thana", "size", "hours", "required", "state", "days", "last", "complaints")


def section(ctx: Context, choice: Choice, asked: Pick, seen: Seen, thanas: Mapping[str, str]) -> list[Titled]:
    """The box to choose from and the place that is chosen; what is drawn comes back as tables."""
    lang = ctx.lang
    st.html(sections.heading(say(lang, "hotspots.one.title"), say(lang, "hotspots.one.question")))
    chosen = pick.place(asked, names(seen, thanas, lang), lang)
    if chosen is None:
        return []
    place, gap = seen.places[chosen], next((one for one in seen.gaps if one.place.code == chosen), None)
    rows = reading.visits_of(ctx, choice, chosen, seen.window)
    told = [
        (place.name(lang), facts(place, gap, seen, thanas, lang)),
        (say(lang, "hotspots.one.visits"), visits(rows, thanas, lang)),
        (say(lang, "hotspots.one.gaps"), gaps(rows, seen.window, lang)),
    ]
    for title, table in told:
        st.html(f"<h3>{escape(title)}</h3>{_html(table, lang)}")
    return told


def names(seen: Seen, thanas: Mapping[str, str], lang: str) -> dict[str, str]:
    """The places to choose among: those to ask about first, with their shape, then the others by thana."""
    found = {one.place.code: f"{wording.SHAPES[one.state]} {_label(one.place, thanas, lang)}" for one in seen.ranked}
    rest = sorted(seen.places.values(), key=lambda place: (thanas[place.thana_code], place.name(lang)))
    return found | {place.code: _label(place, thanas, lang) for place in rest if place.code not in found}


def facts(place: Place, gap: Gap | None, seen: Seen, thanas: Mapping[str, str], lang: str) -> Table:
    """What the list says of it, and what is known of it in the window."""
    values = {
        "kind": wording.kind(place, lang),
        "thana": thanas[place.thana_code],
        "size": wording.size(place, lang),
        "hours": wording.hours(place, lang),
        "required": wording.required(place, lang),
        "state": wording.state(gap, lang) if gap else say(lang, "hotspots.state.festive"),
        "days": wording.days(gap, lang) if gap else words.NOTHING,
        "last": wording.last(gap, lang) if gap else words.NOTHING,
        "complaints": complaints(place, seen, lang),
    }
    beside = wording.unknown_days(gap, lang) if gap else ""
    rows = tuple((say(lang, f"hotspots.one.{name}"), values[name]) for name in _FACTS)
    return Table((say(lang, "hotspots.one.fact"), say(lang, "hotspots.one.told")), rows, (beside,) if beside else ())


def complaints(place: Place, seen: Seen, lang: str) -> str:
    """Those of its thana's catchment in the window: nearer than that nobody knows them."""
    one = seen.told.thanas.get(place.thana_code)
    if one is None or one.n is None:
        return say(lang, "charts.unknown")
    if seen.told.is_hidden(place.thana_code):
        return say(lang, "hotspots.hidden", n=words.number(lang, load_settings().small_cell))
    return words.number(lang, one.n)


def visits(rows: Sequence[Mapping[str, Any]], thanas: Mapping[str, str], lang: str) -> Table:
    """The visits, the latest first; persons checked are context and never a merit."""
    heads = tuple(say(lang, f"hotspots.visit.{name}") for name in _VISIT)
    told = tuple(
        (
            words.day(lang, row["visited_on"]),
            _times(row["from_time"], row["to_time"], lang),
            thanas.get(row["thana_code"], row["thana_code"]),
            row["squad"] or say(lang, "hotspots.visit.only_squad"),
            row["officers"],
            row["women_officers"],
            row["persons_checked"],
        )
        for row in rows[:MOST]
    )
    notes = [say(lang, "hotspots.visit.note")] if rows else [say(lang, "hotspots.visit.none")]
    if len(rows) > MOST:
        notes.append(say(lang, "hotspots.visit.more", n=words.number(lang, MOST), of=words.number(lang, len(rows))))
    return Table(heads, told, tuple(notes))


def gaps(rows: Sequence[Mapping[str, Any]], window: Window, lang: str) -> Table:
    """Stretches of the window longer than a week without a visit on record, the longest first."""
    end = min(window.end, window.as_of)
    days = sorted({row["visited_on"] for row in rows})
    edges = [window.start - timedelta(days=1), *days, end + timedelta(days=1)]
    found = [(_next(first), _before(last)) for first, last in zip(edges, edges[1:], strict=False)]
    long = [(first, last) for first, last in found if (last - first).days + 1 > OVERDUE_DAYS]
    long.sort(key=lambda span: (span[0] - span[1], span[0]))
    told = tuple((words.period(lang, *span), (span[1] - span[0]).days + 1) for span in long)
    heads = (say(lang, "hotspots.one.stretch"), say(lang, "hotspots.list.days"))
    key = "hotspots.one.gaps_note" if told else "hotspots.one.no_gaps"
    return Table(heads, told, (say(lang, key, n=words.value(lang, "days", OVERDUE_DAYS)),))


def _label(place: Place, thanas: Mapping[str, str], lang: str) -> str:
    return f"{place.name(lang)} · {thanas[place.thana_code]}"


def _times(begun: time | None, ended: time | None, lang: str) -> str:
    if begun is None:
        return say(lang, "hotspots.hours.unknown")
    return f"{begun:%H:%M}–{ended:%H:%M}" if ended else f"{begun:%H:%M}"


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _html(table: Table, lang: str) -> str:
    if table.rows:
        return f'<div class="ms-rows" tabindex="0">{table.html(lang)}</div>'
    return "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in table.notes)

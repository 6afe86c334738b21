"""The page on awareness below its questions: coverage, gap map, teams, counts, departments, schools, what was told."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import export, sections, words
from components.awareness import coverage, gap, shares
from components.awareness.reading import Seen
from components.charts import show
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.export import Titled
from locales import say
from metrics.awareness import HELPLINES, SCHEMES

IN_SIGHT = 8  # rows of a list; the rest are one click away


def draw(ctx: Context, choice: Choice, seen: Seen) -> list[Titled]:
    """Draws it all and returns the same as titled tables."""
    lang = ctx.lang
    st.html(sections.heading(say(lang, "awareness.coverage.title"), say(lang, "awareness.coverage.question")))
    st.html(f'<p class="ms-calm">{escape(coverage.sentence(seen, lang))}</p>')
    left, right = st.columns(2, gap="medium")
    with left:
        reached = coverage.table(seen, lang)
        _chart("coverage", "coverage.worst", (coverage.chart(seen, lang), reached), lang, "awareness.coverage.none")
    with right:
        st.html(f"<h3>{escape(say(lang, 'awareness.gap.title'))}</h3>")
        gaps = gap.draw(ctx, choice, seen)
    _heading("teams", lang)
    left, right = st.columns(2, gap="medium")
    joint, plausible = shares.by_unit("A2", seen, lang), shares.by_unit("A3", seen, lang)
    with left:
        _chart("joint", "joint", joint, lang)
    with right:
        _chart("plausible", "plausible", plausible, lang)
    looks = shares.looks(seen, lang)
    st.html(f"<h3>{escape(say(lang, 'awareness.looks.title'))}</h3>" + _listed(looks, seen, lang))
    told = _told(seen, lang)
    return [
        (say(lang, "awareness.tiles.title"), export.units(seen.matrix, lang)),
        (say(lang, "awareness.coverage.title"), reached),
        (say(lang, "awareness.gap.title"), gaps),
        (say(lang, "awareness.joint.title"), joint[1]),
        (say(lang, "awareness.plausible.title"), plausible[1]),
        (say(lang, "awareness.looks.title"), looks),
        *told,
    ]


def _told(seen: Seen, lang: str) -> list[Titled]:
    """Departments, schools, material, helplines and schemes; in words where there were no programmes."""
    departments, schools, material = (
        make(seen, lang) for make in (shares.departments, shares.institutions, shares.material)
    )
    _table("departments", departments, seen, lang)
    _heading("schools", lang)
    st.html(schools.html(lang) + f'<p class="ms-calm">{escape(women(seen, lang))}</p>')
    _table("material", material, seen, lang)
    _heading("told", lang)
    helplines, schemes = (
        shares.said(what, codes, seen, lang) for what, codes in (("helpline", HELPLINES), ("scheme", SCHEMES))
    )
    left, right = st.columns(2, gap="medium")
    with left:
        _chart("helplines", "helplines", helplines, lang)
    with right:
        _chart("schemes", "schemes", schemes, lang)
    return [
        (say(lang, "awareness.departments.title"), departments),
        (say(lang, "awareness.schools.title"), schools),
        (say(lang, "awareness.material.title"), material),
        (say(lang, "awareness.helplines.title"), helplines[1]),
        (say(lang, "awareness.schemes.title"), schemes[1]),
    ]


def women(seen: Seen, lang: str) -> str:
    """A6 of what is chosen, or that nobody's number of women is on the list."""
    cells, columns = seen.row("A6").cells, seen.matrix.columns
    cell = next(cell for cell, column in zip(cells, columns, strict=True) if column.is_whole)
    if cell.value is None:
        return say(lang, "awareness.women.not_listed")
    return say(lang, "awareness.women", value=words.value(lang, "per_thousand", cell.value))


def _table(section: str, table: Table, seen: Seen, lang: str) -> None:
    _heading(section, lang)
    calm = f'<p class="ms-calm">{escape(say(lang, "awareness.no_data"))}</p>'
    st.html(table.html(lang) if seen.has_programmes else calm)


def _listed(table: Table, seen: Seen, lang: str) -> str:
    """A list, the rest of a long one folded; nothing to verify is said only where programmes are known."""
    if not table.rows:
        key = "awareness.looks.none" if seen.has_programmes else "awareness.no_data"
        return f'<p class="ms-calm">{escape(say(lang, key))}</p>'
    if len(table.rows) <= IN_SIGHT:
        return table.html(lang)
    first = Table(table.heads, table.rows[:IN_SIGHT]).html(lang)
    rest = Table(table.heads, table.rows[IN_SIGHT:]).html(lang)
    more = escape(say(lang, "awareness.more", n=words.number(lang, len(table.rows) - IN_SIGHT)))
    notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in table.notes)
    return f'{first}<details class="ms-twin"><summary>{more}</summary>{rest}</details>{notes}'


def _chart(key: str, name: str, drawn: shares.Chart, lang: str, empty: str = "awareness.no_data") -> None:
    title = say(lang, f"awareness.{name}.title")
    show.show(f"awareness_{key}", drawn[0], title, drawn[1], lang, title=title, empty=say(lang, empty))
    if drawn[0] is None and drawn[1].rows:  # what each line lacks is told all the same
        st.html(show.twin(drawn[1], lang))


def _heading(section: str, lang: str) -> None:
    st.html(sections.heading(say(lang, f"awareness.{section}.title"), say(lang, f"awareness.{section}.question")))

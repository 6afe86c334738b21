"""The page of circulars below its pickers: what to ask, tiles, the matrix, lists, rates."""

from __future__ import annotations

import streamlit as st

from components import sections, words
from components.charts.table import Table
from components.circulars import asks, grid, lists, rates, tiles
from components.circulars.reading import Seen
from components.export import Titled
from locales import say
from metrics.circulars import AHEAD_DAYS


def draw(seen: Seen) -> list[Titled]:
    """Draws it all and returns the same as titled tables."""
    lang, figures = seen.lang, tiles.found(seen)
    st.html(asks.draw(seen) + tiles.draw(figures, lang))
    st.html(_heading("grid", lang) + grid.draw(seen))
    late, ahead, evidence = lists.overdue(seen), lists.ahead(seen), lists.evidence(seen)
    st.html(_heading("overdue", lang) + lists.listed(late, say(lang, "circulars.overdue.none"), lang))
    st.html(_heading("ahead", lang) + lists.listed(ahead, _said("ahead.none", lang), lang))
    st.html(_heading("rate", lang))
    rated = rates.draw(seen)
    st.html(_heading("evidence", lang) + _evidence(evidence, lang))
    titled = {"grid": grid.table(seen), "overdue": late, "ahead": ahead, "rate": rated, "evidence": evidence}
    told = [(_title(key, lang), table) for key, table in titled.items()]
    return [(say(lang, "circulars.tiles"), tiles.table(figures, lang)), *told]


def _evidence(table: Table, lang: str) -> str:
    if not table.rows:
        return lists.listed(table, say(lang, "circulars.evidence.none"), lang)
    return lists.folded(table, say(lang, "circulars.evidence.open", n=words.number(lang, len(table.rows))), lang)


def _heading(section: str, lang: str) -> str:
    return sections.heading(_title(section, lang), say(lang, f"circulars.{section}.question"))


def _title(section: str, lang: str) -> str:
    return _said(f"{section}.title", lang)


def _said(key: str, lang: str) -> str:
    return say(lang, f"circulars.{key}", n=words.number(lang, AHEAD_DAYS))

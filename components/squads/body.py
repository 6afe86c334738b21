"""The page on squads below its questions: where nobody went, what to verify, charts, units; context comes last."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from access.roles import check_may_see_rows, may
from components import export, matrix_html, sections
from components.context import Context
from components.export import Titled
from components.squads import aim, charts, figures, listing
from components.squads.reading import Seen
from locales import say


def draw(ctx: Context, seen: Seen, names: Mapping[str, str], formality: Callable[[], None]) -> list[Titled]:
    """Draws it all and returns the same as titled tables; `formality` draws its section after the visits to verify."""
    lang, with_rows = ctx.lang, may(check_may_see_rows, ctx.viewer)
    drawn = charts.build(seen, names, lang)
    unvisited = listing.unvisited(seen.places, names, lang)
    doubtful = listing.doubts(seen.doubts, names, lang, with_rows)
    st.html(sections.tiles(seen.tiles, lang))
    st.html(_heading("unvisited", lang) + listing.in_sight(unvisited, _why_unvisited(seen), lang))
    first = listing.doubts(listing.told_once(seen.doubts), names, lang, with_rows)
    st.html(_heading("doubts", lang) + listing.in_sight(doubtful, _why_doubts(seen), lang, first))
    formality()
    charts.draw(drawn[:-1], lang)
    st.html(_heading("units", lang) + matrix_html.table(seen.units, lang))
    st.html(_heading("bands", lang))
    charts.show_one(drawn[-1]._replace(title=""), lang)
    agreed = figures.agreement(seen.agreement, lang)
    st.html(_heading("agreement", lang) + listing.whole(agreed, "squads.agreement.none", lang))
    st.html(_heading("aim", lang) + aim.html(seen, lang))
    st.html(_heading("ladder", lang) + matrix_html.table(seen.ladder, lang))
    return [
        (say(lang, "squads.units.title"), export.units(seen.units, lang)),
        (say(lang, "squads.unvisited.title"), unvisited),
        (say(lang, "squads.doubts.title"), doubtful),
        *((chart.title, chart.table) for chart in drawn),
        (say(lang, "squads.agreement.title"), agreed),
        (say(lang, "squads.ladder.title"), export.units(seen.ladder, lang)),
    ]


def _why_unvisited(seen: Seen) -> str:
    """Nobody is said to have been everywhere where there is no list, or no return."""
    if not seen.n_listed:
        return "squads.unvisited.no_list"
    return "squads.unvisited.none" if seen.places else "squads.unvisited.unknown"


def _why_doubts(seen: Seen) -> str:
    return "squads.doubts.none" if seen.has_visits else "squads.doubts.unknown"


def _heading(section: str, lang: str) -> str:
    return sections.heading(say(lang, f"squads.{section}.title"), say(lang, f"squads.{section}.question"))

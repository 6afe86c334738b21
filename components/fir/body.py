"""The FIR page below its warnings: tiles, charts, the list of thanas, units beside their complaints and counselling."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import export, matrix_html, sections
from components.export import Titled
from components.fir import charts, lists, watch
from components.fir.reading import Seen
from locales import say


def draw(seen: Seen, names: Mapping[str, str], lang: str) -> list[Titled]:
    """Draws it all and returns the same as titled tables, the watch first."""
    drawn, as_of = charts.build(seen, names, lang), seen.matrix.window.as_of
    st.html(sections.tiles(seen.tiles, lang))
    charts.draw(drawn, lang)
    st.html(_heading("list", lang) + lists.draw(seen.delays, names, as_of, lang))
    st.html(_heading("units", lang) + matrix_html.table(seen.matrix, lang))
    return [
        (say(lang, "fir.watch.title"), watch.table(seen.watch, names, lang)),
        (say(lang, "fir.units.title"), export.units(seen.matrix, lang)),
        *((chart.title, chart.table) for chart in drawn),
        (say(lang, "fir.list.title"), lists.table(seen.delays, names, as_of, lang)),
    ]


def _heading(section: str, lang: str) -> str:
    return sections.heading(say(lang, f"fir.{section}.title"), say(lang, f"fir.{section}.question"))

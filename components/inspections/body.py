"""The page of inspections below its questions: tiles, the matrices of SHO and CO, gaps, defects, inspectors, set-up."""

from __future__ import annotations

import streamlit as st

from components import export, matrix_html, sections
from components.export import Titled
from components.inspections import charts, choosing, grid, lists
from components.inspections.grid import Names
from components.inspections.reading import Seen
from locales import say


def draw(seen: Seen, names: Names) -> list[Titled]:
    """Draws it all and returns the same as titled tables."""
    lang = names.lang
    with st.container(key="inspections_tiles"):
        st.html(sections.tiles(seen.matrix, lang))
    for shift in seen.shifts:
        st.html(_heading(shift.rank, lang))
        choosing.bar(shift.rank, lang)
        st.html(grid.draw(shift, names))
    gaps, defects, formal = (make(seen, names) for make in (lists.gaps, lists.defects, lists.formal))
    st.html(_heading("gap", lang) + lists.listed(gaps, say(lang, "inspections.gap.none"), lang))
    st.html(_heading("defects", lang) + lists.listed(defects, say(lang, "inspections.defects.none"), lang))
    st.html(_heading("formal", lang) + lists.listed(formal, say(lang, "inspections.formal.none"), lang))
    drawn = charts.build(seen, lang)
    st.html(_heading("items", lang))
    charts.draw(drawn, lang)
    st.html(_heading("units", lang) + matrix_html.table(seen.matrix, lang))
    return [
        (say(lang, "inspections.units.title"), export.units(seen.matrix, lang)),
        *((say(lang, f"inspections.{shift.rank}.title"), grid.table(shift, names)) for shift in seen.shifts),
        (say(lang, "inspections.gap.title"), gaps),
        (say(lang, "inspections.defects.title"), defects),
        (say(lang, "inspections.formal.title"), formal),
        *((chart.title, chart.table) for chart in drawn),
    ]


def _heading(section: str, lang: str) -> str:
    return sections.heading(say(lang, f"inspections.{section}.title"), say(lang, f"inspections.{section}.question"))

"""Puts a figure on the page: static, with its words for those who cannot see it, and its table twin below."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go
import streamlit as st

from components.charts import legend
from components.charts.table import Table
from locales import say

_CONFIG = {"staticPlot": True, "displayModeBar": False, "displaylogo": False, "showSendToCloud": False}


def show(
    key: str,
    figure: go.Figure | None,
    alt: str,
    table: Table,
    lang: str,
    *,
    title: str = "",
    empty: str = "",
) -> None:
    """The title, the figure, the table folded below. Without a figure one calm sentence: `empty`, or the usual one.

    `alt` is what the chart shows in a sentence; the rows of the table are told after it.
    """
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    with st.container(key=f"chart_{key}"):
        if figure is None:
            st.html(f'{heading}<p class="ms-calm">{escape(empty or say(lang, "charts.nothing"))}</p>')
            return
        if above := heading + legend.html(figure):
            st.html(above)
        told = f"{alt} {table.sentence(lang)}"
        st.plotly_chart(figure, key=f"figure_{key}", theme=None, config=_CONFIG, alt=told)
        st.html(twin(table, lang))


def twin(table: Table, lang: str) -> str:
    """The same figures as a table, folded."""
    label = escape(say(lang, "charts.as_table"))
    return f'<details class="ms-twin"><summary>{label}</summary>{table.html(lang)}</details>'

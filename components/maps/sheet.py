"""Puts a map on the page: legend above, notes and the table twin below; choosing a mark gives its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pydeck as pdk
import streamlit as st

from components.charts.show import twin
from components.charts.table import Table
from components.maps.marks import Key, legend
from components.maps.mercator import HEIGHT
from components.maps.picture import MARKS
from locales import say


def show(
    key: str,
    deck: pdk.Deck | None,
    alt: str,
    table: Table,
    lang: str,
    *,
    title: str = "",
    keys: Sequence[Key] = (),
    notes: Sequence[str] = (),
    empty: str = "",
    height: int = HEIGHT,
    picks: bool = True,
) -> str | None:
    """The title, the legend, the map, its notes (`Land.notes`), the table folded below; the code of the mark chosen.

    Without a map one calm sentence: `empty`, or the usual one, and the table. `alt` is what the map shows in a
    sentence; the rows of the table are told after it. One map a page: a browser draws only a few. Where a page makes
    nothing of a choice, `picks` is false: a mark then only tells its words to the pointer.
    """
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    with st.container(key=f"map_{key}"):
        if deck is None:
            st.html(f'{heading}<p class="ms-calm">{escape(empty or say(lang, "maps.nothing"))}</p>')
            st.html(twin(table, lang))
            return None
        if above := heading + legend(tuple(keys)):
            st.html(above)
        state = st.pydeck_chart(
            deck,
            height=height,
            key=f"deck_{key}",
            on_select="rerun" if picks else "ignore",
            selection_mode="single-object",
            alt=f"{alt} {table.sentence(lang)}",
        )
        told = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in notes)
        st.html(told + twin(table, lang))
    return selected(state) if picks else None


def selected(state: Any) -> str | None:
    """The code of the mark that is chosen; None where there is none."""
    objects: Mapping[str, Sequence[Mapping[str, Any]]] = (state or {}).get("selection", {}).get("objects", {})
    codes = [one.get("code") for layer, found in objects.items() if layer.startswith(MARKS) for one in found]
    return next((str(code) for code in codes if code), None)

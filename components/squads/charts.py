"""The charts of the page on squads: coverage, rotation, the bell, answers to complaints, women, ratios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from components import sections, words
from components.charts import show
from components.charts.bars import Bucket, Share, hours_strip, hours_table, share_bars, share_table
from components.charts.table import Table
from components.definition import target_value
from components.matrix import Row
from components.squads import ratios, rotation
from components.squads.reading import Seen
from locales import say
from metrics import catalogue, patrols, status
from metrics.patrols import School
from metrics.status import Reading

_SCHOOLS = 8  # drawn: the worst; the table twin has all


class Chart(NamedTuple):
    key: str
    title: str
    figure: go.Figure | None
    alt: str
    table: Table
    empty: str
    note: str = ""  # below the figure


def build(seen: Seen, names: Mapping[str, str], lang: str) -> tuple[Chart, ...]:
    """In the order of the page, the ratios last."""
    return (
        _by_unit("P1", "coverage", seen, lang),
        _rotation(seen, names, lang),
        _bells(seen, lang),
        _schools(seen, names, lang),
        _by_unit("P5", "answered", seen, lang),
        _by_unit("P7", "women", seen, lang),
        _ratios(seen, lang),
    )


def draw(charts: Sequence[Chart], lang: str) -> None:
    """Two beside each other, under the question that both answer."""
    for section, pair in zip(("coverage", "bell", "response"), (charts[:2], charts[2:4], charts[4:6]), strict=True):
        title, question = say(lang, f"squads.{section}.heading"), say(lang, f"squads.{section}.question")
        st.html(sections.heading(title, question))
        for column, chart in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                show_one(chart, lang)


def show_one(chart: Chart, lang: str) -> None:
    show.show(chart.key, chart.figure, chart.alt, chart.table, lang, title=chart.title, empty=chart.empty)
    if chart.note:
        st.html(f'<p class="ms-calm">{escape(chart.note)}</p>')


def _by_unit(code: str, words_of: str, seen: Seen, lang: str) -> Chart:
    row = next(row for row in seen.matrix.rows if row.kpi.code == code)
    shares, target = list(_shares(row, seen)), target_value(row.kpi)
    has_any = any(share.is_suppressed or share.pct is not None for share in shares)
    title = say(lang, f"squads.{words_of}.title")
    figure = share_bars(shares, lang, target) if has_any else None
    return Chart(
        f"squads_{words_of}", title, figure, title, share_table(shares, lang, target), say(lang, "squads.no_data")
    )


def _shares(row: Row, seen: Seen) -> Iterator[Share]:
    """The units below what is chosen; of a thana itself, which has none. Minutes of officers are no count to read."""
    columns = seen.matrix.columns
    for cell, column in zip(row.cells, columns, strict=True):
        if not column.is_whole or len(columns) == 1:
            n = None if row.kpi.code == "P7" else cell.denominator
            yield Share(column.name, cell.value, n, cell.status, cell.is_suppressed)


def _rotation(seen: Seen, names: Mapping[str, str], lang: str) -> Chart:
    title = say(lang, "squads.rotation.title")
    share = patrols.most_visited(seen.counts)
    figure = rotation.figure(seen.counts, lang) if share.n_visits else None
    table = rotation.table(seen.places, names, share, lang)
    note = rotation.told(share, lang) if share.n_visits else ""
    return Chart("squads_rotation", title, figure, title, table, _why_no_rotation(seen, lang), note)


def _bells(seen: Seen, lang: str) -> Chart:
    buckets = [
        Bucket(say(lang, f"squads.bell.{name}"), n, name in patrols.OFF_BELL) for name, n in seen.stretches.items()
    ]
    title, table = say(lang, "squads.bell.title"), hours_table(buckets, lang)
    heads = (say(lang, "squads.bell.minutes"), *table.heads[1:])
    has_any = any(bucket.n for bucket in buckets)
    return Chart(
        "squads_bell",
        title,
        hours_strip(buckets, lang) if has_any else None,
        title,
        Table(heads, table.rows, (say(lang, "squads.bell.note"),)),
        _why(seen, "squads.no_school_visits", lang),
    )


def _schools(seen: Seen, names: Mapping[str, str], lang: str) -> Chart:
    kpi = catalogue.load()["P2"]
    shares = [
        Share(
            school_name(one, lang),
            100 * one.n_at_bell / one.n_visits,
            one.n_visits,
            status.decide(kpi, Reading(one.n_at_bell, one.n_visits)),
        )
        for one in seen.schools
    ]
    title, target = say(lang, "squads.schools.title"), target_value(kpi)
    figure = share_bars(shares[:_SCHOOLS], lang, target) if shares else None
    heads = tuple(say(lang, f"squads.schools.{head}") for head in ("name", "thana", "hours", "at_bell", "visits"))
    rows = tuple(
        (one.names[lang], names.get(one.thana_code, one.thana_code), hours(one), one.n_at_bell, one.n_visits)
        for one in seen.schools
    )
    more = say(lang, "squads.schools.note", n=words.number(lang, min(_SCHOOLS, len(seen.schools))))
    return Chart(
        "squads_schools", title, figure, title, Table(heads, rows, (more,)), _why(seen, "squads.no_school_visits", lang)
    )


def _why(seen: Seen, none: str, lang: str) -> str:
    """That there was none is said only where visits are known."""
    return say(lang, none if seen.has_visits else "squads.no_data")


def _why_no_rotation(seen: Seen, lang: str) -> str:
    """A choice without listed places is not one whose places nobody visited."""
    return _why(seen, "squads.no_visits", lang) if seen.n_listed else say(lang, "squads.unvisited.no_list")


def school_name(one: School, lang: str) -> str:
    return f"{one.names[lang]} ({hours(one)})"


def hours(one: School) -> str:
    return f"{one.opens_at:%H:%M}–{one.closes_at:%H:%M}"


def _ratios(seen: Seen, lang: str) -> Chart:
    title = say(lang, "squads.bands.title")
    figure = ratios.figure(seen.bands, lang) if any(held.own is not None for held in seen.bands) else None
    return Chart("squads_bands", title, figure, title, ratios.table(seen.bands, lang), say(lang, "squads.bands.none"))

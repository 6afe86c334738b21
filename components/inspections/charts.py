"""The charts of the page of inspections: defects closed in time, the checklist and the set-up, each item a bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st

from components.charts import show
from components.charts.bars import Share, share_bars, share_table
from components.charts.table import Table, Value
from components.definition import target_value
from components.door import Parts
from components.inspections.lists import CODES, ITEMS
from components.inspections.reading import IN_ORDER, Seen
from locales import say
from metrics import catalogue

SETUP = (
    *("room", "computer", "printer", "womens_toilet", "counselling_space"),
    *("registers_complete", "helplines_displayed"),
)


class Chart(NamedTuple):
    key: str
    title: str
    figure: go.Figure | None
    table: Table


def build(seen: Seen, lang: str) -> tuple[Chart, Chart, Chart]:
    """Defects, checklist, set-up, in the order of the page."""
    closed = _shares("I4", CODES, seen.parts["I4"], lang)
    setup = _shares("I9", SETUP, seen.parts["I9"], lang)
    return (_chart("closed", "I4", closed, lang), _checklist(seen, lang), _chart("setup", "I9", setup, lang))


def draw(charts: Sequence[Chart], lang: str) -> None:
    for column, chart in zip(st.columns(len(charts), gap="medium"), charts, strict=True):
        with column:
            show.show(f"inspections_{chart.key}", chart.figure, chart.title, chart.table, lang, title=chart.title)


def _chart(key: str, code: str, shares: Sequence[Share], lang: str) -> Chart:
    target = target_value(catalogue.load()[code])
    figure = share_bars(shares, lang, target) if any(share.pct is not None for share in shares) else None
    return Chart(key, say(lang, f"inspections.chart.{key}"), figure, share_table(shares, lang, target))


def _checklist(seen: Seen, lang: str) -> Chart:
    """The bar is the share of "no" among the answers; the table has the share answered as well."""
    answered, in_order = _by_part(seen.parts["I6"]), _by_part(seen.parts[IN_ORDER])
    told = [item for item in ITEMS if item in answered]
    missing = [_no(in_order.get(item, {})) for item in told]
    named = [say(lang, f"inspections.item.{item}") for item in told]
    shares = [
        Share(name, pct, in_order.get(item, {}).get("denominator"))
        for name, item, pct in zip(named, told, missing, strict=True)
    ]
    heads = ("item", "answered", "no", "n")
    rows: list[tuple[Value, ...]] = [
        (name, answered[item]["value"], pct, answered[item]["denominator"])
        for name, item, pct in zip(named, told, missing, strict=True)
    ]
    table = Table(tuple(say(lang, f"inspections.head.{head}") for head in heads), tuple(rows))
    figure = share_bars(shares, lang) if shares else None
    return Chart("checklist", say(lang, "inspections.chart.checklist"), figure, table)


def _no(row: Mapping[str, Any]) -> float | None:
    return None if row.get("value") is None else 100 - row["value"]


def _shares(code: str, parts: Sequence[str], found: Parts, lang: str) -> list[Share]:
    rows = _by_part(found)
    return list(_told(rows, [part for part in parts if part in rows], lang))


def _told(rows: Mapping[str, Mapping[str, Any]], parts: Sequence[str], lang: str) -> Iterator[Share]:
    for part in parts:
        row = rows[part]
        yield Share(say(lang, f"inspections.item.{part}"), row["value"], row["denominator"], row["status"])


def _by_part(found: Parts) -> dict[str, dict[str, Any]]:
    """Rows of the one unit that is chosen."""
    return {part: row for (_, _, part), row in found.items()}

"""The compliance rate of each district with its interval: few due circulars are told, and rank nobody."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import words
from components.charts import show
from components.charts.intervals import Interval, intervals
from components.charts.table import Table, Value
from components.circulars.reading import Seen
from locales import say
from metrics import circulars
from metrics.circulars import MIN_N, Rate


def draw(seen: Seen) -> Table:
    """The chart with its table twin; returns the table."""
    lang, told = seen.lang, _told(seen)
    found, title = table(seen), say(lang, "circulars.rate.chart")
    bars = [_interval(name, rate) for name, rate in told]
    show.show(
        "circulars_rate", intervals(bars, lang), title, found, lang, title=title, empty=say(lang, "circulars.rate.none")
    )
    st.html("".join(f'<p class="ms-calm">{escape(note)}</p>' for note in found.notes))
    return found


def table(seen: Seen) -> Table:
    """District, per cent, both ends of the interval, complied in time, due, without a day, without a due date."""
    lang = seen.lang
    heads = ("district", "pct", "low", "high", "in_time", "n_due", "undated", "no_due", "standing")
    rows = tuple(_row(name, rate, lang) for name, rate in _told(seen))
    notes = [say(lang, "circulars.rate.note")]
    if any(rate.is_few for _, rate in _told(seen)):
        notes.append(say(lang, "circulars.rate.few_note", n=words.number(lang, MIN_N)))
    return Table(tuple(say(lang, f"circulars.head.{head}") for head in heads), rows, tuple(notes))


def _told(seen: Seen) -> list[tuple[str, Rate]]:
    """The lowest first where every district has enough due circulars; else as the range lists them."""
    rates = [(unit.name(seen.lang), circulars.rate(seen.of(unit.code), seen.as_of)) for unit in seen.districts]
    if any(rate.is_few for _, rate in rates):
        return rates
    return sorted(rates, key=lambda pair: (pair[1].share or 0.0, pair[0]))


def _interval(name: str, rate: Rate) -> Interval:
    status = "no_data" if rate.share is None else "too_few" if rate.is_few else "context"
    return Interval(name, _pct(rate.share), _pct(rate.low), _pct(rate.high), rate.n_due, status=status)


def _row(name: str, rate: Rate, lang: str) -> tuple[Value, ...]:
    key = "none_due" if rate.share is None else "few" if rate.is_few else "told"
    ends = (_pct(rate.share), _pct(rate.low), _pct(rate.high))
    return (name, *ends, rate.n_met, rate.n_due, rate.n_undated, rate.n_no_due, say(lang, f"circulars.rate.{key}"))


def _pct(share: float | None) -> float | None:
    return None if share is None else share * 100

"""The charts of the FIR page: hours to the FIR, FIRs in time by unit, two clocks, and the share of FIRs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from components import words
from components.charts import look, show
from components.charts.against import Dot, Limit, funnel_plot, funnel_plot_table
from components.charts.bars import Bucket, Share, hours_strip, hours_table, share_bars, share_table
from components.charts.table import Table
from components.definition import target_value
from components.fir.reading import Bars, Seen
from components.matrix import Row
from locales import say
from metrics.fir import BUCKETS, CLOCKS, LATE, Spread

_LATE_AGES = frozenset({"over_14", "to_180", "over_180"})
_LIMITS = 40  # points along the curve of a limit


class Chart(NamedTuple):
    key: str
    title: str
    figure: go.Figure | None
    alt: str
    table: Table
    empty: str


def build(seen: Seen, names: Mapping[str, str], lang: str) -> tuple[Chart, ...]:
    """In the order of the page."""
    hours = (_hours(seen.hours, lang), _in_time(seen, lang))
    return (*hours, *(_clock(clock, bars, lang) for clock, bars in seen.clocks.items()), _share(seen, names, lang))


def draw(charts: Sequence[Chart], lang: str) -> None:
    """Two beside each other; the last, of all thanas, in full width."""
    for pair in (charts[:2], charts[2:4]):
        for column, chart in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                _show(chart, lang)
    _show(charts[-1], lang)


def _show(chart: Chart, lang: str) -> None:
    show.show(chart.key, chart.figure, chart.alt, chart.table, lang, title=chart.title, empty=chart.empty)


def _hours(bars: Bars, lang: str) -> Chart:
    buckets = _buckets(bars, BUCKETS, LATE, "fir.hours", lang)
    table = hours_table(buckets, lang)
    notes = (say(lang, "fir.hours.note"),)
    return _chart("fir_hours", buckets, Table(table.heads, table.rows, notes), "fir.hours", lang)


def _clock(clock: str, bars: Bars, lang: str) -> Chart:
    buckets = _buckets(bars, CLOCKS[clock], _LATE_AGES, f"fir.{clock}", lang)
    _, *rest = hours_table(buckets, lang).heads
    table = Table((say(lang, "fir.age"), *rest), hours_table(buckets, lang).rows)
    return _chart(f"fir_{clock}", buckets, table, f"fir.{clock}", lang)


def _chart(key: str, buckets: Sequence[Bucket], table: Table, words_of: str, lang: str) -> Chart:
    """Without a figure where nothing is known, where all of it is hidden, or where there is nothing at all."""
    is_hidden = all(bucket.is_suppressed for bucket in buckets)
    has_any = not is_hidden and any(bucket.is_suppressed or bucket.n for bucket in buckets)
    is_known = any(bucket.n is not None for bucket in buckets)
    why = "charts.too_few" if is_hidden else f"{words_of}.zero" if is_known else "fir.not_known"
    title, empty = say(lang, f"{words_of}.title"), say(lang, why)
    return Chart(key, title, hours_strip(buckets, lang) if has_any else None, title, table, empty)


def _buckets(bars: Bars, parts: Sequence[str], late: frozenset[str], words_of: str, lang: str) -> list[Bucket]:
    told = ((part, bars.get(part, {})) for part in parts)
    return [
        Bucket(say(lang, f"{words_of}.{part}"), row.get("numerator"), part in late, bool(row.get("is_suppressed")))
        for part, row in told
    ]


def _in_time(seen: Seen, lang: str) -> Chart:
    row = next(row for row in seen.matrix.rows if row.kpi.code == "F2")
    shares, target = list(_shares(row, seen)), target_value(row.kpi)
    has_any = any(share.is_suppressed or share.pct is not None for share in shares)
    figure = share_bars(shares, lang, target) if has_any else None
    title = say(lang, "fir.in_time.title")
    return Chart("fir_in_time", title, figure, title, share_table(shares, lang, target), say(lang, "fir.in_time.zero"))


def _shares(row: Row, seen: Seen) -> Iterator[Share]:
    """The units below what is chosen; of a thana itself, which has none."""
    columns = seen.matrix.columns
    for cell, column in zip(row.cells, columns, strict=True):
        if not column.is_whole or len(columns) == 1:
            yield Share(column.name, cell.value, cell.denominator, cell.status, cell.is_suppressed)


def _share(seen: Seen, names: Mapping[str, str], lang: str) -> Chart:
    period = words.period(lang, seen.spread_over.start, seen.spread_over.end)
    title = say(lang, "fir.share.title", period=period)
    if seen.spread is None or not seen.spread.units:
        return Chart("fir_share", title, None, title, Table((), ()), say(lang, "fir.share.too_few"))
    dots = list(_dots(seen.spread, names, lang))
    centre = seen.spread.funnel.centre * 100
    figure = funnel_plot(dots, _limits(seen.spread), centre, lang, tone=look.INK)
    table = funnel_plot_table(dots, lang)
    notes = (
        say(lang, "fir.share.note", pct=words.value(lang, "pct", centre)),
        say(lang, "fir.share.hidden", n=words.number(lang, seen.spread.n_hidden)),
    )
    return Chart("fir_share", title, figure, title, Table(table.heads, table.rows, notes), "")


def _dots(spread: Spread, names: Mapping[str, str], lang: str) -> Iterator[Dot]:
    for code, unit in sorted(spread.units.items(), key=lambda item: item[1].z):
        side = "below" if unit.z < 0 else "above"
        word = say(lang, f"fir.share.{side}") if unit.place.startswith("beyond") else ""
        yield Dot(names[code], unit.size, unit.value * 100, word)


def _limits(spread: Spread) -> list[Limit]:
    sizes = [unit.size for unit in spread.units.values()]
    found = []
    for number in range(_LIMITS + 1):
        size = min(sizes) + (max(sizes) - min(sizes)) * number / _LIMITS
        at = spread.funnel.limits(size)
        found.append(Limit(size, *(end * 100 for end in (at.low95, at.high95, at.low998, at.high998))))
    return found

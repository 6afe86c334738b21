"""Panchayats and wards by thana: the chart of the worst, the table of all, the days left of the quarter in words."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go

from components import words
from components.awareness.reading import Seen
from components.charts.bars import Share, share_bars
from components.charts.table import Table, Value
from components.definition import target_value
from locales import say
from metrics import awareness, status
from metrics.awareness import Reach
from metrics.status import Reading

DRAWN = 12  # thanas on the chart: the worst


def sentence(seen: Seen, lang: str) -> str:
    """What was reached of how many this quarter, how many days are left, and how many thanas have no list."""
    quarter, whole = seen.quarter, awareness.total(seen.reached)
    days = {"period": words.period(lang, quarter.first, quarter.last), "n": words.number(lang, quarter.n_left)}
    said = [say(lang, "awareness.quarter", day=words.day(lang, quarter.day), **days)]
    if whole.n_listed:
        counts = {"n": words.number(lang, whole.n_reached or 0), "of": words.number(lang, whole.n_listed)}
        said.append(say(lang, "awareness.quarter.reached", pct=words.value(lang, "pct", whole.pct), **counts))
    without = sum(one.n_listed is None for one in seen.reached)
    if without:
        said.append(say(lang, "awareness.quarter.no_list", n=words.number(lang, without)))
    silent = sum(one.n_listed is not None and one.n_reached is None for one in seen.reached)
    if silent:
        said.append(say(lang, "awareness.quarter.silent", n=words.number(lang, silent)))
    return " ".join(said)


def chart(seen: Seen, lang: str) -> go.Figure | None:
    """The thanas that reached least, against the target of A1; None where none is known."""
    shares = [_share(one, seen, lang) for one in seen.reached if one.pct is not None][:DRAWN]
    return share_bars(shares, lang, target_value(seen.row("A1").kpi)) if shares else None


def _share(one: Reach, seen: Seen, lang: str) -> Share:
    """Judged as A1 is, but for the length of the window: the quarter may still run."""
    kpi = seen.row("A1").kpi.model_copy(update={"target_days": None})
    n_days = (seen.quarter.day - seen.quarter.first).days + 1
    standing = status.decide(kpi, Reading(one.n_reached, one.n_listed, n_days=n_days))
    is_early = standing == "missed" and seen.quarter.n_left
    return Share(seen.thanas[one.code].name(lang), one.pct, one.n_listed, "watch" if is_early else standing)


def table(seen: Seen, lang: str) -> Table:
    """Every thana, the worst first."""
    heads = ("thana", "pct", "reached", "listed", "never", "note")
    rows = tuple(tuple(_line(one, seen, lang)) for one in seen.reached)
    return Table(tuple(say(lang, f"awareness.coverage.{head}") for head in heads), rows, (sentence(seen, lang),))


def _line(one: Reach, seen: Seen, lang: str) -> Iterator[Value]:
    yield seen.thanas[one.code].name(lang)
    yield words.value(lang, "pct", one.pct)
    yield one.n_reached if one.n_listed else None
    yield one.n_listed
    yield one.n_never
    yield say(lang, f"awareness.coverage.{_state(one)}")


def _state(one: Reach) -> str:
    if one.n_listed is None:
        return "no_list"
    if one.n_reached is None:
        return "silent"
    return "left" if one.n_never else "all"

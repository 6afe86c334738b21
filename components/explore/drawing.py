"""The one chart of an answer, and the sentence above it: bars for places, lines for time, never too many to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from components import words
from components.charts.table import Table
from components.charts.values import MOST_LINES, Line, Named, bars_table, lines_table, value_bars, value_lines
from components.explore import naming
from components.explore.reading import Seen
from locales import say

MOST_BARS = 20
Row = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """The figure, the same as a table, how many of how many are drawn, and the answer in a sentence."""

    figure: go.Figure | None
    table: Table
    title: str
    sentence: str


def build(seen: Seen, lang: str) -> Drawn:
    """The figure is None where there is nothing to draw."""
    period = words.period(lang, seen.question.window.start, seen.question.window.end)
    title = say(lang, "explore.title_of", kpi=naming.kpi_name(seen.kpi, lang), period=period, place=seen.place)
    drawn = _bars(seen, lang) if len(seen.question.spans) == 1 else _lines(seen, lang)
    figure, table, said = drawn
    return Drawn(figure, table, title, " ".join([said, *_hidden(seen, lang)]))


def name_of(row: Row, seen: Seen, lang: str) -> str:
    """A unit by its name, with that of its district where the range is looked at; its category after it."""
    by = seen.question.by
    name = row[by] if by != "range" else say(lang, "matrix.range")
    if by in ("circle", "thana") and seen.choice.district is None:
        name = f"{name} ({row['district']})"
    if not seen.question.with_parts:
        return str(name)
    return str(row["category"]) if _n_units(seen) == 1 else f"{name} · {row['category']}"


def _n_units(seen: Seen) -> int:
    return seen.frame["unit_code"].n_unique()


def _is_worst_first(seen: Seen) -> bool:
    """Of figures that should be high the lowest come first."""
    return seen.kpi.direction == "UP"


def _bars(seen: Seen, lang: str) -> tuple[go.Figure | None, Table, str]:
    """All in the range's order where they fit, else those furthest on the side that is to be looked at."""
    frame = seen.frame
    if len(frame) > MOST_BARS:
        frame = seen.told.sort("value", descending=not _is_worst_first(seen), maintain_order=True).head(MOST_BARS)
    rows = [Named(name_of(row, seen, lang), row["value"], row["standing"]) for row in frame.iter_rows(named=True)]
    table = bars_table(rows, say(lang, "charts.unit"), say(lang, "export.value"), lang)
    return value_bars(rows, seen.kpi.unit, lang), table, _said_of_places(seen, len(rows), lang)


def _said_of_places(seen: Seen, n_drawn: int, lang: str) -> str:
    told = seen.told.sort("value", maintain_order=True)
    if told.is_empty():
        return say(lang, "explore.said.nothing")
    low, high = (told.row(place, named=True) for place in (0, -1))
    facts = {
        "high": name_of(high, seen, lang),
        "high_value": words.value(lang, seen.kpi.unit, high["value"]),
        "low": name_of(low, seen, lang),
        "low_value": words.value(lang, seen.kpi.unit, low["value"]),
    }
    if len(told) == 1:
        return say(lang, "explore.said.one", name=facts["low"], value=facts["low_value"])
    if low["value"] == high["value"]:
        return say(lang, "explore.said.alike", value=facts["low_value"], n=words.number(lang, len(told)))
    said = say(lang, "explore.said.places", **facts)
    if n_drawn < len(told):
        side = "lowest" if _is_worst_first(seen) else "highest"
        n, of = words.number(lang, n_drawn), words.number(lang, len(told))
        said += " " + say(lang, f"explore.drawn.{side}", n=n, of=of)
    return said


def _lines(seen: Seen, lang: str) -> tuple[go.Figure | None, Table, str]:
    keys, n_all = _drawn_keys(seen)
    groups = seen.frame.partition_by(["unit_code", "category_code"], as_dict=True, maintain_order=True)
    lines = [_line(groups[key], seen, lang) for key in keys]
    head = say(lang, "explore.ask.time")
    if not lines:
        return None, Table((head,), ()), say(lang, "explore.said.nothing")
    said = " ".join(filter(None, (_said_of_time(seen, lines, lang), _which(seen, len(lines), n_all, lang))))
    return value_lines(lines, seen.kpi.unit, lang), lines_table(lines, head, lang), said


def _drawn_keys(seen: Seen) -> tuple[list[tuple[Any, ...]], int]:
    """Lines that have a figure: all where they are few, else those that end furthest on the side to be looked at."""
    keys = ["unit_code", "category_code"]
    last = seen.told.group_by(keys, maintain_order=True).agg(pl.col("value").last())
    n_all = len(last)
    if len(last) > MOST_LINES:
        last = last.sort("value", descending=not _is_worst_first(seen), maintain_order=True).head(MOST_LINES)
    return list(last.select(keys).iter_rows()), n_all


def _line(rows: pl.DataFrame, seen: Seen, lang: str) -> Line:
    told = list(rows.iter_rows(named=True))
    points = tuple(Named(bucket_of(row, seen, lang), row["value"], row["standing"]) for row in told)
    ticks = tuple(naming.tick(row["starts_on"], seen.question.grain, lang) for row in told)
    return Line(name_of(told[0], seen, lang), points, ticks)


def bucket_of(row: Row, seen: Seen, lang: str) -> str:
    return naming.bucket(row["starts_on"], row["ends_on"], seen.question.grain, lang, seen.question.window.end.year)


def _said_of_time(seen: Seen, lines: list[Line], lang: str) -> str:
    """How each line that is drawn begins and how it ends."""
    points = lines[0].points
    told = "; ".join(_from_to(seen, line, lang) for line in lines)
    return say(lang, "explore.said.time", first_at=points[0].name, last_at=points[-1].name, told=told)


def _from_to(seen: Seen, line: Line, lang: str) -> str:
    """The first and the last that is known, and when, where that is not where the line begins or ends."""
    known = [point for point in line.points if point.value is not None]
    ends = dict.fromkeys([known[0], known[-1]]) if known else {}
    told = " → ".join(_at(point, point in (line.points[0], line.points[-1]), seen, lang) for point in ends)
    return f"{line.name} {told or words.NOTHING}"


def _at(point: Named, is_end: bool, seen: Seen, lang: str) -> str:
    value = words.value(lang, seen.kpi.unit, point.value)
    return value if is_end else f"{value} ({point.name})"


def _which(seen: Seen, n_drawn: int, n_all: int, lang: str) -> str:
    if n_drawn == n_all:
        return ""
    side = "lowest_last" if _is_worst_first(seen) else "highest_last"
    return say(lang, f"explore.drawn.{side}", n=words.number(lang, n_drawn), of=words.number(lang, n_all))


def _hidden(seen: Seen, lang: str) -> list[str]:
    """That some are not told, and why: small counts of women, and those that would give these away."""
    if not seen.n_hidden:
        return []
    n, of = words.number(lang, seen.n_hidden), words.number(lang, len(seen.frame))
    return [
        say(lang, "explore.said.hidden" if seen.n_hidden < len(seen.frame) else "explore.said.all_hidden", n=n, of=of)
    ]

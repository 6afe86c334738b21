"""The charts of the page, each with its words and its table twin: journey, dimensions, partners, schemes, feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import bars
from components.charts.bars import Share
from components.charts.intervals import Interval, intervals, intervals_table
from components.charts.table import Table, Value
from components.definition import target_value
from components.matrix import Cell, Matrix
from components.matrix_html import shown_value
from locales import say
from metrics import catalogue
from metrics.journey import RECEIVED, Part, Stage

SHARES_OF_FEEDBACK = ("S1", "S2", "S3", "S4", "S5")


@dataclass(frozen=True)
class Drawn:
    """A chart under its title, the same figures as a table, and what is to be known about them.

    `has_few`: something is hidden, so that a chart without a figure does not pass for nothing having happened.
    """

    key: str
    title: str
    figure: go.Figure | None
    table: Table
    notes: tuple[str, ...] = ()
    has_few: bool = False


def journey(stages: Sequence[Stage], lang: str, as_of: str, small_cell: int) -> Drawn:
    """How far those received in the window had come by the as-of day; of whom it is not known stands in the table."""
    named = [bars.Stage(_stage_name(one, lang), one.n, one.n_known, one.is_suppressed) for one in stages]
    heads = ("charts.stage", "charts.n", "cases.known", "cases.pct_of_known", "charts.unknown")
    rows = [_stage_row(one, lang, small_cell) for one in stages]
    notes = (say(lang, "cases.journey_note", day=as_of), *_unknown(stages, lang, small_cell))
    table = Table(tuple(say(lang, head) for head in heads), tuple(rows), notes)
    title = say(lang, "cases.journey")
    has_few = bool(named) and all(one.is_suppressed for one in named)
    figure = None if has_few else bars.funnel_bars(named, lang)
    return Drawn("journey", title, figure, table, notes, has_few)


def _unknown(stages: Sequence[Stage], lang: str, small_cell: int) -> Iterator[str]:
    """Of how many nobody can say whether they came to a stage, in a sentence for each stage."""
    for one in stages:
        if one.n_unknown:
            few = say(lang, "cases.fewer_than", n=words.number(lang, small_cell))
            n = few if one.n_unknown < small_cell else words.number(lang, one.n_unknown)
            yield say(lang, "cases.stage_unknown", stage=_stage_name(one, lang), n=n)


def _stage_name(stage: Stage, lang: str) -> str:
    return say(lang, f"cases.stage_{stage.name}")


def _stage_row(stage: Stage, lang: str, small_cell: int) -> tuple[Value, ...]:
    name, few = _stage_name(stage, lang), say(lang, "cell.few")
    if stage.is_suppressed:
        return (name, few, few, say(lang, "status.suppressed"), few)
    unknown: Value = few if 0 < stage.n_unknown < small_cell else stage.n_unknown
    pct = stage.n / stage.n_known * 100 if stage.n is not None and stage.n_known else None
    return (name, stage.n, None if stage.name == RECEIVED else stage.n_known, pct, unknown)


def shares(key: str, code: str, found: Sequence[Part], names: str, lang: str) -> Drawn:
    """The parts of a KPI's duties against its target, worst first; `names` is where their words begin."""
    kpi = catalogue.load()[code]
    drawn = [
        Share(say(lang, f"{names}.{part.name}"), part.value, part.denominator, part.status, part.is_suppressed)
        for part in found
    ]
    target, title = target_value(kpi), say(lang, f"cases.{key}")
    seen, n_few = [one for one in drawn if not one.is_suppressed], sum(one.is_suppressed for one in drawn)
    notes = (say(lang, "cases.few_parts", n=words.number(lang, n_few)),) if n_few else ()
    figure = bars.share_bars(seen, lang, target)
    return Drawn(key, title, figure, bars.share_table(drawn, lang, target), notes, has_few=n_few > 0)


def schemes(cells: Mapping[str, Cell], lang: str) -> Drawn:
    """Needing counselling → screened for schemes (R6); screened, and by now linked with one (R5)."""
    screened, linked = cells["R6"], cells["R5"]
    steps = [
        ("cases.scheme_needing", screened.denominator, screened, None),
        ("cases.scheme_screened", screened.numerator, screened, screened.denominator),
        ("cases.scheme_eligible", linked.denominator, linked, 0),  # of nobody above: other women, due on other days
        ("cases.scheme_linked", linked.numerator, linked, linked.denominator),
    ]
    stages = [bars.Stage(say(lang, key), n, of, cell.is_suppressed) for key, n, cell, of in steps]
    is_there = any(n is not None or cell.is_suppressed for _, n, cell, _ in steps)
    heads = ("charts.stage", "charts.n", "cases.pct_of_before")
    few, hidden = say(lang, "cell.few"), say(lang, "status.suppressed")
    rows: list[tuple[Value, ...]] = [
        (stage.name, few, hidden) if stage.is_suppressed else (stage.name, stage.n, _pct(stage.n, stage.of))
        for stage in stages
    ]
    note, title = say(lang, "cases.schemes_note"), say(lang, "cases.schemes")
    table = Table(tuple(say(lang, head) for head in heads), tuple(rows), (note,))
    return Drawn("schemes", title, bars.funnel_bars(stages, lang) if is_there else None, table, (note,))


def _pct(n: float | None, of: float | None) -> float | None:
    return n / of * 100 if n is not None and of else None


def feedback(cells: Mapping[str, Cell], lang: str) -> Drawn:
    """S1 to S5 with their Wilson intervals; the difference that the caller makes (S6) below."""
    rows = [_interval(code, cells[code], lang) for code in SHARES_OF_FEEDBACK]
    kpi, cell = catalogue.load()["S6"], cells["S6"]
    note = f"{kpi.words(lang).short}: {shown_value(kpi, cell, lang)}"
    if cell.low is not None and cell.high is not None:
        low, high = (words.number(lang, round(end)) for end in (cell.low, cell.high))
        note += f" ({say(lang, 'cases.between', low=low, high=high)})"
    title = say(lang, "cases.feedback")
    notes = (note, say(lang, "cases.feedback_note"))
    has_few = any(row.is_suppressed for row in rows)
    return Drawn("feedback", title, intervals(rows, lang), intervals_table(rows, lang, notes), notes, has_few)


def _interval(code: str, cell: Cell, lang: str) -> Interval:
    kpi = catalogue.load()[code]
    name, target = kpi.words(lang).short, target_value(kpi)
    if cell.is_suppressed:
        return Interval(name, None, target=target, is_suppressed=True)
    return Interval(name, cell.value, cell.low, cell.high, cell.denominator, target, cell.status)


def whole(matrix: Matrix) -> dict[str, Cell]:
    """By code the cell that sums up what is chosen."""
    at = next(place for place, column in enumerate(matrix.columns) if column.is_whole)
    return {row.kpi.code: row.cells[at] for row in matrix.rows}

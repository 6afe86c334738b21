"""Horizontal bars: the stages of a funnel, shares against a target, hours from need to FIR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components import words
from components.charts import look
from components.charts.table import Table, Value
from components.matrix import SHAPES
from locales import say


@dataclass(frozen=True)
class Stage:
    """A count on the way from receipt to closure; `of` is what it is a share of where that is not the first stage."""

    name: str
    n: float | None
    of: float | None = None
    is_suppressed: bool = False


@dataclass(frozen=True)
class Share:
    """A share in per cent of one part (dimension, partner, unit), with its status in the words of the KPI."""

    name: str
    pct: float | None
    n: float | None
    status: str = "context"
    is_suppressed: bool = False

    @property
    def standing(self) -> str:
        return "suppressed" if self.is_suppressed else self.status


@dataclass(frozen=True)
class Bucket:
    """How many fall into one stretch of hours; `is_late` beyond the limit, or never done at all."""

    name: str
    n: float | None
    is_late: bool = False
    is_suppressed: bool = False


def funnel_bars(stages: Sequence[Stage], lang: str) -> go.Figure | None:
    """A bar for each stage, its count and its share of the first written beside it."""
    if not stages:
        return None
    texts = [_stage_text(stage, _whole(stage, stages), lang) for stage in stages]
    lengths = [None if stage.is_suppressed else stage.n for stage in stages]
    return _bars([stage.name for stage in stages], lengths, texts, [False] * len(stages))


def funnel_table(stages: Sequence[Stage], lang: str) -> Table:
    heads = (say(lang, "charts.stage"), say(lang, "charts.n"), say(lang, "charts.pct_of_first"))
    rows = [
        (
            stage.name,
            _figure(stage.n, stage.is_suppressed, lang),
            _share(_pct(stage.n, _whole(stage, stages)), stage.is_suppressed, lang),
        )
        for stage in stages
    ]
    return Table(heads, tuple(rows))


def share_bars(shares: Sequence[Share], lang: str, target: float | None = None) -> go.Figure | None:
    """A bar from 0 to 100 for each part, the target as a line; shape, share, and of how many beside it.

    A missed target is hatched as well as coloured.
    """
    if not shares:
        return None
    tones = [look.TONES.get(share.standing, look.LINE) for share in shares]
    lengths = [None if share.is_suppressed else share.pct for share in shares]
    texts = [_share_text(share, lang) for share in shares]
    late = [share.standing == "missed" for share in shares]
    drawn = _bars([share.name for share in shares], lengths, texts, late, tones, 100)
    if target is not None:
        _draw_target(drawn, target, lang)
    return drawn


def share_table(shares: Sequence[Share], lang: str, target: float | None = None) -> Table:
    heads = ("charts.part", "charts.pct", "charts.of_n", "charts.status")
    rows = [
        (
            share.name,
            _share(share.pct, share.is_suppressed, lang),
            _figure(share.n, share.is_suppressed, lang),
            f"{SHAPES[share.standing]} {say(lang, f'status.{share.standing}')}",
        )
        for share in shares
    ]
    notes = () if target is None else (_target_words(target, lang),)
    return Table(tuple(say(lang, head) for head in heads), tuple(rows), notes)


def hours_strip(buckets: Sequence[Bucket], lang: str) -> go.Figure | None:
    """A bar for each stretch of hours; late ones are hatched and coloured, with count and share of all beside it."""
    if not buckets:
        return None
    texts = [
        _stage_text(Stage(one.name, one.n, is_suppressed=one.is_suppressed), _all(buckets), lang) for one in buckets
    ]
    lengths = [None if bucket.is_suppressed else bucket.n for bucket in buckets]
    late = [bucket.is_late for bucket in buckets]
    tones = [look.MISSED if is_late else look.LINE for is_late in late]
    return _bars([bucket.name for bucket in buckets], lengths, texts, late, tones)


def hours_table(buckets: Sequence[Bucket], lang: str) -> Table:
    heads = (say(lang, "charts.hours"), say(lang, "charts.n"), say(lang, "charts.pct_of_all"))
    rows = [
        (
            bucket.name,
            _figure(bucket.n, bucket.is_suppressed, lang),
            _share(_pct(bucket.n, _all(buckets)), bucket.is_suppressed, lang),
        )
        for bucket in buckets
    ]
    return Table(heads, tuple(rows))


def _bars(
    names: Sequence[str],
    lengths: Sequence[float | None],
    texts: Sequence[str],
    late: Sequence[bool],
    tones: Sequence[str] | None = None,
    longest: float | None = None,
) -> go.Figure:
    labels = [look.wrap(name) for name in names]
    marker = {
        "color": list(tones or [look.LINE] * len(names)),
        "line": {"width": 0},
        "pattern": look.hatch("/") | {"shape": ["/" if is_late else "" for is_late in late]},
    }
    bars = go.Bar(orientation="h", x=list(lengths), y=list(range(len(names))), marker=marker, width=0.62)
    end = longest or max((length or 0 for length in lengths), default=0) or 1
    return look.figure(
        [bars],
        look.rows_height(labels, texts) + 12,
        xaxis=look.hidden_axis(0, end),
        yaxis=look.rows_axis(labels),
        annotations=look.beside(texts),
        margin={"l": 4, "r": look.room(texts), "t": 6, "b": 6},
    )


def _draw_target(drawn: go.Figure, target: float, lang: str) -> None:
    line: Any = {"color": look.INK, "width": 3, "dash": "dash"}
    drawn.add_shape(type="line", x0=target, x1=target, xref="x", y0=0, y1=1, yref="paper", line=line)
    drawn.add_annotation(
        look.note(
            look.bold(_target_words(target, lang)), target, 1, yref="paper", yanchor="bottom", xanchor="right", xshift=4
        )
    )
    drawn.layout.margin.t = 30
    drawn.layout.height += 24


def _target_words(target: float, lang: str) -> str:
    return say(lang, "charts.target", value=words.target(lang, "pct", target))


def _stage_text(stage: Stage, whole: float | None, lang: str) -> str:
    text = look.bold(look.count(lang, stage.n, stage.is_suppressed))
    pct = None if stage.is_suppressed else _pct(stage.n, whole)
    return text if pct is None else f"{text} · {words.value(lang, 'pct', pct)}"


def _share_text(share: Share, lang: str) -> str:
    shape = SHAPES[share.standing]
    if share.is_suppressed or share.pct is None:
        return f"{shape} {look.bold(look.count(lang, None, share.is_suppressed))}"
    of = "" if share.n is None else f"<br>{say(lang, 'charts.of', n=words.number(lang, share.n))}"
    return f"{shape} {look.bold(words.value(lang, 'pct', share.pct))}{of}"


def _whole(stage: Stage, stages: Sequence[Stage]) -> float | None:
    first = stages[0]
    return stage.of if stage.of is not None else None if first.is_suppressed else first.n


def _all(buckets: Sequence[Bucket]) -> float | None:
    """Of how many; not known where a part is suppressed, or shares would give it away."""
    if any(bucket.is_suppressed for bucket in buckets):
        return None
    return sum(bucket.n or 0 for bucket in buckets)


def _pct(n: float | None, whole: float | None) -> float | None:
    return n / whole * 100 if n is not None and whole else None


def _figure(value: float | None, is_suppressed: bool, lang: str) -> Value:
    return say(lang, "cell.few") if is_suppressed else value


def _share(value: float | None, is_suppressed: bool, lang: str) -> Value:
    """A hidden share in words: "<5" beside per cent would be read as few per cent."""
    return say(lang, "status.suppressed") if is_suppressed else value

"""The answer on the page: a sentence, the chart with its definition beside it, the first rows, files, the record."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from components import definition, frame, sections, words
from components.charts import show
from components.charts.table import Table, Value
from components.context import Context
from components.explore import drawing, naming, reading
from components.explore.drawing import name_of
from components.explore.reading import Seen
from components.matrix import SHAPES
from components.places import Places
from components.windows import Calendar
from locales import say
from metrics.status import LISTED

IN_SIGHT = 25
Row = dict[str, Any]


def draw(ctx: Context, seen: Seen) -> None:
    """What can be told, and where that is nothing, why and what to ask instead."""
    lang, drawn = ctx.lang, drawing.build(seen, ctx.lang)
    st.html(sections.heading(drawn.title, compared(seen, ctx.snapshot.manifest.starts_on, lang)))
    st.html(f'<p class="ms-answer">{escape(drawn.sentence)}</p>')
    if seen.n_hidden and seen.told.is_empty():
        frame.card(say(lang, "nothing.title"), *_instead(ctx, seen))
    beside = st.columns([2.1, 1], gap="medium")
    with beside[0]:
        show.show("explore", drawn.figure, f"{drawn.title}.", drawn.table, lang, empty=_empty(seen, lang))
    with beside[1]:
        st.html(f'<div class="ms-beside">{definition.definition(seen.kpi, lang)}</div>')
    st.html(f'<div class="ms-explored">{_listed(seen, lang)}</div>')


def compared(seen: Seen, starts_on: date, lang: str) -> str:
    """With which days each row is compared, or that there is nothing to compare it with; and since when there is."""
    earlier = seen.question.compared
    if earlier is None:
        return say(lang, "explore.compared.none")
    if seen.question.grain != "whole" and not any(seen.question.then):
        return say(lang, "explore.compared.same")
    key = "explore.compared.whole" if seen.question.grain == "whole" else "explore.compared.buckets"
    told = say(lang, key, period=words.period(lang, earlier.start, earlier.end))
    if earlier.start >= starts_on:
        return told
    return f"{told} {say(lang, 'explore.compared.begins', day=words.day(lang, starts_on))}"


def _empty(seen: Seen, lang: str) -> str:
    return say(lang, "charts.too_few") if seen.n_hidden else ""


def _instead(ctx: Context, seen: Seen) -> list[str]:
    """Why every row is hidden, and the nearest coarser question that has an answer."""
    lang = ctx.lang
    told = [say(lang, "explore.few.why", n=words.number(lang, ctx.settings.small_cell))]
    if (found := reading.coarser(ctx, seen)) is not None:
        by, time = found
        asked = {"by": say(lang, f"explore.by.{by}"), "time": say(lang, f"explore.time.{time}")}
        return [*told, say(lang, "explore.few.instead", **asked)]
    return [*told, say(lang, "explore.few.longer")]


def _listed(seen: Seen, lang: str) -> str:
    n, shown = len(seen.frame), table(seen, lang)
    heading = f"<h3>{escape(say(lang, 'explore.rows.title'))}</h3>"
    rest = n - len(shown.rows)
    key = "explore.rows.more" if rest else "explore.rows.all"
    note = say(lang, key, n=words.number(lang, rest or n), shown=words.number(lang, len(shown.rows)))
    return f'{heading}{shown.html(lang)}<p class="ms-calm">{escape(note)}</p>'


def table(seen: Seen, lang: str, most: int = IN_SIGHT) -> Table:
    """The first rows as the file has them, in words."""
    is_cut = seen.question.grain != "whole"
    heads = [f"explore.level.{seen.question.by}", *(["explore.ask.time"] if is_cut else [])]
    compared = _compared(seen)
    told = [_head(name, seen, lang) for name in ("value", "numerator", "denominator", "status", *compared)]
    rows = [tuple(_row(row, seen, compared, lang)) for row in seen.frame.head(most).iter_rows(named=True)]
    return Table((*(say(lang, head) for head in heads), *told), tuple(rows))


def _head(name: str, seen: Seen, lang: str) -> str:
    """A value and what it is compared with say in which unit they stand: the cells hold bare figures."""
    head = say(lang, f"export.{name}")
    return f"{head} ({naming.unit_of(seen.kpi, lang)})" if name in ("value", "before") else head


def _compared(seen: Seen) -> list[str]:
    """The columns of the comparison: none without one; what a change means only where one is more than noise."""
    if not seen.frame["compared_from"].is_not_null().any():
        return []
    is_meant = (seen.frame["change_means"].fill_null("") != "").any()
    return ["before", "change", *(["change_means"] if is_meant else [])]


def _row(row: Row, seen: Seen, compared: list[str], lang: str) -> list[Value]:
    told: list[Value] = [name_of(row, seen, lang)]
    if seen.question.grain != "whole":
        told.append(drawing.bucket_of(row, seen, lang))
    told += _figures(row, lang)
    told.append(f"{SHAPES[row['standing']]} {row['status']}")
    return [*told, *(row[name] for name in compared)]


def _figures(row: Row, lang: str) -> list[Value]:
    """A hidden value in words: not every one that is hidden is itself small."""
    if row["standing"] == "suppressed":
        return [say(lang, "status.suppressed"), None, None]
    return [row["value"], row["numerator"], row["denominator"]]


def is_silent(seen: Seen) -> bool:
    """Whether nothing is known, and nothing hidden either: no return tells of it."""
    known = seen.frame.select(pl.any_horizontal(pl.col("value", "denominator").is_not_null()).any()).item()
    return not known and not seen.n_hidden


def why_silent(ctx: Context, seen: Seen, places: Places, calendar: Calendar) -> list[str]:
    """Return by return why nothing is known; a KPI that is read from no one return is simply not told of.

    Where every return came, what is set against a master list lacks the list.
    """
    window = seen.question.window
    if seen.kpi.kind in LISTED and not (seen.frame["n_missing"] > 0).any():
        return [say(ctx.lang, "explore.no_list", of=seen.kpi.words(ctx.lang).denominator)]
    reasons = [
        reason
        for name in seen.kpi.returns
        for reason in sections.why_nothing(ctx, seen.choice, places, calendar, window, name)
    ]
    none = say(ctx.lang, "explore.silent", period=words.period(ctx.lang, window.start, window.end))
    return list(dict.fromkeys(reasons)) or [none]

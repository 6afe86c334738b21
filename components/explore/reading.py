"""The cached frame of a question, what the choice shows of it, and the answers that files are written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from access.settings import load_settings
from components import door, filters, header, panel, windows, words
from components.choice import Choice
from components.context import Context
from components.explore import naming, rows
from components.explore.answer import CHUNK, Answer, Extent
from components.explore.choosing import Asked
from components.places import Places
from components.windows import Calendar
from locales import say
from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.explore.buckets import GRAINS, Grain
from metrics.explore.plan import Question
from metrics.explore.told import tell
from metrics.kept import is_kept
from metrics.measure import LEVELS
from warehouse import reads
from warehouse.reads import Window

_HASHED: dict[str | type[Any], Callable[[Any], Any]] = {Context: door.context_key, Question: repr}


@dataclass(frozen=True)
class Seen:
    """The answer on screen: its rows, and everything needed to say what was asked."""

    asked: Asked
    question: Question
    frame: pl.DataFrame
    choice: Choice
    place: str
    window_name: str

    @property
    def kpi(self) -> Kpi:
        return self.asked.kpi

    @property
    def n_hidden(self) -> int:
        return int((self.frame["standing"] == "suppressed").sum())

    @property
    def told(self) -> pl.DataFrame:
        """The rows that have a figure."""
        return self.frame.filter(pl.col("value").is_not_null())


def question(asked: Asked, choice: Choice, window: Window, calendar: Calendar) -> Question:
    compared = windows.compared(choice.window, choice.compare, calendar)
    is_rolling = all(festival.code != choice.window for festival in calendar.festivals)
    return Question(
        asked.by,
        window,
        asked.time,
        compared,
        by_years=choice.compare == "last-year" and is_rolling,
        with_parts=asked.with_parts,
    )


def look(ctx: Context, choice: Choice, places: Places, calendar: Calendar, asked: Asked, window: Window) -> Seen:
    """Measured for all that the viewer may see, so that no choice of place brings back what is hidden beside others."""
    put = question(asked, choice, window, calendar)
    frame = _inside(ctx, _frame(ctx, asked.kpi.code, put), choice, put)
    place = panel.place(choice, places, ctx.lang)
    return Seen(asked, put, frame, choice, place, filters.window_name(choice.window, calendar, ctx.lang))


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=_HASHED)
def _frame(ctx: Context, code: str, put: Question) -> pl.DataFrame:
    """Shared by all sessions and never changed."""
    return _measured(ctx, catalogue.load()[code], put)


def _measured(ctx: Context, kpi: Kpi, put: Question) -> pl.DataFrame:
    own = put if naming.has_categories(kpi) else replace(put, with_parts=False)
    told = tell(kpi, own, ctx.scope, ctx.snapshot, load_settings().small_cell)
    return rows.frame(ctx, told, own, door.places(ctx))


def _inside(ctx: Context, frame: pl.DataFrame, choice: Choice, put: Question) -> pl.DataFrame:
    units = reads.units(ctx.snapshot, choice.within(ctx.scope), put.by)["unit_code"]
    return frame.filter(pl.col("unit_code").is_in(units.to_list()))


def coarser(ctx: Context, seen: Seen) -> tuple[str, Grain] | None:
    """Place and time of the nearest coarser question that has a figure: longer stretches first, then larger units."""
    times: list[Grain] = [grain for grain in reversed(GRAINS[:4]) if _is_coarser(grain, seen.question.grain)]
    levels = [level for level in reversed(LEVELS) if _is_above(level, seen)]
    tried = [(seen.question.by, time) for time in times]
    tried += [(level, time) for level in levels for time in (seen.question.grain, *times)]
    for by, time in tried:
        put = replace(seen.question, by=by, grain=time)
        frame = _inside(ctx, _frame(ctx, seen.kpi.code, put), seen.choice, put)
        if frame["value"].is_not_null().any():
            return by, time
    return None


def _is_coarser(one: Grain, than: Grain) -> bool:
    return GRAINS.index(one) < GRAINS.index("day" if than == "night" else than)


def _is_above(level: str, seen: Seen) -> bool:
    return LEVELS.index(seen.choice.whole) <= LEVELS.index(level) < LEVELS.index(seen.question.by)


def is_there(ctx: Context, kpi: Kpi) -> bool:
    """Whether the snapshot holds what the KPI is read from."""
    return is_kept(kpi, ctx.snapshot)


def answers(ctx: Context, seen: Seen, places: Places, query: Mapping[str, str]) -> dict[Extent, Answer]:
    """The same question put to this KPI, to its family and to all."""
    every = catalogue.load().kpis
    family = tuple(kpi for kpi in every if kpi.code[0] == seen.kpi.code[0])
    reach: dict[Extent, tuple[Kpi, ...]] = {"kpi": (seen.kpi,), "family": family, "all": every}
    return {extent: _answer(ctx, seen, kpis, places, query, extent) for extent, kpis in reach.items()}


def _answer(
    ctx: Context, seen: Seen, kpis: Sequence[Kpi], places: Places, query: Mapping[str, str], extent: Extent
) -> Answer:
    name = seen.kpi.code if extent == "kpi" else seen.kpi.code[0] if extent == "family" else "all"
    window, where = seen.question.window, seen.choice.thana or seen.choice.circle or seen.choice.district or "range"
    n_units = len(reads.units(ctx.snapshot, seen.choice.within(ctx.scope), seen.question.by))
    n_rows = len(kpis) * n_units * len(seen.question.spans)
    return Answer(
        columns=rows.columns(kpis),
        kpis=tuple(kpis),
        window=window,
        facts=tuple(_facts(ctx, seen, places)),
        query=query,
        stem=f"explore_{name}_{where}_{seen.question.by}_{seen.question.grain}_{window.start}_{window.end}",
        make=partial(_frames, ctx, seen, tuple(kpis)),
        n_rows=len(seen.frame) if extent == "kpi" else None if seen.question.with_parts else n_rows,
    )


def _frames(ctx: Context, seen: Seen, kpis: Sequence[Kpi]) -> Iterator[pl.DataFrame]:
    names = [column.name for column in rows.columns(kpis)]
    for kpi in kpis:
        if kpi.code == seen.kpi.code:
            whole = seen.frame
        else:
            whole = _inside(ctx, _measured(ctx, kpi, seen.question), seen.choice, seen.question)
        yield from whole.select(names).iter_slices(CHUNK)


def _facts(ctx: Context, seen: Seen, places: Places) -> Iterator[tuple[str, str]]:
    """What a file says above its rows."""
    lang, manifest, asked = ctx.lang, ctx.snapshot.manifest, seen.question
    received = max((batch.received_at for batch in manifest.inputs), default=None)
    yield say(lang, "export.place"), seen.place
    period = words.period(lang, asked.window.start, asked.window.end)
    yield say(lang, "filter.window"), f"{seen.window_name} ({period})"
    yield say(lang, "filter.compare"), say(lang, f"compare.{seen.choice.compare}")
    yield say(lang, "explore.ask.by"), say(lang, f"explore.by.{asked.by}")
    yield say(lang, "explore.ask.time"), say(lang, f"explore.time.{asked.grain}")
    yield say(lang, "explore.ask.part"), say(lang, f"explore.part.{'yes' if asked.with_parts else 'no'}")
    if manifest.data_through:
        yield say(lang, "header.data_through"), words.day(lang, manifest.data_through)
    yield say(lang, "header.received"), words.day(lang, received.date()) if received else words.NOTHING
    yield say(lang, "header.published"), words.moment(lang, manifest.published_at)
    yield say(lang, "header.snapshot"), ctx.snapshot.id
    scope = seen.choice.within(ctx.scope)
    yield say(lang, "header.missing"), header.missing_words(ctx, scope, asked.window)
    for sentence in header.held_sentences(ctx, seen.choice, places):
        yield say(lang, "explore.fact.held"), sentence
    yield (
        say(lang, "explore.fact.few"),
        say(lang, "explore.fact.few_text", n=words.number(lang, ctx.settings.small_cell)),
    )

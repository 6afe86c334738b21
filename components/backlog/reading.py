"""What the page of open cases shows beside its KPIs, cached; counts of few women are hidden before anyone sees them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf
from typing import Any

import polars as pl
import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.backlog import hidden
from components.backlog.hidden import HASHED
from components.choice import Choice
from components.context import Context
from metrics import backlog, catalogue
from metrics import windows as spans
from metrics.backlog import Move, Stretch
from metrics.backlog_hidden import Lines
from metrics.disclosure import PartPath, Path
from metrics.signal import Clearing, Flows
from warehouse import query, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

MOST_BY_DAY = 90  # longer windows are drawn by the week
N_STRETCHES = 8
N_WEEKS = 26
N_REVIEWS = 6
_STEPS = (1, 7, 28)
_MOST_DAYS = {1: MOST_BY_DAY, 7: N_WEEKS * 7}  # of longer windows the next step is drawn
AS_KPI = catalogue.load()["B1"]  # whose counts are hidden as those here are

Row = dict[str, Any]
Key = tuple[str, str, Scope]  # data folder, snapshot and what the viewer may see


@dataclass(frozen=True)
class Moved:
    """A unit's move; where one of its two stocks counts few women, neither may be shown."""

    move: Move
    is_hidden: bool


@dataclass(frozen=True)
class Series:
    """Stretches of `step` days; None in one of which counts are of few women."""

    step: int
    stretches: tuple[Stretch, ...]
    hidden: frozenset[int]


@dataclass(frozen=True)
class Around:
    """Closures by days from a review, added up over `n_reviews`; `expected` on each day if all were alike."""

    n_reviews: int
    closed: dict[int, float | None]
    expected: float | None


@dataclass(frozen=True)
class Clears:
    """When it clears, the flows and first day that this rests on; the flows are None where they are of few women."""

    clearing: Clearing
    flows: Flows | None
    first: date


@dataclass(frozen=True)
class Told:
    """Everything that the page shows beside its KPIs."""

    moves: dict[str, Moved]
    flow: Series
    weeks: Series
    around: Around
    clears: Clears
    bands: dict[str, dict[str, float | None]]
    has_fewer_coming: bool


def below(choice: Choice) -> str:
    """The level of the units set side by side: circles, and thanas inside a circle."""
    return "circle" if choice.whole in ("range", "district") else "thana"


def look(
    ctx: Context, choice: Choice, window: Window, then: date | None, reviews: tuple[date, ...], starts_on: date
) -> Told:
    """All of it for what is chosen; `reviews` up to the window's as-of day."""
    scope, folder = choice.within(ctx.scope), str(ctx.settings.data)
    return _told(
        folder, ctx.snapshot.id, ctx.scope, scope, below(choice), choice.whole, window, then, reviews, starts_on
    )


@st.cache_data(max_entries=512, show_spinner=False, hash_funcs=HASHED)
def _told(
    data: str,
    snapshot_id: str,
    held: Scope,
    scope: Scope,
    by: str,
    whole: str,
    window: Window,
    then: date | None,
    reviews: tuple[date, ...],
    starts_on: date,
) -> Told:
    key, now = (data, snapshot_id, held), window.as_of
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    home, own = backlog.homes(snapshot, scope, by), backlog.homes(snapshot, scope, whole)
    days = hidden.days(*key, starts_on, now).join(own.select("thana_code"), on="thana_code", how="semi")
    path, stock = _path(snapshot, scope, whole), backlog.stocks(days, own, now)[own["unit_code"][0]].n
    evenings = (now,) if then is None else (now, then)
    last = min(window.end, now)
    steps = [step for step in _STEPS if spans.n_days(window) <= _MOST_DAYS.get(step, inf)]
    flow, weeks = (hidden.lines(*key, starts_on, now, day, _reach(starts_on, day)) for day in (last, now))
    return Told(
        moves=_moves(
            backlog.then_and_now(days, home, then, now, reviews),
            hidden.paths(snapshot, scope, by),
            hidden.moved(*key, starts_on, evenings, now),
        ),
        flow=_series(days, window.start, last, starts_on, steps, flow, path),
        weeks=_series(days, now - timedelta(days=N_WEEKS * _STEPS[1] - 1), now, starts_on, _STEPS[1:], weeks, path),
        around=_around(days, key, starts_on, reviews, now, path),
        clears=_clears(days, key, starts_on, stock or 0, reviews, now, path),
        bands=_bands(snapshot, scope, by, window, hidden.bands(*key, window)),
        has_fewer_coming=_has_fewer_coming(days, own, then, now, reviews),
    )


def _path(snapshot: Snapshot, scope: Scope, whole: str) -> Path:
    return next(iter(hidden.paths(snapshot, scope, whole).values()))


def _reach(starts_on: date, last: date) -> tuple[tuple[int, int], ...]:
    """By step how many days it may be shown of, whatever the window: so every window is told alike."""
    n_days = max(1, (last - starts_on).days + 1)
    return tuple((step, min(n_days, _MOST_DAYS.get(step, n_days))) for step in _STEPS)


def parents_of(snapshot: Snapshot, scope: Scope, by: str) -> dict[str, Row]:
    """District and circle of each unit, as disclosure asks for them."""
    rows = reads.units(snapshot, scope, by).select("unit_code", "district_code", "circle_code").to_dicts()
    return {row["unit_code"]: row for row in rows}


def _moves(moves: dict[str, Move], paths: dict[str, Path], hides: Set[Path]) -> dict[str, Moved]:
    return {unit: Moved(move, paths[unit] in hides) for unit, move in moves.items()}


def _has_fewer_coming(
    days: pl.DataFrame, own: pl.DataFrame, then: date | None, now: date, reviews: tuple[date, ...]
) -> bool:
    """Whether intake of the whole fell beyond noise since the day compared with, or since the last review."""
    since = {then, max((day for day in reviews if day < now), default=None)} - {None}
    moved = (backlog.then_and_now(days, own, day, now, reviews) for day in since)
    return any(move.has_fewer_coming for units in moved for move in units.values())


def _series(
    days: pl.DataFrame, first: date, last: date, starts_on: date, steps: Sequence[int], hides: Lines, path: Path
) -> Series:
    """The first step that hides nothing; the longest, with what it hides, where every one does."""
    for step in steps:
        stretches = backlog.stretches(days, _back(first, last, step, starts_on), last, step)
        told = _hide(step, stretches, hides.hidden(path, step, len(stretches)))
        if not told.hidden:
            break
    return told


def _back(first: date, last: date, step: int, starts_on: date) -> date:
    """Far enough back for some stretches, never before the campaign."""
    return max(starts_on, min(first, last - timedelta(days=step * N_STRETCHES - 1)))


def _hide(step: int, stretches: Sequence[Stretch], back: Set[int]) -> Series:
    """Blanks the stretches that are hidden, by their numbers back from the last."""
    hides = frozenset(len(stretches) - 1 - number for number in back)
    blank: Row = {"opened": None, "closed": None, "stock": None}
    shown = (replace(stretch, **blank) if number in hides else stretch for number, stretch in enumerate(stretches))
    return Series(step, tuple(shown), hides)


def _around(days: pl.DataFrame, key: Key, starts_on: date, reviews: tuple[date, ...], now: date, path: Path) -> Around:
    """About the last reviews whose days are over and told."""
    held, length = tuple(backlog.told_reviews(days, reviews, now)[-N_REVIEWS:]), backlog.cycle(reviews, now)
    closed = backlog.around_reviews(days, held, length)
    hides = hidden.around(*key, starts_on, now, held, length)
    shown = {offset: None if (str(offset), path) in hides.cells else n for offset, n in sorted(closed.items())}
    is_told = bool(closed) and path not in hides.sums
    return Around(len(held), shown, sum(closed.values()) / len(closed) if is_told else None)


def _clears(
    days: pl.DataFrame, key: Key, starts_on: date, stock: float, reviews: tuple[date, ...], now: date, path: Path
) -> Clears:
    clearing, pace, first = backlog.clearing(days, stock, reviews, now)
    last = max((day for day in reviews if day <= now), default=now)
    is_few = path in hidden.pace(*key, starts_on, first, last, now)
    return Clears(Clearing("too_few") if is_few else clearing, None if is_few else pace, first)


def _bands(
    snapshot: Snapshot, scope: Scope, by: str, window: Window, hides: Set[PartPath]
) -> dict[str, dict[str, float | None]]:
    """By unit and band; None where it counts few women, or would give another such away."""
    paths = hidden.paths(snapshot, scope, by)
    return {
        unit: {band: None if (band, paths[unit]) in hides else float(n) for band, n in bands.items()}
        for unit, bands in hidden.by_band(snapshot, scope, by, window).items()
    }

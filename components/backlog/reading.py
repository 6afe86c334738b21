"""What the page of open cases shows beside its KPIs, cached; counts of few women are hidden before anyone sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.choice import Choice
from components.context import Context
from components.door import scope_key, window_key
from metrics import ages, backlog, catalogue, disclosure
from metrics import windows as spans
from metrics.backlog import Move, Stretch
from metrics.signal import Clearing, Flows
from warehouse import query, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

MOST_BY_DAY = 90  # longer windows are drawn by the week
N_STRETCHES = 8
N_WEEKS = 26
N_REVIEWS = 6
_STEPS = (1, 7, 28)
AS_KPI = catalogue.load()["B1"]  # whose counts are hidden as those here are

Row = dict[str, Any]


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


HASHED: Any = {Scope: scope_key, Window: window_key}


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=HASHED)
def _days(data: str, snapshot_id: str, held: Scope, starts_on: date, last: date) -> pl.DataFrame:
    """The whole register of all thanas that the viewer may see: every window and unit is added up from this."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    return reads.days(snapshot, held, backlog.COLUMNS, Window(starts_on, last, last))


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
    snapshot, now = query.open_snapshot(load_settings(), snapshot_id), window.as_of
    home, own = backlog.homes(snapshot, scope, by), backlog.homes(snapshot, scope, whole)
    days = _days(data, snapshot_id, held, starts_on, now).join(own.select("thana_code"), on="thana_code", how="semi")
    parents = parents_of(snapshot, scope, by)
    stock = backlog.stocks(days, own, now)[own["unit_code"][0]].n
    return Told(
        moves=_moves(backlog.then_and_now(days, home, then, now, reviews), parents),
        flow=_flow(days, window, starts_on),
        weeks=_weeks(days, now, starts_on),
        around=_around(days, reviews, now),
        clears=_clears(days, stock or 0, reviews, now),
        bands=_bands(snapshot, scope, home, window, parents),
        has_fewer_coming=_has_fewer_coming(days, own, then, now, reviews),
    )


def parents_of(snapshot: Snapshot, scope: Scope, by: str) -> dict[str, Row]:
    """District and circle of each unit, as disclosure asks for them."""
    rows = reads.units(snapshot, scope, by).select("unit_code", "district_code", "circle_code").to_dicts()
    return {row["unit_code"]: row for row in rows}


def small_cell() -> int:
    return load_settings().small_cell


def _moves(moves: dict[str, Move], parents: dict[str, Row]) -> dict[str, Moved]:
    rows = [
        {**parents[unit], "window_no": number, "numerator": stock.n if stock else None}
        for unit, move in moves.items()
        for number, stock in enumerate((move.now, move.then))
    ]
    hidden = {row["unit_code"] for row in disclosure.suppressed(rows, AS_KPI, small_cell()) if row["is_suppressed"]}
    return {unit: Moved(move, unit in hidden) for unit, move in moves.items()}


def _has_fewer_coming(
    days: pl.DataFrame, own: pl.DataFrame, then: date | None, now: date, reviews: tuple[date, ...]
) -> bool:
    """Whether intake of the whole fell beyond noise since the day compared with, or since the last review."""
    since = {then, max((day for day in reviews if day < now), default=None)} - {None}
    moved = (backlog.then_and_now(days, own, day, now, reviews) for day in since)
    return any(move.has_fewer_coming for units in moved for move in units.values())


def _flow(days: pl.DataFrame, window: Window, starts_on: date) -> Series:
    """By day, by week in a long window; in longer stretches still where that hides fewer."""
    long = spans.n_days(window) > MOST_BY_DAY
    return _series(days, window.start, min(window.end, window.as_of), starts_on, _STEPS[1 if long else 0 :])


def _weeks(days: pl.DataFrame, now: date, starts_on: date) -> Series:
    return _series(days, now - timedelta(days=N_WEEKS * _STEPS[1] - 1), now, starts_on, _STEPS[1:])


def _series(days: pl.DataFrame, first: date, last: date, starts_on: date, steps: Sequence[int]) -> Series:
    """The first step that hides nothing, else the one that hides the smallest part."""
    tried = [_hide(step, backlog.stretches(days, _back(first, last, step, starts_on), last, step)) for step in steps]
    return min(tried, key=lambda one: len(one.hidden) / max(1, len(one.stretches)))


def _back(first: date, last: date, step: int, starts_on: date) -> date:
    """Far enough back for some stretches, never before the campaign."""
    return max(starts_on, min(first, last - timedelta(days=step * N_STRETCHES - 1)))


def _hide(step: int, stretches: Sequence[Stretch]) -> Series:
    """Hides stretches of few women, and so many beside them that no total gives them away."""
    rows = [_part(number, stretch.opened, stretch.closed) for number, stretch in enumerate(stretches)]
    small = small_cell()
    few = {number for number, stretch in enumerate(stretches) if 0 < (stretch.stock or 0) < small}
    hidden = {
        int(row["part"]) for row in disclosure.suppressed_parts(rows, AS_KPI, small) if row["is_suppressed"]
    } | few
    blank: Row = {"opened": None, "closed": None, "stock": None}
    shown = (replace(stretch, **blank) if number in hidden else stretch for number, stretch in enumerate(stretches))
    return Series(step, tuple(shown), frozenset(hidden))


def _part(part: object, numerator: float | None, denominator: float | None = None) -> Row:
    unit = {"unit_code": "unit", "district_code": None, "circle_code": None}
    return {**unit, "window_no": 0, "part": str(part), "numerator": numerator, "denominator": denominator}


def _around(days: pl.DataFrame, reviews: tuple[date, ...], now: date) -> Around:
    """About the last reviews whose days are over."""
    half = timedelta(days=backlog.cycle(reviews, now) // 2)
    first = days["day"].min()
    held = [day for day in sorted(reviews) if day + half <= now and isinstance(first, date) and first <= day - half]
    closed = backlog.around_reviews(days, held[-N_REVIEWS:])
    rows = [_part(offset, n) for offset, n in sorted(closed.items())]
    shown = {int(row["part"]): row["numerator"] for row in disclosure.suppressed_parts(rows, AS_KPI, small_cell())}
    total = sum(closed.values())
    expected = total / len(closed) if total >= small_cell() else None
    return Around(len(held[-N_REVIEWS:]), shown, expected)


def _clears(days: pl.DataFrame, stock: float, reviews: tuple[date, ...], now: date) -> Clears:
    clearing, pace, first = backlog.clearing(days, stock, reviews, now)
    is_few = any(0 < n < small_cell() for n in (stock, pace.opened, pace.closed))
    return Clears(Clearing("too_few") if is_few else clearing, None if is_few else pace, first)


def _bands(
    snapshot: Snapshot, scope: Scope, home: pl.DataFrame, window: Window, parents: dict[str, Row]
) -> dict[str, dict[str, float | None]]:
    """By unit and band; None where it counts few women, or would give another such away."""
    counted = ages.by_band(reads.open_by_age(snapshot, scope, [window]), home)
    rows = [
        {**parents[unit], "window_no": 0, "part": band, "numerator": float(n), "denominator": None}
        for unit, bands in counted.items()
        for band, n in bands.items()
    ]
    shown: dict[str, dict[str, float | None]] = {unit: {} for unit in counted}
    for row in disclosure.suppressed_parts(rows, AS_KPI, small_cell(), ages.SUMS):
        shown[row["unit_code"]][row["part"]] = row["numerator"]
    return shown

"""What the page of open cases may not tell, decided over all thanas of the viewer and kept for whatever is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.door import scope_key, window_key
from metrics import ages, backlog, backlog_hidden, disclosure
from metrics.backlog_hidden import Around, Lines
from metrics.disclosure import PartPath, Path
from metrics.disclosure_parts import hidden_parts
from warehouse import query, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

HASHED: Any = {Scope: scope_key, Window: window_key}


def small_cell() -> int:
    return load_settings().small_cell


def paths(snapshot: Snapshot, scope: Scope, by: str) -> dict[str, Path]:
    """Unit of a level → its path."""
    return {row["unit_code"]: disclosure.path_of(row) for row in reads.units(snapshot, scope, by).to_dicts()}


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=HASHED)
def days(data: str, snapshot_id: str, held: Scope, starts_on: date, last: date) -> pl.DataFrame:
    """The whole register of all thanas that the viewer may see: every window and unit is added up from this."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    return reads.days(snapshot, held, backlog.COLUMNS, Window(starts_on, last, last))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HASHED)
def moved(
    data: str, snapshot_id: str, held: Scope, starts_on: date, evenings: tuple[date, ...], now: date
) -> set[Path]:
    """The units of whom what was open on one of the evenings is not told."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    home, told = backlog.homes(snapshot, held, "thana"), days(data, snapshot_id, held, starts_on, now)
    stocks = [backlog.stocks(told, home, evening) for evening in evenings]
    return backlog_hidden.stocks(stocks, paths(snapshot, held, "thana"), small_cell())


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HASHED)
def lines(
    data: str,
    snapshot_id: str,
    held: Scope,
    starts_on: date,
    now: date,
    last: date,
    n_days: tuple[tuple[int, int], ...],
) -> Lines:
    """The stretches up to a day that are not told; by step how many days are shown of it."""
    of = paths(query.open_snapshot(load_settings(), snapshot_id), held, "thana")
    told = days(data, snapshot_id, held, starts_on, now)
    return backlog_hidden.lines(told, of, last, dict(n_days), small_cell())


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HASHED)
def around(
    data: str, snapshot_id: str, held: Scope, starts_on: date, now: date, reviews: tuple[date, ...], length: int
) -> Around:
    """The closures about these reviews that are not told."""
    of = paths(query.open_snapshot(load_settings(), snapshot_id), held, "thana")
    told = days(data, snapshot_id, held, starts_on, now)
    return backlog_hidden.around(told, of, reviews, length, small_cell())


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HASHED)
def pace(data: str, snapshot_id: str, held: Scope, starts_on: date, first: date, last: date, now: date) -> set[Path]:
    """The units of whom what was opened and closed in a stretch, beside what is open, is not told."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    home, told = backlog.homes(snapshot, held, "thana"), days(data, snapshot_id, held, starts_on, now)
    flows, stocks = backlog.flows(told, home, first, last), backlog.stocks(told, home, now)
    counts = {
        path: disclosure.counts_of(
            stocks[thana].n,
            flows[thana].opened if thana in flows else None,
            flows[thana].closed if thana in flows else None,
        )
        for thana, path in paths(snapshot, held, "thana").items()
    }
    return disclosure.hidden_paths(counts, small_cell()) if counts else set()


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=HASHED)
def bands(data: str, snapshot_id: str, held: Scope, window: Window) -> set[PartPath]:
    """The age bands of units of all levels that are not told, here and among the rows behind a number."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    of = paths(snapshot, held, "thana")
    counted = by_band(snapshot, held, "thana", window)
    leaves = {(band, of[thana]): disclosure.counts_of(n) for thana, told in counted.items() for band, n in told.items()}
    return hidden_parts(leaves, small_cell(), ages.SUMS)


def by_band(snapshot: Snapshot, scope: Scope, by: str, window: Window) -> Mapping[str, Mapping[str, int]]:
    """Unit of a level → band → open cases."""
    return ages.by_band(reads.open_by_age(snapshot, scope, [window]), backlog.homes(snapshot, scope, by))

"""The cached door to measure(). Each key holds data folder, snapshot, scope, KPI, grouping, windows and language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.context import Context
from components.places import LEVELS, Places, Unit
from components.windows import Calendar, Festival, asked_of
from metrics import catalogue, disclosure, disclosure_parts
from metrics.exceptions import MOST, Matter, find
from metrics.facts import Facts
from metrics.hotspots import complaints
from metrics.level import Level
from metrics.measure import counting, part_counts, part_rows, rows_of
from warehouse import query, reads, reference
from warehouse.reads import Window
from warehouse.tables import return_names

Measured = dict[tuple[int, str], dict[str, Any]]
Board = dict[str, Measured]
Parts = dict[tuple[int, str, str], dict[str, Any]]


def scope_key(scope: Scope) -> str:
    """Everything that a scope holds, in one order; None and empty must never look alike."""
    held = (scope.districts, scope.circles, scope.thanas)
    return "|".join([scope.role, *("*" if codes is None else "=" + ",".join(sorted(codes)) for codes in held)])


def window_key(window: Window) -> str:
    return f"{window.start}/{window.end}@{window.as_of}"


def context_key(ctx: Context) -> str:
    """Whose figures, of which publication, in which language."""
    return f"{_folder(ctx)}|{ctx.snapshot.id}|{scope_key(ctx.scope)}|{ctx.lang}"


_HASHED: dict[str | type[Any], Callable[[Any], Any]] = {Scope: scope_key, Window: window_key}
HASHED = {**_HASHED, Context: context_key}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_HASHED)
def _facts(data: str, snapshot_id: str, held: Scope, codes: tuple[str, ...], windows: tuple[Window, ...]) -> Facts:
    """What all thanas that the viewer may see told: whatever is chosen among them is added up from this."""
    kpis = [catalogue.load()[code] for code in codes]
    return Facts.of(kpis, windows, held, query.open_snapshot(load_settings(), snapshot_id))


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_HASHED)
def _board(
    data: str,
    snapshot_id: str,
    held: Scope,
    told: Scope,
    codes: tuple[str, ...],
    by: str,
    windows: tuple[Window, ...],
    n_windows: int,
    n_judged: int,
    lang: str,
) -> Board:
    """Shared by all sessions and never changed: a page reads from it."""
    level = Level(_facts(data, snapshot_id, held, codes, windows), by, told, n_windows, n_judged)
    rows = rows_of([catalogue.load()[code] for code in codes], level)
    small_cell = load_settings().small_cell
    shown = {}
    for kpi in (catalogue.load()[code] for code in codes):
        also = complaints.withheld(kpi, level.facts.snapshot, held, windows[:n_windows], small_cell)
        shown[kpi.code] = disclosure.suppressed(rows[kpi.code], kpi, small_cell, also)
    return {code: {(row["window_no"], row["unit_code"]): row for row in shown[code]} for code in codes}


def board(
    ctx: Context,
    scope: Scope,
    codes: Sequence[str],
    by: str,
    windows: tuple[Window, ...],
    n_windows: int | None = None,
    n_judged: int | None = None,
) -> Board:
    """Several KPIs over several windows, small cells already suppressed: code → (window number, unit) → row.

    The scope lies within the viewer's own. What is small is decided over all that the viewer may see: choosing one
    place after the other brings nothing back, and asks the snapshot nothing again. `n_windows` tells only the first,
    `n_judged` gives only the first a status.
    """
    n_told, told = len(windows) if n_windows is None else n_windows, _decided_over(ctx.scope, scope, by)
    asked = tuple(codes), by, windows, n_told, n_told if n_judged is None else min(n_judged, n_told)
    found = _board(_folder(ctx), ctx.snapshot.id, ctx.scope, told, *asked, ctx.lang)
    inside = _units_of(ctx, scope, by)
    return {code: {key: row for key, row in rows.items() if key[1] in inside} for code, rows in found.items()}


def _decided_over(held: Scope, scope: Scope, by: str) -> Scope:
    """All that is held, where the scope leaves units of the level whole or out; else the scope itself."""
    is_whole = {
        "range": (scope.districts, scope.circles, scope.thanas) == (held.districts, held.circles, held.thanas),
        "district": (scope.circles, scope.thanas) == (held.circles, held.thanas),
        "circle": scope.thanas == held.thanas,
    }
    return held if is_whole.get(by, True) else scope


def _units_of(ctx: Context, scope: Scope, by: str) -> frozenset[str]:
    return frozenset(reads.units(ctx.snapshot, scope, by)["unit_code"])


def level(ctx: Context, codes: Sequence[str], by: str, windows: tuple[Window, ...]) -> Level:
    """What all units that the viewer may see told, for what is no KPI: small cells are not suppressed in it."""
    return Level(_facts(_folder(ctx), ctx.snapshot.id, ctx.scope, tuple(codes), windows), by, ctx.scope)


def measured(ctx: Context, scope: Scope, code: str, by: str, windows: tuple[Window, ...]) -> Measured:
    """One KPI over several windows, small cells already suppressed: (window number, unit) → row."""
    return board(ctx, scope, (code,), by, windows)[code]


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_HASHED)
def _decided(
    data: str, snapshot_id: str, held: Scope, code: str, windows: tuple[Window, ...], stream: str | None
) -> tuple[Facts, disclosure_parts.Hidden]:
    """What the thanas told of a KPI's duties, and which parts are hidden: decided once, over thanas, for all levels."""
    kpi = counting(catalogue.load()[code], stream)
    facts = Facts.of([kpi], windows, held, query.open_snapshot(load_settings(), snapshot_id))
    thanas = part_counts(kpi, Level(facts, "thana", held)) if kpi.personal else []
    return facts, disclosure_parts.decide(thanas, kpi, load_settings().small_cell)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=_HASHED)
def _parts(
    data: str,
    snapshot_id: str,
    held: Scope,
    told: Scope,
    code: str,
    by: str,
    windows: tuple[Window, ...],
    stream: str | None,
    lang: str,
) -> Parts:
    kpi = counting(catalogue.load()[code], stream)
    facts, hidden = _decided(data, snapshot_id, held, code, windows, stream)
    rows = part_rows(kpi, Level(facts, by, told))
    shown = disclosure_parts.suppressed_parts(rows, kpi, load_settings().small_cell, hidden)
    return {(row["window_no"], row["unit_code"], row["part"]): row for row in shown}


def parts(
    ctx: Context, scope: Scope, code: str, by: str, windows: tuple[Window, ...], stream: str | None = None
) -> Parts:
    """The parts of a KPI's duties, or of duties of another kind judged alike; small cells suppressed as in `board`."""
    told = _decided_over(ctx.scope, scope, by)
    found = _parts(_folder(ctx), ctx.snapshot.id, ctx.scope, told, code, by, windows, stream, ctx.lang)
    inside = _units_of(ctx, scope, by)
    return {key: row for key, row in found.items() if key[1] in inside}


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=_HASHED)
def _places(data: str, snapshot_id: str, scope: Scope) -> Places:
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    rows = [(level, row) for level in LEVELS for row in reads.units(snapshot, scope, level).to_dicts()]
    listed = _listed(str(load_settings().reference))
    rows.sort(key=lambda pair: listed.get(pair[1]["unit_code"], len(listed)))
    return Places(tuple(_unit(level, row) for level, row in rows))


@st.cache_data(max_entries=4, show_spinner=False)
def _listed(folder: str) -> dict[str, int]:
    """Districts, circles and thanas in the order in which the range lists them."""
    lists = reference.load_reference(load_settings())
    codes = [*lists.district_codes, *lists.district_of_circle, *lists.district_of_thana]
    return {code: place for place, code in enumerate(codes)}


def places(ctx: Context) -> Places:
    """Only the units inside the viewer's own scope."""
    return _places(_folder(ctx), ctx.snapshot.id, ctx.scope)


def _unit(level: str, row: dict[str, Any]) -> Unit:
    circle = row["unit_code"] if level == "circle" else row.get("circle_code")
    return Unit(row["unit_code"], level, row["name_hi"], row["name_en"], row["district_code"], circle)


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=_HASHED)
def _missing(data: str, snapshot_id: str, scope: Scope, window: Window) -> dict[str, tuple[int, int]]:
    """Of every return at once: the head of each page names them all."""
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    told = reads.missing(snapshot, scope, return_names(), [window]).group_by("return_name")
    counts = told.agg(pl.col("n_missing").sum(), pl.len()).iter_rows()
    return {name: (int(n_missing), n_expected) for name, n_missing, n_expected in counts}


def missing(ctx: Context, scope: Scope, return_name: str, window: Window) -> tuple[int, int]:
    """Thanas that did not send the return for some day of the window, of how many."""
    return _missing(_folder(ctx), ctx.snapshot.id, scope, window).get(return_name, (0, 0))


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs=_HASHED)
def _exceptions(
    data: str,
    snapshot_id: str,
    scope: Scope,
    window: Window,
    compared: Window | None,
    codes: tuple[str, ...] | None,
    most: int,
    held: Scope,
    board: tuple[str, ...],
) -> list[Matter]:
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    at_hand = _facts(data, snapshot_id, held, board, asked_of(window, compared)) if board else None
    return find(snapshot, scope, window, compared, codes, most, at_hand)


def exceptions(
    ctx: Context,
    scope: Scope,
    window: Window,
    compared: Window | None,
    codes: tuple[str, ...] | None = None,
    most: int = MOST,
    board: Sequence[str] = (),
) -> list[Matter]:
    """At most `most`, in both languages; of these KPIs only where some are named.

    `board`: the KPIs of the page's matrix, these among them, of which the snapshot need not be asked again.
    """
    asked = window, compared, codes, most
    return _exceptions(_folder(ctx), ctx.snapshot.id, scope, *asked, ctx.scope, tuple(board))


@st.cache_data(max_entries=16, show_spinner=False)
def _calendar(data: str, reference_folder: Path, snapshot_id: str) -> Calendar:
    manifest = query.open_snapshot(load_settings(), snapshot_id).manifest
    listed = reference.load_reference(load_settings()).calendar.to_dicts()
    festivals = tuple(
        Festival(row["code"], row["starts_on"], row["ends_on"], row["name_hi"], row["name_en"])
        for row in listed
        if row["kind"] == "navratri" and row["ends_on"]
    )
    through = manifest.data_through or manifest.starts_on
    return Calendar(manifest.starts_on, through, tuple(manifest.review_dates), festivals)


def calendar(ctx: Context) -> Calendar:
    """Campaign, reviews and festivals as the snapshot and the master lists hold them."""
    return _calendar(_folder(ctx), ctx.settings.reference, ctx.snapshot.id)


def _folder(ctx: Context) -> str:
    """Two installations, or two tests, may name a snapshot alike."""
    return str(ctx.settings.data)

"""How long cases stay open, and which units stand out by what is old in them; cached, with few women hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components.backlog.hidden import HASHED, small_cell
from components.backlog.reading import AS_KPI, Row, below, parents_of
from components.choice import Choice
from components.context import Context
from metrics import ages, backlog, catalogue, disclosure
from metrics.facts import Facts
from metrics.funnel import Limits, Unit, funnel
from metrics.level import Level
from warehouse import query, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

if TYPE_CHECKING:
    from metrics.survival import Step  # SciPy takes a second to load

_LIMIT_POINTS = 30


@dataclass(frozen=True)
class Curve:
    """The curve of cases received since `first`: its steps that may be shown, and the two quantiles."""

    steps: tuple[Step, ...]
    n: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True)
class Spread:
    """Units by the share of their cases that is open over thirty days, those of few women left out and counted.

    The limits of chance by size, and the common share, are those of all such units that the viewer may see.
    """

    units: dict[str, Unit]
    limits: tuple[tuple[float, Limits], ...]
    centre: float
    n_hidden: int


def curve(ctx: Context, choice: Choice, window: Window) -> Curve:
    """How long cases stay open in what is chosen."""
    scope, folder = choice.within(ctx.scope), str(ctx.settings.data)
    return _curve(folder, ctx.snapshot.id, ctx.scope, scope, choice.whole, window)


def spread(ctx: Context, choice: Choice, window: Window) -> Spread | None:
    """The units of what is chosen; None where the viewer may see too few to tell chance, or none may be shown."""
    held, scope = ctx.scope, choice.within(ctx.scope)
    return _spread(str(ctx.settings.data), ctx.snapshot.id, held, scope, below(choice), window)


@st.cache_data(max_entries=512, show_spinner=False, hash_funcs=HASHED)
def _curve(data: str, snapshot_id: str, held: Scope, scope: Scope, whole: str, window: Window) -> Curve:
    from metrics.survival import kaplan_meier  # SciPy takes a second to load

    facts = Facts.of(
        [catalogue.load()["B6.median"]], [window], scope, query.open_snapshot(load_settings(), snapshot_id)
    )
    spells = next(iter(Level(facts, whole, scope).spells.values()), None)
    if spells is None:
        return Curve((), 0, None, None)
    found = kaplan_meier(*(spells[name].to_list() for name in ("n_days", "is_closed", "n")))
    closed = Counter[float]()
    for n_days, n in spells.filter(pl.col("is_closed")).select("n_days", "n").iter_rows():
        closed[n_days] += n
    return Curve(
        tuple(ages.told_steps(found.steps, closed, small_cell())),
        found.n,
        found.quantile(0.5)[0],
        found.quantile(0.9)[0],
    )


@st.cache_data(max_entries=512, show_spinner=False, hash_funcs=HASHED)
def _spread(data: str, snapshot_id: str, held: Scope, scope: Scope, by: str, window: Window) -> Spread | None:
    snapshot = query.open_snapshot(load_settings(), snapshot_id)
    rows = _old_of_open(snapshot, held, by, window)
    found = funnel({row["unit_code"]: (row["numerator"], row["denominator"]) for row in rows})
    if found is None:
        return None
    inside = set(backlog.homes(snapshot, scope, by)["unit_code"])
    mine = [row for row in rows if row["unit_code"] in inside]
    hidden = {  # as all that the viewer may see requires, and the list of what is chosen
        row["unit_code"]
        for table in (rows, mine)
        for row in disclosure.suppressed(table, AS_KPI, small_cell())
        if row["is_suppressed"]
    }
    units = {row["unit_code"]: found.units[row["unit_code"]] for row in mine if row["unit_code"] not in hidden}
    if not any(unit.value for unit in units.values()):
        return None
    most = max(unit.size for unit in units.values())
    sizes = (most * part / _LIMIT_POINTS for part in range(1, _LIMIT_POINTS + 1))
    return Spread(units, tuple((size, found.limits(size)) for size in sizes), found.centre, len(mine) - len(units))


def _old_of_open(snapshot: Snapshot, held: Scope, by: str, window: Window) -> list[Row]:
    """Open over thirty days, of all open, of each unit with an open case."""
    parents, columns = parents_of(snapshot, held, by), ["n_open_over_30", "n_open"]
    stock = reads.stock(snapshot, held, columns, [window]).join(backlog.homes(snapshot, held, by), on="thana_code")
    sums = stock.group_by("unit_code").agg(pl.col(columns).sum()).filter(pl.col("n_open") > 0)
    return [{**parents[unit], "window_no": 0, "numerator": old, "denominator": n} for unit, old, n in sums.iter_rows()]

"""What the page on awareness may ask of a snapshot: what programmes told, and what was reached of the list."""

from __future__ import annotations

from functools import cache

import polars as pl

from access.errors import NotInSnapshot
from access.scope import Scope
from warehouse import reads
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

COUNTS = ("n_programmes", "pamphlets", "folders")


def told(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame | None:
    """thana_code, what, code, n: programmes of the window by department, helpline, scheme, venue, and look of counts.

    None of a snapshot that an older program published without it.
    """
    days = {"start_on": window.start, "end_on": min(window.end, window.as_of)}
    try:
        return frame(snapshot, _question("programmes_told"), scope, days)
    except NotInSnapshot:
        return None


def counts(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, n_programmes, pamphlets, folders: null where none of the thana's days was accepted."""
    return reads.flows(snapshot, scope, COUNTS, [window]).select("thana_code", *COUNTS)


def institutions(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, n_reached, n_listed: schools and colleges since the campaign began; empty of an older snapshot."""
    if "n_schools" not in reads.columns_of(snapshot, "mart_reach_base"):
        return pl.DataFrame(schema={"thana_code": pl.String, "n_reached": pl.Float64, "n_listed": pl.Float64})
    return reads.institutions(snapshot, scope, [window]).drop("window_no")


def listed(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code, n_listed: panchayats and wards on the list; 0 where it names neither."""
    return frame(snapshot, "select thana_code, n_listed from mart_reach_base where {scope} order by thana_code", scope)


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"{name}.sql").read_text(encoding="utf-8")

"""What the page on awareness may ask of a snapshot: what programmes told, and what was reached of the list."""

from __future__ import annotations

from functools import cache

import polars as pl

from access.scope import Scope
from warehouse import reads
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

COUNTS = ("n_programmes", "pamphlets", "folders")


def told(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, what, code, n: programmes of the window by department, helpline, scheme, venue, and look of counts.

    Raises NotInSnapshot where an older program published it.
    """
    days = {"start_on": window.start, "end_on": min(window.end, window.as_of)}
    return frame(snapshot, _question("programmes_told"), scope, days)


def counts(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, n_programmes, pamphlets, folders: null where none of the thana's days was accepted."""
    return reads.flows(snapshot, scope, COUNTS, [window]).select("thana_code", *COUNTS)


def institutions(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, n_reached, n_listed: schools and colleges reached since the campaign began, of those listed."""
    return reads.institutions(snapshot, scope, [window]).drop("window_no")


def listed(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code, n_listed: panchayats and wards on the list; 0 where it names neither."""
    return frame(snapshot, "select thana_code, n_listed from mart_reach_base where {scope} order by thana_code", scope)


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"{name}.sql").read_text(encoding="utf-8")

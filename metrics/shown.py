"""What may be shown of a KPI: measured, small counts of women hidden over all that the viewer may see."""

from __future__ import annotations

from typing import Any

from access.scope import Scope
from access.settings import load_settings
from metrics import disclosure
from metrics.catalogue import Kpi
from metrics.hotspots import complaints
from metrics.measure import measure
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

Row = dict[str, Any]


def rows(kpi: Kpi, by: str, window: Window, held: Scope, scope: Scope, snapshot: Snapshot) -> list[Row]:
    """The rows of `measure()` for the units of the scope, each with `is_suppressed`, and nothing to read where it is.

    The scope holds whole units of that level, all of them within what is held. What is small is decided over all that
    is held, so that asking for one unit after the other brings nothing back. A small number of cases of which nothing
    is known is null as well.
    """
    small_cell = load_settings().small_cell
    measured = measure(kpi, by, [window], held, snapshot).to_dicts()
    also = complaints.withheld(kpi, snapshot, held, [window], small_cell)
    inside = frozenset(reads.units(snapshot, scope, by)["unit_code"])
    shown = disclosure.suppressed(measured, kpi, small_cell, also)
    return [_without_few_unknown(row, kpi, small_cell) for row in shown if row["unit_code"] in inside]


def _without_few_unknown(row: Row, kpi: Kpi, small_cell: int) -> Row:
    is_few = kpi.personal and 0 < (row["n_unknown"] or 0) < small_cell
    return row | {"n_unknown": None} if is_few else row

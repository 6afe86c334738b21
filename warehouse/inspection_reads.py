"""What the page of inspections may ask of a snapshot: who inspected when, which days were told, defects found."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import polars as pl

from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

CLOSE_IN = timedelta(days=15)  # a defect falls due so long after the inspection that found it (I4)


def days(snapshot: Snapshot, scope: Scope, as_of: date) -> pl.DataFrame:
    """thana_code, day, inspector_rank, n_inspections, n_all_correct: every day up to the as-of date on which one came.

    Raises NotInSnapshot where an older program published the snapshot.
    """
    return frame(snapshot, _question("days"), scope, {"as_of": as_of})


def told(snapshot: Snapshot, scope: Scope, as_of: date) -> pl.DataFrame:
    """thana_code, first_day, last_day: runs of days up to the as-of date for which inspections were accepted."""
    return frame(snapshot, _question("told"), scope, {"as_of": as_of})


def defects(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, code, n_due, n_closed, n_overdue, n_untold, n_open: defects by what became of them.

    Of those that fell due in the window, as I4 counts them: closed in fifteen days; not closed in fifteen days; and
    those of which the return cannot tell, since it ends before their fifteenth day. Open on the window's last day are
    those found in the fifteen days before and not closed by then.
    """
    last = min(window.end, window.as_of)
    asked = {"start_on": window.start, "last_on": last, "found_by": last + CLOSE_IN, "as_of": window.as_of}
    return frame(snapshot, _question("defects"), scope, asked)


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"inspection_{name}.sql").read_text(encoding="utf-8")

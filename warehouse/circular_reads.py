"""What the page of circulars may ask of a snapshot: what each district in scope told of each circular."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame


def circulars(snapshot: Snapshot, scope: Scope, as_of: date) -> pl.DataFrame:
    """Circulars issued up to that day, a row for each district that told of one, oldest first.

    district_code, circular_no, issued_by, issued_on, subject, due_on, complied_on, evidence_ref, status as told last,
    and partial_on, the day from which the district called it partly complied with. Raises NotInSnapshot when an older
    program published the snapshot.
    """
    return frame(snapshot, _question(), scope, {"as_of": as_of})


@cache
def _question() -> str:
    return (SQL / "4_reads" / "circulars.sql").read_text(encoding="utf-8")

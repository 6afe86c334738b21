"""What was sent, within a scope: returns due by month and unit, batches on record, their mends and rows held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from access.errors import BadChoice, NotAllowed
from access.scope import Scope
from warehouse.batch import MENDS, QUARANTINED, Batch
from warehouse.manifest import SQL, Held, published, settled_by
from warehouse.query import Snapshot, frame
from warehouse.reads import Window
from warehouse.store import Store

_UNITS = ("district_code", "circle_code", "thana_code")


@dataclass(frozen=True)
class Filed:
    """A batch on record, with what became of it since."""

    batch: Batch
    earlier: tuple[Batch, ...]
    replaced_by: Batch | None

    @property
    def is_held(self) -> bool:
        """Held to this day."""
        return self.batch.verdict == "held" and self.replaced_by is None

    @property
    def is_released(self) -> bool:
        """Held once, and published since after a correction."""
        return self.batch.verdict == "held" and self.replaced_by is not None


def due(snapshot: Snapshot, scope: Scope, by: str, window: Window) -> pl.DataFrame:
    """return_name, month_starts_on, month_ends_on, due_on, cut_off_at, unit_code, n_due, n_received, n_on_time, n_nil,
    last_received_at: every month that touches the window, by district, circle or thana. Counts are thanas.

    Raises BadChoice for another grouping.
    """
    unit = f"{by}_code"
    if unit not in _UNITS:
        raise BadChoice("store.unknown_grouping", by=by, allowed=", ".join(one[:-5] for one in _UNITS))
    nil = [batch.seq for batch in snapshot.manifest.inputs if batch.is_nil]
    asked = {"start_on": window.start, "end_on": window.end, "nil_seqs": nil or [-1]}
    return frame(snapshot, _sql("filings").replace("{unit}", unit), scope, asked, store="detail")


def first_failed(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """return_name, thana_code, month_starts_on, told_on: whose first file was held or refused, up to the as-of date.

    Raises NotInSnapshot when an older program published the snapshot.
    """
    return frame(snapshot, _sql("first_failed"), scope, _days(window))


def retold(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """return_name, thana_code, changed_on, n_days, first_day, last_day, n_figures, sum_pct: published days that a later
    file told otherwise, up to the as-of date.

    `sum_pct` adds up by how many per cent each of `n_figures` figures was changed, up or down. Raises NotInSnapshot
    when an older program published the snapshot.
    """
    return frame(snapshot, _sql("retold_days"), scope, _days(window))


def _days(window: Window) -> dict[str, date]:
    return {"start_on": window.start, "end_on": min(window.end, window.as_of)}


@cache
def _sql(question: str) -> str:
    return (SQL / "4_reads" / f"{question}.sql").read_text(encoding="utf-8")


def is_within(scope: Scope, batch: Batch) -> bool:
    """Whether a batch may be seen: a refused file without a district is known to the range alone."""
    if scope.is_empty:
        return False
    if scope.districts is None:
        return True
    return batch.district_code in scope.districts


def filed(store: Store, scope: Scope) -> list[Filed]:
    """Every batch on record within the scope's districts, the latest first."""
    batches = [batch for batch in store.batches() if is_within(scope, batch)]
    groups: dict[tuple[str | None, str | None], list[Batch]] = {}
    for batch in batches:
        groups.setdefault((batch.return_name, batch.district_code), []).append(batch)
    return [_filed(batch, groups[batch.return_name, batch.district_code]) for batch in reversed(batches)]


def held(snapshot: Snapshot, scope: Scope) -> list[Held]:
    """The slices that the snapshot holds back, within the scope's districts."""
    if scope.is_empty:
        return []
    return [one for one in snapshot.manifest.held if scope.districts is None or one.district_code in scope.districts]


def find(store: Store, scope: Scope, batch_id: str) -> Filed:
    """One batch. Raises NotAllowed in the same words where there is none and where it is another district's."""
    found = next((one for one in filed(store, scope) if one.batch.batch_id == batch_id), None)
    if found is None:
        raise NotAllowed("filings.no_such_batch")
    return found


def mend_kinds(store: Store, scope: Scope, batch_id: str) -> pl.DataFrame:
    """field, kind, n of one batch, the most frequent first."""
    mends = _part(store, scope, batch_id, "mends")
    return mends.group_by("field", "kind").len("n").sort(["n", "field"], descending=[True, False])


def mended(store: Store, scope: Scope, batch_id: str, limit: int) -> pl.DataFrame:
    """field, kind, before, after, n, source_row, n_all: the first `limit` different mends, masked as stored.

    Each with how often it was made and the first row of it; kinds and mends that are seldom come first, for a name
    guessed once wants a look more than a date written otherwise all through. `n_all` is how many differ.
    """
    mends = _part(store, scope, batch_id, "mends")
    of_kind = mends.group_by("kind").len("n_of_kind")
    same = mends.group_by("field", "kind", "before", "after").agg(pl.len().alias("n"), pl.col("source_row").first())
    ranked = same.join(of_kind, on="kind").sort(["n_of_kind", "kind", "n", "source_row", "field"], nulls_last=True)
    return ranked.drop("n_of_kind").with_columns(pl.lit(same.height).alias("n_all")).head(limit)


def quarantined(store: Store, scope: Scope, batch_id: str) -> pl.DataFrame:
    """source_sheet, source_row, field, rule, value, suggestion, …: each fault of a row held back, values masked."""
    return _part(store, scope, batch_id, "quarantined")


def _part(store: Store, scope: Scope, batch_id: str, part: str) -> pl.DataFrame:
    path = store.path_of(find(store, scope, batch_id).batch, part)
    shape = MENDS if part == "mends" else QUARANTINED
    return pl.read_parquet(path) if path.exists() else pl.DataFrame(schema=shape)


def _filed(batch: Batch, alike: Sequence[Batch]) -> Filed:
    """`alike`: every batch of the same return and district, oldest first."""
    good = published(alike)
    earlier = [one for one in good if one.batch_id in batch.replaces]
    later = next((one for one in good if batch.batch_id in one.replaces and one.covers(batch)), None)
    if batch.verdict == "held":
        later = settled_by(batch, good)
    return Filed(batch, tuple(earlier), later if batch.verdict in ("published", "held") else None)

"""What was said then and what is said now: a KPI of one and the same window, read in two publications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from access.errors import NotInSnapshot
from access.scope import Scope
from access.settings import load_settings
from metrics import catalogue, disclosure
from metrics.catalogue import Kpi
from metrics.facts import DUTIES, Facts
from metrics.hotspots import complaints
from metrics.kept import is_kept
from metrics.level import Level
from metrics.measure import SCHEMA as MEASURED
from metrics.measure import judged
from metrics.readings import read
from warehouse import reads
from warehouse.batch import Batch
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import REGISTER

FIGURES = ("numerator", "denominator", "value")
SCHEMA: dict[str, Any] = {
    "unit_code": pl.String,
    **{f"{when}_{name}": pl.Float64 for when in ("then", "now") for name in FIGURES},
    "is_changed": pl.Boolean,
    "is_published_then": pl.Boolean,
    "is_suppressed": pl.Boolean,
    "district_code": pl.String,
    "circle_code": pl.String,
}
_TOLD: dict[str, Any] = {
    **dict.fromkeys(("unit_code", "district_code", "circle_code"), pl.String),
    **dict.fromkeys(FIGURES, pl.Float64),
    "is_suppressed": pl.Boolean,
}


def restated(kpi: Kpi, by: str, window: Window, scope: Scope, then: Snapshot, now: Snapshot) -> pl.DataFrame:
    """One row for each unit, in the columns of SCHEMA: the figures of `then` and of `now` for the very same window.

    What was not known is null; so is all that `then` lacks when it was published before the KPI was kept
    (`is_published_then` is false: not published then, and no change). A row is hidden when either side must be.
    """
    known = _readable(kpi, by, window, scope, then)
    before = pl.DataFrame(schema=_TOLD) if known is None else known
    after = _told(kpi, by, window, scope, now)
    both = after.join(before, on="unit_code", how="full", coalesce=True, suffix="_then").sort("unit_code")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_then")) for name in FIGURES)
    changed = differs & pl.coalesce("value", "value_then").is_not_null()
    hidden = pl.any_horizontal(pl.col("is_suppressed", "is_suppressed_then").fill_null(value=False))
    sides = {"now": "", "then": "_then"}
    return both.select(
        "unit_code",
        *(
            pl.when(~hidden).then(pl.col(f"{name}{sides[when]}")).alias(f"{when}_{name}")
            for when in ("then", "now")
            for name in FIGURES
        ),
        (changed & pl.lit(known is not None)).alias("is_changed"),
        pl.lit(known is not None).alias("is_published_then"),
        hidden.alias("is_suppressed"),
        pl.coalesce("district_code", "district_code_then").alias("district_code"),
        pl.coalesce("circle_code", "circle_code_then").alias("circle_code"),
    )


def restatements(
    codes: Sequence[str], by: str, window: Window, scope: Scope, then: Snapshot, now: Snapshot
) -> pl.DataFrame:
    """The changed rows of several KPIs: `code`, the columns of SCHEMA, `change` of the value, and `batches`.

    `batches` are the ids of those that explain the change; none where only the lists or the counting rules changed.
    """
    parts = [_changed(catalogue.load()[code], by, window, scope, then, now) for code in codes]
    empty = pl.DataFrame(schema={"code": pl.String, **SCHEMA, "change": pl.Float64, "batches": pl.List(pl.String)})
    return pl.concat([empty, *parts])


def unpublished(codes: Sequence[str], by: str, window: Window, scope: Scope, then: Snapshot) -> tuple[str, ...]:
    """The KPIs among these that could not be read in `then`: it was published before they were kept."""
    return tuple(code for code in codes if _readable(catalogue.load()[code], by, window, scope, then) is None)


def explaining(kpi: Kpi, unit: dict[str, Any], window: Window, then: Snapshot, now: Snapshot) -> list[str]:
    """The batches that `now` was made of and `then` was not, of the KPI's returns and the unit; oldest first.

    `unit` names its unit_code and district_code. Batches that begin after the as-of day explain nothing, but for the
    register, whose later files change older cases.
    """
    known = {batch.batch_id for batch in then.manifest.inputs}
    fresh = [batch for batch in now.manifest.inputs if batch.batch_id not in known and batch.return_name in kpi.returns]
    return [batch.batch_id for batch in fresh if _speaks_for(batch, unit) and _speaks_by(batch, window)]


def _changed(kpi: Kpi, by: str, window: Window, scope: Scope, then: Snapshot, now: Snapshot) -> pl.DataFrame:
    rows = restated(kpi, by, window, scope, then, now).filter("is_changed")
    batches = [explaining(kpi, row, window, then, now) for row in rows.iter_rows(named=True)]
    return rows.select(
        pl.lit(kpi.code).alias("code"),
        *SCHEMA,
        (pl.col("now_value") - pl.col("then_value")).alias("change"),
        pl.Series("batches", batches, dtype=pl.List(pl.String)),
    )


def _readable(kpi: Kpi, by: str, window: Window, scope: Scope, snapshot: Snapshot) -> pl.DataFrame | None:
    """The figures of a snapshot, or None where it was published before the KPI was kept."""
    try:
        if not is_kept(kpi, snapshot) or (kpi.kind in DUTIES and kpi.stream not in reads.streams(snapshot)):
            return None
        return _told(kpi, by, window, scope, snapshot)
    except NotInSnapshot:
        return None


def _told(kpi: Kpi, by: str, window: Window, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """The figures of one snapshot, a row for each unit, in the columns of _TOLD; raw, with what has to be hidden."""
    level = Level(
        Facts((kpi,), (window,), scope, snapshot), by, scope
    )  # an older snapshot may lack what the pair needs
    rows = [
        judged(kpi, key, reading) | {name: level.units[key[1]][name] for name in ("district_code", "circle_code")}
        for key, reading in read(kpi, level, with_missing=False).items()
    ]
    frame = pl.DataFrame(rows, schema=MEASURED, orient="row")
    few = load_settings().small_cell
    also = complaints.withheld(kpi, snapshot, scope, [window], few)
    hidden = disclosure.suppress(frame, kpi, few, also)["is_suppressed"]
    return frame.with_columns(hidden).select(*_TOLD)


def _speaks_for(batch: Batch, unit: dict[str, Any]) -> bool:
    if unit["district_code"] not in (None, batch.district_code):
        return False
    is_thana = unit["unit_code"] not in ("range", unit["district_code"], unit["circle_code"])
    return not is_thana or unit["unit_code"] in batch.thanas


def _speaks_by(batch: Batch, window: Window) -> bool:
    return batch.return_name == REGISTER or batch.first_day is None or batch.first_day <= window.as_of

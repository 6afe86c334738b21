"""Writes accepted batches straight through the store, so that warehouse tests need no files from a district."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl

from access.scope import Scope
from access.settings import Settings
from tests.built_once import publish_once
from warehouse.batch import QUARANTINED, Batch
from warehouse.manifest import SQL
from warehouse.query import Snapshot, open_snapshot
from warehouse.store import Store

REFERENCE = Path(__file__).parent / "data" / "warehouse" / "reference"
EVERYTHING = Scope.whole_range("dig")
_TYPES: dict[str, Any] = {
    "varchar": pl.String,
    "varchar[]": pl.List(pl.String),
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "time": pl.Time,
    "boolean": pl.Boolean,
    "bigint": pl.Int64,
    "double": pl.Float64,
    "integer": pl.Int32,
}
_READ: dict[Any, Any] = {
    pl.Date: date.fromisoformat,
    pl.Datetime: datetime.fromisoformat,
    pl.Time: time.fromisoformat,
}


def small_settings(folder: Path) -> Settings:
    """A data folder of its own, over a range of two districts and four thanas."""
    return Settings(data=folder, reference=REFERENCE)


def shape_of(return_name: str) -> dict[str, Any]:
    """The typed columns that the warehouse expects of a return."""
    text = (SQL / "0_inputs" / f"{return_name}.sql").read_text(encoding="utf-8")
    return {name: _TYPES[kind] for kind, name in re.findall(r"cast\(null as ([a-z\[\]]+)\)\s+as (\w+)", text)}


def typed(rows: Iterable[Mapping[str, Any]], shape: Mapping[str, Any]) -> pl.DataFrame:
    """Rows with dates as ISO text → a frame of that shape; what a row does not say is null."""
    read = [{name: _read(row.get(name), dtype) for name, dtype in shape.items()} for row in rows]
    return pl.DataFrame(read, schema=dict(shape), orient="row")


def _read(value: Any, dtype: Any) -> Any:
    reader = _READ.get(dtype.base_type())
    return reader(value) if reader and isinstance(value, str) else value


def commit(store: Store, given: Mapping[str, Any]) -> Batch:
    """Commit one batch of a `given.json`; its id is `b` and its number unless it names one."""
    seq = store.next_seq()
    days = given.get("days") or [None, None]
    received = datetime.fromisoformat(given.get("received", "2025-12-31T10:00"))
    batch = Batch(
        batch_id=given.get("id", f"b{seq}"),
        seq=seq,
        return_name=given["return"],
        district_code=given.get("district", "hapur"),
        thanas=tuple(given.get("thanas", ())),
        first_day=days[0],
        last_day=days[1],
        period_source=given.get("period_source", "title"),
        file_name=given.get("file", f"file_{seq}.csv"),
        file_sha256=given.get("sha256", ""),
        received_at=received,
        loaded_at=received,
        verdict=given.get("verdict", "published"),
        corrects=given.get("corrects"),
        revision=given.get("revision", 1),
        replaces=tuple(given.get("replaces", ())),
    )
    is_published = batch.verdict == "published"
    rows = _accepted(given, batch) if is_published and given.get("rows") is not None else None
    quarantined = typed(_counted(given["quarantined"]), QUARANTINED) if "quarantined" in given else None
    store.commit(batch, rows, quarantined)
    return batch


def _accepted(given: Mapping[str, Any], batch: Batch) -> pl.DataFrame:
    district = {"district_code": batch.district_code, "source_sheet": "1"}
    rows = [district | {"source_row": number} | row for number, row in enumerate(_counted(given["rows"]), 5)]
    return typed(rows, shape_of(str(batch.return_name))).drop("batch_seq", "batch_id", "source_file")


def _counted(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"row_id": number, **row} for number, row in enumerate(rows)]


def published(folder: Path, *batches: Mapping[str, Any]) -> Snapshot:
    """A snapshot of these batches over the small range."""
    settings = small_settings(folder)
    store = Store(settings)
    for given in batches:
        commit(store, given)
    return open_snapshot(settings, publish_once(store, settings))

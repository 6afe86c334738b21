"""What a snapshot was made of: its inputs, what is held or was refused, how much it holds, by which versions."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from warehouse.batch import Batch, BatchReason
from warehouse.tables import load_tables

SQL = Path(__file__).with_name("sql")


class Held(BaseModel):
    """A slice that was not published: what is shown instead is what `last_good_day` ends.

    `held_since` is when the first file that is still held for its days came in.
    """

    model_config = ConfigDict(frozen=True)

    return_name: str
    district_code: str
    batch_id: str
    file_name: str
    first_day: date | None
    last_day: date | None
    received_at: datetime
    reasons: tuple[BatchReason, ...]
    last_good_day: date | None
    held_since: datetime | None = None  # not in snapshots published before it was kept


class RefusedFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    batch_id: str
    file_name: str
    sheet: str
    received_at: datetime
    reasons: tuple[BatchReason, ...]


class Manifest(BaseModel):
    model_config = ConfigDict(frozen=True)

    snapshot_id: str
    published_at: datetime
    data_through: date | None
    starts_on: date
    versions: dict[str, str]
    inputs: tuple[Batch, ...]
    held: tuple[Held, ...]
    refused: tuple[RefusedFile, ...]
    counts: dict[str, int]
    review_dates: tuple[date, ...]

    @property
    def known_through(self) -> datetime | None:
        """When the last return came in that has a say in it; None when none has."""
        return max((batch.received_at for batch in self.inputs), default=None)


def published(batches: Iterable[Batch]) -> list[Batch]:
    return [batch for batch in batches if batch.verdict == "published"]


def standing(batches: Sequence[Batch]) -> list[Batch]:
    """Published batches whose rows may be live: no later published batch says that it corrects them."""
    good = published(batches)
    corrected = {batch.corrects for batch in good}
    return [batch for batch in good if batch.batch_id not in corrected]


def data_through(batches: Sequence[Batch]) -> date | None:
    """The latest day that any published batch of what happens day by day at thanas speaks for.

    A batch is silent on days after it was received. A list of circulars, or a month's staff, is no news of a day.
    """
    by_day = {one.name for one in load_tables().returns.values() if one.is_of_thana_days}
    daily = (batch for batch in published(batches) if batch.return_name in by_day)
    return max((day for batch in daily if (day := batch.last_covered_day)), default=None)


def held(batches: Sequence[Batch]) -> tuple[Held, ...]:
    """Held batches that no later published batch of the same return and district has replaced or corrected."""
    good = published(batches)
    waiting = [batch for batch in batches if batch.verdict == "held" and not settled_by(batch, good)]
    return tuple(_held(batch, good, waiting) for batch in waiting)


def settled_by(held_batch: Batch, good: Sequence[Batch]) -> Batch | None:
    """The first published batch that replaced or corrected a held one; None while it is held."""
    return next(
        (
            later
            for later in good
            if later.seq > held_batch.seq
            and (later.corrects == held_batch.batch_id or (_alike(later, held_batch) and later.overlaps(held_batch)))
        ),
        None,
    )


def _alike(one: Batch, other: Batch) -> bool:
    return (one.return_name, one.district_code) == (other.return_name, other.district_code)


def _held(batch: Batch, good: Sequence[Batch], waiting: Sequence[Batch]) -> Held:
    last_good_day = max((day for one in good if _alike(one, batch) and (day := one.last_covered_day)), default=None)
    return Held(
        return_name=batch.return_name or "",
        district_code=batch.district_code or "",
        batch_id=batch.batch_id,
        file_name=batch.file_name,
        first_day=batch.first_day,
        last_day=batch.last_day,
        received_at=batch.received_at,
        reasons=batch.reasons,
        last_good_day=last_good_day,
        held_since=min(one.received_at for one in waiting if _alike(one, batch) and one.overlaps(batch)),
    )


def refused(batches: Sequence[Batch]) -> tuple[RefusedFile, ...]:
    """Refused files that have not been sent again under the same name and published since."""
    published_since = {batch.file_name: batch.seq for batch in published(batches)}
    return tuple(
        RefusedFile.model_validate(batch, from_attributes=True)
        for batch in batches
        if batch.verdict == "refused" and published_since.get(batch.file_name, 0) < batch.seq
    )


def versions() -> dict[str, str]:
    """What made the snapshot: the engines, and a fingerprint of the SQL."""
    sql = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SQL.rglob("*.sql"))))
    return {
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "polars": version("polars"),
        "sql_sha256": sql.hexdigest(),
    }

"""What is known of one batch (one return of one district, in one file) once its verdict has been given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from warehouse.tables import is_by_month

Verdict = Literal["published", "held", "refused"]

QUARANTINED: dict[str, type[pl.DataType]] = {
    "batch_id": pl.String,
    "batch_seq": pl.Int64,
    "row_id": pl.UInt32,
    "source_sheet": pl.String,
    "source_row": pl.Int64,
    "field": pl.String,
    "rule": pl.String,
    "value": pl.String,
    "suggestion": pl.String,
    "thana_code": pl.String,
    "day": pl.Date,
    "unique_no": pl.String,
}
MENDS: dict[str, type[pl.DataType]] = {
    "batch_id": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int64,
    "field": pl.String,
    "kind": pl.String,
    "before": pl.String,
    "after": pl.String,
}


class BatchReason(BaseModel):
    """One reason of a verdict, ready to be shown."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    rule: str
    count: int
    sentence_hi: str
    sentence_en: str


class Batch(BaseModel):
    """A batch's record; written last, so that what it names is complete. All moments are naive Asia/Kolkata."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)

    batch_id: str
    seq: int
    return_name: str | None
    district_code: str | None
    thanas: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    period_source: str = ""
    file_name: str
    file_size: int = 0
    file_sha256: str = ""
    sheet: str = ""
    content_hash: str = ""
    received_at: datetime
    loaded_at: datetime
    verdict: Verdict
    reasons: tuple[BatchReason, ...] = ()
    rows_read: int = 0
    accepted: int = 0
    mended: int = 0
    quarantined: int = 0
    waiting: int = 0
    non_data: int = 0
    corrects: str | None = None
    is_nil: bool = False
    revision: int = 1
    replaces: tuple[str, ...] = ()
    due_at: datetime | None = None

    @property
    def is_period_stated(self) -> bool:
        """Whether the file names its period in so many words; else it is that of its rows."""
        return self.period_source not in ("", "rows")

    @property
    def is_early(self) -> bool:
        """Whether it was filed before its period had ended, and so says nothing yet of the rest."""
        return self.last_covered_day != self.last_day

    @property
    def is_late(self) -> bool:
        """Whether it was the first to report something that had fallen due before it came."""
        return self.due_at is not None and self.due_at < self.received_at

    @property
    def last_covered_day(self) -> date | None:
        """The last day it can speak for: none after it was received, but a row for a month speaks of all of it."""
        if self.last_day is None or is_by_month(self.return_name):
            return self.last_day
        return min(self.last_day, self.received_at.date())

    def covers(self, other: Batch) -> bool:
        """Whether it speaks for every thana and day that another speaks for, or corrects it by name."""
        days = (self.first_day, other.first_day, other.last_covered_day, self.last_covered_day)
        if self.corrects == other.batch_id:
            return True
        known = [day for day in days if day is not None]
        return len(known) == len(days) and known == sorted(known) and set(other.thanas) <= set(self.thanas)

    def overlaps(self, other: Batch) -> bool:
        """Whether both speak for a common day; a batch without a period might speak for any."""
        if self.first_day is None or self.last_day is None or other.first_day is None or other.last_day is None:
            return True
        return self.first_day <= other.last_day and other.first_day <= self.last_day

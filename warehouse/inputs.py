"""All that a snapshot is a function of, and what the SQL reads of it beside the accepted rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from warehouse import manifest as manifests
from warehouse.batch import Batch
from warehouse.days import day_frame
from warehouse.dictionary import Dictionary, dictionary_frames
from warehouse.first_files import told_frame
from warehouse.ground import ground_frames
from warehouse.reference import Reference
from warehouse.store import Store
from warehouse.tables import Return, load_tables
from warehouse.territory import Boundaries

_BATCH: dict[str, pl.DataType | type[pl.DataType]] = {
    "batch_seq": pl.Int64,
    "batch_id": pl.String,
    "return_name": pl.String,
    "district_code": pl.String,
    "first_day": pl.Date,
    "last_day": pl.Date,
    "is_period_stated": pl.Boolean,
    "received_at": pl.Datetime("us"),
    "source_file": pl.String,
    "source_sheet": pl.String,
}


@dataclass(frozen=True)
class Inputs:
    """All that a snapshot is a function of."""

    store: Store
    reference: Reference
    batches: Sequence[Batch]
    boundaries: Boundaries
    dictionary: Dictionary = field(default_factory=dict)

    def paths(self, part: str, return_name: str | None = None, with_corrected: bool = False) -> list[str]:
        """The Parquet files of the batches that stand, oldest first; or of all that were ever published."""
        told = manifests.published(self.batches) if with_corrected else manifests.standing(self.batches)
        wanted = [b for b in told if return_name in (None, b.return_name)]
        return [str(path) for batch in wanted if (path := self.store.path_of(batch, part)).exists()]


def frames_of(inputs: Inputs) -> dict[str, pl.DataFrame]:
    """Master lists, calendar, batches and the data dictionary by the names that the SQL has for them."""
    through = manifests.data_through(inputs.batches)
    known = through or inputs.reference.starts_on
    ground = ground_frames(inputs.reference, inputs.boundaries, known)
    return ground | dictionary_frames(inputs.dictionary) | _lists(inputs.reference) | _batches(inputs, through)


def _lists(reference: Reference) -> dict[str, pl.DataFrame]:
    return {
        "ref_district": reference.districts,
        "ref_circle": reference.circles,
        "ref_thana": reference.thanas,
        "ref_base": reference.gram_panchayats_wards,
        "ref_calendar": reference.calendar,
        "ref_due": reference.due.with_columns(pl.col("cut_off_days", "cut_off_hour").cast(pl.Int32)),
        "ref_return": _return_frame(load_tables().returns.values()),
    }


def _batches(inputs: Inputs, through: date | None) -> dict[str, pl.DataFrame]:
    """What came, and up to which day."""
    starts_on, batches = inputs.reference.starts_on, manifests.published(inputs.batches)
    return {
        "ref_day": day_frame(inputs.batches, starts_on),
        "publication": pl.DataFrame(
            {"starts_on": [starts_on], "data_through": [through or starts_on - timedelta(days=1)]}
        ),
        "published_batch": _batch_frame(batches),
        "file_told": told_frame(inputs.batches),
        "batch_thana": pl.DataFrame(
            [(batch.seq, thana) for batch in batches for thana in dict.fromkeys(batch.thanas)],
            schema={"batch_seq": pl.Int64, "thana_code": pl.String},
            orient="row",
        ),
    }


def _return_frame(returns: Iterable[Return]) -> pl.DataFrame:
    rows = [(one.name, one.of, one.by, one.is_of_register) for one in returns]
    schema = dict.fromkeys(("return_name", "speaks_of", "speaks_by"), pl.String) | {"is_of_register": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _batch_frame(batches: Sequence[Batch]) -> pl.DataFrame:
    rows = [
        (
            b.seq,
            b.batch_id,
            b.return_name,
            b.district_code,
            b.first_day,
            b.last_covered_day,
            b.is_period_stated,
            b.received_at,
            b.file_name,
            b.sheet,
        )
        for b in batches
    ]
    return pl.DataFrame(rows, schema=_BATCH, orient="row")

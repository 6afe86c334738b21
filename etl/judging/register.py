"""The case register during a load: which numbers stand for which case, and which child rows have to wait."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from warehouse.batch import Batch
from warehouse.store import Store, register

_SAID = ("unique_no", "thana_code", "received_on")


@dataclass(frozen=True)
class Children:
    """Child rows seen against the register: those without a case, and those from before their case was received."""

    waiting: pl.Series
    too_early: pl.Series


class Register:
    """The live register, kept up with every batch that this load commits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: pl.DataFrame | None = None
        self._added: list[pl.DataFrame] = []

    @property
    def rows(self) -> pl.DataFrame:
        if self._rows is None:
            self._rows = register(self._store).select(*_SAID, "batch_seq")
        elif self._added:
            told = pl.concat([self._rows, *self._added])
            self._rows = told.unique("unique_no", keep="last", maintain_order=True)
        self._added.clear()
        return self._rows

    def conflicts(self, cases: pl.DataFrame, corrected: Batch | None) -> pl.DataFrame:
        """The row_ids of cases whose number already stands for another case, with that one's thana.

        What the batch under correction said does not count: it is being replaced.
        """
        known = self.rows.rename({"thana_code": "other_thana", "received_on": "other_received_on"})
        if corrected is not None:
            known = known.filter(pl.col("batch_seq") != corrected.seq)
        given = cases.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in _SAID))
        differs = (pl.col("thana_code") != pl.col("other_thana")) | (
            pl.col("received_on") != pl.col("other_received_on")
        )
        return (
            given.select("row_id", *_SAID).join(known, on="unique_no").filter(differs).select("row_id", "other_thana")
        )

    def children(self, rows: pl.DataFrame, day: str) -> Children:
        """Which child rows have no case yet, and which lie before their case was received."""
        named = rows.filter(pl.col("unique_no").is_not_null()).select("row_id", "unique_no", day)
        joined = named.join(self.rows.select("unique_no", "received_on"), on="unique_no", how="left")
        return Children(
            joined.filter(pl.col("received_on").is_null())["row_id"],
            joined.filter(pl.col(day) < pl.col("received_on"))["row_id"],
        )

    def add(self, accepted: pl.DataFrame, batch: Batch) -> None:
        """Take in the cases of a batch just published; a corrected batch's words are read anew from the store."""
        if batch.corrects:
            self._rows = None
            return
        self._added.append(accepted.select(*_SAID, pl.lit(batch.seq, dtype=pl.Int64).alias("batch_seq")))

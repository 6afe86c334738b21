"""Which files spoke of what, good or not, so that the first of them can be told from those that made it good (D5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from warehouse.batch import Batch
from warehouse.manifest import published, settled_by
from warehouse.tables import load_tables

_SHAPE: dict[str, pl.DataType | type[pl.DataType]] = {
    "batch_seq": pl.Int64,
    "return_name": pl.String,
    "thana_code": pl.String,
    "first_day": pl.Date,
    "last_day": pl.Date,
    "is_passed": pl.Boolean,
}


def told_frame(batches: Sequence[Batch]) -> pl.DataFrame:
    """One row for each file that names a return, a thana and days, published or held, and each such thana.

    `is_passed`: it passed every critical rule, and no file before it that could not be laid to any thana or day was
    sent again as it. What a district owes as one, such as circulars, is no thana's and is not here.
    """
    again = _second_tries(batches)
    of_thanas = {one.name for one in load_tables().returns.values() if one.of == "thana"}
    rows = [
        (b.seq, b.return_name, thana, b.first_day, b.last_covered_day, b.verdict == "published" and b.seq not in again)
        for b in batches
        if _is_placed(b) and b.return_name in of_thanas
        for thana in dict.fromkeys(b.thanas)
    ]
    return pl.DataFrame(rows, schema=_SHAPE, orient="row")


def _is_placed(batch: Batch) -> bool:
    return batch.verdict != "refused" and batch.first_day is not None and bool(batch.thanas)


def _second_tries(batches: Sequence[Batch]) -> frozenset[int]:
    """The numbers of the batches that came in place of one of which nobody can say what it spoke of."""
    good = published(batches)
    lost = [one for one in batches if one.verdict != "published" and not _is_placed(one)]
    return frozenset(seq for one in lost for seq in _in_place_of(one, batches, good))


def _in_place_of(lost: Batch, batches: Sequence[Batch], good: Sequence[Batch]) -> Iterator[int]:
    """What made a held batch good; of a refused file, all that the next other file of its name holds."""
    if lost.verdict == "held":
        settled = settled_by(lost, good)
        yield from (settled.seq,) if settled else ()
        return
    alike = [one for one in batches if one.seq > lost.seq and _is_sent_again(lost, one)]
    again, senders = [one for one in alike if one.file_sha256 == alike[0].file_sha256], _senders(lost, batches)
    yield from (one.seq for one in again if one.district_code in senders)


def _senders(refused: Batch, batches: Sequence[Batch]) -> frozenset[str | None]:
    """The districts of which every file of that name speaks: a name that two districts use tells of neither."""
    of: dict[str, set[str | None]] = defaultdict(set)
    for one in batches:
        if one.verdict != "refused" and one.file_name == refused.file_name:
            of[one.file_sha256].add(one.district_code)
    return frozenset(set.intersection(*of.values())) if of else frozenset()


def _is_sent_again(refused: Batch, later: Batch) -> bool:
    """The same file name with other bytes; of a refused sheet, of the return that it was known to be."""
    return (
        later.verdict != "refused"
        and later.file_name == refused.file_name
        and later.file_sha256 != refused.file_sha256
        and refused.return_name in (None, later.return_name)
    )

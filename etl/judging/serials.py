"""Gaps in the serials of unique numbers: what is missing between the first and the last number of a thana and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from etl.judging.slices import Said
from expectations.verdict import PUBLISHED, Reason, reason
from locales import say
from warehouse.batch import Batch
from warehouse.store import Store

_SERIAL = 4  # digits at the end of a number
_TOLD_THANAS, _TOLD_GAPS = 5, 6  # named in the sentence; the snapshot lists all (mart_number_gap)
_DOUBTFUL = "unique_no_invalid"


def gaps(numbers: pl.Series) -> pl.DataFrame:
    """thana_code, year, first_missing, last_missing: one row for each run of serials that none of the numbers has.

    Numbers are in their canonical form, `MSK/<district>/<thana>/<year>/<serial>`.
    """
    head = pl.col("unique_no").str.head(-_SERIAL - 1)
    told = pl.DataFrame({"unique_no": numbers.drop_nulls().unique()}, schema={"unique_no": pl.String})
    serials = told.select(head.alias("head"), pl.col("unique_no").str.tail(_SERIAL).cast(pl.Int32).alias("serial"))
    before = pl.col("serial").shift(1).over("head", order_by="serial")
    missing = serials.with_columns(before.alias("before")).filter(pl.col("serial") - pl.col("before") > 1)
    parts = pl.col("head").str.split_exact("/", 3).struct
    return missing.select(
        parts.field("field_2").str.to_lowercase().alias("thana_code"),
        parts.field("field_3").cast(pl.Int32).alias("year"),
        (pl.col("before") + 1).alias("first_missing"),
        (pl.col("serial") - 1).alias("last_missing"),
    ).sort("thana_code", "year", "first_missing")


def missing_numbers(
    said: Said, register: pl.DataFrame, earlier: Sequence[Batch], store: Store, names: Mapping[str, tuple[str, str]]
) -> Iterator[Reason]:
    """One finding for all gaps at the thanas of a register file, as known after it. `register` is what stood before."""
    found = gaps(_seen(said, register, earlier, store))
    n_missing = int((found["last_missing"] - found["first_missing"] + 1).sum())
    if n_missing:
        where = {f"where_{lang}": _told(found, names, lang) for lang in ("hi", "en")}
        yield reason("numbers_missing", n_missing, **where)


def _seen(said: Said, register: pl.DataFrame, earlier: Sequence[Batch], store: Store) -> pl.Series:
    """Every number given at the thanas of the file so far, whether its row was accepted or held back."""
    here = pl.col("thana_code").is_in(list(said.slice_.thanas))
    dropped = said.corrects.seq if said.corrects else -1
    known = register.filter(here & (pl.col("batch_seq") != dropped))["unique_no"]
    corrected = {batch.corrects for batch in earlier if batch.verdict == PUBLISHED} | {_id_of(said.corrects)}
    paths = [
        store.path_of(batch, "quarantined")
        for batch in earlier
        if said.is_alike(batch) and batch.verdict == PUBLISHED and batch.batch_id not in corrected
        if batch.quarantined > batch.waiting and set(batch.thanas) & set(said.slice_.thanas)
    ]
    held_back = [pl.read_parquet(path).filter(here) for path in paths if path.exists()]
    lines = [_sure(frame) for frame in [*held_back, said.held_back]]
    return pl.concat([known, said.accepted["unique_no"], *lines])


def _sure(lines: pl.DataFrame) -> pl.Series:
    """The numbers of rows held back, without those that are of another thana or year than their row."""
    doubtful = lines.filter(pl.col("rule") == _DOUBTFUL)["row_id"].unique()
    return lines.filter(~pl.col("row_id").is_in(doubtful.implode()))["unique_no"]


def _id_of(batch: Batch | None) -> str | None:
    return batch.batch_id if batch else None


def _told(found: pl.DataFrame, names: Mapping[str, tuple[str, str]], lang: str) -> str:
    by_thana = found.partition_by("thana_code", "year", as_dict=True, maintain_order=True)
    items = []
    for (thana, year), part in list(by_thana.items())[:_TOLD_THANAS]:
        runs = [_run(*run) for run in part.select("first_missing", "last_missing").head(_TOLD_GAPS).iter_rows()]
        more = [say(lang, "slices.more_gaps", count=part.height - _TOLD_GAPS)] if part.height > _TOLD_GAPS else []
        items.append(f"{names[str(thana)][lang == 'en']} {year}: {', '.join([*runs, *more])}")
    left = len(by_thana) - len(items)
    return "; ".join([*items, *([say(lang, "slices.more_thanas", count=left)] if left else [])])


def _run(first: int, last: int) -> str:
    return f"{first:04d}" if first == last else f"{first:04d}–{last:04d}"

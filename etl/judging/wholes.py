"""Parts against wholes: the squads' daily counts beside their visits of the same thana and day; shown, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from etl.judging.slices import Said, Span
from etl.recipes import load_recipe
from expectations.verdict import PUBLISHED, Reason, reason
from locales import say
from warehouse.batch import Batch
from warehouse.store import Store

WHOLE, PARTS = "squad_daily", "patrols"
MEASURES = ("places_checked", "persons_checked", "warned", "preventive", "firs", "arrests")
_DAY = {WHOLE: "day", PARTS: "visited_on"}
_KEY = ["thana_code", "day"]
_TOLD = 5  # thanas named in the sentence; the snapshot lists all (mart_whole_day)
_SPOKEN = pl.Schema({"thana_code": pl.String, "day": pl.Date, "batch_seq": pl.Int64})
_FIGURES = pl.Schema({"thana_code": pl.String, "day": pl.Date} | dict.fromkeys(MEASURES, pl.Int64))


def differences(said: Said, earlier: Sequence[Batch], store: Store) -> pl.DataFrame:
    """thana_code, day, measure, n_whole, n_parts for every thana and day of which both returns speak.

    A day without a row is a quiet one: zero. Where either figure was left blank it is null.
    """
    name = said.slice_.return_name
    other = PARTS if name == WHOLE else WHOLE
    ours = _figures(name, said.accepted.select(pl.col(_DAY[name]).alias("day"), pl.exclude("day")))
    days, theirs = _live(other, said, earlier, store)
    mine = _days(said.slice_.thanas, said.days)
    both = mine.join(days, on=_KEY, how="inner")
    whole, parts = (ours, theirs) if name == WHOLE else (theirs, ours)
    return _long(both, whole, "n_whole").join(_long(both, parts, "n_parts"), on=[*_KEY, "measure"])


def disagreements(
    said: Said, earlier: Sequence[Batch], store: Store, names: Mapping[str, tuple[str, str]]
) -> Iterator[Reason]:
    """One finding where the two returns differ: on how many thana-days, and the largest gap of each thana."""
    if said.slice_.return_name not in _DAY:
        return
    compared = differences(said, earlier, store)
    gap = (pl.col("n_whole") - pl.col("n_parts")).abs()
    differing = (
        compared.filter(gap > 0).with_columns(gap.alias("gap")).sort("gap", *_KEY, descending=[True, False, False])
    )
    if differing.is_empty():
        return
    largest = differing.unique("thana_code", keep="first", maintain_order=True)
    where = {f"where_{lang}": _told(largest, names, lang) for lang in ("hi", "en")}
    n_days = compared.select(_KEY).unique().height
    yield reason("parts_differ", differing.select(_KEY).unique().height, n_days=n_days, **where)


def _told(largest: pl.DataFrame, names: Mapping[str, tuple[str, str]], lang: str) -> str:
    recipe = load_recipe(WHOLE)
    items = []
    for row in largest.head(_TOLD).iter_rows(named=True):
        field = recipe.field(row["measure"])
        measure = field.header_hi if lang == "hi" else field.header_en
        thana = names[row["thana_code"]][lang == "en"]
        figures = {"whole": row["n_whole"], "parts": row["n_parts"], "day": f"{row['day']:%d.%m.%Y}"}
        items.append(say(lang, "slices.parts.item", thana=thana, measure=measure, **figures))
    left = largest.height - len(items)
    return "; ".join([*items, *([say(lang, "slices.more_thanas", count=left)] if left else [])])


def _figures(return_name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """One row a thana and day with each measure; of visits the places and the sums, null where one is blank."""
    if return_name == WHOLE:
        return rows.select(pl.col(name).cast(dtype) for name, dtype in _FIGURES.items())
    whole_sums = [pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name) for name in MEASURES[1:]]
    counted = rows.group_by(_KEY).agg(pl.col("place_code").n_unique().alias(MEASURES[0]), *whole_sums)
    return counted.select(pl.col(name).cast(dtype) for name, dtype in _FIGURES.items())


def _long(days: pl.DataFrame, figures: pl.DataFrame, value: str) -> pl.DataFrame:
    told = figures.with_columns(pl.lit(value=True).alias("is_told"))
    quiet = pl.col("is_told").is_null()
    filled = days.join(told, on=_KEY, how="left").with_columns(
        pl.when(quiet).then(0).otherwise(pl.col(name)).alias(name) for name in MEASURES
    )
    return filled.unpivot(MEASURES, index=_KEY, variable_name="measure", value_name=value)


def _live(return_name: str, said: Said, earlier: Sequence[Batch], store: Store) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The thanas and days of the slice of which the other return speaks, and its figures on them."""
    where = return_name, said.slice_.district_code, PUBLISHED
    thanas, days = set(said.slice_.thanas), said.days
    batches = [
        batch
        for batch in earlier
        if (batch.return_name, batch.district_code, batch.verdict) == where and thanas & set(batch.thanas)
    ]
    spoken = [part for batch in batches if (part := _spoken(batch, thanas, days)).height]
    cover = pl.concat([_SPOKEN.to_frame(), *spoken]).group_by(_KEY).agg(pl.col("batch_seq").max().alias("last_seq"))
    corrected = {batch.corrects for batch in batches}
    paths = [store.path_of(batch, "accepted") for batch in batches if batch.batch_id not in corrected]
    day = pl.col(_DAY[return_name])
    wanted = day.is_between(days.first_day, days.last_day) & pl.col("thana_code").is_in(list(thanas))
    told = [pl.scan_parquet(path).filter(wanted) for path in paths if path.exists()]
    if not told:
        return cover.select(_KEY), _FIGURES.to_frame()
    rows = pl.concat(told, how="diagonal").collect().with_columns(day.alias("day"))
    live = rows.join(cover, on=_KEY).filter(pl.col("batch_seq") == pl.col("last_seq"))
    return cover.select(_KEY), _figures(return_name, live)


def _spoken(batch: Batch, thanas: set[str], days: Span) -> pl.DataFrame:
    first, last = batch.first_day, batch.last_covered_day
    if first is None or last is None:
        return _SPOKEN.to_frame()
    common = Span(max(first, days.first_day), min(last, days.last_day), days.source)
    spoken = _days(sorted(thanas & set(batch.thanas)), common)
    return spoken.with_columns(pl.lit(batch.seq, dtype=pl.Int64).alias("batch_seq"))


def _days(thanas: Sequence[str], days: Span) -> pl.DataFrame:
    """One row for each of the thanas and days."""
    if days.first_day > days.last_day:
        return _SPOKEN.to_frame().select(_KEY)
    each = pl.DataFrame({"day": pl.date_range(days.first_day, days.last_day, eager=True)})
    here = pl.DataFrame({"thana_code": list(thanas)}, schema={"thana_code": pl.String})
    return here.join(each, how="cross")

"""From a recognised table to typed rows, one slice per district, with every mend and every fault on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from etl.cells.agreement import disagreeing_numbers, must_be_counselled, place_by_number
from etl.cells.convert import Converted, Place, convert, no_notes, nothing
from etl.names.districts import SAID, Located, Whereabouts, locate
from etl.names.names import Gazetteer, gazetteer_of
from etl.names.validity import on_the_day
from etl.privacy.identity import identifies
from etl.privacy.pseudonyms import Pseudonyms
from etl.recipes import Field, Recipe
from etl.sheets.headers import ColumnMap, map_columns
from etl.sheets.periods import Period, period_of
from etl.sheets.sorting import Sorted, Sorter
from etl.sheets.tables import RawTable
from etl.sheets.totals import SubTotal, crosswise_off
from etl.text.kruti_mends import kruti_mends
from etl.text.words import load_words
from warehouse.reference import Reference

MENDED = pl.Schema(
    {
        "row_id": pl.UInt32(),
        "source_row": pl.Int64(),
        "field": pl.String(),
        "kind": pl.String(),
        "before": pl.String(),
        "after": pl.String(),
    }
)
_PROVENANCE = ("row_id", "source_sheet", "source_row", "district_code", "thana_code")


@dataclass(frozen=True)
class Cleaned:
    """One district's slice of one table. `n_read` is its rows plus what `non_data` counts.

    `rows` are typed, unreadable cells null. `mends`, `faults` and `warnings` name row_id, source_row and field;
    values that could name a person are masked. Counts and totals that belong to the whole table stand with its
    first slice.
    """

    recipe: Recipe
    district_code: str
    sheet: str
    n_read: int
    rows: pl.DataFrame
    mends: pl.DataFrame
    faults: pl.DataFrame
    warnings: pl.DataFrame
    non_data: dict[str, int]
    total_row: dict[str, int] | None
    sub_totals: tuple[SubTotal, ...]
    period: Period | None
    is_nil: bool
    nil_thanas: tuple[str, ...]
    missing_fields: tuple[str, ...]
    banned_counts: dict[str, int]
    identity_counts: dict[str, int]
    unknown_columns: int


@dataclass(frozen=True)
class _Table:
    """What the slices of one table share."""

    raw: RawTable
    recipe: Recipe
    columns: ColumnMap
    gazetteer: Gazetteer
    where: Whereabouts
    told: Sorted
    located: Located
    pseudonyms: Pseudonyms


def clean(
    table: RawTable, recipe: Recipe, reference: Reference, received_at: datetime, pseudonyms: Pseudonyms
) -> list[Cleaned]:
    """The table's slices, one per district found in it. Raises Refused when no district is to be found.

    `received_at` is part of every load's contract; whether a date lies after it is for the row rules to say.
    """
    del received_at
    gazetteer = gazetteer_of(reference)
    columns = map_columns(recipe, table.header)
    where = Whereabouts.of(table, gazetteer)
    told = Sorter(recipe, table, columns, gazetteer, where.district_code).sort()
    nil = _nil_thanas(told, where)
    located = locate(told.data.with_row_index("row_id"), columns, where, tuple(nil))
    whole = _Table(table, recipe, columns, gazetteer, where, told, located, pseudonyms)
    parts = located.parts | {
        code: told.data.with_row_index("row_id").clear() for code in nil if code not in located.parts
    }
    slices = [_slice(whole, code, part, nil.get(code, ())) for code, part in parts.items()]
    return [_with_table_counts(slices[0], told), *slices[1:]]


def _nil_thanas(told: Sorted, where: Whereabouts) -> dict[str, tuple[str, ...]]:
    """The thanas, by district, whose row or whose report says that there is nothing to report."""
    nil: dict[str, tuple[str, ...]] = {}
    for district, thana in told.nil_rows:
        code = where.district_of(district)
        found = where.gazetteer.thanas(code).read(thana).value if code else None
        if code and found:
            nil[code] = (*nil.get(code, ()), str(found))
    code = where.district_code
    if not told.data.height and not nil and code:
        named = (thana for line in where.table.title for thana in where.gazetteer.thanas_in(line, code))
        nil[code] = tuple(dict.fromkeys(named))
    return nil


def _slice(whole: _Table, district_code: str, part: pl.DataFrame, nil_thanas: tuple[str, ...]) -> Cleaned:
    place = Place(district_code, whole.gazetteer, whole.pseudonyms)
    converted = _convert(whole, part, place)
    flags = _banned(whole, part)
    rows = _assembled(whole, part, place, converted, flags)
    ids = part.select("row_id", "source_row").with_row_index("at")
    notes = [
        one.notes.join(ids, on="at", how="left", maintain_order="left").with_columns(pl.lit(name).alias("field"))
        for name, one in converted.items()
        if one.notes.height
    ]
    said = pl.concat(notes) if notes else no_notes().join(ids, on="at").with_columns(pl.lit("").alias("field"))
    mends = pl.concat([_mends(said, whole, part), *_kruti_mends(said, whole, part)])
    rows, faults, mends = _agreed(whole.recipe, rows, _faults(said, whole, part), mends)
    return Cleaned(
        recipe=whole.recipe,
        district_code=district_code,
        sheet=whole.raw.sheet,
        n_read=rows.height,
        rows=rows,
        mends=mends.sort("row_id", maintain_order=True),
        faults=faults.sort("row_id", maintain_order=True),
        warnings=_warnings(said, whole, part),
        non_data={},
        total_row=None,
        sub_totals=(),
        period=period_of(whole.recipe, whole.raw, rows),
        is_nil=not rows.height,
        nil_thanas=nil_thanas,
        missing_fields=_missing_fields(whole, district_code),
        banned_counts={flag: int(flags[flag].sum() or 0) for flag in whole.columns.banned},
        identity_counts=_identity_counts(whole, part, converted),
        unknown_columns=_unknown(whole),
    )


def _convert(whole: _Table, part: pl.DataFrame, place: Place) -> dict[str, Converted]:
    """Every field of the recipe but the district, the thana first because places look at it."""
    fields = [one for one in whole.recipe.fields if one.type != "district"]
    converted: dict[str, Converted] = {}
    for one in sorted(fields, key=lambda field: field.type != "thana"):
        thanas = converted["thana"].columns["thana_code"] if "thana" in converted else None
        converted[one.name] = convert(one, _texts(whole.columns, part, one), place, thanas)
        if one.name == "thana" and (above := _thana_above(whole, place.district_code)):
            told = pl.repeat(above, part.height, dtype=pl.String, eager=True).alias("thana_code")
            converted["thana"] = replace(converted["thana"], columns={"thana_code": told})
    return converted


def _thana_above(whole: _Table, district_code: str) -> str | None:
    """The thana that the surroundings name, of a table that has no column for it."""
    has_column = "thana" in whole.columns.fields or not whole.recipe.of_type("thana")
    return None if has_column else whole.where.thana_of(district_code)


def _missing_fields(whole: _Table, district_code: str) -> tuple[str, ...]:
    missing = whole.columns.missing(whole.recipe) if whole.raw.header else ()
    return tuple(name for name in missing if name != "thana" or _thana_above(whole, district_code) is None)


def _texts(columns: ColumnMap, part: pl.DataFrame, field: Field) -> pl.Series:
    at = columns.fields.get(field.name)
    return part[f"c{at}"] if at is not None else nothing(part.height, pl.String())


def _assembled(
    whole: _Table, part: pl.DataFrame, place: Place, converted: dict[str, Converted], flags: dict[str, pl.Series]
) -> pl.DataFrame:
    typed = [series.alias(name) for one in converted.values() for name, series in one.columns.items()]
    rows = part.select(
        "row_id",
        pl.lit(whole.raw.sheet).alias("source_sheet"),
        "source_row",
        pl.lit(place.district_code).alias("district_code"),
        pl.lit(None, dtype=pl.String).alias("thana_code"),
    ).with_columns(*typed, *(flags[flag] for flag in whole.recipe.keeps_flags))
    rows = on_the_day(rows, whole.recipe.period_field, whole.gazetteer.reference.thanas)
    names = [name for name in whole.recipe.columns if name not in _PROVENANCE]
    return rows.select(*_PROVENANCE, *names)


def _banned(whole: _Table, part: pl.DataFrame) -> dict[str, pl.Series]:
    """Whether banned columns were filled, by flag, null where the file has none. Their text ends here."""
    flags = {}
    for one in whole.recipe.banned:
        columns = whole.columns.banned.get(one.flag, ())
        filled = [_is_filled(part[f"c{at}"]) for at in columns]
        told = pl.any_horizontal(filled) if filled else pl.repeat(None, part.height)
        flags[one.flag] = pl.select(told.cast(pl.Boolean).alias(one.flag)).to_series()
    return flags


def _identity_counts(whole: _Table, part: pl.DataFrame, converted: dict[str, Converted]) -> dict[str, int]:
    """Rows whose columns without a field, and cells whose notes, identify a person; neither text is kept."""
    unused = [identifies(part[f"c{at}"]) for at in (*whole.columns.unknown, *whole.columns.serial)]
    counts = {
        "identity_in_unused": int(pl.select(pl.any_horizontal(unused).sum()).item() or 0) if unused else 0,
        "identity_in_note": sum(one.n_identified for one in converted.values()),
    }
    return {name: count for name, count in counts.items() if count}


def _is_filled(texts: pl.Series) -> pl.Series:
    nil = [
        text
        for text in texts.unique().drop_nulls()
        if len(text) < 20 and (not text.strip() or load_words().is_nil(text))
    ]
    return (
        texts.is_not_null()
        & (texts.str.len_bytes() > 0).fill_null(value=False)
        & ~texts.is_in(nil).fill_null(value=False)
    )


def _faults(said: pl.DataFrame, whole: _Table, part: pl.DataFrame) -> pl.DataFrame:
    found = said.filter(pl.col("rule").is_not_null()).select(
        "row_id", "source_row", "field", "rule", pl.col("before").alias("value"), "suggestion"
    )
    return pl.concat([found.cast(SAID), _of_part(whole.located.faults, part)])


def _warnings(said: pl.DataFrame, whole: _Table, part: pl.DataFrame) -> pl.DataFrame:
    found = said.filter(pl.col("warning").is_not_null()).select(
        "row_id", "source_row", "field", pl.col("warning").alias("rule"), pl.col("before").alias("value"), "suggestion"
    )
    crosswise = crosswise_off(part, whole.columns, whole.recipe).select(
        "row_id", "source_row", "field", pl.lit("row_total_off").alias("rule"), "value", pl.lit("").alias("suggestion")
    )
    return pl.concat([found.cast(SAID), _of_part(whole.located.warnings, part), crosswise.cast(SAID)])


def _mends(said: pl.DataFrame, whole: _Table, part: pl.DataFrame) -> pl.DataFrame:
    found = said.filter(pl.col("mend").is_not_null()).select(
        "row_id", "source_row", "field", pl.col("mend").alias("kind"), "before", "after"
    )
    return pl.concat([found.cast(MENDED), _of_part(whole.located.mends, part)])


def _kruti_mends(said: pl.DataFrame, whole: _Table, part: pl.DataFrame) -> Iterator[pl.DataFrame]:
    told = whole.raw.kruti_dev
    if told is None or told.is_empty():
        return
    located = whole.located.faults.rename({"value": "before"})
    said = pl.concat([said.select("row_id", "field", "before"), located.select("row_id", "field", "before")])
    for field in (one for one in whole.recipe.fields if one.name in whole.columns.fields):
        cells = part.select("row_id", "source_row", _texts(whole.columns, part, field).alias("after"))
        yield kruti_mends(field, cells, told, said.filter(field=field.name)).cast(MENDED)


def _of_part(lines: pl.DataFrame, part: pl.DataFrame) -> pl.DataFrame:
    return lines.filter(pl.col("row_id").is_in(part["row_id"].implode())) if lines.height else lines


def _agreed(
    recipe: Recipe, rows: pl.DataFrame, faults: pl.DataFrame, mends: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The rows after their cells were held against each other: numbers, thanas, years, and what must be counselled."""
    if "unique_no" not in rows.columns:
        return rows, faults, mends
    rows = place_by_number(rows)
    wrong = disagreeing_numbers(rows, recipe)
    if wrong.height:
        faults = pl.concat([faults, wrong.select(*SAID).cast(SAID)])
        is_wrong = pl.col("row_id").is_in(wrong["row_id"].implode())
        rows = rows.with_columns(pl.when(is_wrong).then(None).otherwise("unique_no").alias("unique_no"))
    if "counselling_needed" in rows.columns:
        always = must_be_counselled(rows)
        mends = pl.concat([mends, always.select(*MENDED).cast(MENDED)])
        is_always = pl.col("row_id").is_in(always["row_id"].implode())
        rows = rows.with_columns((pl.col("counselling_needed") | is_always).alias("counselling_needed"))
    return rows, faults, mends


def _unknown(whole: _Table) -> int:
    """How many columns hold something and belong to no field."""
    cells = whole.raw.cells
    filled = (at for at in whole.columns.unknown if whole.raw.header[at] or _holds_text(cells, at))
    return sum(1 for _ in filled)


def _holds_text(cells: pl.DataFrame, at: int) -> bool:
    return bool((cells[f"c{at}"].fill_null("").str.strip_chars() != "").any())


def _with_table_counts(first: Cleaned, told: Sorted) -> Cleaned:
    n_other = sum(told.non_data.values())
    totals = told.totals
    return replace(
        first,
        n_read=first.n_read + n_other,
        non_data=dict(told.non_data),
        total_row=totals.whole,
        sub_totals=totals.parts,
    )

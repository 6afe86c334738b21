"""Turns one column of text into typed values: each distinct text is read once, plain text without leaving Polars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import polars as pl

from etl.cells.codebook import open_codebook
from etl.cells.counts import BEYOND_ANY_COUNT, read_count, read_degrees
from etl.cells.dates import has_day_shape, read_clock, read_clock_plainly, read_moment
from etl.cells.months import read_month
from etl.cells.reading import EMPTY, Reading, failed, mended
from etl.cells.unique_no import Numbering
from etl.names.names import Gazetteer
from etl.privacy.free_text import read_label, read_venue, stand_in_for_note
from etl.privacy.identity import identifies
from etl.privacy.office import read_reference, read_subject
from etl.privacy.pseudonyms import Pseudonyms
from etl.recipes import Field, FieldType
from etl.text.fold import one_dash, tidy
from etl.text.words import load_words

Read = Callable[[str], Reading]
NOTES = pl.Schema(
    {
        "at": pl.UInt32(),
        "mend": pl.String(),
        "rule": pl.String(),
        "warning": pl.String(),
        "before": pl.String(),
        "after": pl.String(),
        "suggestion": pl.String(),
    }
)
_BESIDE = "\x1f"  # stands between a place's name and the row's thana; no cell holds it
_MOMENT = r"^20\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?$"


@dataclass(frozen=True)
class Converted:
    """The typed columns of a field, and a line for each cell (at position `at`) of which there is something to say.

    `n_identified`: cells of which only features are kept, and whose text identified a person.
    """

    columns: dict[str, pl.Series]
    notes: pl.DataFrame
    n_identified: int = 0


@dataclass(frozen=True)
class Place:
    """Where the rows come from: the district whose names and numbers they may use, and what stands in for words."""

    district_code: str
    gazetteer: Gazetteer
    pseudonyms: Pseudonyms


def convert(field: Field, texts: pl.Series, place: Place, thanas: pl.Series | None = None) -> Converted:
    """The typed columns of one field. `thanas`, the thana codes of the rows, settle places that share a name."""
    if texts.null_count() == len(texts):
        return Converted(
            {name: nothing(len(texts), dtype).alias(name) for name, dtype in field.columns.items()}, no_notes()
        )
    if field.type == "place" and thanas is not None:
        return _places(field, texts, place, thanas)
    if field.type == "datetime":
        return _moments(field, texts)
    if field.type == "note":
        return _notes(field, texts, place.pseudonyms)
    dtype = field.columns[field.column]
    plain = _plainly(field, texts, place, dtype)
    values, notes = _slowly(texts, plain, _guarded(_reader(field, place)), dtype)
    return Converted({field.column: values}, notes)


def _reader(field: Field, place: Place) -> Read:
    kind: FieldType = field.type
    if field.code:
        book = open_codebook(field.code)
        by_type: dict[str, Read] = {"yes_no": book.read_yes_no, "age_band": book.read_age, "code_list": book.read_list}
        return by_type.get(kind, book.read)
    if kind == "unique_no":
        return Numbering(place.district_code, place.gazetteer.district_of_thana).read
    if kind == "thana":
        return place.gazetteer.thanas(place.district_code).read
    readers: dict[str, Read] = {
        "date": _read_date,
        "month": read_month,
        "time": _read_time,
        "count": read_count,
        "degrees": read_degrees,
        "venue": lambda text: read_venue(text, place.gazetteer.places(place.district_code), place.pseudonyms),
        "text": lambda text: read_label(text, place.pseudonyms),
        "reference": lambda text: read_reference(text, place.pseudonyms),
        "subject": read_subject,
        "district": place.gazetteer.districts.read,
    }
    return readers[kind]


def _plainly(field: Field, texts: pl.Series, place: Place, dtype: pl.DataType) -> pl.Series:
    """Values of those cells that are written the canonical way; null for all that need a closer look."""
    text = pl.col("text")
    expressions: dict[str, pl.Expr] = {
        "date": _between_years(text.str.to_date("%Y-%m-%d", strict=False)),
        "time": text.str.to_time("%H:%M", strict=False),
        "count": _countable(text.cast(pl.Int64, strict=False)),
        "unique_no": pl.when(text.str.contains(_number_pattern(place))).then(text),
    }
    if field.type in ("code", "yes_no_not_seen", "age_band") and field.code:
        known = open_codebook(field.code).as_written
        expressions[field.type] = text.replace_strict(list(known), list(known.values()), default=None)
    chosen = expressions.get(field.type)
    if chosen is None or (field.type == "date" and not texts.str.contains("-", literal=True).any()):
        return nothing(len(texts), dtype)
    return texts.to_frame("text").select(chosen.cast(dtype).alias("value")).to_series()


def nothing(height: int, dtype: pl.DataType) -> pl.Series:
    """A column that is blank throughout."""
    return pl.Series("value", [None], dtype=dtype).new_from_index(0, height)


def _between_years(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(2000, 2099)).then(day)


def _countable(number: pl.Expr) -> pl.Expr:
    return pl.when(number.abs() < BEYOND_ANY_COUNT).then(number)


def _number_pattern(place: Place) -> str:
    thanas = place.gazetteer.reference.thanas_of_district[place.district_code]
    spelt = "|".join(code.upper() for code in thanas)
    return (
        rf"^MSK/{place.district_code.upper()}/(?:{spelt})/20\d\d/(?:\d\d\d[1-9]|\d\d[1-9]\d|\d[1-9]\d\d|[1-9]\d\d\d)$"
    )


def _guarded(read: Read) -> Read:
    def guarded(text: str) -> Reading:
        told = tidy(text)
        if told in load_words().cell_errors:
            return Reading(rule="cell_error", before=told)
        return read(text) if told else EMPTY

    return guarded


def _slowly(texts: pl.Series, plain: pl.Series, read: Read, dtype: pl.DataType) -> tuple[pl.Series, pl.DataFrame]:
    """The plain values, completed by reading each distinct text that is not plain."""
    left = texts.is_not_null() & plain.is_null()
    if not left.any():
        return plain, no_notes()
    at, told = left.arg_true(), texts.filter(left)
    readings = {text: read(text) for text in told.unique()}
    values = _looked_up(told, readings, dtype)
    return (values if len(told) == len(texts) else _put(plain, at, values)), _said(at, told, readings)


def _looked_up(told: pl.Series, readings: dict[str, Reading], dtype: pl.DataType) -> pl.Series:
    values = pl.Series([one.value for one in readings.values()], dtype=dtype)
    if not dtype.is_nested():
        return told.replace_strict(list(readings), values, return_dtype=dtype)
    return values.gather(told.replace_strict(list(readings), range(len(readings)), return_dtype=pl.UInt32))


def _put(values: pl.Series, at: pl.Series, found: pl.Series) -> pl.Series:
    if not values.dtype.is_nested():
        return values.clone().scatter(at, found)
    filled = values.to_list()
    for position, value in zip(at, found, strict=True):
        filled[position] = value
    return pl.Series(values.name, filled, dtype=values.dtype)


def _said(at: pl.Series, told: pl.Series, readings: dict[str, Reading]) -> pl.DataFrame:
    """A line for each cell whose text was mended, failed or deserves a warning."""
    said = {text: one for text, one in readings.items() if one.mend or one.rule or one.warning}
    if not said:
        return no_notes()
    columns = {name: [getattr(one, name) for one in said.values()] for name in NOTES if name != "at"}
    types = {"text": pl.String()} | {name: NOTES[name] for name in columns}
    lookup = pl.DataFrame({"text": list(said), **columns}, schema=types)
    cells = pl.DataFrame({"at": at.cast(pl.UInt32), "text": told})
    return cells.join(lookup, on="text", how="inner", maintain_order="left").select(NOTES.names())


@cache
def no_notes() -> pl.DataFrame:
    return pl.DataFrame(schema=NOTES)


def _places(field: Field, texts: pl.Series, place: Place, thanas: pl.Series) -> Converted:
    """Places by name; a name that says nothing by itself is looked up together with the row's thana."""
    book = place.gazetteer.places(place.district_code)
    shared = [text for text in texts.drop_nulls().unique() if book.needs_thana(text)]
    told = pl.DataFrame({"text": texts, "thana": thanas}).select(
        pl.when(pl.col("text").is_in(shared) & pl.col("thana").is_not_null())
        .then(pl.concat_str("text", "thana", separator=_BESIDE))
        .otherwise("text")
        .alias("text")
    )

    def read(text: str) -> Reading:
        name, _, thana = text.partition(_BESIDE)
        return _guarded(lambda cell: book.read(cell, thana or None))(name)

    values, notes = _slowly(told.to_series(), nothing(len(texts), pl.String()), read, pl.String())
    return Converted({field.column: values}, notes)


def _moments(field: Field, texts: pl.Series) -> Converted:
    """A day with or without a time becomes a datetime and whether the time was given."""
    name, has_time = field.columns
    text = pl.col("text")
    stamp = (
        text.str.replace("T", " ")
        .str.pad_end(19, ":")
        .str.replace("::::*$", ":00")
        .str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
    )
    rows = pl.DataFrame({"text": texts}).with_columns(
        text.str.contains(_MOMENT).fill_null(value=False).alias("is_plain")
    )
    plain = rows.select(pl.when("is_plain").then(stamp).cast(pl.Datetime("us")).alias("value")).to_series()
    values, notes = _slowly(texts, plain, _guarded(_read_moment), pl.Datetime("us"))
    timed = rows.select(pl.when(text.str.ends_with("00:00:00").not_() & pl.col("is_plain")).then(True)).to_series()
    told = rows.filter(~pl.col("is_plain"))["text"].drop_nulls().unique()
    with_clock = [one for one in told if (moment := read_moment(one)) and moment.clock is not None]
    timed = (
        (timed.fill_null(value=False) | texts.is_in(with_clock).fill_null(value=False)).zip_with(
            values.is_not_null(), pl.Series([None], dtype=pl.Boolean)
        )
        if len(values)
        else timed.cast(pl.Boolean)
    )
    return Converted({name: values, has_time: timed.alias(has_time)}, notes)


def _notes(field: Field, texts: pl.Series, pseudonyms: Pseudonyms) -> Converted:
    """A note's length and what stands in for its words without numbers; the text goes no further."""
    length, hashed = field.columns
    distinct = texts.drop_nulls().unique()
    told = [tidy(text) for text in distinct]
    kept = [text if text and not load_words().is_nil(text) else None for text in told]
    lookup = pl.DataFrame(
        {
            "text": distinct,
            length: pl.Series([len(text) if text else None for text in kept], dtype=pl.Int32),
            hashed: pl.Series(
                [stand_in_for_note(text, pseudonyms) if text else None for text in kept], dtype=pl.String
            ),
        }
    )
    found = texts.to_frame("text").join(lookup, on="text", how="left", maintain_order="left")
    return Converted({length: found[length], hashed: found[hashed]}, no_notes(), int(identifies(texts).sum()))


def _read_date(text: str) -> Reading:
    reading = _read_moment(text)
    if not isinstance(reading.value, datetime):
        return reading
    return replace(reading, value=reading.value.date(), after=reading.after[:10])


def _read_moment(text: str) -> Reading:
    told = tidy(text)
    if load_words().is_nil(told):
        return EMPTY
    moment = read_moment(told)
    if moment is None:
        return failed("date_unreadable", told, is_known=has_day_shape(told))
    if moment.is_plain:
        return Reading(moment.at)
    after = moment.at.isoformat(" ", "minutes") if moment.clock else moment.day.isoformat()
    return mended(moment.at, "date", told, after)


def _read_time(text: str) -> Reading:
    told = tidy(text)
    if load_words().is_nil(told):
        return EMPTY
    if (plain := read_clock_plainly(told)) is not None:
        return Reading(plain)
    clock = read_clock(one_dash(told))
    if clock is None:
        return failed("time_unreadable", told, is_known=has_day_shape(told))
    return mended(clock, "time", told, clock.isoformat("minutes"))

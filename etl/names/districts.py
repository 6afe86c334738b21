"""Which district each row belongs to: its column, else the sheet's name, else the title, else the file's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import polars as pl

from access.errors import Refused
from etl.cells.reading import Reading
from etl.names.names import Gazetteer
from etl.sheets.headers import ColumnMap
from etl.sheets.tables import RawTable, called
from etl.text.fold import tidy
from etl.text.words import load_words

SAID = pl.Schema(
    {
        "row_id": pl.UInt32(),
        "source_row": pl.Int64(),
        "field": pl.String(),
        "rule": pl.String(),
        "value": pl.String(),
        "suggestion": pl.String(),
    }
)


@dataclass(frozen=True)
class Located:
    """The rows of each district, and what was wrong or odd about the district that some of them name."""

    parts: dict[str, pl.DataFrame]
    faults: pl.DataFrame
    warnings: pl.DataFrame
    mends: pl.DataFrame


@dataclass(frozen=True)
class Whereabouts:
    """The district that a table's surroundings name, if they name one."""

    table: RawTable
    gazetteer: Gazetteer
    district_code: str | None

    @classmethod
    def of(cls, table: RawTable, gazetteer: Gazetteer) -> Whereabouts:
        lines = (table.sheet, *table.title, table.file_name)
        found = (gazetteer.district_in(line) for line in lines)
        return cls(table, gazetteer, next((code for code in found if code), None))

    def thana_of(self, district_code: str) -> str | None:
        """The one thana that sheet, title or file name speaks of: the whole table is that Kendra's own."""
        lines = (*self.table.title, self.table.sheet, self.table.file_name)
        named = {thana for line in lines for thana in self.gazetteer.thanas_in(line, district_code)}
        if of_sheet := self._thana_of_sheet(district_code):
            named.add(of_sheet)
        return named.pop() if len(named) == 1 else None

    def _thana_of_sheet(self, district_code: str) -> str | None:
        """A sheet may bear nothing but the thana's name, unless that is a district's, too."""
        sheet = self.table.sheet
        return self.gazetteer.thanas(district_code).find(sheet) if not self.gazetteer.district_in(sheet) else None

    def refusal(self, key: str, **values: object) -> Refused:
        districts = self.gazetteer.districts.known.values()
        return Refused(
            key,
            **called(self.table),
            known_hi=", ".join(one.name_hi for one in districts),
            known_en=", ".join(one.name_en for one in districts),
            **values,
        )

    def district_of(self, text: str | None) -> str | None:
        """The district that a cell names, else that of the surroundings."""
        code = self.read(text).value if text else None
        return str(code) if code else self.district_code

    def read(self, text: str) -> Reading:
        """The district of one cell; a nil mark there names none."""
        told = tidy(text)
        return Reading() if load_words().is_nil(told) else self.gazetteer.districts.read(told)


def locate(data: pl.DataFrame, columns: ColumnMap, where: Whereabouts, nil: tuple[str, ...]) -> Located:
    """The data rows by district. Raises Refused when neither rows nor surroundings name a district of the range.

    `nil`: districts that nil rows name; a table of nil rows alone needs no other.
    """
    at = columns.fields.get("district")
    texts = data[f"c{at}"] if at is not None else pl.repeat(None, data.height, dtype=pl.String, eager=True)
    distinct = texts.drop_nulls().unique()
    readings = {text: where.read(text) for text in distinct}
    codes = {text: str(reading.value) for text, reading in readings.items() if reading.value}
    fallback = where.district_code or _most_named(texts, codes) or (nil[0] if nil else None)
    is_sure = where.district_code is not None or len({*codes.values(), *nil}) <= 1
    if fallback is None:
        raise _no_district(where, readings)
    rows = data.with_columns(
        texts.alias("told"),
        texts.replace_strict(list(codes), list(codes.values()), default=None, return_dtype=pl.String)
        .fill_null(fallback)
        .alias("district_code"),
    )
    parts = _by_district(rows, fallback)
    return Located(
        parts if rows.height or not nil else {},
        _faults(rows, readings, is_sure),
        _disagreements(rows, codes, where),
        _mends(rows, readings),
    )


def _no_district(where: Whereabouts, readings: dict[str, Reading]) -> Refused:
    found = ", ".join(sorted({reading.before for reading in readings.values() if reading.rule}))
    if found:
        return where.refusal("etl.refused.unknown_district", found=found)
    return where.refusal("etl.refused.no_district")


def _by_district(rows: pl.DataFrame, fallback: str) -> dict[str, pl.DataFrame]:
    codes = rows["district_code"].unique(maintain_order=True).to_list() or [fallback]
    plain = rows.drop("told", "district_code")
    if len(codes) == 1:
        return {codes[0]: plain}
    return {code: plain.filter(rows["district_code"] == code) for code in codes}


def _most_named(texts: pl.Series, codes: dict[str, str]) -> str | None:
    """Where rows are put that name no district: with the district that most of the others name."""
    counts = Counter(codes[text] for text in texts.drop_nulls() if text in codes)
    return max(sorted(counts), key=counts.__getitem__) if counts else None


def _faults(rows: pl.DataFrame, readings: dict[str, Reading], is_sure: bool) -> pl.DataFrame:
    """Rows that name a district which is none of the range's, or none where several could be meant."""
    wrong = {text: reading for text, reading in readings.items() if reading.rule}
    unnamed = {text for text, reading in readings.items() if reading.value is None} - set(wrong)
    is_unnamed = pl.col("told").is_null() | pl.col("told").is_in(list(unnamed))
    found = rows.filter(pl.col("told").is_in(list(wrong)) | (is_unnamed & (not is_sure)))
    unsaid = Reading(rule="district_unknown")
    lines = [
        (row_id, source_row, "district", reading.rule, reading.before, reading.suggestion)
        for row_id, source_row, told in found.select("row_id", "source_row", "told").iter_rows()
        for reading in [wrong.get(told, unsaid)]
    ]
    return pl.DataFrame(lines, schema=SAID, orient="row")


def _mends(rows: pl.DataFrame, readings: dict[str, Reading]) -> pl.DataFrame:
    """Rows whose district was written in a spelling that had to be resolved."""
    mended = {text: reading for text, reading in readings.items() if reading.mend}
    found = rows.filter(pl.col("told").is_in(list(mended))).select("row_id", "source_row", "told")
    return found.with_columns(
        pl.lit("district").alias("field"),
        pl.col("told")
        .replace_strict({text: reading.mend for text, reading in mended.items()}, default="")
        .alias("kind"),
        pl.col("told")
        .replace_strict({text: reading.before for text, reading in mended.items()}, default="")
        .alias("before"),
        pl.col("told")
        .replace_strict({text: reading.after for text, reading in mended.items()}, default="")
        .alias("after"),
    ).drop("told")


def _disagreements(rows: pl.DataFrame, codes: dict[str, str], where: Whereabouts) -> pl.DataFrame:
    """Rows whose own district is not the one that sheet, title or file name; the row is believed, with a warning."""
    if where.district_code is None:
        return pl.DataFrame(schema=SAID)
    other = pl.col("told").is_in(list(codes)) & (pl.col("district_code") != where.district_code)
    return rows.filter(other).select(
        "row_id",
        "source_row",
        pl.lit("district").alias("field"),
        pl.lit("district_disagrees").alias("rule"),
        pl.col("district_code").alias("value"),
        pl.lit(where.district_code).alias("suggestion"),
    )

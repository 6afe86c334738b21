"""The rejection sheet of a batch, in Hindi and English, as .xlsx and .csv: what to mend, where, and how."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import polars as pl
import xlsxwriter

from access.errors import BadChoice
from access.settings import load_settings
from etl.judging.register import Register
from etl.recipes import Recipe, load_recipe
from expectations.verdict import mend_sentence, rule_sentence
from locales import say
from warehouse.batch import Batch
from warehouse.reference import load_reference
from warehouse.store import Store

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (28, 16, 8, 24, 18, 44, 44, 44, 44)


@dataclass(frozen=True)
class Line:
    """One thing to mend. The value is masked already, as the store holds it."""

    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    rule_hi: str
    rule_en: str
    mend_hi: str
    mend_en: str


def reject_lines(batch: Batch, store: Store) -> list[Line]:
    """What was held back in a batch, what still waits for its case, and numbers of its cases that others also use."""
    if batch.return_name is None:
        return [
            Line(batch.file_name, batch.sheet, None, "", "", one.sentence_hi, one.sentence_en, "", "")
            for one in batch.reasons
        ]
    recipe = load_recipe(batch.return_name)
    parts = [_held_back(batch, store), _waiting(batch, recipe, store), _claimed_elsewhere(batch, recipe, store)]
    found = pl.concat(parts, how="diagonal_relaxed").sort("source_sheet", "source_row", maintain_order=True)
    return [_line(batch, recipe, row) for row in found.iter_rows(named=True)]


def write_sheets(name: str, lines: list[Line], folder: Path) -> list[Path]:
    """Write both files; returns their paths. Raises BadChoice when the folder cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise BadChoice("gate.load.folder_taken", path=folder) from None
    paths = [folder / f"rejects_{name}.{ending}" for ending in ("xlsx", "csv")]
    _write_xlsx(paths[0], lines)
    _write_csv(paths[1], lines)
    return paths


def neutral(text: str) -> str:
    """The text as Excel may open it from a CSV: what starts like a formula is led by an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def header() -> list[str]:
    """The column heads: in both languages, and rule and remedy once in each."""
    plain = [f"{say('hi', key)} / {say('en', key)}" for key in map(_key, ("file", "sheet", "row", "column", "value"))]
    return plain + [say(lang, _key(name)) for name in ("rule", "mend") for lang in ("hi", "en")]


def _key(name: str) -> str:
    return f"gate.sheet.{name}"


def _held_back(batch: Batch, store: Store) -> pl.DataFrame:
    path = store.path_of(batch, "quarantined")
    columns = ("source_sheet", "source_row", "field", "rule", "value", "suggestion")
    return pl.read_parquet(path, columns=list(columns)) if path.exists() else _nothing()


def _waiting(batch: Batch, recipe: Recipe, store: Store) -> pl.DataFrame:
    """Child rows of the batch that have no case even now."""
    path = store.path_of(batch, "accepted")
    if not recipe.child_of or not path.exists():
        return _nothing()
    rows = pl.read_parquet(path)
    waiting = Register(store).children(rows, recipe.period_field).waiting
    return _pointing(rows.filter(pl.col("row_id").is_in(waiting.implode())), "number_not_in_register", None)


def _claimed_elsewhere(batch: Batch, recipe: Recipe, store: Store) -> pl.DataFrame:
    """Cases of this batch whose number a later file of anyone has given to another case: both are told."""
    path = store.path_of(batch, "accepted")
    if not recipe.is_cumulative or not path.exists():
        return _nothing()
    others = [one for one in store.batches() if one.return_name == batch.return_name and one.seq > batch.seq]
    told = [held for one in others if (held := store.path_of(one, "quarantined")).exists()]
    if not told:
        return _nothing()
    clashes = pl.concat([pl.read_parquet(one, columns=["unique_no", "rule", "thana_code"]) for one in told])
    clashes = clashes.filter(pl.col("rule") == "number_conflict").unique("unique_no")
    rows = pl.read_parquet(path, columns=["source_sheet", "source_row", "unique_no"])
    joined = rows.join(clashes.select("unique_no", "thana_code"), on="unique_no")
    return _pointing(joined, "number_conflict", "thana_code")


def _pointing(rows: pl.DataFrame, rule: str, suggestion: str | None) -> pl.DataFrame:
    return rows.select(
        "source_sheet",
        "source_row",
        pl.lit("unique_no").alias("field"),
        pl.lit(rule).alias("rule"),
        pl.col("unique_no").alias("value"),
        (pl.col(suggestion) if suggestion else pl.lit(None, dtype=pl.String)).alias("suggestion"),
    )


def _nothing() -> pl.DataFrame:
    texts = ("source_sheet", "field", "rule", "value", "suggestion")
    return pl.DataFrame(schema={"source_row": pl.Int64, **dict.fromkeys(texts, pl.String)})


@cache
def _names() -> dict[str, dict[str, str]]:
    """What every thana and district is called, by language and code."""
    reference = load_reference(load_settings())
    lists = ((reference.districts, "district_code"), (reference.thanas, "thana_code"))
    return {
        lang: {code: name for frame, key in lists for code, name in zip(frame[key], frame[f"name_{lang}"], strict=True)}
        for lang in ("hi", "en")
    }


def _places(codes: str, names: dict[str, str]) -> str:
    """Codes joined by a dot in the middle, as names."""
    return " · ".join(names.get(code, code) for code in codes.split(" · "))


def _line(batch: Batch, recipe: Recipe, row: dict[str, object]) -> Line:
    rule, suggestion = str(row["rule"]), row["suggestion"]
    source_row = row["source_row"]
    rules = {lang: rule_sentence(recipe.name, rule, lang) for lang in ("hi", "en")}
    mends = {lang: mend_sentence(recipe.name, rule, lang) for lang in ("hi", "en")}
    if suggestion and rule == "number_conflict":
        where = {lang: _places(str(suggestion), _names()[lang]) for lang in mends}
        mends = {lang: say(lang, "gate.mend.elsewhere", mend=mends[lang], suggestion=where[lang]) for lang in mends}
    elif suggestion:
        mends = {lang: say(lang, "gate.mend.suggestion", mend=mends[lang], suggestion=suggestion) for lang in mends}
    return Line(
        file=batch.file_name,
        sheet=str(row["source_sheet"] or batch.sheet),
        row=source_row if isinstance(source_row, int) else None,
        column=_heading(recipe, str(row["field"])),
        value=str(row["value"] or ""),
        rule_hi=rules["hi"],
        rule_en=rules["en"],
        mend_hi=mends["hi"],
        mend_en=mends["en"],
    )


def _heading(recipe: Recipe, name: str) -> str:
    found = next((field for field in recipe.fields if name in (field.name, field.column)), None)
    return f"{found.header_hi} / {found.header_en}" if found else name


def _write_xlsx(path: Path, lines: list[Line]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(say("hi", _key("name")))
        wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        sheet.write_row(0, 0, header(), bold)
        sheet.freeze_panes(1, 0)
        for number, cells in enumerate(_cells(lines), start=1):
            sheet.write_row(number, 0, cells)


def _write_csv(path: Path, lines: list[Line]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header())
        writer.writerows(_cells(lines))


def _cells(lines: list[Line]) -> Iterator[list[str | int | None]]:
    for line in lines:
        yield [neutral(cell) if isinstance(cell, str) else cell for cell in astuple(line)]

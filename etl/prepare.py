"""One file from its bytes to checked slices: read, recognise, clean, fold repeats, apply the rules. Writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from access.errors import MissionError, Refused
from access.settings import Settings
from etl.bugs import log_bug
from etl.clean import Cleaned, clean
from etl.masking import shown_name
from etl.pseudonyms import Pseudonyms, open_pseudonyms
from etl.read import RawTable, ReadFile, read_file
from etl.recipes import Recipe
from etl.recognise import recognise
from etl.repeats import Conflicts, conflicts_in_file, drop_repeats, fold_updates
from etl.slices import Slice, Span, content_hash, join_overlapping
from expectations.gate import RuleCount, count_rules
from expectations.rules import derive, failures
from expectations.suites import load_suite
from expectations.verdict import TotalOff
from locales import say
from warehouse.reference import Reference

_UNKNOWN = "etl.refused.unknown_return"


@dataclass(frozen=True)
class FileFacts:
    """What stays on record of a file: it is itself not kept."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class RefusedPart:
    """A file, or a sheet of it, of which nothing is used."""

    sheet: str
    rule: str
    sentence_hi: str
    sentence_en: str
    return_name: str | None = None


@dataclass(frozen=True)
class Checked:
    """A slice with all that was found in it before the register is asked."""

    slice_: Slice
    failures: pl.DataFrame
    counts: tuple[RuleCount, ...]
    conflicts: Conflicts
    content_hash: str

    @property
    def disagreeing(self) -> tuple[str, ...]:
        """The rules that Polars and Great Expectations count differently."""
        here = dict(self.failures["rule"].value_counts().iter_rows())
        return tuple(count.rule for count in self.counts if count.n_failed != here.get(count.rule, 0))


@dataclass(frozen=True)
class Prepared:
    file: FileFacts
    checked: tuple[Checked, ...]
    refused: tuple[RefusedPart, ...]


def file_facts(path: Path) -> FileFacts:
    """Name, size and SHA-256 of a file, read in pieces; a file that cannot be opened has no SHA-256."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return FileFacts(shown_name(path.name), path.stat().st_size, sha256)
    except OSError:
        return FileFacts(shown_name(path.name), 0, "")


def prepare(path: Path, settings: Settings, reference: Reference, received_at: datetime) -> Prepared:
    """Everything about one file that needs no other file. A file's own failure never stops the others."""
    file = file_facts(path)
    try:
        read = read_file(path, settings)
        slices, refused = _slices(read, reference, received_at, open_pseudonyms(settings.data))
        return Prepared(file, tuple(_check(slices, received_at)), tuple(refused))
    except MissionError as error:
        return Prepared(file, (), (_refused("", error),))
    except Exception as error:  # noqa: BLE001  a bug met in one file must not stop the others; it is logged
        fault = log_bug(file.name, error)
        return Prepared(file, (), (_refused("", Refused("gate.refused.broken", fault=fault)),))


def _slices(
    read: ReadFile, reference: Reference, received_at: datetime, pseudonyms: Pseudonyms
) -> tuple[list[Slice], list[RefusedPart]]:
    slices: list[Slice] = []
    refused: list[RefusedPart] = []
    for table in read.tables:
        recipe: Recipe | None = None
        try:
            recipe = recognise(table)
            slices += list(_of_table(table, recipe, reference, received_at, pseudonyms))
        except Refused as error:
            refused.append(_refused(table.sheet, error, recipe))
    if not slices and not refused:
        raise Refused("gate.refused.no_table")
    slices = [drop_repeats(slice_) for slice_ in join_overlapping(slices)]
    return _with_file_notes(slices, refused, read)


def _with_file_notes(
    slices: list[Slice], refused: list[RefusedPart], read: ReadFile
) -> tuple[list[Slice], list[RefusedPart]]:
    """Beside tables that are used, sheets of no known return are noted; alone they are refused, once."""
    unknown = [part for part in refused if part.rule == _UNKNOWN]
    known = [part for part in refused if part.rule != _UNKNOWN]
    if not slices:
        return [], known or unknown[:1]
    first = slices[0].noted("hidden_sheets", read.hidden_sheets).noted("tables_not_used", len(unknown))
    return [first, *slices[1:]], known


def _of_table(
    table: RawTable, recipe: Recipe, reference: Reference, received_at: datetime, pseudonyms: Pseudonyms
) -> Iterator[Slice]:
    cleaned = clean(table, recipe, reference, received_at, pseudonyms)
    off = tuple(_totals_off(cleaned, recipe))
    for one in cleaned:
        if one.missing_fields:
            raise _missing(table.sheet, recipe, one.missing_fields)
        slice_ = _slice(one, off, reference)
        if slice_.span is None:
            raise Refused("gate.refused.no_dates" if one.rows.height else "gate.refused.no_period", sheet=table.sheet)
        yield slice_


def _missing(sheet: str, recipe: Recipe, names: Sequence[str]) -> Refused:
    fields = [field for field in recipe.fields if field.name in names]
    return Refused(
        "gate.refused.missing_column",
        sheet=sheet,
        fields_hi=", ".join(field.header_hi for field in fields),
        fields_en=", ".join(field.header_en for field in fields),
    )


def _slice(cleaned: Cleaned, off: tuple[TotalOff, ...], reference: Reference) -> Slice:
    period = cleaned.period
    has_thanas = cleaned.nil_thanas or cleaned.rows.height
    whole_district = reference.thanas_of_district[cleaned.district_code]
    return Slice(
        recipe=cleaned.recipe,
        district_code=cleaned.district_code,
        sheet=cleaned.sheet,
        n_read=cleaned.n_read,
        rows=cleaned.rows,
        mends=cleaned.mends,
        faults=cleaned.faults,
        non_data=dict(cleaned.non_data),
        warnings=cleaned.warnings,
        notes={**cleaned.banned_counts, **cleaned.identity_counts, "columns_not_used": cleaned.unknown_columns},
        totals_off=off,
        span=Span(period.first_day, period.last_day, period.source) if period else None,
        is_nil=cleaned.is_nil or not cleaned.rows.height,
        nil_thanas=tuple(cleaned.nil_thanas) if has_thanas else whole_district,
    )


def _totals_off(cleaned: Sequence[Cleaned], recipe: Recipe) -> Iterator[TotalOff]:
    """The stated totals that the table's rows do not give; a column with an unreadable cell cannot be added up."""
    stated = next((one.total_row for one in cleaned if one.total_row), None) or {}
    doubtful = {name for one in cleaned for name in one.faults["field"].unique()}
    for field in recipe.fields:
        if field.name in stated and field.name not in doubtful:
            summed = sum(int(one.rows[field.column].sum() or 0) for one in cleaned)
            if summed != stated[field.name]:
                yield TotalOff(field.header_hi, field.header_en, stated[field.name], summed)


def _check(slices: Sequence[Slice], received_at: datetime) -> Iterator[Checked]:
    cases = [slice_ for slice_ in slices if slice_.recipe.is_cumulative]
    clashes = dict(zip(map(id, cases), conflicts_in_file(cases), strict=True))
    for slice_ in slices:
        conflicts = clashes.get(id(slice_), Conflicts(pl.Series("row_id", dtype=pl.UInt32)))
        yield _checked(slice_, conflicts, received_at)


def _checked(slice_: Slice, conflicts: Conflicts, received_at: datetime) -> Checked:
    day, hash_, suite = received_at.date(), content_hash(slice_), load_suite(slice_.return_name)
    frame = derive(suite, slice_.rows, day)
    failed = failures(suite, frame)
    if slice_.recipe.is_cumulative:
        stopped = failed.filter(pl.col("level") == "quarantine")["row_id"]
        unfit = pl.concat([stopped, slice_.faults["row_id"].cast(pl.UInt32), conflicts.row_ids]).unique()
        folded = fold_updates(slice_, unfit)
        if folded is not slice_:
            slice_, frame = folded, derive(suite, folded.rows, day)
            failed = failures(suite, frame)
    return Checked(slice_, failed, count_rules(suite, frame, day), conflicts, hash_)


def _refused(sheet: str, error: MissionError, recipe: Recipe | None = None) -> RefusedPart:
    sentences = [say(lang, error.key, **error.values) for lang in ("hi", "en")]
    return RefusedPart(sheet, error.key, sentences[0], sentences[1], recipe.name if recipe else None)

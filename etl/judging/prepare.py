"""One file from its bytes to checked slices: read, recognise, clean, fold repeats, apply the rules. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from access.errors import MissionError, Refused
from access.settings import Settings
from etl.bugs import log_bug
from etl.clean import Cleaned, clean
from etl.files.incoming import Incoming
from etl.judging.repeats import Conflicts, conflicts_in_file, drop_repeats, fold_updates
from etl.judging.slices import Slice, Span, content_hash, join_overlapping
from etl.privacy.masking import shown_name
from etl.privacy.pseudonyms import Pseudonyms, open_pseudonyms
from etl.recipes import Recipe
from etl.sheets.read import RawTable, ReadFile, read_file
from etl.sheets.recognise import missing_column, recognise
from etl.sheets.tables import called
from etl.sheets.totals import totals_off
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


def file_facts(file: Incoming) -> FileFacts:
    return FileFacts(shown_name(file.name), file.size, file.sha256)


def prepare(file: Incoming, settings: Settings, reference: Reference, received_at: datetime) -> Prepared:
    """Everything about one file that needs no other file. A file's own failure never stops the others."""
    facts = file_facts(file)
    try:
        read = read_file(file, settings)
        slices, refused = _slices(read, reference, received_at, open_pseudonyms(settings.data))
        return Prepared(facts, tuple(_check(slices, received_at)), tuple(refused))
    except MissionError as error:
        return Prepared(facts, (), (_refused("", error),))
    except Exception as error:  # noqa: BLE001  a bug met in one file must not stop the others; it is logged
        fault = log_bug(facts.name, error)
        return Prepared(facts, (), (_refused("", Refused("gate.refused.broken", fault=fault)),))


def _slices(
    read: ReadFile, reference: Reference, received_at: datetime, pseudonyms: Pseudonyms
) -> tuple[list[Slice], list[RefusedPart]]:
    slices: list[Slice] = []
    refused = [_refused(sheet, error) for sheet, error in read.refused]
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
    notes = {"hidden_sheets": read.hidden_sheets, "tables_not_used": len(unknown) + read.n_skipped_sheets, **read.notes}
    first = _noted(slices[0], notes)
    return _with_sheet_notes([first, *slices[1:]], read), known


def _with_sheet_notes(slices: list[Slice], read: ReadFile) -> list[Slice]:
    """What was noticed on a sheet is said once, with the first slice that came from it."""
    noted: list[Slice] = []
    for slice_ in slices:
        is_first = all(slice_.sheet != other.sheet for other in noted)
        noted.append(_noted(slice_, read.sheet_notes.get(slice_.sheet, {})) if is_first else slice_)
    return noted


def _noted(slice_: Slice, notes: Mapping[str, int]) -> Slice:
    for note, count in notes.items():
        slice_ = slice_.noted(note, count)
    return slice_


def _of_table(
    table: RawTable, recipe: Recipe, reference: Reference, received_at: datetime, pseudonyms: Pseudonyms
) -> Iterator[Slice]:
    cleaned = clean(table, recipe, reference, received_at, pseudonyms)
    off = tuple(totals_off(cleaned, recipe))
    for one in cleaned:
        if one.missing_fields:
            raise missing_column(table, recipe, one.missing_fields)
        slice_ = _slice(one, off, reference)
        if slice_.span is None:
            raise Refused("gate.refused.no_dates" if one.rows.height else "gate.refused.no_period", **called(table))
        yield slice_


def _slice(cleaned: Cleaned, off: tuple[TotalOff, ...], reference: Reference) -> Slice:
    period = cleaned.period
    has_thanas = not cleaned.recipe.is_of_district and (cleaned.nil_thanas or cleaned.rows.height)
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

"""From a checked slice to a batch: what the register says of it, its verdict, its record, its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from access.settings import Settings
from etl.judging.checks import findings
from etl.judging.likeness import could_not_compare, like_batch
from etl.judging.prepare import Checked, FileFacts, RefusedPart
from etl.judging.quarantine import NO_ROW_IDS, lines
from etl.judging.register import Register
from etl.judging.revisions import TIMING, InTime, in_time, says_more_now
from etl.judging.slices import Said, Slice, Span
from etl.sheets.periods import days_of
from expectations.verdict import REFUSED, UNCHANGED, BatchFacts, Reason, Verdict, decide, reason
from warehouse.batch import Batch, BatchReason
from warehouse.reference import Reference
from warehouse.store import Store, now


@dataclass(frozen=True)
class Delivery:
    """What holds for all files handed in together."""

    received_at: datetime
    corrects: Batch | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one slice or file, as `load --json` tells it. `is_new` when it is on record since this load."""

    file: str
    sheet: str
    return_name: str | None
    district: str | None
    rows_read: int
    accepted: int
    mended: int
    quarantined: int
    non_data: int
    verdict: str
    reasons: tuple[Reason, ...]
    is_new: bool = False


def take_in(
    checked: Checked,
    file: FileFacts,
    delivery: Delivery,
    store: Store,
    register: Register,
    settings: Settings,
    reference: Reference,
) -> Outcome:
    """Judge one slice and commit it, unless it says nothing new. `reference`: the lists by which it was read."""
    earlier = store.batches()
    known = _known_already(checked, file, delivery, earlier)
    if known is not None:
        return known
    sorted_rows = _Sorted.of(checked, delivery, register)
    said = _said(checked.slice_, sorted_rows, delivery)
    place = in_time(said, earlier, reference.due)
    told = findings(said, place, register, store, reference)
    verdict = decide(_facts(checked, sorted_rows, said, told, store), settings)
    batch = _batch(checked, sorted_rows, said, place, file, verdict, store.next_seq())
    if _is_held_again(batch, earlier):
        return outcome_of(batch)
    is_published = verdict.verdict == "published"
    accepted = sorted_rows.accepted if is_published else None
    store.commit(batch, accepted, sorted_rows.lines, _mends(checked.slice_))
    if is_published and checked.slice_.recipe.is_cumulative:
        register.add(sorted_rows.accepted, batch)
    return outcome_of(batch, is_new=True)


def refuse(part: RefusedPart, file: FileFacts, delivery: Delivery, store: Store) -> Outcome:
    """Put a refused file or sheet on record, once."""
    told = BatchReason(rule=part.rule, count=1, sentence_hi=part.sentence_hi, sentence_en=part.sentence_en)
    seq = store.next_seq()
    batch = Batch(
        batch_id=f"refused-{seq:05}",
        seq=seq,
        return_name=part.return_name,
        district_code=None,
        file_name=file.name,
        file_size=file.size,
        file_sha256=file.sha256,
        sheet=part.sheet,
        received_at=delivery.received_at,
        loaded_at=now(),
        verdict="refused",
        reasons=(told,),
    )
    is_known = any(
        (one.verdict, one.file_name, one.file_sha256, one.sheet, one.reasons)
        == (REFUSED, file.name, file.sha256, part.sheet, batch.reasons)
        for one in store.batches()
    )
    if not is_known:
        store.commit(batch)
    return outcome_of(batch, is_new=not is_known)


def outcome_of(batch: Batch, *, is_new: bool = False) -> Outcome:
    return Outcome(
        batch.file_name,
        batch.sheet,
        batch.return_name,
        batch.district_code,
        batch.rows_read,
        batch.accepted,
        batch.mended,
        batch.quarantined,
        batch.non_data,
        batch.verdict,
        tuple(Reason(one.rule, one.count, one.sentence_hi, one.sentence_en) for one in batch.reasons),
        is_new,
    )


def unchanged(batch: Batch, file: FileFacts, why: str) -> Outcome:
    """An earlier batch that has come again: its counts, and that nothing happens."""
    return replace(outcome_of(batch), file=file.name, verdict=UNCHANGED, reasons=(reason(why, batch.rows_read),))


@dataclass(frozen=True)
class _Sorted:
    """The rows of a slice once the register has been asked: kept, held back, waiting (kept, but without a case)."""

    accepted: pl.DataFrame
    lines: pl.DataFrame
    waiting: int
    quarantined: int
    outside: int

    @classmethod
    def of(cls, checked: Checked, delivery: Delivery, register: Register) -> _Sorted:
        slice_, recipe = checked.slice_, checked.slice_.recipe
        elsewhere = pl.DataFrame(schema={"row_id": pl.UInt32, "other_thana": pl.String})
        waiting = too_early = NO_ROW_IDS
        if recipe.is_cumulative:
            elsewhere = register.conflicts(slice_.rows, delivery.corrects)
        if recipe.child_of:
            children = register.children(slice_.rows, recipe.period_field)
            waiting, too_early = children.waiting, children.too_early
        held_back = lines(checked, elsewhere, too_early)
        stopped = held_back["row_id"].unique()
        accepted = slice_.rows.filter(~pl.col("row_id").is_in(stopped.implode()))
        still_waiting = accepted["row_id"].is_in(waiting.implode()).sum() if waiting.len() else 0
        return cls(accepted, held_back, int(still_waiting), stopped.len(), _outside(slice_, accepted))


def _outside(slice_: Slice, accepted: pl.DataFrame) -> int:
    """How many rows are dated outside the period that the file states, where it should tell of nothing older."""
    recipe = slice_.recipe
    if slice_.span is None or not slice_.span.is_stated or recipe.is_cumulative or recipe.is_retold:
        return 0
    inside = accepted[slice_.recipe.period_field].is_between(slice_.span.first_day, slice_.span.last_day)
    return int((~inside).sum())


def _facts(checked: Checked, sorted_rows: _Sorted, said: Said, found: tuple[Reason, ...], store: Store) -> BatchFacts:
    slice_, earlier = checked.slice_, store.batches()
    like = like_batch(said, store, earlier)
    return BatchFacts(
        return_name=slice_.return_name,
        is_cumulative=slice_.recipe.is_cumulative,
        first_day=said.span.first_day,
        n_data=slice_.rows.height,
        n_quarantined=sorted_rows.quarantined,
        n_waiting=sorted_rows.waiting,
        is_nil=slice_.is_nil,
        quarantined_by_rule=_by_rule(sorted_rows.lines),
        warned_by_rule=_by_rule(_warnings(checked)),
        held_by_rule=_by_rule(checked.failures.filter(pl.col("level") == "hold")),
        disagreeing=checked.disagreeing,
        totals_off=slice_.totals_off,
        like=like,
        could_not_compare=like is None and could_not_compare(slice_, earlier),
        notes={**slice_.notes, "outside_period": sorted_rows.outside, "nil_return": int(slice_.is_nil)},
        found=found,
    )


def _warnings(checked: Checked) -> pl.DataFrame:
    """Rows that are accepted and yet worth a look: by the suite's rules, and from the cells."""
    by_rule = checked.failures.filter(pl.col("level") == "warn").select("row_id", "rule")
    from_cells = checked.slice_.warnings.select(pl.col("row_id").cast(pl.UInt32), "rule")
    return pl.concat([by_rule, from_cells])


def _by_rule(found: pl.DataFrame) -> Mapping[str, int]:
    counts = found.group_by("rule").agg(pl.col("row_id").n_unique()).sort("row_id", "rule", descending=[True, False])
    return dict(counts.iter_rows())


def _said(slice_: Slice, sorted_rows: _Sorted, delivery: Delivery) -> Said:
    span = _span(slice_, sorted_rows)
    return Said(slice_, span, sorted_rows.accepted, sorted_rows.lines, delivery.received_at, delivery.corrects)


def _span(slice_: Slice, sorted_rows: _Sorted) -> Span:
    """The days spoken for. A period taken from rows is that of the rows that stand, not of a slip of the pen."""
    if slice_.span is None:
        raise ValueError("a slice without a period is refused before it comes here")
    days = None if slice_.span.is_stated else days_of(slice_.recipe, sorted_rows.accepted)
    return Span(*days, slice_.span.source) if days else slice_.span


def _batch(
    checked: Checked, sorted_rows: _Sorted, said: Said, place: InTime, file: FileFacts, verdict: Verdict, seq: int
) -> Batch:
    slice_, span = said.slice_, said.span
    return Batch(
        batch_id=f"{slice_.return_name}-{slice_.district_code}-{seq:05}",
        seq=seq,
        return_name=slice_.return_name,
        district_code=slice_.district_code,
        thanas=slice_.thanas,
        first_day=span.first_day,
        last_day=span.last_day,
        period_source=span.source,
        file_name=file.name,
        file_size=file.size,
        file_sha256=file.sha256,
        sheet=slice_.sheet,
        content_hash=checked.content_hash,
        received_at=said.received_at,
        loaded_at=now(),
        verdict="published" if verdict.verdict == "published" else "held",
        reasons=tuple(BatchReason.model_validate(one) for one in verdict.reasons),
        rows_read=slice_.n_read,
        accepted=sorted_rows.accepted.height - sorted_rows.waiting,
        mended=slice_.mends["row_id"].n_unique() if slice_.mends.height else 0,
        quarantined=sorted_rows.quarantined + sorted_rows.waiting,
        waiting=sorted_rows.waiting,
        non_data=sum(slice_.non_data.values()),
        corrects=said.corrects.batch_id if said.corrects else None,
        is_nil=slice_.is_nil,
        revision=place.revision,
        replaces=place.replaces,
        due_at=place.due_at,
    )


def _mends(slice_: Slice) -> pl.DataFrame:
    """The mends with the sheet of their row; a register has millions of them, and nearly always one sheet."""
    sheets = slice_.rows.select(pl.col("row_id").cast(pl.UInt32), "source_sheet")
    if sheets["source_sheet"].n_unique() == 1:
        return slice_.mends.with_columns(pl.lit(sheets["source_sheet"][0]).alias("source_sheet"))
    return slice_.mends.join(sheets, on="row_id", how="left")


def _known_already(checked: Checked, file: FileFacts, delivery: Delivery, earlier: Sequence[Batch]) -> Outcome | None:
    """Old bytes, or old rows in new bytes, change nothing: what was superseded stays so, unless it corrects.

    What came before its period was over says more when it comes again, if nothing else has been said of it since.
    """
    if delivery.corrects is not None:
        return None
    slice_ = checked.slice_
    alike = [
        one
        for one in earlier
        if (one.return_name, one.district_code, one.verdict) == (slice_.return_name, slice_.district_code, "published")
    ]
    for batch in alike:
        if batch.content_hash == checked.content_hash and not says_more_now(batch, delivery.received_at, alike):
            why = "same_bytes" if batch.file_sha256 == file.sha256 else "same_rows"
            return unchanged(batch, file, why)
    return None


def _is_held_again(batch: Batch, earlier: Sequence[Batch]) -> bool:
    """Whether the very same file is held for the very same reasons as before; that it is late holds nothing."""
    if batch.verdict != "held":
        return False
    same = [one for one in earlier if (one.return_name, one.district_code) == (batch.return_name, batch.district_code)]
    return bool(same) and _what_was_held(same[-1]) == _what_was_held(batch)


def _what_was_held(batch: Batch) -> tuple[object, ...]:
    grounds = [one for one in batch.reasons if one.rule not in TIMING]
    return batch.verdict, batch.file_sha256, batch.content_hash, grounds

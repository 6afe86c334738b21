"""A batch among those of the same days: which revision it is, what it takes over, and by when it had been due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import polars as pl

from etl.judging.slices import Said, Slice
from expectations.verdict import PUBLISHED, Reason, reason
from warehouse.batch import Batch

Days = tuple[date, date]
TIMING = frozenset(("filed_early", "filed_late", "period_not_begun"))
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class InTime:
    """The revision (1 is the first), the ids of batches taken over wholly or in part, and the cut-off it answers."""

    revision: int
    replaces: tuple[str, ...]
    due_at: datetime | None


def in_time(said: Said, earlier: Sequence[Batch], due: pl.DataFrame) -> InTime:
    """A batch's place in time. `due` is the master list of what is due from whom by when."""
    alike = [batch for batch in earlier if said.is_alike(batch) and batch.verdict == PUBLISHED]
    replaced = taken_over(said, alike)
    revision = 1 + max((batch.revision for batch in replaced), default=0)
    return InTime(revision, tuple(batch.batch_id for batch in replaced), min(_answered(said, alike, due), default=None))


def taken_over(said: Said, alike: Sequence[Batch]) -> list[Batch]:
    """The batches of which some thana and day is spoken for anew, and the one that is corrected; oldest first.

    The register is cumulative: there only a file that states its period tells anew what another stated. Where rows go
    on in later files, only such a file takes another's place.
    """
    corrected = {batch.corrects for batch in alike}
    standing = [batch for batch in alike if batch.batch_id not in corrected]
    recipe = said.slice_.recipe
    if recipe.is_cumulative:
        standing = [batch for batch in standing if said.span.is_stated and batch.is_period_stated]
    elif recipe.is_retold and not said.span.is_stated:
        standing = []
    found = {batch.seq: batch for thana in _thanas(said.slice_) for batch in _lost_at(thana, said, standing)}
    if said.corrects is not None:
        found[said.corrects.seq] = said.corrects
    return [found[seq] for seq in sorted(found)]


def timing(said: Said, place: InTime) -> Iterator[Reason]:
    """What is to be said of a file that came before its period had ended, or after it had fallen due."""
    span, received = said.span, said.received_at
    if span.first_day > received.date():
        yield reason("period_not_begun", 1, first=f"{span.first_day:%d.%m.%Y}", received=f"{received:%d.%m.%Y}")
    elif span.last_day > said.days.last_day:
        left = (span.last_day - received.date()).days
        yield reason("filed_early", left, last=f"{span.last_day:%d.%m.%Y}", received=f"{received:%d.%m.%Y}")
    if place.due_at is not None and place.due_at < received:
        late = max((received - place.due_at).days, 1)
        yield reason("filed_late", late, due=f"{place.due_at:%d.%m.%Y %H:%M}", received=f"{received:%d.%m.%Y %H:%M}")


def says_more_now(batch: Batch, received_at: datetime, alike: Sequence[Batch]) -> bool:
    """Whether an early batch, coming again, speaks for more days, and nothing later speaks of its period.

    `alike` are the published batches of its return and district.
    """
    if batch.last_day is None or batch.last_covered_day is None:
        return False
    later = [
        one for one in alike if one.seq > batch.seq and one.overlaps(batch) and {*_thanas(one)} & {*_thanas(batch)}
    ]
    return batch.last_covered_day < min(batch.last_day, received_at.date()) and not later


def _lost_at(thana: str, said: Said, standing: Sequence[Batch]) -> Iterator[Batch]:
    """The batches that hold live days of one thana which are spoken for anew; newest first."""
    first, last = said.days.first_day, said.days.last_day
    left: list[Days] = [(first, last)] if first <= last else []
    for batch in reversed(standing):
        if thana in _thanas(batch) and batch.first_day and batch.last_covered_day:
            rest = [days for one in left for days in _without(one, (batch.first_day, batch.last_covered_day))]
            if rest != left:
                yield batch
            left = rest


def _thanas(told: Slice | Batch) -> tuple[str, ...]:
    """The thanas that are spoken for; a return that names none speaks for the district as one."""
    return told.thanas or ("",)


def _without(days: Days, taken: Days) -> Iterator[Days]:
    """What is left of some days when others are taken out of them."""
    (first, last), (gone_from, gone_to) = days, taken
    if gone_to < first or last < gone_from:
        yield days
        return
    if first < gone_from:
        yield first, gone_from - _ONE_DAY
    if gone_to < last:
        yield gone_to + _ONE_DAY, last


def _answered(said: Said, alike: Sequence[Batch], due: pl.DataFrame) -> Iterator[datetime]:
    """The cut-offs of the months whose last day some thana of the slice has not reported before."""
    of_return = due.filter((pl.col("return_name") == said.slice_.return_name) & (pl.col("period") == "month"))
    for entry in of_return.iter_rows(named=True):
        for month_end in _month_ends(said.days.first_day, said.days.last_day):
            month = month_end.replace(day=1)
            is_due = entry["valid_from"] <= month and (entry["valid_to"] is None or month <= entry["valid_to"])
            if is_due and not _is_reported(month_end, {*_thanas(said.slice_)}, alike):
                yield datetime.combine(month_end + timedelta(days=entry["cut_off_days"]), time(entry["cut_off_hour"]))


def _month_ends(first: date, last: date) -> Iterator[date]:
    day = first
    while (month_end := (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE_DAY) <= last:
        yield month_end
        day = month_end + _ONE_DAY


def _is_reported(day: date, thanas: set[str], alike: Sequence[Batch]) -> bool:
    """Whether published batches speak for all of these thanas on a day."""
    for batch in alike:
        if batch.first_day and batch.last_covered_day and batch.first_day <= day <= batch.last_covered_day:
            thanas = thanas - {*_thanas(batch)}
    return not thanas

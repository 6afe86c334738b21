"""Reads the brief of a district, or of the whole range, as of one day: snapshot → Brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from access.errors import BadChoice, NoSnapshot, NotInSnapshot
from access.scope import Scope
from access.settings import Settings
from metrics import catalogue, circulars, exceptions, shown
from metrics import windows as spans
from metrics.brief.returns import CutOff, Hold, NotIn, next_cut_offs, not_in, owed
from metrics.circulars import Told
from metrics.exceptions import Matter
from metrics.kept import is_kept
from warehouse import circular_reads, filings, reads
from warehouse.manifest import Held
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.store import Store

# What waits beyond its date, told as counts alone: a next sitting, an enquiry, an investigation, a case.
WAITING = ("K6", "F4", "F6.two_months", "B4")
# These stand in sections of their own, with every thana and every slice.
TOLD_ABOVE = ("metrics.exception.held", "metrics.exception.not_received")

Names = Mapping[str, Mapping[str, str]]  # by code, then by language


@dataclass(frozen=True)
class Circulars:
    """Circulars of the scope that are overdue, that fall due next, or that are open without a due date.

    `silent`: districts that told of none. Not `is_kept`: the snapshot is of a program that kept no circulars.
    """

    overdue: tuple[Told, ...] = ()
    ahead: tuple[Told, ...] = ()
    undue: tuple[Told, ...] = ()
    silent: tuple[str, ...] = ()
    is_kept: bool = True


@dataclass(frozen=True)
class Brief:
    """What stands on the evening of `as_of`. Figures are those of `window`, which ends no later than the data.

    `waiting`: by KPI the row of `shown.rows`, None where the snapshot has not kept what it is read from.
    """

    as_of: date
    window: Window
    district_code: str | None
    districts: tuple[str, ...]
    names: Names
    snapshot: Snapshot
    cut_offs: tuple[CutOff, ...]
    next_review_on: date | None
    not_in: tuple[NotIn, ...]
    circulars: Circulars
    waiting: Mapping[str, Mapping[str, Any] | None]
    held: tuple[Held, ...]
    exceptions: tuple[Matter, ...]

    @property
    def n_not_in(self) -> int:
        return sum(one.n_returns for one in self.not_in)


def look(settings: Settings, snapshot: Snapshot, district: str, as_of: date | None, today: date) -> Brief:
    """The brief of a district as its ASP may see it, of the whole range where none is named.

    Without a day it is today's, or that of the last receipt where that is later. Raises BadChoice for an unknown
    district and for a day before the campaign or to come, NoSnapshot where nothing has been received.
    """
    scope = _scope(snapshot, district)
    day = _day(snapshot, as_of, today)
    window = spans.last_days(min(day, snapshot.manifest.data_through or day))
    review = spans.last_review(window.as_of, snapshot.manifest.review_dates)
    thanas = reads.units(snapshot, scope, "thana").to_dicts()
    districts = reads.units(snapshot, scope, "district").to_dicts()
    codes = tuple(row["unit_code"] for row in districts)
    rows = owed(snapshot, scope, {row["unit_code"]: row["district_code"] for row in thanas}, day)
    holds = _holds(settings, snapshot, scope, day)
    matters = exceptions.find(snapshot, scope, window, spans.last_days(review) if review else None)
    return Brief(
        as_of=day,
        window=window,
        district_code=district or None,
        districts=codes,
        names={row["unit_code"]: {"hi": row["name_hi"], "en": row["name_en"]} for row in [*districts, *thanas]},
        snapshot=snapshot,
        cut_offs=tuple(next_cut_offs(rows, day)),
        next_review_on=min((one for one in snapshot.manifest.review_dates if one >= day), default=None),
        not_in=tuple(not_in(rows, holds, day)),
        circulars=_circulars(snapshot, scope, codes, day),
        waiting={code: _waiting(code, snapshot, scope, window) for code in WAITING},
        held=tuple(hold.slice_ for hold in holds if _is_old(hold.slice_, day)),
        exceptions=tuple(one for one in matters if not one.key.startswith(TOLD_ABOVE)),
    )


def known_through(snapshot: Snapshot) -> date:
    """The latest day of which the snapshot knows anything. Raises NoSnapshot where nothing has been received."""
    manifest = snapshot.manifest
    if manifest.data_through is None:
        raise NoSnapshot("metrics.choice.nothing_received")
    received = manifest.known_through or datetime.min
    return max(manifest.data_through, received.date())


def _scope(snapshot: Snapshot, district: str) -> Scope:
    whole = Scope.whole_range("analyst")
    if not district:
        return whole
    known = reads.units(snapshot, whole, "district")["unit_code"].to_list()
    if district not in known:
        raise BadChoice("brief.no_district", wanted=district, known=", ".join(known))
    return Scope("asp", districts=frozenset({district}))


def _day(snapshot: Snapshot, as_of: date | None, today: date) -> date:
    latest = max(today, known_through(snapshot))
    day = as_of or latest
    if day > latest:
        raise BadChoice("brief.to_come", day=day, latest=latest)
    if day < snapshot.manifest.starts_on:
        raise BadChoice("brief.too_early", day=day, first=snapshot.manifest.starts_on)
    return day


def _holds(settings: Settings, snapshot: Snapshot, scope: Scope, day: date) -> list[Hold]:
    """What had come by the day and is held; of which thanas it speaks stands with the batch."""
    thanas = {one.batch.batch_id: one.batch.thanas for one in filings.filed(Store(settings), scope)}
    came = [one for one in filings.held(snapshot, scope) if one.received_at.date() <= day]
    return [Hold(one, frozenset(thanas.get(one.batch_id, ()))) for one in came]


def _is_old(one: Held, day: date) -> bool:
    """Whether the figures of a held slice are missing or old on that day."""
    return one.last_good_day is None or one.last_good_day < day


def _circulars(snapshot: Snapshot, scope: Scope, districts: Sequence[str], day: date) -> Circulars:
    try:
        rows = circular_reads.circulars(snapshot, scope, day).to_dicts()
    except NotInSnapshot:
        return Circulars(is_kept=False)
    told = circulars.told(rows, day)
    telling = {one.district_code for one in told}
    undue = [one for one in told if one.due_on is None and one.state not in circulars.COMPLIED]
    return Circulars(
        tuple(circulars.overdue(told)),
        tuple(circulars.falling_due(told, day)),
        tuple(undue),
        tuple(code for code in districts if code not in telling),
    )


def _waiting(code: str, snapshot: Snapshot, scope: Scope, window: Window) -> Mapping[str, Any] | None:
    """The one row of all that is in scope, hidden where it is small."""
    kpi = catalogue.load()[code]
    if not is_kept(kpi, snapshot):
        return None
    by = "range" if scope.districts is None else "district"
    return next(iter(shown.rows(kpi, by, window, scope, scope, snapshot)), None)

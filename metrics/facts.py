"""What the thanas of a scope told in some windows: each question is put to the snapshot once, for many KPIs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from access.scope import Scope
from metrics import catalogue, formality
from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.kept import is_kept
from metrics.patrols import AIM_DAYS, COMPLAINTS, VISITS
from warehouse import hotspot_reads, place_reads, reads
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import return_of_column

OPEN = "n_open"
WOMEN = "women_population"
FOLLOWED_DAYS = 180  # how long back cases are followed from receipt to closure, unless the window is longer
DUTIES = ("obligation", "lapse")
FLOWS = ("share", "ratio", "per_day", "units", "bunching", "difference", "per_listed")
STOCKS = ("stock", "stock_change", "stock_share", "stock_ratio", "workload")


@dataclass(frozen=True, eq=False)
class Facts:
    """The counts of every thana in scope for these KPIs and their pairs. Nothing is read before it is asked for.

    Windows may come with others that the KPIs need: `reviews` and `trailing` give their numbers.
    """

    kpis: tuple[Kpi, ...]
    windows: tuple[Window, ...]
    scope: Scope
    snapshot: Snapshot
    _formality: dict[int, pl.DataFrame] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, kpis: Iterable[Kpi], windows: Sequence[Window], scope: Scope, snapshot: Snapshot) -> Facts:
        asked = {kpi.code: kpi for kpi in kpis}
        pairs = {kpi.pair: catalogue.load()[kpi.pair] for kpi in asked.values() if kpi.pair and not kpi.is_context}
        return cls(
            (*asked.values(), *(pairs[code] for code in pairs if code not in asked)), tuple(windows), scope, snapshot
        )

    @cached_property
    def kept(self) -> tuple[Kpi, ...]:
        """Those that the snapshot holds: of the others nothing is asked, and nothing is known."""
        return tuple(kpi for kpi in self.kpis if self.keeps(kpi))

    def keeps(self, kpi: Kpi) -> bool:
        """Whether the snapshot holds what the KPI is read from."""
        return is_kept(kpi, self.snapshot)

    @cached_property
    def reviews(self) -> tuple[Window | None, ...]:
        """For each window the last review before it, as a window of that day."""
        held: Sequence[date] = self.snapshot.manifest.review_dates
        return tuple(spans.as_of_review(window, held) for window in self.windows)

    @cached_property
    def _earlier(self) -> tuple[Window, ...]:
        return tuple(dict.fromkeys(review for review in self.reviews if review is not None))

    def review_no(self, window_no: int) -> int | None:
        """The number under which a stock of the last review before the window is read."""
        review = self.reviews[window_no]
        return None if review is None else len(self.windows) + self._earlier.index(review)

    def trailing_no(self, window_no: int) -> int:
        """The number under which the flows of the 28 days up to the window's as-of date are read."""
        return len(self.windows) + window_no

    @cached_property
    def duties(self) -> pl.DataFrame:
        streams = sorted({kpi.stream for kpi in self.kept if kpi.stream and kpi.kind in DUTIES})
        return reads.obligations(self.snapshot, self.scope, streams, self.windows)

    @cached_property
    def days(self) -> pl.DataFrame:
        trailing = [spans.last_days(window.as_of, spans.WORK_DAYS) for window in self.windows]
        work = self._columns("workload", names=("denominator_columns",))
        windows = [*self.windows, *(trailing if work else ())]
        columns = sorted({*self._columns(*FLOWS), *work})
        with_eves = any(kpi.kind == "bunching" for kpi in self.kept)
        return reads.flows(self.snapshot, self.scope, columns, windows, with_eves)

    @cached_property
    def stocks(self) -> dict[str, pl.DataFrame]:
        """By return: its columns that are read on the last accepted day."""
        columns = self._columns(*STOCKS[:-1]) | self._columns("workload", names=("numerator_columns",))
        columns |= {OPEN} if any(kpi.kind in ("oldest", "survival") for kpi in self.kept) else set()
        by_return: dict[str, list[str]] = {}
        for column in sorted(columns):
            by_return.setdefault(return_of_column()[column], []).append(column)
        windows = [*self.windows, *self._earlier]
        return {name: reads.stock(self.snapshot, self.scope, group, windows) for name, group in by_return.items()}

    @cached_property
    def oldest(self) -> pl.DataFrame:
        return reads.oldest(self.snapshot, self.scope, self.windows)

    @cached_property
    def longest(self) -> dict[str, pl.DataFrame]:
        """By stream: the longest stretch of each thana's places."""
        streams = sorted({kpi.stream for kpi in self.kept if kpi.stream and kpi.kind == "longest"})
        return {stream: reads.longest(self.snapshot, self.scope, stream, self.windows) for stream in streams}

    @cached_property
    def visited(self) -> pl.DataFrame:
        """Visits to every listed place in each window."""
        return place_reads.visits(self.snapshot, self.scope, self.windows)

    @cached_property
    def visited_before(self) -> pl.DataFrame:
        """Visits to every listed place in the four weeks before the last four of each window."""
        return place_reads.visits(self.snapshot, self.scope, self._weeks_before)

    @cached_property
    def patrolled_before(self) -> pl.DataFrame:
        """Visits that the squads of each thana made in those four weeks; null where its patrol return told of none."""
        return reads.flows(self.snapshot, self.scope, [VISITS], self._weeks_before)

    @cached_property
    def _weeks_before(self) -> list[Window]:
        ends = [window.as_of - timedelta(days=AIM_DAYS) for window in self.windows]
        return [spans.last_days(end, AIM_DAYS) for end in ends]

    @cached_property
    def complaints(self) -> pl.DataFrame:
        """Complaints of harassment in the street in the last four weeks of each window."""
        windows = [spans.last_days(window.as_of, AIM_DAYS) for window in self.windows]
        return reads.flows(self.snapshot, self.scope, [COMPLAINTS], windows)

    @cached_property
    def areas(self) -> dict[str, float]:
        """The square kilometres of each thana's catchment."""
        return dict(hotspot_reads.areas(self.snapshot, self.scope).select("thana_code", "area_km2").iter_rows())

    @cached_property
    def spells(self) -> pl.DataFrame:
        return reads.spells(self.snapshot, self.scope, [_followed(window) for window in self.windows])

    @cached_property
    def durations(self) -> pl.DataFrame:
        streams = sorted({kpi.stream for kpi in self.kept if kpi.stream and kpi.kind == "median"})
        return reads.durations(self.snapshot, self.scope, streams, self.windows)

    @cached_property
    def reached(self) -> pl.DataFrame:
        return reads.reach(self.snapshot, self.scope, self.windows)

    @cached_property
    def institutions(self) -> pl.DataFrame:
        return reads.institutions(self.snapshot, self.scope, self.windows)

    @cached_property
    def women(self) -> pl.DataFrame:
        """The women who live in each thana, where the list says so."""
        told = reads.listed(self.snapshot, self.scope).select("thana_code", pl.col(WOMEN).cast(pl.Float64))
        return told.filter(pl.col(WOMEN) > 0)

    def formality(self, n_windows: int) -> pl.DataFrame:
        """Each Kendra beside those of the whole range, the Kendras of the scope alone, in the first windows."""
        if n_windows not in self._formality:
            found = formality.by_thana(self.snapshot, self.scope, self.windows[:n_windows])
            self._formality[n_windows] = found
        return self._formality[n_windows]

    @cached_property
    def fresh(self) -> pl.DataFrame:
        """The newest day of which every daily return of each thana was accepted."""
        return reads.freshness(self.snapshot, self.scope, self.windows)

    @cached_property
    def agreeing(self) -> pl.DataFrame:
        """On how many days each thana's daily count bears its visits out, and whether on each."""
        return reads.agreeing(self.snapshot, self.scope, self.windows)

    @cached_property
    def restated(self) -> pl.DataFrame:
        """Published days of each thana, and those that a later file told otherwise."""
        names = sorted({name for kpi in self.kept if kpi.kind == "restatement" for name in kpi.returns})
        return reads.restated(self.snapshot, self.scope, names, self.windows)

    @cached_property
    def missing(self) -> pl.DataFrame:
        names = sorted({name for kpi in self.kpis for name in kpi.returns})
        return reads.missing(self.snapshot, self.scope, names, self.windows)

    def _columns(self, *kinds: str, names: Sequence[str] = ("numerator_columns", "denominator_columns")) -> set[str]:
        return {column for kpi in self.kept if kpi.kind in kinds for name in names for column in getattr(kpi, name)}


def _followed(window: Window) -> Window:
    """When followed cases came in: on the 180 days up to the as-of date, or in a window longer than that."""
    if spans.n_days(window) > FOLLOWED_DAYS:
        return window
    return spans.last_days(window.as_of, FOLLOWED_DAYS)

"""The figures that a question may be told: measured, and small cells hidden over all that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import polars as pl

from access.scope import Scope
from metrics import catalogue, comparison, disclosure, disclosure_lines
from metrics.catalogue import Kpi
from metrics.comparison import Change
from metrics.disclosure import Counts, PartPath, Path, path_of
from metrics.disclosure_parts import hidden_parts
from metrics.explore import buckets
from metrics.explore.plan import Plan, Question, plan
from metrics.facts import DUTIES, OPEN, Facts
from metrics.hotspots import complaints
from metrics.level import Level
from metrics.measure import part_counts, part_rows, rows_of
from metrics.windows import n_days
from warehouse.query import Snapshot
from warehouse.reads import Window

Row = dict[str, Any]
Rows = dict[int, list[Row]]  # by the number of the window
# How many cases are open from day to day, beside how many came in, tells how many were closed: where either of these
# flows is hidden, so is the stock.
_FLOWS_OF_OPEN = "B3"
MUST_REGISTER, ALIKE = ("pocso", "sexual_offence", "stalking"), "must_register"
_OF_OPEN = frozenset({"oldest", "survival", "workload"})


@dataclass(frozen=True)
class Told:
    """One row: the figures of a unit in a bucket, those it is compared with, and the change between them.

    Where a side `is_suppressed`, every figure of it is None; `n_unknown` alone is None where it counts few women.
    """

    kpi: Kpi
    window: Window
    now: Row
    compared: Window | None
    then: Row | None
    change: Change | None
    part: str = ""

    @property
    def before(self) -> float | None:
        return None if self.then is None else self.then["value"]


class _ToldAlike(Facts):
    """Facts in which no matter that must be registered is told from another, as in the rows behind a number."""

    @cached_property
    def duties(self) -> pl.DataFrame:
        alike = dict.fromkeys(MUST_REGISTER, ALIKE)
        return super().duties.with_columns(pl.col("part").replace(alike))


def can_tell_parts(kpi: Kpi) -> bool:
    """Whether the KPI counts duties, which may have parts. Of complaints it is told elsewhere what may be said."""
    return kpi.kind in DUTIES and kpi.stream != complaints.ANSWERED


def tell(kpi: Kpi, question: Question, held: Scope, snapshot: Snapshot, small_cell: int) -> Iterator[Told]:
    """Bucket by bucket, of all units that may be seen, in their order; by category where the question wants it."""
    asker = _Asker(question, held, snapshot, small_cell)
    return asker.parts(kpi) if question.with_parts and can_tell_parts(kpi) else asker.plain(kpi)


@dataclass(frozen=True)
class _Asker:
    question: Question
    held: Scope
    snapshot: Snapshot
    small_cell: int

    def plain(self, kpi: Kpi) -> Iterator[Told]:
        planned = plan(kpi, self.question)
        rows = self._rows(kpi, planned)
        shown = self._shown(kpi, planned, rows) if kpi.personal else _as_they_are(rows)
        return self._told(kpi, planned, shown, self._fewer_came(kpi))

    def parts(self, kpi: Kpi) -> Iterator[Told]:
        planned = plan(kpi, self.question)
        facts = _ToldAlike.of([kpi], planned.windows, self.held, self.snapshot)
        level = Level(facts, self.question.by, self.held)
        rows = disclosure.by_window(part_rows(kpi, level))
        if not kpi.personal:
            return self._told(kpi, planned, _as_they_are(rows))
        whole = disclosure.by_window(rows_of([kpi], level)[kpi.code])
        few = self._few_categories(kpi, planned, facts)
        return self._told(kpi, planned, self._shown_parts(kpi, planned, rows, whole, few))

    def _level(self, kpi: Kpi, planned: Plan) -> Level:
        return Level(Facts.of([kpi], planned.windows, self.held, self.snapshot), self.question.by, self.held)

    def _rows(self, kpi: Kpi, planned: Plan) -> Rows:
        return disclosure.by_window(rows_of([kpi], self._level(kpi, planned))[kpi.code])

    def _shown(self, kpi: Kpi, planned: Plan, rows: Rows) -> Rows:
        """The whole window is hidden cell by cell, as on every page; what is cut up, line by line."""
        unknown = self._few_unknown(planned, rows)
        if planned.rungs:
            return _veiled(rows, self._hidden(kpi, planned, rows), unknown)
        also = self._withheld(kpi, planned)
        told = disclosure.by_window(disclosure.suppressed(_flat(rows), kpi, self.small_cell, also))
        return _without_unknown(told, unknown)

    def _few_categories(self, kpi: Kpi, planned: Plan, facts: Facts) -> dict[int, set[PartPath]]:
        """By window; decided over thanas whatever the level, so that no two levels tell what neither does alone."""
        rows = disclosure.by_window(part_counts(kpi, Level(facts, "thana", self.held)))
        return {
            number: hidden_parts(
                {(row["part"], path_of(row)): disclosure.women(kpi, row) for row in rows.get(number, ())},
                self.small_cell,
            )
            for number in planned.wholes
        }

    def _shown_parts(self, kpi: Kpi, planned: Plan, rows: Rows, whole: Rows, few: Mapping[int, Set[PartPath]]) -> Rows:
        """Of what is cut up all categories of a unit or none, and none where one is hidden in the whole window."""
        unknown = self._few_unknown(planned, rows, self._few_unknown(planned, whole))
        if not planned.rungs:
            told = {
                number: [
                    disclosure.veil(row, (row["part"], path_of(row)) in few[number]) for row in rows.get(number, ())
                ]
                for number in planned.wholes
            }
            return _without_unknown(told, unknown)
        hidden = self._hidden(kpi, planned, whole) | {path for found in few.values() for _, path in found}
        return _veiled(rows, disclosure_lines.down(self._lines(kpi, planned, rows), self.small_cell, hidden), unknown)

    def _hidden(self, kpi: Kpi, planned: Plan, rows: Rows) -> set[Path]:
        """Nothing is shown by days that is hidden by weeks, by months or in the whole window."""
        also = self._withheld(kpi, planned)
        hidden = self._of_flows(kpi).union(*also)
        for number in planned.wholes:
            leaves = {path_of(row): disclosure.women(kpi, row) for row in rows.get(number, ())}
            hidden |= disclosure.hidden_with(leaves, self.small_cell, also, number) if leaves else set()
        rolling = len(disclosure.women(kpi, {})) if kpi.kind in buckets.ROLLING else 0
        hidden |= self._of_each_count(kpi, planned, rows)
        return disclosure_lines.down(self._lines(kpi, planned, rows), self.small_cell, hidden, rolling)

    def _of_each_count(self, kpi: Kpi, planned: Plan, rows: Rows) -> set[Path]:
        """What each count alone calls for: another KPI that tells the same count hides that as well."""
        hidden: set[Path] = set()
        for place in range(len(disclosure.women(kpi, {}))):
            own = partial(_count, kpi, place)
            wholes = [disclosure_lines.lines(rows.get(number, ()), own) for number in planned.wholes]
            small = set().union(*(disclosure.hidden_paths(told, self.small_cell) for told in wholes if told))
            hidden |= disclosure_lines.down(
                [disclosure_lines.lines(_of(rows, rung), own) for rung in planned.rungs], self.small_cell, small
            )
        return hidden

    def _lines(self, kpi: Kpi, planned: Plan, rows: Rows) -> list[disclosure_lines.Lines]:
        return [disclosure_lines.lines(_of(rows, rung), partial(disclosure.women, kpi)) for rung in planned.rungs]

    def _withheld(self, kpi: Kpi, planned: Plan) -> list[frozenset[Path]]:
        return complaints.withheld(kpi, self.snapshot, self.held, planned.windows, self.small_cell)

    def _of_flows(self, kpi: Kpi) -> set[Path]:
        columns = {*kpi.numerator_columns, *kpi.denominator_columns}
        if kpi.code == _FLOWS_OF_OPEN or not (OPEN in columns or kpi.kind in _OF_OPEN):
            return set()
        flows = catalogue.load()[_FLOWS_OF_OPEN]
        planned = plan(flows, self.question)
        return self._hidden(flows, planned, self._rows(flows, planned))

    def _fewer_came(self, kpi: Kpi) -> Set[tuple[int, str]]:
        """By place of the bucket, the units to which fewer women came, beyond noise, than in what it is compared with.

        Counts of stretches of unlike length are not compared.
        """
        if kpi.code not in comparison.BY_INTAKE - {comparison.INTAKE}:
            return frozenset()
        flows = catalogue.load()[comparison.INTAKE]
        planned = plan(flows, self.question)
        shown, fewer = self._shown(flows, planned, self._rows(flows, planned)), set[tuple[int, str]]()
        for place, (now, then) in enumerate(planned.asked):
            if then is None or n_days(planned.windows[now]) != n_days(planned.windows[then]):
                continue
            before = {row["unit_code"]: row for row in shown.get(then, ())}
            both = [(row, before[row["unit_code"]]) for row in shown.get(now, ()) if row["unit_code"] in before]
            fewer |= {(place, row["unit_code"]) for row, was in both if comparison.has_fewer_coming(flows, row, was)}
        return fewer

    def _few_unknown(self, planned: Plan, rows: Rows, hidden: Set[Path] = frozenset()) -> set[Path]:
        """Units of whose women it is not told of how many something is unknown, in any bucket."""
        wholes = [disclosure_lines.lines(rows.get(number, ()), _unknown) for number in planned.wholes]
        rungs = [disclosure_lines.lines(_of(rows, rung), _unknown) for rung in planned.rungs]
        return disclosure_lines.down([*wholes, *rungs], self.small_cell, hidden)

    def _told(self, kpi: Kpi, planned: Plan, rows: Rows, fewer: Set[tuple[int, str]] = frozenset()) -> Iterator[Told]:
        """`fewer`: where less work is neither met nor better, for intake alone brings it about."""
        for place, (number, earlier) in enumerate(planned.asked):
            before = {} if earlier is None else {_place(row): row for row in rows.get(earlier, ())}
            for row in rows.get(number, ()):
                compared = None if earlier is None else planned.windows[earlier]
                told = _one(kpi, planned.windows[number], row, compared, before.get(_place(row)))
                yield _calm(told) if (place, row["unit_code"]) in fewer else told


def _one(kpi: Kpi, window: Window, row: Row, compared: Window | None, then: Row | None) -> Told:
    is_told = then is not None and not row["is_suppressed"] and not then["is_suppressed"]
    change = comparison.change(kpi, row, then) if is_told and then is not None else None
    return Told(kpi, window, row, compared, then, change, row.get("part", ""))


def _calm(told: Told) -> Told:
    change = replace(told.change, is_better=None) if told.change and told.change.is_better else told.change
    now = told.now | {"status": "watch"} if told.now["status"] == "met" else told.now
    return replace(told, now=now, change=change)


def _place(row: Row) -> tuple[str, str]:
    return row["unit_code"], row.get("part", "")


def _flat(rows: Rows) -> list[Row]:
    return [row for group in rows.values() for row in group]


def _of(rows: Rows, numbers: Sequence[int]) -> Iterator[Row]:
    return (row for number in numbers for row in rows.get(number, ()))


def _count(kpi: Kpi, place: int, row: Mapping[str, Any]) -> Counts:
    return disclosure.women(kpi, row)[place : place + 1]


def _unknown(row: Mapping[str, Any]) -> Counts:
    return disclosure.counts_of(row["n_unknown"])


def _as_they_are(rows: Rows) -> Rows:
    """Nobody is counted in them."""
    return {number: [disclosure.veil(row, False) for row in group] for number, group in rows.items()}


def _veiled(rows: Rows, hidden: Set[Path], unknown: Set[Path]) -> Rows:
    told = {number: [disclosure.veil(row, path_of(row) in hidden) for row in group] for number, group in rows.items()}
    return _without_unknown(told, unknown)


def _without_unknown(rows: Rows, unknown: Set[Path]) -> Rows:
    return {
        number: [row | {"n_unknown": None} if path_of(row) in unknown else row for row in group]
        for number, group in rows.items()
    }

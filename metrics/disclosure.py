"""Hides small counts of women, and enough beside them that subtraction from a total brings none back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import starmap
from operator import add
from typing import Any, TypeVar

import polars as pl

from metrics.catalogue import Kpi

COUNTS = ("numerator", "denominator", "other_numerator", "other_denominator")
HIDDEN = (*COUNTS, "value", "low", "high", "n_unknown")
# Of these kinds, and of this KPI, one count is no number of women: cases expected before a review, counsellors, numbers
# that were given twice.
NOT_WOMEN = {"bunching": "denominator", "stock_ratio": "denominator", "C2": "numerator"}
LEVELS = ("district_code", "circle_code")
TOTAL = "range"

Path = tuple[str, ...]  # from the range down to a unit
Counts = tuple[float, ...]
PartPath = tuple[str, Path]
Row = dict[str, Any]
Also = Sequence[Set[Path]]  # paths by the number of the window
T = TypeVar("T", Path, PartPath)


def suppress(frame: pl.DataFrame, kpi: Kpi, small_cell: int, also: Also = ()) -> pl.DataFrame:
    """The frame of `measure()` with `is_suppressed`, and nothing to read in the rows where it is true.

    Hidden are rows of personal KPIs with a count above nothing and below `small_cell`; then, inside each total that
    is shown (range, district, circle), further rows until what is hidden is at least two units and `small_cell`
    women together; and below each hidden total at least one unit, so that the total cannot be added up.
    """
    rows = suppressed(frame.to_dicts(), kpi, small_cell, also)
    return pl.DataFrame(rows, schema=dict(frame.schema) | {"is_suppressed": pl.Boolean()}, orient="row")


def suppressed(rows: Sequence[Row], kpi: Kpi, small_cell: int, also: Also = ()) -> list[Row]:
    """As `suppress`, of the rows of one KPI. `also` are hidden for another reason, by the number of the window."""
    if not kpi.personal:
        return [row | {"is_suppressed": False} for row in rows]
    hidden = {
        window_no: hidden_with({path_of(row): women(kpi, row) for row in group}, small_cell, also, window_no)
        for window_no, group in by_window(rows).items()
    }
    return [veil(row, path_of(row) in hidden[row.get("window_no", 0)]) for row in rows]


def hidden_with(leaves: Mapping[Path, Counts], small_cell: int, also: Also, window_no: int) -> set[Path]:
    """As `hidden_paths`, of one window. Of the units that are hidden for another reason only those that are here, as
    leaves or as totals of them.
    """
    if window_no >= len(also):
        return hidden_paths(leaves, small_cell)
    return hidden_paths(leaves, small_cell, also[window_no] & with_totals(leaves).keys())


def veil(row: Row, is_hidden: bool) -> Row:
    """The row with `is_suppressed`, and nothing to read in it where it is hidden."""
    if not is_hidden:
        return row | {"is_suppressed": False}
    blank = {name: None for name in HIDDEN if name in row}
    return row | blank | ({"status": "too_few"} if "status" in row else {}) | {"is_suppressed": True}


def by_window(rows: Iterable[Row]) -> dict[int, list[Row]]:
    windows: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        windows[row.get("window_no", 0)].append(row)
    return windows


def women(kpi: Kpi, row: Mapping[str, Any]) -> Counts:
    """The counts of a row that are numbers of women."""
    without = {NOT_WOMEN.get(kpi.kind), NOT_WOMEN.get(kpi.code)}
    return counts_of(*(row.get(name) for name in COUNTS if name not in without))


def is_few(counts: Counts, small_cell: int) -> bool:
    """Whether any of the counts is small, and not nothing."""
    return any(0 < count < small_cell for count in counts)


def counts_of(*counts: float | None) -> Counts:
    """What is not known hides nothing and is nothing to hide."""
    return tuple(float(count or 0) for count in counts)


def path_of(row: Mapping[str, object]) -> Path:
    """From the range down to the unit of a row that names its district and circle."""
    above = [str(row[level]) for level in LEVELS if row.get(level) is not None and row[level] != row["unit_code"]]
    unit = str(row["unit_code"])
    return (TOTAL,) if unit == TOTAL else (TOTAL, *above, unit)


def hidden_paths(leaves: Mapping[Path, Counts], small_cell: int, also: Set[Path] = frozenset()) -> set[Path]:
    """Every unit and total to hide, decided from the top down so that each level agrees with those above.

    A path leads from the range down to a unit; counts are those of one window. `also` are hidden for another reason.
    What each count alone calls for is hidden first: two KPIs that tell the same count, one beside what is old of it and
    one beside what was closed, would otherwise hide different neighbours, and each show the other's.
    """
    counts = with_totals(leaves)
    return hidden_from_top(counts, small_cell, also | hidden_alone(counts, small_cell))


def hidden_alone(counts: Mapping[Path, Counts], small_cell: int) -> set[Path]:
    """What each count alone calls for; none where there is but one. `counts` are those of all units and totals."""
    columns = set(zip(*counts.values(), strict=True)) if len(next(iter(counts.values()))) > 1 else set()
    alone = (hidden_from_top(_column(counts, own), small_cell, set()) for own in columns if is_few(own, small_cell))
    return set().union(*alone)


def _column(counts: Mapping[Path, Counts], own: Counts) -> dict[Path, Counts]:
    return {path: (count,) for path, count in zip(counts, own, strict=True)}


def hidden_from_top(counts: Mapping[Path, Counts], small_cell: int, also: Set[Path]) -> set[Path]:
    """As `hidden_paths`, of the `counts` of all units and totals, with no regard to what each alone calls for."""
    hidden = {path for path, own in counts.items() if is_few(own, small_cell)} | also
    for depth in range(2, max(map(len, counts)) + 1):
        level = sorted(path for path in counts if len(path) == depth)
        for parent in {path[:-1] for path in level} & hidden:
            hide_one([path for path in level if path[:-1] == parent], counts, hidden)
        for group in under_each_shown_total(level, hidden):
            hide_until_safe(group, counts, hidden, small_cell)
    return hidden


def with_totals(leaves: Mapping[Path, Counts]) -> dict[Path, Counts]:
    counts = dict(leaves)
    for path, own in leaves.items():
        for depth in range(1, len(path)):
            above = path[:depth]
            counts[above] = added(counts[above], own) if above in counts else own
    return counts


def added(one: Counts, other: Counts) -> Counts:
    return tuple(starmap(add, zip(one, other, strict=True)))


def under_each_shown_total(level: Sequence[Path], hidden: Set[Path]) -> list[list[Path]]:
    """The units of one level by the nearest total above that is shown: what subtraction from it would reach."""
    groups: dict[Path, list[Path]] = defaultdict(list)
    for path in level:
        shown = [path[:depth] for depth in range(len(path) - 1, 0, -1) if path[:depth] not in hidden]
        if shown:
            groups[shown[0]].append(path)
    return list(groups.values())


def hide_one(siblings: Sequence[T], counts: Mapping[T, Counts], hidden: set[T]) -> None:
    if hidden.isdisjoint(siblings):
        hidden.update(smallest_first(siblings, counts, hidden)[:1])


def hide_until_safe(group: Sequence[T], counts: Mapping[T, Counts], hidden: set[T], small_cell: int) -> None:
    if hidden.isdisjoint(group):
        return
    n_columns = len(counts[group[0]])
    counted = [column for column in range(n_columns) if any(counts[path][column] for path in group)]
    for path in smallest_first(group, counts, hidden):
        if _is_safe([[counts[other][column] for other in group if other in hidden] for column in counted], small_cell):
            return
        hidden.add(path)


def smallest_first(group: Sequence[T], counts: Mapping[T, Counts], hidden: Set[T]) -> list[T]:
    """Units still shown, those with both counts and the smallest first: hiding them loses least, and helps."""
    shown = [path for path in group if path not in hidden and any(counts[path])]
    return sorted(shown, key=lambda path: (not all(counts[path]), counts[path], path))


def _is_safe(columns: Sequence[Sequence[float]], small_cell: int) -> bool:
    """Each hidden sum is shared by two units or more and is not small itself."""
    return all(sum(1 for count in column if count) >= 2 and sum(column) >= small_cell for column in columns)

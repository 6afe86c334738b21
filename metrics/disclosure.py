"""Hides small counts of women, and enough beside them that subtraction from a total brings none back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import reduce
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
        for window_no, group in _by_window(rows).items()
    }
    return [veil(row, path_of(row) in hidden[row.get("window_no", 0)]) for row in rows]


def hidden_with(leaves: Mapping[Path, Counts], small_cell: int, also: Also, window_no: int) -> set[Path]:
    """As `hidden_paths`, of one window. Of the units that are hidden for another reason only those that are here, as
    leaves or as totals of them.
    """
    if window_no >= len(also):
        return hidden_paths(leaves, small_cell)
    return hidden_paths(leaves, small_cell, also[window_no] & _with_totals(leaves).keys())


def suppressed_parts(rows: Sequence[Row], kpi: Kpi, small_cell: int, sums: Sequence[Collection[str]] = ()) -> list[Row]:
    """As `suppressed`, of the rows of `measure_parts()`: each part is a table of its own, and the parts of one unit add
    up to it. Where its total is shown, no part or two are hidden; where the total is hidden, so is one part at least.
    `sums` are parts whose sum is told beside them, as a KPI of its own: among these too no one is hidden alone.
    """
    if not kpi.personal:
        return [row | {"is_suppressed": False} for row in rows]
    hidden = {
        window_no: hidden_parts({(row["part"], path_of(row)): women(kpi, row) for row in group}, small_cell, sums)
        for window_no, group in _by_window(rows).items()
    }
    return [veil(row, (row["part"], path_of(row)) in hidden[row["window_no"]]) for row in rows]


def hidden_parts(
    leaves: Mapping[PartPath, Counts],
    small_cell: int,
    sums: Sequence[Collection[str]] = (),
    also: Set[PartPath] = frozenset(),
) -> set[PartPath]:
    """Every part of a unit or total to hide; `also` are hidden for another reason.

    One more part hidden may call for one more unit of that part, and that for further parts, until none does.
    """
    tables: dict[str, dict[Path, Counts]] = defaultdict(dict)
    for (part, path), counts in leaves.items():
        tables[part][path] = counts
    units: dict[Path, dict[PartPath, Counts]] = defaultdict(dict)
    for part, table in tables.items():
        for path, counts in _with_totals(table).items():
            units[path][part, path] = counts
    wholes = {path: reduce(_add, parts.values()) for path, parts in units.items()}
    totals = hidden_paths({path: wholes[path] for _, path in leaves}, small_cell)
    chosen: set[PartPath] = set(also)
    while True:
        hidden = {
            (part, path)
            for part, table in tables.items()
            for path in hidden_paths(table, small_cell, {path for of, path in chosen if of == part})
        }
        more = set(hidden)
        for path, parts in units.items():
            if path in totals:
                _hide_one(list(parts), parts, more)
            else:
                _hide_until_safe(list(parts), parts, more, small_cell)
            for told in sums:
                _hide_until_safe([part for part in parts if part[0] in told], parts, more, small_cell)
        if more == hidden:
            return hidden
        chosen = more


def veil(row: Row, is_hidden: bool) -> Row:
    """The row with `is_suppressed`, and nothing to read in it where it is hidden."""
    if not is_hidden:
        return row | {"is_suppressed": False}
    blank = {name: None for name in HIDDEN if name in row}
    return row | blank | ({"status": "too_few"} if "status" in row else {}) | {"is_suppressed": True}


def _by_window(rows: Iterable[Row]) -> dict[int, list[Row]]:
    windows: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        windows[row.get("window_no", 0)].append(row)
    return windows


def women(kpi: Kpi, row: Mapping[str, Any]) -> Counts:
    """The counts of a row that are numbers of women."""
    without = {NOT_WOMEN.get(kpi.kind), NOT_WOMEN.get(kpi.code)}
    return counts_of(*(row.get(name) for name in COUNTS if name not in without))


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
    """
    counts = _with_totals(leaves)
    hidden = {path for path, own in counts.items() if any(0 < count < small_cell for count in own)} | also
    for depth in range(2, max(map(len, counts)) + 1):
        level = sorted(path for path in counts if len(path) == depth)
        for parent in {path[:-1] for path in level} & hidden:
            _hide_one([path for path in level if path[:-1] == parent], counts, hidden)
        for group in under_each_shown_total(level, hidden):
            _hide_until_safe(group, counts, hidden, small_cell)
    return hidden


def _with_totals(leaves: Mapping[Path, Counts]) -> dict[Path, Counts]:
    counts = dict(leaves)
    for path, own in leaves.items():
        for depth in range(1, len(path)):
            above = path[:depth]
            counts[above] = _add(counts[above], own) if above in counts else own
    return counts


def _add(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def under_each_shown_total(level: Sequence[Path], hidden: Set[Path]) -> list[list[Path]]:
    """The units of one level by the nearest total above that is shown: what subtraction from it would reach."""
    groups: dict[Path, list[Path]] = defaultdict(list)
    for path in level:
        shown = [path[:depth] for depth in range(len(path) - 1, 0, -1) if path[:depth] not in hidden]
        if shown:
            groups[shown[0]].append(path)
    return list(groups.values())


def _hide_one(siblings: Sequence[T], counts: Mapping[T, Counts], hidden: set[T]) -> None:
    if hidden.isdisjoint(siblings):
        hidden.update(_smallest_first(siblings, counts, hidden)[:1])


def _hide_until_safe(group: Sequence[T], counts: Mapping[T, Counts], hidden: set[T], small_cell: int) -> None:
    if hidden.isdisjoint(group):
        return
    n_columns = len(counts[group[0]])
    counted = [column for column in range(n_columns) if any(counts[path][column] for path in group)]
    for path in _smallest_first(group, counts, hidden):
        if _is_safe([[counts[other][column] for other in group if other in hidden] for column in counted], small_cell):
            return
        hidden.add(path)


def _smallest_first(group: Sequence[T], counts: Mapping[T, Counts], hidden: Set[T]) -> list[T]:
    """Units still shown, those with both counts and the smallest first: hiding them loses least, and helps."""
    shown = [path for path in group if path not in hidden and any(counts[path])]
    return sorted(shown, key=lambda path: (not all(counts[path]), counts[path], path))


def _is_safe(columns: Sequence[Sequence[float]], small_cell: int) -> bool:
    """Each hidden sum is shared by two units or more and is not small itself."""
    return all(sum(1 for count in column if count) >= 2 and sum(column) >= small_cell for column in columns)

"""Hides small counts of women, and enough beside them that subtraction from a total brings none back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import polars as pl

from metrics.catalogue import Kpi

COUNTS = ("numerator", "denominator")
HIDDEN = ("numerator", "denominator", "value", "low", "high", "n_unknown")
LEVELS = ("district_code", "circle_code")
TOTAL = "range"

Path = tuple[str, ...]  # from the range down to a unit
Counts = tuple[float, ...]


def suppress(frame: pl.DataFrame, kpi: Kpi, small_cell: int) -> pl.DataFrame:
    """The frame of `measure()` with `is_suppressed`, and nothing to read in the rows where it is true.

    Hidden are rows of personal KPIs with a count above nothing and below `small_cell`; then, inside each total that
    is shown (range, district, circle), further rows until what is hidden is at least two units and `small_cell`
    women together; and below each hidden total at least one unit, so that the total cannot be added up.
    """
    if not kpi.personal or frame.is_empty():
        return frame.with_columns(pl.lit(False).alias("is_suppressed"))
    flags = [False] * frame.height
    for rows in _by_window(frame).values():
        hidden = hidden_paths({path: counts for _, path, counts in rows}, small_cell)
        for position, path, _ in rows:
            flags[position] = path in hidden
    return _blank(frame.with_columns(pl.Series("is_suppressed", flags, dtype=pl.Boolean)))


def _blank(frame: pl.DataFrame) -> pl.DataFrame:
    hidden = pl.col("is_suppressed")
    blanks = [
        pl.when(hidden).then(None).otherwise(pl.col(name)).alias(name) for name in HIDDEN if name in frame.columns
    ]
    if "status" in frame.columns:
        blanks.append(pl.when(hidden).then(pl.lit("too_few")).otherwise(pl.col("status")).alias("status"))
    return frame.with_columns(blanks)


def _by_window(frame: pl.DataFrame) -> dict[int, list[tuple[int, Path, Counts]]]:
    windows: dict[int, list[tuple[int, Path, Counts]]] = defaultdict(list)
    for position, row in enumerate(frame.iter_rows(named=True)):
        counts = counts_of(*(row[name] for name in COUNTS))
        windows[row.get("window_no", 0)].append((position, path_of(row), counts))
    return windows


def counts_of(*counts: float | None) -> Counts:
    """What is not known hides nothing and is nothing to hide."""
    return tuple(float(count or 0) for count in counts)


def path_of(row: Mapping[str, object]) -> Path:
    """From the range down to the unit of a row that names its district and circle."""
    above = [str(row[level]) for level in LEVELS if row.get(level) is not None and row[level] != row["unit_code"]]
    unit = str(row["unit_code"])
    return (TOTAL,) if unit == TOTAL else (TOTAL, *above, unit)


def hidden_paths(leaves: Mapping[Path, Counts], small_cell: int) -> set[Path]:
    """Every unit and total to hide, decided from the top down so that each level agrees with those above.

    A path leads from the range down to a unit; counts are those of one window.
    """
    counts = _with_totals(leaves)
    hidden = {path for path, own in counts.items() if any(0 < count < small_cell for count in own)}
    for depth in range(2, max(map(len, counts)) + 1):
        level = sorted(path for path in counts if len(path) == depth)
        for parent in {path[:-1] for path in level} & hidden:
            _hide_one([path for path in level if path[:-1] == parent], counts, hidden)
        for group in _under_each_shown_total(level, hidden):
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


def _under_each_shown_total(level: Sequence[Path], hidden: Set[Path]) -> list[list[Path]]:
    """The units of one level by the nearest total above that is shown: what subtraction from it would reach."""
    groups: dict[Path, list[Path]] = defaultdict(list)
    for path in level:
        shown = [path[:depth] for depth in range(len(path) - 1, 0, -1) if path[:depth] not in hidden]
        if shown:
            groups[shown[0]].append(path)
    return list(groups.values())


def _hide_one(siblings: Sequence[Path], counts: Mapping[Path, Counts], hidden: set[Path]) -> None:
    if hidden.isdisjoint(siblings):
        hidden.update(_smallest_first(siblings, counts, hidden)[:1])


def _hide_until_safe(group: Sequence[Path], counts: Mapping[Path, Counts], hidden: set[Path], small_cell: int) -> None:
    if hidden.isdisjoint(group):
        return
    counted = [column for column in range(len(COUNTS)) if any(counts[path][column] for path in group)]
    for path in _smallest_first(group, counts, hidden):
        if _is_safe([[counts[other][column] for other in group if other in hidden] for column in counted], small_cell):
            return
        hidden.add(path)


def _smallest_first(group: Sequence[Path], counts: Mapping[Path, Counts], hidden: Set[Path]) -> list[Path]:
    """Units still shown, those with both counts and the smallest first: hiding them loses least, and helps."""
    shown = [path for path in group if path not in hidden and any(counts[path])]
    return sorted(shown, key=lambda path: (not all(counts[path]), counts[path], path))


def _is_safe(columns: Sequence[Sequence[float]], small_cell: int) -> bool:
    """Each hidden sum is shared by two units or more and is not small itself."""
    return all(sum(1 for count in column if count) >= 2 and sum(column) >= small_cell for column in columns)

"""Hides lines of time whole, so that no day or week of few women is brought back by subtraction from anything shown.

A line is a unit's figures over all buckets of one size. It is shown only where no count in it is small, and hidden
beside enough other lines that the totals above it leave nothing; a line hidden by months is hidden by days as well.
Why that is enough is told in docs/decisions/0045.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

import numpy as np

from metrics import disclosure
from metrics.disclosure import Counts, Path, under_each_shown_total

Row = Mapping[str, Any]
Lines = Mapping[Path, Counts]


def lines(rows: Iterable[Row], counts: Callable[[Row], Counts]) -> Lines:
    """By path the counts of every row of a unit, in the order of the rows, which is the same for all units."""
    found: dict[Path, list[float]] = defaultdict(list)
    for row in rows:
        found[disclosure.path_of(row)] += counts(row)
    return {path: tuple(told) for path, told in found.items()}


def down(rungs: Iterable[Lines], small_cell: int, hidden: Set[Path], rolling: int = 0) -> set[Path]:
    """Hidden on the last of the rungs, which go from coarse buckets to fine: what is hidden on one is on all below."""
    found = set(hidden)
    for rung in rungs:
        found = hidden_lines(rung, small_cell, found, rolling)
    return found


def hidden_lines(found: Lines, small_cell: int, also: Set[Path] = frozenset(), rolling: int = 0) -> set[Path]:
    """The units and totals whose lines are hidden, from the top down; `also` are hidden for another reason.

    Inside each total that is shown what is hidden is, in every bucket that has any, two units and `small_cell` women;
    below each hidden total at least one unit is hidden. Of counts that roll on from bucket to bucket, `rolling` to a
    bucket, what they rise or fall by is a count of women too.
    """
    counts = _with_totals(found)
    if rolling:
        counts = {path: np.append(own, _steps(own, rolling)) for path, own in counts.items()}
    hidden = {path for path, own in counts.items() if ((own > 0) & (own < small_cell)).any()} | (also & counts.keys())
    for depth in range(2, max(map(len, counts), default=0) + 1):
        level = sorted(path for path in counts if len(path) == depth)
        for parent in {path[:-1] for path in level} & hidden:
            _hide_one([path for path in level if path[:-1] == parent], counts, hidden)
        for group in under_each_shown_total(level, hidden):
            _hide_until_safe(group, counts, hidden, small_cell)
    return hidden


def _with_totals(found: Lines) -> dict[Path, np.ndarray]:
    counts = {path: np.array(own, dtype=float) for path, own in found.items()}
    for path in found:
        for depth in range(1, len(path)):
            above = path[:depth]
            counts[above] = counts.get(above, 0) + np.array(found[path], dtype=float)
    return counts


def _steps(own: np.ndarray, n_counts: int) -> np.ndarray:
    return np.abs(np.diff(own.reshape(-1, n_counts), axis=0)).ravel()


def _hide_one(siblings: Sequence[Path], counts: Mapping[Path, np.ndarray], hidden: set[Path]) -> None:
    if hidden.isdisjoint(siblings):
        hidden.update(_smallest_first(siblings, counts, hidden)[:1])


def _hide_until_safe(
    group: Sequence[Path], counts: Mapping[Path, np.ndarray], hidden: set[Path], small_cell: int
) -> None:
    if hidden.isdisjoint(group):
        return
    for path in [None, *_smallest_first(group, counts, hidden)]:
        hidden |= set() if path is None else {path}
        if _is_safe(np.array([counts[other] for other in group if other in hidden]), small_cell):
            return


def _smallest_first(group: Sequence[Path], counts: Mapping[Path, np.ndarray], hidden: Set[Path]) -> list[Path]:
    """Lines still shown, those that fill most buckets and are smallest first: hiding them loses least, and helps."""
    shown = [path for path in group if path not in hidden and counts[path].any()]
    return sorted(shown, key=lambda path: (int((counts[path] == 0).sum()), float(counts[path].sum()), path))


def _is_safe(table: np.ndarray, small_cell: int) -> bool:
    """Of two lines or more, what they hold together is in each bucket nothing, or several units' and not small."""
    sums = table.sum(axis=0)
    several = (table > 0).sum(axis=0) >= 2
    return len(table) >= 2 and bool(((sums == 0) | (several & (sums >= small_cell))).all())

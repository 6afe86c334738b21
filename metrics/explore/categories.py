"""Which categories of which units are hidden, decided once for all levels and then tried: can any be worked out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import reduce

import numpy as np

from metrics import disclosure
from metrics.disclosure import Counts, PartPath, Path

Leaves = Mapping[PartPath, Counts]
_EXACT = 1e-6
_MOST_CELLS = 3_000  # beyond so many hidden ones all categories are hidden wherever one is: to try them takes too long
_ROUNDS = 4


def hidden(leaves: Leaves, small_cell: int) -> set[PartPath]:
    """The categories of thanas and of all their totals that are not told, for questions of every level.

    What is hidden by `disclosure.hidden_parts` is tried by linear algebra against all that is shown; where few women
    could be worked out, all categories of that unit and of its neighbours are hidden as well.
    """
    if not leaves:
        return set()
    also: set[PartPath] = set()
    for _ in range(_ROUNDS):
        found = disclosure.hidden_parts(leaves, small_cell, also=also)
        betrayed = _betrayed(leaves, found, small_cell)
        if not betrayed:
            return found
        also |= found | {(part, path) for part, path in _with_totals(leaves) if path[:-1] in betrayed}
    return set(_with_totals(leaves))


def _betrayed(leaves: Leaves, found: Set[PartPath], small_cell: int) -> set[Path]:
    """The totals right above units of which few women could be worked out."""
    counts = _with_totals(leaves)
    n_columns = len(next(iter(leaves.values())))
    if sum(key in found for key in leaves) > _MOST_CELLS:
        return {path[:-1] for _, path in found}
    return {
        path[:-1]
        for column in range(n_columns)
        for _, path in _worked_out({key: own[column] for key, own in counts.items()}, leaves, found, small_cell)
    }


def _worked_out(
    counts: Mapping[PartPath, float], leaves: Leaves, found: Set[PartPath], small_cell: int
) -> Iterator[PartPath]:
    """Hidden few whose sum of unknown thanas is the same in every table that agrees with all that is shown."""
    cells = _Cells(_unknown(counts, leaves, found))
    shown = [
        *(cells.of(part, path) for part, path in counts if (part, path) not in found),
        *(cells.of(None, path) for path in _shown_totals(counts, leaves, small_cell)),
    ]
    free = _free(shown, cells.n)
    for part, path in found:
        is_few = 0 < counts.get((part, path), 0) < small_cell
        if is_few and (not len(free) or np.abs(free @ cells.of(part, path)).max() < _EXACT):
            yield part, path


class _Cells:
    """The unknown cells; each figure is a sum of some of them."""

    def __init__(self, unknown: Sequence[PartPath]) -> None:
        self.n = len(unknown)
        self._of_part: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(self.n))
        self._of_unit: dict[Path, np.ndarray] = defaultdict(lambda: np.zeros(self.n))
        for place, (part, path) in enumerate(unknown):
            self._of_part[part][place] = 1
            for depth in range(1, len(path) + 1):
                self._of_unit[path[:depth]][place] = 1

    def of(self, part: str | None, unit: Path) -> np.ndarray:
        """A one for each cell that a category of a unit is the sum of; of all categories where none is named."""
        ones = self._of_unit[unit]
        return ones if part is None else ones * self._of_part[part]


def _free(shown: Sequence[np.ndarray], n_cells: int) -> np.ndarray:
    """A basis of the changes to the unknown cells that leave all that is shown as it is."""
    told = [row for row in shown if row.any()]
    if not told:
        return np.eye(n_cells)
    _, sizes, rows = np.linalg.svd(np.unique(np.array(told), axis=0))
    return np.asarray(rows[(sizes > _EXACT).sum() :])


def _unknown(counts: Mapping[PartPath, float], leaves: Leaves, found: Set[PartPath]) -> Sequence[PartPath]:
    """Hidden cells of thanas, but for those that a total shown to be nothing tells."""
    nothing = {key for key, n in counts.items() if not n and key not in found}
    return [
        (part, path)
        for part, path in leaves
        if (part, path) in found and not any((part, path[:depth]) in nothing for depth in range(1, len(path)))
    ]


def _shown_totals(counts: Mapping[PartPath, float], leaves: Leaves, small_cell: int) -> set[Path]:
    """Units whose sum of all categories is told, as the KPI itself."""
    sums: dict[Path, list[Counts]] = defaultdict(list)
    for (_, path), own in leaves.items():
        sums[path].append(own)
    added = {path: reduce(_add, several) for path, several in sums.items()}
    return {path for _, path in counts} - disclosure.hidden_paths(added, small_cell)


def _with_totals(leaves: Leaves) -> dict[PartPath, Counts]:
    counts: dict[PartPath, Counts] = {}
    for (part, path), own in leaves.items():
        for depth in range(1, len(path) + 1):
            at = (part, path[:depth])
            counts[at] = _add(counts[at], own) if at in counts else own
    return counts


def _add(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))

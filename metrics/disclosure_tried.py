"""Tries by linear algebra whether small counts of parts can be worked out from all that is shown at all levels.

Unknown are the hidden parts of the lowest units. Each shown figure, of whatever level, is a sum of some of them: a
part of a unit, all parts of a unit (the KPI itself), or some of its parts (a KPI told beside them). A hidden figure is
worked out where it is the same in every table that agrees with all of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce

import numpy as np

from metrics.disclosure import Counts, PartPath, Path, added, hidden_paths

Parts = frozenset[str]
Shown = Mapping[Parts, Set[Path]]  # parts that are told together → the units of which their sum is shown
MOST_CELLS = 3_000  # of more that hang together it is not tried: what is few among them is taken for worked out
_EXACT = 1e-6


@dataclass(frozen=True)
class Sum:
    """Parts whose sum a KPI tells beside them, as its numerator where `is_of_all` parts are the denominator.

    Such a KPI tells the rest as well. Another one tells that sum alone, and nothing tells the sum of all parts.
    """

    parts: tuple[str, ...]
    is_of_all: bool = True


def shown_sums(leaves: Mapping[PartPath, Counts], small_cell: int, sums: Sequence[Sum] = ()) -> Shown:
    """The units of which the sum of all parts is told, each of the sums, and what it leaves of all."""
    every = frozenset(part for part, _ in leaves)
    paths = {path[:depth] for _, path in leaves for depth in range(1, len(path) + 1)}
    wholes = _sums_of(leaves, every)
    shown: dict[Parts, Set[Path]] = {}
    if all(one.is_of_all for one in sums):
        shown[every] = paths - hidden_paths(wholes, small_cell)
    for one in sums:
        told = every & set(one.parts)
        own = _sums_of(leaves, told)
        if one.is_of_all:
            own = {path: (*own.get(path, ()), *counts) for path, counts in wholes.items()}
        units = paths - hidden_paths(_alike(own), small_cell) if own else set()
        shown |= dict.fromkeys((told, every - told) if one.is_of_all else (told,), units)
    return {parts: units for parts, units in shown.items() if parts}


def _alike(counts: Mapping[Path, Counts]) -> dict[Path, Counts]:
    """With noughts before those that lack a count."""
    most = max(map(len, counts.values()))
    return {path: ((0.0,) * (most - len(own)) + own) for path, own in counts.items()}


def _sums_of(leaves: Mapping[PartPath, Counts], parts: Set[str]) -> dict[Path, Counts]:
    several: dict[Path, list[Counts]] = defaultdict(list)
    for (part, path), own in leaves.items():
        if part in parts:
            several[path].append(own)
    return {path: reduce(added, counts) for path, counts in several.items()}


def worked_out(
    counts: Mapping[PartPath, Counts], leaves: Set[PartPath], hidden: Set[PartPath], shown: Shown, small_cell: int
) -> set[PartPath]:
    """The hidden few that can be worked out; `counts` are those of the `leaves` and of all totals above them.

    Numerator and denominator of a part are hidden together, and each is worked out from its like.
    """
    found: set[PartPath] = set()
    for column in range(len(next(iter(counts.values()), ()))):
        own = {key: several[column] for key, several in counts.items()}
        few = [key for key in hidden if 0 < own.get(key, 0) < small_cell]
        if few:
            known = _Known(_unknown(own, leaves, hidden), own.keys() - hidden, shown)
            found.update(key for key in few if known.tells(key))
    return found


def _unknown(counts: Mapping[PartPath, float], leaves: Set[PartPath], hidden: Set[PartPath]) -> list[PartPath]:
    """Hidden leaves, but for those that a total shown to be nothing tells."""
    nothing = {key for key, n in counts.items() if not n and key not in hidden}
    return sorted(
        (part, path)
        for part, path in leaves & hidden
        if nothing.isdisjoint((part, path[:depth]) for depth in range(1, len(path)))
    )


class _Known:
    """What all that is shown says of the unknown cells."""

    def __init__(self, unknown: Sequence[PartPath], shown_parts: Set[PartPath], shown: Shown) -> None:
        self._under: dict[PartPath, list[PartPath]] = defaultdict(list)
        for part, path in unknown:
            for depth in range(1, len(path) + 1):
                self._under[part, path[:depth]].append((part, path))
        told = list(_told(unknown, shown_parts, shown))
        self._block_of: dict[PartPath, _Block] = {}
        for cells, sums in _blocks(told):
            block = _Block(cells, sums)
            self._block_of.update(dict.fromkeys(cells, block))

    def tells(self, key: PartPath) -> bool:
        """Whether the sum of a figure's unknown cells is the same in every table that agrees with what is shown."""
        by_block: dict[_Block | None, list[PartPath]] = defaultdict(list)
        for cell in self._under[key]:
            by_block[self._block_of.get(cell)].append(cell)
        return all(block is not None and block.tells(cells) for block, cells in by_block.items())


def _told(unknown: Sequence[PartPath], shown_parts: Set[PartPath], shown: Shown) -> Iterator[list[PartPath]]:
    """Each shown total as the unknown cells in it that are in no smaller total of its kind that is shown as well."""
    sums: dict[tuple[str | Parts, Path], list[PartPath]] = defaultdict(list)
    for part, path in unknown:
        above = [path[:depth] for depth in range(len(path), 0, -1)]
        for unit in [unit for unit in above if (part, unit) in shown_parts][:1]:
            sums[part, unit].append((part, path))
        for parts, units in shown.items():
            for unit in [unit for unit in above if part in parts and unit in units][:1]:
                sums[parts, unit].append((part, path))
    yield from sums.values()


def _blocks(told: Sequence[list[PartPath]]) -> Iterator[tuple[list[PartPath], list[list[PartPath]]]]:
    """The cells that hang together by sums that they share, and these sums; a cell of no sum is in no block."""
    sums_of: dict[PartPath, list[int]] = defaultdict(list)
    for number, cells in enumerate(told):
        for cell in cells:
            sums_of[cell].append(number)
    seen: set[int] = set()
    for first in range(len(told)):
        waiting, block = [first], []
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                block.append(number)
                waiting += [other for cell in told[number] for other in sums_of[cell]]
        if block:
            yield list({cell: None for number in block for cell in told[number]}), [told[number] for number in block]


class _Block:
    def __init__(self, cells: Sequence[PartPath], sums: Sequence[Sequence[PartPath]]) -> None:
        self._place = {cell: place for place, cell in enumerate(cells)}
        self._said = _reduced(np.array([self._ones(of) for of in sums])) if len(cells) <= MOST_CELLS else None

    def tells(self, cells: Sequence[PartPath]) -> bool:
        """Whether their sum is made up of the sums that are told."""
        if self._said is None:
            return True
        ones = self._ones(cells)
        rows, pivots = self._said
        return bool(np.abs(ones - ones[pivots] @ rows).max() < _EXACT)

    def _ones(self, cells: Sequence[PartPath]) -> np.ndarray:
        ones = np.zeros(len(self._place))
        ones[[self._place[cell] for cell in cells]] = 1
        return ones


def _reduced(told: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Row by row what it says beyond the others, each with a column of its own (Gauss and Jordan)."""
    kept, pivots = [], []
    for place in range(len(told)):
        own = int(np.abs(told[place]).argmax())
        if abs(told[place, own]) > _EXACT:
            told[place] /= told[place, own]
            others = np.flatnonzero(told[:, own])
            others = others[others != place]
            told[others] -= told[others, own, None] * told[place]
            kept.append(place)
            pivots.append(own)
    return told[kept], pivots

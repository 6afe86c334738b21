"""How well a set of catchments caught what came: PAI, and PEI*, its share of the best that the same area allows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Catch:
    """Of `n` events of the period `caught` lay inside; the set has `area` of `whole`; `best` is the most it could hold.

    Catches of several periods are added up with `+`: figures then rest on summed counts and summed areas.
    """

    caught: int
    n: int
    best: int
    area: float
    whole: float

    def __add__(self, other: Catch) -> Catch:
        pairs = zip(self._figures, other._figures, strict=True)
        caught, n, best, area, whole = (one + another for one, another in pairs)
        return Catch(int(caught), int(n), int(best), area, whole)

    @property
    def _figures(self) -> tuple[float, ...]:
        return (self.caught, self.n, self.best, self.area, self.whole)

    @property
    def hit_rate(self) -> float | None:
        return self.caught / self.n if self.n else None

    @property
    def area_share(self) -> float:
        return self.area / self.whole if self.whole else 0.0

    @property
    def pai(self) -> float | None:
        """(n/N) / (a/A): Chainey, Tompson and Uhlig (2008). 1 is what a set drawn blindly catches."""
        return self.hit_rate / self.area_share if self.hit_rate is not None and self.area_share else None

    @property
    def pei_star(self) -> float | None:
        """PAI over the best PAI at the same area, which is caught / best: Hunt (2016); White, Hunt and Green (2023)."""
        return self.caught / self.best if self.best else None


def catch(chosen: Collection[str], events: Mapping[str, int], areas: Mapping[str, float]) -> Catch:
    """What a set of cells caught of the events; `areas` names every cell of the map."""
    area, whole = sum(areas[code] for code in chosen), sum(areas.values())
    caught, n = sum(events.get(code, 0) for code in chosen), sum(events.get(code, 0) for code in areas)
    return Catch(caught, n, most_within(area, events, areas), area, whole)


def most_within(area: float, events: Mapping[str, int], areas: Mapping[str, float]) -> int:
    """The most events that any set of cells of no more than `area` holds: the best map that one could have drawn.

    Cells differ in size, so this is a knapsack, solved exactly: for each number of events the least area that holds it.
    """
    counts = [(events.get(code, 0), size) for code, size in areas.items() if events.get(code, 0)]
    least = np.full(sum(n for n, _ in counts) + 1, np.inf)
    least[0] = 0.0
    for n, size in counts:
        least[n:] = np.minimum(least[n:], least[:-n] + size)
    within = least <= area * (1 + 1e-12)
    return int(np.flatnonzero(within)[-1])


def hottest(scores: Mapping[str, float], areas: Mapping[str, float], share: float) -> tuple[str, ...]:
    """The cells of the highest score that fit into a share of the whole area, a cell that no longer fits passed over.

    Equal scores: the smaller cell first. A cell without a score is never chosen.
    """
    room, chosen = share * sum(areas.values()), list[str]()
    for code in _ranked(scores, areas):
        if areas[code] <= room:
            chosen.append(code)
            room -= areas[code]
    return tuple(chosen)


def _ranked(scores: Mapping[str, float], areas: Mapping[str, float]) -> Sequence[str]:
    known = (code for code in areas if code in scores)
    return sorted(known, key=lambda code: (-scores[code], areas[code], code))

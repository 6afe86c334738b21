"""Getis-Ord Gi*: whether a catchment and its neighbours together hold more, or less, than chance would give them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MIN_EVENTS, MIN_CELLS = 30, 20  # kpis.md, Methods: below either, nothing is said
PERMUTATIONS, SEED = 999, 20250922  # one seed, so that the same figures give the same map
ALPHA = 0.1  # POLICY: of ten cells that are named one may be so by chance (false discovery rate); 999 draws of 82 cells
# cannot show less for fewer than four cells

Reason = Literal["few_events", "few_cells", "all_alike", "few_weeks"]
Kind = Literal["hot", "cold", "usual"]
Floats = NDArray[np.float64]
Neighbours = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Refused:
    """Why nothing is computed, and what there was."""

    reason: Reason
    n_events: int
    n_cells: int


@dataclass(frozen=True)
class Spot:
    """One cell: `z` as Getis and Ord (1995), `p` of the permutations, `q` after Benjamini and Hochberg (1995)."""

    code: str
    z: float
    p: float
    q: float

    @property
    def kind(self) -> Kind:
        if self.q > ALPHA:
            return "usual"
        return "hot" if self.z > 0 else "cold"


@dataclass(frozen=True)
class Found:
    """A spot for each cell that was given, in the order of their codes."""

    spots: tuple[Spot, ...]
    n_events: int

    def of_kind(self, kind: Kind) -> tuple[Spot, ...]:
        """The furthest from chance first."""
        return tuple(sorted((one for one in self.spots if one.kind == kind), key=lambda one: (-abs(one.z), one.code)))


def find(values: Mapping[str, float], neighbours: Neighbours, n_events: int) -> Found | Refused:
    """Gi* of each cell; `values` are counts or rates of known cells, `n_events` how many events they rest on.

    Neighbours that are no known cell are left out. Refuses below MIN_EVENTS events or MIN_CELLS cells, and where all
    cells are alike.
    """
    if reason := why_not(values, n_events):
        return Refused(reason, n_events, len(values))
    codes, y, beside = laid_out(values, neighbours)
    z = z_scores(y, beside)
    p = pseudo_p(y, beside)
    q = adjusted(p)
    spots = (Spot(code, float(z[n]), float(p[n]), float(q[n])) for n, code in enumerate(codes))
    return Found(tuple(spots), n_events)


def why_not(values: Mapping[str, float], n_events: int) -> Reason | None:
    """Why Gi* is not computed; None where it is."""
    if n_events < MIN_EVENTS:
        return "few_events"
    if len(values) < MIN_CELLS:
        return "few_cells"
    return "all_alike" if len(set(values.values())) == 1 else None


def laid_out(values: Mapping[str, float], neighbours: Neighbours) -> tuple[list[str], Floats, list[list[int]]]:
    """Codes in order, their values, and for each the places of its neighbours among them."""
    codes = sorted(values)
    at = {code: place for place, code in enumerate(codes)}
    beside = [sorted(at[other] for other in set(neighbours.get(code, ())) - {code} if other in at) for code in codes]
    return codes, np.array([values[code] for code in codes], dtype=float), beside


def sums(y: Floats, beside: list[list[int]]) -> Floats:
    """(n,) → (n,): each cell's own value with those of its neighbours (binary weights, the cell itself included)."""
    return np.array([y[n] + y[others].sum() for n, others in enumerate(beside)])


def z_scores(y: Floats, beside: list[list[int]]) -> Floats:
    """(n,) → (n,): the standardised Gi* of Ord and Getis (1995, eq. 14 with w_ii = 1), as esda's G_Local(star=True).

    NaN where a neighbourhood is the whole map: it has nothing to be compared with.
    """
    n = len(y)
    cardinality = np.array([len(others) + 1 for others in beside], dtype=float)
    variance = y.var() * cardinality * (n - cardinality) / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        z: Floats = (sums(y, beside) - y.mean() * cardinality) / np.sqrt(variance)
    return np.where(variance > 0, z, np.nan)


def pseudo_p(y: Floats, beside: list[list[int]], permutations: int = PERMUTATIONS, seed: int = SEED) -> Floats:
    """(n,) → (n,): two-sided pseudo p of conditional permutations.

    The cell keeps its value while the others are drawn for its neighbours, the same places for every cell. It is twice
    the smaller of esda's "greater" and "lesser". Not esda's "two-sided": that counts draws in the far tail as well, and
    where counts are small so many of them tie that a neighbourhood beyond all draws is no longer found.
    """
    drawn = _draws(len(y), max(map(len, beside)), permutations, seed)
    observed, p = sums(y, beside), np.ones(len(y))
    for n, others in enumerate(beside):
        if others:
            reference = y[n] + np.delete(y, n)[drawn[:, : len(others)]].sum(axis=1)
            p[n] = _two_sided(observed[n], reference)
    return np.minimum(p, 1.0)


def adjusted(p: Floats) -> Floats:
    """(n,) → (n,): p after Benjamini and Hochberg (1995): at or below alpha means found at that rate of false finds."""
    n, order = len(p), np.argsort(p)[::-1]
    ranked = np.minimum.accumulate(p[order] * n / np.arange(n, 0, -1))
    q = np.empty(n)
    q[order] = np.minimum(ranked, 1.0)
    return q


def _two_sided(observed: float, reference: Floats) -> float:
    smaller = min(int((reference >= observed).sum()), int((reference <= observed).sum()))
    return 2 * (smaller + 1) / (len(reference) + 1)


@cache
def _draws(n: int, most: int, permutations: int, seed: int) -> NDArray[np.int64]:
    """(permutations, most): places among the n - 1 other cells, without repeats; drawn as PySAL draws them."""
    chance = np.random.RandomState(seed)
    return np.array([chance.choice(n - 1, size=most, replace=False) for _ in range(permutations)], dtype=np.int64)

"""Complaints of harassment in the street by thana: what may be told of them, and how many there are around a place."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from metrics import disclosure
from metrics.disclosure import TOTAL, Path
from metrics.hotspots.gi_star import Neighbours
from metrics.hotspots.uncovered import Nearby

NEIGHBOUR_SHARE = 0.5  # POLICY: a complaint in the neighbouring catchment counts half
MANY = 2 / 3  # POLICY: "many" are the upper third of the neighbourhoods that may be told


@dataclass(frozen=True)
class Thana:
    """Of `n_days` days the register speaks; `n` complaints came on them. None where it speaks of none."""

    district_code: str
    circle_code: str
    n: int | None
    n_days: int


Thanas = Mapping[str, Thana]


def hidden(thanas: Thanas, small_cell: int) -> frozenset[Path]:
    """Paths from TOTAL to thanas, circles and districts whose number is not told: small ones, and what betrays them."""
    leaves = {path_of(code, one): disclosure.counts_of(one.n) for code, one in thanas.items()}
    return frozenset(disclosure.hidden_paths(leaves, small_cell)) if leaves else frozenset()


def path_of(code: str, one: Thana) -> Path:
    return (TOTAL, one.district_code, one.circle_code, code)


def total(thanas: Thanas, inside: Set[str]) -> int | None:
    """The complaints of some thanas; None where no register speaks."""
    told = [one.n for code, one in thanas.items() if code in inside and one.n is not None]
    return sum(told) if told else None


def daily(thanas: Thanas, n_days: int) -> dict[str, float]:
    """Complaints a day of each thana whose register speaks of at least half of the days: what Gi* is computed from."""
    known = {code: one for code, one in thanas.items() if one.n is not None and 2 * one.n_days >= n_days}
    return {code: (one.n or 0) / one.n_days for code, one in known.items()}


def around(thanas: Thanas, neighbours: Neighbours) -> dict[str, int]:
    """Complaints of each thana and its neighbours together: where they are few, nothing is said of the place."""
    return {code: _own(one) + sum(_others(code, thanas, neighbours)) for code, one in thanas.items()}


def nearby(thanas: Thanas, neighbours: Neighbours, small_cell: int) -> dict[str, Nearby]:
    """How many complaints there are around a place of each thana, in three words, from sums that are not small.

    Own catchment in full, neighbours at half; compared among the thanas that are given.
    """
    sums = around(thanas, neighbours)
    weighed = {
        code: _own(one) + NEIGHBOUR_SHARE * sum(_others(code, thanas, neighbours))
        for code, one in thanas.items()
        if one.n is not None and sums[code] >= small_cell
    }
    many = _quantile(sorted(weighed.values()), MANY)
    told: dict[str, Nearby] = {code: "many" if value > many else "some" for code, value in weighed.items()}
    return {code: told.get(code, "unknown" if one.n is None else "few") for code, one in thanas.items()}


def _own(one: Thana) -> int:
    return one.n or 0


def _others(code: str, thanas: Thanas, neighbours: Neighbours) -> list[int]:
    return [_own(thanas[other]) for other in set(neighbours.get(code, ())) - {code} if other in thanas]


def _quantile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0

"""Complaints of harassment in the street by thana: what may be told of them, and how many there are around a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from access.scope import Scope
from metrics import disclosure
from metrics.catalogue import Kpi
from metrics.disclosure import TOTAL, Path
from metrics.hotspots.gi_star import Neighbours
from metrics.hotspots.uncovered import Nearby
from metrics.kept import is_kept
from metrics.patrols import COMPLAINTS
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

ANSWERED = "complaint_answered"

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


def counted(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> list[Thanas]:
    """Window by window every thana of the scope, with its complaints and the days of which its register speaks."""
    units = {row["unit_code"]: row for row in reads.units(snapshot, scope, "thana").to_dicts()}
    found = [
        {code: Thana(unit["district_code"], unit["circle_code"], None, 0) for code, unit in units.items()}
        for _ in windows
    ]
    for row in reads.flows(snapshot, scope, [COMPLAINTS], windows).iter_rows(named=True):
        thanas, n = found[row["window_no"]], row[COMPLAINTS]
        if (known := thanas.get(row["thana_code"])) is not None:
            told = None if n is None else int(n), int(row["n_days_cases"] or 0)
            thanas[row["thana_code"]] = Thana(known.district_code, known.circle_code, *told)
    return list(found)


def withheld(
    kpi: Kpi, snapshot: Snapshot, scope: Scope, windows: Sequence[Window], small_cell: int
) -> list[frozenset[Path]]:
    """What must be hidden of a KPI that counts days with complaints, wherever the number of complaints is not told.

    As many days with complaints as are told, so many complaints there were at least: so both are hidden by one choice.
    Window by window; nothing of any other KPI.
    """
    if kpi.stream != ANSWERED or not is_kept(kpi, snapshot):
        return []
    return [hidden(thanas, small_cell) for thanas in counted(snapshot, scope, windows)]


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

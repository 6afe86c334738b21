"""Where a KPI is missed: read by thana, added up to circle and district, told at the lowest level that explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from access.scope import Scope
from metrics import disclosure, status
from metrics.catalogue import Kpi
from metrics.disclosure import Path
from metrics.level import Key
from metrics.signal import Z_SPEAK
from metrics.status import Reading
from warehouse import reads
from warehouse.query import Snapshot

LEVELS = {2: "district", 3: "circle", 4: "thana"}  # by length of the path from the range down
# Kinds whose counts of thanas add up to those of a district, and of which it can be said how many are short.
ADDED = frozenset(
    {"obligation", "lapse", "share", "ratio", "stock", "stock_change", "stock_share", "units", "reach", "reach_phase"}
)
EXPLAINS_SHARE = 0.5  # POLICY: a part with more than half of its whole's shortfall is named instead of the whole


Readings = Mapping[Key, Reading]


@dataclass(frozen=True)
class Unit:
    """A district, circle or thana, with its place in the range and its names by language."""

    path: Path
    names: Mapping[str, str]

    @property
    def code(self) -> str:
        return self.path[-1]

    @property
    def level(self) -> str:
        return LEVELS[len(self.path)]

    @property
    def district(self) -> str:
        return self.path[1]


@dataclass(frozen=True)
class Finding:
    """One KPI missed at one unit: the counts, how far beyond noise, and how many women, visits or returns short."""

    kpi: Kpi
    unit: Unit
    now: Reading
    before: Reading | None
    beyond: float
    shortfall: float


@dataclass(frozen=True)
class Tree:
    """The units of a scope, and which lie inside which."""

    units: Mapping[Path, Unit]
    thanas: Mapping[str, Path]
    inside: Mapping[Path, Sequence[Path]] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, scope: Scope) -> Tree:
        units: dict[Path, Unit] = {}
        for level in LEVELS.values():
            for row in reads.units(snapshot, scope, level).iter_rows(named=True):
                path = disclosure.path_of(row)
                units[path] = Unit(path, {"hi": row["name_hi"], "en": row["name_en"]})
        inside: dict[Path, list[Path]] = defaultdict(list)
        for path in units:
            inside[path[:-1]].append(path)
        thanas = {path[-1]: path for path in units if len(path) == max(LEVELS)}
        return cls(units, thanas, inside)


def find(kpi: Kpi, readings: Readings, tree: Tree, small_cell: int, also: disclosure.Also = ()) -> list[Finding]:
    """The units to name for one KPI, from its readings by thana: window 0, set against window 1 if there is one.

    `also` are hidden for another reason than their counts.
    """
    parts = _parts(readings, 0, tree)
    now = {path: together(group) for path, group in parts.items()}
    hidden = _hidden(kpi, now, tree, small_cell) | {path for paths in also[:1] for path in paths}
    missed = {
        path: shortfall(kpi, reading)
        for path, reading in now.items()
        if path not in hidden and status.decide(kpi, reading) == "missed"
    }
    topmost = [path for path in missed if not any(path[:depth] in missed for depth in range(2, len(path)))]
    named = [_lowest(path, missed, tree) for path in topmost]
    before = {path: together(group) for path, group in _parts(readings, 1, tree).items()} if named else {}
    hidden_before = _hidden(kpi, before, tree, small_cell) if before else set()
    hidden_before |= {path for paths in also[1:2] for path in paths}
    return [
        Finding(
            kpi,
            tree.units[path],
            now[path],
            before[path] if path in before and path not in hidden_before else None,
            beyond(kpi, now[path]),
            missed[path],
        )
        for path in named
    ]


def _lowest(path: Path, missed: Mapping[Path, float], tree: Tree) -> Path:
    """Down to the part that holds most of the shortfall, as long as one does."""
    parts = [part for part in tree.inside.get(path, ()) if part in missed]
    worst = max(parts, key=lambda part: missed[part], default=path)
    if worst == path or missed[worst] <= EXPLAINS_SHARE * missed[path]:
        return path
    return _lowest(worst, missed, tree)


def _parts(readings: Readings, number: int, tree: Tree) -> dict[Path, list[Reading]]:
    """For each district, circle and thana the readings of its thanas in one window."""
    parts: dict[Path, list[Reading]] = defaultdict(list)
    for (window_no, thana), reading in readings.items():
        path = tree.thanas.get(thana)
        if window_no == number and path is not None:
            for depth in LEVELS:
                parts[path[:depth]].append(reading)
    return parts


def together(readings: Sequence[Reading]) -> Reading:
    """One reading of several units: counts added, never rates averaged; the earliest day a stock was read."""
    first = readings[0]
    if len(readings) == 1:
        return first
    return Reading(
        numerator=_sum(reading.numerator for reading in readings),
        denominator=_sum(reading.denominator for reading in readings),
        n_unknown=sum(reading.n_unknown for reading in readings),
        n_missing=sum(reading.n_missing for reading in readings),
        n_expected=sum(reading.n_expected for reading in readings),
        n_days=first.n_days,
        read_on=_earliest(reading.read_on for reading in readings),
        then=_sum(reading.then for reading in readings),
        then_on=first.then_on,
    )


def _sum(counts: Iterable[float | None]) -> float | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _hidden(kpi: Kpi, now: Mapping[Path, Reading], tree: Tree, small_cell: int) -> set[Path]:
    if not kpi.personal:
        return set()
    leaves = {path: disclosure.women(kpi, vars(now[path])) for path in tree.thanas.values()}
    return disclosure.hidden_paths(leaves, small_cell) if leaves else set()


def beyond(kpi: Kpi, reading: Reading) -> float:
    """How far past the noise the reading lies, in points of the target's unit, or for a stock in % of what it was."""
    if kpi.is_against_last_review:
        now, then = reading.numerator or 0, reading.then or 0
        return 100 * (max(0.0, sqrt(now) - Z_SPEAK / 2) ** 2 - then) / max(then, 1)
    low, high = status.interval_of(kpi, reading) or (None, None)
    if low is None or high is None or not isinstance(kpi.target, float | int):
        return 0.0
    return kpi.target - high if kpi.direction == "UP" else low - kpi.target


def shortfall(kpi: Kpi, reading: Reading) -> float:
    """How many more (or fewer) would have met the target."""
    if kpi.is_against_last_review:
        return abs((reading.numerator or 0) - (reading.then or 0))
    if not isinstance(kpi.target, float | int):
        return 0.0
    return abs((reading.numerator or 0) - kpi.target / kpi.scale * (reading.denominator or 0))

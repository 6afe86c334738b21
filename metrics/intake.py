"""Women recorded by each Kendra against its own history and against Kendras of its kind, as far as a viewer may see.

Kendras are compared across the whole range whatever the viewer may see, or a district of eleven Kendras would have
hardly any like ones. What leaves this module of Kendras outside the scope is in the expectations only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from access.scope import Scope
from metrics.disclosure import Path, hidden_paths, path_of
from metrics.recording import HISTORY_DAYS, Intake, Low, expected_of_peers, kind_of, low_intake
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

_COLUMN, _DAYS = "n_opened", "n_days_cases"


@dataclass(frozen=True)
class Kendra:
    """Women received in the window, and expected at the pace of like Kendras on the same days: None without any."""

    path: Path
    n: int
    expected: float | None

    @property
    def thana_code(self) -> str:
        return self.path[-1]


@dataclass(frozen=True)
class Recorded:
    """The Kendras of a scope of which a register was accepted, and those that recorded improbably few, worst first.

    Counts are true ones: whoever shows them asks `hidden` first.
    """

    kendras: tuple[Kendra, ...]
    low: tuple[Low, ...]

    def within(self, scope: Scope) -> Recorded:
        """The same for a narrower scope: what is expected of a Kendra does not change with who looks."""
        seen = tuple(kendra for kendra in self.kendras if _holds(scope, kendra.path))
        codes = {kendra.thana_code for kendra in seen}
        return Recorded(seen, tuple(low for low in self.low if low.thana_code in codes))

    def hidden(self, small_cell: int) -> set[Path]:
        """Units whose recorded women may not be shown; those without like Kendras count apart, as they are shown so."""
        leaves = {
            kendra.path: (0.0, float(kendra.n)) if kendra.expected is None else (float(kendra.n), 0.0)
            for kendra in self.kendras
        }
        return hidden_paths(leaves, small_cell) if leaves else set()


@dataclass(frozen=True)
class Against:
    """One unit: recorded by those of its Kendras that have like ones, and expected of these together."""

    unit_code: str
    recorded: float | None
    expected: float
    n_low: int
    is_suppressed: bool


def look(snapshot: Snapshot, window: Window, scope: Scope) -> Recorded:
    """The Kendras of the scope; a Kendra without an accepted day in the window is not there: nothing is known of it."""
    whole = Scope.whole_range(scope.role)
    intakes = _intakes(snapshot, window, whole)
    expected = expected_of_peers(intakes)
    homes = {row["unit_code"]: path_of(row) for row in reads.units(snapshot, whole, "thana").iter_rows(named=True)}
    kendras = [
        Kendra(homes[intake.thana_code], intake.n, expected.get(intake.thana_code))
        for intake in intakes
        if intake.n_days > 0
    ]
    return Recorded(tuple(kendras), tuple(low_intake(intakes))).within(scope)


def against(recorded: Recorded, depth: int, small_cell: int) -> list[Against]:
    """The units so many steps below the range (1 district, 2 circle, 3 thana), furthest below the expected first."""
    groups: dict[Path, list[Kendra]] = defaultdict(list)
    for kendra in recorded.kendras:
        if kendra.expected is not None:
            groups[kendra.path[: depth + 1]].append(kendra)
    low, hidden = {one.thana_code for one in recorded.low}, recorded.hidden(small_cell)
    units = [_together(path, group, low, path in hidden) for path, group in groups.items()]
    return sorted(units, key=_shortfall)


def _together(path: Path, group: Sequence[Kendra], low: set[str], is_hidden: bool) -> Against:
    n_low = sum(kendra.thana_code in low for kendra in group)
    expected = sum(kendra.expected or 0.0 for kendra in group)
    return Against(path[-1], None if is_hidden else sum(kendra.n for kendra in group), expected, n_low, is_hidden)


def _shortfall(unit: Against) -> tuple[bool, float, str]:
    """Hidden ones after those with a Kendra to ask about, so that their place does not tell what is hidden."""
    share = 0.0 if unit.recorded is None else unit.recorded / unit.expected if unit.expected else 1.0
    return (not unit.n_low, share if not unit.is_suppressed else 2.0, unit.unit_code)


def _intakes(snapshot: Snapshot, window: Window, whole: Scope) -> list[Intake]:
    before = Window(window.start - timedelta(days=HISTORY_DAYS), window.start - timedelta(days=1), window.as_of)
    rows = reads.flows(snapshot, whole, [_COLUMN], [window, before]).iter_rows(named=True)
    told = {(row["window_no"], row["thana_code"]): (int(row[_COLUMN] or 0), int(row[_DAYS] or 0)) for row in rows}
    return [
        Intake(
            row["thana_code"],
            kind_of(row["is_mahila"], row["n_gram_panchayats"]),
            *told.get((0, row["thana_code"]), (0, 0)),
            *told.get((1, row["thana_code"]), (0, 0)),
        )
        for row in reads.kendras(snapshot, whole).iter_rows(named=True)
    ]


def _holds(scope: Scope, path: Path) -> bool:
    held = (scope.districts, scope.circles, scope.thanas)
    return all(codes is None or code in codes for codes, code in zip(held, path[1:], strict=True))

"""What the matrix holds: KPI rows, unit columns, and in each cell a value with everything needed to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.catalogue import Kpi
from metrics.comparison import Change
from warehouse.reads import Window

# ▲ and ▼ are kept for the direction of a change.
SHAPES = {
    "met": "●",
    "missed": "■",
    "watch": "◆",
    "steady": "◇",
    "too_few": "○",
    "no_data": "–",
    "none_due": "·",
    "context": "□",
    "suppressed": "○",
}


@dataclass(frozen=True)
class Cell:
    """One KPI of one unit in one window. Where the cell is suppressed every figure is None.

    `n_unknown` alone is None where it counts few women. `read_on` is told where the figure is older than the window.
    """

    unit_code: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    status: str = "no_data"
    n_unknown: int | None = 0
    n_missing: int = 0
    n_expected: int = 0
    before: float | None = None
    change: Change | None = None
    trend: tuple[float | None, ...] = ()
    is_suppressed: bool = False
    read_on: date | None = None

    @property
    def standing(self) -> str:
        """The status as it is shown: a suppressed cell says so and nothing else."""
        return "suppressed" if self.is_suppressed else self.status

    @property
    def shape(self) -> str:
        return SHAPES[self.standing]


@dataclass(frozen=True)
class Row:
    kpi: Kpi
    cells: tuple[Cell, ...]
    note: str = ""  # said under the KPI's name


@dataclass(frozen=True)
class Held:
    """A slice that the gate holds back: the column shows its last good figures."""

    return_name: str
    reason: str
    last_good_day: date | None


@dataclass(frozen=True)
class Column:
    unit_code: str
    name: str
    is_whole: bool
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    window: Window
    compared: Window | None

    @property
    def returns(self) -> frozenset[str]:
        """The returns that its KPIs read."""
        return frozenset(name for row in self.rows for name in row.kpi.returns)

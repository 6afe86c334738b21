"""Who has sent what: of each month, return and unit whether it came in time, late, in part, as nil, or not. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

SHAPES = {
    "on_time": "●",
    "nil": "●",
    "late": "◆",
    "held": "◆",
    "partly": "◆",
    "missing": "■",
    "awaited": "○",
    "not_due": "–",
}
# How the cell is coloured, in the classes of the other matrix; the words say it all without them.
TONES = {"on_time": "met", "nil": "met", "late": "watch", "held": "missed", "partly": "missed", "missing": "missed"}
RECEIVED = ("on_time", "nil", "late")


@dataclass(frozen=True)
class Hold:
    """A slice held back at present. No thanas: it is held for every thana of its district."""

    return_name: str
    district_code: str
    first_day: date | None
    last_day: date | None
    thanas: frozenset[str]
    reason: str

    def touches(self, starts_on: date, ends_on: date) -> bool:
        return (
            self.first_day is None
            or self.last_day is None
            or self.first_day <= ends_on <= self.last_day
            or (starts_on <= self.first_day <= ends_on)
        )


@dataclass(frozen=True)
class Unit:
    """A column: a district, a circle or a thana, with the thanas in it."""

    code: str
    name: str
    district_code: str
    thanas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Cell:
    """One return of one month from one unit. Counts are thanas; `late_by` is how long past the cut-off the last is."""

    state: str = "not_due"
    n_due: int = 0
    n_received: int = 0
    n_on_time: int = 0
    late_by: timedelta | None = None
    last_received_at: datetime | None = None
    held: tuple[str, ...] = ()

    @property
    def shape(self) -> str:
        return SHAPES[self.state]


@dataclass(frozen=True)
class Line:
    """One return of a month: a cell for each unit."""

    return_name: str
    cut_off_at: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Month:
    starts_on: date
    is_due: bool
    lines: tuple[Line, ...]

    @property
    def cut_off_at(self) -> datetime | None:
        """The moment up to which all returns of the month were due, where it is one and the same."""
        moments = {line.cut_off_at for line in self.lines}
        return moments.pop() if len(moments) == 1 else None

    def in_time(self, unit_no: int) -> tuple[int, int]:
        """Returns that a unit sent whole and in time, of those that were due from it."""
        due = [cell for line in self.lines if (cell := line.cells[unit_no]).state != "not_due"]
        return sum(cell.state in ("on_time", "nil") for cell in due), len(due)


@dataclass(frozen=True)
class Filings:
    """Months with their cut-off behind them, the latest first; then those that are not due yet."""

    units: tuple[Unit, ...] = ()
    months: tuple[Month, ...] = field(default=())


def build(
    rows: Iterable[Mapping[str, Any]], units: Sequence[Unit], holds: Sequence[Hold], as_of: date, order: Sequence[str]
) -> Filings:
    """`rows` as warehouse.filings.due gives them; `order` is that in which returns are listed."""
    place = {name: number for number, name in enumerate(order)}
    ranked = sorted(rows, key=lambda row: (row["month_starts_on"], place.get(row["return_name"], len(place))))
    months = [
        _month(starts_on, list(of_month), units, holds, as_of)
        for starts_on, of_month in groupby(ranked, key=lambda row: row["month_starts_on"])
    ]
    months.sort(key=lambda month: (month.is_due, month.starts_on), reverse=True)
    return Filings(tuple(units), tuple(months))


def _month(
    starts_on: date, rows: list[Mapping[str, Any]], units: Sequence[Unit], holds: Sequence[Hold], as_of: date
) -> Month:
    names = dict.fromkeys(row["return_name"] for row in rows)
    found = {(row["return_name"], row["unit_code"]): row for row in rows}
    lines = tuple(
        Line(
            name,
            next(row["cut_off_at"] for row in rows if row["return_name"] == name),
            tuple(_cell(found.get((name, unit.code)), unit, holds, as_of) for unit in units),
        )
        for name in names
    )
    return Month(starts_on, any(row["due_on"] <= as_of for row in rows), lines)


def _cell(row: Mapping[str, Any] | None, unit: Unit, holds: Sequence[Hold], as_of: date) -> Cell:
    if row is None:
        return Cell()
    held = tuple(hold.reason for hold in holds if _is_held(hold, row, unit))
    late_by = row["last_received_at"] - row["cut_off_at"] if row["last_received_at"] else None
    state = _state(row, is_held=bool(held), is_due=row["due_on"] <= as_of)
    return Cell(
        state,
        row["n_due"],
        row["n_received"],
        row["n_on_time"],
        late_by if late_by and late_by > timedelta(0) else None,
        row["last_received_at"],
        held,
    )


def _is_held(hold: Hold, row: Mapping[str, Any], unit: Unit) -> bool:
    if (hold.return_name, hold.district_code) != (row["return_name"], unit.district_code):
        return False
    is_its_thana = not hold.thanas or not unit.thanas or bool(hold.thanas & unit.thanas)
    return is_its_thana and hold.touches(row["month_starts_on"], row["month_ends_on"])


def _state(row: Mapping[str, Any], *, is_held: bool, is_due: bool) -> str:
    """Held where something is held and not all has come; a return that is not due yet is not missing."""
    if row["n_received"] < row["n_due"]:
        if is_held:
            return "held"
        if not is_due:
            return "awaited"
        return "partly" if row["n_received"] else "missing"
    if row["n_on_time"] < row["n_due"]:
        return "late"
    return "nil" if row["n_nil"] == row["n_due"] else "on_time"

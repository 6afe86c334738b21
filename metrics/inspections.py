"""Inspections of Kendras: who came when, how long nobody came, who finds everything correct. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from warehouse.reads import Window

Cadence = Literal["day", "week", "fortnight"]
State = Literal["done", "missed", "unknown", "running"]
CADENCES: Mapping[Cadence, int] = {"day": 1, "week": 7, "fortnight": 14}
STATES: tuple[State, ...] = ("done", "missed", "unknown", "running")
MOST_PERIODS = 14  # columns that fit a screen
GAP_LIMIT = 14  # days, the target of I3
LOOK_BACK = 180  # days over which inspectors are compared: a month has four inspections by an SHO
FEW = 10  # I7 speaks of an inspector from ten inspections on
FORMAL = 0.9  # and flags more than nine in ten without a defect


@dataclass(frozen=True)
class Period:
    """The days in which one inspection is due, both counted."""

    first: date
    last: date


@dataclass(frozen=True)
class Book:
    """Days with an inspection by thana and rank, and by thana the runs of days of which the return came."""

    visits: Mapping[tuple[str, str], Sequence[tuple[date, int, int]]]
    told: Mapping[str, Sequence[tuple[date, date]]]

    def is_told(self, thana: str, day: date) -> bool:
        return any(first <= day <= last for first, last in self.told.get(thana, ()))

    def days(self, thana: str, rank: str | None = None) -> list[date]:
        """Days with an inspection by one rank, or by any."""
        ranks = [rank] if rank else [one for code, one in self.visits if code == thana]
        return sorted({day for one in ranks for day, _, _ in self.visits.get((thana, one), ())})

    def n_told_after(self, thana: str, day: date | None) -> int:
        """Days that were told, all of them or those after a day."""
        runs = self.told.get(thana, ())
        return sum(max(0, (last - max(first, (day or date.min) + timedelta(1))).days + 1) for first, last in runs)


@dataclass(frozen=True)
class Line:
    """One Kendra's periods for one rank."""

    thana_code: str
    states: tuple[State, ...]
    last_on: date | None

    @property
    def n_done(self) -> int:
        return self.states.count("done")

    @property
    def n_missed(self) -> int:
        return self.states.count("missed")


@dataclass(frozen=True)
class Gap:
    """Days told since anybody inspected a Kendra; `last_on` is None where nobody ever did."""

    thana_code: str
    n_days: int
    last_on: date | None
    read_on: date


@dataclass(frozen=True)
class Formal:
    """The inspections of one rank at a Kendra beside those of all other ranks there."""

    thana_code: str
    rank: str
    n: int
    n_correct: int
    n_others: int
    n_others_correct: int

    @property
    def is_flagged(self) -> bool:
        return self.n >= FEW and self.n_correct > FORMAL * self.n


def book(days: Iterable[Mapping[str, Any]], told: Iterable[Mapping[str, Any]]) -> Book:
    """From rows of `inspection_reads.days` and `told`, in the order of their days."""
    visits: dict[tuple[str, str], list[tuple[date, int, int]]] = defaultdict(list)
    runs: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in days:
        visits[row["thana_code"], row["inspector_rank"]].append(
            (row["day"], row["n_inspections"], row["n_all_correct"])
        )
    for row in told:
        runs[row["thana_code"]].append((row["first_day"], row["last_day"]))
    return Book(dict(visits), dict(runs))


def periods(cadence: Cadence, window: Window, starts_on: date) -> list[Period]:
    """The last fourteen stretches that ended in the window, and the one running on its last day; from the campaign on.

    A week begins on the campaign's own weekday, a Monday, as in I1 and I2.
    """
    length, last = CADENCES[cadence], min(window.end, window.as_of)
    found, first = [], starts_on
    while first <= last:
        period = Period(first, first + timedelta(days=length - 1))
        if period.last >= window.start:
            found.append(period)
        first += timedelta(days=length)
    return found[-MOST_PERIODS:]


def line(told: Book, thana: str, rank: str, asked: Sequence[Period], as_of: date) -> Line:
    """As I1 and I2 count it: a stretch is known when the return of its last day has come."""
    days = told.days(thana, rank)
    states = tuple(_state(told, thana, days, period, as_of) for period in asked)
    return Line(thana, states, max((day for day in days if day <= as_of), default=None))


def _state(told: Book, thana: str, days: Sequence[date], period: Period, as_of: date) -> State:
    is_seen = bisect_right(days, min(period.last, as_of)) > bisect_left(days, period.first)
    if period.last > as_of:
        return "done" if is_seen else "running"
    if not told.is_told(thana, period.last):
        return "unknown"
    return "done" if is_seen else "missed"


def worst_first(lines: Iterable[Line]) -> list[Line]:
    """Most missed first, then those of which least is known to be done."""
    return sorted(lines, key=lambda one: (-one.n_missed, one.n_done, one.thana_code))


def gaps(told: Book, thanas: Iterable[str]) -> list[Gap]:
    """The longest first; a thana whose return never came is not there."""
    found = []
    for thana in thanas:
        if runs := told.told.get(thana):
            last = max((day for day in told.days(thana) if told.is_told(thana, day)), default=None)
            found.append(Gap(thana, told.n_told_after(thana, last), last, runs[-1][1]))
    return sorted(found, key=lambda gap: (-gap.n_days, gap.thana_code))


def never_by(told: Book, rank: str, thanas: Iterable[str], least: int = CADENCES["fortnight"]) -> list[str]:
    """Kendras without one inspection by this rank, of which at least so many days were told."""
    return [thana for thana in thanas if not told.days(thana, rank) and told.n_told_after(thana, None) >= least]


def formal(told: Book, thanas: Iterable[str], until: date) -> list[Formal]:
    """Each rank at each Kendra over the 180 days up to a day; flagged ones first, those of most inspections before."""
    inside = set(thanas)
    counts = {key: _counted(days, until) for key, days in told.visits.items() if key[0] in inside}
    whole: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (thana, _), (n, n_correct) in counts.items():
        whole[thana] = (whole[thana][0] + n, whole[thana][1] + n_correct)
    found = [
        Formal(thana, rank, n, n_correct, whole[thana][0] - n, whole[thana][1] - n_correct)
        for (thana, rank), (n, n_correct) in counts.items()
        if n >= FEW
    ]
    return sorted(found, key=lambda one: (not one.is_flagged, -one.n_correct / one.n, -one.n, one.thana_code, one.rank))


def _counted(days: Iterable[tuple[date, int, int]], until: date) -> tuple[int, int]:
    """Inspections, and those that found everything correct, of the days looked back on."""
    since = until - timedelta(days=LOOK_BACK)
    inside = [(n, n_correct) for day, n, n_correct in days if since < day <= until]
    return sum(n for n, _ in inside), sum(n_correct for _, n_correct in inside)

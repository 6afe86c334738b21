"""Circulars and what each district made of them: state on an evening, days late, compliance rate, what falls due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from metrics.signal import wilson

State = Literal["in_time", "late", "done", "undated", "partial", "overdue", "pending", "open"]
STATES: tuple[State, ...] = ("in_time", "late", "partial", "overdue", "pending", "done", "undated", "open")
COMPLIED = frozenset({"in_time", "late", "done", "undated"})
JUDGED = frozenset({"in_time", "late", "overdue"})
AHEAD_DAYS = 15
MIN_N = 10  # POLICY: with fewer due circulars a rate is told, but no district is set before another

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One circular of one district on an evening. `n_days`: late where complied late, overdue where overdue, else 0.

    `is_partial` also where it is overdue. Without a due date it is `done` or `open`, or partial; `undated` is called
    complied with by the district without the day on which.
    """

    circular_no: str
    district_code: str
    issued_by: str
    issued_on: date
    subject: str
    due_on: date | None
    complied_on: date | None
    evidence_ref: str
    is_partial: bool
    state: State
    n_days: int = 0

    @property
    def lacks_evidence(self) -> bool:
        """Called complied with, and no evidence named."""
        return self.state in COMPLIED and not self.evidence_ref


@dataclass(frozen=True, slots=True)
class Circular:
    """One circular with what each district told of it, by its code; who told nothing is not in it.

    Where the districts do not agree on the due date it is None and `is_due_alike` false.
    """

    circular_no: str
    issued_by: str
    issued_on: date
    subject: str
    due_on: date | None
    is_due_alike: bool
    of: Mapping[str, Told]

    @property
    def n_overdue(self) -> int:
        """Days by which the district that is furthest behind is overdue."""
        return max((one.n_days for one in self.of.values() if one.state == "overdue"), default=0)


@dataclass(frozen=True, slots=True)
class Rate:
    """Circulars complied with by their due date, of those whose due date has passed; the share's 95 % interval.

    Shares are 0 to 1, None where nothing was due. Left out: `n_undated` called complied with without a day, and
    `n_no_due` without a due date.
    """

    n_met: int
    n_due: int
    n_undated: int
    n_no_due: int
    low: float | None
    high: float | None

    @property
    def share(self) -> float | None:
        return self.n_met / self.n_due if self.n_due else None

    @property
    def is_few(self) -> bool:
        return self.n_due < MIN_N


def told(rows: Iterable[Row], as_of: date) -> list[Told]:
    """Rows of the warehouse → how each stood on the evening of a day, those issued later left out."""
    return [_told(row, as_of) for row in rows if row["issued_on"] <= as_of]


def circulars(found: Sequence[Told]) -> list[Circular]:
    """Those that a district is most overdue with first, then the newest."""
    by_no: dict[str, dict[str, Told]] = {}
    for one in found:
        by_no.setdefault(one.circular_no, {})[one.district_code] = one
    made = [_circular(number, of) for number, of in by_no.items()]
    return sorted(made, key=order)


def order(one: Circular) -> tuple[int, int, str]:
    """The place of a circular among others: by days overdue, then the newest, then by number."""
    return -one.n_overdue, -one.issued_on.toordinal(), one.circular_no


def overdue(found: Sequence[Told]) -> list[Told]:
    """The most days late first."""
    late = [one for one in found if one.state == "overdue"]
    return sorted(late, key=lambda one: (-one.n_days, one.circular_no, one.district_code))


def falling_due(found: Sequence[Told], as_of: date) -> list[Told]:
    """Not complied with, and due today or in the next fifteen days; the nearest first."""
    last = as_of + timedelta(days=AHEAD_DAYS)
    due = [one for one in found if one.state not in COMPLIED and one.due_on and as_of <= one.due_on <= last]
    return sorted(due, key=lambda one: (one.due_on, one.circular_no, one.district_code))


def untold(found: Sequence[Circular], districts: Sequence[str]) -> list[tuple[Circular, str]]:
    """Each circular and district that told nothing of it, the newest circular first; a district told of some other."""
    telling = {code for one in found for code in one.of}
    newest = sorted(found, key=lambda one: (-one.issued_on.toordinal(), one.circular_no))
    return [(one, code) for one in newest for code in districts if code in telling and code not in one.of]


def rate(found: Iterable[Told], as_of: date) -> Rate:
    """Over circulars whose due date lies before the day; interval after Wilson (metrics/signal.py)."""
    some = list(found)
    due = [one for one in some if one.state in JUDGED and one.due_on and one.due_on < as_of]
    n_met, n_due = sum(one.state == "in_time" for one in due), len(due)
    low, high = wilson(n_met, n_due) if n_due else (None, None)
    n_undated = sum(one.state == "undated" for one in some)
    return Rate(n_met, n_due, n_undated, sum(one.due_on is None for one in some), low, high)


def _told(row: Row, as_of: date) -> Told:
    state, n_days = _state(row, as_of)
    is_done = state in COMPLIED
    return Told(
        row["circular_no"],
        row["district_code"],
        row["issued_by"],
        row["issued_on"],
        row["subject"],
        row["due_on"],
        row["complied_on"] if is_done else None,
        (row["evidence_ref"] or "") if is_done else "",
        not is_done and _is_partial(row, as_of),
        state,
        n_days,
    )


def _state(row: Row, as_of: date) -> tuple[State, int]:
    """The status told last decides whether it was complied with, the day of compliance from when on."""
    due, done = row["due_on"], row["complied_on"]
    if row["status"] == "complied" and done is None:
        return "undated", 0
    if done is not None and done <= as_of and row["status"] in ("complied", None):
        if due is None:
            return "done", 0
        return ("late", (done - due).days) if done > due else ("in_time", 0)
    if due is not None and due < as_of:
        return "overdue", (as_of - due).days
    if _is_partial(row, as_of):
        return "partial", 0
    return ("open" if due is None else "pending"), 0


def _is_partial(row: Row, as_of: date) -> bool:
    return row["partial_on"] is not None and row["partial_on"] <= as_of


def _circular(number: str, of: Mapping[str, Told]) -> Circular:
    """Who issued it, when and about what as most districts have it."""
    every = list(of.values())
    dues = {one.due_on for one in every}
    issued_by, issued_on, subject = _most([(one.issued_by, one.issued_on, one.subject) for one in every])
    due_on = every[0].due_on if len(dues) == 1 else None
    return Circular(number, issued_by, issued_on, subject, due_on, len(dues) == 1, of)


def _most(said: Sequence[tuple[str, date, str]]) -> tuple[str, date, str]:
    counts = Counter(said)
    return min(counts, key=lambda one: (-counts[one], one))

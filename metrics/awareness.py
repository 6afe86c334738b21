"""Whom awareness programmes reached: the quarter, panchayats and wards by thana, shares, counts to verify."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

LARGEST_DOUBTFUL_SHARE = 0.1  # POLICY: A3 wants nine programmes of ten to look counted
FEWEST_DOUBTFUL = 5  # POLICY: fewer copied or rounded programmes are asked about nowhere
SIX = (
    "women_child_development",
    "education",
    "rural_development",
    "social_welfare",
    "transport",
    "public_relations",
)  # the departments that Kendras work with
OTHERS = ("police", "panchayati_raj", "health", "revenue")
HELPLINES = ("1090", "112", "181", "1098", "1076", "1930", "102", "108")
SCHEMES = ("kanya_sumangala", "widow_pension", "srlm", "one_stop_centre", "other")
BLANK = "blank"


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar, both ends counted, as they stand on a day."""

    first: date
    last: date
    day: date

    @classmethod
    def of(cls, day: date) -> Quarter:
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
        return cls(first, after - timedelta(days=1), day)

    @property
    def n_left(self) -> int:
        """Days that are still to come."""
        return (self.last - self.day).days


@dataclass(frozen=True)
class Reach:
    """Panchayats and wards of one thana, or of several together.

    `n_listed` None: they are on no list. `n_reached` (this quarter) and `n_ever` (since the campaign began) None: no
    awareness return was accepted for any of those days.
    """

    code: str
    n_listed: int | None
    n_reached: int | None
    n_ever: int | None

    @property
    def pct(self) -> float | None:
        """Reached this quarter of those listed, in per cent."""
        return None if self.n_reached is None or not self.n_listed else 100 * self.n_reached / self.n_listed

    @property
    def n_never(self) -> int | None:
        """Listed, and not reached once since the campaign began."""
        return None if self.n_ever is None or not self.n_listed else max(0, self.n_listed - self.n_ever)


def reaches(
    thanas: Iterable[str], listed: Mapping[str, int], quarter: Mapping[str, float], ever: Mapping[str, float]
) -> list[Reach]:
    """The worst first: least reached this quarter, most never reached; then those of which nothing is known."""
    found = [
        Reach(code, listed.get(code) or None, _whole(quarter.get(code)), _whole(ever.get(code))) for code in thanas
    ]
    return sorted(found, key=_worst_first)


def _whole(n: float | None) -> int | None:
    return None if n is None else int(n)


def _worst_first(one: Reach) -> tuple[bool, float, int, str]:
    return (one.pct is None, 0 if one.pct is None else one.pct, -(one.n_never or 0), one.code)


def never_reached(found: Sequence[Reach]) -> list[Reach]:
    """Thanas with panchayats or wards that had no programme since the campaign began, the largest share first."""
    left = [one for one in found if one.n_never]
    return sorted(left, key=lambda one: (-(one.n_never or 0) / (one.n_listed or 1), one.code))


def total(found: Sequence[Reach]) -> Reach:
    """All together, over the thanas that have a list and sent a return this quarter."""
    known = [one for one in found if one.pct is not None]
    if not known:
        return Reach("", None, None, None)
    return Reach("", *(sum(getattr(one, name) or 0 for one in known) for name in ("n_listed", "n_reached", "n_ever")))


Told = Mapping[tuple[str, str], Mapping[str, int]]  # (thana, what) → code → programmes


def by_thana(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, int]]:
    """Rows of `awareness_reads.told` by thana and by what they tell of."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row["thana_code"], row["what"]), {})[row["code"]] = row["n"]
    return found


def n_of(told: Told, inside: Collection[str], what: str, code: str) -> int:
    """Programmes of some thanas that told of this."""
    return sum(told.get((thana, what), {}).get(code, 0) for thana in inside)


def n_programmes(told: Told, inside: Collection[str]) -> int:
    """All of them: each has one kind of venue."""
    return sum(n for thana in inside for n in told.get((thana, "venue"), {}).values())


def share(told: Told, inside: Collection[str], what: str, code: str) -> float | None:
    """Per cent of the programmes of some thanas that told of this; None where there were none."""
    n = n_programmes(told, inside)
    return 100 * n_of(told, inside, what, code) / n if n else None


@dataclass(frozen=True)
class Look:
    """How the counts of participants of one thana's programmes look; `n` are those that tell them."""

    code: str
    n_copied: int
    n_heaped: int
    n_blank: int
    n: int

    def of(self, kind: str) -> int:
        return self.n_copied if kind == "copied" else self.n_heaped

    @property
    def pct(self) -> float | None:
        """Per cent of the told counts that neither copy nor round (A3)."""
        return 100 * (self.n - self.n_copied - self.n_heaped) / self.n if self.n else None

    def is_asked(self, kind: str) -> bool:
        return self.of(kind) >= FEWEST_DOUBTFUL and self.of(kind) > LARGEST_DOUBTFUL_SHARE * self.n


def looks(told: Told, inside: Iterable[str]) -> list[Look]:
    """Thanas with programmes, the least plausible first."""
    found = []
    for code in inside:
        seen = told.get((code, "participants"), {})
        n = sum(count for kind, count in seen.items() if kind != BLANK)
        if seen:
            found.append(Look(code, seen.get("copied", 0), seen.get("heaped", 0), seen.get(BLANK, 0), n))
    return sorted(found, key=lambda one: (101 if one.pct is None else one.pct, one.code))


def worst(found: Sequence[Look], kind: str) -> Look | None:
    """The thana with the largest share of copied or rounded counts, where that is worth a question."""
    asked = [one for one in found if one.is_asked(kind)]
    return max(asked, key=lambda one: one.of(kind) / one.n, default=None)


def per_programme(n: float | None, of: float | None) -> float | None:
    """Pamphlets or folders for each programme; None where either is not known."""
    return None if n is None or not of else n / of

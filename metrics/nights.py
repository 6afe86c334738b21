"""Festive places night by night: what is known of each night, the longest gap, and N1 to N6 up to a night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal

from metrics.status import Reading

State = Literal["peak", "visited", "missed", "unknown", "ahead"]
STATES: tuple[State, ...] = ("peak", "visited", "missed", "unknown", "ahead")
SEEN = frozenset({"peak", "visited"})
CROWDED = "A"
GAP_LIMIT = {CROWDED: 1}  # nights running, POLICY (N4): one where the crowds are, two elsewhere
GAP_LIMIT_ELSE = 2
# Counts of a night, each with that of visits after midnight, which the return of the next day tells.
_COUNTS = {
    "n_visits": "n_late",
    "n_with_woman": "n_late_with_woman",
    "n_woman_unknown": "n_late_woman_unknown",
}


@dataclass(frozen=True, slots=True)
class Night:
    """One night of a place as it was known on the as-of evening. Visits are counted only where the night is known.

    `is_peak_known` is false where the only visits leave open whether they were in the peak. `is_awaited` says of a
    night that is not known: that evening saw no visit, and only the next day's return is still to come.
    """

    no: int
    day: date
    state: State
    is_peak_known: bool = True
    n_visits: int = 0
    n_with_woman: int = 0
    n_woman_unknown: int = 0
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """A festive place with the nights on which it stands, in their order."""

    place_code: str
    name_hi: str
    name_en: str
    lat: float | None
    lon: float | None
    district_code: str
    circle_code: str
    thana_code: str
    kind: str
    category: str | None
    is_registered: bool
    nights: tuple[Night, ...]

    def name(self, lang: str) -> str:
        return self.name_hi if lang == "hi" else self.name_en

    def until(self, night_no: int) -> tuple[Night, ...]:
        """Its nights up to that of the festival."""
        return tuple(night for night in self.nights if night.no <= night_no)

    def at(self, night_no: int) -> Night | None:
        """None on a night on which it does not stand."""
        return next((night for night in self.nights if night.no == night_no), None)


@dataclass(frozen=True)
class Gap:
    """Nights running without a visit, from one number to another."""

    n: int
    first: int
    last: int


def numbered(starts_on: date, ends_on: date) -> tuple[tuple[int, date], ...]:
    """The nights of a festival, each with its number; a night bears the date of its evening."""
    n_nights = (ends_on - starts_on).days + 1
    return tuple((no, starts_on + timedelta(days=no - 1)) for no in range(1, n_nights + 1))


def stands(rows: Iterable[Mapping[str, Any]], as_of: date) -> list[Stand]:
    """Rows of `night_reads.nights`, in their order, as they were known on the evening of a day."""
    return [_stand(list(group), as_of) for _, group in groupby(rows, key=lambda row: row["place_code"])]


def _stand(rows: Sequence[Mapping[str, Any]], as_of: date) -> Stand:
    first = rows[0]
    told = {name: first[name] for name in ("place_code", "name_hi", "name_en", "lat", "lon", "kind", "is_registered")}
    units = {name: first[name] for name in ("district_code", "circle_code", "thana_code")}
    return Stand(**told, **units, category=first["crowd_category"], nights=tuple(_night(row, as_of) for row in rows))


def _night(row: Mapping[str, Any], as_of: date) -> Night:
    state = state_of(row, as_of)
    if state not in SEEN:
        return Night(row["night_no"], row["night"], state, is_awaited=state == "unknown" and row["is_awaited"])
    return Night(
        row["night_no"],
        row["night"],
        state,
        state == "peak" or not row["n_peak_unknown"],
        *(row[name] - (row[late] if as_of <= row["night"] else 0) for name, late in _COUNTS.items()),
    )


def state_of(row: Mapping[str, Any], as_of: date) -> State:
    """What was known of a night on the evening of a day: a visit after midnight is known from the next day on."""
    if row["night"] > as_of:
        return "ahead"
    if not row["is_known"]:
        return "unknown"
    if row["seen_at_peak_on"] is not None and row["seen_at_peak_on"] <= as_of:
        return "peak"
    return "visited" if row["seen_on"] is not None and row["seen_on"] <= as_of else "missed"


def longest_gap(nights: Iterable[Night]) -> Gap | None:
    """The longest run of nights that are known and without a visit; the earliest of several. None where there is none.

    A night of which nothing is known ends a run, and so does one on which the place does not stand.
    """
    worst: Gap | None = None
    run: list[int] = []
    for night in nights:
        if night.state != "missed":
            run = []
            continue
        run = [*run, night.no] if run and run[-1] == night.no - 1 else [night.no]
        if worst is None or len(run) > worst.n:
            worst = Gap(len(run), run[0], run[-1])
    return worst


def gap_limit(stand: Stand) -> int:
    """Nights running without a visit that N4 lets pass at a place."""
    return GAP_LIMIT.get(stand.category or "", GAP_LIMIT_ELSE)


def never_seen(found: Iterable[Stand], night_no: int) -> tuple[list[Stand], int]:
    """Places that stood by then and are known to have had no visit; and of how many nothing sure can be said."""
    never, n_unknown = [], 0
    for stand in found:
        states = {night.state for night in stand.until(night_no)} - {"ahead"}
        if not states or states & SEEN:
            continue
        if "unknown" in states:
            n_unknown += 1
        else:
            never.append(stand)
    return never, n_unknown


def readings(found: Sequence[Stand], night_no: int) -> dict[str, Reading]:
    """KPI code → its counts over these places up to a night of the festival (N3: without a visit up to that night)."""
    nights = [night for stand in found for night in stand.until(night_no) if night.state != "ahead"]
    known = [night for night in nights if night.state != "unknown"]
    timed = [night for night in known if night.is_peak_known]
    n_visits, n_blank = (sum(getattr(night, name) for night in known) for name in ("n_visits", "n_woman_unknown"))
    return {
        "N1": _share(sum(night.state in SEEN for night in known), len(known), len(nights) - len(known)),
        "N2": _share(sum(night.state == "peak" for night in timed), len(timed), len(nights) - len(timed)),
        "N3": _never(found, night_no),
        "N4": _gap(found, night_no),
        "N5": _share(sum(night.n_with_woman for night in known), n_visits - n_blank, n_blank),
        "N6": _share(sum(stand.is_registered for stand in found), len(found), 0),
    }


def _share(n: int, of: int, n_unknown: int) -> Reading:
    return Reading(float(n), float(of), n_unknown) if of else Reading(None, None, n_unknown)


def _never(found: Sequence[Stand], night_no: int) -> Reading:
    never, n_unknown = never_seen(found, night_no)
    n_begun = sum(any(night.state != "ahead" for night in stand.until(night_no)) for stand in found)
    return _share(len(never), n_begun - n_unknown, n_unknown)


def _gap(found: Sequence[Stand], night_no: int) -> Reading:
    known = [stand for stand in found if any(night.state in SEEN | {"missed"} for night in stand.until(night_no))]
    gaps = [gap.n if (gap := longest_gap(stand.until(night_no))) else 0 for stand in known]
    return Reading(None, float(len(known)) or None, value=float(max(gaps)) if gaps else None)


@dataclass(frozen=True)
class Evening:
    """All places of one night of a festival: how many are known, how many of these had a visit, how many are not."""

    no: int
    n_known: int
    n_seen: int
    n_unknown: int

    @property
    def pct(self) -> float | None:
        return self.n_seen / self.n_known * 100 if self.n_known else None


def evenings(found: Sequence[Stand], night_no: int) -> list[Evening]:
    """Each night up to a number, those without a standing place included."""
    return [_evening(no, list(_of(found, no))) for no in range(1, night_no + 1)]


def _of(found: Sequence[Stand], no: int) -> Iterator[Night]:
    return (night for stand in found if (night := stand.at(no)) is not None and night.state != "ahead")


def _evening(no: int, nights: Sequence[Night]) -> Evening:
    n_unknown = sum(night.state == "unknown" for night in nights)
    return Evening(no, len(nights) - n_unknown, sum(night.state in SEEN for night in nights), n_unknown)

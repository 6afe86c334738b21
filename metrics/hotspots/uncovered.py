"""Where nobody went: each listed place with the days since its last visit, and the order in which to ask about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

State = Literal["uncovered", "overdue", "visited", "unknown"]
Nearby = Literal["many", "some", "few", "unknown"]  # complaints around a place, told in words only
Span = tuple[date, date]

# All of this is POLICY: the order of a list that is asked about, no score of a thana. A place counts its days without a
# visit, times what its size, its kind and the complaints around it add.
OVERDUE_DAYS = 7  # P4 of kpis.md: no longer than a week
SIZE: Mapping[str, float] = {"A": 1.5, "B": 1.0}
KIND: Mapping[str, float] = {"school": 1.25, "college": 1.25}
NEARBY: Mapping[Nearby, float] = {"many": 1.5, "some": 1.25, "few": 1.0, "unknown": 1.0}


@dataclass(frozen=True)
class Place:
    """A listed place; `lat` and `lon` are None where its position is not known."""

    code: str
    district_code: str
    circle_code: str
    thana_code: str
    kind: str
    name_hi: str
    name_en: str
    lat: float | None
    lon: float | None
    crowd_category: str | None
    opens_at: time | None
    closes_at: time | None
    active_from: date | None
    active_to: date | None
    required_visits_a_week: int | None
    h3_7: str | None

    def name(self, lang: str) -> str:
        return self.name_hi if lang == "hi" else self.name_en

    def is_asked_for(self, start: date, end: date) -> bool:
        """Whether visits are required of it, or it is active, on some day of a window."""
        is_active = (self.active_from or start) <= end and (self.active_to or end) >= start
        is_dated = self.active_from is not None or self.active_to is not None
        return is_active and (bool(self.required_visits_a_week) or is_dated)


@dataclass(frozen=True)
class Visits:
    """Visits of a place: the last day up to the as-of day, and how many in the window."""

    last_on: date | None
    n: int


@dataclass(frozen=True)
class Gap:
    """A place and how long it has gone without a visit.

    `days` are days since the last visit of which the thana's return speaks, None where it speaks of none;
    `n_unknown_days` those of which it does not: they are told, and never counted as absence.
    """

    place: Place
    last_on: date | None
    n_visits: int
    days: int | None
    n_unknown_days: int
    state: State
    nearby: Nearby

    @property
    def weight(self) -> float:
        """Days without a visit, times size, kind and complaints around: the formula of the list, in one place."""
        size, kind = SIZE.get(self.place.crowd_category or "", 1.0), KIND.get(self.place.kind, 1.0)
        return (self.days or 0) * size * kind * NEARBY[self.nearby]


def gap(
    place: Place, visits: Visits, accepted: Sequence[Span], since: date, window: Span, nearby: Nearby = "unknown"
) -> Gap:
    """A place's gap on the window's last day; `accepted` are the runs of days that its thana's return speaks of.

    Counting begins with the campaign (`since`), or with the place itself where that begins later.
    """
    start, end = window
    begun = max(since, place.active_from or since)
    ended = min(end, place.active_to or end)
    first = visits.last_on + timedelta(days=1) if visits.last_on else begun
    n_known = _days_within(accepted, first, ended)
    n_days = max(0, (ended - first).days + 1)
    is_window_known = _days_within(accepted, max(start, begun), ended) > 0
    state = _state(place, visits.n, n_known, is_window_known)
    days = n_known if n_known or visits.last_on else None
    return Gap(place, visits.last_on, visits.n, days, n_days - n_known, state, nearby)


def ranked(gaps: Iterable[Gap]) -> list[Gap]:
    """The places to ask about, the heaviest first: uncovered before overdue, equal weights by code."""
    asked = [one for one in gaps if one.state in ("uncovered", "overdue")]
    return sorted(asked, key=lambda one: (one.state != "uncovered", -one.weight, one.place.code))


def _state(place: Place, n_visits: int, n_days: int, is_window_known: bool) -> State:
    if n_visits:
        is_late = bool(place.required_visits_a_week) and n_days > OVERDUE_DAYS
        return "overdue" if is_late else "visited"
    return "uncovered" if is_window_known else "unknown"


def _days_within(runs: Sequence[Span], first: date, last: date) -> int:
    return sum(max(0, (min(last, end) - max(first, start)).days + 1) for start, end in runs)

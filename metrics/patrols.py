"""How patrols are shared out and aimed: concentration and Gini of visits, and complaints where squads went before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from math import ceil, inf
from typing import Any

from metrics.hotspots.pai import Catch, catch

COMPLAINTS = "n_street_harassment"
VISITS = "n_visits"
TOP = 0.2  # P3 of kpis.md: the most visited fifth of the places
AIM_DAYS = 28  # P9 of kpis.md: complaints of the four weeks after the visits of four weeks
AIM_AREA = 0.2  # POLICY: the catchments patrolled the most that make a fifth of the area


@dataclass(frozen=True)
class Share:
    """Of `n_visits` at `n_places`, those at the most visited fifth; `gini` is None where nothing was visited."""

    n_top: float
    n_visits: float
    n_places: float
    gini: float | None


def most_visited(counts: Sequence[int]) -> Share:
    """How visits are shared out; one count for each place, those without a visit too. The fifth is rounded up."""
    ranked = sorted(counts, reverse=True)
    n_top = ceil(TOP * len(ranked) - 1e-9)
    return Share(float(sum(ranked[:n_top])), float(sum(ranked)), float(len(ranked)), gini(ranked))


def gini(counts: Sequence[int]) -> float | None:
    """0 where every place had as many visits, near 1 where one had all; None without a visit.

    2 Σ i·x(i) / (n Σ x) - (n + 1) / n, x ascending: Gini (1912), in the form of Dixon et al. (1987).
    """
    total, n = sum(counts), len(counts)
    if not total:
        return None
    return 2 * sum(rank * count for rank, count in enumerate(sorted(counts), 1)) / (n * total) - (n + 1) / n


def lorenz(counts: Sequence[int]) -> list[tuple[float, float]]:
    """Share of the places, the least visited first → share of the visits; only (0, 0) where there was no visit."""
    total, n, so_far = sum(counts), len(counts), 0
    curve = [(0.0, 0.0)]
    for rank, count in enumerate(sorted(counts) if total else (), 1):
        so_far += count
        curve.append((rank / n, so_far / total))
    return curve


def aim(visits: Mapping[str, int], complaints: Mapping[str, int], areas: Mapping[str, float]) -> Catch:
    """What the catchments patrolled the most caught of the complaints that came after (P9).

    Thana → visits to its places, complaints, square kilometres. Of the thanas of `areas`, those with the most visits
    for each square kilometre, as long as they make no more than a fifth of the area together.
    """
    return catch(most_patrolled(visits, areas), complaints, areas)


def most_patrolled(visits: Mapping[str, int], areas: Mapping[str, float]) -> list[str]:
    """The thanas with the most visits for each square kilometre; the first that no longer fits in a fifth ends them."""
    room, chosen = AIM_AREA * sum(areas.values()) * (1 + 1e-12), list[str]()
    for thana in sorted(areas, key=lambda thana: (-visits.get(thana, 0) / areas[thana], thana)):
        room -= areas[thana]
        if room < 0 or not visits.get(thana):
            break
        chosen.append(thana)
    return chosen


BELL_MINUTES = 45  # P2 of kpis.md
# How far a visit lay from the nearer bell of its place: stretch → its first and last minute, negative before the bell.
BELLS: Mapping[str, tuple[float, float]] = {
    "long_before": (-inf, -91),
    "before": (-90, -46),
    "just_before": (-45, -16),
    "at": (-15, 15),
    "just_after": (16, 45),
    "after": (46, 90),
    "long_after": (91, inf),
}
OFF_BELL = frozenset({"long_before", "before", "after", "long_after"})


@dataclass(frozen=True)
class School:
    """A school or college with its hours, its visits, and how many of them were about the bell."""

    code: str
    thana_code: str
    names: Mapping[str, str]
    opens_at: time
    closes_at: time
    n_visits: int
    n_at_bell: int


def from_bell(opens: time, closes: time, begins: time, ends: time) -> int:
    """Minutes from the nearer of the two bells to the visit: negative before it, 0 where it went on at the bell."""
    first, last = _minutes(begins), _minutes(ends)
    last += 1440 if last < first else 0
    gaps = (min(last - bell, 0) or max(first - bell, 0) for bell in map(_minutes, (opens, closes)))
    return min(gaps, key=abs)


def stretch_of(minutes: int) -> str:
    """Which stretch of BELLS so many minutes fall into."""
    return next(name for name, (first, last) in BELLS.items() if first <= minutes <= last)


def schools(rows: Iterable[Mapping[str, Any]]) -> list[School]:
    """The rows of `place_reads.bells` by place, the lowest share about the bell first, then the most visits."""
    visits: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        visits.setdefault(row["place_code"], []).append(row)
    found = [_school(of_place) for of_place in visits.values()]
    return sorted(found, key=lambda one: (one.n_at_bell / one.n_visits, -one.n_visits, one.code))


def _school(visits: Sequence[Mapping[str, Any]]) -> School:
    one = visits[0]
    return School(
        one["place_code"],
        one["thana_code"],
        {"hi": one["name_hi"], "en": one["name_en"]},
        one["opens_at"],
        one["closes_at"],
        len(visits),
        sum(abs(_of_row(row)) <= BELL_MINUTES for row in visits),
    )


def stretches(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many visits fell into each stretch of BELLS."""
    counted = Counter(stretch_of(_of_row(row)) for row in rows)
    return {name: counted[name] for name in BELLS}


def _of_row(row: Mapping[str, Any]) -> int:
    return from_bell(row["opens_at"], row["closes_at"], row["from_time"], row["to_time"])


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute

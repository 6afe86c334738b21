"""How patrols are shared out and aimed: concentration and Gini of visits, and complaints where squads went before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from metrics.hotspots.pai import Catch, catch

COMPLAINTS = "n_street_harassment"
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

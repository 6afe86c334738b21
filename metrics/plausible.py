"""Ratios of the squads' daily counts beside the band in which they are plausible, and the range's published return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# The range's return of 22 September to 21 October 2025, as it was published.
PUBLISHED: Mapping[str, float] = {
    "persons_checked": 405176,
    "firs": 508,
    "arrests": 665,
    "warned": 315230,
    "preventive": 7215,
    "vehicles_checked": 405946,
}


@dataclass(frozen=True)
class Band:
    """A ratio of two counts, times `scale`, and the band in which it is plausible; no `high` where there is no end."""

    name: str
    part: str
    whole: str
    scale: float
    low: float
    high: float | None

    def ratio(self, sums: Mapping[str, float | None]) -> float | None:
        """In the band's unit; None where a count is not known or the whole is nothing."""
        part, whole = sums.get(self.part), sums.get(self.whole)
        if part is None or not whole:
            return None
        return (abs(part - whole) if self.name == APART else part) / whole * self.scale

    def holds(self, ratio: float) -> bool:
        return self.low <= ratio and (self.high is None or ratio <= self.high)


APART = "vehicles_apart"
# Bands of the domain's magnitudes: what the state and the range have published, POLICY. They say what to ask about.
BANDS = (
    Band("persons_per_place", "persons_checked", "places_checked", 1, 2, 12),
    Band("firs_per_thousand", "firs", "persons_checked", 1000, 0.3, 4),
    Band("arrests_per_fir", "arrests", "firs", 1, 1, 2.5),
    Band("warned_pct", "warned", "persons_checked", 100, 5, 50),
    Band("preventive_pct", "preventive", "persons_checked", 100, 1, 7),
    # Persons and vehicles are counted apart from each other: figures closer than 0.2 % are one figure written twice.
    Band(APART, "vehicles_checked", "persons_checked", 100, 0.2, None),
)
PAIRS = tuple((band.part, band.whole) for band in BANDS)


@dataclass(frozen=True)
class Held:
    """A band with what a unit told, and what the range published where it published both counts."""

    band: Band
    own: float | None
    published: float | None

    @property
    def is_outside(self) -> bool:
        return self.own is not None and not self.band.holds(self.own)


def hold_pairs(rows: Iterable[Mapping[str, Any]]) -> list[Held]:
    """Each band with the ratio over days on which both its counts were told: the rows of `place_reads.daily_pairs`."""
    sums: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        pair = sums.setdefault((row["part"], row["whole"]), [0.0, 0.0])
        pair[0] += row["n_part"]
        pair[1] += row["n_whole"]
    told = {pair: dict(zip(pair, counts, strict=True)) for pair, counts in sums.items()}
    return [Held(band, band.ratio(told.get((band.part, band.whole), {})), band.ratio(PUBLISHED)) for band in BANDS]


def hold(sums: Mapping[str, float | None]) -> list[Held]:
    """Each band with the ratio of a unit's summed counts."""
    return [Held(band, band.ratio(sums), band.ratio(PUBLISHED)) for band in BANDS]

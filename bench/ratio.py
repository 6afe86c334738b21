"""One measured ratio, its limit, and how it prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """What was measured against which floor. `limit` is the most that the ratio (or difference) may be."""

    name: str
    floor: float
    ours: float
    limit: float
    unit: str = "s"
    is_difference: bool = False

    @property
    def value(self) -> float:
        return self.ours - self.floor if self.is_difference else self.ours / self.floor

    @property
    def holds(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        sign = "+" if self.is_difference else "×"
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        measured = f"floor {self.floor:8.3f} {self.unit}  ours {self.ours:8.3f} {self.unit}"
        return f"{self.name:<44} {measured}  {sign}{self.value:7.2f}  (limit {sign}{self.limit:g})  {verdict}"

"""One number of one unit, as the oracle tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass
class Figure:
    """One number of one unit. None means that no accepted return speaks of it; `own` is a value that is no quotient."""

    numerator: float | None = None
    denominator: float | None = None
    n_unknown: int = 0
    read_on: date | None = None
    scale: int = 100
    is_quotient: bool = True
    own: float | None = None

    @property
    def value(self) -> float | None:
        if not self.is_quotient:
            return self.own
        if not self.denominator or self.numerator is None:
            return None
        return self.numerator / self.denominator * self.scale


Figures = dict[str, Figure]

"""The rhythm of the week: on which day and at which hour squads are out, and on which day complaints come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N_DAYS, N_HOURS = 7, 24
Row = tuple[int, int | None, int]  # day of the week (Monday 0), hour, visits


@dataclass(frozen=True)
class Week:
    """`visits`: (7, 24), Monday first; `n_untimed`: (7,), visits whose hour was left blank."""

    visits: NDArray[np.int64]
    n_untimed: NDArray[np.int64]

    @property
    def n(self) -> int:
        return int(self.visits.sum() + self.n_untimed.sum())

    @property
    def by_day(self) -> tuple[int, ...]:
        return tuple(int(n) for n in self.visits.sum(axis=1) + self.n_untimed)

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours from the first to the last with any visit; empty without one."""
        used = np.flatnonzero(self.visits.sum(axis=0))
        return tuple(range(int(used[0]), int(used[-1]) + 1)) if used.size else ()


def week(rows: Iterable[Row]) -> Week:
    """Visits added up into the matrix; an hour of None is one that was left blank."""
    visits, untimed = np.zeros((N_DAYS, N_HOURS), dtype=np.int64), np.zeros(N_DAYS, dtype=np.int64)
    for day, hour, n in rows:
        if hour is None:
            untimed[day] += n
        else:
            visits[day, hour] += n
    return Week(visits, untimed)

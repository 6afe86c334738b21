"""Would yesterday's map have found today's complaints? Each week is foretold by maps that have not seen it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from metrics.hotspots import gi_star, pai
from metrics.hotspots.gi_star import MIN_CELLS, MIN_EVENTS, Neighbours, Refused
from metrics.hotspots.pai import Catch
from warehouse.reads import Window

N_HELD_OUT = 8  # POLICY: so many weeks are foretold, one by one
N_TRAINING = 12  # POLICY: weeks that Gi* and the rate are drawn on
N_NAIVE = 4  # the "last period" map: what came in the last four weeks, as such maps are drawn by hand
AREA_SHARE = 0.2  # POLICY: every map may mark a fifth of the area
_WEEK = timedelta(days=7)

Method = Literal["gi_star", "rate", "last_period"]
METHODS: tuple[Method, ...] = ("gi_star", "rate", "last_period")
Known = tuple[int, int]  # events of a cell in a week, and days of the week of which its register speaks
Weeks = Sequence[Mapping[str, Known]]  # oldest first


@dataclass(frozen=True)
class Hindcast:
    """What each map caught over all weeks foretold; `n_left_out` cell-weeks had no complete register."""

    catches: Mapping[Method, Catch]
    n_weeks: int
    n_left_out: int
    ends: tuple[date, date]


def weeks_of(as_of: date) -> tuple[Window, ...]:
    """The weeks that `run` wants, the oldest first, the last ending on the as-of day; all as known on that day."""
    ends = (as_of - _WEEK * step for step in reversed(range(N_HELD_OUT + N_TRAINING)))
    return tuple(Window(end - _WEEK + timedelta(days=1), end, as_of) for end in ends)


def run(weeks: Weeks, areas: Mapping[str, float], neighbours: Neighbours, as_of: date) -> Hindcast | Refused:
    """Foretell each of the last N_HELD_OUT weeks from those before it; `weeks` are those of `weeks_of`.

    A cell takes part in a week where its register speaks of all of the week's days and of half the days before it.
    Refuses below MIN_EVENTS events in the foretold weeks or MIN_CELLS cells in each of them; "few_weeks" where cells
    are enough and their registers do not reach back far enough.
    """
    caught: dict[Method, list[Catch]] = defaultdict(list)
    n_left_out, fewest = 0, len(areas)
    for number in range(len(weeks) - N_HELD_OUT, len(weeks)):
        before, week = weeks[max(0, number - N_TRAINING) : number], weeks[number]
        cells = {code: areas[code] for code in areas if _is_known(code, week, before)}
        n_left_out, fewest = n_left_out + len(areas) - len(cells), min(fewest, len(cells))
        events = {code: week[code][0] for code in cells}
        for method in METHODS:
            chosen = pai.hottest(_SCORES[method](before, cells, neighbours), cells, AREA_SHARE)
            caught[method].append(pai.catch(chosen, events, cells))
    totals = {method: sum(each[1:], each[0]) for method, each in caught.items()}
    n_events = totals["rate"].n
    if fewest < MIN_CELLS or n_events < MIN_EVENTS:
        is_short = len(areas) >= MIN_CELLS > fewest
        return Refused(
            "few_weeks" if is_short else "few_cells" if fewest < MIN_CELLS else "few_events", n_events, fewest
        )
    first = as_of - _WEEK * N_HELD_OUT + timedelta(days=1)
    return Hindcast(totals, N_HELD_OUT, n_left_out, (first, as_of))


def _is_known(code: str, week: Mapping[str, Known], before: Weeks) -> bool:
    n_days = sum(one.get(code, (0, 0))[1] for one in before)
    return week.get(code, (0, 0))[1] == _WEEK.days and 2 * n_days >= len(before) * _WEEK.days > 0


def _a_day(weeks: Weeks, cells: Mapping[str, float]) -> dict[str, float]:
    """Events for each day that the register speaks of; a cell without one has no figure."""
    told = {code: [one[code] for one in weeks if code in one] for code in cells}
    days = {code: sum(n_days for _, n_days in each) for code, each in told.items()}
    return {code: sum(n for n, _ in told[code]) / days[code] for code in cells if days[code]}


def _rate(weeks: Weeks, cells: Mapping[str, float], _neighbours: Neighbours) -> dict[str, float]:
    return {code: n / cells[code] for code, n in _a_day(weeks, cells).items()}


def _last_period(weeks: Weeks, cells: Mapping[str, float], neighbours: Neighbours) -> dict[str, float]:
    return _rate(weeks[-N_NAIVE:], cells, neighbours)


def _gi_star(weeks: Weeks, cells: Mapping[str, float], neighbours: Neighbours) -> dict[str, float]:
    """The z that the map of Gi* shows; none where all cells are alike."""
    codes, y, beside = gi_star.laid_out(_a_day(weeks, cells), neighbours)
    if len(codes) < 2 or not y.var():
        return {}
    z = gi_star.z_scores(y, beside)
    return {code: float(z[n]) for n, code in enumerate(codes) if np.isfinite(z[n])}


_SCORES: Mapping[Method, Callable[[Weeks, Mapping[str, float], Neighbours], dict[str, float]]] = {
    "gi_star": _gi_star,
    "rate": _rate,
    "last_period": _last_period,
}

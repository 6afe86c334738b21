"""Two KPIs that tell the same count hide it alike: what one hides beside a small one the other does not show."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrics.disclosure import Counts, Path, hidden_paths

SMALL = 5
THANAS: tuple[Path, ...] = (
    *(("range", "hapur", "hapur-city", name) for name in ("a", "b", "c")),
    *(("range", "hapur", "hapur-rural", name) for name in ("d", "e")),
    *(("range", "meerut", "meerut-city", name) for name in ("f", "g")),
)
UNITS = sorted({path[:depth] for path in THANAS for depth in range(1, 5)})
# What each KPI counts of: open over thirty days, open, closed. B1, B4, B5.
KPIS = ((1,), (0, 1), (1, 2))
ROW = st.tuples(st.integers(0, 12), st.integers(0, 20), st.integers(0, 20)).map(lambda n: (min(n[:2]), n[1], n[2]))
TABLES = st.fixed_dictionaries(dict.fromkeys(THANAS, ROW))
QUIET = dict.fromkeys(THANAS, (20, 20, 20))


def shown(table: Mapping[Path, tuple[int, ...]]) -> set[Path]:
    """The units of which any of the KPIs tells what is open."""
    hides = []
    for columns in KPIS:
        leaves: dict[Path, Counts] = {
            path: tuple(float(own[column]) for column in columns) for path, own in table.items()
        }
        hides.append(hidden_paths(leaves, SMALL))
    return {unit for unit in UNITS if any(unit not in hidden for hidden in hides)}


@settings(max_examples=100, deadline=None)
@given(TABLES)
@example(QUIET | {THANAS[0]: (2, 3, 9), THANAS[1]: (9, 10, 9), THANAS[2]: (6, 12, 6)})
def test_what_is_open_cannot_be_had_from_two_kpis_that_both_tell_it(table: Mapping[Path, tuple[int, ...]]) -> None:
    told = shown(table)
    ones = {unit: np.array([path[: len(unit)] == unit for path in THANAS], dtype=float) for unit in UNITS}
    n_open = {unit: int(sum(of * [table[path][1] for path in THANAS])) for unit, of in ones.items()}
    assert not [unit for unit in told if 0 < n_open[unit] < SMALL]
    nothing = [ones[path] for unit in told if not n_open[unit] for path in THANAS if path[: len(unit)] == unit]
    known = [*(ones[unit] for unit in sorted(told)), *nothing]
    rank = np.linalg.matrix_rank(np.array(known)) if known else 0
    for unit in UNITS:
        if 0 < n_open[unit] < SMALL:
            assert np.linalg.matrix_rank(np.array([*known, ones[unit]])) > rank, unit

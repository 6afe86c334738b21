"""Of the categories of a figure, at every level and beside its totals, no count of few women can be worked out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import disclosure
from metrics.disclosure import Path, hidden_paths
from metrics.explore import categories

SMALL = 5
PARTS = ("dowry", "cyber", "other")
THANAS: tuple[Path, ...] = (
    *(("range", "hapur", "hapur-city", name) for name in ("a", "b", "c")),
    *(("range", "hapur", "hapur-rural", name) for name in ("d", "e")),
    *(("range", "meerut", "meerut-city", name) for name in ("f", "g")),
)
CELLS = [(part, path) for part in PARTS for path in THANAS]
Cells = dict[tuple[str, Path], int]
N = st.one_of(st.integers(0, 9), st.integers(5, 40), st.integers(5, 40))
TABLES = st.fixed_dictionaries(dict.fromkeys(CELLS, N))


def units() -> list[Path]:
    return sorted({path[:depth] for path in THANAS for depth in range(1, 5)})


def ones(part: str | None, unit: Path) -> np.ndarray:
    return np.array([part in (None, of) and path[: len(unit)] == unit for of, path in CELLS], dtype=float)


def told(table: Cells) -> list[tuple[bool, int, np.ndarray]]:
    """Every figure of a category and every total of all: whether it is shown, how many, and what it is the sum of."""
    counts = np.array([table[cell] for cell in CELLS])
    hidden = categories.hidden({cell: (float(n),) for cell, n in table.items()}, SMALL)
    wholes = {path: (float(ones(None, path) @ counts),) for path in THANAS}
    totals = hidden_paths(wholes, SMALL)
    figures = [((part, unit) not in hidden, ones(part, unit)) for part in PARTS for unit in units()]
    figures += [(unit not in totals, ones(None, unit)) for unit in units()]
    return [(is_shown, int(of @ counts), of) for is_shown, of in figures]


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_no_few_women_can_be_worked_out_from_the_categories_of_all_levels(table: Cells) -> None:
    every = told(table)
    known = [of for is_shown, _, of in every if is_shown]
    for is_shown, n, of in every:
        if is_shown and not n:
            known += [np.eye(len(CELLS))[place] for place in np.flatnonzero(of)]
    assert not [n for is_shown, n, _ in every if is_shown and 0 < n < SMALL]
    rank = np.linalg.matrix_rank(np.array(known)) if known else 0
    for is_shown, n, of in every:
        if not is_shown and 0 < n < SMALL:
            assert np.linalg.matrix_rank(np.array([*known, of])) > rank


def test_what_several_levels_betray_together_is_tried_and_hidden() -> None:
    """Rows and columns looked at one by one let a table like this pass, about one in three hundred."""
    chance = np.random.default_rng(65)
    table = {cell: int(chance.integers(0, 20)) for cell in CELLS}
    every = told(table)
    hidden = categories.hidden({cell: (float(n),) for cell, n in table.items()}, SMALL)
    assert hidden > disclosure.hidden_parts({cell: (float(n),) for cell, n in table.items()}, SMALL)
    assert any(is_shown for is_shown, _, _ in every)


def test_nothing_small_hides_nothing() -> None:
    assert categories.hidden(dict.fromkeys(CELLS, (9.0,)), SMALL) == set()
    assert categories.hidden({}, SMALL) == set()


def test_one_small_category_takes_a_second_category_and_a_second_thana_with_it() -> None:
    table = dict.fromkeys(CELLS, (20.0,)) | {("cyber", THANAS[0]): (2.0,)}
    found = {cell for cell in categories.hidden(table, SMALL) if cell in table}
    assert ("cyber", THANAS[0]) in found
    assert len({part for part, _ in found}) == len({path for _, path in found}) == 2

"""Of the register's stretches, stocks and closures about reviews no few are told, nor left by subtraction."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrics import backlog_hidden
from metrics.backlog import Stock
from metrics.disclosure import Path

SMALL, N_DAYS, LAST = 5, 12, date(2026, 3, 12)
STEPS = {1: N_DAYS, 2: N_DAYS, 6: N_DAYS}
PATHS: dict[str, Path] = {
    **{name: ("range", "hapur", "hapur-city", name) for name in "abc"},
    **{name: ("range", "hapur", "hapur-rural", name) for name in "de"},
}
UNITS = sorted({path[:depth] for path in PATHS.values() for depth in range(1, 5)})
Table = dict[str, list[int]]  # thana → opened, from the last day back
BUSY: Table = {name: [6] * N_DAYS for name in PATHS}
OPENED = st.one_of(
    st.lists(st.integers(5, 9), min_size=N_DAYS, max_size=N_DAYS),
    st.lists(st.sampled_from([0, 0, 2, 7, 9]), min_size=N_DAYS, max_size=N_DAYS),
)


def register(table: Table) -> pl.DataFrame:
    rows = [(name, LAST - timedelta(days=n), True, table[name][n], 9, 50) for n in range(N_DAYS) for name in PATHS]
    columns = ["thana_code", "day", "is_accepted", "n_opened", "n_closed", "n_open"]
    return pl.DataFrame(rows, schema=columns, orient="row").sort("day")


def figures(table: Table) -> list[tuple[bool, int, np.ndarray]]:
    """Every stretch of every unit and step, and the sum over all days: whether it is shown, how many, and of what."""
    hides = backlog_hidden.lines(register(table), PATHS, LAST, STEPS, SMALL)
    counts, found = np.array([table[name] for name in PATHS]), []
    for unit in UNITS:
        inside = [row for row, path in enumerate(PATHS.values()) if path[: len(unit)] == unit]
        for step in STEPS:
            hidden = hides.hidden(unit, step, N_DAYS // step)
            for number in range(N_DAYS // step):
                ones = np.zeros(counts.shape)
                ones[inside, number * step : (number + 1) * step] = 1
                found.append((number not in hidden, int((ones * counts).sum()), ones.ravel()))
    return found


@settings(max_examples=20, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(PATHS, OPENED)))
@example(BUSY | {"a": [2, 0, 0, 0, 0, 0] + [6] * 6})
def test_no_few_can_be_worked_out_from_stretches_of_all_lengths_and_levels(table: Table) -> None:
    every = figures(table)
    assert not [n for is_shown, n, _ in every if is_shown and 0 < n < SMALL]
    known = [ones for is_shown, _, ones in every if is_shown]
    for is_shown, n, ones in every:
        if is_shown and not n:
            known += [np.eye(len(ones))[place] for place in np.flatnonzero(ones)]
    rank = np.linalg.matrix_rank(np.array(known)) if known else 0
    for is_shown, n, ones in every:
        if not is_shown and 0 < n < SMALL:
            assert np.linalg.matrix_rank(np.array([*known, ones])) > rank


def test_a_week_of_few_hides_the_weeks_of_two_thanas_and_not_those_of_their_circle() -> None:
    hides = backlog_hidden.lines(register(BUSY | {"a": [2, *[6] * 11]}), PATHS, LAST, STEPS, SMALL)
    assert not any(hides.hidden(path, 6, 2) for path in PATHS.values())
    assert [name for name, path in PATHS.items() if hides.hidden(path, 1, N_DAYS)] == ["a", "b"]
    assert not hides.hidden(("range", "hapur", "hapur-city"), 1, N_DAYS)


def test_few_open_on_either_evening_hide_the_unit_and_one_beside_it() -> None:
    evenings = [{name: Stock(n, LAST, LAST, 0, 0) for name in PATHS} for n in (20,)]
    few = evenings[0] | {"a": Stock(3, LAST, LAST, 0, 0)}
    hidden = backlog_hidden.stocks([evenings[0], few], PATHS, SMALL)
    assert {path[-1] for path in hidden} == {"a", "b"}


def test_few_closures_about_reviews_are_hidden_in_a_second_thana_and_on_a_second_day() -> None:
    register_of = register(BUSY).with_columns(
        pl.when((pl.col("thana_code") == "a") & (pl.col("day") == LAST - timedelta(days=3)))
        .then(2)
        .otherwise(pl.col("n_closed"))
        .alias("n_closed")
    )
    found = backlog_hidden.around(register_of, PATHS, [LAST - timedelta(days=4)], 4, SMALL)
    assert ("1", PATHS["a"]) in found.cells
    assert len({offset for offset, _ in found.cells}) == len({path for _, path in found.cells}) == 2
    assert not found.sums

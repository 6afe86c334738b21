"""Of everything that is shown of one KPI, by place and by time, no count of few women can be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import disclosure_lines
from metrics.disclosure import Path, hidden_paths
from metrics.explore import buckets
from metrics.explore.buckets import Span
from metrics.explore.plan import Question
from warehouse.reads import Window

SMALL = 5
THANAS: tuple[Path, ...] = (
    *(("range", "hapur", "hapur-city", name) for name in ("a", "b", "c")),
    *(("range", "hapur", "hapur-rural", name) for name in ("d", "e")),
    ("range", "meerut", "meerut-city", "f"),
    *(("range", "meerut", "meerut-rural", name) for name in ("g", "h")),
)
FIRST = date(2025, 10, 25)  # a Saturday: weeks and months would end on different days
N_DAYS = 12
WINDOW = Window(FIRST, FIRST + timedelta(days=N_DAYS - 1), FIRST + timedelta(days=N_DAYS - 1))
DAYS = [FIRST + timedelta(days=n) for n in range(N_DAYS)]
Table = dict[Path, list[int]]  # thana → women by day
Sum = tuple[int, np.ndarray]  # how many, and of which thanas and days


def units(depth: int) -> list[Path]:
    return sorted({path[:depth] for path in THANAS})


def of(table: Table, unit: Path, span: Span) -> Sum:
    """The women of a unit in a stretch of days, and a one for each thana and day that they are added up from."""
    ones = np.zeros((len(THANAS), N_DAYS))
    for row, path in enumerate(THANAS):
        if path[: len(unit)] == unit:
            ones[row, [n for n, day in enumerate(DAYS) if span[0] <= day <= span[1]]] = 1
    counts = np.array([table[path] for path in THANAS])
    return int((ones * counts).sum()), ones.ravel()


def decided(table: Table, depth: int, grain: buckets.Grain) -> tuple[set[Path], tuple[Span, ...]]:
    """What is hidden of the units of a level in a question, and the buckets that it asks for."""
    question = Question("thana", WINDOW, grain)
    whole = {unit: (float(of(table, unit, (WINDOW.start, WINDOW.end))[0]),) for unit in units(depth)}
    rungs = [
        {unit: tuple(float(of(table, unit, span)[0]) for span in now) for unit in units(depth)}
        for now, _ in question.rungs
    ]
    return disclosure_lines.down(rungs, SMALL, hidden_paths(whole, SMALL)), question.spans


def told(table: Table) -> Iterator[tuple[bool, Sum]]:
    """Every figure of every question, of all levels and sizes of bucket, and whether it is shown."""
    for depth in range(1, 5):
        for grain in ("whole", "month", "week", "day"):
            hidden, spans = decided(table, depth, grain)
            for unit in units(depth):
                for span in spans:
                    yield unit not in hidden, of(table, unit, span)


# Quiet thanas beside busy ones: what is all small is hidden at once, and tells nothing about the method.
COUNTS = st.one_of(
    st.just([0] * N_DAYS),
    st.lists(st.integers(5, 9), min_size=N_DAYS, max_size=N_DAYS),
    st.lists(st.sampled_from([0, 5, 6, 8]), min_size=N_DAYS, max_size=N_DAYS),
    st.lists(st.sampled_from([0, 0, 0, 2, 7, 9]), min_size=N_DAYS, max_size=N_DAYS),
)
TABLES = st.fixed_dictionaries(dict.fromkeys(THANAS, COUNTS))


def unknown_after(table: Table) -> tuple[np.ndarray, list[Sum]]:
    """A basis of all changes to the days of thanas that would leave every shown figure as it is; the hidden figures.

    What is shown to be nothing is nothing on every day of every thana in it.
    """
    every = list(told(table))
    known = [ones for is_shown, (_, ones) in every if is_shown]
    for is_shown, (n, ones) in every:
        if is_shown and n == 0:
            known += [np.eye(len(ones))[place] for place in np.flatnonzero(ones)]
    if not known:
        return np.eye(len(THANAS) * N_DAYS), [one for is_shown, one in every if not is_shown]
    _, sizes, rows = np.linalg.svd(np.unique(np.array(known), axis=0))
    return rows[(sizes > 1e-9).sum() :], [one for is_shown, one in every if not is_shown]


@settings(max_examples=20, deadline=None)
@given(TABLES)
def test_no_few_women_can_be_worked_out_from_all_that_is_shown(table: Table) -> None:
    free, hidden = unknown_after(table)
    for n, ones in hidden:
        if 0 < n < SMALL:
            assert len(free), "everything is known"
            assert np.abs(free @ ones).max() > 1e-6


@settings(max_examples=20, deadline=None)
@given(TABLES)
def test_what_is_shown_is_nothing_or_not_few(table: Table) -> None:
    assert not [n for is_shown, (n, _) in told(table) if is_shown and 0 < n < SMALL]


def busy(**days: dict[int, int]) -> Table:
    """Six women a day everywhere, but for the days of a thana that are named."""
    return {path: [days.get(path[-1], {}).get(n, 6) for n in range(N_DAYS)] for path in THANAS}


def test_one_day_of_few_hides_the_days_of_that_thana_and_of_a_second_one() -> None:
    hidden, _ = decided(busy(a={3: 2}), 4, "day")
    assert {path[-1] for path in hidden if len(path) == 4} == {"a", "b"}
    assert not decided(busy(a={3: 2}), 3, "day")[0], "the circle's days are many"


def test_what_is_few_by_day_only_is_shown_by_week() -> None:
    assert not decided(busy(a={3: 2}), 4, "week")[0]


def test_what_is_hidden_in_the_whole_window_is_hidden_in_its_days() -> None:
    table = busy(a=dict.fromkeys(range(N_DAYS), 0) | {3: 2}, d=dict.fromkeys(range(N_DAYS), 5))
    whole, days = (decided(table, 4, grain)[0] for grain in ("whole", "day"))
    assert whole
    assert whole <= days


def test_figures_that_roll_on_are_hidden_where_they_rise_by_few() -> None:
    steps = (("a", 2), ("b", 9))
    rising: disclosure_lines.Lines = {("range", "hapur", "c", name): (20.0, 20.0 + by, 40.0) for name, by in steps}
    assert disclosure_lines.hidden_lines(rising, SMALL) == set()
    assert ("range", "hapur", "c", "a") in disclosure_lines.hidden_lines(rising, SMALL, rolling=1)


def test_nothing_asked_hides_nothing() -> None:
    assert disclosure_lines.hidden_lines({}, SMALL) == set()

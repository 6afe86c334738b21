"""No small count of women is shown, and none can be brought back by subtraction."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import load
from metrics.disclosure import HIDDEN, suppress

SMALL = 5
COUNSELLING = load()["K2"]
PLACES = load()["P1"]

Thana = tuple[str, str, str]  # district, circle, thana
Table = dict[Thana, tuple[int, int]]


def frame(table: Table, level: int) -> pl.DataFrame:
    """A frame shaped as `measure()` gives it, by range (0), district (1), circle (2) or thana (3)."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for path, counts in table.items():
        unit = path[:level]
        sums[unit] = [a + b for a, b in zip(sums.get(unit, [0, 0]), counts, strict=True)]
    rows = [
        {
            "window_no": 0,
            "unit_code": path[-1] if path else "range",
            "numerator": float(numerator),
            "denominator": float(denominator),
            "value": 100 * numerator / denominator if denominator else None,
            "low": 0.0,
            "high": 100.0,
            "n_unknown": 0,
            "status": "met",
            "district_code": path[0] if path else None,
            "circle_code": path[1] if len(path) > 1 else None,
        }
        for path, (numerator, denominator) in sums.items()
    ]
    return pl.DataFrame(rows, schema_overrides={"district_code": pl.String, "circle_code": pl.String})


def shown(table: Table, level: int) -> dict[str, bool]:
    out = suppress(frame(table, level), COUNSELLING, SMALL)
    return {unit: not hidden for unit, hidden in out.select("unit_code", "is_suppressed").rows()}


def circle(*counts: tuple[int, int]) -> Table:
    return {("hapur", "hapur-city", f"thana-{number}"): pair for number, pair in enumerate(counts)}


def test_a_count_below_five_is_hidden_with_its_rate_and_its_interval() -> None:
    out = suppress(frame(circle((3, 40), (30, 40), (35, 40)), 3), COUNSELLING, SMALL)
    row = out.row(0, named=True)
    assert row["is_suppressed"]
    assert {row[name] for name in HIDDEN if name in row} == {None}
    assert row["status"] == "too_few"


def test_a_second_thana_is_hidden_so_that_the_circle_total_tells_nothing() -> None:
    assert shown(circle((3, 40), (30, 40), (35, 40)), 3) == {"thana-0": False, "thana-1": False, "thana-2": True}


def test_two_ones_do_not_stand_alone_under_a_total() -> None:
    assert list(shown(circle((1, 40), (1, 40), (35, 40), (36, 40)), 3).values()).count(False) == 3


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    assert all(shown(circle((0, 40), (30, 40), (35, 40)), 3).values())


def test_a_kpi_that_counts_no_women_is_never_hidden() -> None:
    assert not suppress(frame(circle((3, 4)), 3), PLACES, SMALL)["is_suppressed"].any()


def test_a_hidden_circle_cannot_be_added_up_from_its_thanas() -> None:
    table: Table = {
        ("hapur", "small", "a"): (3, 40),
        ("hapur", "other", "b"): (20, 30),
        ("hapur", "other", "c"): (21, 30),
        ("hapur", "large", "d"): (90, 90),
    }
    assert shown(table, 2) == {"small": False, "other": False, "large": True}
    assert shown(table, 3) == {"a": False, "b": False, "c": True, "d": True}


def test_each_window_is_hidden_by_itself() -> None:
    both = pl.concat(
        [
            frame(circle((3, 40), (30, 40), (35, 40)), 3),
            frame(circle((30, 40), (30, 40), (35, 40)), 3).with_columns(window_no=pl.lit(1)),
        ],
        how="vertical_relaxed",
    )
    assert suppress(both, COUNSELLING, SMALL)["is_suppressed"].to_list() == [True, True, False, False, False, False]


def test_an_empty_frame_stays_empty() -> None:
    assert suppress(frame(circle((3, 40)), 3).clear(), COUNSELLING, SMALL).is_empty()


@st.composite
def tables(draw: st.DrawFn) -> Table:
    small_or_large = st.one_of(st.integers(0, 8), st.integers(0, 60))
    table: Table = {}
    for district in range(draw(st.integers(1, 3))):
        for circle_no in range(draw(st.integers(1, 3))):
            for thana in range(draw(st.integers(1, 4))):
                numerator = draw(small_or_large)
                path = (f"d{district}", f"d{district}-c{circle_no}", f"d{district}-c{circle_no}-t{thana}")
                table[path] = (numerator, numerator + draw(small_or_large))
    return table


@settings(max_examples=400, deadline=None)
@given(tables())
def test_no_hidden_count_can_be_worked_out_from_all_that_is_shown(table: Table) -> None:
    thanas = list(table)
    equations: list[list[float]] = []
    hidden: list[list[float]] = []
    for level in range(4):
        plain = frame(table, level)
        flags = suppress(plain, COUNSELLING, SMALL)["is_suppressed"].to_list()
        for row, is_hidden in zip(plain.iter_rows(named=True), flags, strict=True):
            unit = row["unit_code"]
            adds_up = [float(unit == "range" or unit in path) for path in thanas]
            if is_hidden:
                hidden.append(adds_up)
            else:
                assert not any(0 < row[name] < SMALL for name in ("numerator", "denominator"))
                equations.append(adds_up)
    known = np.array(equations) if equations else np.zeros((1, len(thanas)))
    for adds_up in hidden:
        assert np.linalg.matrix_rank(np.vstack([known, adds_up])) > np.linalg.matrix_rank(known)


def test_a_difference_is_hidden_for_any_of_its_four_counts() -> None:
    rows = frame(circle((30, 40), (30, 40), (30, 40)), 3).with_columns(
        other_numerator=pl.Series([20.0, 3.0, 20.0]), other_denominator=pl.Series([20.0, 20.0, 20.0])
    )
    out = suppress(rows, load()["S6"], SMALL)
    assert out["is_suppressed"][1]
    assert [out[name][1] for name in HIDDEN] == [None] * len(HIDDEN)


def test_what_is_no_number_of_women_hides_nothing() -> None:
    """Two counsellors, or 3.2 closures expected before a review, are nobody's secret; 4 closures in all are."""
    few = frame(circle((30, 2), (40, 3)), 3).with_columns(
        other_numerator=pl.lit(None, dtype=pl.Float64), other_denominator=pl.Series([60.0, 60.0])
    )
    for code in ("H2", "B8"):
        assert suppress(few, load()[code], SMALL)["is_suppressed"].to_list() == [False, False], code
    fewer = few.with_columns(other_denominator=pl.lit(4.0))
    assert suppress(fewer, load()["B8"], SMALL)["is_suppressed"].to_list() == [True, True]


def test_numbers_given_twice_are_no_women_but_the_matters_that_bear_them_are() -> None:
    """One number given twice among forty is shown; none among three would tell of three women."""
    duplicates = load()["C2"]
    table = frame({("a", "x", "1"): (1, 40), ("a", "x", "2"): (0, 3), ("a", "x", "3"): (0, 50)}, 3)
    shown = {row["unit_code"]: row["numerator"] for row in suppress(table, duplicates, SMALL).to_dicts()}
    assert shown == {"1": None, "2": None, "3": 0}
    large = frame({("a", "x", "1"): (1, 40), ("a", "x", "3"): (0, 50)}, 3)
    assert not suppress(large, duplicates, SMALL)["is_suppressed"].any()

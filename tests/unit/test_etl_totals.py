"""Which rows a total is about, from where it stands among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etl.sheets.totals import Stated, arrange

CIRCLES = st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=4), min_size=2, max_size=5)


@given(circles=CIRCLES, has_whole=st.booleans(), is_above=st.booleans())
def test_each_sub_total_is_about_the_rows_of_its_circle(
    circles: list[list[int]], has_whole: bool, is_above: bool
) -> None:
    row, data, stated, expected = 1, [], [], []
    for circle in circles:
        rows = list(range(row + is_above, row + is_above + len(circle)))
        at = row if is_above else row + len(circle)
        stated.append(Stated(at, False, {"firs": sum(circle)}))
        expected.append((rows[0], rows[-1]))
        data += rows
        row += len(circle) + 1
    whole = {"firs": sum(map(sum, circles))}
    if has_whole:
        stated = [Stated(0, True, whole), *stated] if is_above else [*stated, Stated(row, True, whole)]
    told = arrange(stated, data)
    assert [(part.first_row, part.last_row) for part in told.parts] == expected
    assert told.whole == (whole if has_whole else None)


@given(n_rows=st.integers(0, 6), at=st.lists(st.integers(0, 30), max_size=8, unique=True), grand=st.booleans())
def test_no_arrangement_of_totals_is_too_odd(n_rows: int, at: list[int], grand: bool) -> None:
    data = [row for row in range(31) if row not in at][:n_rows]
    told = arrange([Stated(row, grand, {"firs": 1}) for row in sorted(at)], data)
    assert all(part.first_row <= part.last_row and part.first_row in data for part in told.parts)


def test_a_total_without_a_count_says_nothing() -> None:
    assert arrange([Stated(3, False, {})], [1, 2]) == arrange([], [1, 2])

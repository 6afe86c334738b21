"""The oracle's own rule for counts of participants, on counts made by hand."""

from __future__ import annotations

import pytest

from tests.oracle.duties_programmes import is_heaped


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((30, 20, 5, 0), True),
        ((30, 21, 5, 0), False),
        ((30, 9, 5, 0), False),
        ((100, None, 10, None), True),
        ((25, 30, 40, 50), False),
    ],
)
def test_counts_are_rounded_where_all_large_ones_end_in_a_nought(
    counts: tuple[int | None, ...], expected: bool
) -> None:
    assert is_heaped(counts) is expected

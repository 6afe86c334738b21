"""Gaps in the serials of unique numbers: exactly what lies between the first and the last and was never given."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from etl.judging.serials import gaps

serials = st.sets(st.integers(1, 60), max_size=30)


def number(thana: str, year: int, serial: int) -> str:
    return f"MSK/HAPUR/{thana.upper()}/{year}/{serial:04}"


@given(serials, serials)
def test_what_was_given_and_what_is_missing_are_the_whole_series(one: set[int], other: set[int]) -> None:
    told = {("hapur-dehat", 2025): one, ("hapur-dehat", 2026): other}
    numbers = [number(thana, year, serial) for (thana, year), given_ in told.items() for serial in given_]
    found = gaps(pl.Series(numbers * 2, dtype=pl.String))
    for (thana, year), given_ in told.items():
        runs = found.filter(thana_code=thana, year=year).select("first_missing", "last_missing").rows()
        missing = [serial for first, last in runs for serial in range(first, last + 1)]
        whole = range(min(given_), max(given_) + 1) if given_ else range(0)
        assert missing == [serial for serial in whole if serial not in given_]


def test_rows_without_a_number_are_no_gap() -> None:
    assert gaps(pl.Series([None, None], dtype=pl.String)).is_empty()

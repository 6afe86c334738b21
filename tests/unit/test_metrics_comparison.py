"""What changed is spoken of only beyond noise, whatever the KPI's kind."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.catalogue import load
from metrics.comparison import Change, change
from metrics.signal import ratio_interval

KPIS = load()


def row(value: float | None, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("numerator", "denominator", "low", "high", "other_numerator", "other_denominator"))
    return {**blank, "value": value, **more}


def days(value: float, low: float | None, high: float | None, n: float = 40) -> dict[str, Any]:
    return row(value, denominator=n, low=low, high=high)


def test_a_median_moves_beyond_noise_where_the_intervals_do_not_touch() -> None:
    gaps = KPIS["K4"]
    assert change(gaps, days(9, 8, 11), days(5, 4, 6)) == Change(4, is_beyond_noise=True, is_better=False)
    assert change(gaps, days(5, 4, 6), days(9, 8, 11)) == Change(-4, is_beyond_noise=True, is_better=True)
    assert change(gaps, days(9, 6, 11), days(5, 4, 6)) == Change(4, is_beyond_noise=False, is_better=None)


def test_few_durations_or_an_end_that_is_not_known_say_nothing() -> None:
    gaps = KPIS["K4"]
    for now in (days(9, 8, 11, n=9), days(9, None, None)):
        told = change(gaps, now, days(5, 4, 6))
        assert told is not None
        assert not told.is_beyond_noise


def test_what_is_only_listed_and_context_are_never_better_or_worse() -> None:
    told = change(KPIS["B9"], days(212, None, None), days(40, None, None))
    assert told == Change(172, is_beyond_noise=False, is_better=None)
    hours = change(KPIS["F2.hours"], days(30, 20, 40), days(5, 4, 6))
    assert hours == Change(25, is_beyond_noise=True, is_better=None)


def test_a_lapse_moves_as_a_share_does() -> None:
    told = change(KPIS["F7"], row(50, numerator=20, denominator=40), row(5, numerator=2, denominator=40))
    assert told == Change(45, is_beyond_noise=True, is_better=False)


def test_work_in_hand_and_bunching_move_by_their_intervals() -> None:
    for code, n in (("B5", {"denominator": 40.0}), ("B8", {"denominator": 4.0, "other_denominator": 40.0})):
        now, then = (row(v, numerator=30.0, low=v - 1, high=v + 1, **n) for v in (9, 3))
        assert change(KPIS[code], now, then) == Change(6, is_beyond_noise=True, is_better=False), code


@pytest.mark.parametrize("few", ["denominator", "other_denominator"])
def test_a_difference_needs_enough_opinions_on_both_sides(few: str) -> None:
    counts = {"numerator": 30.0, "denominator": 40.0, "other_numerator": 9.0, "other_denominator": 40.0}
    now, then = (row(v, low=v - 1, high=v + 1, **counts) for v in (30, 3))
    enough, too_few = change(KPIS["S6"], now, then), change(KPIS["S6"], now | {few: 9.0}, then)
    assert enough is not None
    assert too_few is not None
    assert (enough.is_beyond_noise, too_few.is_beyond_noise) == (True, False)


def test_without_a_value_there_is_no_change() -> None:
    assert change(KPIS["B6.p_ninety"], row(None, low=40.0), days(40, 30, 50)) is None


def clearance(closed: int, opened: int) -> dict[str, Any]:
    low, high = ratio_interval(closed, opened)
    return row(closed / opened * 100, numerator=closed, denominator=opened, low=low * 100, high=high * 100)


@pytest.mark.parametrize(
    ("now", "then", "is_better"),
    [
        ((200, 60), (200, 200), None),  # as many closed, but few women came: that is nothing to praise
        ((400, 200), (200, 200), True),  # as many came, more were closed
        ((400, 100), (200, 200), None),  # both: what it would be without the fall cannot be told
        ((200, 200), (200, 60), False),  # more women came than were heard
        ((60, 200), (200, 200), False),
    ],
)
def test_clearance_is_no_better_where_fewer_women_came(
    now: tuple[int, int], then: tuple[int, int], is_better: bool | None
) -> None:
    found = change(KPIS["B3"], clearance(*now), clearance(*then))
    assert found is not None
    assert (found.is_beyond_noise, found.is_better) == (True, is_better)

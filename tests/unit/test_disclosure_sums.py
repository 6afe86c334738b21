"""Parts whose sum a KPI tells beside them: what is hidden among them cannot be had from that sum."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import example, given
from hypothesis import strategies as st

from metrics import ages, catalogue, fir
from metrics.disclosure_parts import decide, suppressed_parts
from metrics.disclosure_tried import Sum

SMALL = 5
OPEN = catalogue.load()["B1"]
BANDS = (*ages.BANDS, ages.LAWFUL)
REST = tuple(band for band in BANDS if band not in ages.OLD)


def hidden(counts: Mapping[str, int], sums: tuple[Sum, ...]) -> set[str]:
    unit = {"unit_code": "hapur", "district_code": "hapur", "circle_code": None, "window_no": 0, "denominator": None}
    rows = [unit | {"part": part, "numerator": float(n)} for part, n in counts.items()]
    shown = suppressed_parts(rows, OPEN, SMALL, decide(rows, OPEN, SMALL, sums))
    return {row["part"] for row in shown if row["is_suppressed"]}


def left_of(counts: Mapping[str, int], told: tuple[str, ...], hides: set[str]) -> int:
    """What subtraction from a sum that is told leaves for the hidden ones among its parts."""
    return sum(counts[part] for part in told if part in hides)


def test_a_single_old_band_is_not_what_over_thirty_days_leaves() -> None:
    counts = {"0_7": 5, "8_15": 30, "16_30": 30, "31_60": 2, "61_90": 9, "over_90": 8, "lawful": 0}
    assert hidden(counts, ()) == {"31_60", "0_7"}, "2 = the 19 over thirty days - 9 - 8"
    assert hidden(counts, ages.SUMS) == {"31_60", "over_90", "0_7", "16_30"}


def test_stretches_of_hours_are_not_what_their_sum_leaves() -> None:
    counts = {"under_6h": 20, "under_24h": 9, "over_7d": 2, "not_registered": 5}
    assert hidden(counts, ()) == {"over_7d", "not_registered"}
    assert "under_24h" in hidden(counts, fir.SUMS["hours"])


def test_investigations_over_six_months_are_not_what_those_over_two_leave() -> None:
    counts = {"to_60": 6, "to_180": 9, "over_180": 2}
    assert hidden(counts, ()) == {"over_180", "to_60"}
    assert hidden(counts, fir.SUMS["investigation"]) == set(counts)


def sums_told(counts: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """All that is open; and B4's numerator with the rest, unless few are old: then B4 is hidden, and so are both."""
    few_are_old = 0 < sum(counts[part] for part in ages.OLD) < SMALL
    return (BANDS,) if few_are_old else (BANDS, ages.OLD, REST)


@given(st.lists(st.integers(0, 40), min_size=len(BANDS), max_size=len(BANDS)))
@example([0, 0, 0, 0, 0, 1, 5])
def test_no_sum_that_is_told_leaves_few(ns: list[int]) -> None:
    counts = dict(zip(BANDS, ns, strict=True))
    hides = hidden(counts, ages.SUMS)
    for told in sums_told(counts):
        if sum(counts[part] for part in told) >= SMALL:
            left = left_of(counts, told, hides)
            assert left == 0 or left >= SMALL
            assert len([part for part in told if part in hides and counts[part]]) != 1

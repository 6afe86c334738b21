"""Nights of festive places: numbering, states as of a day, gaps, and N1 to N6 up to a night, against plain lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import nights
from metrics.nights import Gap, Night, Stand, State

FIRST = date(2026, 10, 11)
LETTERS: dict[str, State] = {"p": "peak", "v": "visited", "-": "missed", "?": "unknown", ".": "ahead"}


def stand(told: str, category: str | None = "B", first: int = 1, **more: Any) -> Stand:
    """A place whose nights are written as a word, beginning with the festival's night `first`."""
    found = tuple(
        Night(no, FIRST + timedelta(days=no - 1), LETTERS[letter], **_counts(letter, more))
        for no, letter in enumerate(told, first)
    )
    return Stand("code", "नाम", "Name", 28.7, 77.7, "hapur", "city", "nagar", "pandal", category, True, found)


def _counts(letter: str, more: dict[str, Any]) -> dict[str, Any]:
    return {"n_visits": 1, **more} if letter in "pv" else {}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 15))
def test_nights_are_numbered_from_one_without_a_gap(first: date, more: int) -> None:
    numbered = nights.numbered(first, first + timedelta(days=more))
    assert [no for no, _ in numbered] == list(range(1, more + 2))
    assert all((day - first).days == no - 1 for no, day in numbered)


@given(st.text("pv-?.", max_size=12), st.integers(1, 3))
def test_the_longest_gap_is_the_longest_run_of_its_letters(told: str, first: int) -> None:
    runs = [len(list(group)) for letter, group in groupby(told) if letter == "-"]
    gap = nights.longest_gap(stand(told, first=first).nights)
    assert (gap.n if gap else 0) == max(runs, default=0)
    if gap:
        at = gap.first - first
        assert told[at : at + gap.n] == "-" * gap.n
        assert gap.last - gap.first == gap.n - 1
        assert told.find("-" * gap.n) == at


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("ppp", None),
        ("-", Gap(1, 1, 1)),
        ("p--p---", Gap(3, 5, 7)),
        ("--p--", Gap(2, 1, 2)),
        ("--?--", Gap(2, 1, 2)),
        ("-..", Gap(1, 1, 1)),
    ],
)
def test_a_night_that_is_not_known_ends_a_gap(told: str, expected: Gap | None) -> None:
    assert nights.longest_gap(stand(told).nights) == expected


def test_two_nights_with_one_between_on_which_it_does_not_stand_are_no_run() -> None:
    (one,), (other,) = stand("-", first=2).nights, stand("-", first=4).nights
    assert nights.longest_gap((one, other)) == Gap(1, 2, 2)


@pytest.mark.parametrize(
    ("row", "as_of", "state"),
    [
        ({"seen_on": 1, "seen_at_peak_on": 1}, 1, "peak"),
        ({"seen_on": 1, "seen_at_peak_on": None}, 1, "visited"),
        ({"seen_on": 2, "seen_at_peak_on": None}, 1, "missed"),  # a visit after midnight is not known yet
        ({"seen_on": 2, "seen_at_peak_on": None}, 2, "visited"),
        ({"seen_on": 1, "seen_at_peak_on": 1}, 0, "ahead"),
        ({"seen_on": None, "seen_at_peak_on": None}, 1, "missed"),
        ({"seen_on": None, "seen_at_peak_on": None, "is_known": False}, 1, "unknown"),
    ],
)
def test_a_night_is_as_it_was_known_on_the_day(row: dict[str, Any], as_of: int, state: State) -> None:
    days = {name: value and FIRST + timedelta(days=value) for name, value in row.items() if name != "is_known"}
    night = {"night": FIRST + timedelta(days=1), "is_known": row.get("is_known", True), **days}
    assert nights.state_of(night, FIRST + timedelta(days=as_of)) == state


@pytest.mark.parametrize(("later", "expected"), [(0, (2, 1, 1)), (1, (5, 2, 2))])
def test_visits_after_midnight_are_counted_from_the_next_day_on(later: int, expected: tuple[int, int, int]) -> None:
    where = dict.fromkeys(("name_hi", "name_en", "lat", "lon", "district_code", "circle_code", "thana_code"))
    place = {"place_code": "p", **where, "kind": "pandal", "is_registered": True, "crowd_category": "A"}
    counts = {"n_visits": 5, "n_with_woman": 2, "n_woman_unknown": 2, "n_peak_unknown": 0}
    late = {"n_late": 3, "n_late_with_woman": 1, "n_late_woman_unknown": 1}
    known = {"is_known": True, "is_awaited": False, "seen_on": FIRST, "seen_at_peak_on": FIRST}
    row = {**place, "night_no": 1, "night": FIRST, **counts, **late, **known}
    ((night,),) = (one.nights for one in nights.stands([row], FIRST + timedelta(days=later)))
    assert (night.n_visits, night.n_with_woman, night.n_woman_unknown) == expected


def test_only_what_is_known_to_be_unvisited_counts_as_never_visited() -> None:
    found = [stand("---"), stand("-?-"), stand("--p"), stand("..."), stand("--.")]
    assert nights.never_seen(found, 3) == ([found[0], found[4]], 1)
    assert nights.never_seen(found, 2) == ([found[0], found[2], found[4]], 1)


def test_the_kpis_up_to_a_night() -> None:
    """By hand: up to night 3 ten nights, one not known; peak on three, off it on two, on one the hour is not told."""
    untold = Night(1, FIRST, "visited", is_peak_known=False, n_visits=2, n_woman_unknown=2)
    found = [stand("pp-p", "A", n_with_woman=1), stand("v--?", "B"), stand("?vp-", None)]
    found.append(replace(stand(""), nights=(untold,)))
    told = nights.readings(found, 3)
    assert (told["N1"].numerator, told["N1"].denominator, told["N1"].n_unknown) == (6, 9, 1)
    assert (told["N2"].numerator, told["N2"].denominator, told["N2"].n_unknown) == (3, 8, 2)
    assert (told["N3"].numerator, told["N3"].denominator) == (0, 4)
    assert (told["N4"].value, told["N4"].denominator) == (2, 4)
    assert (told["N5"].numerator, told["N5"].denominator, told["N5"].n_unknown) == (2, 5, 2)
    assert (told["N6"].numerator, told["N6"].denominator) == (4, 4)


def test_without_a_known_night_nothing_is_known_and_nothing_is_zero() -> None:
    told = nights.readings([stand("??")], 2)
    for code in ("N1", "N2", "N3", "N4", "N5"):
        assert (told[code].numerator, told[code].denominator, told[code].value) == (None, None, None)
    assert nights.readings([], 2)["N1"].n_unknown == 0


def test_an_evening_counts_the_places_that_stood() -> None:
    found = [stand("p-?"), stand("v", first=2), stand("..")]
    told = [(one.no, one.n_seen, one.n_known, one.n_unknown) for one in nights.evenings(found, 3)]
    assert told == [(1, 1, 1, 0), (2, 1, 2, 0), (3, 0, 0, 1)]
    assert nights.evenings(found, 3)[2].pct is None


@pytest.mark.parametrize(("category", "limit"), [("A", 1), ("B", 2), (None, 2)])
def test_where_the_crowds_are_one_night_may_pass(category: str | None, limit: int) -> None:
    assert nights.gap_limit(stand("-", category)) == limit

"""Who inspected a Kendra, how long nobody came, and who finds everything correct: on rows made by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from metrics import inspections
from metrics.catalogue import load
from metrics.inspections import Book, Cadence, Period
from metrics.measure import measure
from tests.warehouse_kit import EVERYTHING, published
from warehouse.query import Snapshot
from warehouse.reads import Window

START = date(2025, 9, 22)  # a Monday
OCTOBER = Window(date(2025, 10, 1), date(2025, 10, 31), date(2025, 10, 31))


def visit(thana: str, day: date, rank: str = "sho", n: int = 1, n_correct: int = 0) -> dict[str, Any]:
    return {"thana_code": thana, "day": day, "inspector_rank": rank, "n_inspections": n, "n_all_correct": n_correct}


def book(*visits: dict[str, Any], first: date = START, last: date = date(2025, 10, 31)) -> Book:
    return inspections.book(visits, [{"thana_code": "a", "first_day": first, "last_day": last}])


@pytest.mark.parametrize(
    ("cadence", "n", "first"),
    [
        ("week", 5, Period(date(2025, 9, 29), date(2025, 10, 5))),
        ("fortnight", 3, Period(START, date(2025, 10, 5))),
        ("day", 14, Period(date(2025, 10, 18), date(2025, 10, 18))),
    ],
)
def test_the_periods_are_those_that_ended_in_the_window_and_the_one_that_runs(
    cadence: Cadence, n: int, first: Period
) -> None:
    found = inspections.periods(cadence, OCTOBER, START)
    assert (len(found), found[0]) == (n, first)
    assert found[-1].first <= OCTOBER.end <= found[-1].last


def test_a_week_is_done_missed_unknown_or_running() -> None:
    asked = inspections.periods("week", OCTOBER, START)
    told = book(visit("a", date(2025, 10, 5)), visit("a", date(2025, 10, 14), "co"), last=date(2025, 10, 19))
    line = inspections.line(told, "a", "sho", asked, OCTOBER.end)
    assert line.states == ("done", "missed", "missed", "unknown", "running")
    assert (line.n_done, line.n_missed, line.last_on) == (1, 2, date(2025, 10, 5))


def test_a_gap_counts_told_days_alone() -> None:
    runs = [(START, date(2025, 9, 30)), (date(2025, 10, 11), date(2025, 10, 15))]
    told = Book({("a", "asp"): [(date(2025, 9, 28), 1, 0)]}, {"a": runs, "b": runs})
    assert [(gap.thana_code, gap.n_days, gap.last_on) for gap in inspections.gaps(told, ["a", "b", "silent"])] == [
        ("b", 14, None),
        ("a", 7, date(2025, 9, 28)),
    ]


def test_never_is_said_only_of_a_kendra_of_which_a_fortnight_was_told() -> None:
    assert inspections.never_by(book(visit("a", START)), "co", ["a", "b"]) == ["a"]
    assert inspections.never_by(book(visit("a", START), last=START + timedelta(12)), "co", ["a"]) == []
    assert inspections.never_by(book(visit("a", START, "co")), "co", ["a"]) == []


@pytest.mark.parametrize(("n", "n_correct", "is_flagged"), [(10, 10, True), (20, 18, False), (20, 19, True)])
def test_more_than_nine_in_ten_correct_is_flagged(n: int, n_correct: int, is_flagged: bool) -> None:
    told = book(visit("a", OCTOBER.end, n=n, n_correct=n_correct), visit("a", OCTOBER.end, "co", 4, 1))
    (found,) = inspections.formal(told, ["a"], OCTOBER.end)
    assert (found.rank, found.is_flagged, found.n_others, found.n_others_correct) == ("sho", is_flagged, 4, 1)


def test_inspections_of_long_ago_and_of_other_places_are_left_out() -> None:
    told = book(visit("a", OCTOBER.end - timedelta(180), n=5), visit("a", OCTOBER.end - timedelta(179), n=10))
    assert [one.n for one in inspections.formal(told, ["a"], OCTOBER.end)] == [10]
    assert inspections.formal(told, ["b"], OCTOBER.end) == []


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """One Kendra inspected on the 3rd by its SHO and the 9th by a CO, one never; their returns end on 20 October."""
    rows = [
        {"thana_code": "hapur-nagar", "inspected_on": "2025-10-03", "inspector_rank": "sho"},
        {"thana_code": "hapur-nagar", "inspected_on": "2025-10-09", "inspector_rank": "co"},
    ]
    days = ["2025-10-01", "2025-10-20"]
    both = {"return": "inspections", "thanas": ["hapur-nagar", "dhaulana"], "days": days, "rows": rows}
    return published(tmp_path_factory.mktemp("inspected"), both)


@pytest.mark.parametrize(
    ("by", "unit", "value", "n"),
    [("district", "hapur", 20, 2), ("thana", "hapur-nagar", 11, 1), ("range", "range", 20, 2)],
)
def test_the_longest_gap_is_that_of_the_worst_kendra(
    snapshot: Snapshot, by: str, unit: str, value: float, n: float
) -> None:
    found = measure(load()["I3"], by, [OCTOBER], EVERYTHING, snapshot).filter(unit_code=unit).to_dicts()
    assert [(row["value"], row["denominator"], row["read_on"]) for row in found] == [(value, n, date(2025, 10, 20))]


def test_of_a_kendra_without_a_return_no_gap_is_told(snapshot: Snapshot) -> None:
    (found,) = measure(load()["I3"], "district", [OCTOBER], EVERYTHING, snapshot).filter(unit_code="baghpat").to_dicts()
    assert (found["value"], found["status"]) == (None, "no_data")

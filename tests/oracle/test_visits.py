"""The oracle's visits on rows made by hand: hours, midnight, two places at once, too fast, too far."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from sample_data.reference import Place
from sample_data.rows import Patrol
from tests.oracle.days import Days
from tests.oracle.kit import case, day, field_book, listed, visit
from tests.oracle.span import Span
from tests.oracle.unvisited import days_unvisited, gini, of_favourites, visits_of_places
from tests.oracle.visits import (
    Visit,
    complaints_answered,
    doubts,
    metres,
    officer_minutes,
    place_days,
    school_bells,
    women_officer_minutes,
)

SCHOOL = listed("s", kind="school", opens_at="08:00", closes_at="14:00")
NEAR, FAR = listed("near", lat=28.005), listed("far", lat=28.1)  # 0.56 and 11.1 km north


def seen(row: Patrol, place: Place = SCHOOL) -> Visit:
    return Visit(row, place)


def doubted(*rows: Patrol) -> list[set[str]]:
    found = doubts(field_book(rows, (SCHOOL, NEAR, FAR)))
    return [found.get(id(row), set()) for row in rows]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("07:00", "07:14", False),
        ("07:00", "07:15", True),
        ("08:45", "09:00", True),
        ("08:46", "09:10", False),
        ("08:30", "13:30", True),
        ("14:45", "15:00", True),
        ("14:46", "15:00", False),
        ("23:50", "07:30", False),  # the next morning's bell is not this visit's
    ],
)
def test_at_the_bell(first: str, last: str, expected: bool) -> None:
    assert seen(visit("s", 5, first, last)).is_at_bell is expected


def test_no_bell_without_hours() -> None:
    assert seen(visit("near", 5, "08:00", "08:30"), NEAR).is_at_bell is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("18:30", "19:00", False),
        ("18:30", "19:01", True),
        ("22:59", "23:20", True),
        ("23:00", "23:20", False),
        ("18:00", "23:30", True),
        ("22:30", "00:15", True),
        ("00:10", "00:40", False),
        ("05:00", "05:30", False),
    ],
)
def test_in_the_peak_of_its_evening(first: str, last: str, expected: bool) -> None:
    assert seen(visit("s", 5, first, last)).is_in_peak is expected


def test_before_six_it_is_the_evening_before() -> None:
    hours = {"23:50": day(5), "00:00": day(4), "05:59": day(4), "06:00": day(5)}
    assert {hour: seen(visit("s", 5, hour, "06:30")).evening for hour in hours} == hours


def test_past_midnight_the_minutes_go_on() -> None:
    assert seen(visit("s", 5, "23:40", "00:20")).minutes == 40
    assert seen(visit("s", 5, "23:40", "23:40")).minutes == 0


def test_two_places_at_once() -> None:
    one, two = visit("s", 5, "10:00", "10:30"), visit("near", 5, "10:29", "11:00")
    assert doubted(one, two) == [{"overlap"}, {"overlap"}]
    assert doubted(one, visit("near", 5, "10:30", "11:00")) == [set(), set()]
    assert doubted(one, visit("near", 5, "10:29", "11:00", squad="second")) == [set(), set()]
    assert doubted(one, visit("near", 5, "10:29", "11:00", thana="b")) == [set(), set()]


def test_across_midnight_too() -> None:
    assert doubted(visit("s", 5, "23:40", "00:20"), visit("near", 6, "00:10", "00:40")) == [{"overlap"}] * 2
    assert doubted(visit("s", 5, "23:40", "00:20"), visit("near", 6, "00:20", "00:40")) == [set(), set()]


def test_a_long_visit_overlaps_all_that_lie_within_it() -> None:
    rows = [visit("s", 5, "09:00", "12:00"), visit("near", 5, "09:30", "10:00"), visit("near", 5, "11:00", "11:30")]
    assert doubted(*rows) == [{"overlap"}] * 3


def test_faster_than_a_car_may_go() -> None:
    # 11.1 km in eleven minutes is just above 60 km/h, in twelve it is below.
    assert doubted(visit("s", 5, "10:00", "10:30"), visit("far", 5, "10:41", "11:00")) == [{"too_fast"}] * 2
    assert doubted(visit("s", 5, "10:00", "10:30"), visit("far", 5, "10:42", "11:00")) == [set(), set()]
    assert doubted(visit("s", 5, "10:00", "10:30"), visit("far", 5, "10:30", "11:00")) == [{"too_fast"}] * 2
    assert metres((28.0, 77.0), (28.1, 77.0)) == pytest.approx(11_120, abs=10)


def test_what_lies_near_may_be_reached_at_once() -> None:
    assert doubted(visit("s", 5, "10:00", "10:30"), visit("near", 5, "10:30", "11:00")) == [set(), set()]


def test_the_day_of_a_place() -> None:
    rows = (
        visit("s", 5, "08:00", "08:30"),
        visit("s", 5, "10:00", "10:30", thana="b", women_officers=0),
        visit("s", 5, "19:30", "20:00", women_officers=None),
    )
    (found,) = place_days(field_book(rows, (SCHOOL,))).values()
    assert (found.n_visits, found.n_visits_own, found.n_at_bell, found.n_peak) == (3, 2, 1, 1)
    assert (found.n_with_woman, found.n_woman_unknown, found.n_doubtful) == (1, 1, 0)


def test_visits_to_schools_at_the_bell() -> None:
    rows = (visit("s", 5, "08:00", "08:30"), visit("s", 5, "11:00", "11:30"), visit("near", 5, "12:00", "12:30"))
    duties = list(school_bells(field_book(rows, (SCHOOL, NEAR))))
    assert [(duty.due_on, duty.met_on) for duty in duties] == [(day(5), day(5)), (day(5), None)]


def test_minutes_of_officers_where_women_were_counted() -> None:
    rows = (
        visit("s", 5, "10:00", "10:30", officers=4, women_officers=1),
        visit("s", 6, "23:40", "00:20", officers=3, women_officers=3),
        visit("s", 7, "10:00", "10:30", officers=5, women_officers=None),
    )
    book = field_book(rows, (SCHOOL,))
    assert list(officer_minutes(book)) == [("a", day(5), 120), ("a", day(6), 120), ("a", day(7), None)]
    assert list(women_officer_minutes(book)) == [("a", day(5), 30), ("a", day(6), 120), ("a", day(7), None)]
    days = Days(book)
    assert [days.count("officer_minutes", "a", day(n)) for n in (5, 7, 8)] == [120, None, 0]


@pytest.mark.parametrize(
    ("visited", "met_on", "doubtful_from"),
    [(10, day(10), None), (11, day(11), None), (12, None, day(12)), (13, None, None), (9, None, None)],
)
def test_answered_within_48_hours(visited: int, met_on: date | None, doubtful_from: date | None) -> None:
    book = field_book((visit("s", visited, "10:00", "10:30"),), (SCHOOL,), [case(10, category="street_harassment")])
    (duty,) = complaints_answered(book)
    assert (duty.due_on, duty.met_on, duty.doubtful_from, duty.is_known) == (day(12), met_on, doubtful_from, True)


def test_complaints_of_one_day_are_answered_together() -> None:
    two = [case(10, category="street_harassment", unique_no=number) for number in ("1", "2")]
    elsewhere = case(10, thana="b", category="street_harassment")  # b has no listed place
    assert len(list(complaints_answered(field_book((), (SCHOOL,), [*two, elsewhere])))) == 1


def test_other_matters_are_no_complaint_of_the_street() -> None:
    cases = [case(n, category=name) for n, name in enumerate(("stalking", "pocso", "sexual_offence", "domestic"), 1)]
    assert list(complaints_answered(field_book((), (SCHOOL,), cases))) == []


def test_days_unvisited_up_to_the_last_told() -> None:
    rows = (visit("s", 5, "10:00", "10:30"), visit("s", 9, "10:00", "10:30"))
    book = field_book(rows, (SCHOOL, NEAR))
    assert days_unvisited(book, day(20)) == {"s": 11, "near": 20}
    assert days_unvisited(book, day(31) + timedelta(days=9)) == {"s": 22, "near": 31}
    assert days_unvisited(book, day(8)) == {"s": 3, "near": 8}


def test_a_place_counts_from_its_own_first_day() -> None:
    dated = listed("d", active_from=day(5), active_to=day(25))
    book = field_book((), (dated,))
    assert [days_unvisited(book, day(n)) for n in (4, 5, 20, 26)] == [{}, {"d": 1}, {"d": 16}, {}]
    assert visits_of_places(book, Span(day(1), day(4), day(31))) == {}


def test_the_favourite_fifth() -> None:
    rows = tuple(visit("s", n, "10:00", "10:30") for n in (1, 2, 3))
    counts = visits_of_places(field_book(rows, (SCHOOL, NEAR)), Span(day(1), day(2), day(31)))
    assert counts == {"s": 2, "near": 0}
    assert of_favourites([7, 3, 0, 0, 0]) == (7, 10)
    assert of_favourites([7, 3, 0, 0, 0, 0]) == (10, 10)
    assert of_favourites([5]) == (5, 5)


def test_how_unequal_visits_are() -> None:
    assert gini([4, 4, 4]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 3]) == pytest.approx(0.25)
    assert gini([0, 0]) is None


def test_hours_are_times() -> None:
    assert visit("s", 5, "08:05", "09:00").from_time == time(8, 5)

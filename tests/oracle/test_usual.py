"""The oracle's modified z, and its aim of patrols, on figures made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.oracle.aim import Aim, aim, best_within, most_visited
from tests.oracle.duties_rounds import STARTS_ON
from tests.oracle.kit import case, day, field_book, listed, visit
from tests.oracle.usual import is_unusual, modified_z, rows_located, values_usual

BEFORE = [10.0, 12, 11, 9, 10, 13, 11, 10, 12, 11, 10, 9]


def test_the_modified_z_by_hand() -> None:
    # In order 9 9 10 10 10 10 11 11 11 12 12 13: the median is 10.5. Seven of them lie 0.5 from it, the others farther.
    assert modified_z(14, BEFORE) == pytest.approx(0.6745 * (14 - 10.5) / 0.5)


@pytest.mark.parametrize(("value", "expected"), [(10, False), (15, True), (4, True), (13, False)])
def test_beyond_three_and_a_half(value: float, expected: bool) -> None:
    assert is_unusual(value, BEFORE) is expected


def test_where_most_agree_the_mean_distance_is_the_scale() -> None:
    before = [7.0] * 10 + [9, 4]
    assert modified_z(12, before) == pytest.approx(5 / (1.253314 * (2 + 3) / 12))


@pytest.mark.parametrize(("value", "expected"), [(4, False), (12, False), (13, True), (0, True), (1, False)])
def test_without_a_spread_the_chance_of_counts_is_asked(value: float, expected: bool) -> None:
    # From 4, 2(√12 − √4) is 2.9 and 2(√13 − √4) 3.2; 2(√4 − √0) is 4 and 2(√4 − √1) 2.
    assert modified_z(value, [4.0] * 12) is None
    assert is_unusual(value, [4.0] * 12) is expected


def test_weeks_after_the_first_twelve_that_were_told_whole() -> None:
    first = STARTS_ON
    weeks = [first + timedelta(days=7 * n) for n in range(15)]
    rows = [
        replace(visit("s", 1, "10:00", "10:30"), visited_on=monday + timedelta(days=n % 5))
        for monday in weeks
        for n in range(30 if monday == weeks[13] else 5)
    ]
    book = field_book([], (listed("s"),))
    book.patrols = rows
    book.covered["patrols", "a"] = {first + timedelta(days=n) for n in range(7 * 15)} - {weeks[12] + timedelta(days=2)}
    duties = [duty for duty in values_usual(book) if (duty.thana, duty.part) == ("a", "n_visits")]
    found = [(duty.due_on, duty.met_on is not None, duty.is_known) for duty in duties][:3]
    sundays = [monday + timedelta(days=6) for monday in weeks]
    assert found == [(sundays[12], False, False), (sundays[13], False, True), (sundays[14], True, True)]


def test_rows_without_a_place() -> None:
    rows = [
        visit("s", 5, "10:00", "10:30"),
        visit("s", 5, "10:00", "10:30"),
        visit("?", 6, "10:00", "10:30", fault="place_unknown"),
    ]
    rows.append(visit("s", 7, "10:00", "10:30", fault="count_unreadable"))
    found = [(duty.due_on, duty.met_on, duty.part) for duty in rows_located(field_book(rows, (listed("s"),)))]
    assert found == [(day(5), day(5), "patrols"), (day(6), None, "patrols")]


def test_the_densest_fifth_of_the_area() -> None:
    areas = {"a": 10.0, "b": 5, "c": 5, "d": 80}
    assert most_visited({"a": 10, "b": 15, "c": 10, "d": 0}, areas) == ["b", "c", "a"]
    assert most_visited({"a": 10, "b": 15, "c": 0, "d": 0}, areas) == ["b", "a"]
    assert most_visited({"a": 10, "b": 15, "c": 10, "d": 900}, areas) == []


def test_the_best_that_the_same_area_could_hold() -> None:
    areas = {"a": 10.0, "b": 5, "c": 5, "d": 80}
    assert best_within(10, {"a": 7, "b": 4, "c": 4, "d": 90}, areas) == 8
    assert best_within(9, {"a": 7, "b": 4, "c": 4, "d": 90}, areas) == 4
    assert best_within(0, {"a": 7}, areas) == 0


def test_the_aim_of_the_patrols() -> None:
    to = day(31)
    rows = [visit("s", 2, "10:00", "10:30"), visit("t", 3, "10:00", "10:30"), visit("t", 4, "10:00", "10:30")]
    book = field_book(rows, (listed("s"), listed("t", thana="b")), [])
    book.cases = [
        case(n, thana=thana, category="street_harassment") for n, thana in ((5, "a"), (20, "a"), (3, "a"), (31, "b"))
    ]
    told = aim(book, ["a", "b"], {"a": 10, "b": 90}, to)
    # b has the most visits but nine tenths of the area; a's 0.1 visits per km² stand above b's 0.01.
    assert told == Aim(n_hit=2, n_all=3, area_share=0.1, n_best=2)
    assert told.pai == pytest.approx(2 / 3 / 0.1)
    assert told.pei == 1


def test_the_weeks_do_not_touch() -> None:
    first = day(31) - timedelta(days=27)
    assert first == date(2026, 10, 4)
    rows = [visit("s", 3, "10:00", "10:30"), visit("t", 4, "10:00", "10:30")]
    book = field_book(rows, (listed("s"), listed("t", thana="b")), [])
    book.cases = [case(4, category="street_harassment"), case(3, category="street_harassment")]
    told = aim(book, ["a", "b"], {"a": 20, "b": 80}, day(31))
    assert (told.n_hit, told.n_all) == (1, 1)


def test_nothing_without_complaints() -> None:
    told = aim(field_book((), (listed("s"),)), ["a", "b"], {"a": 10, "b": 90}, day(31))
    assert told.pai is None
    assert told.pei is None

"""The oracle's modified z, and its aim of patrols, on figures made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.oracle.aim import Aim, aim, most
from tests.oracle.kit import case, day, field_book, listed, visit
from tests.oracle.usual import is_unusual, modified_z

BEFORE = [10.0, 12, 11, 9, 10, 13, 11, 10, 12, 11, 10, 9]


def test_the_modified_z_by_hand() -> None:
    # In order 9 9 10 10 10 10 11 11 11 12 12 13: the median is 10.5. Seven of them lie 0.5 from it, the others farther.
    assert modified_z(14, BEFORE) == pytest.approx(0.6745 * (14 - 10.5) / 0.5)


@pytest.mark.parametrize(("value", "expected"), [(10, False), (15, True), (4, True), (13, False)])
def test_beyond_three_and_a_half(value: float, expected: bool) -> None:
    assert is_unusual(value, BEFORE) is expected


def test_without_a_spread_nothing_is_said() -> None:
    assert modified_z(99, [7.0] * 12) is None
    assert not is_unusual(99, [7.0] * 12)


def test_the_densest_fifth_of_the_area() -> None:
    areas = {"a": 10.0, "b": 5, "c": 5, "d": 80}
    assert most(list(areas), {"a": 1, "b": 3, "c": 2, "d": 0}, areas, 100) == ["b", "c", "a"]
    assert most(list(areas), {"a": 1, "b": 3, "c": 2, "d": 9}, areas, 100) == []


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

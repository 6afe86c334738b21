"""The oracle's nights of pandals and melas, on rows made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sample_data.reference import Place
from tests.oracle import nights
from tests.oracle.book import Book
from tests.oracle.duty import Duty
from tests.oracle.kit import day, field_book, listed, visit
from tests.oracle.listed import Festival
from tests.oracle.span import Span

NAVRATRI = Festival("navratri", "n", day(11), day(15))
MELA = Festival("mela", "m", day(20), day(22))
PANDAL = listed("p", kind="pandal", crowd_category="A")
DATED = listed("d", kind="ramlila", crowd_category="B", active_from=day(13), active_to=day(25))
FAIR = listed("f", kind="mela", crowd_category="B", active_from=day(19), active_to=day(21))
UNDATED = listed("u", kind="procession")
ALL = (PANDAL, DATED, FAIR, UNDATED)


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nights, "festivals", lambda: (NAVRATRI, MELA))
    monkeypatch.setattr(nights, "with_contact", lambda: frozenset({"p"}))


def silent_on(book: Book, *silent: int) -> Book:
    book.covered["patrols", "a"] -= {day(n) for n in silent}
    return book


@pytest.mark.parametrize(
    ("place", "navratri", "mela"),
    [
        (PANDAL, range(11, 16), ()),
        (DATED, range(13, 16), range(20, 23)),
        (FAIR, (), range(20, 22)),
        (UNDATED, (), ()),
    ],
    ids=lambda one: getattr(one, "code", None),
)
def test_the_nights_of_a_place(place: Place, navratri: range, mela: range) -> None:
    assert nights.nights_of(place, NAVRATRI) == [day(n) for n in navratri]
    assert nights.nights_of(place, MELA) == [day(n) for n in mela]


def test_a_market_has_no_nights() -> None:
    assert nights.nights_of(listed("m"), NAVRATRI) == []


def test_a_visit_after_midnight_is_of_the_evening_before() -> None:
    rows = (visit("p", 12, "00:30", "01:00"), visit("p", 13, "22:30", "23:30", women_officers=0))
    found = {one.night: one for one in nights.nights(field_book(rows, (PANDAL,)))}
    assert [found[day(n)].n_visits for n in range(11, 16)] == [1, 0, 1, 0, 0]
    assert [found[day(n)].n_peak for n in (11, 13)] == [0, 1]
    assert [found[day(n)].n_with_woman for n in (11, 13)] == [1, 0]
    assert [found[day(n)].night_no for n in (11, 15)] == [1, 5]


def test_that_nobody_came_is_known_with_the_next_days_return() -> None:
    book = silent_on(field_book((visit("p", 14, "20:00", "21:00"),), (PANDAL,)), 12, 13, 15)
    found = [(one.is_known, one.n_visits) for one in nights.nights(book)]
    assert found == [(False, 0), (False, 0), (False, 0), (True, 1), (False, 0)]


def met(duties: list[Duty]) -> dict[date, tuple[date | None, bool]]:
    return {duty.due_on: (duty.met_on, duty.is_known) for duty in duties}


def test_nights_covered_missed_and_silent() -> None:
    book = silent_on(field_book((visit("p", 11, "17:00", "18:00"), visit("p", 13, "20:00", "21:00")), (PANDAL,)), 14)
    missed, unknown = (None, True), (None, False)
    covered = met(list(nights.nights_covered(book)))
    assert covered == {
        day(11): (day(11), True),
        day(12): missed,
        day(13): (day(13), True),
        day(14): unknown,
        day(15): missed,
    }
    assert met(list(nights.nights_covered_in_peak(book)))[day(11)] == missed
    assert {duty.part for duty in nights.nights_covered(book)} == {"A"}


@pytest.mark.parametrize(
    ("visited", "silent", "expected"),
    [
        ((13,), (), (day(13), True)),
        ((14,), (), (None, True)),
        ((14,), (12,), (None, False)),
        ((13,), (12,), (day(13), True)),
    ],
)
def test_seen_by_the_third_night(
    visited: tuple[int, ...], silent: tuple[int, ...], expected: tuple[date | None, bool]
) -> None:
    book = silent_on(field_book([visit("p", n, "20:00", "21:00") for n in visited], (PANDAL,)), *silent)
    assert met(list(nights.seen_by_night_3(book))) == {day(13): expected}


def test_what_stands_two_nights_is_due_on_the_second() -> None:
    brief = listed("b", kind="pandal", active_from=day(11), active_to=day(12))
    assert met(list(nights.seen_by_night_3(field_book((), (brief, FAIR))))) == {day(12): (None, True)}


def test_dussehra_is_of_those_with_dates_but_no_mela() -> None:
    dussehra = Festival("holiday", "d", day(19), day(19))
    kinds = ("pandal", "ramlila", "mela", "ravan_dahan")
    dated = [listed(kind, kind=kind, active_from=day(18), active_to=day(20)) for kind in kinds]
    assert [len(nights.nights_of(place, dussehra)) for place in dated] == [0, 1, 0, 1]


def test_women_at_visits_of_the_nights() -> None:
    rows = (
        visit("p", 11, "20:00", "21:00"),
        visit("p", 12, "20:00", "21:00", women_officers=0),
        visit("p", 13, "20:00", "21:00", women_officers=None),
        visit("p", 16, "00:30", "01:00"),  # of the last night, though the festival is over
        visit("p", 17, "20:00", "21:00"),  # no night of the pandal
    )
    found = met(list(nights.visits_with_a_woman(field_book(rows, (PANDAL,)))))
    assert found == {day(11): (day(11), True), day(12): (None, True), day(13): (None, False), day(15): (day(15), True)}


def test_the_register_of_pandals() -> None:
    found = list(nights.places_registered(field_book((), ALL)))
    assert [(duty.due_on, duty.met_on) for duty in found] == [(day(11), day(11)), (day(11), None)]


@pytest.mark.parametrize(
    ("visited", "silent", "as_of", "expected"),
    [
        ((), (), 31, 5),
        ((13,), (), 31, 2),
        ((11,), (), 13, 2),
        ((11,), (13,), 31, 2),  # the silent night is no night without a visit, nor one with
        ((), (13,), 31, 2),
        ((11, 12, 13, 14, 15), (), 31, 0),
    ],
)
def test_the_longest_run_of_nights_unvisited(
    visited: tuple[int, ...], silent: tuple[int, ...], as_of: int, expected: int
) -> None:
    book = silent_on(field_book([visit("p", n, "20:00", "21:00") for n in visited], (PANDAL,)), *silent)
    assert nights.longest_gaps(book, Span(day(1), day(31), day(as_of))) == {"a": [expected]}


def test_no_gap_outside_the_festivals() -> None:
    book = field_book((), (PANDAL,))
    assert nights.longest_gaps(book, Span(day(1), day(10), day(31))) == {}
    assert nights.longest_gaps(book, Span(day(16), day(31), day(31))) == {}
    assert nights.longest_gaps(book, Span(day(1), day(12), day(31))) == {"a": [2]}
    assert nights.longest_gaps(book, Span(day(15), day(31), day(31))) == {"a": [5]}  # the whole festival is looked at

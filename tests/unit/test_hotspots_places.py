"""How long a place has gone without a visit, in which order it is asked about, and what may be said of complaints."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.disclosure import TOTAL
from metrics.hotspots import complaints, rhythm, uncovered
from metrics.hotspots.complaints import Thana
from metrics.hotspots.uncovered import Gap, Place, Visits

SINCE, START, END = date(2025, 9, 22), date(2025, 11, 1), date(2025, 11, 30)
ALWAYS = [(SINCE, END)]
SCHOOL = Place(
    "school",
    "hapur",
    "hapur-nagar",
    "dhaulana",
    "school",
    "विद्यालय",
    "School",
    28.7,
    77.8,
    None,
    None,
    None,
    None,
    None,
    2,
    None,
)


def gap(visits: Visits, accepted: list[tuple[date, date]] = ALWAYS, place: Place = SCHOOL) -> Gap:
    return uncovered.gap(place, visits, accepted, SINCE, (START, END))


def test_a_place_never_visited_counts_from_the_campaign() -> None:
    one = gap(Visits(None, 0))
    assert (one.state, one.days, one.n_unknown_days) == ("uncovered", (END - SINCE).days + 1, 0)


def test_days_count_from_the_day_after_the_last_visit() -> None:
    one = gap(Visits(date(2025, 11, 25), 3))
    assert (one.state, one.days) == ("visited", 5)


def test_more_than_a_week_is_overdue_only_where_visits_are_required() -> None:
    late = Visits(date(2025, 11, 22), 1)
    assert gap(late).state == "overdue"
    assert gap(late, place=replace(SCHOOL, required_visits_a_week=None)).state == "visited"
    assert gap(Visits(date(2025, 11, 23), 1)).state == "visited"


def test_days_that_no_return_tells_of_are_no_absence() -> None:
    one = gap(Visits(date(2025, 11, 10), 1), [(SINCE, date(2025, 11, 12)), (date(2025, 11, 29), END)])
    assert (one.days, one.n_unknown_days, one.state) == (4, 16, "visited")


def test_a_window_that_no_return_tells_of_leaves_the_place_unknown() -> None:
    one = gap(Visits(date(2025, 10, 5), 0), [(SINCE, date(2025, 10, 20))])
    assert (one.state, one.days, one.n_unknown_days) == ("unknown", 15, 41)
    assert uncovered.ranked([one]) == []


def test_where_nothing_was_ever_received_no_day_is_counted() -> None:
    one = gap(Visits(None, 0), [])
    assert (one.state, one.days, one.weight) == ("unknown", None, 0)


def test_a_place_begins_and_ends_with_its_own_days() -> None:
    mela = replace(SCHOOL, active_from=date(2025, 11, 21), active_to=date(2025, 11, 25), required_visits_a_week=None)
    assert gap(Visits(None, 0), place=mela).days == 5
    assert mela.is_asked_for(START, END)
    assert not mela.is_asked_for(date(2025, 12, 1), date(2025, 12, 31))
    assert not replace(mela, active_from=None, active_to=None).is_asked_for(START, END)


@given(st.lists(st.booleans(), min_size=60, max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_days_are_those_of_plain_counting(is_accepted: list[bool], is_visited: list[bool]) -> None:
    days = [END - timedelta(days=59 - n) for n in range(60)]
    accepted = [(day, day) for day, told in zip(days, is_accepted, strict=True) if told]
    visited = [day for day, told in zip(days, is_visited, strict=True) if told]
    one = uncovered.gap(SCHOOL, Visits(max(visited, default=None), 0), accepted, days[0], (START, END))
    after = [n for n, day in enumerate(days) if not visited or day > max(visited)]
    assert one.days in (sum(is_accepted[n] for n in after), None)
    assert one.n_unknown_days == sum(not is_accepted[n] for n in after)


def test_the_order_is_days_times_size_kind_and_complaints() -> None:
    late, never = Visits(date(2025, 11, 12), 1), Visits(date(2025, 10, 1), 0)
    market = replace(SCHOOL, code="market", kind="market", required_visits_a_week=1)
    big = replace(market, code="big", crowd_category="A")
    loud = replace(gap(never, place=replace(market, code="loud")), nearby="many")
    gaps = [gap(late), gap(never, place=market), gap(never, place=big), loud, gap(never)]
    assert [one.place.code for one in uncovered.ranked(gaps)] == ["big", "loud", "school", "market", "school"]
    assert loud.weight == 60 * 1.5
    assert gap(never).weight == 60 * 1.25
    assert uncovered.ranked(gaps)[-1].state == "overdue"


def thanas(**counts: int | None) -> dict[str, Thana]:
    return {name: Thana("hapur", "hapur-nagar", n, 0 if n is None else 30) for name, n in counts.items()}


def test_a_small_number_and_its_neighbour_in_the_list_are_not_told() -> None:
    hidden = complaints.hidden(thanas(a=3, b=40, c=20), 5)
    assert {path[-1] for path in hidden} == {"a", "c"}
    assert (TOTAL,) not in hidden


def test_a_thana_that_is_not_known_gives_no_number() -> None:
    told = thanas(a=None, b=7)
    assert complaints.total(told, {"a"}) is None
    assert complaints.total(told, {"a", "b"}) == 7


def test_rates_rest_on_thanas_whose_register_speaks_of_half_the_days() -> None:
    told = thanas(a=10, b=10, c=None)
    told["b"] = replace(told["b"], n_days=14)
    assert complaints.daily(told, 30) == {"a": 10 / 30}


def test_complaints_around_are_told_in_words_and_from_five_up() -> None:
    told = thanas(a=2, b=2, c=9, d=0, e=None)
    beside = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    assert complaints.around(told, beside) == {"a": 4, "b": 13, "c": 11, "d": 0, "e": 0}
    assert complaints.nearby(told, beside, 5) == {"a": "few", "b": "some", "c": "some", "d": "few", "e": "unknown"}


def test_many_is_the_upper_third() -> None:
    told = thanas(**{f"t{n}": n for n in range(6, 15)})
    words = complaints.nearby(told, {}, 5)
    assert [code for code, word in words.items() if word == "many"] == ["t13", "t14"]


def test_the_week_is_that_of_plain_counting() -> None:
    chance = random.Random(5)
    rows = [(chance.randrange(7), chance.choice([None, *range(8, 20)]), chance.randrange(1, 4)) for _ in range(300)]
    week = rhythm.week(rows)
    for day in range(7):
        assert week.by_day[day] == sum(n for on, _, n in rows if on == day)
        for hour in range(24):
            assert week.visits[day, hour] == sum(n for on, at, n in rows if (on, at) == (day, hour))
    assert week.n == sum(n for *_, n in rows)
    assert week.hours == tuple(range(8, 20))


@pytest.mark.parametrize("rows", [[], [(2, None, 4)]])
def test_a_week_without_hours_has_none(rows: list[tuple[int, int | None, int]]) -> None:
    assert rhythm.week(rows).hours == ()

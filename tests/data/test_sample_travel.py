"""Honest squads could have been where they say: whatever the seed, no visits overlap and no way was too fast."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest

from sample_data.days import FIRST_DAY
from sample_data.patrols import patrols_of
from sample_data.plant_signs import plant_signs
from sample_data.reference import Place, places, thanas
from sample_data.rows import Sample
from sample_data.temper import troubled
from sample_data.travel import Roster
from tests.data.visits import doubts, ends, thanas_of

SEEDS = (5, 17, 2026)
HALF_AN_HOUR = timedelta(minutes=30)


def walked(seed: int) -> Sample:
    """The visits of one year alone, with everything planted in them."""
    sample = Sample(seed, thanas(), places())
    sample.patrols = patrols_of(seed, sample.thanas, sample.places)
    plant_signs(sample)
    return sample


@pytest.mark.parametrize("seed", SEEDS)
def test_only_where_it_is_planted_was_a_squad_at_two_places(seed: int) -> None:
    sample = walked(seed)
    found = doubts(sample.patrols, sample.places)
    assert thanas_of(row for _, row, _ in found) == set(troubled("impossible_visits"))
    assert len(sample.patrols) > 11_500
    assert all(ends(row)[1] - ends(row)[0] <= timedelta(minutes=50) for row in sample.patrols)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_visit_that_a_place_needs_is_lost_on_the_way(seed: int) -> None:
    sample, seen = walked(seed), Counter[tuple[str, int]]()
    for row in sample.patrols:
        seen[row.place, (row.visited_on - FIRST_DAY).days // 7] += 1
    never = {entry["place"] for entry in troubled("school_never_visited").values()}
    needed = [place for place in sample.places if place.required_visits_a_week and place.code not in never]
    least = [seen[place.code, week] - (place.required_visits_a_week - 1) for place in needed for week in range(60)]
    assert min(least) >= 0


def place(code: str) -> Place:
    return next(place for place in places() if place.code == code)


NEAR, FAR = place("hapur-gandhi-bazar-pilkhuwa"), place("hapur-garhmuktesar")
NINE = datetime.combine(date(2026, 6, 1), time(9))


def test_a_squad_that_is_busy_comes_as_soon_as_it_can() -> None:
    roster = Roster()
    assert roster.start_near("pilkhuwa", NEAR, NINE, HALF_AN_HOUR) == NINE
    again = roster.start_near("pilkhuwa", NEAR, NINE, HALF_AN_HOUR)
    assert again is not None
    assert timedelta(minutes=36) <= abs(again - NINE) <= timedelta(minutes=40)


def test_a_far_place_has_to_wait_for_the_way() -> None:
    roster = Roster()
    roster.start_near("pilkhuwa", NEAR, NINE, HALF_AN_HOUR)
    there = roster.start_near("pilkhuwa", FAR, NINE, HALF_AN_HOUR)
    assert there is not None
    assert abs(there - NINE) >= timedelta(minutes=36 + 60)  # 41 km at 40 km/h


def test_another_squad_need_not_wait() -> None:
    roster = Roster()
    roster.start_near("pilkhuwa", NEAR, NINE, HALF_AN_HOUR)
    assert roster.start_near("dhaulana", NEAR, NINE, HALF_AN_HOUR) == NINE


def test_a_visit_past_midnight_keeps_the_squad_from_the_next_one() -> None:
    roster, late = Roster(), datetime.combine(date(2026, 10, 12), time(23, 29))
    assert roster.start_near("pilkhuwa", NEAR, late, timedelta(minutes=50)) == late
    small_hours = datetime.combine(date(2026, 10, 13), time(0, 10))
    later = roster.start_near("pilkhuwa", NEAR, small_hours, HALF_AN_HOUR)
    assert later is not None
    assert later >= late + timedelta(minutes=56)


def test_the_small_hours_stay_small_and_days_stay_days() -> None:
    early = datetime.combine(date(2026, 10, 13), time(6, 40))
    assert Roster().start_near("pilkhuwa", NEAR, early, HALF_AN_HOUR) == early.replace(hour=7, minute=0)


def test_a_squad_with_no_time_left_is_not_sent() -> None:
    roster = Roster()
    assert roster.start_near("pilkhuwa", NEAR, NINE.replace(hour=7), timedelta(hours=20)) is not None
    assert roster.start_near("pilkhuwa", FAR, NINE, HALF_AN_HOUR) is None

"""Visits shared out and aimed: concentration, Gini, Lorenz, and complaints where squads went, each by another way."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from metrics import patrols
from metrics.catalogue import load
from metrics.facts import Facts
from metrics.level import Level
from metrics.measure import measure
from tests.warehouse_kit import EVERYTHING, published
from warehouse import hotspot_reads, reads
from warehouse.query import Snapshot
from warehouse.reads import Window

OCTOBER = Window(date(2025, 10, 1), date(2025, 10, 31), date(2025, 10, 31))


@pytest.mark.parametrize(
    ("counts", "n_top", "n_visits"),
    [
        pytest.param([3, 3, 3, 3, 3], 3, 15, id="one of five"),
        pytest.param([1, 9, 1, 1, 1, 2], 11, 15, id="a fifth of six is rounded up to two"),
        pytest.param([0, 0, 4], 4, 4, id="one of three"),
        pytest.param([0, 0], 0, 0, id="nothing was visited"),
    ],
)
def test_the_most_visited_fifth_of_the_places(counts: list[int], n_top: int, n_visits: int) -> None:
    share = patrols.most_visited(counts)
    assert (share.n_top, share.n_visits, share.n_places) == (n_top, n_visits, len(counts))


def test_gini_is_half_the_mean_difference_between_any_two_places() -> None:
    chance = random.Random(5)
    for _ in range(50):
        counts = [chance.randint(0, 9) for _ in range(chance.randint(1, 12))] + [1]
        apart = sum(abs(one - other) for one in counts for other in counts)
        assert patrols.gini(counts) == pytest.approx(apart / (2 * len(counts) * sum(counts)))
    assert patrols.gini([0, 0, 0]) is None


def test_twice_the_area_between_lorenz_and_the_even_line_is_the_gini() -> None:
    counts = [7, 0, 2, 2, 5]
    curve = patrols.lorenz(counts)
    under = sum((x - w) * (y + z) / 2 for (w, z), (x, y) in zip(curve, curve[1:], strict=False))
    assert 1 - 2 * under == pytest.approx(patrols.gini(counts))
    assert (curve[0], curve[-1]) == ((0, 0), (1, 1))
    assert patrols.lorenz([0, 0]) == [(0, 0)]


def test_the_most_patrolled_catchments_make_a_fifth_of_the_area_at_most() -> None:
    areas = {"a": 5.0, "b": 13.0, "c": 8.0, "d": 74.0}
    assert patrols.most_patrolled({"a": 10, "b": 6, "c": 4, "d": 1}, areas) == ["a", "c"]
    assert patrols.most_patrolled({"a": 1, "b": 9, "c": 9, "d": 1}, areas) == ["c"], "the next would be too much"
    assert patrols.most_patrolled({"a": 1}, areas) == ["a"], "where nobody went is not patrolled"
    assert patrols.most_patrolled({"d": 9}, areas) == []


def test_the_aim_is_held_against_the_best_that_the_same_area_allows() -> None:
    areas = {"a": 5.0, "b": 12.0, "c": 8.0, "d": 75.0}
    complaints = {"a": 4, "b": 6, "c": 20, "d": 10}
    caught = patrols.aim({"a": 10, "b": 6}, complaints, areas)
    assert (caught.caught, caught.n, caught.area_share) == (10, 40, 0.17)
    assert caught.pai == pytest.approx(10 / 40 / 0.17)
    sets = [one for size in range(5) for one in combinations(areas, size) if sum(areas[t] for t in one) <= 17]
    assert caught.best == max(sum(complaints[thana] for thana in one) for one in sets) == 24
    assert caught.pei_star == pytest.approx(10 / 24)


def _by_thana(column: str, counts: dict[str, int]) -> pl.DataFrame:
    return pl.DataFrame({"window_no": [0] * len(counts), "thana_code": list(counts), column: list(counts.values())})


@pytest.mark.parametrize("silent", ["register", "patrols"])
def test_a_silent_thana_adds_neither_area_nor_complaints_to_the_aim(
    monkeypatch: pytest.MonkeyPatch, silent: str
) -> None:
    """Thana e has a fifth of all land; where its patrols alone are silent, 50 complaints lie there."""
    areas = {"a": 5.0, "b": 12.0, "c": 8.0, "d": 75.0, "e": 25.0}
    homes = pl.DataFrame({"unit_code": list(areas), "district_code": ["x"] * 5, "circle_code": ["y"] * 5})
    monkeypatch.setattr(
        reads, "units", lambda _s, _c, by: homes if by == "thana" else pl.DataFrame({"unit_code": ["range"]})
    )
    complaints, visits = {"a": 4, "b": 6, "c": 20, "d": 10}, {"a": 10, "b": 6, "c": 0, "d": 0}
    facts = SimpleNamespace(
        windows=(OCTOBER,),
        snapshot=None,
        areas=areas,
        visited_before=_by_thana("n_visits", visits),
        patrolled_before=_by_thana("n_visits", visits | ({"e": 3} if silent == "register" else {})),
        complaints=_by_thana("n_street_harassment", complaints | ({"e": 50} if silent == "patrols" else {})),
    )
    caught = Level(cast(Facts, facts), "range", EVERYTHING).aims[0, "range"]
    assert (caught.caught, caught.n, caught.area, caught.whole) == (10, 40, 17, 100)


def _visits() -> list[dict[str, Any]]:
    """The school thrice a week, the market once, in September's last week and October; the college in September."""
    day, rows = date(2025, 9, 22), []
    while day <= date(2025, 10, 31):
        at = {"thana_code": "hapur-nagar", "visited_on": day.isoformat(), "from_time": "08:00", "to_time": "08:30"}
        told = {"persons_checked": 1, "officers": 4}
        if day.weekday() in (0, 2, 4):
            rows.append(at | told | {"place_code": "hapur-girls-school", "women_officers": 1})
        if day.weekday() == 5:
            rows.append(at | told | {"place_code": "hapur-market"})
        if day.month == 9:
            rows.append(at | told | {"place_code": "dhaulana-college", "thana_code": "dhaulana", "women_officers": 3})
        day += timedelta(days=1)
    return rows


def _complaints() -> list[dict[str, Any]]:
    """Hapur Nagar 12 and Dhaulana 24 in the four weeks to 31 October, and five before that."""
    days = {"hapur-nagar": [5] * 12, "dhaulana": [7] * 24 + [1] * 5}
    return [
        {
            "unique_no": f"MSK/HAPUR/{thana.upper()}/2025/{number:04}",
            "thana_code": thana,
            "received_on": f"2025-10-{day:02}",
            "entered_on": f"2025-10-{day:02}",
            "category": "street_harassment",
        }
        for thana, all_days in days.items()
        for number, day in enumerate(all_days, 1)
    ]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("data")
    both = {"thanas": ["hapur-nagar", "dhaulana"], "days": ["2025-09-22", "2025-10-31"]}
    return published(
        folder,
        {"return": "patrols", "rows": _visits()} | both,
        {"return": "cases", "rows": _complaints()} | both,
    )


def row(snapshot: Snapshot, code: str, by: str, unit: str) -> dict[str, Any]:
    frame = measure(load()[code], by, [OCTOBER], EVERYTHING, snapshot)
    return next(one for one in frame.iter_rows(named=True) if one["unit_code"] == unit)


def test_concentration_is_told_of_few_places_and_not_judged(snapshot: Snapshot) -> None:
    found = row(snapshot, "P3", "district", "hapur")
    n_school = sum(date(2025, 10, day).weekday() in (0, 2, 4) for day in range(1, 32))
    n_market = sum(date(2025, 10, day).weekday() == 5 for day in range(1, 32))
    assert (found["numerator"], found["denominator"]) == (n_school, n_school + n_market)
    assert (found["value"], found["status"]) == (pytest.approx(100 * n_school / (n_school + n_market)), "too_few")
    assert row(snapshot, "P3", "district", "baghpat")["value"] is None


def test_the_longest_stretch_of_a_district_is_that_of_its_worst_place(snapshot: Snapshot) -> None:
    found = row(snapshot, "P4", "district", "hapur")
    assert (found["value"], found["denominator"], found["status"]) == (6, 2, "met"), "the market was seen on the 25th"
    assert row(snapshot, "P4", "district", "baghpat")["status"] == "no_data"


def test_the_longest_stretch_says_until_which_day_it_was_read(snapshot: Snapshot) -> None:
    """The returns end on 31 October: what is seen from 15 November is as it was then, and says so."""
    later = Window(OCTOBER.start, date(2025, 11, 15), date(2025, 11, 15))
    (found,) = measure(load()["P4"], "district", [later], EVERYTHING, snapshot).filter(unit_code="hapur").to_dicts()
    assert (found["value"], found["read_on"]) == (6, date(2025, 10, 31))


def test_women_on_patrol_are_counted_by_the_minute_where_they_are_told(snapshot: Snapshot) -> None:
    found = row(snapshot, "P7", "district", "hapur")
    n_school = sum(date(2025, 10, day).weekday() in (0, 2, 4) for day in range(1, 32))
    assert (found["numerator"], found["denominator"]) == (n_school * 30, n_school * 4 * 30)
    assert (found["value"], found["status"]) == (25, "too_few"), "less than three thousand minutes"


def test_the_aim_of_a_district_and_none_of_a_thana(snapshot: Snapshot) -> None:
    areas = dict(hotspot_reads.areas(snapshot, EVERYTHING).select("thana_code", "area_km2").iter_rows())
    found = row(snapshot, "P9", "range", "range")
    whole = sum(areas[thana] for thana in ("hapur-nagar", "dhaulana"))  # the other two told of nothing
    # Before 4 October: the school and the market 7 visits in Hapur Nagar, the college 9 in Dhaulana.
    first = min(("hapur-nagar", "dhaulana"), key=lambda thana: areas[thana] / {"hapur-nagar": 7, "dhaulana": 9}[thana])
    fits = areas[first] <= whole / 5
    complaints = {"hapur-nagar": 12, "dhaulana": 24}[first]
    assert found["denominator"] == 36
    assert found["value"] == (pytest.approx(complaints / 36 / (areas[first] / whole)) if fits else None)
    thana = row(snapshot, "P9", "thana", "dhaulana")
    assert (thana["numerator"], thana["value"]) == (None, None)


def at(text: str) -> time:
    return time.fromisoformat(text)


@pytest.mark.parametrize(
    ("begins", "ends", "minutes", "stretch"),
    [
        ("07:00", "07:14", -46, "before"),
        ("07:00", "07:15", -45, "just_before"),
        ("07:50", "08:10", 0, "at"),
        ("08:16", "08:30", 16, "just_after"),
        ("10:00", "10:30", 120, "long_after"),
        ("12:00", "12:20", -100, "long_before"),
        ("13:00", "13:40", -20, "just_before"),
        ("14:45", "15:00", 45, "just_after"),
        ("15:30", "16:00", 90, "after"),
        ("23:50", "00:20", 590, "long_after"),
    ],
)
def test_minutes_from_the_nearer_bell_of_a_school_from_eight_to_two(
    begins: str, ends: str, minutes: int, stretch: str
) -> None:
    assert patrols.from_bell(at("08:00"), at("14:00"), at(begins), at(ends)) == minutes
    assert patrols.stretch_of(minutes) == stretch


def test_schools_come_with_the_lowest_share_about_the_bell_first() -> None:
    def visit(place: str, begins: str, ends: str) -> dict[str, Any]:
        named = {"place_code": place, "thana_code": "t", "kind": "school", "name_hi": "विद्यालय", "name_en": place}
        hours = {"opens_at": at("08:00"), "closes_at": at("14:00")}
        return named | hours | {"from_time": at(begins), "to_time": at(ends)}

    rows = [visit("a", "07:50", "08:10"), visit("b", "10:00", "10:20"), visit("b", "14:00", "14:20")]
    found = patrols.schools([*rows, visit("c", "11:00", "11:10")])
    assert [(one.code, one.n_at_bell, one.n_visits) for one in found] == [("c", 0, 1), ("b", 1, 2), ("a", 1, 1)]
    assert patrols.stretches(rows) == dict.fromkeys(patrols.BELLS, 0) | {"at": 2, "long_after": 1}
    assert patrols.schools([]) == []

"""What a written, unlived return looks like is planted where the answer key says, and no honest Kendra looks so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import cos, hypot, radians
from statistics import mean
from typing import Any

import pytest

from sample_data import Sample
from sample_data.days import LAST_DAY, NAVRATRI, answer_key, days_between
from sample_data.reference import DISTRICTS
from sample_data.rows import Patrol
from sample_data.squad import PUBLISHED
from sample_data.temper import troubled
from tests.data.visits import doubts, thanas_of

SIGNS = (
    "copied_visits",
    "impossible_visits",
    "repeated_times",
    "copied_from_neighbour",
    "heaped_counts",
    "bulk_late_entry",
    "short_remarks",
    "pandal_never_visited",
    "pandal_gap",
)
FIRST_DAY = date(2026, 5, 1)  # of the planted signs
SHARADIYA = days_between(*NAVRATRI[-1])


def planted(kind: str) -> set[str]:
    return set(troubled(kind))


def since(rows: Iterable[Any], day: str) -> dict[str, list[Any]]:
    """Thana → its rows since the signs were planted."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if getattr(row, day) >= FIRST_DAY:
            found[row.thana].append(row)
    return found


def commonest(keys: Iterable[object]) -> float:
    """The share of the key that is seen most often."""
    seen = Counter(keys)
    return max(seen.values()) / seen.total()


def test_each_sign_stands_in_one_kendra_that_has_no_other_trouble() -> None:
    of_signs = [(entry["kind"], entry["district"]) for entry in answer_key()["troubles"] if entry["kind"] in SIGNS]
    assert sorted(kind for kind, _ in of_signs) == sorted(SIGNS)
    assert {district for _, district in of_signs} == set(DISTRICTS)
    n_troubles = Counter(entry["thana"] for entry in answer_key()["troubles"])
    assert [n_troubles[thana] for kind in SIGNS for thana in planted(kind)] == [1] * len(SIGNS)


def test_the_signs_last_for_five_months_and_more() -> None:
    of_months = [e for e in answer_key()["troubles"] if e["kind"] in SIGNS and not e["kind"].startswith("pandal")]
    assert all(entry["first_day"] <= date(2026, 6, 15) for entry in of_months)
    assert all(LAST_DAY - entry["last_day"] <= timedelta(days=9) for entry in of_months)


def test_the_squad_that_reports_one_and_the_same_counts(sample: Sample) -> None:
    names = ("persons_checked", "warned", "parents_called", "red_cards", "preventive", "officers", "women_officers")
    visits = since(sample.patrols, "visited_on")
    share = {
        thana: commonest(tuple(getattr(row, name) for name in names) for row in rows) for thana, rows in visits.items()
    }
    assert all(share[thana] > 0.85 for thana in planted("copied_visits"))
    assert (
        max(part for thana, part in share.items() if thana not in planted("copied_visits") and len(visits[thana]) >= 20)
        < 0.1
    )


def test_the_squad_that_is_out_at_the_same_times_every_day(sample: Sample) -> None:
    share = {}
    for thana, rows in since(sample.patrols, "visited_on").items():
        first: dict[date, Patrol] = {}
        for row in rows:
            if 6 <= row.from_time.hour < 18:
                first.setdefault(row.visited_on, row)
        if len(first) >= 20:
            share[thana] = commonest((row.from_time, row.to_time) for row in first.values())
    assert {thana for thana, part in share.items() if part > 0.25} == planted("repeated_times")
    assert all(share[thana] == 1 for thana in planted("repeated_times"))


def test_one_squad_is_at_two_far_places_at_once_or_within_minutes(sample: Sample) -> None:
    for thana in planted("impossible_visits"):
        rows = since(sample.patrols, "visited_on")[thana]
        found = doubts(rows, sample.places)
        second = {id(row) for _, row, _ in found}
        assert 0.07 < len(second) / len(rows) < 0.25
        kinds = Counter(kind for kind, _, _ in found)
        assert kinds["overlap"] >= 5
        assert kinds["too_fast"] >= 5
        assert doubts((r for r in sample.patrols if r.thana == thana and r.visited_on < FIRST_DAY), sample.places) == []


def km_off(row: Patrol, sample: Sample) -> float:
    """How far a visit's position lies from its place, in km on a flat map."""
    assert row.lat is not None
    assert row.lon is not None
    place = next(place for place in sample.places if place.code == row.place)
    return 111.2 * hypot(row.lat - place.lat, (row.lon - place.lon) * cos(radians(place.lat)))


def test_positions_lie_at_the_place_but_where_visits_are_impossible(sample: Sample) -> None:
    told = [row for row in sample.patrols if row.lat is not None]
    away = {id(row): km_off(row, sample) for row in told}
    far = [row for row in told if away[id(row)] > 0.25]
    assert thanas_of(far) == planted("impossible_visits")
    assert all(row.visited_on >= FIRST_DAY and away[id(row)] > 3 for row in far)
    assert 5 <= len(far) <= 40
    assert max(away[id(row)] for row in told if row not in far) <= 0.15
    assert 0.02 < len(told) / len(sample.patrols) < 0.045


def test_the_kendra_whose_daily_counts_are_its_neighbours(sample: Sample) -> None:
    names = ("places_checked", *PUBLISHED)
    figures = {
        (row.thana, row.day): tuple(getattr(row, name) for name in names) for row in sample.squad_days if not row.fault
    }
    days = days_between(FIRST_DAY, LAST_DAY)
    for thana, entry in troubled("copied_from_neighbour").items():
        assert 0.7 < mean(figures[thana, day] == figures[str(entry["copied_from"]), day] for day in days) < 0.9
    twins = Counter((row.day, figures[row.thana, row.day]) for row in sample.squad_days if not row.fault)
    alike = {
        row.thana for row in sample.squad_days if not row.fault and twins[row.day, figures[row.thana, row.day]] > 1
    }
    assert alike == {
        code for thana, entry in troubled("copied_from_neighbour").items() for code in (thana, entry["copied_from"])
    }


def test_the_kendra_that_counts_in_fives(sample: Sample) -> None:
    names = ("women", "men", "girls", "boys", "pamphlets", "folders")
    programmes = since(sample.programmes, "held_on")
    for name in names:
        share = {thana: mean(getattr(row, name) % 5 == 0 for row in rows) for thana, rows in programmes.items()}
        assert all(share[thana] > 0.9 for thana in planted("heaped_counts"))
    whole = {
        thana: mean(all(getattr(r, n) % 5 == 0 for n in names) for r in rows) for thana, rows in programmes.items()
    }
    assert {thana for thana, part in whole.items() if part > 0.1} == planted("heaped_counts")


def test_the_kendra_that_enters_its_cases_in_bulk(sample: Sample) -> None:
    late: dict[str, list[Any]] = defaultdict(list)
    for case in sample.cases:
        if (case.entered_on - case.received_on).days > 2:
            late[case.thana].append(case)
    assert set(late) == planted("bulk_late_entry")
    for thana, entry in troubled("bulk_late_entry").items():
        meant = [
            c for c in sample.cases if c.thana == thana and entry["first_day"] <= c.received_on <= entry["last_day"]
        ]  # type: ignore[operator]  # dates
        assert len(late[thana]) == len(meant) > 40
        assert {(case.entered_on - case.received_on).days for case in meant} <= set(range(7, 28))
        assert len(meant) / len({case.entered_on for case in meant}) >= 4
        assert all(case.closed_on is None or case.closed_on >= case.entered_on for case in meant)


def test_the_kendra_with_remarks_of_three_words(sample: Sample) -> None:
    share = {
        t: mean(len(r.remark.split()) == 3 for r in rows)
        for t, rows in since(sample.inspections, "inspected_on").items()
    }
    assert {thana for thana, part in share.items() if part > 0} == planted("short_remarks")
    assert all(share[thana] > 0.75 for thana in planted("short_remarks"))


def test_remarks_of_other_kendras_hardly_ever_repeat(sample: Sample) -> None:
    same = planted("short_remarks") | planted("all_correct_sho")
    remarks: dict[str, list[str]] = defaultdict(list)
    for row in sample.inspections:
        remarks[row.thana].append(row.remark)
    honest = {thana: 1 - len(set(texts)) / len(texts) for thana, texts in remarks.items() if thana not in same}
    assert max(honest.values()) < 0.12


def longest_gaps(sample: Sample) -> Iterator[tuple[str, list[date], int]]:
    """Each pandal and Navratri: the nights that began with a visit (until six), and the longest run without one."""
    visited: dict[str, set[date]] = defaultdict(set)
    for row in sample.patrols:
        visited[row.place].add(row.visited_on - timedelta(days=row.from_time.hour < 6))
    for place in sample.places:
        if place.kind == "pandal":
            for first, last in NAVRATRI:
                nights = days_between(first, last)
                told = "".join("x" if night in visited[place.code] else "." for night in nights)
                yield place.code, nights, max(len(run) for run in told.split("x"))


def test_a_pandal_that_nobody_visits_and_one_with_a_gap(sample: Sample) -> None:
    gaps = {(code, tuple(nights)): n for code, nights, n in longest_gaps(sample)}
    never = {str(entry["place"]) for entry in troubled("pandal_never_visited").values()}
    gap = {str(entry["place"]) for entry in troubled("pandal_gap").values()}
    long = {key: n for key, n in gaps.items() if n > 2}
    assert long == {(code, tuple(SHARADIYA)): 9 for code in never} | {(code, tuple(SHARADIYA)): 3 for code in gap}
    assert all(place.crowd_category == "A" for place in sample.places if place.code in never)


def test_most_nights_of_most_pandals_are_visited_and_some_in_the_small_hours(sample: Sample) -> None:
    pandals = {place.code for place in sample.places if place.kind == "pandal"}
    rows = [row for row in sample.patrols if row.place in pandals]
    nights = {(row.place, row.visited_on - timedelta(days=row.from_time.hour < 6)) for row in rows}
    assert 0.85 < len(nights) / (len(pandals) * sum((last - first).days + 1 for first, last in NAVRATRI)) < 0.97
    assert 5 <= sum(row.from_time.hour < 6 for row in rows) <= 40
    standing = pandals | {place.code for place in sample.places if place.active_from}
    assert all(row.place in standing for row in sample.patrols if row.from_time.hour < 6)
    assert mean(row.from_time.hour >= 19 for row in rows) > 0.7


def test_melas_are_visited_only_while_they_stand(sample: Sample) -> None:
    melas = {place.code: place for place in sample.places if place.kind == "mela"}
    rows = [row for row in sample.patrols if row.place in melas]
    assert {row.place for row in rows} == {code for code, place in melas.items() if place.active_from}
    for row in rows:
        place = melas[row.place]
        assert place.active_from is not None
        assert place.active_to is not None
        assert place.active_from <= row.visited_on <= place.active_to + timedelta(days=1)


@pytest.mark.parametrize("entry", answer_key()["blanks"], ids=lambda entry: entry["thana"])
def test_two_squads_sometimes_leave_the_women_among_them_blank(sample: Sample, entry: dict[str, Any]) -> None:
    told = [row.women_officers is not None for row in sample.patrols if row.thana == entry["thana"]]
    assert 0.002 < 1 - mean(told) < 0.05
    blank = thanas_of(row for row in sample.patrols if row.women_officers is None)
    assert blank == {other["thana"] for other in answer_key()["blanks"]}

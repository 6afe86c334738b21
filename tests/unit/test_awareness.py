"""Whom awareness reached: the quarter, reach by thana, counts to verify, and what is asked of a published snapshot."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics import awareness
from metrics.awareness import Look, Quarter, Reach
from metrics.catalogue import load
from metrics.measure import measure
from tests import warehouse_kit
from tests.warehouse_kit import EVERYTHING, REFERENCE, published
from warehouse import awareness_reads
from warehouse.query import Snapshot
from warehouse.reads import Window

OCTOBER = Window(date(2025, 10, 1), date(2025, 10, 31), date(2025, 10, 31))


@pytest.mark.parametrize(
    ("day", "first", "last", "n_left"),
    [
        (date(2026, 11, 15), date(2026, 10, 1), date(2026, 12, 31), 46),
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), 89),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), 0),
    ],
)
def test_a_quarter_of_the_calendar_and_its_days_left(day: date, first: date, last: date, n_left: int) -> None:
    quarter = Quarter.of(day)
    assert (quarter.first, quarter.last, quarter.n_left) == (first, last, n_left)


def test_the_least_reached_comes_first_and_what_is_not_known_last_and_is_not_nought() -> None:
    listed = {"a": 10, "b": 10, "c": 20, "silent": 5}
    found = awareness.reaches(
        ["none", "silent", "a", "b", "c"], listed, {"a": 5.0, "b": 2.0, "c": 4.0}, {"a": 10.0, "b": 9.0, "c": 4.0}
    )
    assert [one.code for one in found] == ["c", "b", "a", "none", "silent"]
    assert [one.pct for one in found] == [20, 20, 50, None, None]
    assert [one.code for one in awareness.never_reached(found)] == ["c", "b"]
    assert awareness.total(found) == Reach("", 40, 11, 23)
    assert awareness.total(found[3:]).pct is None


def test_more_places_than_the_list_has_leave_none_unreached() -> None:
    assert Reach("a", 10, 12, 12).n_never == 0


def test_shares_are_of_all_programmes_and_none_where_there_were_none() -> None:
    rows = [("a", "venue", "school", 6), ("a", "venue", "ward", 2), ("a", "department", "health", 2)]
    told = awareness.by_thana(
        dict(zip(("thana_code", "what", "code", "n"), row, strict=True)) for row in [*rows, ("b", "venue", "ward", 2)]
    )
    assert awareness.share(told, {"a"}, "department", "health") == 25
    assert awareness.share(told, {"a", "b"}, "department", "health") == 20
    assert awareness.share(told, {"b"}, "department", "health") == 0
    assert awareness.share(told, {"c"}, "department", "health") is None


def test_counts_are_asked_about_from_five_and_a_tenth_on() -> None:
    few, chance, many = Look("few", 4, 0, 0, 8), Look("chance", 0, 9, 0, 90), Look("many", 6, 10, 2, 40)
    assert awareness.worst([few, chance], "copied") is None
    assert awareness.worst([few, chance], "heaped") is None
    assert awareness.worst([few, chance, many], "copied") == many
    assert many.pct == 60
    assert awareness.looks({("a", "participants"): {"copied": 1, "plain": 3, "blank": 2}}, ["a", "b"]) == [
        Look("a", 1, 0, 2, 4)
    ]


def test_material_for_each_programme_needs_both_counts() -> None:
    assert awareness.per_programme(30.0, 4.0) == 7.5
    assert awareness.per_programme(None, 4.0) is None
    assert awareness.per_programme(30.0, 0.0) is None


def programme(thana: str, day: str, kind: str, venue: str, women: int) -> dict[str, Any]:
    facts = {"thana_code": thana, "held_on": day, "venue_kind": kind, "venue_hash": venue, "women": women}
    return {**facts, "departments": ["police"]}


BATCH = {
    "return": "awareness",
    "thanas": ["hapur-nagar", "dhaulana"],
    "days": ["2025-09-22", "2025-10-31"],
    "rows": [
        programme("hapur-nagar", "2025-09-23", "school", "s1", 40),
        programme("hapur-nagar", "2025-10-05", "school", "s1", 30),
        programme("hapur-nagar", "2025-10-06", "college", "c1", 20),
        programme("hapur-nagar", "2025-10-06", "ward", "w1", 10),
        programme("dhaulana", "2025-10-06", "school", "s1", 70),
    ],
}
LISTED = "thana_code,n_gram_panchayats,n_wards,n_schools,n_colleges,women_population,is_sourced\n"


def with_list(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Snapshot:
    shutil.copytree(REFERENCE, folder / "lists")
    (folder / "lists" / "gram_panchayats_wards.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(warehouse_kit, "REFERENCE", folder / "lists")
    return published(folder / "data", BATCH)


def measured(snapshot: Snapshot, code: str) -> dict[str, tuple[Any, ...]]:
    rows = measure(load()[code], "thana", [OCTOBER], EVERYTHING, snapshot).rows(named=True)
    return {row["unit_code"]: (row["numerator"], row["denominator"], row["value"]) for row in rows}


def test_schools_since_the_campaign_and_women_of_the_window_where_the_list_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = with_list(tmp_path, monkeypatch, LISTED + "hapur-nagar,0,20,3,1,2000,no\ndhaulana,30,,,,,no\n")
    assert measured(snapshot, "A4")["hapur-nagar"] == (2, 4, 50)
    assert measured(snapshot, "A4")["dhaulana"] == (None, None, None)
    assert measured(snapshot, "A6")["hapur-nagar"] == (60, 2000, 30)
    assert measured(snapshot, "A6")["dhaulana"] == (None, None, None)
    told = awareness.by_thana(awareness_reads.told(snapshot, EVERYTHING, OCTOBER).iter_rows(named=True))
    assert told["hapur-nagar", "venue"] == {"school": 1, "college": 1, "ward": 1}
    listed = awareness_reads.listed(snapshot, EVERYTHING).filter(thana_code="hapur-nagar")
    assert listed.rows() == [("hapur-nagar", 20)]
    reached = awareness_reads.institutions(snapshot, EVERYTHING, OCTOBER)
    assert reached.rows() == [("hapur-nagar", 2, 4)]


def test_a_list_without_the_new_columns_is_accepted_and_tells_nothing_of_schools_or_women(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = "thana_code,n_gram_panchayats,n_wards,is_sourced\nhapur-nagar,0,20,no\ndhaulana,30,,no\n"
    snapshot = with_list(tmp_path, monkeypatch, old)
    assert measured(snapshot, "A1")["hapur-nagar"] == (1, 20, 5)
    for code in ("A4", "A6"):
        assert set(measured(snapshot, code).values()) == {(None, None, None)}
    assert awareness_reads.institutions(snapshot, EVERYTHING, OCTOBER).is_empty()

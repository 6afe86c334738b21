"""What is read of listed places: the longest stretch without a visit, visits, both rows of a doubt, bells, counts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from tests import warehouse_kit
from tests.warehouse_kit import EVERYTHING, REFERENCE, published
from warehouse import place_reads, reads
from warehouse.query import Snapshot
from warehouse.reads import Window


def visit(day: int, place: str, thana: str = "hapur-nagar") -> dict[str, Any]:
    return {"thana_code": thana, "visited_on": f"2025-10-{day:02}", "place_code": place, "officers": 2}


def patrols(first: int, last: int, *rows: dict[str, Any]) -> dict[str, Any]:
    days = [f"2025-10-{first:02}", f"2025-10-{last:02}"]
    return {"return": "patrols", "thanas": ["hapur-nagar", "dhaulana"], "days": days, "rows": list(rows)}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Accepted: 1–10 and 16–20 October. The school was seen on the 8th, the market by a neighbour on the 18th."""
    folder: Path = tmp_path_factory.mktemp("data")
    first = patrols(1, 10, visit(2, "hapur-market"), visit(8, "hapur-girls-school"))
    return published(folder, first, patrols(16, 20, visit(18, "hapur-market", "dhaulana")))


def longest(snapshot: Snapshot, day: int, scope: Scope = EVERYTHING) -> list[tuple[Any, ...]]:
    as_of = date(2025, 10, day)
    return reads.longest(snapshot, scope, "place_unvisited", [Window(as_of, as_of, as_of)]).drop("read_on").rows()


@pytest.mark.parametrize(
    ("day", "days"),
    [
        pytest.param(1, 1, id="neither place was visited yet"),
        pytest.param(7, 7, id="the school never, on seven accepted days"),
        pytest.param(8, 6, id="the school today, the market six days ago"),
        pytest.param(14, 8, id="read on the tenth: the days without a return are not counted"),
        pytest.param(17, 10, id="the market: 3–10 and 16–17"),
        pytest.param(20, 7, id="the school: 9–10 and 16–20; the market was visited by a neighbour"),
    ],
)
def test_the_stretch_of_the_worst_of_two_places(snapshot: Snapshot, day: int, days: int) -> None:
    assert longest(snapshot, day) == [(0, "hapur-nagar", float(days), 2.0)]


def test_nothing_is_said_before_a_return_came_or_of_a_thana_without_such_places(snapshot: Snapshot) -> None:
    before = date(2025, 9, 30)
    assert reads.longest(snapshot, EVERYTHING, "place_unvisited", [Window(before, before, before)]).is_empty()
    assert longest(snapshot, 20, Scope("asp", frozenset({"baghpat"}))) == []
    assert longest(snapshot, 20, Scope("sho", frozenset({"hapur"}), thanas=frozenset({"dhaulana"}))) == []


def window(first: int, last: int) -> Window:
    return Window(date(2025, 10, first), date(2025, 10, last), date(2025, 10, last))


def test_visits_of_every_listed_place_of_the_thanas_that_reported(snapshot: Snapshot) -> None:
    found = place_reads.visits(snapshot, EVERYTHING, [window(1, 10), window(11, 15), window(16, 20)])
    rows = found.filter("is_required").select("window_no", "place_code", "n_visits").rows()
    assert sorted(rows) == [
        (0, "hapur-girls-school", 1),
        (0, "hapur-market", 1),
        (2, "hapur-girls-school", 0),
        (2, "hapur-market", 1),
    ], "nothing was reported for the second window"
    others = set(found.filter(~pl.col("is_required"))["place_code"])
    assert others == {"hapur-mela", "dhaulana-college"}, "no weekly visit is required there"


def test_each_unvisited_place_with_its_last_visit(snapshot: Snapshot) -> None:
    rows = place_reads.unvisited(snapshot, EVERYTHING, [window(1, 7), window(1, 20)])
    told = rows.select("window_no", "place_code", "kind", "last_on", "n_days").rows()
    assert sorted(told, key=lambda row: row[:2]) == [
        (0, "hapur-girls-school", "school", None, 7),
        (0, "hapur-market", "market", date(2025, 10, 2), 5),
        (1, "hapur-girls-school", "school", date(2025, 10, 8), 7),
        (1, "hapur-market", "market", date(2025, 10, 18), 2),
    ]


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Two visits of Hapur Nagar that overlap, and the daily counts of the two days."""
    both = {"from_time": "10:00", "to_time": "10:30", "persons_checked": 6, "warned": 2}
    rows = [visit(1, "hapur-market") | both, visit(1, "hapur-girls-school") | both | {"to_time": "10:20"}]
    daily = [{"thana_code": "hapur-nagar", "persons_checked": n} for n in (12, 5)]
    return published(
        tmp_path_factory.mktemp("data"),
        patrols(1, 2, *rows),
        {
            "return": "squad_daily",
            "thanas": ["hapur-nagar"],
            "days": ["2025-10-01", "2025-10-02"],
            "rows": [row | {"day": f"2025-10-{day:02}"} for day, row in enumerate(daily, 1)],
        },
    )


def test_a_doubt_names_both_visits_and_where_they_stand(timed: Snapshot) -> None:
    rows = place_reads.doubts(timed, EVERYTHING, window(1, 2)).rows(named=True)
    pairs = [(row["name_en"], row["source_row"], row["other_name_en"], row["other_source_row"]) for row in rows]
    assert sorted(pairs) == [("Girls School", 6, "Market", 5), ("Market", 5, "Girls School", 6)]
    assert {(row["reason"], row["gap_minutes"], row["source_file"]) for row in rows} == {("overlap", -20, "file_1.csv")}
    assert place_reads.doubts(timed, EVERYTHING, window(2, 2)).is_empty()
    assert place_reads.doubts(timed, Scope("asp", frozenset({"baghpat"})), window(1, 2)).is_empty()


def test_bells_are_of_schools_with_hours_and_of_squads_in_scope(timed: Snapshot) -> None:
    rows = place_reads.bells(timed, EVERYTHING, window(1, 2)).rows(named=True)
    assert [(row["place_code"], str(row["opens_at"]), str(row["to_time"])) for row in rows] == [
        ("hapur-girls-school", "08:00:00", "10:20:00")
    ]
    assert place_reads.bells(timed, Scope("asp", frozenset({"baghpat"})), window(1, 2)).is_empty()


def test_daily_counts_stand_beside_the_visits_of_the_same_days(timed: Snapshot) -> None:
    found = place_reads.agreement(timed, EVERYTHING, window(1, 2)).filter(pl.col("measure") == "persons_checked")
    assert found.rows() == [("hapur-nagar", "persons_checked", 2, 1, 17.0, 12.0)]


def test_a_place_counts_from_its_own_first_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A market that opened on the fifth and was never visited: not the days before it was there."""
    text = (REFERENCE / "places.csv").read_text(encoding="utf-8")
    lists = tmp_path / "lists"
    shutil.copytree(REFERENCE, lists)
    opened = text.replace(",,,,,1,\n", ",,,2025-10-05,,1,\n", 1)
    assert opened != text
    (lists / "places.csv").write_text(opened, encoding="utf-8")
    monkeypatch.setattr(warehouse_kit, "REFERENCE", lists)
    found = published(tmp_path / "data", patrols(1, 10, visit(8, "hapur-girls-school")), patrols(16, 20))
    assert longest(found, 20) == [(0, "hapur-nagar", 11.0, 2.0)]  # 5-10 and 16-20; the school 9-10 and 16-20
    assert longest(found, 4) == [(0, "hapur-nagar", 4.0, 1.0)]  # before it opened there is only the school

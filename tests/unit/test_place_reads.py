"""The longest stretch without a visit counts back over accepted days only, from the last of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from access.scope import Scope
from tests.warehouse_kit import EVERYTHING, published
from warehouse import reads
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
    return reads.longest(snapshot, scope, "place_unvisited", [Window(as_of, as_of, as_of)]).rows()


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

"""Kendras held against the whole range, and what of that a viewer is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from metrics.intake import Against, Kendra, Recorded, against, look
from metrics.recording import HISTORY_DAYS, Low
from warehouse import reads
from warehouse.manifest import Manifest
from warehouse.query import Snapshot
from warehouse.reads import Window

DIG, HAPUR = Scope.whole_range("dig"), Scope("asp", frozenset({"hapur"}))
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 30), date(2026, 10, 30))
# Ten rural Kendras of Meerut with 20 women each, two of Hapur; k0 recorded 4 in the window and 8 before it.
HOMES = {f"k{n}": "hapur" if n < 2 else "meerut" for n in range(12)}


def kendra(code: str, n: int, expected: float | None, district: str = "hapur") -> Kendra:
    return Kendra(("range", district, f"{district}-x", code), n, expected)


@pytest.fixture
def snapshot(monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    asked: list[Scope] = []

    def flows(_: Snapshot, scope: Scope, columns: list[str], windows: list[Window]) -> pl.DataFrame:
        asked.append(scope)
        before = windows[1]
        assert before.end == OCTOBER.start - timedelta(days=1)
        assert (before.end - before.start).days + 1 == HISTORY_DAYS
        assert before.as_of == OCTOBER.as_of
        rows = [(no, code, *counts) for code in HOMES for no, counts in enumerate(_counts(code))]
        return pl.DataFrame(rows, schema=["window_no", "thana_code", *columns, "n_days_cases"], orient="row")

    def units(_: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
        rows = [{"unit_code": code, "district_code": home, "circle_code": f"{home}-x"} for code, home in HOMES.items()]
        return pl.DataFrame(rows)

    kinds: list[dict[str, Any]] = [{"thana_code": code, "is_mahila": False, "n_gram_panchayats": 9} for code in HOMES]
    monkeypatch.setattr(reads, "flows", flows)
    monkeypatch.setattr(reads, "units", units)
    monkeypatch.setattr(reads, "kendras", lambda _, scope: pl.DataFrame(kinds))
    facts: dict[str, Any] = {"snapshot_id": "s", "published_at": datetime(2026, 11, 1), "data_through": OCTOBER.end}
    facts |= {"starts_on": date(2025, 9, 22), "versions": {}, "inputs": (), "held": (), "refused": (), "counts": {}}
    return Snapshot("s", Path("s"), Manifest(**facts, review_dates=()))


def _counts(code: str) -> tuple[tuple[float | None, float], tuple[float, float]]:
    if code == "k11":
        return (None, 0.0), (120.0, 180.0)  # no register in the window
    return ((1.0, 30.0), (8.0, 180.0)) if code == "k0" else ((20.0, 30.0), (120.0, 180.0))


def test_a_kendra_is_listed_against_the_whole_range_and_shown_to_its_own(snapshot: Snapshot) -> None:
    found = look(snapshot, OCTOBER, HAPUR)
    assert [(low.thana_code, low.n, low.n_long) for low in found.low] == [("k0", 1, 9)]
    assert found.low[0].expected_peers == pytest.approx(20)
    assert {kendra.thana_code for kendra in found.kendras} == {"k0", "k1"}


def test_nothing_of_another_districts_kendras_leaves(snapshot: Snapshot) -> None:
    meerut = look(snapshot, OCTOBER, Scope("asp", frozenset({"meerut"})))
    assert meerut.low == ()
    assert {kendra.path[1] for kendra in meerut.kendras} == {"meerut"}
    assert look(snapshot, OCTOBER, Scope("asp")) == Recorded((), ())


def test_expectations_do_not_change_with_who_looks(snapshot: Snapshot) -> None:
    whole, part = look(snapshot, OCTOBER, DIG), look(snapshot, OCTOBER, HAPUR)
    assert whole.within(HAPUR) == part
    assert whole.within(HAPUR.narrow(circle="hapur-x", thana="k1")).kendras == part.kendras[1:]


def test_a_kendra_without_a_register_is_not_there(snapshot: Snapshot) -> None:
    assert "k11" not in {kendra.thana_code for kendra in look(snapshot, OCTOBER, DIG).kendras}


def test_a_unit_is_what_its_kendras_recorded_and_what_was_expected_of_these() -> None:
    low = (replace(_low("b"), n=0),)
    found = Recorded((kendra("a", 30, 25.0), kendra("b", 0, 24.5), kendra("m", 80, None)), low)
    assert against(found, 1, 5) == [Against("hapur", 30, 49.5, 1, is_suppressed=False)]
    assert against(found, 3, 5) == [Against("b", 0, 24.5, 1, False), Against("a", 30, 25.0, 0, False)]


def test_a_small_count_and_one_beside_it_are_hidden_and_their_order_does_not_tell() -> None:
    found = Recorded((kendra("a", 30, 25.0), kendra("b", 3, 24.0), kendra("c", 20, 22.0)), ())
    assert [(one.unit_code, one.recorded) for one in against(found, 3, 5)] == [("a", 30), ("b", None), ("c", None)]
    assert ("range", "hapur", "hapur-x", "b") in found.hidden(5)


def test_the_few_of_a_kendra_without_like_ones_cannot_be_had_by_subtraction() -> None:
    """Hapur's own figure holds those of the mahila thana as well: 33 less 30 would be its three."""
    found = Recorded((kendra("a", 30, 25.0), kendra("m", 3, None)), ())
    assert against(found, 1, 5)[0].is_suppressed


def test_without_a_kendra_nothing_is_drawn() -> None:
    assert against(Recorded((), ()), 1, 5) == []


def _low(code: str) -> Low:
    return Low(code, 3, 30, None, 24.5, 3, 30, 24.5, ("below_peers",), 0.0001)

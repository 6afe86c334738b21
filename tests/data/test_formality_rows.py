"""The very rows that show a sign of formality: where they stand, what they repeat, and only in the viewer's scope."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from access.errors import BadChoice
from access.scope import Scope
from tests.warehouse_kit import EVERYTHING, published
from warehouse import formality_reads
from warehouse.formality_reads import FIGURES, FormalRows
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import load_tables

FIRST = date(2025, 9, 22)
BAGHPAT = Scope("asp", frozenset({"baghpat"}))
LATE = 12


def days(n: int) -> str:
    return str(FIRST + timedelta(days=n))


def squad_rows() -> list[dict[str, Any]]:
    """Hapur Nagar tells the same on the first six days, and something else on the seventh."""
    told = [(100, 40)] * 6 + [(80, 20)]
    return [
        {"thana_code": "hapur-nagar", "day": days(n), "persons_checked": persons, "warned": warned}
        for n, (persons, warned) in enumerate(told)
    ]


def cases() -> list[dict[str, Any]]:
    """Received over a week, entered on one day."""
    return [
        {
            "thana_code": "hapur-nagar",
            "unique_no": f"MSK/HAPUR/HAPUR-NAGAR/2025/{n:04}",
            "received_on": days(n % 7),
            "entered_on": days(LATE),
            "category": "pocso" if n == 3 else "domestic",
        }
        for n in range(6)
    ]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    common = {"thanas": ["hapur-nagar"], "days": [days(0), days(LATE)]}
    squads = {"return": "squad_daily", "file": "squads.xlsx", "rows": squad_rows(), **common}
    register = {"return": "cases", "file": "register.xlsx", "rows": cases(), **common}
    return published(tmp_path_factory.mktemp("rows"), squads, register)


def rows(
    snapshot: Snapshot, sign: str = "same_as_last", scope: Scope = EVERYTHING, last: int = LATE, **more: Any
) -> FormalRows:
    window = Window(FIRST, FIRST + timedelta(days=last), FIRST + timedelta(days=last))
    name = more.pop("return_name", "squad_daily")
    return formality_reads.rows(snapshot, scope, "hapur-nagar", name, sign, window, **more)


def test_each_row_stands_beside_the_one_that_it_repeats(snapshot: Snapshot) -> None:
    found = rows(snapshot)
    assert found.n_all == 5
    latest = found.rows.row(0, named=True)
    assert (latest["day"], latest["source_file"], latest["source_sheet"], latest["source_row"]) == (
        FIRST + timedelta(days=5),
        "squads.xlsx",
        "1",
        10,
    )
    assert (latest["other_day"], latest["other_source_row"]) == (FIRST + timedelta(days=4), 9)
    assert (latest["persons_checked"], latest["other_persons_checked"], latest["other_warned"]) == (100, 100, 40)


def test_the_window_and_the_most_asked_for_hold(snapshot: Snapshot) -> None:
    assert rows(snapshot, last=3).n_all == 3
    capped = rows(snapshot, cap=2)
    assert (len(capped.rows), capped.n_all) == (2, 5)


def test_another_district_sees_none_of_them(snapshot: Snapshot) -> None:
    assert rows(snapshot, scope=BAGHPAT).n_all == 0
    assert rows(snapshot, scope=Scope("nobody")).n_all == 0


def test_of_a_case_nothing_is_told_but_its_number_and_two_days(snapshot: Snapshot) -> None:
    found = rows(snapshot, "bulk_late", return_name="cases")
    assert found.n_all == 6
    own = set(FIGURES["cases"][1])
    where = {"day", "thana_code", "source_file", "source_sheet", "source_row"}
    of_others = {name for name in found.rows.columns if name.startswith("other_")}
    assert set(found.rows.columns) - of_others == own | where == {"unique_no", "received_on", "entered_on"} | where


def test_a_digit_is_asked_for_by_itself(snapshot: Snapshot) -> None:
    assert rows(snapshot, "digits", part="0").n_all == 7
    assert rows(snapshot, "digits", part="5").n_all == 0


def test_of_a_return_without_signs_there_are_no_rows(snapshot: Snapshot) -> None:
    with pytest.raises(BadChoice):
        rows(snapshot, return_name="circulars")


@pytest.mark.parametrize("return_name", FIGURES)
def test_every_return_can_be_asked(snapshot: Snapshot, return_name: str) -> None:
    assert rows(snapshot, "pace", return_name=return_name).n_all == 0


def test_signs_are_looked_for_in_returns_that_there_are() -> None:
    assert set(FIGURES) <= set(load_tables().returns)


def test_the_review_file_holds_no_row(snapshot: Snapshot, tmp_path: Path) -> None:
    listed = {table.name for table in load_tables().held_in("review")}
    assert "mart_formality_day" in listed
    assert "core_formality_row" not in listed

"""Visits beside the daily count (D8) and published days that a later file changed (D9), measured on a small range."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from metrics import catalogue
from metrics.measure import measure
from tests.warehouse_kit import EVERYTHING, published
from warehouse.query import Snapshot
from warehouse.reads import Window

DAYS = ["2025-09-22", "2025-09-24"]
WINDOW = Window(date(2025, 9, 22), date(2025, 9, 24), date(2025, 9, 24))


def counted(thana: str, day: int, checked: int, warned: int | None = 0) -> dict[str, Any]:
    blank = dict.fromkeys(("preventive", "firs", "arrests"), 0)
    row = {"thana_code": thana, "day": f"2025-09-{day}", "places_checked": 1, "persons_checked": checked}
    return row | {"warned": warned} | blank


def visit(thana: str, day: int, checked: int, warned: int | None = 0) -> dict[str, Any]:
    blank = dict.fromkeys(("preventive", "firs", "arrests"), 0)
    row = {"thana_code": thana, "visited_on": f"2025-09-{day}", "place_code": "hapur-market"}
    return row | {"persons_checked": checked, "warned": warned} | blank


def sent(name: str, rows: list[dict[str, Any]], thanas: list[str], **more: Any) -> dict[str, Any]:
    return {"return": name, "thanas": thanas, "days": DAYS, "rows": rows, **more}


def row_of(snapshot: Snapshot, code: str, by: str, window: Window = WINDOW, scope: Scope = EVERYTHING) -> Any:
    rows = measure(catalogue.load()[code], by, [window], scope, snapshot).rows(named=True)
    return {row["unit_code"]: row for row in rows}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Hapur's own thana agrees on each day: more counted than visited on one, a figure left blank on another.

    Dhaulana agrees on two of three; its count of the 23rd was told otherwise before, that of the 22nd as it stands.
    Khekra sent no visits.
    """
    own, other = "hapur-nagar", "dhaulana"
    first = [counted(own, 22, 12, 2), counted(own, 23, 5, None), counted(other, 22, 9), counted(other, 23, 8, 2)]
    visits = [
        visit(own, 22, 4, 1),
        visit(own, 22, 6, 1),
        visit(own, 23, 5, 3),
        visit(other, 22, 9),
        visit(other, 23, 5),
    ]
    later = [counted(other, 22, 9), counted(other, 23, 4, 1)]
    return published(
        tmp_path_factory.mktemp("told"),
        sent("squad_daily", first, [own, other]),
        sent("patrols", visits, [own, other]),
        sent("squad_daily", [counted("khekra", 22, 3)], ["khekra"], district="baghpat"),
        sent("squad_daily", [counted(other, 22, 99)], [other], verdict="held"),
        sent("squad_daily", later, [other], received="2026-01-09T10:00"),
    )


def test_a_kendra_agrees_only_if_its_visits_are_above_the_count_on_no_day(told: Snapshot) -> None:
    thanas = row_of(told, "D8", "thana")
    assert [thanas[code]["value"] for code in ("hapur-nagar", "dhaulana")] == [100, 0]
    assert (thanas["dhaulana"]["other_numerator"], thanas["dhaulana"]["other_denominator"]) == (2, 3)
    hapur = row_of(told, "D8", "district")["hapur"]
    assert (hapur["numerator"], hapur["denominator"], hapur["value"]) == (1, 2, 50)


def test_a_kendra_without_a_day_of_both_is_unknown_and_not_in_agreement(told: Snapshot) -> None:
    khekra = row_of(told, "D8", "thana")["khekra"]
    assert (khekra["numerator"], khekra["denominator"], khekra["value"], khekra["n_unknown"]) == (None, None, None, 1)
    assert khekra["status"] == "no_data"


def test_a_window_before_the_data_says_nothing(told: Snapshot) -> None:
    before = Window(date(2025, 9, 1), date(2025, 9, 5), date(2025, 9, 5))
    for code in ("D7", "D7.register", "D8", "D9"):
        row = row_of(told, code, "range", before)["range"]
        assert (row["value"], row["n_unknown"]) == (None, 0)


def test_nobody_sees_the_agreement_of_another_district(told: Snapshot) -> None:
    only_baghpat = Scope("asp", districts=frozenset({"baghpat"}))
    for code in ("D7", "D8", "D9"):
        assert "hapur-nagar" not in row_of(told, code, "thana", scope=only_baghpat)


def test_a_day_told_otherwise_counts_once_of_all_days_published(told: Snapshot) -> None:
    thanas = row_of(told, "D9", "thana")
    assert {code: (row["numerator"], row["denominator"]) for code, row in thanas.items() if row["denominator"]} == {
        "hapur-nagar": (0, 6),
        "dhaulana": (1, 6),
        "khekra": (0, 3),
    }
    assert row_of(told, "D9", "range")["range"]["value"] == pytest.approx(100 / 15)


def test_how_far_the_changed_figures_moved_stands_beside_it(told: Snapshot) -> None:
    """From 8 to 4 persons is 50 %, from 2 to 1 warned another 50 %."""
    row = row_of(told, "D9", "range")["range"]
    assert (row["other_numerator"], row["other_denominator"]) == (100, 2)


def test_a_change_counts_on_the_day_it_speaks_of_whenever_the_file_came(told: Snapshot) -> None:
    day = Window(date(2025, 9, 23), date(2025, 9, 23), date(2025, 9, 23))
    assert row_of(told, "D9", "thana", day)["dhaulana"]["value"] == 50  # of its two returns that day
    received = Window(date(2026, 1, 9), date(2026, 1, 9), date(2026, 1, 9))
    assert row_of(told, "D9", "thana", received)["dhaulana"]["value"] is None

"""How late, how old, how often right the first time, how many rows held back: what D3 to D6 say and when."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from access.scope import Scope
from components.definition import target_and_source
from metrics.catalogue import load
from metrics.measure import measure
from metrics.status import Reading, decide
from tests.warehouse_kit import EVERYTHING, published
from warehouse import reads
from warehouse.batch import Batch
from warehouse.first_files import told_frame
from warehouse.query import Snapshot
from warehouse.reads import Window

LATE, AGE, FIRST, HELD_BACK = (load()[code] for code in ("D3", "D4", "D5", "D6"))
DAILY = ("cases", "counselling", "referrals", "feedback", "inspections", "patrols", "squad_daily", "awareness")
HAPUR = Scope("asp", frozenset({"hapur"}))


@pytest.mark.parametrize(
    ("hours", "expected"), [(0, "met"), (36, "met"), (37, "watch"), (72, "watch"), (73, "missed"), (None, "too_few")]
)
def test_data_older_than_the_target_are_watched_before_they_are_missed(hours: float | None, expected: str) -> None:
    assert decide(AGE, Reading(None, 1, value=hours)) == expected


def test_fresh_data_are_not_called_good_where_returns_come_late() -> None:
    assert decide(AGE, Reading(None, 5, value=24), is_pair_red=True) == "watch"
    assert decide(AGE, Reading(None, 5, value=96), is_pair_red=True) == "missed"


@pytest.mark.parametrize(("met", "expected"), [(85, "met"), (80, "watch"), (60, "missed"), (100, "met")])
def test_returns_are_to_be_right_the_first_time(met: float, expected: str) -> None:
    assert decide(FIRST, Reading(met, 100)) == expected


@pytest.mark.parametrize(("held_back", "expected"), [(0, "met"), (20, "met"), (24, "watch"), (60, "missed")])
def test_two_rows_in_a_hundred_may_be_held_back(held_back: float, expected: str) -> None:
    assert decide(HELD_BACK, Reading(held_back, 1000)) == expected


def test_the_definition_says_both_bars() -> None:
    assert "36 hours — beyond that to be watched up to 72 hours, then missed" in target_and_source(AGE, "en")
    assert "36 घंटे — इससे आगे 72 घंटे तक ध्यान दें, उसके बाद लक्ष्य से चूका" in target_and_source(AGE, "hi")


def test_of_what_may_happen_to_a_few_not_every_one_is_told_as_a_breach() -> None:
    assert not HELD_BACK.admits_none
    assert load()["F7"].admits_none


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Hapur Nagar tells everything to 24 September but patrols, which end on the 22nd; Dhaulana has sent no patrols."""

    def told(name: str, thanas: list[str], last_day: str) -> dict[str, Any]:
        return {"return": name, "thanas": thanas, "days": ["2025-09-22", last_day], "rows": []}

    rest = [told(name, ["hapur-nagar", "dhaulana"], "2025-09-24") for name in DAILY if name != "patrols"]
    patrols = told("patrols", ["hapur-nagar"], "2025-09-22")
    return published(tmp_path_factory.mktemp("data"), *rest, patrols, told("capacity", ["hapur-nagar"], "2025-09-30"))


def _window(day: int) -> Window:
    return Window(date(2025, 9, 22), date(2025, 9, day), date(2025, 9, day))


def test_the_stalest_daily_return_says_how_old_the_data_are(snapshot: Snapshot) -> None:
    found = reads.freshness(snapshot, HAPUR, [_window(24), _window(22), Window(*[date(2025, 9, 21)] * 3)])
    assert sorted(found.rows()) == [
        (0, "dhaulana", date(2025, 9, 21)),
        (0, "hapur-nagar", date(2025, 9, 22)),
        (1, "dhaulana", date(2025, 9, 21)),
        (1, "hapur-nagar", date(2025, 9, 22)),
    ]


def test_the_stalest_kendra_says_how_old_a_units_data_are(snapshot: Snapshot) -> None:
    rows = {row["unit_code"]: row for row in measure(AGE, "thana", [_window(24)], EVERYTHING, snapshot).to_dicts()}
    # Baraut comes to be on 1 October.
    assert {code: (row["value"], row["denominator"], row["status"]) for code, row in rows.items()} == {
        "hapur-nagar": (48.0, 1.0, "watch"),
        "dhaulana": (72.0, 1.0, "watch"),
        "khekra": (72.0, 1.0, "watch"),
        "baraut": (None, None, "too_few"),
    }
    (hapur,) = measure(AGE, "district", [_window(24)], HAPUR, snapshot).to_dicts()
    assert (hapur["value"], hapur["denominator"], hapur["read_on"]) == (72.0, 2.0, date(2025, 9, 21))
    (later,) = measure(AGE, "district", [_window(30)], HAPUR, snapshot).to_dicts()
    assert (later["value"], later["status"]) == (24.0 * 9, "missed")


def test_the_hours_late_are_those_of_all_thanas_together(tmp_path: Path) -> None:
    def october(name: str, thana: str, received: str) -> dict[str, Any]:
        return {
            "return": name,
            "thanas": [thana],
            "days": ["2025-10-01", "2025-10-31"],
            "received": received,
            "rows": [],
        }

    snapshot = published(
        tmp_path,
        october("cases", "hapur-nagar", "2025-11-03T20:30"),
        october("squad_daily", "hapur-nagar", "2025-11-04T18:00"),
        october("cases", "dhaulana", "2025-11-09T19:00"),
        october("squad_daily", "dhaulana", "2025-11-03T18:00"),
    )
    november = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))
    (hapur,) = measure(LATE, "district", [november], HAPUR, snapshot).to_dicts()
    assert (hapur["value"], hapur["denominator"]) == (24.0, 3.0)  # of 2, 24 and 145 hours
    week = Window(date(2025, 11, 1), date(2025, 11, 8), date(2025, 11, 8))
    assert measure(LATE, "district", [week], HAPUR, snapshot)["value"].to_list() == [13.0]


def _batch(seq: int, **more: Any) -> Batch:
    when = datetime(2025, 11, seq, 10)
    plain = {"batch_id": f"b{seq}", "seq": seq, "return_name": "patrols", "district_code": "hapur", "thanas": ("a",)}
    days = {"first_day": date(2025, 10, 1), "last_day": date(2025, 10, 31), "file_name": "p.xlsx"}
    return Batch(**plain | days | {"received_at": when, "loaded_at": when, "verdict": "published"} | more)


UNKNOWN: dict[str, Any] = {"thanas": (), "first_day": None, "last_day": None}
REFUSED: dict[str, Any] = UNKNOWN | {"verdict": "refused", "return_name": None, "district_code": None}


def passed(*batches: Batch) -> list[tuple[int, bool]]:
    return [(row["batch_seq"], row["is_passed"]) for row in told_frame(batches).to_dicts()]


def test_a_refused_file_counts_once_it_is_sent_again_and_only_then() -> None:
    refused = _batch(1, **REFUSED, file_sha256="x")
    assert passed(refused) == []
    again, third = _batch(2, file_sha256="y"), _batch(3, file_sha256="z")
    assert passed(refused, again, third) == [(2, False), (3, True)]
    assert passed(refused, _batch(2, file_name="q.xlsx", file_sha256="y")) == [(2, True)]


def test_a_file_name_that_files_of_two_districts_bear_lays_a_refused_one_to_neither() -> None:
    refused, meerut = _batch(1, **REFUSED, file_sha256="x"), _batch(2, district_code="meerut", file_sha256="y")
    assert passed(refused, meerut) == [(2, False)]
    assert passed(refused, meerut, _batch(3, file_sha256="z")) == [(2, True), (3, True)]
    both = _batch(3, file_sha256="z"), _batch(4, district_code="meerut", file_sha256="z")  # one file, two districts
    assert passed(refused, meerut, *both) == [(2, False), (3, True), (4, True)]


def test_a_refused_sheet_is_no_fault_of_the_sheets_beside_it() -> None:
    sheet = _batch(2, **REFUSED | {"return_name": "patrols"}, file_sha256="x")
    beside, again = _batch(1, file_sha256="x"), _batch(3, file_sha256="y")
    assert passed(beside, sheet, again) == [(1, True), (3, False)]
    assert passed(sheet, _batch(3, return_name="awareness", file_sha256="y")) == [(3, True)]


def test_a_held_file_without_thana_or_days_counts_with_what_made_it_good() -> None:
    held = _batch(1, **UNKNOWN | {"verdict": "held"})
    assert passed(held) == []
    assert passed(held, _batch(2), _batch(3)) == [(2, False), (3, True)]
    assert passed(held, _batch(2, district_code="meerut")) == [(2, True)]

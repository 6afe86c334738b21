"""measure() on small frames as the warehouse gives them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from metrics.catalogue import load
from metrics.measure import SCHEMA, measure
from warehouse import reads
from warehouse.manifest import Manifest
from warehouse.query import Snapshot
from warehouse.reads import Window

DIG = Scope.whole_range("dig")
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31))
REVIEW = date(2026, 10, 23)
Row = dict[str, Any]


def snapshot(*reviews: date) -> Snapshot:
    manifest = Manifest(
        snapshot_id="s",
        published_at=datetime(2026, 11, 16),
        data_through=date(2026, 11, 15),
        starts_on=date(2025, 9, 22),
        versions={},
        inputs=(),
        held=(),
        refused=(),
        counts={},
        review_dates=reviews,
    )
    return Snapshot("s", Path("s"), manifest)


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A range of two districts; every return came."""
    units = [{"unit_code": code, "district_code": code, "circle_code": None} for code in ("hapur", "baghpat")]
    monkeypatch.setattr(reads, "units", lambda *_: pl.DataFrame(units))
    answers(monkeypatch, "missing", {"hapur": {"n_missing": 0, "n_expected": 11}})


def answers(monkeypatch: pytest.MonkeyPatch, question: str, *by_window: dict[str, Row]) -> None:
    rows = [
        {"window_no": n, "unit_code": unit} | row for n, units in enumerate(by_window) for unit, row in units.items()
    ]
    monkeypatch.setattr(reads, question, lambda *_: pl.DataFrame(rows))


def measured(code: str, windows: Sequence[Window] = (OCTOBER,), held: Snapshot | None = None) -> pl.DataFrame:
    return measure(load()[code], "district", windows, DIG, held or snapshot(REVIEW))


def test_a_rate_comes_with_its_counts_and_its_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "obligations", {"hapur": {"numerator": 81.0, "denominator": 263.0, "n_unknown": 2}})
    frame = measured("K2")
    assert frame.schema == pl.Schema(SCHEMA)
    row = frame.row(0, named=True)
    assert row["value"] == pytest.approx(100 * 81 / 263)
    assert (row["low"], row["high"]) == (pytest.approx(25.53, abs=0.01), pytest.approx(36.62, abs=0.01))
    assert (row["n_unknown"], row["n_missing"], row["n_expected"], row["status"]) == (2, 0, 11, "missed")
    assert row["district_code"] == "hapur"


def test_a_district_that_sent_no_return_is_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "flows", {"hapur": {"numerator": None, "denominator": None}})
    answers(monkeypatch, "missing", {"hapur": {"n_missing": 11, "n_expected": 11}})
    row = measured("B3").row(0, named=True)
    assert (row["numerator"], row["value"], row["status"]) == (None, None, "no_data")


def test_a_rate_per_thousand_is_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "flows", {"hapur": {"numerator": 5.0, "denominator": 4000.0}})
    row = measured("P6.firs").row(0, named=True)
    assert (row["value"], row["status"]) == (1.25, "context")


def test_intake_is_counted_by_kendra_day(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "thana_days", {"hapur": {"numerator": 22.0, "denominator": 44.0}})
    assert measured("C4").row(0, named=True)["value"] == 0.5


def test_kendras_without_a_case_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "units_without", {"hapur": {"numerator": 1.0, "denominator": 11.0}})
    row = measured("C5").row(0, named=True)
    assert (row["value"], row["status"]) == (pytest.approx(100 / 11), "context")


def test_a_stock_is_read_beside_the_last_review(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Window] = []

    def stock(*question: Any) -> pl.DataFrame:
        asked.extend(question[-1])
        counts = [332.0, 278.0]
        rows = [
            {"window_no": n, "unit_code": "hapur", "value": counts[n], "read_on": window.as_of}
            for n, window in enumerate(question[-1])
        ]
        return pl.DataFrame(rows)

    monkeypatch.setattr(reads, "stock", stock)
    open_cases, change = (measured(code).row(0, named=True) for code in ("B1", "B2"))
    assert asked[:2] == [OCTOBER, Window(REVIEW, REVIEW, REVIEW)]
    assert (open_cases["value"], open_cases["denominator"], open_cases["status"]) == (332, None, "missed")
    assert (change["value"], change["numerator"], change["denominator"]) == (54, 332, 278)
    assert (open_cases["read_on"], change["status"]) == (OCTOBER.as_of, "missed")


def test_before_the_first_review_there_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "stock", {"hapur": {"value": 332.0, "read_on": OCTOBER.as_of}})
    row = measured("B2", held=snapshot()).row(0, named=True)
    assert (row["value"], row["status"]) == (None, "too_few")


def test_the_old_share_of_a_stock_is_a_share_of_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"n_open_over_30": 12.0, "n_open": 100.0}
    monkeypatch.setattr(
        reads,
        "stock",
        lambda *question: pl.DataFrame(
            [{"window_no": 0, "unit_code": "hapur", "value": counts[question[3][0]], "read_on": OCTOBER.as_of}]
        ),
    )
    row = measured("B4").row(0, named=True)
    assert (row["value"], row["status"]) == (12, "watch")


def test_joint_teams_stay_on_watch_while_panchayats_are_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = Window(date(2026, 8, 1), date(2026, 10, 31), date(2026, 10, 31))
    answers(
        monkeypatch,
        "flows",
        {"hapur": {"numerator": 80.0, "denominator": 100.0}, "baghpat": {"numerator": 80.0, "denominator": 100.0}},
    )
    answers(
        monkeypatch,
        "reach",
        {"hapur": {"numerator": 10.0, "denominator": 100.0}, "baghpat": {"numerator": 90.0, "denominator": 100.0}},
    )
    assert dict(measured("A2", [quarter]).select("unit_code", "status").rows()) == {"hapur": "watch", "baghpat": "met"}


def test_each_window_is_answered_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    september = Window(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30))
    one, two = ({"hapur": {"numerator": n, "denominator": 20.0, "n_unknown": 0}} for n in (19.0, 20.0))
    answers(monkeypatch, "obligations", one, two)
    assert measured("I1", [OCTOBER, september]).select("window_no", "value").rows() == [(0, 95), (1, 100)]


def test_an_empty_scope_gives_an_empty_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = pl.DataFrame(schema={"window_no": pl.Int64, "unit_code": pl.String})
    for question in ("obligations", "missing", "units"):
        monkeypatch.setattr(reads, question, lambda *_: empty)
    frame = measured("I1")
    assert (frame.height, frame.schema) == (0, pl.Schema(SCHEMA))

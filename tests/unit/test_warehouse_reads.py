"""Reads give every unit in every window, and null where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.errors import BadChoice
from access.scope import Scope
from tests.warehouse_kit import EVERYTHING, published
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import return_of_column

HAPUR = Scope("asp", frozenset({"hapur"}))
CODES = {"thana_code": "hapur-nagar"}


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def window(start: str, end: str, as_of: str | None = None) -> Window:
    return Window(day(start), day(end), day(as_of or end))


WEEK, BEFORE, AFTER = window("09-22", "09-28"), window("09-01", "09-21"), window("11-01", "11-07")
TWO_DAYS = window("09-22", "09-23")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Hapur: two thanas report cases to the 25th, one of them nothing of the 24th on; Baghpat reports nothing."""

    def case(number: int, thana: str, received: str, **more: Any) -> dict[str, Any]:
        named = f"MSK/HAPUR/{thana.upper()}/2025/{number:04}"
        return {"unique_no": named, "thana_code": thana, "received_on": received, "entered_on": received, **more}

    def programme(thana: str, held_on: str, kind: str, venue: str) -> dict[str, Any]:
        return {"thana_code": thana, "held_on": held_on, "venue_kind": kind, "venue_hash": venue}

    return published(
        tmp_path_factory.mktemp("data"),
        {
            "return": "cases",
            "thanas": ["hapur-nagar"],
            "days": ["2025-09-22", "2025-09-25"],
            "rows": [
                case(1, "hapur-nagar", "2025-09-22", closed_on="2025-09-25"),
                case(2, "hapur-nagar", "2025-09-23", closed_on="2025-09-23"),
                case(
                    3,
                    "hapur-nagar",
                    "2025-09-23",
                    fir_needed_on="2025-09-24T00:00:00",
                    fir_registered_on="2025-09-25T00:00:00",
                ),
            ],
        },
        {"return": "cases", "thanas": ["dhaulana"], "days": ["2025-09-22", "2025-09-23"], "rows": []},
        {
            "return": "awareness",
            "thanas": ["hapur-nagar", "dhaulana"],
            "days": ["2025-09-22", "2025-09-28"],
            "rows": [
                programme("hapur-nagar", "2025-09-22", "ward", "a"),
                programme("hapur-nagar", "2025-09-24", "ward", "a"),
                programme("hapur-nagar", "2025-09-24", "ward", "b"),
                programme("dhaulana", "2025-09-25", "gram_panchayat", "a"),
            ],
        },
    )


def by_unit(found: pl.DataFrame, *columns: str) -> dict[str, tuple[Any, ...]]:
    return {row["unit_code"]: tuple(row[column] for column in columns) for row in found.iter_rows(named=True)}


def test_flows_sum_accepted_days_only(snapshot: Snapshot) -> None:
    found = reads.flows(snapshot, EVERYTHING, "thana", ["n_closed"], ["n_opened"], [WEEK])
    assert by_unit(found, "numerator", "denominator") == {
        "hapur-nagar": (2.0, 3.0),
        "dhaulana": (0.0, 0.0),
        "khekra": (None, None),
        "baraut": (None, None),
    }


def test_what_happened_after_the_as_of_day_has_not_happened(snapshot: Snapshot) -> None:
    known = window("09-22", "09-28", as_of="09-24")
    found = reads.flows(snapshot, EVERYTHING, "district", ["n_closed"], ["n_opened"], [known])
    assert by_unit(found, "numerator", "denominator")["hapur"] == (1.0, 3.0)


def test_thana_days_count_the_days_reported(snapshot: Snapshot) -> None:
    found = reads.thana_days(snapshot, EVERYTHING, "district", ["n_opened"], [WEEK, TWO_DAYS])
    assert found.filter(pl.col("unit_code") == "hapur").select("numerator", "denominator").rows() == [
        (3.0, 6.0),
        (3.0, 4.0),
    ]
    assert found.filter(pl.col("unit_code") == "baghpat")["denominator"].to_list() == [None, None]


def test_a_stock_is_read_on_each_thanas_last_accepted_day(snapshot: Snapshot) -> None:
    found = reads.stock(snapshot, EVERYTHING, "district", ["n_open"], [WEEK, window("09-22", "09-24"), BEFORE])
    assert found.rows() == [
        (0, "baghpat", None, None),
        (0, "hapur", 1.0, day("09-23")),
        (1, "baghpat", None, None),
        (1, "hapur", 2.0, day("09-23")),
        (2, "baghpat", None, None),
        (2, "hapur", None, None),
    ]


def test_a_quiet_kendra_counts_and_a_silent_one_does_not(snapshot: Snapshot) -> None:
    found = reads.units_without(snapshot, EVERYTHING, "range", "n_opened", [WEEK])
    assert found.rows() == [(0, "range", 1.0, 2.0)]


def test_reach_counts_each_venue_once(snapshot: Snapshot) -> None:
    found = reads.reach(snapshot, EVERYTHING, "thana", [WEEK, window("09-22", "09-23")])
    assert by_unit(found.filter(pl.col("window_no") == 0), "numerator", "denominator") == {
        "hapur-nagar": (2.0, 20.0),
        "dhaulana": (1.0, 30.0),
        "khekra": (None, None),
        "baraut": (None, None),
    }
    assert by_unit(found.filter(pl.col("window_no") == 1), "numerator")["dhaulana"] == (0.0,)


def test_missing_names_thanas_that_left_a_day_out(snapshot: Snapshot) -> None:
    found = reads.missing(snapshot, EVERYTHING, "district", ["cases"], [WEEK, TWO_DAYS])
    assert found.rows() == [(0, "baghpat", 1, 1), (0, "hapur", 2, 2), (1, "baghpat", 1, 1), (1, "hapur", 0, 2)]


def test_a_thana_is_missing_when_any_of_the_returns_is(snapshot: Snapshot) -> None:
    both = reads.missing(snapshot, HAPUR, "district", ["awareness", "cases"], [window("09-22", "09-25")])
    assert both.rows() == [(0, "hapur", 1, 2)]


def test_a_thana_is_expected_from_its_first_day_on(snapshot: Snapshot) -> None:
    found = reads.missing(snapshot, EVERYTHING, "thana", ["cases"], [WEEK, window("09-22", "10-01")])
    assert found.filter(pl.col("unit_code") == "baraut").select("n_missing", "n_expected").rows() == [(0, 0), (1, 1)]


def test_days_after_the_last_reported_one_are_missing_once_they_have_come(snapshot: Snapshot) -> None:
    later, not_yet = window("11-01", "11-07"), window("11-01", "11-07", as_of="10-31")
    found = reads.missing(snapshot, HAPUR, "district", ["cases"], [later, not_yet])
    assert found.select("n_missing", "n_expected").rows() == [(2, 2), (0, 0)]


def test_a_duty_met_after_the_as_of_day_is_not_met(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (22, 24, 25)]
    found = reads.obligations(snapshot, HAPUR, "range", "fir_registered", windows)
    assert found.select("numerator", "denominator", "n_unknown").rows() == [
        (None, None, 0),
        (0.0, 1.0, 0),
        (1.0, 1.0, 0),
    ]


def test_a_duty_of_which_nobody_can_say_is_in_neither_count(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (24, 25)]
    found = reads.obligations(snapshot, HAPUR, "range", "fir_24h", windows)
    assert found.select("numerator", "denominator", "n_unknown").rows() == [(None, None, 0), (0.0, 0.0, 1)]


def test_a_duty_that_is_void_counts_until_that_day_and_not_from_it_on(tmp_path: Path) -> None:
    closed = {"received_on": "2025-09-22", "entered_on": "2025-09-22", "category": "pocso", "closed_on": "2025-09-24"}
    row = {**CODES, **closed, "unique_no": "MSK/HAPUR/HAPUR-NAGAR/2025/0001", "reopened_on": "2025-09-26"}
    days = ["2025-09-22", "2025-09-28"]
    snapshot = published(tmp_path, {"return": "cases", "thanas": ["hapur-nagar"], "days": days, "rows": [row]})
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (24, 25, 26)]
    found = reads.obligations(snapshot, HAPUR, "range", "must_register", windows)
    assert found.select("numerator", "denominator", "n_unknown").rows() == [
        (0.0, 1.0, 0),
        (0.0, 1.0, 0),
        (None, None, 0),
    ]


Ask = Callable[[Snapshot, Scope, str, list[Window]], pl.DataFrame]
ASKS: dict[str, Ask] = {
    "obligations": lambda *to: reads.obligations(*to[:3], "counselling_first", to[3]),
    "flows": lambda *to: reads.flows(*to[:3], ["n_closed"], ["n_opened"], to[3]),
    "thana_days": lambda *to: reads.thana_days(*to[:3], ["n_opened"], to[3]),
    "stock": lambda *to: reads.stock(*to[:3], ["n_open"], to[3]),
    "units_without": lambda *to: reads.units_without(*to[:3], "n_opened", to[3]),
    "reach": lambda *to: reads.reach(*to),
    "missing": lambda *to: reads.missing(*to[:3], ["cases"], to[3]),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize(("by", "n_units"), [("range", 1), ("district", 2), ("circle", 3), ("thana", 4)])
def test_every_unit_is_in_every_window(snapshot: Snapshot, ask: Ask, by: str, n_units: int) -> None:
    found = ask(snapshot, EVERYTHING, by, [WEEK, BEFORE, AFTER])
    assert found.select("window_no", "unit_code").n_unique() == found.height == 3 * n_units
    assert found["window_no"].to_list() == sorted(found["window_no"])


@pytest.mark.parametrize("name", [name for name in ASKS if name != "missing"])
def test_before_the_data_begins_there_is_nothing_and_not_zero(snapshot: Snapshot, name: str) -> None:
    found = ASKS[name](snapshot, EVERYTHING, "district", [BEFORE])
    value = "value" if name == "stock" else "numerator"
    assert found[value].to_list() == [None, None]


@pytest.mark.parametrize("name", ["flows", "thana_days", "units_without", "reach"])
def test_after_the_data_ends_there_is_nothing_and_not_zero(snapshot: Snapshot, name: str) -> None:
    found = ASKS[name](snapshot, EVERYTHING, "district", [AFTER])
    assert found.select("numerator", "denominator").rows() == [(None, None), (None, None)]


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_an_empty_scope_gets_no_rows(snapshot: Snapshot, ask: Ask) -> None:
    assert ask(snapshot, Scope("nobody"), "range", [WEEK]).is_empty()


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_district_sees_its_own_units(snapshot: Snapshot, ask: Ask) -> None:
    assert set(ask(snapshot, HAPUR, "thana", [WEEK])["unit_code"]) == {"hapur-nagar", "dhaulana"}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_no_window_and_a_window_the_wrong_way_round_are_not_errors(snapshot: Snapshot, ask: Ask) -> None:
    assert ask(snapshot, EVERYTHING, "range", []).is_empty()
    assert ask(snapshot, EVERYTHING, "range", [Window(day("09-28"), day("09-22"), day("09-28"))]).height == 1


@pytest.mark.parametrize("name", ["obligations", "flows", "thana_days", "units_without", "reach"])
def test_a_window_that_begins_after_the_as_of_day_knows_nothing(snapshot: Snapshot, name: str) -> None:
    not_yet = window("09-25", "09-28", as_of="09-23")
    found = ASKS[name](snapshot, EVERYTHING, "range", [not_yet])
    assert found.select("numerator", "denominator").rows() == [(None, None)]


def test_thirteen_windows_at_once_equal_thirteen_single_ones(snapshot: Snapshot) -> None:
    windows = [Window(day("09-22") + timedelta(n), day("09-24") + timedelta(n), day("09-26")) for n in range(13)]
    for ask in ASKS.values():
        together = ask(snapshot, EVERYTHING, "thana", windows).drop("window_no")
        single = pl.concat([ask(snapshot, EVERYTHING, "thana", [one]).drop("window_no") for one in windows])
        assert together.equals(single)


def test_units_carry_names_and_parents(snapshot: Snapshot) -> None:
    assert reads.units(snapshot, HAPUR, "circle").rows() == [
        ("hapur-city", "Hapur City", "हापुड़ नगर", "hapur", "hapur-city"),
        ("hapur-rural", "Hapur Rural", "हापुड़ देहात", "hapur", "hapur-rural"),
    ]
    assert reads.units(snapshot, HAPUR, "range").rows() == [("range", "Range", "परिक्षेत्र", None, None)]


def test_an_unknown_level_or_column_is_refused_in_words(snapshot: Snapshot) -> None:
    with pytest.raises(BadChoice, match="district"):
        reads.reach(snapshot, EVERYTHING, "village", [WEEK])
    for columns in (["n_opened; drop table x"], ["thana_code"], ["n_opened", "n_visits"], []):
        with pytest.raises(BadChoice):
            reads.thana_days(snapshot, EVERYTHING, "range", columns, [WEEK])


def test_every_listed_column_can_be_read(snapshot: Snapshot) -> None:
    for column in return_of_column():
        assert reads.flows(snapshot, EVERYTHING, "range", [column], [column], [WEEK]).height == 1

"""The row rules, one fact a line: which change to a good row breaks which rule, and which field is to blame."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import polars as pl
import pytest

from etl.recipes import load_recipe
from expectations.rules import check_rows
from tests.unit.gate_rows import row_schema

TODAY = date(2026, 10, 20)


def D(day: int) -> date:  # noqa: N802  short, for a table of days
    return date(2026, 10, day)


GOOD: dict[str, dict[str, Any]] = {
    "cases": {
        "unique_no": "MSK/HAPUR/BABUGARH/2026/0007",
        "thana_code": "babugarh",
        "received_on": D(5),
        "entered_on": D(5),
        "channel": "walk_in",
        "category": "domestic",
        "age_band": "18_25",
        "counselling_needed": True,
    },
    "counselling": {
        "unique_no": "MSK/HAPUR/BABUGARH/2026/0007",
        "session_no": "1",
        "held_on": D(6),
        "dimension": "legal",
        "status": "done",
    },
    "inspections": {
        "thana_code": "babugarh",
        "inspected_on": D(6),
        "inspector_rank": "sho",
        **dict.fromkeys(
            [
                "separate_room",
                "computer",
                "womens_toilet",
                "counselling_space",
                "registers_complete",
                "helplines_displayed",
                "roster_displayed",
                "unique_numbers_given",
                "feedback_calls_made",
            ],
            "yes",
        ),
    },
    "patrols": {
        "thana_code": "babugarh",
        "visited_on": D(6),
        "from_time": time(10),
        "to_time": time(11),
        "place_code": "some-school",
        "persons_checked": 10,
        "officers": 3,
    },
    "squad_daily": {"thana_code": "babugarh", "day": D(6), "persons_checked": 100},
    "awareness": {"thana_code": "babugarh", "held_on": D(6), "venue_kind": "school", "venue_hash": "a1"},
    "referrals": {"unique_no": "MSK/HAPUR/BABUGARH/2026/0007", "partner": "dlsa", "sent_on": D(6)},
    "feedback": {
        "unique_no": "MSK/HAPUR/BABUGARH/2026/0007",
        "called_on": D(6),
        "caller": "kendra",
        "result": "satisfied",
    },
    "circulars": {"circular_no": "DG-12/2026", "issued_by": "headquarters", "issued_on": D(6), "subject": "निरीक्षण"},
    "capacity": {"thana_code": "babugarh", "month": D(1), "constables": 6, "women_constables": 3},
}


def frame(return_name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    whole = [GOOD[return_name] | row for row in rows]
    typed = pl.DataFrame(whole, schema=row_schema(load_recipe(return_name)), orient="row")
    return typed.with_row_index("row_id").with_columns(pl.lit("hapur").alias("district_code"))


def broken(return_name: str, *rows: dict[str, Any]) -> list[tuple[int, str, str]]:
    found = check_rows(return_name, frame(return_name, list(rows)), TODAY)
    return sorted(found.select("row_id", "rule", "field").iter_rows())


@pytest.mark.parametrize("return_name", GOOD)
def test_a_good_row_breaks_no_rule(return_name: str) -> None:
    assert broken(return_name, {}) == []


AT = datetime(2026, 10, 6, 14, 0)


@pytest.mark.parametrize(
    ("return_name", "change", "rule", "field"),
    [
        ("cases", {"unique_no": None}, "unique_no_missing", "unique_no"),
        ("cases", {"thana_code": None}, "thana_missing", "thana"),
        ("cases", {"unique_no": "MSK/HAPUR/BABUGARH/2024/0007"}, "unique_no_invalid", "unique_no"),
        ("cases", {"unique_no": "MSK/HAPUR/PILKHUWA/2026/0007"}, "unique_no_invalid", "unique_no"),
        ("cases", {"unique_no": "MSK/MEERUT/BABUGARH/2026/0007"}, "unique_no_invalid", "unique_no"),
        ("cases", {"entered_on": D(4)}, "entered_before_received", "entered_on"),
        ("cases", {"heard_on": D(4)}, "heard_before_received", "heard_on"),
        ("cases", {"incident_on": D(6)}, "incident_after_received", "incident_on"),
        ("cases", {"plan_approved_on": D(4)}, "plan_before_received", "plan_approved_on"),
        ("cases", {"closed_on": D(4), "outcome": "settled"}, "closed_before_received", "closed_on"),
        ("cases", {"closed_on": D(9)}, "outcome_missing", "outcome"),
        ("cases", {"reopened_on": D(9)}, "reopened_without_closed", "closed_on"),
        (
            "cases",
            {"closed_on": D(9), "outcome": "fir", "reopened_on": D(9)},
            "reopened_not_after_closed",
            "reopened_on",
        ),
        ("cases", {"heard_on": D(21)}, "event_after_submission", "heard_on"),
        ("cases", {"plan_approved_on": D(21)}, "event_after_submission", "plan_approved_on"),
        ("cases", {"fir_registered_on": datetime(2026, 10, 21)}, "event_after_submission", "fir_registered_on"),
        ("counselling", {"status": "not_applicable"}, "reason_missing", "reason"),
        ("counselling", {"next_on": D(5)}, "next_before_held", "next_on"),
        ("inspections", {"computer": None}, "computer_missing", "computer"),
        ("inspections", {"defects_closed_on": D(5)}, "defects_closed_before_inspected", "defects_closed_on"),
        ("inspections", {"defects_found": -1}, "count_negative", "defects_found"),
        ("patrols", {"warned": 6, "arrests": 5}, "dealt_with_over_checked", "warned"),
        ("patrols", {"arrests": 11}, "dealt_with_over_checked", "warned"),
        ("patrols", {"women_officers": 4}, "women_over_officers", "women_officers"),
        ("patrols", {"officers": 0}, "officers_none", "officers"),
        ("patrols", {"from_time": time(11), "to_time": time(11)}, "ends_before_it_starts", "to"),
        ("patrols", {"from_time": time(17, 30), "to_time": time(5)}, "ends_before_it_starts", "to"),
        ("patrols", {"from_time": time(22), "to_time": time(7)}, "ends_before_it_starts", "to"),
        ("patrols", {"from_time": None}, "from_missing", "from"),
        ("squad_daily", {"warned": 51}, "warned_share_high", "warned"),
        ("squad_daily", {"warned": 30, "arrests": 71}, "dealt_with_over_checked", "warned"),
        ("awareness", {"girls": -2}, "count_negative", "girls"),
        ("awareness", {"venue_hash": None}, "venue_missing", "venue"),
        ("referrals", {"acknowledged_on": D(5)}, "acknowledged_before_sent", "acknowledged_on"),
        ("referrals", {"service_received_on": D(5)}, "served_before_sent", "service_received_on"),
        ("referrals", {"status": "served"}, "served_without_date", "service_received_on"),
        ("referrals", {"service_received_on": D(21)}, "event_after_submission", "service_received_on"),
        ("feedback", {"recontacted_on": D(5)}, "recontacted_before_called", "recontacted_on"),
        ("feedback", {"result": None}, "result_missing", "result"),
        ("circulars", {"complied_on": D(5)}, "complied_before_issued", "complied_on"),
        ("circulars", {"due_on": D(5)}, "due_before_issued", "due_on"),
        ("circulars", {"status": "complied"}, "complied_without_date", "complied_on"),
        ("circulars", {"complied_on": D(21)}, "event_after_submission", "complied_on"),
        ("capacity", {"women_constables": 7}, "women_over_constables", "women_constables"),
        ("capacity", {"month": date(2026, 11, 1)}, "event_after_submission", "month"),
        ("capacity", {"home_guards": -1}, "count_negative", "home_guards"),
    ],
)
def test_what_breaks_a_rule(return_name: str, change: dict[str, Any], rule: str, field: str) -> None:
    assert broken(return_name, change) == [(0, rule, field)]


@pytest.mark.parametrize(
    ("return_name", "change"),
    [
        ("cases", {"received_on": D(20), "entered_on": D(20)}),  # the day of submission itself
        ("cases", {"received_on": date(2025, 12, 31), "entered_on": date(2026, 1, 1)}),  # a number given at entry
        ("cases", {"closed_on": D(9), "outcome": "settled", "reopened_on": D(10)}),
        ("cases", {"incident_on": D(5), "plan_approved_on": D(5)}),  # all on the day of receipt
        ("cases", {"incident_on": date(2021, 3, 1), "plan_approved_on": D(20)}),
        ("counselling", {"next_on": date(2026, 12, 1)}),  # a plan, not an event
        ("counselling", {"status": "not_applicable", "reason": "declined"}),
        ("inspections", {"defects_due_on": date(2026, 12, 1)}),
        ("patrols", {"from_time": time(22), "to_time": time(2)}),  # crosses midnight
        ("patrols", {"warned": 5, "arrests": 5}),
        ("squad_daily", {"warned": 50}),
        ("referrals", {"acknowledged_on": D(6), "service_received_on": D(6), "status": "served"}),
        ("circulars", {"due_on": date(2026, 12, 1)}),  # a plan, not an event
        ("capacity", {"women_constables": 6}),
        ("capacity", {"constables": None}),
    ],
)
def test_what_is_allowed(return_name: str, change: dict[str, Any]) -> None:
    assert broken(return_name, change) == []


@pytest.mark.parametrize(
    ("needed", "registered", "both_timed", "is_broken"),
    [
        (AT, AT.replace(hour=13), True, True),
        (AT, AT.replace(hour=13), False, False),  # without a time on both, only the days are compared
        (AT, AT.replace(day=5), False, True),
        (AT, AT.replace(hour=15), True, False),
    ],
)
def test_an_fir_before_its_need(needed: datetime, registered: datetime, both_timed: bool, is_broken: bool) -> None:
    row = {
        "fir_needed_on": needed,
        "fir_needed_has_time": True,
        "fir_registered_on": registered,
        "fir_registered_has_time": both_timed,
    }
    assert broken("cases", row) == ([(0, "fir_registered_before_needed", "fir_registered_on")] if is_broken else [])


def test_one_key_with_different_words_stops_both_rows() -> None:
    found = broken("squad_daily", {"persons_checked": 10}, {"persons_checked": 11}, {"day": D(7)})
    assert found == [(0, "key_repeated", "day"), (1, "key_repeated", "day")]


def test_a_circular_is_told_once_by_each_district() -> None:
    found = broken("circulars", {"status": "pending"}, {"status": "partial"}, {"circular_no": "DG-13/2026"})
    assert found == [(0, "key_repeated", "circular_no"), (1, "key_repeated", "circular_no")]


def test_a_kendra_has_one_row_a_month() -> None:
    found = broken("capacity", {"home_guards": 1}, {"home_guards": 2}, {"month": date(2026, 9, 1)})
    assert found == [(0, "key_repeated", "month"), (1, "key_repeated", "month")]


def visit(start: time, end: time, **more: Any) -> dict[str, Any]:
    return {"from_time": start, "to_time": end, **more}


@pytest.mark.parametrize(
    ("visits", "flagged"),
    [
        ([visit(time(10), time(11)), visit(time(11), time(12))], []),  # touching
        ([visit(time(10), time(11)), visit(time(10, 30), time(12))], [0, 1]),
        ([visit(time(10), time(15)), visit(time(11), time(12)), visit(time(13), time(14))], [0, 1, 2]),
        ([visit(time(10), time(11)), visit(time(10), time(11), squad="2")], []),  # another squad
        ([visit(time(22), time(2)), visit(time(1), time(3), visited_on=D(7))], [0, 1]),  # past midnight
        ([visit(time(10), time(11)), visit(time(10), time(11), thana_code="pilkhuwa")], []),
        ([visit(time(10), None), visit(time(10), time(11))], []),
    ],
)
def test_one_squad_in_two_places(visits: list[dict[str, Any]], flagged: list[int]) -> None:
    found = broken("patrols", *visits)
    assert [row for row, rule, _ in found if rule == "squad_in_two_places"] == flagged


@pytest.mark.parametrize(
    ("days", "persons", "flagged"),
    [
        ([1, 2, 3, 4], [9, 9, 9, 9], 0),
        ([1, 2, 3, 4, 5], [9, 9, 9, 9, 9], 5),
        ([1, 2, 3, 4, 6], [9, 9, 9, 9, 9], 0),  # a gap: not running
        ([5, 4, 3, 2, 1], [9, 9, 9, 9, 9], 5),  # the order of rows does not matter
        ([1, 2, 3, 4, 5, 6], [8, 9, 9, 9, 9, 9], 5),
        ([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], 0),  # quiet days are not copied
    ],
)
def test_the_same_figures_five_days_running(days: list[int], persons: list[int], flagged: int) -> None:
    rows = [{"day": D(day), "persons_checked": count} for day, count in zip(days, persons, strict=True)]
    assert sum(rule == "same_figures_five_days" for _, rule, _ in broken("squad_daily", *rows)) == flagged

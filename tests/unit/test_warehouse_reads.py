"""Reads give the counts of each thana and window: nothing, and not zero, where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
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
                case(
                    1,
                    "hapur-nagar",
                    "2025-09-22",
                    entered_on="2025-09-23",
                    closed_on="2025-09-25",
                    category="dowry",
                ),
                case(
                    2,
                    "hapur-nagar",
                    "2025-09-23",
                    closed_on="2025-09-23",
                    category="pocso",
                    reopened_on="2025-09-26",
                ),
                case(
                    3,
                    "hapur-nagar",
                    "2025-09-23",
                    category="dowry",
                    fir_needed_on="2025-09-23T10:00:00",
                    fir_registered_on="2025-09-25T10:30:00",
                    fir_needed_has_time=True,
                    fir_registered_has_time=True,
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


def by_thana(found: pl.DataFrame, *columns: str) -> dict[str, tuple[Any, ...]]:
    return {row["thana_code"]: tuple(row[column] for column in columns) for row in found.iter_rows(named=True)}


def by_window(found: pl.DataFrame, thana: str, *columns: str) -> dict[int, tuple[Any, ...]]:
    rows = found.filter(pl.col("thana_code") == thana).iter_rows(named=True)
    return {row["window_no"]: tuple(row[column] for column in columns) for row in rows}


def test_flows_sum_accepted_days_only(snapshot: Snapshot) -> None:
    found = reads.flows(snapshot, EVERYTHING, ["n_closed", "n_opened"], [WEEK])
    assert by_thana(found, "n_closed", "n_opened") == {
        "hapur-nagar": (2.0, 3.0),
        "dhaulana": (0.0, 0.0),
        "khekra": (None, None),
    }


def test_every_due_day_of_a_window_is_told_and_one_without_a_return_has_no_counts(snapshot: Snapshot) -> None:
    found = reads.days(snapshot, HAPUR, ["n_open", "n_opened", "n_closed"], window("09-22", "09-28", as_of="09-26"))
    rows = found.filter(pl.col("thana_code") == "hapur-nagar").drop("thana_code", "is_review_eve").rows()
    assert rows == [
        (day("09-22"), True, 1.0, 1.0, 0.0),
        (day("09-23"), True, 2.0, 2.0, 1.0),
        (day("09-24"), True, 2.0, 0.0, 0.0),
        (day("09-25"), True, 1.0, 0.0, 1.0),
        (day("09-26"), False, None, None, None),
    ]
    assert found["is_review_eve"].sum() == found.filter(pl.col("day") == day("09-26"))["thana_code"].n_unique()
    assert found["day"].is_sorted()


def test_open_cases_by_age_are_read_on_the_last_accepted_day(snapshot: Snapshot) -> None:
    found = reads.open_by_age(snapshot, EVERYTHING, [WEEK, window("09-22", "09-24")])
    assert sorted(found.rows()) == [
        (0, "hapur-nagar", day("09-25"), 2, False, 1),
        (1, "hapur-nagar", day("09-24"), 1, False, 1),
        (1, "hapur-nagar", day("09-24"), 2, False, 1),
    ]


def test_what_happened_after_the_as_of_day_has_not_happened(snapshot: Snapshot) -> None:
    known = window("09-22", "09-28", as_of="09-24")
    found = reads.flows(snapshot, EVERYTHING, ["n_closed", "n_opened"], [known])
    assert by_thana(found, "n_closed", "n_opened")["hapur-nagar"] == (1.0, 3.0)


def test_the_days_reported_are_counted_return_by_return(snapshot: Snapshot) -> None:
    found = reads.flows(snapshot, EVERYTHING, ["n_opened", "n_programmes"], [WEEK, TWO_DAYS])
    assert by_window(found, "hapur-nagar", "n_days_cases", "n_days_awareness") == {0: (4.0, 7.0), 1: (2.0, 2.0)}
    assert by_window(found, "khekra", "n_days_cases") == {0: (0.0,), 1: (0.0,)}


def test_days_before_a_review_are_counted_where_they_were_reported(snapshot: Snapshot) -> None:
    found = reads.flows(snapshot, EVERYTHING, ["n_closed", "n_programmes"], [WEEK], with_eves=True)
    columns = ("n_eve_days_cases", "n_eve_days_awareness")
    assert by_thana(found, *columns) == {"hapur-nagar": (0.0, 2.0), "dhaulana": (0.0, 2.0), "khekra": (0.0, 0.0)}


def test_a_stock_is_read_on_each_thanas_last_accepted_day(snapshot: Snapshot) -> None:
    found = reads.stock(snapshot, EVERYTHING, ["n_open"], [WEEK, window("09-22", "09-24"), BEFORE])
    assert by_window(found, "hapur-nagar", "n_open", "read_on") == {0: (1.0, day("09-25")), 1: (2.0, day("09-24"))}
    assert by_window(found, "dhaulana", "n_open", "read_on") == {0: (0.0, day("09-23")), 1: (0.0, day("09-23"))}
    assert by_window(found, "khekra", "n_open") == {}


def test_a_stock_is_of_one_return(snapshot: Snapshot) -> None:
    with pytest.raises(BadChoice):
        reads.stock(snapshot, EVERYTHING, ["n_open", "n_counsellors"], [WEEK])


def test_the_oldest_open_case_is_as_old_as_on_the_last_accepted_day(snapshot: Snapshot) -> None:
    found = reads.oldest(snapshot, EVERYTHING, [WEEK, window("09-22", "09-24"), BEFORE])
    assert by_window(found, "hapur-nagar", "oldest_days") == {0: (2.0,), 1: (2.0,)}
    assert by_window(found, "dhaulana", "oldest_days") == {}


def test_cases_are_followed_from_receipt_to_their_first_closure(snapshot: Snapshot) -> None:
    found = reads.spells(
        snapshot, EVERYTHING, [WEEK, window("09-23", "09-24"), window("09-22", "09-22", as_of="09-24")]
    )
    rows = found.sort("window_no", "n_days", "is_closed").select("window_no", "n_days", "is_closed", "n")
    assert rows.rows() == [
        (0, 0, True, 1),
        (0, 2, False, 1),
        (0, 3, True, 1),
        (1, 0, True, 1),
        (1, 1, False, 1),
        (2, 2, False, 1),
    ]


def test_durations_are_counted_by_their_amount_on_the_day_they_end(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (24, 25)]
    found = reads.durations(snapshot, EVERYTHING, ["fir_hours"], windows)
    assert found.select("window_no", "thana_code", "amount", "n").rows() == [(1, "hapur-nagar", 48, 1)]


def test_reach_counts_each_venue_once(snapshot: Snapshot) -> None:
    found = reads.reach(snapshot, EVERYTHING, [WEEK, window("09-22", "09-23")])
    assert by_window(found, "hapur-nagar", "n_reached", "n_listed") == {0: (2.0, 20.0), 1: (1.0, 20.0)}
    assert by_window(found, "dhaulana", "n_reached", "n_listed") == {0: (1.0, 30.0), 1: (0.0, 30.0)}
    assert set(found["thana_code"]) == {"hapur-nagar", "dhaulana"}


def test_missing_names_thanas_that_left_a_day_out(snapshot: Snapshot) -> None:
    found = reads.missing(snapshot, EVERYTHING, ["cases"], [WEEK, TWO_DAYS])
    assert by_window(found, "hapur-nagar", "n_missing") == {0: (1,), 1: (0,)}
    assert by_window(found, "khekra", "n_missing") == {0: (1,), 1: (1,)}


def test_each_return_is_missing_by_itself(snapshot: Snapshot) -> None:
    both = reads.missing(snapshot, HAPUR, ["awareness", "cases"], [window("09-22", "09-25")])
    assert dict(zip(both["return_name"] + "/" + both["thana_code"], both["n_missing"], strict=True)) == {
        "awareness/hapur-nagar": 0,
        "awareness/dhaulana": 0,
        "cases/hapur-nagar": 0,
        "cases/dhaulana": 1,
    }


def test_a_thana_is_expected_from_its_first_day_on(snapshot: Snapshot) -> None:
    found = reads.missing(snapshot, EVERYTHING, ["cases"], [WEEK, window("09-22", "10-01")])
    assert by_window(found, "baraut", "n_missing") == {1: (1,)}


def test_days_after_the_last_reported_one_are_missing_once_they_have_come(snapshot: Snapshot) -> None:
    later, not_yet = window("11-01", "11-07"), window("11-01", "11-07", as_of="10-31")
    found = reads.missing(snapshot, HAPUR, ["cases"], [later, not_yet])
    assert sorted(found.select("window_no", "n_missing").rows()) == [(0, 1), (0, 1)]


COUNTS = ("n_met", "n_known", "n_unknown")


def test_a_duty_met_after_the_as_of_day_is_not_met(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (22, 24, 25)]
    found = reads.obligations(snapshot, HAPUR, ["fir_registered"], windows)
    assert by_window(found, "hapur-nagar", *COUNTS) == {1: (0.0, 1.0, 0), 2: (1.0, 1.0, 0)}


def test_a_duty_waits_from_the_day_it_fell_due_until_it_is_met(snapshot: Snapshot) -> None:
    seen = [window("09-22", "09-28", "09-24"), WEEK, window("09-24", "09-28", "09-24")]
    found = reads.unmet_since(snapshot, EVERYTHING, "fir_registered", seen)
    assert found.rows() == [(0, "hapur-nagar", day("09-23"))]


def test_a_doubtful_duty_is_unknown_from_the_day_of_the_doubt(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (22, 23, 24)]
    found = reads.obligations(snapshot, HAPUR, ["entry_24h"], windows)
    assert by_window(found, "hapur-nagar", *COUNTS) == {1: (0.0, 0.0, 1), 2: (2.0, 2.0, 1)}


def test_a_void_duty_is_not_there_from_the_day_it_is_void(snapshot: Snapshot) -> None:
    windows = [window("09-22", "09-28", as_of=f"09-{last}") for last in (25, 26)]
    found = reads.obligations(snapshot, HAPUR, ["must_register"], windows)
    assert by_window(found, "dhaulana", *COUNTS) == {}
    assert by_window(found, "hapur-nagar", *COUNTS) == {0: (0.0, 1.0, 0)}


def test_several_streams_and_their_parts_are_told_apart(snapshot: Snapshot) -> None:
    found = reads.obligations(snapshot, HAPUR, ["fir_any", "fir_registered"], [WEEK])
    told = dict(zip(found["stream"] + "/" + found["part"], found["n_known"], strict=True))
    assert told == {"fir_registered/": 1.0, "fir_any/pocso": 1.0, "fir_any/dowry": 2.0}


def test_what_an_older_snapshot_does_not_hold_is_read_as_nothing(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before duties had parts, there was one part and no duty was void."""
    asked: list[str] = []

    def frame(_snapshot: Snapshot, sql: str, *_: object) -> pl.DataFrame:
        asked.append(sql)
        return pl.DataFrame(schema={"stream": pl.String, "met_on": pl.Date})

    monkeypatch.setattr(reads, "frame", frame)
    older = replace(snapshot, id="older")
    reads.obligations(older, EVERYTHING, ["fir_registered"], [WEEK])
    assert "'' as part" in asked[-1]
    assert "void_from" not in asked[-1].replace("{void_from}", "")


Ask = Callable[[Snapshot, Scope, list[Window]], pl.DataFrame]
ASKS: dict[str, Ask] = {
    "unmet_since": lambda s, c, w: reads.unmet_since(s, c, "fir_any", w),
    "obligations": lambda s, c, w: reads.obligations(s, c, ["counselling_first", "fir_any"], w),
    "flows": lambda s, c, w: reads.flows(s, c, ["n_closed", "n_opened"], w),
    "stock": lambda s, c, w: reads.stock(s, c, ["n_open"], w),
    "oldest": reads.oldest,
    "spells": reads.spells,
    "durations": lambda s, c, w: reads.durations(s, c, ["fir_hours"], w),
    "reach": reads.reach,
    "missing": lambda s, c, w: reads.missing(s, c, ["cases"], w),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_before_the_data_begins_there_is_nothing_and_not_zero(snapshot: Snapshot, ask: Ask) -> None:
    assert ask(snapshot, EVERYTHING, [BEFORE]).is_empty()


@pytest.mark.parametrize("name", ["flows", "reach", "obligations", "durations"])
def test_after_the_data_ends_there_is_nothing_and_not_zero(snapshot: Snapshot, name: str) -> None:
    assert ASKS[name](snapshot, EVERYTHING, [AFTER]).is_empty()


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_an_empty_scope_gets_no_rows(snapshot: Snapshot, ask: Ask) -> None:
    assert ask(snapshot, Scope("nobody"), [WEEK]).is_empty()


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_district_sees_its_own_thanas(snapshot: Snapshot, ask: Ask) -> None:
    assert set(ask(snapshot, HAPUR, [WEEK])["thana_code"]) <= {"hapur-nagar", "dhaulana"}
    assert not ask(snapshot, HAPUR, [WEEK]).is_empty()


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_no_window_and_a_window_the_wrong_way_round_are_not_errors(snapshot: Snapshot, ask: Ask) -> None:
    assert ask(snapshot, EVERYTHING, []).is_empty()
    ask(snapshot, EVERYTHING, [Window(day("09-28"), day("09-22"), day("09-28"))])


@pytest.mark.parametrize("name", ["obligations", "flows", "reach", "durations"])
def test_a_window_that_begins_after_the_as_of_day_knows_nothing(snapshot: Snapshot, name: str) -> None:
    assert ASKS[name](snapshot, EVERYTHING, [window("09-25", "09-28", as_of="09-23")]).is_empty()


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_thirteen_windows_at_once_equal_thirteen_single_ones(snapshot: Snapshot, ask: Ask) -> None:
    windows = [Window(day("09-22") + timedelta(n), day("09-24") + timedelta(n), day("09-26")) for n in range(13)]
    together = ask(snapshot, EVERYTHING, windows)
    for number, one in enumerate(windows):
        single = ask(snapshot, EVERYTHING, [one]).drop("window_no")
        mine = together.filter(pl.col("window_no") == number).drop("window_no")
        assert sorted(mine.rows(), key=str) == sorted(single.rows(), key=str)


def test_units_carry_names_and_parents(snapshot: Snapshot) -> None:
    assert reads.units(snapshot, HAPUR, "circle").rows() == [
        ("hapur-city", "Hapur City", "हापुड़ नगर", "hapur", "hapur-city"),
        ("hapur-rural", "Hapur Rural", "हापुड़ देहात", "hapur", "hapur-rural"),
    ]
    assert reads.units(snapshot, HAPUR, "range").rows() == [("range", "Range", "परिक्षेत्र", None, None)]


def test_an_unknown_level_or_column_is_refused_in_words(snapshot: Snapshot) -> None:
    with pytest.raises(BadChoice, match="district"):
        reads.units(snapshot, EVERYTHING, "village")
    for columns in (["n_opened; drop table x"], ["thana_code"]):
        with pytest.raises(BadChoice):
            reads.flows(snapshot, EVERYTHING, columns, [WEEK])


def test_every_listed_column_can_be_read(snapshot: Snapshot) -> None:
    found = reads.flows(snapshot, EVERYTHING, list(return_of_column()), [WEEK])
    assert set(return_of_column()) <= set(found.columns)


def test_the_kind_of_a_kendra_is_told_of_the_scope_only(snapshot: Snapshot) -> None:
    told = by_thana(reads.kendras(snapshot, HAPUR), "is_mahila", "n_gram_panchayats")
    assert told == {"dhaulana": (False, 30), "hapur-nagar": (False, 0)}
    assert set(by_thana(reads.kendras(snapshot, EVERYTHING))) > set(told)
    assert reads.kendras(snapshot, Scope("nobody")).is_empty()

"""The columns of the marts, thana by thana and day by day: what the oracle finds in the sample's own rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from sample_data.days import LAST_DAY
from tests.oracle.days import COLUMNS
from tests.oracle.durations import fir_hours, session_gaps
from tests.oracle.evenings import COUNSELLING_COLUMNS, REGISTER_COLUMNS
from tests.oracle.figures import Oracle
from tests.oracle.pages import stretches
from tests.oracle.span import review_eves, reviews
from warehouse.query import Snapshot, frame

pytestmark = pytest.mark.slow

EVENINGS = [day for day in reviews()[::3] if day <= LAST_DAY] + [LAST_DAY, date(2026, 7, 31), date(2026, 8, 1)]
DURATIONS = {"session_gap": session_gaps, "fir_hours": fir_hours}


def rows(snapshot: Snapshot, sql: str) -> list[dict[str, Any]]:
    return frame(snapshot, sql, Scope.whole_range("dig")).rows(named=True)


@pytest.mark.parametrize("column", COLUMNS)
def test_what_happened_each_day(column: str, snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, f"select thana_code, day, {column} as n from mart_thana_day where {{scope}}")
    seen = {(row["thana_code"], row["day"]): row["n"] for row in told}
    assert {key: n for key, n in seen.items() if n != oracle.days.count(column, *key)} == {}
    events = [n for counts in oracle.days.counts(column).values() for n in counts.values()]
    assert sum(events) == sum(n or 0 for n in seen.values()) > 0


@pytest.mark.parametrize("column", REGISTER_COLUMNS + COUNSELLING_COLUMNS)
def test_what_stood_on_an_evening(column: str, snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, f"select thana_code, day, {column} as n from mart_thana_day where {{scope}}")
    seen = {(row["thana_code"], row["day"]): row["n"] for row in told if row["day"] in EVENINGS}
    assert len(seen) == len(oracle.book.thanas) * len(set(EVENINGS))
    assert seen == {key: oracle.evenings.stock(column, *key) for key in seen}


def test_the_days_before_a_review(snapshot: Snapshot) -> None:
    told = rows(snapshot, "select distinct day, is_review_eve from mart_thana_day where {scope}")
    assert {row["day"] for row in told if row["is_review_eve"]} == {
        row["day"] for row in told if row["day"] in review_eves()
    }
    assert any(row["is_review_eve"] for row in told)


@pytest.mark.parametrize("name", ["referrals", "feedback", "capacity"])
def test_the_days_that_were_accepted(name: str, snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, f"select thana_code, day, is_{name}_accepted as known from mart_thana_day where {{scope}}")
    assert [row for row in told if row["known"] != oracle.book.is_accepted(name, row["thana_code"], row["day"])] == []


@pytest.mark.parametrize("stream", DURATIONS)
def test_how_long_things_took(stream: str, snapshot: Snapshot, oracle: Oracle) -> None:
    sql = f"select thana_code, day, amount, n from mart_duration where stream = '{stream}' and {{scope}}"
    told: Counter[tuple[str, date, int]] = Counter()
    for row in rows(snapshot, sql):
        told[row["thana_code"], row["day"], row["amount"]] += int(row["n"])
    assert told == Counter(DURATIONS[stream](oracle.book))


def test_the_stretches_in_which_cases_are_open(snapshot: Snapshot, oracle: Oracle) -> None:
    names = "thana_code, received_on, opens_on, closes_on, is_first, is_lawful_kind"
    told = rows(snapshot, f"select {names}, n from mart_span where {{scope}}")
    assert {tuple(row[name] for name in names.split(", ")): int(row["n"]) for row in told} == Counter(
        stretches(oracle.book)
    )

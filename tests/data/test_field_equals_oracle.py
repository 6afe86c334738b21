"""Visits, nights and places on the whole sample: every row of their marts, and every KPI of theirs, is the oracle's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from tests.oracle.figures import Oracle
from tests.oracle.visits import doubts, place_days, visits
from warehouse.query import Snapshot, frame

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")


def rows(snapshot: Snapshot, sql: str, store: str = "review") -> list[dict[str, Any]]:
    return frame(snapshot, sql, RANGE, store=store).rows(named=True)


def test_what_each_place_saw_on_each_day(snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, "select * from mart_place_day where {scope}")
    meant = {key: asdict(one) for key, one in place_days(oracle.book).items()}
    names = next(iter(meant.values())).keys()
    assert {(row["place_code"], row["day"]): {name: row[name] for name in names} for row in told} == meant
    assert len(told) == len(meant)
    homes = {place.code: (place.thana, place.kind) for place in oracle.book.places}
    assert {row["place_code"]: (row["thana_code"], row["kind"]) for row in told}.items() <= homes.items()


def test_the_visits_that_are_to_be_verified(snapshot: Snapshot, oracle: Oracle) -> None:
    sql = """
        select thana_code, visit.place_code, visited_on, visit.from_time, reason
        from core_visit_doubt
        inner join (select batch_seq, row_id, place_code, from_time from core_patrol) as visit using (batch_seq, row_id)
        where {scope}
    """
    told: dict[tuple[str, str, date, Any], set[str]] = defaultdict(set)
    for row in rows(snapshot, sql, "detail"):
        told[row["thana_code"], row["place_code"], row["visited_on"], row["from_time"]].add(row["reason"])
    found = doubts(oracle.book)
    meant = {
        (one.row.thana, one.row.place, one.row.visited_on, one.row.from_time): found[id(one.row)]
        for one in visits(oracle.book)
        if id(one.row) in found
    }
    assert told == meant

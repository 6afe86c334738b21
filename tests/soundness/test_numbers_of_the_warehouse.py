"""Wrong numbers that once came out right-looking, or would have, one test each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from tests.warehouse_kit import EVERYTHING, published
from warehouse import reads
from warehouse.query import frame
from warehouse.reads import Window

THANAS = {"hapur": ["hapur-nagar", "dhaulana"], "baghpat": ["khekra"]}


def squad(rows: list[tuple[str, int, int]], **more: Any) -> dict[str, Any]:
    told = [{"thana_code": "hapur-nagar", "day": day, "persons_checked": n, "firs": firs} for day, n, firs in rows]
    return {
        "return": "squad_daily",
        "thanas": ["hapur-nagar"],
        "days": ["2025-09-22", "2025-09-23"],
        "rows": told,
        **more,
    }


def test_146_of_209_is_not_1(tmp_path: Path) -> None:
    """Integer sums leave the engine as decimals; a quotient of decimals without scale rounds to 1."""
    snapshot = published(tmp_path, squad([("2025-09-22", 209, 146)]))
    window = Window(date(2025, 9, 22), date(2025, 9, 22), date(2025, 9, 22))
    found = reads.flows(snapshot, EVERYTHING, ["firs", "persons_checked"], [window])
    told = found.filter(pl.col("thana_code") == "hapur-nagar")
    assert told.select(pl.col("firs") / pl.col("persons_checked")).item() == 146 / 209


def test_a_district_that_sent_no_return_is_not_zero(tmp_path: Path) -> None:
    snapshot = published(tmp_path, squad([]))
    sql = "select thana_code, max(persons_checked) as n from mart_thana_day where {scope} group by thana_code"
    assert dict(frame(snapshot, sql, EVERYTHING).rows()) == {"hapur-nagar": 0, "dhaulana": None, "khekra": None}


def test_an_empty_count_is_not_zero(tmp_path: Path) -> None:
    snapshot = published(tmp_path, squad([("2025-09-22", 5, 0)]))
    sql = "select day, warned from mart_thana_day where thana_code = 'hapur-nagar' and {scope} order by day"
    assert frame(snapshot, sql, EVERYTHING)["warned"].to_list() == [None, 0]


def test_a_case_with_many_sessions_is_one_case(tmp_path: Path) -> None:
    """Joining sessions to cases before counting would count the case once for each session."""
    number = "MSK/HAPUR/HAPUR-NAGAR/2025/0001"
    at = {"thana_code": "hapur-nagar", "unique_no": number}
    case = {**at, "received_on": "2025-09-22", "entered_on": "2025-09-22", "counselling_needed": True}
    sessions = [{**at, "session_no": n, "held_on": "2025-09-23", "status": "done"} for n in range(9)]
    days: dict[str, Any] = {"thanas": ["hapur-nagar"], "days": ["2025-09-22", "2025-09-30"]}
    snapshot = published(
        tmp_path, {"return": "cases", "rows": [case], **days}, {"return": "counselling", "rows": sessions, **days}
    )
    window = Window(date(2025, 9, 22), date(2025, 9, 30), date(2025, 9, 30))
    found = reads.obligations(snapshot, EVERYTHING, ["counselling_first"], [window])
    assert found.select("n_met", "n_known").rows() == [(1.0, 1.0)]


def test_a_file_sent_in_mid_month_for_the_whole_month_does_not_vouch_for_days_to_come(tmp_path: Path) -> None:
    month = squad([("2025-10-01", 5, 0)], days=["2025-10-01", "2025-10-31"], received="2025-10-15T10:00")
    other = squad([], thanas=["dhaulana"], days=["2025-10-01", "2025-10-31"], received="2025-11-01T10:00")
    snapshot = published(tmp_path, month, other)
    sql = """
        select count(persons_checked) as n_days
        from mart_thana_day
        where thana_code = 'hapur-nagar' and day >= date '2025-10-01' and {scope}
    """
    assert frame(snapshot, sql, EVERYTHING).item() == 15


def test_the_open_stock_equals_counting_every_case_on_every_day(tmp_path: Path) -> None:
    """The running sum of changes against the definition, on 600 random cases that close and reopen."""
    cases = _random_cases(Random(7))
    days: dict[str, Any] = {"days": ["2025-05-01", "2025-11-30"]}
    batches = [
        {
            "return": "cases",
            "district": district,
            "thanas": thanas,
            **days,
            "rows": [case for case in cases if case["thana_code"] in thanas],
        }
        for district, thanas in THANAS.items()
    ]
    snapshot = published(tmp_path, *batches)
    bands = {"n_open": (0, 999), "n_open_0_7": (0, 7), "n_open_8_15": (8, 15), "n_open_16_30": (16, 30)}
    bands |= {"n_open_31_60": (31, 60), "n_open_61_90": (61, 90), "n_open_over_90": (91, 999)}
    columns = ", ".join(bands)
    sql = f"select thana_code, day, {columns} from mart_thana_day where n_open is not null and {{scope}}"
    found = frame(snapshot, sql, EVERYTHING)
    assert found.height == 3 * 70
    for row in found.iter_rows(named=True):
        ages = [_age(case, row["day"]) for case in cases if case["thana_code"] == row["thana_code"]]
        counted = {band: sum(low <= age <= high for age in ages) for band, (low, high) in bands.items()}
        assert counted == {band: row[band] for band in bands}, row


def _random_cases(random: Random) -> list[dict[str, Any]]:
    first = date(2025, 5, 1).toordinal()
    found = []
    for number in range(600):
        received = first + random.randrange(200)
        closed = received + random.randrange(100) if random.random() < 0.8 else None
        reopened = closed + random.randrange(1, 40) if closed and random.random() < 0.3 else None
        days = {"received_on": received, "closed_on": closed, "reopened_on": reopened}
        told = {name: date.fromordinal(day).isoformat() for name, day in days.items() if day}
        found.append({"unique_no": f"{number}", "thana_code": random.choice(sum(THANAS.values(), [])), **told})
    return found


def _age(case: dict[str, Any], day: date) -> int:
    """The age of the case on the evening of the day; -1 when it is not open."""
    received, closed, reopened = (case.get(name) for name in ("received_on", "closed_on", "reopened_on"))
    is_closed = closed is not None and closed <= day.isoformat()
    is_reopened = reopened is not None and reopened <= day.isoformat()
    if received > day.isoformat() or (is_closed and not is_reopened):
        return -1
    return (day - date.fromisoformat(received)).days

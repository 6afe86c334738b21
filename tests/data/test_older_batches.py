"""Batches put on record before a return had all of its fields of today are read on."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.warehouse_kit import EVERYTHING, commit, small_settings
from warehouse.build import publish
from warehouse.query import frame, open_snapshot
from warehouse.store import Store

SINCE = ("incident_on", "plan_approved_on")


def test_a_register_from_before_two_of_its_fields_stands_beside_one_with_them(tmp_path: Path) -> None:
    settings = small_settings(tmp_path)
    store = Store(settings)
    row = {
        "thana_code": "hapur-nagar",
        "received_on": "2025-09-22",
        "entered_on": "2025-09-22",
        "incident_on": "2025-09-21",
    }
    for number in (1, 2):
        rows = [row | {"unique_no": f"MSK/HAPUR/HAPUR-NAGAR/2025/000{number}"}]
        days = ["2025-09-22", "2025-09-24"]
        batch = commit(store, {"return": "cases", "thanas": ["hapur-nagar"], "days": days, "rows": rows})
        path = store.path_of(batch, "accepted")
        if number == 1:
            pl.read_parquet(path).drop(SINCE).write_parquet(path)
    told = frame(
        open_snapshot(settings, publish(store, settings)),
        "select unique_no, cast(incident_on as varchar) as incident_on, plan_approved_on from core_case where {scope}",
        EVERYTHING,
        store="detail",
    )
    assert sorted((number[-1], incident, plan) for number, incident, plan in told.iter_rows()) == [
        ("1", None, None),
        ("2", "2025-09-21", None),
    ]


def test_a_months_capacity_from_before_dossiers_stands_beside_one_with_them(tmp_path: Path) -> None:
    settings = small_settings(tmp_path)
    store = Store(settings)
    commit(
        store, {"return": "squad_daily", "thanas": ["hapur-nagar"], "days": ["2025-10-01", "2025-11-30"], "rows": []}
    )
    for month, days in (("2025-10-01", ["2025-10-01", "2025-10-31"]), ("2025-11-01", ["2025-11-01", "2025-11-30"])):
        rows = [{"thana_code": "hapur-nagar", "month": month, "repeat_offenders": 8, "dossiers_updated": 5}]
        batch = commit(store, {"return": "capacity", "thanas": ["hapur-nagar"], "days": days, "rows": rows})
        path = store.path_of(batch, "accepted")
        if month == "2025-10-01":
            pl.read_parquet(path).drop("repeat_offenders", "dossiers_updated").write_parquet(path)
    told = frame(
        open_snapshot(settings, publish(store, settings)),
        "select month(day) as month, min(n_repeat_offenders) as n, max(n_dossiers_updated) as updated "
        "from mart_thana_day "
        "where thana_code = 'hapur-nagar' and day >= date '2025-10-01' and {scope} group by 1 order by 1",
        EVERYTHING,
    )
    assert told.rows() == [(10, None, None), (11, 8, 5)]

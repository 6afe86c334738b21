"""What was sent, as store and snapshot tell it within a scope: months due, revisions, releases, other districts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.errors import BadChoice, NotAllowed
from access.scope import Scope
from tests.warehouse_kit import EVERYTHING, commit, published, small_settings
from warehouse import filings
from warehouse.batch import MENDS
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.store import Store

HAPUR = Scope("asp", districts=frozenset({"hapur"}))
WINDOW = Window(date(2025, 10, 20), date(2025, 11, 5), date(2025, 11, 5))
OCTOBER = ["2025-10-01", "2025-10-31"]
SQUAD = {"return": "squad_daily", "days": OCTOBER}


def squad(thana: str, district: str, received: str, **more: Any) -> dict[str, Any]:
    rows = [{"thana_code": thana, "day": "2025-10-05", "persons_checked": 4}]
    return {**SQUAD, "district": district, "thanas": [thana], "received": received, "rows": rows, **more}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Hapur: one thana in time, one two hours late. Baghpat: a held file, and a nil register."""
    return published(
        tmp_path_factory.mktemp("filings"),
        squad("hapur-nagar", "hapur", "2025-11-03T18:00"),
        squad("dhaulana", "hapur", "2025-11-03T20:00"),
        {**SQUAD, "district": "baghpat", "thanas": ["khekra"], "verdict": "held", "received": "2025-11-02T10:00"},
        squad("hapur-nagar", "hapur", "2025-11-04T09:00", id="again", revision=2, replaces=["b1"]),
        {"return": "cases", "district": "baghpat", "verdict": "refused", "received": "2025-11-04T10:00"},
    )


def due(snapshot: Snapshot, scope: Scope, by: str) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    rows = filings.due(snapshot, scope, by, WINDOW).to_dicts()
    return {(row["return_name"], row["unit_code"]): row for row in rows}


def test_thanas_due_received_and_in_time_are_counted_for_each_unit(snapshot: Snapshot) -> None:
    found = due(snapshot, EVERYTHING, "district")
    names = ("cases", "squad_daily", "circulars", "capacity")
    assert set(found) == {(name, code) for name in names for code in ("hapur", "baghpat")}
    assert found["circulars", "hapur"]["n_due"] == 1
    hapur = found["squad_daily", "hapur"]
    assert (hapur["n_due"], hapur["n_received"], hapur["n_on_time"], hapur["n_nil"]) == (2, 2, 1, 0)
    assert hapur["last_received_at"] == datetime(2025, 11, 3, 20)
    assert hapur["cut_off_at"] == datetime(2025, 11, 3, 18)
    baghpat = found["squad_daily", "baghpat"]
    assert (baghpat["n_due"], baghpat["n_received"], baghpat["last_received_at"]) == (2, 0, None)


def test_a_thana_stands_for_itself(snapshot: Snapshot) -> None:
    found = due(snapshot, HAPUR, "thana")
    assert {code: found["squad_daily", code]["n_on_time"] for code in ("hapur-nagar", "dhaulana")} == {
        "hapur-nagar": 1,
        "dhaulana": 0,
    }
    assert {code for _, code in found} == {"hapur-nagar", "dhaulana"}


def test_a_month_that_does_not_touch_the_window_is_not_asked(snapshot: Snapshot) -> None:
    later = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))
    assert filings.due(snapshot, EVERYTHING, "district", later).is_empty()


def test_a_nil_return_is_counted_as_nil(tmp_path: Path) -> None:
    settings = small_settings(tmp_path)
    store = Store(settings)
    nil = commit(Store(small_settings(tmp_path / "other")), {**SQUAD, "thanas": ["hapur-nagar"], "rows": []})
    store.commit(nil.model_copy(update={"is_nil": True}))
    from warehouse.build import publish
    from warehouse.query import open_snapshot

    found = due(open_snapshot(settings, publish(store, settings)), HAPUR, "thana")
    assert found["squad_daily", "hapur-nagar"]["n_nil"] == 1


def test_another_grouping_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(BadChoice):
        filings.due(snapshot, EVERYTHING, "batch", WINDOW)


def test_another_districts_batch_is_not_found_not_listed_and_not_held(snapshot: Snapshot) -> None:
    store = Store(small_settings(snapshot.folder.parent.parent))
    (held,) = filings.held(snapshot, EVERYTHING)
    assert filings.held(snapshot, HAPUR) == []
    assert {one.batch.district_code for one in filings.filed(store, HAPUR)} == {"hapur"}
    for read in (
        lambda: filings.find(store, HAPUR, held.batch_id),
        lambda: filings.mend_kinds(store, HAPUR, held.batch_id),
        lambda: filings.mended(store, HAPUR, held.batch_id, 5),
        lambda: filings.quarantined(store, HAPUR, held.batch_id),
    ):
        with pytest.raises(NotAllowed) as refused:
            read()
        with pytest.raises(NotAllowed) as unknown:
            filings.find(store, HAPUR, "no-such-batch")
        assert str(refused.value) == str(unknown.value)


def test_an_empty_scope_sees_nothing(snapshot: Snapshot) -> None:
    store, nothing = Store(small_settings(snapshot.folder.parent.parent)), Scope("asp")
    assert filings.filed(store, nothing) == []
    assert filings.held(snapshot, nothing) == []


def test_a_refused_file_without_a_district_is_known_to_the_range_alone(tmp_path: Path) -> None:
    store = Store(small_settings(tmp_path))
    commit(store, {"return": None, "district": None, "verdict": "refused"})
    assert len(filings.filed(store, EVERYTHING)) == 1
    assert filings.filed(store, HAPUR) == []


def test_a_file_sent_again_is_a_revision_and_tells_which_it_replaced(snapshot: Snapshot) -> None:
    store = Store(small_settings(snapshot.folder.parent.parent))
    listed = {one.batch.batch_id: one for one in filings.filed(store, HAPUR)}
    assert (listed["again"].batch.revision, [one.batch_id for one in listed["again"].earlier]) == (2, ["b1"])
    assert listed["b1"].replaced_by == listed["again"].batch
    assert (listed["b2"].batch.revision, listed["b2"].replaced_by) == (1, None)


def test_a_held_file_is_released_by_its_correction(tmp_path: Path) -> None:
    store = Store(small_settings(tmp_path))
    held = commit(store, {**SQUAD, "thanas": ["hapur-nagar"], "verdict": "held"})
    assert filings.find(store, HAPUR, held.batch_id).is_held
    good = commit(store, squad("dhaulana", "hapur", "2025-11-05T10:00", corrects=held.batch_id))
    after = filings.find(store, HAPUR, held.batch_id)
    assert after.is_released
    assert not after.is_held
    assert after.replaced_by == good


def test_mends_that_are_alike_are_told_once_and_the_seldom_ones_first(tmp_path: Path) -> None:
    store = Store(small_settings(tmp_path))
    batch = commit(store, squad("hapur-nagar", "hapur", "2025-11-02 10:00"))
    dates: list[dict[str, Any]] = [
        {"source_row": n, "field": "day", "kind": "date", "before": "1/10", "after": "1.10"} for n in (2, 3, 4)
    ]
    name: dict[str, Any] = {"source_row": 4, "field": "thana", "kind": "fuzzy", "before": "x", "after": "y"}
    path = store.path_of(batch, "mends")
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame([{**dict.fromkeys(MENDS), **one} for one in [*dates, name]], schema=MENDS).write_parquet(path)
    found = filings.mended(store, HAPUR, batch.batch_id, 5)
    assert found.select("kind", "n", "source_row").rows() == [("fuzzy", 1, 4), ("date", 3, 2)]
    assert found["n_all"].to_list() == [2, 2]
    assert filings.mended(store, HAPUR, batch.batch_id, 1)["n_all"].to_list() == [2]

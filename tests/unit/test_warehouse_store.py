"""A batch is there whole or not at all; records never change; one load at a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from access.errors import NoSnapshot, Refused
from access.settings import HOME
from tests.warehouse_kit import commit, small_settings
from warehouse import files
from warehouse.batch import Batch, BatchReason
from warehouse.store import Store, register

MOMENT = datetime(2025, 9, 30, 10)
CASE = {"unique_no": "MSK/HAPUR/DHAULANA/2025/0001", "thana_code": "dhaulana", "received_on": "2025-09-22"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(small_settings(tmp_path))


def batch(seq: int = 1, **more: object) -> Batch:
    facts = {"batch_id": f"b{seq}", "seq": seq, "return_name": "patrols", "district_code": "hapur"}
    moments = {"received_at": MOMENT, "loaded_at": MOMENT, "file_name": "x.csv", "verdict": "published"}
    return Batch(**{**facts, **moments, **more})  # type: ignore[arg-type]  # pydantic checks the values


def rows() -> pl.DataFrame:
    return pl.DataFrame({"thana_code": ["dhaulana"], "row_id": [0]}, schema_overrides={"row_id": pl.UInt32})


def test_a_committed_batch_is_read_back_by_any_store(store: Store, tmp_path: Path) -> None:
    reason = BatchReason(rule="row_fall", count=3, sentence_hi="गिरावट", sentence_en="A fall")
    told = batch(reasons=(reason,), first_day=date(2025, 9, 22), last_day=date(2025, 9, 28))
    store.commit(told, rows())
    assert Store(small_settings(tmp_path)).batches() == [told]
    assert store.next_seq() == 2


def test_accepted_rows_carry_their_batch(store: Store) -> None:
    store.commit(batch(), rows())
    kept = pl.read_parquet(store.path_of(batch(), "accepted"))
    assert kept.select("batch_id", "batch_seq", "source_file").rows() == [("b1", 1, "x.csv")]
    assert kept.schema["batch_seq"] == pl.Int64


def test_quarantined_rows_get_every_column_of_their_shape(store: Store) -> None:
    store.commit(batch(), None, pl.DataFrame({"row_id": [4], "rule": ["date_unreadable"]}))
    kept = pl.read_parquet(store.path_of(batch(), "quarantined"))
    assert kept.select("batch_id", "row_id", "rule", "day", "unique_no").rows() == [
        ("b1", 4, "date_unreadable", None, None)
    ]
    assert kept.schema["day"] == pl.Date


def test_a_record_never_changes(store: Store) -> None:
    store.commit(batch(), rows())
    with pytest.raises(ValueError, match="never changes"):
        store.commit(batch(), rows())


@pytest.mark.parametrize("verdict", ["held", "refused"])
def test_rows_of_a_batch_that_was_not_published_are_not_accepted(store: Store, verdict: str) -> None:
    with pytest.raises(ValueError, match="not accepted"):
        store.commit(batch(verdict=verdict), rows())


def test_a_column_without_a_type_is_not_accepted(store: Store) -> None:
    with pytest.raises(ValueError, match="note"):
        store.commit(batch(), rows().with_columns(note=pl.lit(None)))


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_killed_commit_was_never_there(store: Store, monkeypatch: pytest.MonkeyPatch, killed_at: int) -> None:
    """Stopped before the rows, the quarantined rows or the record got their names."""
    store.commit(batch(), rows())
    calls = iter(range(1, 9))
    whole = files.flush

    def killed(path: Path) -> None:
        if path.name.startswith(files.ASIDE) and next(calls) == killed_at:
            raise KeyboardInterrupt
        whole(path)

    monkeypatch.setattr(files, "flush", killed)
    with pytest.raises(KeyboardInterrupt):
        store.commit(batch(2), rows(), pl.DataFrame({"row_id": [1]}))
    monkeypatch.undo()
    again = Store(small_settings(store.folder))
    assert [one.batch_id for one in again.batches()] == ["b1"]
    assert again.clean_up() > 0
    left = sorted(path.name for path in store.folder.glob("*/**/*") if path.is_file())
    assert left == ["b1.json", "b1.parquet"]
    again.commit(batch(2), rows())


def test_cleaning_up_leaves_whole_things_alone(store: Store) -> None:
    store.commit(batch(), rows(), pl.DataFrame({"row_id": [1]}), pl.DataFrame({"field": ["day"]}))
    assert store.clean_up() == 0


def test_a_second_load_is_refused_while_one_runs(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from access.errors import Refused\n"
        "from tests.warehouse_kit import small_settings; from warehouse.store import Store\n"
        "try:\n"
        "    with Store(small_settings(Path(sys.argv[1]))).lock(): print('entered')\n"
        "except Refused as refusal: print(refusal.key)\n"
    )
    other = [sys.executable, "-c", code, str(store.folder)]
    with store.lock():
        during = subprocess.run(other, cwd=HOME, capture_output=True, text=True, check=True).stdout
    after = subprocess.run(other, cwd=HOME, capture_output=True, text=True, check=True).stdout
    assert (during.strip(), after.strip()) == ("store.busy", "entered")


def test_the_refusal_names_the_hour_of_the_running_load(store: Store) -> None:
    with store.lock(), pytest.raises(Refused) as refusal, Store(small_settings(store.folder)).lock():
        pass
    assert ":" in str(refusal.value.values["since"])


def test_only_a_whole_snapshot_can_be_made_current(store: Store) -> None:
    assert store.current_id() is None
    with pytest.raises(NoSnapshot):
        store.set_current("20250930-100000-000000")


def test_the_register_holds_the_last_row_of_every_number(store: Store) -> None:
    more = {"unique_no": "MSK/HAPUR/DHAULANA/2025/0002", "thana_code": "dhaulana", "received_on": "2025-09-23"}
    days = ["2025-09-22", "2025-09-30"]
    commit(store, {"return": "cases", "days": days, "rows": [CASE, more]})
    commit(store, {"return": "cases", "days": days, "rows": [CASE]})
    commit(store, {"return": "cases", "days": days, "verdict": "held"})
    assert register(store).sort("unique_no").select("unique_no", "batch_seq").rows() == [
        (CASE["unique_no"], 2),
        (more["unique_no"], 1),
    ]


def test_a_corrected_batch_leaves_the_register(store: Store) -> None:
    commit(store, {"return": "cases", "rows": [CASE]})
    commit(store, {"return": "cases", "rows": [], "corrects": "b1"})
    assert register(store).is_empty()
    assert register(store).columns == ["unique_no", "thana_code", "received_on", "batch_seq"]


def test_an_empty_store_has_an_empty_register(store: Store) -> None:
    assert register(store).is_empty()
    assert store.batches() == []
    assert store.next_seq() == 1

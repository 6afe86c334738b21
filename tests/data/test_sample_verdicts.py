"""What the gate makes of the sample: one return held, every other published, each ugly cell with its verdict."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from access.settings import HOME, Settings, load_settings
from etl.__main__ import app
from etl.recipes import load_recipe
from sample_data import Sample
from sample_data.days import Period, answer_key, period_from
from sample_data.rows import Filing
from sample_data.temper import troubled
from tests.oracle.figures import Oracle
from warehouse.batch import Batch
from warehouse.query import Snapshot
from warehouse.store import Store

pytestmark = pytest.mark.slow

CELLS = answer_key()["cells"]
Key = tuple[str, str, Period]


@pytest.fixture(scope="module")
def batches(demo_settings: Settings, sample: Sample) -> dict[Key, Batch]:
    """Return, district and period → the batch that its file became, the later one where there are two."""
    found = {(batch.return_name, batch.district_code, batch.received_at): batch for batch in _all(demo_settings)}
    return {_key(f): found[f.return_name, f.district, f.received_at] for f in sample.filings}


def _all(settings: Settings) -> list[Batch]:
    return Store(settings).batches()


def _key(filing: Filing) -> Key:
    return filing.return_name, filing.district, filing.period


def test_one_batch_for_each_file(demo_settings: Settings, sample: Sample) -> None:
    assert len(_all(demo_settings)) == len(sample.filings)


def test_only_the_planted_return_is_held(batches: dict[Key, Batch], sample: Sample) -> None:
    held = {_key(filing) for filing in sample.filings if filing.is_held}
    assert {key for key, batch in batches.items() if batch.verdict == "held"} == held
    assert {batch.verdict for key, batch in batches.items() if key not in held} == {"published"}


def test_each_batch_speaks_for_its_period_and_thanas(batches: dict[Key, Batch], sample: Sample) -> None:
    for filing in sample.filings:
        batch = batches[_key(filing)]
        first = filing.period.first_day.replace(day=1) if filing.return_name == "capacity" else filing.period.first_day
        assert (batch.first_day, batch.last_day) == (first, filing.period.last_day), filing
        assert set(batch.thanas) == filing.thanas, filing


def test_rows_are_quarantined_where_planted_and_nowhere_else(batches: dict[Key, Batch]) -> None:
    planted: dict[Key, int] = {}
    for entry in CELLS:
        if entry["verdict"] == "quarantine":
            key = entry["return"], entry["district"], period_from(entry["period"])
            planted[key] = planted.get(key, 0) + entry["rows"]
    quarantined = {key: n for key, batch in batches.items() if (n := batch.quarantined - batch.waiting)}
    assert quarantined == planted


def test_the_file_that_came_again_takes_the_place_of_the_first(
    batches: dict[Key, Batch], demo_settings: Settings
) -> None:
    ((thana, entry),) = troubled("raised_afterwards").items()
    again = batches[entry["return"], entry["district"], period_from(entry["first_day"])]  # type: ignore[index, arg-type]
    (first,) = [batch for batch in _all(demo_settings) if batch.batch_id in again.replaces]
    assert (first.revision, again.revision) == (1, 2)
    assert (first.first_day, first.last_day, first.thanas) == (again.first_day, again.last_day, again.thanas)
    assert thana in again.thanas
    assert first.received_at < again.received_at == entry["received_at"]


def test_rows_balance(batches: dict[Key, Batch]) -> None:
    for key, batch in batches.items():
        assert batch.rows_read == batch.accepted + batch.quarantined + batch.non_data, key


@pytest.mark.parametrize(
    "entry",
    [entry for entry in CELLS if "rule" in entry],
    ids=lambda entry: f"{entry['what']}-{entry['thana']}",
)
def test_the_rule_that_numbers_depend_on_is_named(
    entry: dict[str, Any], batches: dict[Key, Batch], demo_settings: Settings
) -> None:

    batch = batches[entry["return"], entry["district"], period_from(entry["period"])]
    told = pl.read_parquet(Store(demo_settings).path_of(batch, "quarantined"))
    rows = told.filter((pl.col("rule") == entry["rule"]) & (pl.col("thana_code") == entry["thana"]))
    planted = sum(
        other["rows"]
        for other in CELLS
        if [other.get(name) for name in ("rule", "return", "thana", "period")]
        == [entry[name] for name in ("rule", "return", "thana", "period")]
    )
    assert rows["row_id"].n_unique() == planted


def test_mended_cells_are_mended(batches: dict[Key, Batch], demo_settings: Settings) -> None:

    for entry in CELLS:
        if entry["verdict"] != "mend":
            continue
        batch = batches[entry["return"], entry["district"], period_from(entry["period"])]
        mends = pl.read_parquet(Store(demo_settings).path_of(batch, "mends"))
        column = load_recipe(entry["return"]).field(entry["field"])
        assert mends.filter(pl.col("field").is_in([column.name, column.column])).height >= entry["rows"], entry["what"]


def test_the_held_return_keeps_its_last_good_day(snapshot: Snapshot) -> None:
    trouble = next(entry for entry in answer_key()["troubles"] if entry["kind"] == "held")
    held = [(stale.return_name, stale.district_code, stale.last_good_day) for stale in snapshot.manifest.held]
    assert held == [(trouble["return"], trouble["district"], trouble["first_day"] - timedelta(days=1))]


def test_the_sample_speaks_through_its_last_day(snapshot: Snapshot, oracle: Oracle) -> None:
    assert snapshot.manifest.data_through == max(filing.period.last_day for filing in oracle.book.filings)


@pytest.mark.parametrize("entry", answer_key()["ugly"], ids=lambda entry: entry["file"])
def test_the_small_ugly_files(entry: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_DATA", str(tmp_path))
    monkeypatch.setattr("etl.run.publish", lambda *_: "")  # of all of them together: test_demo.py
    load_settings.cache_clear()
    path = HOME / "sample_data" / "ugly" / entry["file"]
    done = CliRunner().invoke(app, ["load", str(path), "--received-on", "2026-11-16", "--json"])
    load_settings.cache_clear()
    batches = json.loads(done.stdout)["batches"]
    assert {(batch["verdict"], batch["district"]) for batch in batches} == {(entry["verdict"], entry.get("district"))}
    counts = [name for name in ("rows_read", "accepted", "quarantined", "non_data") if name in entry]
    assert {name: sum(batch[name] for batch in batches) for name in counts} == {name: entry[name] for name in counts}
    rules = {reason["rule"] for batch in batches for reason in batch["reasons"]}
    assert set(entry.get("rules", ())) <= rules
    assert len(batches) == entry.get("batches", 1)

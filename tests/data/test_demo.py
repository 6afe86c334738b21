"""The demonstration never mixes its sample into somebody's own returns."""

from __future__ import annotations

from pathlib import Path

from access.settings import HOME, Settings
from etl.judging.batches import Delivery
from etl.demo import run_demo
from etl.files.incoming import from_paths
from etl.progress import Silent
from etl.run import Lot, load
from warehouse.store import Store, now

OWN = HOME / "sample_data" / "ugly"


def test_the_sample_is_not_added_to_other_returns(tmp_path: Path, sample_folder: Path) -> None:
    settings = Settings(data=tmp_path)
    before = load([Lot(from_paths([OWN], settings), Delivery(now()))], settings, Silent())
    report = run_demo(sample_folder, settings, Silent())
    assert report.outcomes == ()
    assert report.snapshot == before.snapshot
    assert {batch.file_name for batch in Store(settings).batches()} <= {path.name for path in OWN.iterdir()}


def test_a_second_run_changes_nothing(demo_settings: Settings, sample_folder: Path) -> None:
    before = Store(demo_settings).current_id()
    report = run_demo(sample_folder, demo_settings, Silent())
    assert {outcome.verdict for outcome in report.outcomes} <= {"unchanged", "held"}
    assert report.snapshot == before

"""The demonstration: never mixed into somebody's own returns, and published as of the last review and again since."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from access.settings import HOME, Settings
from etl.demo import published_on_review, run_demo
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery
from etl.progress import Silent
from etl.run import Lot, load
from warehouse.publications import published_by
from warehouse.query import open_snapshot
from warehouse.store import Store, now

OWN = HOME / "sample_data" / "ugly"
LAST_REVIEW = date(2026, 11, 7)


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


def test_two_publications_stand_one_of_them_as_of_the_last_review(demo_settings: Settings) -> None:
    then, since = (open_snapshot(demo_settings, one) for one in Store(demo_settings).snapshots())
    assert published_by(demo_settings, LAST_REVIEW) is then
    assert (then.manifest.known_through, then.manifest.data_through) == (
        datetime(2026, 11, 6, 13, 45),
        date(2026, 10, 31),
    )
    assert published_by(demo_settings, date(2026, 11, 16)) is since
    assert since.id == Store(demo_settings).current_id()
    assert since.manifest.data_through == date(2026, 11, 15)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ([], []),
        (["2026-10-01"], []),
        (["2026-10-01", "2026-11-07"], ["2026-10-01"]),
        (["2026-10-01", "2026-11-07", "2026-11-08"], ["2026-11-07"]),
        (["2026-11-06", "2026-11-07", "2026-11-07", "2026-11-16"], ["2026-11-07"]),
    ],
)
def test_the_last_delivery_before_the_last_review_is_published(received: list[str], expected: list[str]) -> None:
    lots = [Lot((), Delivery(datetime.fromisoformat(day))) for day in received]
    found = published_on_review(lots, (LAST_REVIEW, date(2026, 10, 23)))
    assert [f"{lot.delivery.received_at:%Y-%m-%d}" for lot in found if lot.is_published] == expected
    assert [lot.delivery for lot in found] == [lot.delivery for lot in lots]

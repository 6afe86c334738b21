"""The demonstration: a year of sample returns, made if absent, loaded delivery by delivery, published twice.

Once as it stood on the evening of the last review, and once with all that came in since.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import sample_data
from access.settings import HOME, Settings
from etl.files.incoming import from_path, from_paths
from etl.judging.batches import Delivery
from etl.progress import Progress
from etl.run import Lot, Report, load
from warehouse.reference import load_reference
from warehouse.store import Store

SAMPLE = HOME / "sample_returns"
_LIST = "deliveries.toml"


def run_demo(folder: Path, settings: Settings, progress: Progress) -> Report:
    """Load the sample in `folder`. What is loaded already is left alone, so a second run has nothing to do.

    Where the data folder holds other returns, the sample is not mixed in: they are shown as they are.
    """
    store = Store(settings)
    if _others_are_there(store, folder):
        progress.step("gate.demo.own_returns")
        return Report((), store.current_id())
    if not (folder / _LIST).exists():
        progress.step("gate.step.sample")
        folder.mkdir(parents=True, exist_ok=True)
        sample_data.write(sample_data.generate(sample_data.DEFAULT_SEED), folder, progress.say)
    return load(published_on_review(lots(folder, settings), load_reference(settings).review_dates), settings, progress)


def published_on_review(deliveries: Sequence[Lot], review_dates: Sequence[date]) -> list[Lot]:
    """The deliveries in their order; what stood on the evening of the last review before the end is published too."""
    days = [lot.delivery.received_at.date() for lot in deliveries]
    review = max((day for day in review_dates if days and day < days[-1]), default=date.min)
    n_by_then = sum(day <= review for day in days)
    return [replace(lot, is_published=number == n_by_then) for number, lot in enumerate(deliveries, start=1)]


def _others_are_there(store: Store, folder: Path) -> bool:
    """Whether any file on record is none of the sample's."""
    on_record = {batch.file_sha256 for batch in store.batches()}
    return bool(on_record) and not on_record <= {from_path(path).sha256 for path in folder.rglob("*.*")}


def lots(folder: Path, settings: Settings) -> list[Lot]:
    """The deliveries of the sample in the order in which they came, each with the moment it was received."""
    listed = tomllib.loads((folder / _LIST).read_text(encoding="utf-8"))["deliveries"]
    listed.sort(key=lambda entry: entry["received_at"])
    return [_lot(folder / one["folder"], one["received_at"], settings) for one in listed]


def _lot(folder: Path, received_at: datetime, settings: Settings) -> Lot:
    return Lot(from_paths([folder], settings), Delivery(received_at), retries=False)

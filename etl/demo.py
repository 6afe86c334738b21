"""The demonstration: a year of sample returns, made if absent, loaded delivery by delivery, published once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import sample_data
from access.settings import HOME, Settings
from etl.batches import Delivery
from etl.progress import Progress
from etl.run import Lot, Report, load, returns_in

SAMPLE = HOME / "sample_returns"
_LIST = "deliveries.toml"


def run_demo(folder: Path, settings: Settings, progress: Progress) -> Report:
    """Load the sample in `folder`. What is loaded already is left alone, so a second run has nothing to do."""
    if not (folder / _LIST).exists():
        progress.step("gate.step.sample")
        folder.mkdir(parents=True, exist_ok=True)
        sample_data.write(sample_data.generate(sample_data.DEFAULT_SEED), folder, progress.say)
    return load(lots(folder), settings, progress)


def lots(folder: Path) -> list[Lot]:
    """The deliveries of the sample in the order in which they came, each with the moment it was received."""
    listed = tomllib.loads((folder / _LIST).read_text(encoding="utf-8"))["deliveries"]
    listed.sort(key=lambda entry: entry["received_at"])
    return [Lot(returns_in([folder / one["folder"]]), Delivery(one["received_at"]), retries=False) for one in listed]

"""Deliveries and what becomes of them: each folder of `loading/` holds files and their expected verdicts."""

from __future__ import annotations

import tomllib
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from access.settings import Settings
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery, Outcome
from etl.judging.standing import find_batch
from etl.progress import Silent
from etl.run import Lot, commit
from warehouse.batch import Batch
from warehouse.store import Store

HOME = Path(__file__).parent / "loading"
SCENARIOS = sorted(path.parent.name for path in HOME.glob("*/expected.toml"))
ON_RECORD = ("revision", "replaces", "is_early", "is_late")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_delivery_gets_the_verdicts_that_its_folder_expects(scenario: str, tmp_path: Path) -> None:
    store = Store(Settings(data=tmp_path))
    for number, step in enumerate(read_expected(scenario)["loads"], start=1):
        n_before = len(store.batches())
        outcomes = load_step(HOME / scenario, step, tmp_path)
        assert [told(outcome) for outcome in outcomes] == [expected(batch) for batch in step["batches"]], number
        for outcome in outcomes:
            assert outcome.rows_read == outcome.accepted + outcome.quarantined + outcome.non_data
        check_further(step["batches"], outcomes, store.batches()[n_before:])


def check_further(batches: list[dict[str, Any]], outcomes: list[Outcome], records: list[Batch]) -> None:
    """What a folder may say beside the counts: what stands on record, and words that a sentence must hold."""
    new = [batch for batch, outcome in zip(batches, outcomes, strict=True) if outcome.is_new]
    for batch, record in zip(new, records, strict=True):
        found = {name: getattr(record, name) for name in ON_RECORD} | {"replaces": list(record.replaces)}
        assert {name: found[name] for name in ON_RECORD if name in batch} == {
            name: batch[name] for name in ON_RECORD if name in batch
        }
    for batch, outcome in zip(batches, outcomes, strict=True):
        sentences = " ".join(f"{reason.sentence_en} {reason.sentence_hi}" for reason in outcome.reasons)
        assert [words for words in batch.get("says", ()) if words not in sentences] == []


def read_expected(scenario: str) -> dict[str, Any]:
    return tomllib.loads((HOME / scenario / "expected.toml").read_text(encoding="utf-8"))


def load_step(folder: Path, step: dict[str, Any], data: Path) -> list[Outcome]:
    settings = Settings(data=data, closed_through=step.get("closed_through", {}))
    store = Store(settings)
    corrected = find_batch(step["corrects"], store) if "corrects" in step else None
    delivery = Delivery(datetime.combine(step["received_on"], time(12)), corrected)
    files = from_paths((folder / name for name in step["files"]), settings)
    with store.lock():
        return commit([Lot(files, delivery)], store, settings, Silent())


def expected(batch: dict[str, Any]) -> dict[str, Any]:
    counted = {name: value for name, value in batch.items() if name not in (*ON_RECORD, "says")}
    return {"return": None, "district": None, **counted}


def told(outcome: Outcome) -> dict[str, Any]:
    return {
        "return": outcome.return_name,
        "district": outcome.district,
        "verdict": outcome.verdict,
        "rows_read": outcome.rows_read,
        "accepted": outcome.accepted,
        "quarantined": outcome.quarantined,
        "non_data": outcome.non_data,
        "rules": [reason.rule for reason in outcome.reasons],
    }

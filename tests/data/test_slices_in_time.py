"""What `status` tells of revisions, early files and held slices; the snapshot's lists agree with the load's."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from access.settings import Settings
from etl.report import status_json, status_lines
from tests.data.test_loading import HOME, load_step, read_expected
from warehouse.build import publish
from warehouse.query import frame, open_snapshot
from warehouse.store import Store

ALL = Scope.whole_range("analyst")


def load(scenario: str, data: Path, n_loads: int = 99) -> Store:
    """The first loads of a folder of `loading/`."""
    for step in read_expected(scenario)["loads"][:n_loads]:
        load_step(HOME / scenario, step, data)
    return Store(Settings(data=data))


def load_and_publish(scenario: str, data: Path, n_loads: int = 99) -> Store:
    store = load(scenario, data, n_loads)
    publish(store, Settings(data=data))
    return store


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder in which a file came in before its month was over."""
    data = tmp_path_factory.mktemp("early")
    load_and_publish("early_then_whole", data, 2)
    return data


def shown(data: Path, table: str) -> pl.DataFrame:
    return frame(open_snapshot(Settings(data=data)), f"select * from {table} where {{scope}}", ALL)


def told(store: Store) -> list[dict[str, Any]]:
    batches: list[dict[str, Any]] = json.loads(json.dumps(status_json(store), default=str))["batches"]
    return batches


def test_status_tells_the_revision_and_what_it_replaces(tmp_path: Path) -> None:
    store = load("a_later_file_replaces_what_it_covers", tmp_path)
    third, fourth = told(store)[2:]
    first = "squad_daily-hapur-00001"
    assert (third["revision"], third["replaces"], third["replaces_whole"]) == (2, [first], [])
    assert (fourth["revision"], fourth["replaces_whole"]) == (3, [first, third["batch"]])
    for lang, words in (("hi", "(पूर्णतः)"), ("en", "Revision 3")):
        text = "\n".join(status_lines(store, lang))
        assert words in text
        assert first in text


def test_status_tells_early_and_late(early: Path, tmp_path: Path) -> None:
    store = Store(Settings(data=early))
    assert [(one["is_early"], one["is_late"]) for one in told(store)] == [(False, False), (True, False)]
    assert "केवल 10.11.2026 तक" in "\n".join(status_lines(store, "hi"))
    store = load("late_is_said_once", tmp_path, 1)
    assert told(store)[0]["is_late"]
    assert "Filed late" in "\n".join(status_lines(store, "en"))


def test_an_early_file_speaks_only_for_the_days_up_to_receipt(early: Path) -> None:
    days = shown(early, "mart_filing").filter(
        (pl.col("return_name") == "squad_daily") & (pl.col("thana_code") == "babugarh") & pl.col("is_accepted")
    )
    assert str(days["last_day"].max()) == "2026-11-10"


def test_a_held_slice_tells_since_when_and_what_stands(tmp_path: Path) -> None:
    store = load_and_publish("rows_fell", tmp_path, 2)
    (held,) = status_json(store)["held"]
    assert (held["held_since"], held["last_good_day"]) == ("2026-12-02T12:00:00", "2026-10-31")
    text = "\n".join(status_lines(store, "en"))
    assert "Held since 02.12.2026 12:00" in text
    assert "up to 31.10.2026 stands" in text


@pytest.mark.parametrize("scenario", ["daily_counts_against_visits"])
def test_the_snapshot_finds_the_differences_that_the_load_told(scenario: str, tmp_path: Path) -> None:
    store = load_and_publish(scenario, tmp_path, 2)
    compared = shown(tmp_path, "mart_whole_day")
    differing = compared.filter(pl.col("n_over") != 0).select("thana_code", "day").unique()
    (reason,) = [one for one in store.batches()[-1].reasons if one.rule == "parts_differ"]
    n_days = compared.select("thana_code", "day").unique().height
    assert (differing.height, f"{differing.height} of {n_days} thana-days" in reason.sentence_en) == (
        reason.count,
        True,
    )


def test_the_snapshot_finds_the_gaps_that_the_load_told(tmp_path: Path) -> None:
    store = load_and_publish("numbers_missing_from_the_series", tmp_path)
    (reason,) = [one for one in store.batches()[-1].reasons if one.rule == "numbers_missing"]
    gaps = shown(tmp_path, "mart_number_gap")
    assert gaps["n_missing"].sum() == reason.count
    assert gaps.select("thana_code", "number_year", "first_missing", "last_missing").rows() == [
        ("babugarh", 2026, 15, 17)
    ]


def test_a_held_file_sent_again_is_on_record_once_however_late_it_is_by_then(tmp_path: Path) -> None:
    (step, *_) = read_expected("held_then_corrected")["loads"]
    for day in (date(2026, 11, 10), date(2026, 11, 12)):
        (outcome,) = load_step(HOME / "held_then_corrected", step | {"received_on": day}, tmp_path)
        assert "filed_late" in [reason.rule for reason in outcome.reasons]
    assert len(Store(Settings(data=tmp_path)).batches()) == 1

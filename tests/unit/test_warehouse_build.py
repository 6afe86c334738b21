"""Publishing: aside, checked, then visible in one step; killed at any moment, the last good snapshot stands."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from access.errors import BadSettings
from access.settings import HOME, Settings
from tests.built_once import publish_once
from tests.warehouse_kit import EVERYTHING, REFERENCE, commit, published, small_settings
from warehouse import build, tables
from warehouse.build import BadBuild, publish
from warehouse.manifest import Manifest
from warehouse.query import frame, open_snapshot
from warehouse.store import Store

STEPS = ("staging", "core", "marts", "check", "publish")
SQUAD: Mapping[str, Any] = {
    "return": "squad_daily",
    "thanas": ["hapur-nagar"],
    "days": ["2025-09-22", "2025-09-23"],
    "rows": [{"thana_code": "hapur-nagar", "day": "2025-09-22", "persons_checked": 10}],
}
CASES: Mapping[str, Any] = {
    "return": "cases",
    "thanas": ["hapur-nagar"],
    "days": ["2025-09-22", "2025-09-23"],
    "rows": [
        {
            "unique_no": "MSK/HAPUR/HAPUR-NAGAR/2025/0001",
            "thana_code": "hapur-nagar",
            "received_on": "2025-09-22",
            "entered_on": "2025-09-22",
            "category": "pocso",
            "fir_no": "117/2025",
        }
    ],
}


def test_a_store_without_batches_publishes_an_empty_snapshot(tmp_path: Path) -> None:
    snapshot = published(tmp_path)
    assert snapshot.manifest.data_through is None
    assert snapshot.manifest.counts["mart_thana_day"] == 0
    assert snapshot.manifest.counts["dim_thana"] == 4


def test_publishing_makes_the_snapshot_current(tmp_path: Path) -> None:
    snapshot = published(tmp_path, SQUAD)
    store = Store(small_settings(tmp_path))
    assert store.current_id() == snapshot.id
    assert sorted(path.name for path in snapshot.folder.iterdir()) == [
        "detail.duckdb",
        "manifest.json",
        "review.duckdb",
    ]
    again = publish_once(store, small_settings(tmp_path))
    assert store.snapshots() == [snapshot.id, again]


def test_rollback_is_a_pointer(tmp_path: Path) -> None:
    settings, first = small_settings(tmp_path), published(tmp_path)
    second = published(tmp_path, SQUAD)
    assert open_snapshot(settings).id == second.id
    Store(settings).set_current(first.id)
    assert open_snapshot(settings).id == first.id
    assert open_snapshot(settings, second.id).manifest.counts["core_squad_day"] == 1


def test_the_same_batches_build_the_same_tables(tmp_path: Path) -> None:
    settings, one = small_settings(tmp_path), published(tmp_path, SQUAD, CASES)
    two = open_snapshot(settings, publish(Store(settings), settings))
    for table in tables.load_tables().held_in("review"):
        query = f"select * from {table.name} where {{scope}} order by all"
        if table.name not in ("dim_day", "dim_calendar", "dim_district", "dim_circle"):
            assert frame(one, query, EVERYTHING).equals(frame(two, query, EVERYTHING)), table.name


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_last_good_snapshot_stands(tmp_path: Path, step: str) -> None:
    snapshot = published(tmp_path, SQUAD)
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.warehouse_kit import small_settings; from warehouse.build import publish\n"
        "from warehouse.store import Store\n"
        "def progress(step):\n"
        "    if step.endswith(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "settings = small_settings(Path(sys.argv[1])); publish(Store(settings), settings, progress)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path), step], cwd=HOME, check=False)
    assert done.returncode == -signal.SIGKILL
    store = Store(small_settings(tmp_path))
    assert (store.current_id(), store.snapshots()) == (snapshot.id, [snapshot.id])
    assert store.clean_up() == 1
    assert [path.name for path in store.snapshots_folder.iterdir()] == [snapshot.id]
    assert publish_once(store, small_settings(tmp_path)) == store.current_id()


def test_killed_before_the_pointer_moves_the_old_snapshot_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(tmp_path, SQUAD)
    settings = small_settings(tmp_path)

    def killed(_store: Store, _snapshot_id: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "set_current", killed)
    with pytest.raises(KeyboardInterrupt):
        publish_once(Store(settings), settings)
    monkeypatch.undo()
    assert open_snapshot(settings).id == first.id
    assert Store(settings).clean_up() == 0
    assert len(Store(settings).snapshots()) == 2


def test_a_failing_build_leaves_nothing_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = published(tmp_path, SQUAD)
    settings = small_settings(tmp_path)

    def broken(*_anything: object) -> int:
        raise BadBuild("a table came out wrong")

    monkeypatch.setattr(build, "_check_table", broken)
    with pytest.raises(BadBuild):
        publish(Store(settings), settings)
    assert [path.name for path in Store(settings).snapshots_folder.iterdir()] == [snapshot.id]


def test_two_rows_for_one_thana_and_day_are_not_published(tmp_path: Path) -> None:
    twice = {**SQUAD, "rows": [*SQUAD["rows"], *SQUAD["rows"]]}
    with pytest.raises(BadBuild, match="core_squad_day: 2 rows but 1 different keys"):
        published(tmp_path, twice)


def test_a_thana_that_has_sent_returns_may_not_vanish_from_the_list(tmp_path: Path) -> None:
    published(tmp_path / "data", SQUAD)
    shutil.copytree(REFERENCE, tmp_path / "reference")
    for name in ("thanas", "places", "gram_panchayats_wards"):
        path = tmp_path / "reference" / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "hapur-nagar" not in line), encoding="utf-8")
    settings = Settings(data=tmp_path / "data", reference=tmp_path / "reference")
    with pytest.raises(BadSettings, match="hapur-nagar"):
        publish(Store(settings), settings)


def test_fir_numbers_of_sexual_and_pocso_matters_are_masked(tmp_path: Path) -> None:
    theft = {**CASES["rows"][0], "unique_no": "MSK/HAPUR/HAPUR-NAGAR/2025/0002", "category": "dowry"}
    snapshot = published(tmp_path, {**CASES, "rows": [*CASES["rows"], theft]})
    found = frame(snapshot, "select fir_no from core_case where {scope} order by unique_no", EVERYTHING, store="detail")
    assert found["fir_no"].to_list() == ["•••", "117/2025"]


def test_a_return_says_nothing_of_days_after_it_was_received(tmp_path: Path) -> None:
    snapshot = published(tmp_path, {**SQUAD, "days": ["2025-09-22", "2025-09-30"], "received": "2025-09-25T09:00"})
    assert snapshot.manifest.data_through == date(2025, 9, 25)
    accepted = "select max(day) as day from core_accepted where {scope}"
    assert frame(snapshot, accepted, EVERYTHING, store="detail").item() == date(2025, 9, 25)


def test_a_batch_may_lack_optional_columns(tmp_path: Path) -> None:
    """Recipes grow; Parquet that was accepted before stays as it is."""
    settings = small_settings(tmp_path)
    store = Store(settings)
    told = commit(store, SQUAD)
    path = store.path_of(told, "accepted")
    import polars as pl

    pl.read_parquet(path).drop("hooters", "beacons").write_parquet(path)
    assert frame(
        open_snapshot(settings, publish(store, settings)),
        "select hooters, persons_checked from core_squad_day where {scope}",
        EVERYTHING,
        store="detail",
    ).rows() == [(None, 10)]


def test_progress_names_each_step_in_both_languages(tmp_path: Path) -> None:
    from locales import LANGUAGES, say

    settings, steps = small_settings(tmp_path), list[str]()
    publish(Store(settings), settings, steps.append)
    assert steps == [f"store.step.{step}" for step in STEPS]
    assert all(say(lang, step) for lang in LANGUAGES for step in steps)


@pytest.fixture
def told_by_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Manifest]:
    """The manifest of a publication without tables: what is held or refused is told by the batches alone."""

    def nothing_built(aside: Path, _inputs: object, _progress: object) -> tuple[dict[str, int], frozenset[int]]:
        for file in ("detail", "review"):
            (aside / f"{file}.duckdb").touch()
        return {}, frozenset()

    def manifest(*batches: Mapping[str, Any]) -> Manifest:
        settings = small_settings(tmp_path)
        for given in batches:
            commit(Store(settings), given)
        return open_snapshot(settings, publish(Store(settings), settings)).manifest

    monkeypatch.setattr(build, "_build", nothing_built)
    return manifest


class TestManifest:
    def test_it_names_its_inputs_and_not_what_they_replaced(self, tmp_path: Path) -> None:
        snapshot = published(tmp_path, SQUAD, CASES, {**SQUAD, "days": ["2025-09-22", "2025-09-24"]})
        assert [batch.batch_id for batch in snapshot.manifest.inputs] == ["b2", "b3"]
        assert set(snapshot.manifest.versions) == {"python", "duckdb", "polars", "sql_sha256"}

    def test_a_held_slice_is_named_with_its_last_good_day(self, tmp_path: Path) -> None:
        late = {"return": "squad_daily", "days": ["2025-09-24", "2025-09-30"], "verdict": "held"}
        held = published(tmp_path, SQUAD, late).manifest.held
        assert [(one.batch_id, one.district_code, one.last_good_day) for one in held] == [
            ("b2", "hapur", date(2025, 9, 23))
        ]

    @pytest.mark.parametrize(
        ("later", "is_still_held"),
        [
            ({"days": ["2025-09-24", "2025-09-30"]}, False),
            ({"days": ["2025-10-01", "2025-10-07"]}, True),
            ({"days": ["2025-10-01", "2025-10-07"], "corrects": "b1"}, False),
            ({"days": ["2025-09-24", "2025-09-30"], "district": "baghpat", "thanas": ["khekra"]}, True),
            ({"days": ["2025-09-24", "2025-09-30"], "verdict": "held"}, True),
        ],
    )
    def test_a_held_slice_is_released_by_a_good_one(
        self, told_by_batches: Callable[..., Manifest], later: Mapping[str, Any], is_still_held: bool
    ) -> None:
        bad = {"return": "squad_daily", "days": ["2025-09-24", "2025-09-30"], "verdict": "held"}
        told = told_by_batches(bad, {**SQUAD, "rows": [], **later} if "verdict" not in later else {**bad, **later})
        assert ("b1" in [one.batch_id for one in told.held]) is is_still_held

    def test_a_refused_file_is_named_until_it_comes_again(self, told_by_batches: Callable[..., Manifest]) -> None:
        bad = {"return": None, "district": None, "verdict": "refused", "file": "x.xlsx"}
        assert [one.file_name for one in told_by_batches(bad).refused] == ["x.xlsx"]
        assert told_by_batches({**SQUAD, "file": "x.xlsx"}).refused == ()

    def test_sessions_that_wait_are_counted(self, tmp_path: Path) -> None:
        session = {"unique_no": "MSK/HAPUR/HAPUR-NAGAR/2025/0009", "thana_code": "hapur-nagar", "held_on": "2025-09-23"}
        told = {
            "return": "counselling",
            "thanas": ["hapur-nagar"],
            "days": ["2025-09-22", "2025-09-23"],
            "rows": [session],
        }
        assert published(tmp_path, CASES, told).manifest.counts["waiting_counselling"] == 1

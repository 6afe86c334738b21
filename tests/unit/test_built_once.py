"""The tests' own publications: built once of the same batches, anew of others and where a test changed the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import built_once
from tests.warehouse_kit import commit, small_settings
from warehouse.query import Snapshot, open_snapshot
from warehouse.store import Store

Publish = Callable[..., Snapshot]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that something was built in."""
    folders: list[Path] = []

    def build(aside: Path, *_anything: Any) -> tuple[dict[str, int], frozenset[int]]:
        folders.append(aside)
        for name in built_once._FILES:
            (aside / name).write_text(f"build {len(folders)}")
        return {"n": len(folders)}, frozenset()

    monkeypatch.setattr(built_once, "_built", {})
    monkeypatch.setattr(built_once, "_really_build", build)
    return folders


@pytest.fixture
def publish(built: list[Path], tmp_path: Path) -> Publish:
    def of(name: str, checked: int = 1, lists: str = "") -> Snapshot:
        settings = small_settings(tmp_path / name)
        rows = [{"thana_code": "hapur-nagar", "day": "2025-09-22", "persons_checked": checked}]
        days = ["2025-09-22", "2025-09-22"]
        if not Store(settings).batches():
            commit(Store(settings), {"return": "squad_daily", "thanas": ["hapur-nagar"], "days": days, "rows": rows})
        if lists:
            (settings.data / "reference").mkdir()
            (settings.data / "reference" / "calendar.csv").write_text(lists, encoding="utf-8")
        return open_snapshot(settings, built_once.publish_once(Store(settings), settings))

    return of


def test_the_same_batches_are_built_once_and_copied_with_what_was_counted(built: list[Path], publish: Publish) -> None:
    one, two, again = publish("one"), publish("two"), publish("one")
    assert len(built) == 1
    assert len({one.folder, two.folder, again.folder}) == 3
    for snapshot in (one, two, again):
        assert snapshot.manifest.counts == {"n": 1}
        assert [(snapshot.folder / name).read_text() for name in built_once._FILES] == ["build 1"] * 2


def test_other_rows_and_other_lists_are_built_anew(built: list[Path], publish: Publish) -> None:
    calendar = (small_settings(Path()).reference / "calendar.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    publish("one")
    publish("two", checked=2)
    publish("three", lists="".join(calendar[:-1]))
    assert len(built) == 3


def test_what_a_test_has_changed_or_taken_away_is_not_copied(built: list[Path], publish: Publish) -> None:
    (publish("one").folder / "review.duckdb").write_text("an older program's")
    second = publish("two")
    assert (second.folder / "review.duckdb").read_text() == "build 2"
    (second.folder / "detail.duckdb").unlink()
    publish("three")
    assert len(built) == 3

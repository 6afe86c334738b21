"""Each folder is a test: the batches of `given.json`, and for each CSV the query in its first line and its rows.

Master lists of its own lie in its folder `lists` and stand for those of the small range.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.warehouse_kit import EVERYTHING, published
from warehouse.query import frame
from warehouse.tables import FileName

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/given.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_given_batches_give_the_expected_rows(folder: Path, tmp_path: Path) -> None:
    if (folder / "lists").exists():
        shutil.copytree(folder / "lists", tmp_path / "reference")
    snapshot = published(tmp_path, *json.loads((folder / "given.json").read_text(encoding="utf-8"))["batches"])
    for path in sorted(folder.glob("*.csv")):
        query, expected = _read(path)
        found = frame(snapshot, f"select * from ({query}) where {{scope}}", EVERYTHING, store=_file(query))
        assert found.columns == expected[0], path.name
        assert sorted(map(_texts, found.iter_rows())) == sorted(expected[1:]), path.name


def test_there_are_folders() -> None:
    assert len(FOLDERS) > 10


def _read(path: Path) -> tuple[str, list[list[str]]]:
    query, *lines = path.read_text(encoding="utf-8").splitlines()
    return query.removeprefix("# "), list(csv.reader(lines))


def _file(query: str) -> FileName:
    return "detail" if " core_" in query else "review"


def _texts(row: tuple[object, ...]) -> list[str]:
    return ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in row]

"""Each folder of `etl/` holds one file as it arrives and, in `expected.toml`, what must become of it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from access.errors import Refused
from etl.clean import Cleaned
from locales import LANGUAGES
from tests.etl_kit import cleaned

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "etl").glob("*/expected.toml"))


def _plain(value: object) -> object:
    """A cell as TOML can say it; an empty one is an empty text."""
    if value is None:
        return ""
    return str(value) if isinstance(value, date | datetime | time) else value


def _lines(frame: Any, *columns: str) -> list[list[object]]:
    return sorted(list(row) for row in frame.select("source_row", *columns).iter_rows())


def _told(one: Cleaned) -> dict[str, object]:
    period = one.period and [str(one.period.first_day), str(one.period.last_day), one.period.source]
    return {
        "return": one.recipe.name,
        "district": one.district_code,
        "n_read": one.n_read,
        "non_data": one.non_data,
        "total_row": one.total_row or {},
        "period": period,
        "is_nil": one.is_nil,
        "nil_thanas": list(one.nil_thanas),
        "mends": _lines(one.mends, "field", "kind", "before", "after"),
        "faults": _lines(one.faults, "field", "rule", "value"),
        "warnings": _lines(one.warnings, "field", "rule", "value"),
        "banned_counts": one.banned_counts,
        "unknown_columns": one.unknown_columns,
    }


USUAL = {
    "non_data": {},
    "total_row": {},
    "is_nil": False,
    "nil_thanas": [],
    "mends": [],
    "faults": [],
    "warnings": [],
    "banned_counts": {},
    "unknown_columns": 0,
}


def _check(one: Cleaned, expected: dict[str, Any]) -> None:
    rows = expected.pop("rows", [])
    for name in ("mends", "faults", "warnings"):
        expected[name] = sorted(expected.get(name, []))
    assert _told(one) == USUAL | expected
    by_row = {row["source_row"]: row for row in one.rows.iter_rows(named=True)}
    same = {row.pop("note_hash") and by_row[row["source_row"]]["note_hash"] for row in rows if "note_hash" in row}
    assert len(same) <= 1
    for row in rows:
        found = by_row[row["source_row"]]
        assert {name: _plain(found[name]) for name in row} == row


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_file_becomes_what_its_folder_expects(folder: Path) -> None:
    (path,) = (path for path in folder.iterdir() if path.name != "expected.toml")
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    if "refused" in expected:
        with pytest.raises(Refused) as caught:
            cleaned(path)
        assert caught.value.key == f"etl.refused.{expected['refused']}"
        assert all(path.name in caught.value.sentence(lang) for lang in LANGUAGES)
        return
    slices = cleaned(path)
    assert [one.district_code for one in slices] == [one["district"] for one in expected["slices"]]
    for one, told in zip(slices, expected["slices"], strict=True):
        _check(one, told)

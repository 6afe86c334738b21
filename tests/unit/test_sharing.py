"""How tests are shared out: readers of the sample in one group, every other file by itself, slow groups first."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.sharing import HOME, SAMPLE, Sharing, check, group_of

READER, OWN, BROWSER = (
    "tests/data/test_kpis_equal_oracle.py",
    "tests/data/test_filings_store.py",
    "tests/screens/test_clerk_journey.py",
)
LONG, SHORT = "tests/unit/test_sql_is_portable.py", "tests/unit/test_words.py"


def test_all_that_reads_the_sample_is_one_group() -> None:
    assert {group_of(READER), group_of("tests/data/test_demo.py"), group_of("tests/data/test_sample_files.py")} == {
        SAMPLE
    }


def test_every_other_file_is_a_group_by_itself() -> None:
    assert [group_of(file) for file in (OWN, BROWSER, LONG)] == [OWN, BROWSER, LONG]


def item(file: str, *fixtures: str) -> Any:
    return SimpleNamespace(path=Path(HOME / file), nodeid=f"{file}::test", fixturenames=fixtures)


def test_a_reader_that_is_not_seen_to_be_one_stops_the_run() -> None:
    check([item(READER, "sample", "oracle"), item(OWN, "snapshot"), item(LONG)])
    with pytest.raises(pytest.UsageError, match="test_words"):
        check([item(SHORT, "sample")])


def test_the_sample_comes_first_then_browsers_then_the_longest_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sharing = Sharing.__new__(Sharing)
    sharing.workqueue = OrderedDict(
        {SHORT: {"a": False}, LONG: dict.fromkeys("bcd", False), BROWSER: {"e": False}, SAMPLE: {"f": False}}
    )
    handed_out = []
    monkeypatch.setattr(
        LoadScopeScheduling,
        "_assign_work_unit",
        lambda self, _node: handed_out.append(self.workqueue.popitem(last=False)[0]),
    )
    while sharing.workqueue:
        sharing._assign_work_unit(SimpleNamespace())  # type: ignore[arg-type]  # no worker is asked anything
    assert handed_out == [SAMPLE, BROWSER, LONG, SHORT]


def test_a_test_is_in_the_group_of_its_file() -> None:
    assert Sharing.__new__(Sharing)._split_scope(f"{LONG}::test_it[a::b]") == LONG

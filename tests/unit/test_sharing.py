"""How tests are shared out: readers of the sample in one group, every other file by itself, slow groups first."""

from __future__ import annotations

from collections import OrderedDict
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
    readers = (
        f"{READER}::test_the_number_is_the_oracles[K1-range]",
        "tests/data/test_demo.py::test_a_second_run_changes_nothing",
        "tests/data/test_rows_behind_numbers.py::test_rows_and_numbers_agree_on_the_sample[0-range]",
    )
    assert {group_of(reader) for reader in readers} == {SAMPLE}


def test_every_other_file_is_a_group_by_itself() -> None:
    assert [group_of(f"{file}::test_it[a::b]") for file in (OWN, BROWSER, LONG)] == [OWN, BROWSER, LONG]


def test_what_does_not_read_the_sample_beside_what_does_is_no_part_of_its_group() -> None:
    demo, rows = "tests/data/test_demo.py", "tests/data/test_rows_behind_numbers.py"
    assert group_of(f"{demo}::test_the_last_delivery_before_the_last_review_is_published[received0-expected0]") == demo
    assert group_of(f"{rows}::test_there_are_as_many_rows_as_cases_in_each_stock[a_case]") == rows


def test_a_test_reads_the_sample_through_a_fixture_of_its_own_file() -> None:
    planted = "tests/data/test_planted_backlog.py::test_it_is_named_in_words_before_anything_is_opened[last-15-range]"
    assert group_of(planted) == SAMPLE


def item(nodeid: str, *fixtures: str) -> Any:
    return SimpleNamespace(path=HOME / nodeid.split("::")[0], nodeid=nodeid, fixturenames=fixtures)


def test_a_reader_that_is_not_seen_to_be_one_stops_the_run() -> None:
    check([item(f"{READER}::test_the_number_is_the_oracles[K1-range]", "sample", "oracle")])
    check([item(f"{OWN}::test_it", "snapshot"), item(f"{LONG}::test_it")])
    for hidden in (f"{SHORT}::test_it", f"{READER}::test_of_another_name"):
        with pytest.raises(pytest.UsageError, match="does not see"):
            check([item(hidden, "sample")])


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

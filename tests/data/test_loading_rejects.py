"""Whom the rejection sheets tell of what: both holders of a number, and child rows for as long as they wait."""

from __future__ import annotations

from pathlib import Path

from access.settings import Settings
from etl.rejects import Line, reject_lines
from etl.judging.standing import find_batch
from tests.data.test_loading import HOME, load_step, read_expected
from warehouse.store import Store


def _run(scenario: str, data: Path, n_steps: int) -> None:
    for step in read_expected(scenario)["loads"][:n_steps]:
        load_step(HOME / scenario, step, data)


def _lines(data: Path, batch_id: str) -> list[Line]:
    store = Store(Settings(data=data))
    return reject_lines(find_batch(batch_id, store), store)


def test_both_holders_of_one_number_are_told(tmp_path: Path) -> None:
    _run("number_twice_across_files", tmp_path, 2)
    (later,) = _lines(tmp_path, "cases-hapur-00002")
    (earlier,) = _lines(tmp_path, "cases-hapur-00001")
    assert later.value == earlier.value == "MSK/HAPUR/BABUGARH/2026/0003"
    assert (earlier.row, later.row) == (5, 3)
    assert "The other case is recorded at: babugarh." in later.mend_en
    assert "babugarh" in earlier.mend_hi


def test_child_rows_are_listed_only_while_they_wait(tmp_path: Path) -> None:
    _run("children_wait", tmp_path, 1)
    assert len(_lines(tmp_path, "counselling-hapur-00001")) == 4
    _run("children_wait", tmp_path, 2)
    assert _lines(tmp_path, "counselling-hapur-00001") == []


def test_a_refused_file_has_its_reason_in_the_sheet(tmp_path: Path) -> None:
    _run("refused_beside_good", tmp_path, 1)
    (line,) = _lines(tmp_path, "refused-00001")
    assert line.file == "1_empty.csv"
    assert line.rule_hi
    assert line.rule_en

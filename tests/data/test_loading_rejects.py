"""Whom the rejection sheets tell of what: both holders of a number, and child rows for as long as they wait."""

from __future__ import annotations

from pathlib import Path

from access.settings import Settings
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery
from etl.judging.standing import find_batch
from etl.progress import Silent
from etl.rejects import Line, reject_lines
from etl.run import Lot, commit
from expectations.verdict import rule_sentence
from tests.data.test_loading import HOME, load_step, read_expected
from tests.etl_kit import CASES, RECEIVED, case, write_csv
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
    assert "The other case is recorded at: Babugarh." in later.mend_en
    assert "यहाँ दर्ज है: बाबूगढ़।" in earlier.mend_hi


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


def test_a_moment_is_shown_to_the_minute(tmp_path: Path) -> None:
    moments = {"FIR found necessary on": "2026-10-06 11:00", "FIR registered on": "2026-10-05 16:30"}
    path = write_csv(tmp_path / "hapur.csv", [[*CASES, *moments], [*case(), *moments.values()]])
    settings = Settings(data=tmp_path / "data")
    store = Store(settings)
    with store.lock():
        commit([Lot(from_paths([path], settings), Delivery(RECEIVED))], store, settings, Silent())
    (line,) = _lines(settings.data, "cases-hapur-00001")
    assert line.value == "2026-10-05 16:30"


def test_a_number_of_another_thana_is_told_so_in_child_rows_too() -> None:
    assert "थाना अथवा वर्ष इस पंक्ति से मेल नहीं खाता" in rule_sentence("referrals", "unique_no_invalid", "hi")
    assert "thana or year is not that of the row" in rule_sentence("referrals", "unique_no_invalid", "en")

"""The gate cannot be talked past: engines that disagree hold, a bug stops one file only, nothing leaves the machine."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

import etl.ahead
import etl.judging.prepare
from access.settings import HOME, Settings
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery, Outcome
from etl.progress import Silent
from etl.run import Lot, commit
from expectations.gate import RuleCount, count_rules, validate
from tests import warm
from tests.unit.gate_rows import random_rows
from warehouse.store import Store

LOADING = HOME / "tests" / "data" / "loading"
GOOD = LOADING / "rows_fell" / "1_hapur_squad_daily.csv"
OTHER = LOADING / "number_twice_in_a_file" / "hapur_cases.csv"
DELIVERY = Delivery(datetime(2026, 11, 2, 12))


def _commit(data: Path, *paths: Path) -> list[Outcome]:
    settings = Settings(data=data)
    return commit([Lot(from_paths(paths, settings), DELIVERY)], Store(settings), settings, Silent())


def test_engines_that_disagree_hold_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def miscounted(*arguments: Any) -> tuple[RuleCount, ...]:
        return tuple(
            replace(one, n_failed=one.n_failed + (one.rule == "count_negative")) for one in count_rules(*arguments)
        )

    monkeypatch.setattr(etl.judging.prepare, "count_rules", miscounted)
    (outcome,) = _commit(tmp_path, GOOD)
    assert (outcome.verdict, outcome.reasons[0].rule) == ("held", "gate_disagrees")
    assert "count_negative" in outcome.reasons[0].sentence_en


def test_a_bug_met_in_one_file_stops_only_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = etl.judging.prepare.clean

    def stumbling(table: Any, *arguments: Any) -> Any:
        return _stumble() if table.file_name == OTHER.name else clean(table, *arguments)

    monkeypatch.setattr(etl.judging.prepare, "clean", stumbling)
    refused, published = _commit(tmp_path, OTHER, GOOD)
    assert (refused.verdict, refused.reasons[0].rule) == ("refused", "gate.refused.broken")
    assert "ZeroDivisionError" in refused.reasons[0].sentence_hi
    assert published.verdict == "published"


def _stumble() -> NoReturn:
    raise ZeroDivisionError("a cell's own words, which must not be shown")


def test_a_refused_or_held_file_is_put_on_record_once(tmp_path: Path) -> None:
    bad, held = LOADING / "refused_beside_good" / "1_empty.csv", LOADING / "total_disagrees" / "hapur_squad_daily.csv"
    first, again = _commit(tmp_path, bad, held), _commit(tmp_path, bad, held)
    assert [outcome.verdict for outcome in again] == [outcome.verdict for outcome in first] == ["refused", "held"]
    assert len(Store(Settings(data=tmp_path)).batches()) == 2


def test_the_gate_speaks_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("the gate opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert validate("cases", random_rows("cases", 20, seed=3), date(2026, 11, 1))


def test_great_expectations_is_imported_only_when_a_batch_is_judged() -> None:
    code = "import sys, etl.__main__, etl.demo; print({'great_expectations', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_files_prepared_ahead_are_judged_in_their_own_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(path for path in LOADING.glob("*/*") if path.suffix in (".csv", ".xlsx"))[:14]
    monkeypatch.setattr(etl.ahead.multiprocessing, "get_context", lambda _how: warm.FORKING)
    one_by_one = _commit(tmp_path / "ahead", *paths)
    monkeypatch.setattr(etl.ahead, "_PROCESSES_PAY_FROM", 1000)
    assert _commit(tmp_path / "in_order", *paths) == one_by_one

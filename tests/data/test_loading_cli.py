"""`python -m etl` as a person or a script meets it: exit codes, the one JSON object, sentences, files written."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from access.settings import HOME, Settings
from etl.recipes import load_recipes
from etl.rejects import neutral
from tests.data.conftest import run_etl
from warehouse.store import Store

LOADING = HOME / "tests" / "data" / "loading"
GOOD = LOADING / "rows_fell" / "1_hapur_squad_daily.csv"
HELD = LOADING / "held_then_corrected" / "1_hapur_squad_daily.csv"
TWO = LOADING / "two_districts" / "range_squad_daily.csv"
KEYS = ["file", "sheet", "return", "district", "rows_read", "accepted", "mended", "quarantined", "non_data"]


def _json(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    return told


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a load of a file of two districts, one of which is broken."""
    data = tmp_path_factory.mktemp("cli")
    done = run_etl(data, "load", str(TWO), "--received-on", "2026-11-02", "--json")
    assert done.returncode == 1
    (data / "told.json").write_text(done.stdout, encoding="utf-8")
    (data / "progress.txt").write_text(done.stderr, encoding="utf-8")
    return data


def test_a_load_prints_one_object_of_the_agreed_shape(loaded: Path) -> None:
    told = _json((loaded / "told.json").read_text(encoding="utf-8"))
    assert list(told) == ["batches", "snapshot"]
    held, published = told["batches"]
    assert list(held) == [*KEYS, "verdict", "reasons"]
    assert (held["verdict"], held["district"]) == ("held", "hapur")
    assert (published["verdict"], published["district"]) == ("published", "baghpat")
    assert list(held["reasons"][0]) == ["rule", "count", "sentence_hi", "sentence_en"]
    assert told["snapshot"] == Store(Settings(data=loaded)).current_id()


def test_progress_goes_to_stderr_by_file_and_step(loaded: Path) -> None:
    lines = (loaded / "progress.txt").read_text(encoding="utf-8").splitlines()
    assert f"[1/1] {TWO.name} · पढ़ना" in lines
    assert f"{TWO.name} · रोकी गई" in lines


def test_what_is_held_stands_in_the_manifest_and_in_the_status(loaded: Path) -> None:
    status = _json(run_etl(loaded, "status", "--json").stdout)
    (held,) = status["held"]
    assert (held["return_name"], held["district_code"], held["last_good_day"]) == ("squad_daily", "hapur", None)
    assert [batch["verdict"] for batch in status["batches"]] == ["held", "published"]
    assert status["data_through"] == "2026-10-31"
    assert "रोकी गई" in run_etl(loaded, "status").stdout


def test_the_rejection_sheet_says_where_what_and_how_in_both_languages(loaded: Path, tmp_path: Path) -> None:
    done = run_etl(loaded, "rejects", "squad_daily-hapur-00001", "--out", str(tmp_path), "--json")
    assert (done.returncode, _json(done.stdout)["lines"]) == (0, 3)
    raw = (tmp_path / "rejects_squad_daily-hapur-00001.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, first, *_ = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert head[:3] == ["फाइल / File", "शीट / Sheet", "पंक्ति / Row"]
    assert first[0] == TWO.name
    assert first[2] == "3"  # as Excel shows it: a title and a header above
    assert first[3].endswith("/ Warned")
    assert "योग" in first[5]
    assert "Warned and arrested together" in first[6]
    assert "मूल पंजिका" in first[7]
    assert "register" in first[8]
    sheet = fastexcel.read_excel(tmp_path / "rejects_squad_daily-hapur-00001.xlsx").load_sheet(0)
    assert sheet.to_polars().rows()[0][6] == first[6]


@pytest.mark.parametrize("text", ["=1+1", "+91", "-5", "@x"])
def test_cells_that_start_like_a_formula_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert neutral("a=b") == "a=b"


def test_a_snapshot_can_be_shown_again_until_something_new_comes(loaded: Path, tmp_path: Path) -> None:
    first = Store(Settings(data=loaded)).current_id() or ""
    run_etl(loaded, "load", str(GOOD), "--received-on", "2026-11-02")
    second = Store(Settings(data=loaded)).current_id()
    assert second != first
    assert _json(run_etl(loaded, "rollback", first, "--json").stdout) == {"snapshot": first}
    unchanged = run_etl(loaded, "load", str(GOOD), "--json")
    assert unchanged.returncode == 0
    assert [batch["verdict"] for batch in _json(unchanged.stdout)["batches"]] == ["unchanged"]
    assert Store(Settings(data=loaded)).current_id() == first
    gone = run_etl(loaded, "rollback", "20200101-000000-000000")
    assert gone.returncode == 2


def test_forms_are_written_for_every_return_of_each_district_that_is_named(tmp_path: Path) -> None:
    done = run_etl(tmp_path / "data", "forms", str(tmp_path / "forms"), "--district", "hapur", "--json")
    assert done.returncode == 0
    written = sorted(str(path) for path in (tmp_path / "forms" / "hapur").glob("*.xlsx"))
    assert sorted(_json(done.stdout)["files"]) == written
    assert len(written) == len(load_recipes())


def test_forms_of_an_unknown_district_are_refused_by_name(tmp_path: Path) -> None:
    done = run_etl(tmp_path / "data", "forms", str(tmp_path / "forms"), "--district", "hapurr")
    assert done.returncode == 2
    assert "hapurr" in done.stderr
    assert not (tmp_path / "forms").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load", "nowhere.csv"], "'nowhere.csv' does not exist"),
        (["load", "{empty}"], "No return was found"),
        (["load", "{good}", "--received-on", "yesterday"], "'yesterday' is not a date"),
        (["load", "{good}", "--corrects", "cases-hapur-00007"], "There is no batch"),
        (["rejects", "cases-hapur-00007", "--out", "{empty}"], "There is no batch"),
        (["load"], "Missing argument"),
        (["status", "--lang", "fr"], "--lang"),
    ],
)
def test_when_nothing_could_be_done_it_says_why_and_leaves_with_2(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run_etl(tmp_path / "data", *(word.format(empty=empty, good=GOOD) for word in arguments))
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_correction_must_be_of_the_same_return_and_district(tmp_path: Path) -> None:
    run_etl(tmp_path, "load", str(GOOD), "--received-on", "2026-11-02")
    other = LOADING / "number_twice_in_a_file" / "hapur_cases.csv"
    done = run_etl(tmp_path, "load", str(other), "--corrects", "squad_daily-hapur-00001", "--json")
    assert done.returncode == 2
    assert "squad_daily/hapur" in _json(done.stdout)["error"]["sentence_en"]


def test_a_second_load_at_the_same_time_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with Store(Settings(data=tmp_path)).lock():
        done = run_etl(tmp_path, "load", str(GOOD), "--json")
    assert done.returncode == 2
    assert _json(done.stdout)["error"]["sentence_hi"]
    assert Store(Settings(data=tmp_path)).batches() == []


def test_every_refused_file_stands_in_the_status_until_it_came_right(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    run_etl(tmp_path / "data", "load", str(GOOD), str(tmp_path / "one.csv"), str(tmp_path / "two.csv"))
    told = run_etl(tmp_path / "data", "status").stdout
    assert "one.csv" in told
    assert "two.csv" in told
    assert "हापुड़" in told
    assert " hapur " not in told


def test_a_period_closed_for_no_return_stops_the_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_CLOSED_THROUGH", '{"squad_dail": "2026-09-30"}')
    done = run_etl(tmp_path, "load", str(GOOD))
    assert done.returncode == 2
    assert "'squad_dail'" in done.stderr
    assert "squad_daily" in done.stderr


def test_a_moment_with_its_zone_is_brought_to_kolkata(tmp_path: Path) -> None:
    run_etl(tmp_path, "load", str(GOOD), "--received-on", "2026-11-02T20:00+00:00")
    (batch,) = Store(Settings(data=tmp_path)).batches()
    assert batch.received_at == datetime(2026, 11, 3, 1, 30)

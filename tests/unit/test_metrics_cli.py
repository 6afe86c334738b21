"""`python -m metrics`: one JSON object or a neat table, and a sentence with exit 2 for what does not exist."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from access.scope import Scope
from metrics import __main__ as cli
from metrics import shown
from metrics.catalogue import Kpi
from metrics.hotspots import complaints
from metrics.measure import SCHEMA
from metrics.wording import width
from tests.manifest_kit import bare_snapshot
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

ROW = {
    "window_no": 0,
    "unit_code": "hapur",
    "numerator": 81.0,
    "denominator": 263.0,
    "value": 30.8,
    "low": 25.5,
    "high": 36.6,
    "n_unknown": 2,
    "n_missing": 1,
    "n_expected": 11,
    "status": "missed",
}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Window, Scope]]:
    """What measure() was asked, on a snapshot of 2025-09-22 to 2026-11-15."""
    questions: list[tuple[str, str, Window, Scope]] = []

    def measured(kpi: Kpi, by: str, windows: Sequence[Window], scope: Scope, _snapshot: Snapshot) -> pl.DataFrame:
        questions.append((kpi.code, by, windows[0], scope))
        return pl.DataFrame([ROW], schema=SCHEMA)

    monkeypatch.setattr(cli, "open_snapshot", lambda _settings: bare_snapshot("s1"))
    monkeypatch.setattr(shown, "measure", measured)
    monkeypatch.setattr(complaints, "withheld", lambda *_: [])
    monkeypatch.setattr(reads, "units", units)
    return questions


def units(_snapshot: Snapshot, scope: Scope, level: str) -> pl.DataFrame:
    """Two units at each level but for the circles, of which there is one; a scope that names some holds these."""
    codes = {"range": ["range", "hapur"], "circle": ["a-circle"], "thana": ["t1", "t2", "t3"]}
    held = {"district": scope.districts, "circle": scope.circles, "thana": scope.thanas}.get(level)
    return pl.DataFrame({"unit_code": sorted(held or codes.get(level, ["hapur", "meerut"]))})


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_json_holds_the_counts_the_interval_and_what_is_missing() -> None:
    code, out, _ = run("K2", "--by", "district", "--from", "2026-10-01", "--to", "2026-10-31", "--json")
    told = json.loads(out)
    assert code == 0
    assert {name: told[name] for name in ("kpi", "by", "from", "to", "as_of", "snapshot")} == {
        "kpi": "K2",
        "by": "district",
        "from": "2026-10-01",
        "to": "2026-10-31",
        "as_of": "2026-10-31",
        "snapshot": "s1",
    }
    assert told["rows"] == [
        {
            "code": "K2",
            "unit": "hapur",
            "numerator": 81,
            "denominator": 263,
            "value": 30.8,
            "low": 25.5,
            "high": 36.6,
            "status": "missed",
            "unknown": None,
            "missing_returns": 1,
            "expected_returns": 11,
            "suppressed": False,
        }
    ]


def test_the_default_is_thirty_days_to_the_last_day_of_data(asked: list[tuple[str, str, Window, Scope]]) -> None:
    run("counselling_360")
    assert asked[0][:3] == ("K2", "range", Window(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15)))


def test_an_as_of_day_alone_ends_the_window(asked: list[tuple[str, str, Window, Scope]]) -> None:
    run("K2", "--as-of", "2026-06-30")
    assert asked[0][2] == Window(date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 30))


def test_all_rungs_of_the_ladder_are_told() -> None:
    _, out, _ = run("p6", "--json")
    told = json.loads(out)
    assert told["kpi"] == "P6"
    assert len(told["rows"]) == 5


def test_one_unit_is_measured_beside_its_neighbours(asked: list[tuple[str, str, Window, Scope]]) -> None:
    """A coarser grouping becomes the unit's own: what is small is decided over all that the analyst sees."""
    _, out, _ = run("K2", "--unit", "a-circle", "--json")
    assert [(by, scope.circles) for _, by, _, scope in asked] == [("circle", None)]
    assert (json.loads(out)["by"], json.loads(out)["rows"]) == ("circle", [])


def of_thanas(*counts: tuple[int, int]) -> pl.DataFrame:
    home = {"district_code": "hapur", "circle_code": "a-circle"}
    rows = [
        ROW | home | {"unit_code": f"t{number}", "numerator": float(met), "denominator": float(due)}
        for number, (met, due) in enumerate(counts, 1)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def test_small_counts_of_women_are_hidden_and_one_more_so_that_none_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "measure", lambda *_: of_thanas((3, 40), (30, 50), (200, 223)))
    _, out, _ = run("K2", "--by", "thana", "--json")
    told = {row["unit"]: row for row in json.loads(out)["rows"]}
    assert {unit: row["suppressed"] for unit, row in told.items()} == {"t1": True, "t2": True, "t3": False}
    for unit in ("t1", "t2"):
        names = ("numerator", "denominator", "value", "low", "high", "unknown")
        assert [told[unit][name] for name in names] == [None] * 6
    assert (told["t3"]["numerator"], told["t3"]["denominator"]) == (200, 223)


def test_asking_for_one_thana_brings_no_hidden_count_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "measure", lambda *_: of_thanas((3, 40), (30, 50), (200, 223)))
    for by in ("range", "district", "circle", "thana"):
        _, out, _ = run("K2", "--by", by, "--unit", "t2", "--json")
        assert [(row["unit"], row["numerator"]) for row in json.loads(out)["rows"]] == [("t2", None)]


@pytest.mark.parametrize(("lang", "few"), [("hi", "कम संख्या: गोपनीय"), ("en", "too few to show")])
def test_the_table_says_in_words_what_is_hidden(monkeypatch: pytest.MonkeyPatch, lang: str, few: str) -> None:
    monkeypatch.setattr(shown, "measure", lambda *_: of_thanas((3, 40), (30, 50), (200, 223)))
    _, out, _ = run("K2", "--by", "thana", "--lang", lang)
    lines = {line.split()[1]: line for line in out.splitlines() if line.startswith("K2 ") and "t" in line.split()[1]}
    assert few in lines["t1"]
    assert not re.search(r"\b(3|40|30|50)\b", lines["t1"] + lines["t2"])
    assert "223" in lines["t3"]


def test_what_counts_no_women_is_told_however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "measure", lambda *_: of_thanas((3, 4), (30, 50), (200, 223)))
    _, out, _ = run("I1", "--by", "thana", "--json")
    assert [row["numerator"] for row in json.loads(out)["rows"]] == [3, 30, 200]


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_the_table_stands_in_columns(lang: str) -> None:
    code, out, _ = run("K2", "--lang", lang)
    lines = out.splitlines()
    head, row = lines[-2:]
    assert code == 0
    assert "263" in row
    first = row.index("hapur")
    assert width(head[: head.index("इकाई" if lang == "hi" else "unit")]) == first


@pytest.mark.parametrize(
    ("code", "row", "expected"),
    [
        ("K4", {"numerator": None, "value": 4.5, "low": 4.0, "high": 6.0}, ["—", "263", "4.5 days", "4 days – 6 days"]),
        (
            "B6.p_ninety",
            {"numerator": None, "value": None, "low": 40.0, "high": None},
            ["—", "263", "—", "40 days – —"],
        ),
        (
            "B8",
            {"numerator": 24.0, "denominator": 8.4, "value": 2.86, "low": 2.0, "high": 3.9},
            ["24", "8", "2.9 times"],
        ),
        ("B9", {"numerator": None, "value": 212.0, "low": None, "high": None}, ["—", "263", "212 days", "—"]),
        ("S6", {"value": 26.0, "low": 13.1, "high": 37.0}, ["81", "263", "26 points", "13.1 points – 37 points"]),
        ("H2", {"denominator": 6.0, "value": 13.5, "low": None, "high": None}, ["81", "6", "13.5", "—"]),
    ],
)
def test_each_kind_is_told_in_its_own_unit(
    monkeypatch: pytest.MonkeyPatch, code: str, row: dict[str, Any], expected: list[str]
) -> None:
    monkeypatch.setattr(shown, "measure", lambda *_: pl.DataFrame([ROW | row], schema=SCHEMA))
    _, out, _ = run(code, "--lang", "en")
    cells = [cell.strip() for cell in re.split(r" {2,}", out.splitlines()[-1])]
    assert cells[: 2 + len(expected)] == [code, "hapur", *expected]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ZZ",),
        ("K2", "--by", "village"),
        ("K2", "--unit", "nowhere"),
        ("K2", "--from", "31.10.2026"),
        ("K2", "--from", "2026-10-31", "--to", "2026-10-01"),
        ("K2", "--from", "2026-10-01", "--to", "2026-10-31", "--as-of", "2026-09-01"),
        ("K2", "--from", "2030-01-01", "--to", "2030-01-31"),
        ("K2", "--lang", "fr"),
    ],
)
def test_what_does_not_exist_is_answered_with_a_sentence_and_exit_2(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err

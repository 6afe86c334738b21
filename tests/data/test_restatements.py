"""Two publications with a correction between them: what was said then and what is said now, against plain Python."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from metrics import __main__ as cli
from metrics import catalogue
from metrics.restatement import restated, restatements, unpublished
from tests.built_once import publish_once
from tests.older_program import before_the_field
from tests.warehouse_kit import EVERYTHING, commit, small_settings
from warehouse.query import Snapshot, open_snapshot
from warehouse.reads import Window
from warehouse.store import Store

WINDOW = Window(date(2025, 9, 22), date(2025, 9, 24), date(2025, 9, 24))
DAYS = ["2025-09-22", "2025-09-24"]
FIRST = {"hapur-nagar": [(100, 10), (120, 30), (90, 9)], "dhaulana": [(50, 5), (60, 6), (70, 7)]}
KHEKRA = {"khekra": [(40, 4), (40, 5), (40, 6)]}
CORRECTED = {"hapur-nagar": [(100, 10), (20, 3), (90, 9)]}
Figures = Mapping[str, list[tuple[int, int]]]
Publications = tuple[Snapshot, Snapshot]


def squad(figures: Figures, district: str = "hapur", **more: Any) -> dict[str, Any]:
    rows = [
        {"thana_code": thana, "day": f"2025-09-{day}", "persons_checked": checked, "warned": warned}
        for thana, told in figures.items()
        for day, (checked, warned) in enumerate(told, 22)
    ]
    return {"return": "squad_daily", "district": district, "thanas": list(figures), "days": DAYS, "rows": rows, **more}


def cases(n: int, days: list[str] = DAYS, **more: Any) -> dict[str, Any]:
    rows = [
        {
            "unique_no": f"MSK/HAPUR/HAPUR-NAGAR/2025/{serial:04}",
            "thana_code": "hapur-nagar",
            "received_on": "2025-09-22",
            "entered_on": "2025-09-22",
        }
        for serial in range(1, n + 1)
    ]
    return {"return": "cases", "thanas": ["hapur-nagar"], "days": days, "rows": rows, **more}


def two(
    folder: Path, before: list[dict[str, Any]], after: list[dict[str, Any]], old: Callable[[Path], None] | None = None
) -> Publications:
    """What was published of some batches, and then of more. `old` makes the first look like an older program's."""
    settings = small_settings(folder)
    store = Store(settings)
    ids = []
    for batches in (before, after):
        for given in batches:
            commit(store, given)
        ids.append(publish_once(store, settings))
    if old is not None:
        old(store.snapshots_folder / ids[0] / "review.duckdb")
    return open_snapshot(settings, ids[0]), open_snapshot(settings, ids[1])


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Publications:
    october = squad(CORRECTED, days=["2025-10-01", "2025-10-31"], rows=[], id="b4")
    return two(tmp_path_factory.mktemp("data"), [squad(FIRST), squad(KHEKRA, "baghpat")], [squad(CORRECTED), october])


def warned_share(figures: Figures) -> tuple[float, float, float]:
    checked = sum(day[0] for told in figures.values() for day in told)
    warned = sum(day[1] for told in figures.values() for day in told)
    return warned, checked, 1000 * warned / checked


def test_the_value_then_and_now_are_those_of_plain_python(corrected: Publications) -> None:
    rows = restated(catalogue.load()["P6.warned"], "district", WINDOW, EVERYTHING, *corrected).rows(named=True)
    now = {**FIRST, **CORRECTED}
    expected = {"hapur": (warned_share(FIRST), warned_share(now)), "baghpat": (warned_share(KHEKRA),) * 2}
    for row in rows:
        then, since = expected[row["unit_code"]]
        assert [row[f"then_{name}"] for name in ("numerator", "denominator", "value")] == pytest.approx(then)
        assert [row[f"now_{name}"] for name in ("numerator", "denominator", "value")] == pytest.approx(since)
        assert row["is_changed"] == (row["unit_code"] == "hapur")


def test_only_what_changed_is_listed_with_the_batches_that_explain_it(corrected: Publications) -> None:
    rows = restatements(["P6.warned", "P6.arrests", "A2"], "thana", WINDOW, EVERYTHING, *corrected).rows(named=True)
    assert [(row["code"], row["unit_code"], row["batches"]) for row in rows] == [("P6.warned", "hapur-nagar", ["b3"])]
    then, now = warned_share({"hapur-nagar": FIRST["hapur-nagar"]}), warned_share(CORRECTED)
    assert rows[0]["change"] == pytest.approx(now[2] - then[2])


def test_a_batch_after_the_as_of_day_explains_nothing_but_the_register_does(tmp_path: Path) -> None:
    october = ["2025-10-01", "2025-10-31"]
    then, now = two(tmp_path, [cases(7)], [cases(9, october, id="c2"), squad(KHEKRA, "baghpat")])
    rows = restatements(["C1", "C4"], "district", WINDOW, EVERYTHING, then, now).rows(named=True)
    assert [(row["code"], row["batches"]) for row in rows] == [("C1", ["c2"]), ("C4", ["c2"])]


def test_small_counts_are_hidden_on_both_sides(tmp_path: Path) -> None:
    then, now = two(tmp_path, [cases(3)], [cases(9)])
    rows = restated(catalogue.load()["C1"], "thana", WINDOW, EVERYTHING, then, now)
    (row,) = rows.filter("is_changed").rows(named=True)
    assert row["is_suppressed"]
    assert [row[f"{when}_{name}"] for when in ("then", "now") for name in ("numerator", "denominator", "value")] == [
        None
    ] * 6


def _without_warned(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("alter table mart_thana_day drop column warned")
        con.execute("delete from mart_obligation where stream = 'unique_number'")
        con.execute("drop table mart_venue_day")


def test_what_an_older_program_did_not_keep_was_not_published_then(tmp_path: Path) -> None:
    then, now = two(tmp_path, [squad(FIRST), cases(9)], [squad(CORRECTED)], _without_warned)
    rows = restated(catalogue.load()["P6.warned"], "district", WINDOW, EVERYTHING, then, now)
    assert rows.filter(unit_code="hapur").select("then_value", "is_published_then", "is_changed").row(0) == (
        None,
        False,
        False,
    )
    codes = ["P6.warned", "P6.firs", "C1", "A1"]
    assert unpublished(codes, "district", WINDOW, EVERYTHING, then) == ("P6.warned", "C1", "A1")
    assert restatements(codes, "district", WINDOW, EVERYTHING, then, now).is_empty()


def test_the_command_line_tells_what_changed(corrected: Publications, monkeypatch: pytest.MonkeyPatch) -> None:
    then, now = corrected
    settings = small_settings(then.folder.parents[1])
    monkeypatch.setattr(cli, "load_settings", lambda: settings)
    asked = ["restated", "P6", "--since", then.id, "--by", "district"]
    done = CliRunner().invoke(cli.app, [*asked, "--to", "2025-09-24", "--from", "2025-09-22", "--json"])
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("from", "to", "as_of", "by", "then", "now", "not_published_then")} == {
        "from": "2025-09-22",
        "to": "2025-09-24",
        "as_of": "2025-09-24",
        "by": "district",
        "then": then.id,
        "now": now.id,
        "not_published_then": [],
    }
    (row,) = [row for row in told["rows"] if row["code"] == "P6.warned"]
    assert (row["then_numerator"], row["now_numerator"], row["batches"]) == (67, 40, ["b3"])
    for lang in ("hi", "en"):
        text = CliRunner().invoke(cli.app, [*asked, "--to", "2025-09-24", "--lang", lang]).stdout
        assert "b3" in text
        assert "67 / 490" in text


@pytest.mark.parametrize("arguments", [["--since", "20200101-000000-000000"], ["--since", "x", "--by", "village"]])
def test_a_publication_that_is_not_there_is_answered_with_a_sentence(
    arguments: list[str], corrected: Publications, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load_settings", lambda: small_settings(corrected[0].folder.parents[1]))
    done = CliRunner().invoke(cli.app, ["restated", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_every_figure_is_told_beside_what_the_program_before_the_field_published(tmp_path: Path) -> None:
    then, now = two(tmp_path, [squad(FIRST), cases(9)], [squad(CORRECTED)], before_the_field)
    new = {"P3", "P4", "P5", "P7", "P9", "P10", "N1", "N4", "D3", "D5", "D6", "D11", "D12"}
    codes = [*sorted(new), "P6.warned", "C1"]
    assert set(unpublished(codes, "thana", WINDOW, EVERYTHING, then)) == new
    assert set(restatements(codes, "range", WINDOW, EVERYTHING, then, now)["code"]) == {"P6.warned"}

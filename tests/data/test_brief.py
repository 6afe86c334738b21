"""The brief of a small range of two districts: what it says of each day, to whom, and what it keeps to itself."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from access.settings import Settings
from metrics import __main__ as cli
from metrics.brief import command
from metrics.brief.command import FORMATS, written
from metrics.brief.reading import Brief, look
from metrics.exceptions import Matter
from tests.older_program import before_the_field
from tests.warehouse_kit import commit, small_settings
from warehouse import query, reads
from warehouse.batch import Batch, BatchReason
from warehouse.build import publish
from warehouse.query import open_snapshot
from warehouse.store import Store

OCTOBER = ["2025-10-01", "2025-10-31"]
TODAY = date(2025, 11, 10)
IN_TIME, LATE = "2025-11-02T10:00", "2025-11-05T09:00"
WHY = BatchReason(rule="row_fall", count=1, sentence_hi="पंक्तियाँ <कम> हैं।", sentence_en="Too <few> rows.")
HAPUR, BAGHPAT = ["hapur-nagar", "dhaulana"], ["khekra", "baraut"]
CIRCULARS = [
    {"circular_no": "C-1/2025", "due_on": "2025-10-20", "status": "partial"},
    {"circular_no": "C-2/2025", "due_on": "2025-11-12", "status": "pending"},
    {"circular_no": "C-3/2025", "due_on": None, "status": "pending"},
    {"circular_no": "C-4/2025", "due_on": "2025-10-20", "status": "complied", "complied_on": "2025-10-11"},
]


def cases(n: int, thana: str = "hapur-nagar") -> dict[str, Any]:
    """So many cases of 22 September, all open."""
    rows = [
        {
            "unique_no": f"MSK/HAPUR/{thana.upper()}/2025/{serial:04}",
            "thana_code": thana,
            "received_on": "2025-09-22",
            "entered_on": "2025-09-22",
        }
        for serial in range(1, n + 1)
    ]
    return {"return": "cases", "thanas": [thana], "days": ["2025-09-22", "2025-10-31"], "rows": rows}


def circulars() -> dict[str, Any]:
    named = {"issued_by": "range", "issued_on": "2025-10-01", "subject": "हेल्पलाइन <b>प्रचार</b>"}
    return {"return": "circulars", "days": OCTOBER, "rows": [named | one for one in CIRCULARS]}


def range_of(folder: Path, n_cases: int) -> Settings:
    """Hapur: cases of one thana, daily counts of both too late, circulars. Baghpat: cases of Khekra, held."""
    settings = small_settings(folder)
    store = Store(settings)
    commit(store, cases(n_cases) | {"received": IN_TIME})
    commit(store, {"return": "squad_daily", "thanas": HAPUR, "days": OCTOBER, "rows": [], "received": LATE})
    commit(store, circulars() | {"received": IN_TIME})
    store.commit(_held(store))
    publish(store, settings)
    return settings


def _held(store: Store) -> Batch:
    came = datetime.fromisoformat(IN_TIME)
    return Batch(
        batch_id="held-1",
        seq=store.next_seq(),
        return_name="cases",
        district_code="baghpat",
        thanas=("khekra",),
        first_day=date(2025, 10, 1),
        last_day=date(2025, 10, 31),
        period_source="title",
        file_name="khekra.csv",
        received_at=came,
        loaded_at=came,
        verdict="held",
        reasons=(WHY,),
    )


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return range_of(tmp_path_factory.mktemp("data"), 3)


@pytest.fixture(scope="module")
def ask(settings: Settings) -> Callable[..., Brief]:
    @cache
    def asked(district: str = "", as_of: date | None = None) -> Brief:
        return look(settings, open_snapshot(settings), district, as_of, TODAY)

    return asked


def missing(brief: Brief) -> set[tuple[str, str, tuple[str, ...], bool]]:
    return {(one.return_name, one.district_code, one.thanas, one.is_whole) for one in brief.not_in}


def test_a_return_is_overdue_when_it_has_not_come_and_is_not_held(ask: Callable[..., Brief]) -> None:
    assert missing(ask()) == {
        ("cases", "hapur", ("dhaulana",), False),
        ("cases", "baghpat", ("baraut",), False),  # that of Khekra came and is held
        ("squad_daily", "baghpat", ("baraut", "khekra"), True),
        ("capacity", "hapur", ("dhaulana", "hapur-nagar"), True),
        ("capacity", "baghpat", ("baraut", "khekra"), True),
        ("circulars", "baghpat", (), False),
    }
    assert {one.n_days for one in ask().not_in} == {(TODAY - date(2025, 11, 3)).days}
    assert ask().n_not_in == 1 + 1 + 2 + 2 + 2 + 1


def test_what_came_later_was_overdue_on_the_day_before(ask: Callable[..., Brief]) -> None:
    late = ("squad_daily", "hapur", ("dhaulana", "hapur-nagar"), True)
    assert late in missing(ask(as_of=date(2025, 11, 4)))
    assert late not in missing(ask(as_of=date(2025, 11, 5)))


def test_on_the_day_of_the_cut_off_a_return_is_due_and_not_overdue(ask: Callable[..., Brief]) -> None:
    brief = ask(as_of=date(2025, 11, 3))
    (cut_off,) = brief.cut_offs
    assert brief.not_in == ()
    assert (cut_off.cut_off_at, cut_off.month_starts_on) == (datetime(2025, 11, 3, 18), date(2025, 10, 1))
    assert {one.return_name: (one.n_received, one.n_due) for one in cut_off.returns} == {
        "cases": (1, 4),
        "squad_daily": (0, 4),
        "circulars": (1, 2),
        "capacity": (0, 4),
    }
    assert ask().cut_offs == ()


def test_circulars_are_overdue_ahead_or_without_a_due_date(ask: Callable[..., Brief]) -> None:
    found = ask().circulars
    assert [(one.circular_no, one.n_days, one.is_partial) for one in found.overdue] == [("C-1/2025", 21, True)]
    assert [one.circular_no for one in found.ahead] == ["C-2/2025"]
    assert [one.circular_no for one in found.undue] == ["C-3/2025"]
    assert found.silent == ("baghpat",)


def test_a_held_slice_is_told_with_its_reason_from_the_day_it_came(ask: Callable[..., Brief]) -> None:
    assert [one.batch_id for one in ask().held] == ["held-1"]
    assert ask(as_of=date(2025, 11, 1)).held == ()
    told = written(ask(), "text", "en")
    assert "Baghpat district · Case register" in told
    assert "Held since 2 November 2025. Too <few> rows." in told


def test_what_has_a_section_of_its_own_is_no_exception_as_well(ask: Callable[..., Brief]) -> None:
    assert [one.key for one in ask().exceptions if "held" in one.key or "not_received" in one.key] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_district_is_told_nothing_of_another(ask: Callable[..., Brief], form: str) -> None:
    told = written(ask("hapur"), form, "en")
    assert "dhaulana" in told.lower()
    assert not re.search(r"baghpat|khekra|baraut|held-1", told.lower())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("district", ["", "hapur"])
def test_few_women_are_words_and_never_a_number(ask: Callable[..., Brief], district: str, form: str) -> None:
    """Three cases wait for more than thirty days (B4)."""
    told = written(ask(district), form, "en")
    assert "kept confidential" in told
    assert not re.search(r"\b3 of 3\b|of 3\b", told)
    (row,) = [one for one in json.loads(written(ask(district), "json", "en"))["waiting"] if one["kpi"] == "B4"]
    assert (row["numerator"], row["denominator"], row["is_suppressed"]) == (None, None, True)


def test_enough_women_are_counted_and_an_older_snapshot_says_what_it_lacks(tmp_path: Path) -> None:
    settings = range_of(tmp_path, 9)
    brief = look(settings, open_snapshot(settings), "hapur", None, TODAY)
    assert "Open more than 30 days\n   9 of 9, as on 31 October 2025." in written(brief, "text", "en")
    for path in settings.data.glob("snapshots/*/review.duckdb"):
        older = path.with_name("older.duckdb")
        shutil.copy(path, older)
        before_the_field(older)
        older.replace(path)
    query._connections.clear()
    reads.columns_of.cache_clear()
    older_brief = look(settings, open_snapshot(settings), "hapur", None, TODAY)
    assert not older_brief.circulars.is_kept
    told = written(older_brief, "text", "en")
    assert "published by an older program and holds no circulars" in told
    assert "Circulars overdue: —" in told
    read = json.loads(written(older_brief, "json", "hi"))
    lacking = (
        (read["overdue"], ("circulars", "districts_without_circulars")),
        (
            read["due"],
            ("circulars", "circulars_without_due_date"),
        ),
    )
    assert [part[name] for part, names in lacking for name in names] == [None] * 4


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_html_calls_nobody_and_shows_subjects_as_they_are_written(ask: Callable[..., Brief], lang: str) -> None:
    page = written(ask(), "html", lang)
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{lang}">' in page
    assert not re.search(r"https?:|//|<script|<img|<link|@import|url\(|src=|href=", page)
    assert "हेल्पलाइन &lt;b&gt;प्रचार&lt;/b&gt;" in page
    assert page.count("<section") == page.count("</section>") == 5


def test_text_and_html_say_the_same(ask: Callable[..., Brief]) -> None:
    page = re.sub(r"<style>.*?</style>|<[^>]+>", " ", written(ask(), "html", "hi"))
    words = re.findall(r"[\u0900-\u097F]+", written(ask(), "text", "hi"))
    assert len(words) > 100
    assert [word for word in words if word not in page] == []


# The command line.


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(command, "load_settings", lambda: settings)
    monkeypatch.setattr(command.audit, "now", lambda: datetime(2025, 11, 10, 7, 30))
    return lambda *arguments: CliRunner().invoke(cli.app, ["brief", *arguments])


def test_without_a_day_it_is_todays_in_hindi(run: Callable[..., Result]) -> None:
    done = run("--district", "hapur")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "दैनिक सार · जनपद हापुड़ · 10 नवंबर 2025"


def test_the_command_prints_json(run: Callable[..., Result]) -> None:
    told = json.loads(run("--json", "--as-of", "2025-11-05").stdout)
    assert (told["as_of"], told["lang"], len(told["held"])) == ("2025-11-05", "hi", 1)


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(run: Callable[..., Result], tmp_path: Path) -> None:
    out = tmp_path / "hapur.html"
    done = run("--district", "hapur", "--html", "--out", str(out), "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, f"Wrote {out}.\n")
    assert out.read_text(encoding="utf-8").endswith("</html>\n")
    assert list(tmp_path.iterdir()) == [out]


def test_json_is_one_object_with_the_listed_fields(ask: Callable[..., Brief]) -> None:
    names, values = {"en": "Hapur", "hi": "हापुड़"}, {"en": {}, "hi": {}}
    matter = Matter(1, "district", "hapur", "F7", "metrics.exception.lapse", names, names, values)
    told = json.loads(written(replace(ask(as_of=date(2025, 11, 5)), exceptions=(matter,)), "json", "en"))
    ahead = json.loads(written(ask(as_of=date(2025, 11, 3)), "json", "en"))
    listed = (Path(__file__).resolve().parents[2] / "docs" / "brief.md").read_text(encoding="utf-8")
    assert (told["format"], told["as_of"], told["district"]) == (1, "2025-11-05", None)
    assert told["window"] == {"from": "2025-10-02", "to": "2025-10-31", "as_of": "2025-10-31"}
    assert set(fields(told)) | set(fields(ahead)) == set(re.findall(r"^\| `([\w.]+)`", listed, re.MULTILINE))


def test_json_tells_moments_to_the_second(ask: Callable[..., Brief]) -> None:
    told = json.loads(written(ask(), "json", "en"))
    moments = [told["published_at"], told["received_through"], told["held"][0]["held_since"]]
    assert [when for when in moments if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", when)] == []


def fields(value: Any, above: str = "") -> list[str]:
    """Every field by its path; the entries of a list are alike."""
    if isinstance(value, list):
        return [name for one in value for name in fields(one, above)]
    if not isinstance(value, dict):
        return []
    names = []
    for name, inside in value.items():
        path = f"{above}.{name}" if above else name
        names += [path, *fields(inside, path)]
    return names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--district", "nowhere"), "Give one of these codes: baghpat, hapur."),
        (("--as-of", "2025-11-11"), "Give 2025-11-10 or an earlier day."),
        (("--as-of", "2025-09-21"), "Give 2025-09-22 or a later day."),
        (("--as-of", "10.11.2025"), "Write year-month-day"),
        (("--district", ""), "--district is empty. Give it a value, or leave the option out."),
        (("--district", " "), "--district is empty."),
        (("--as-of", ""), "--as-of is empty."),
        (("--format", "pdf"), "Give one of: text, html, json."),
        (("--html", "--json"), "Two formats are asked for at once: html, json. Give one."),
        (("--format", "json", "--html"), "Two formats are asked for at once: html, json. Give one."),
        (("--out", ""), ". could not be written (Is a directory). Give a file"),
        (("--out", "/proc/brief.txt"), "/proc/brief.txt could not be written"),
    ],
)
def test_what_does_not_exist_is_a_sentence_and_exit_2(
    run: Callable[..., Result], arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments, "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_before_anything_is_published_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "load_settings", lambda: small_settings(tmp_path))
    done = CliRunner().invoke(cli.app, ["brief", "--lang", "en"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Nothing has been published yet.")

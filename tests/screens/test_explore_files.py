"""The files of an answer: short ones on one click, long ones prepared first, all on record, none without the right."""

from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from access.errors import NotAllowed
from components.context import Context
from components.explore import downloads
from components.explore.downloads import Wanted
from components.files.shape import FORMATS, Format
from locales import LANGUAGES, say
from metrics import catalogue
from tests.screens import files_kit


def show(folder: Path, lang: str = "hi", n_rows: int | None = 100_000, *, may_export: bool = True) -> AppTest:
    def script(folder: str, lang: str, n_rows: int | None, may_export: bool) -> None:  # runs on its own
        from tests.screens import files_kit

        files_kit.draw(folder, "dig", lang, n_rows, may_export=may_export)

    return AppTest.from_function(script, args=(str(folder), lang, n_rows, may_export), default_timeout=60).run()


def logged(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for path in (folder / "logs").glob("*") for line in path.read_text("utf-8").splitlines()]


def taken(ctx: Context, form: Format, n_frames: int = 1) -> bytes:
    wanted = Wanted(files_kit.answer(n_frames), "kpi", form)
    return bytes(downloads.take(ctx, wanted, downloads.make(ctx, wanted)).read())


def downloads_of(app: AppTest) -> list[str]:
    return [str(one.proto.label) for one in app.get("download_button")]


def test_a_short_answer_is_one_click_away_in_each_format(tmp_path: Path) -> None:
    app = show(tmp_path)
    assert not app.exception
    for form in FORMATS:
        app.selectbox("explore_format").select(form).run()
        assert downloads_of(app) == [say("hi", f"downloads.take.{form}")]
    assert not app.button
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize("n_rows", [100_000, None])
def test_a_long_answer_is_prepared_first_and_kept_until_something_else_is_asked(
    tmp_path: Path, n_rows: int | None
) -> None:
    app = show(tmp_path, n_rows=n_rows)
    app.selectbox("explore_extent").select("family").run()
    assert (downloads_of(app), [one.label for one in app.button]) == ([], [say("hi", "downloads.prepare")])
    app.button("explore_prepare").click().run()
    assert not app.exception
    assert downloads_of(app) == [say("hi", "downloads.take.csv")]
    assert app.session_state["explore_made"][1].n_rows == 6
    app.run()
    assert downloads_of(app) == [say("hi", "downloads.take.csv")]
    app.selectbox("explore_format").select("xlsx").run()
    assert "explore_made" not in app.session_state
    assert downloads_of(app) == []
    assert list((tmp_path / "exports").iterdir()) == []


def test_a_disk_without_room_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file where the folder should be")
    app = show(tmp_path)
    app.selectbox("explore_extent").select("all").run()
    app.button("explore_prepare").click().run()
    assert not app.exception
    assert any(say("hi", "downloads.no_room") in str(one.proto.body) for one in app.get("html"))
    assert downloads_of(app) == []


def test_who_may_take_nothing_is_offered_nothing_and_gets_nothing(tmp_path: Path) -> None:
    app = show(tmp_path, may_export=False)
    assert (downloads_of(app), app.button.len, app.selectbox.len) == ([], 0, 0)
    ctx = files_kit.context(tmp_path, may_export=False)
    wanted = Wanted(files_kit.answer(), "kpi", "csv")
    with pytest.raises(NotAllowed):
        downloads.make(ctx, wanted)
    made = downloads.make(files_kit.context(tmp_path), wanted)
    with pytest.raises(NotAllowed):
        downloads.take(ctx, wanted, made)
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_each_file_that_is_taken_is_on_record_with_its_question_and_rows(tmp_path: Path, form: Format) -> None:
    assert taken(files_kit.context(tmp_path, "asp-hapur"), form, n_frames=2)
    (line,) = logged(tmp_path)
    told = {name: line[name] for name in ("event", "viewer", "page", "kpi", "by", "window", "extent", "format")}
    assert told == {
        "event": "export",
        "viewer": "asp-hapur",
        "page": "explore",
        "kpi": "K1",
        "by": "thana",
        "window": "30",
        "extent": "kpi",
        "format": form,
    }
    assert (line["snapshot"], line["n_rows"]) == ("20251201-1", 6)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_definitions_say_all_that_defines_a_kpi(tmp_path: Path, lang: str) -> None:
    book = io.BytesIO(taken(files_kit.context(tmp_path, lang=lang), "xlsx"))
    sheet = pl.read_excel(book, sheet_id=2, has_header=False, drop_empty_rows=False).rows()
    assert sheet[0][:2] == (say(lang, "app.name"), say(lang, "explore.title"))
    assert sheet[1][:2] == ("क्षेत्र", "मेरठ परिक्षेत्र")
    kpi = catalogue.load()["K1"]
    text = kpi.words(lang)
    line = next(line for line in sheet if line[0] == "K1")
    for wanted in (text.label, text.meaning, text.numerator, text.denominator, text.not_counted):
        assert wanted in line
    assert any(text.owner in cell for cell in line if cell)
    assert kpi.pair is not None
    assert any(cell.startswith(catalogue.load()[kpi.pair].number) for cell in line[1:] if cell)
    assert say(lang, f"source.{str(kpi.target_source).lower()}") in next(cell for cell in line if cell and "—" in cell)

"""The rows behind a number: as many as the number says, in scope, on record once, for those who may see them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from access.errors import NotAllowed
from access.roles import Viewer, demo_viewers
from access.settings import Settings
from components import door
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.drill import counted, rows, table
from components.drill.bucket import BACKLOG, CASES, FIR, Bucket
from tests.screens.looking import HOME, html, look, notice, words
from warehouse.case_rows import CaseRows
from warehouse.query import open_snapshot
from warehouse.reads import Window

UseData = Callable[[Path], Settings]
ALL = (*CASES, *BACKLOG, *FIR)
WINDOWS = (
    Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30)),
    Window(date(2025, 9, 22), date(2025, 11, 9), date(2025, 11, 9)),
)
PLACES = (
    Choice(),
    Choice(district="hapur"),
    Choice(district="meerut", circle="meerut-cantt"),
    Choice(district="meerut", circle="meerut-cantt", thana="sadar-bazar"),
)
UNHEARD = "counselling_first.not_met"


def context(settings: Settings, viewer: str = "dig") -> Context:
    return Context(settings, demo_viewers()[viewer], "hi", open_snapshot(settings))


def sees_no_rows(settings: Settings) -> Context:
    ctx = context(settings)
    role = ctx.viewer.role.model_copy(update={"may_see_rows": False})
    return replace(ctx, viewer=Viewer(code="guest", role=role))


def logged(settings: Settings, event: str) -> list[dict[str, Any]]:
    lines = [line for path in (settings.data / "logs").glob("audit-*.jsonl") for line in path.open(encoding="utf-8")]
    return [told for line in lines if (told := json.loads(line))["event"] == event]


def drawn_rows(app: AppTest) -> int:
    return sum(part.count("<tr>") - 1 for part in re.findall(r'<div class="ms-rows".*?</div>', html(app), re.DOTALL))


def number_picked(app: AppTest) -> int:
    """The figure at the end of what the select box shows."""
    box = app.selectbox(key="drill_rows")
    assert box.index is not None
    return int(box.options[box.index].rsplit(": ", 1)[1].replace(",", ""))


def pick(app: AppTest, bucket: str) -> AppTest:
    return app.selectbox(key="drill_rows").set_value(bucket).run()


@pytest.mark.parametrize("choice", PLACES, ids=lambda choice: choice.whole)
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window.as_of))
def test_there_are_as_many_rows_as_the_number_says(
    use_data: UseData, published: Path, choice: Choice, window: Window
) -> None:
    ctx = context(use_data(published))
    told = counted.told(ctx, choice, window, ALL)
    found = {bucket.id: rows.rows_of(ctx, choice, window, bucket).n_all for bucket in ALL}
    small = ctx.settings.small_cell
    assert sum(found.values()) > 20
    for name, number in told.items():
        assert number.n in (None, found[name])
        assert number.n is None or number.n == 0 or number.n >= small
    shown = [name for name, number in told.items() if number.n is not None]
    assert len(shown) > 10 or choice.thana


def test_small_numbers_are_hidden_until_the_rows_are_asked_for(use_data: UseData, published: Path) -> None:
    ctx = context(use_data(published))
    thana = PLACES[-1]
    told = counted.told(ctx, thana, WINDOWS[0], ALL)
    found = rows.rows_of(ctx, thana, WINDOWS[0], next(bucket for bucket in ALL if bucket.id == UNHEARD))
    assert 0 < found.n_all < 5
    assert told[UNHEARD].words("hi") == "<5"


def test_the_bands_of_a_unit_are_told_all_or_none(use_data: UseData, published: Path) -> None:
    ctx = context(use_data(published))
    for thana in door.places(ctx).at("thana", "meerut"):
        choice = Choice(district="meerut", circle=thana.circle_code, thana=thana.code)
        told = counted.told(ctx, choice, WINDOWS[0], BACKLOG)
        hidden = {told[bucket.id].hidden_as for bucket in BACKLOG if bucket.band and told[bucket.id].n != 0}
        assert len(hidden) <= 1


@pytest.mark.parametrize(
    ("page", "bucket"),
    [("cases", UNHEARD), ("cases", "referral_acknowledged.not_met"), ("backlog", "n_open")],
)
@pytest.mark.parametrize("query", [{}, {"district": "hapur"}, {"district": "meerut", "circle": "meerut-sadar-dehat"}])
def test_the_rows_on_screen_are_those_of_the_number_on_screen(
    use_data: UseData, published: Path, page: str, bucket: str, query: dict[str, str]
) -> None:
    use_data(published)
    app = pick(look("dig", page, **query), bucket)
    assert drawn_rows(app) == min(number_picked(app), 500) > 4
    assert app.query_params["rows"] in (bucket, [bucket])


def test_the_firs_held_back_on_screen_are_those_of_the_number_on_screen(use_data: UseData, held_back: Path) -> None:
    use_data(held_back)
    for viewer, n in (("dig", 11), ("asp-hapur", 11), ("asp-baghpat", 0)):
        app = pick(look(viewer, "fir"), "fir_registered.not_met")
        assert (drawn_rows(app), number_picked(app)) == (n, n)


def test_none_is_picked_and_no_row_is_drawn_before_it_is_asked_for(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    before = len(logged(settings, "case_rows"))
    app = look("dig", "cases")
    assert app.selectbox(key="drill_rows").index == 0
    assert "ms-rows" not in html(app)
    assert "MSK/" not in words(app)
    assert len(logged(settings, "case_rows")) == before


def test_looking_is_on_record_once_with_what_was_looked_at(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    before = len(logged(settings, "case_rows"))
    app = pick(look("asp-hapur", "cases"), UNHEARD)
    app.run().run()
    (line,) = logged(settings, "case_rows")[before:]
    assert (line["viewer"], line["rows"], line["district"]) == ("asp-hapur", UNHEARD, "hapur")
    assert (line["until"], line["n"]) == ("2025-11-30", drawn_rows(app))
    app.selectbox(key="filter_circle").set_value("hapur-pilkhuwa").run()
    assert len(logged(settings, "case_rows")) == before + 2
    pick(app, "")
    pick(app, UNHEARD)
    assert len(logged(settings, "case_rows")) == before + 3


def test_a_link_opens_the_rows(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look("dig", "cases", district="hapur", rows=UNHEARD)
    assert drawn_rows(app) == number_picked(app) > 4
    assert f"rows={UNHEARD}" in html(app)


@pytest.mark.parametrize("wanted", ["n_open", "<script>", "counselling_first"])
def test_a_link_to_rows_that_are_not_on_the_page_is_refused_in_words(
    use_data: UseData, published: Path, wanted: str
) -> None:
    use_data(published)
    app = look("dig", "cases", rows=wanted)
    assert "प्रकरण-सूची इस पृष्ठ पर उपलब्ध नहीं" in notice(app)
    assert "ms-rows" not in html(app)
    assert "script" not in words(app)
    assert "rows=" not in html(app)
    assert notice(pick(app, UNHEARD)) == ""


def test_an_asp_sees_rows_of_the_own_district_only_whatever_the_link_says(use_data: UseData, published: Path) -> None:
    use_data(published)
    look("dig", "cases", rows=UNHEARD)
    for query in ({}, {"district": "meerut"}, {"thana": "sadar-bazar"}):
        seen = set(re.findall(r"MSK/<wbr>([A-Z-]+)/", html(look("asp-hapur", "cases", rows=UNHEARD, **query))))
        assert seen == {"HAPUR"}


def test_a_place_forced_into_the_session_brings_no_row(use_data: UseData, published: Path) -> None:
    ctx = context(use_data(published), "asp-hapur")
    for bucket in ALL:
        assert rows.rows_of(ctx, Choice(district="meerut"), WINDOWS[0], bucket).n_all == 0


def test_who_may_see_no_rows_gets_none(use_data: UseData, published: Path) -> None:
    ctx = sees_no_rows(use_data(published))
    for bucket in ALL:
        with pytest.raises(NotAllowed):
            rows.rows_of(ctx, Choice(), WINDOWS[0], bucket)


def tiny_page() -> None:
    """A page of nothing but the rows, for a viewer who may see none."""
    import streamlit as st

    from access.settings import load_settings
    from components import door
    from components.choice import Choice
    from components.drill import rows
    from components.drill.bucket import CASES
    from tests.screens.test_drill import WINDOWS, sees_no_rows

    ctx = sees_no_rows(load_settings())
    st.json(rows.asked(ctx, CASES))
    rows.section(ctx, Choice(), door.places(ctx), WINDOWS[0], CASES)


def test_a_link_to_rows_is_refused_to_those_who_may_see_none(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    before = len(logged(settings, "case_rows"))
    app = AppTest.from_function(tiny_page, default_timeout=60)
    app.query_params["rows"] = UNHEARD
    app.run()
    assert not app.exception
    assert "अधिकार नहीं" in notice(app)
    assert not app.selectbox
    assert app.json[0].value == "{}"
    assert len(logged(settings, "case_rows")) == before


def test_nothing_behind_a_number_is_said_in_words(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = pick(look("dig", "cases"), "safety_plan.not_met")
    assert "ऐसा कोई प्रकरण नहीं है" in html(app)
    assert "ms-rows" not in html(app)


def test_rows_of_a_past_review_say_that_they_stand_as_they_do_now(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    review = door.calendar(context(settings)).past_reviews[0].isoformat()
    assert "वर्तमान स्थिति" in html(look("dig", "cases", rows=UNHEARD, as_of=review))
    assert "वर्तमान स्थिति" not in html(look("dig", "cases", rows=UNHEARD))


def test_rows_cannot_come_from_the_file_of_the_review(use_data: UseData, published: Path, tmp_path: Path) -> None:
    """The meeting's copy holds review.duckdb alone."""
    settings = use_data(published)
    ctx = context(settings)
    folder = tmp_path / ctx.snapshot.id
    folder.mkdir()
    (folder / "review.duckdb").write_bytes((ctx.snapshot.folder / "review.duckdb").read_bytes())
    alone = replace(ctx, published=replace(ctx.snapshot, folder=folder))
    for bucket in ALL:
        with pytest.raises(Exception, match=r"detail\.duckdb"):
            rows.rows_of(alone, Choice(), WINDOWS[0], bucket)


def test_the_rows_are_a_file_of_their_own_and_that_is_on_record(use_data: UseData, published: Path) -> None:
    ctx, choice = context(use_data(published), "asp-hapur"), Choice(district="hapur")
    before, bucket = len(logged(ctx.settings, "export")), next(one for one in CASES if one.id == UNHEARD)
    found, places = rows.rows_of(ctx, choice, WINDOWS[0], bucket), door.places(ctx)
    shown = table.table(bucket, found.rows, {}, "hi")
    text = rows.file_of(ctx, choice, places, WINDOWS[0], bucket, shown).decode("utf-8-sig")
    assert text.count("MSK/HAPUR/") == found.n_all > 4
    assert "संख्या के पीछे के प्रकरण" in text
    assert "K1 · तीन दिन में प्रथम काउंसलिंग नहीं" in text
    (line,) = logged(ctx.settings, "export")[before:]
    assert (line["page"], line["rows"], line["district"]) == ("drill", UNHEARD, "hapur")


def test_who_may_not_export_rows_gets_no_file(use_data: UseData, published: Path) -> None:
    ctx = context(use_data(published))
    stays = ctx.viewer.model_copy(update={"role": ctx.viewer.role.model_copy(update={"may_export": False})})
    shown, places = Table((), ()), door.places(ctx)
    for one in (replace(ctx, viewer=stays), sees_no_rows(ctx.settings)):
        with pytest.raises(NotAllowed):
            rows.file_of(one, Choice(), places, WINDOWS[0], CASES[0], shown)


def test_the_file_of_the_page_holds_no_row(use_data: UseData, published: Path) -> None:
    """Whatever a page hands to its own file, the rows are not among it."""
    for page in ("cases", "backlog", "fir"):
        tree = ast.parse((HOME / "pages" / f"{page}.py").read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and "rows.section" in ast.unparse(node)]
        assert len(calls) == 1, "its result is used by nobody"


def test_returns_that_did_not_come_or_are_held_are_named_beside_the_rows(use_data: UseData, filed: Path) -> None:
    ctx = context(use_data(filed))
    window, none = Window(date(2026, 10, 2), date(2026, 10, 31), date(2026, 10, 31)), CaseRows(pl.DataFrame(), 0)

    def notes(bucket: Bucket) -> list[str]:
        return rows._notes(ctx, Choice(), door.places(ctx), window, bucket, none)

    nothing, register, sessions = notes(next(bucket for bucket in CASES if bucket.id == UNHEARD))
    assert "ऐसा कोई प्रकरण नहीं है" in nothing
    assert register.startswith("प्रकरण पंजिका: 82 में से 82 थानों")
    assert sessions.startswith("काउंसलिंग पंजिका: 82 में से 82 थानों")
    held = Bucket("P6.preventive", "preventive")
    assert any(note.startswith("बागपत, एंटी रोमियो दैनिक रोकी गई") for note in notes(held))

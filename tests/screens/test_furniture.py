"""What pages are built of: tiles, what to ask about, why nothing is shown, the as-of day, then beside now."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access.roles import demo_viewers
from access.settings import Settings
from components import as_published, door, header, matrix_html, sections
from components.choice import Choice
from components.context import Context
from components.matrix import Cell, Column, Matrix, Row
from components.sections import Ask
from metrics import catalogue
from tests.screens import small_range
from tests.screens.looking import html
from warehouse import build
from warehouse.query import open_snapshot
from warehouse.reads import Window
from warehouse.reference import load_reference
from warehouse.store import Store

K1, B1 = catalogue.load()["K1"], catalogue.load()["B1"]
WINDOW = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))
WHOLE = Column("range", "परिक्षेत्र", is_whole=True)
Use = Callable[[Path], Settings]


def context(settings: Settings, viewer: str = "dig") -> Context:
    return Context(settings, demo_viewers()[viewer], "hi", open_snapshot(settings))


def tiles(*rows: Row) -> str:
    return sections.tiles(Matrix((WHOLE,), rows, WINDOW, None), "hi")


def test_a_tile_says_name_target_value_counts_status_and_definition() -> None:
    drawn = tiles(Row(K1, (Cell("range", 62.0, 62, 100, status="missed"),)))
    for told in (K1.hi.short, "लक्ष्य ≥ 90", "62.0", "62 / 100", "■ पीछे", "K1 · परिभाषा", K1.hi.numerator):
        assert told in drawn
    assert 'class="ms-tile is-missed"' in drawn


def test_a_suppressed_tile_gives_nothing_away_and_a_missing_one_shows_no_nought() -> None:
    assert "42" not in tiles(Row(K1, (Cell("range", 42.0, 42, 100, is_suppressed=True),)))
    missing = tiles(Row(B1, (Cell("range", status="no_data", n_missing=3, n_expected=3),)))
    assert "अप्राप्त 3/3" in missing
    assert '<span class="ms-value none">—</span>' in missing


def test_tiles_speak_of_the_whole_and_not_of_its_parts() -> None:
    parts = (Column("hapur", "हापुड़", is_whole=False), WHOLE)
    row = Row(K1, (Cell("hapur", 11.0, 11, 100, status="missed"), Cell("range", 62.0, 62, 100, status="missed")))
    drawn = sections.tiles(Matrix(parts, (row,), WINDOW, None), "hi")
    assert "62.0" in drawn
    assert "11.0" not in drawn
    assert matrix_html.inside(K1, row.cells[1], WHOLE, "hi") in drawn


def test_what_to_ask_about_keeps_its_order_and_folds_after_three() -> None:
    found = [Ask(f"थाना {n}", f"बात <{n}>") for n in range(1, 6)]
    drawn = sections.asks(found, "hi")
    assert re.findall(r"◆ थाना (\d)", drawn) == ["1", "2", "3", "4", "5"]
    assert drawn.index("थाना 3") < drawn.index("<details>") < drawn.index("थाना 4")
    assert "<2>" not in drawn
    assert "ms-calm" in sections.asks([], "hi")


def why(settings: Settings, choice: Choice, window: Window | None, return_name: str) -> str:
    ctx = context(settings)
    places, calendar = door.places(ctx), door.calendar(ctx)
    return " ".join(sections.why_nothing(ctx, choice, places, calendar, window, return_name))


def test_every_empty_state_says_why(use_data: Use, published: Path) -> None:
    settings = use_data(published)
    early = Window(date(2025, 1, 1), date(2025, 1, 31), date(2025, 1, 31))
    beyond = Window(date(2025, 10, 1), date(2025, 12, 31), date(2025, 12, 31))
    assert "अभी आरम्भ नहीं हुई" in why(settings, Choice(), None, "cases")
    assert "22 सितंबर 2025 से आरम्भ" in why(settings, Choice(), early, "cases")
    assert small_range.HELD_REASON in why(settings, Choice(), WINDOW, "inspections")
    assert "शून्य न समझें" in why(settings, Choice("hapur"), beyond, "cases")
    assert "थाने से पुष्टि करें" in why(settings, Choice("hapur"), WINDOW, "cases")


def test_a_held_return_is_named_only_where_it_is_the_one_asked_for(use_data: Use, published: Path) -> None:
    ctx = context(use_data(published))
    assert header.held_sentences(ctx, Choice(), door.places(ctx), ("inspections",))
    assert not header.held_sentences(ctx, Choice(), door.places(ctx), ("cases",))
    assert not header.held_sentences(ctx, Choice(), door.places(ctx), as_of=date(2025, 9, 1))


def test_a_file_of_which_every_row_is_quarantined_says_so(use_data: Use, tmp_path: Path) -> None:
    settings = use_data(tmp_path)
    small_range.make(settings)
    store = Store(settings)
    batch = small_range._batch(store, "feedback", "hapur", ("babugarh",), accepted=0, quarantined=7)
    store.commit(batch.model_copy(update={"first_day": date(2024, 1, 1), "last_day": date(2024, 1, 31)}))
    ctx = context(settings)
    window = Window(date(2024, 1, 1), date(2024, 1, 31), date(2024, 1, 31))
    assert sections._n_quarantined(ctx, Choice("hapur"), "feedback", window) == 7
    assert sections._n_quarantined(ctx, Choice("hapur"), "feedback", WINDOW) == 0
    assert sections._n_quarantined(ctx, Choice("meerut"), "feedback", window) == 0


def page() -> None:
    """A page that asks as of when, then one that does not; both tell what they were given."""
    import streamlit as st

    from access.roles import demo_viewers
    from access.settings import load_settings
    from components import as_published, door, filters, header, windows
    from components.context import Context
    from warehouse.query import open_snapshot

    ctx = Context(load_settings(), demo_viewers()["dig"], "hi", open_snapshot(load_settings()))
    places, calendar = door.places(ctx), door.calendar(ctx)
    is_asking = not st.session_state.get("elsewhere")
    choice = filters.choose(places, calendar, "hi", as_of=is_asking)
    window = windows.resolve(choice.window, choice.stand(calendar))
    assert window is not None
    st.html(f"<p>{choice.as_of} {window.end}</p>{header.line(ctx, choice, window, places)}")
    if is_asking:
        as_published.section(ctx, choice, places, ("K1", "B1"), window)


def opened(**query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_as_of_day_is_chosen_in_the_bar_and_held_by_the_address(use_data: Use, published: Path) -> None:
    use_data(published)
    app = opened()
    box = app.selectbox(key="filter_as_of")
    assert (len(app.selectbox), box.label, box.value) == (6, "स्थिति किस दिन की", "latest")
    assert box.options[0] == "आज तक"
    assert "स्थिति</dt>" not in html(app)
    past = door.calendar(context(use_data(published))).past_reviews
    box.set_value(past[0].isoformat()).run()
    assert f"{past[0]} {past[0]}" in html(app)
    assert "की समीक्षा तक" in html(app)
    assert app.query_params["as_of"] == past[0].isoformat()


def test_a_page_that_knows_the_latest_only_shows_it_and_loses_no_choice(use_data: Use, published: Path) -> None:
    past = door.calendar(context(use_data(published))).past_reviews[0].isoformat()
    app = opened(as_of=past)
    assert f"<p>{past}" in html(app)
    app.session_state["elsewhere"] = True
    app.run()
    assert "<p>latest 2025-11-30" in html(app)
    assert "as_of" not in app.query_params
    app.session_state["elsewhere"] = False
    app.run()
    assert f"<p>{past}" in html(app)


@pytest.mark.parametrize("wanted", ["2030-01-06", "2025-10-01", "yesterday"])
def test_a_link_to_a_day_that_cannot_be_shown_is_refused_in_words(use_data: Use, published: Path, wanted: str) -> None:
    use_data(published)
    app = opened(as_of=wanted)
    assert "स्थिति किस दिन की" in html(app)
    assert "<p>latest 2025-11-30" in html(app)


def test_where_no_publication_of_the_evening_is_kept_it_is_said(use_data: Use, published: Path) -> None:
    past = door.calendar(context(use_data(published))).past_reviews[0].isoformat()
    assert "कोई प्रकाशन उपलब्ध नहीं है" in html(opened(as_of=past))
    assert "कोई पिछली समीक्षा चुनें" in html(opened())


def changed(tmp_path: Path) -> tuple[Context, str]:
    """Published, then published again with a district's register of more open cases; and the first publication's id."""
    settings = Settings(data=tmp_path)
    first, store = small_range.make(settings), Store(settings)
    thanas = load_reference(settings).thanas_of_district["hapur"]
    rows = [
        {"thana_code": thana, "district_code": "hapur", **row, "closed_on": None if serial % 2 else row["closed_on"]}
        for seat, thana in enumerate(thanas)
        for serial, row in enumerate(small_range.cases("hapur", thana, seat))
    ]
    small_range._commit(store, "cases", "hapur", thanas, rows)
    build.publish(store, settings)
    return context(settings), first


def test_then_and_now_stand_side_by_side_with_the_files_that_came_since(use_data: Use, tmp_path: Path) -> None:
    ctx, first = changed(Path(use_data(tmp_path).data))
    asked: Any = str(ctx.settings.data), ctx.snapshot.id, first, Choice().within(ctx.scope)
    stock, unmoved = as_published._whole(*asked, "range", ("B1", "P6.warned"), WINDOW)
    assert stock["then_value"] != stock["now_value"]
    names = {batch: f"{batch}.csv" for batch in stock["batches"]}
    assert len(names) == 1
    drawn = as_published.table([stock, unmoved], names, "hi")
    assert "cases-hapur.csv" in drawn
    assert "◇ कोई बदलाव नहीं" in drawn
    parts = as_published._parts(*asked, "district", ("B1",), WINDOW)
    assert {row["unit_code"] for row in parts} == {"hapur"}


ROW = {"code": "K1", "is_suppressed": False, "is_published_then": True, "is_changed": True}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"then_value": 90.0, "now_value": 88.0}, "▼ −2.0"),
        ({"then_value": 89.54, "now_value": 90.06}, "▲ +0.6"),
        ({"then_value": 95.96, "now_value": 96.04}, "◇ गणना बदली, मान वही"),
        ({"then_value": 90.0, "now_value": 90.0, "is_changed": False}, "◇ कोई बदलाव नहीं"),
        ({"then_value": None, "now_value": 90.0}, "एक ओर आँकड़े नहीं"),
        ({"then_value": None, "now_value": None}, ""),
        ({"then_value": None, "now_value": 90.0, "is_published_then": False}, ""),
        ({"then_value": None, "now_value": None, "is_suppressed": True}, ""),
    ],
)
def test_a_change_is_the_difference_of_the_figures_as_they_are_shown(row: dict[str, Any], said: str) -> None:
    assert as_published.change_words(ROW | row, "hi") == said


def shown() -> None:
    from components.charts.bars import Stage, funnel_bars, funnel_table
    from components.charts.show import show

    stages = [Stage("प्राप्त", 1204), Stage("सुने गये", 1100)]
    show("funnel", funnel_bars(stages, "hi"), "चरण।", funnel_table(stages, "hi"), "hi", title="प्राप्ति से निस्तारण")
    show("none", funnel_bars([], "hi"), "", funnel_table([], "hi"), "hi", empty="इस थाने का कोई प्रकरण नहीं।")


def test_a_chart_is_static_told_in_words_and_has_its_table_beside_it() -> None:
    app = AppTest.from_function(shown, default_timeout=60).run()
    (drawn,) = app.get("plotly_chart")
    assert drawn.proto.alt.startswith("चरण। प्राप्त: संख्या 1,204")
    assert '"staticPlot": true' in drawn.proto.config
    assert "<h3>प्राप्ति से निस्तारण</h3>" in html(app)
    assert re.search(r"<details.*1,100.*</details>", html(app))
    assert "इस थाने का कोई प्रकरण नहीं।" in html(app)

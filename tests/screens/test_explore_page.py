"""The page of figures: what is asked is answered and kept in the link, what may not be seen is refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components.choice import Choice
from components.context import Context
from components.explore import body, choosing, reading
from components.explore.answer import Extent
from metrics import catalogue, disclosure
from tests.screens import small_range
from tests.screens.looking import VIEWERS, english, html, look, notice, text
from warehouse.query import open_snapshot
from warehouse.reads import Window

UseData = Callable[[Path], Settings]
See = Callable[..., AppTest]
CAMPAIGN = Window(small_range.FIRST, small_range.LAST, small_range.LAST)


@pytest.fixture
def see(use_data: UseData, published: Path) -> See:
    """The page in English for a viewer and a link."""
    use_data(published)
    return english("explore")


def asked(app: AppTest, name: str) -> str:
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def seen(use_data: UseData, folder: Path, viewer: str, picked: choosing.Picked, choice: Choice) -> reading.Seen:
    settings = use_data(folder)
    ctx = Context(settings, demo_viewers()[viewer], "en", open_snapshot(settings))
    places, calendar = door.places(ctx), door.calendar(ctx)
    put = choosing.asked(picked, choice, places, calendar)
    return reading.look(ctx, choice, places, calendar, put, CAMPAIGN)


def test_districts_are_what_is_asked_first(see: See) -> None:
    app = see()
    assert [asked(app, name) for name in choosing.ASKED] == ["C1", "district", "whole", "no"]
    for name in ("Meerut", "Bulandshahr", "Baghpat", "Hapur"):
        assert name in text(app)
    assert "All 4 rows are shown; the file holds the same." in text(app)


@pytest.mark.parametrize(("kpi", "unit"), [("C1", "per cent"), ("I3", "days"), ("B1", "count")])
def test_the_head_of_a_value_says_its_unit(see: See, kpi: str, unit: str) -> None:
    assert f'<th scope="col" class="figure">Value ({unit})</th>' in html(see(kpi=kpi))


def test_a_question_is_kept_in_the_link_and_reopened(see: See) -> None:
    link = {"kpi": "I1", "by": "thana", "time": "month", "part": "no", "district": "hapur", "window": "campaign"}
    app = see(**link)
    assert {name: asked(app, name) for name in link} == link
    assert "I1 · Weekly inspection by the SHO · Hapur" in text(app)
    app.selectbox(key="explore_time").set_value("week").run()
    assert asked(app, "time") == "week"
    assert asked(app, "kpi") == "I1"


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("kpi", "Z9", "KPI"),
        ("kpi", "P6", "KPI"),
        ("by", "village", "By place"),
        ("time", "hour", "By time"),
        ("part", "names", "By category"),
    ],
)
def test_a_link_to_what_there_is_not_is_refused_in_words(see: See, field: str, value: str, name: str) -> None:
    app = see(**{field: value})
    assert f"What the link asks for is not there: {name}." in notice(app)
    assert asked(app, field) == {"kpi": "C1", "by": "district", "time": "whole", "part": "no"}[field]


def test_another_districts_thana_is_refused_and_nothing_of_it_shown(see: See) -> None:
    app = see("asp-hapur", district="meerut", thana="kankarkhera", kpi="I1", by="thana")
    assert "not within your jurisdiction" in notice(app)
    assert "Kankarkhera" not in text(app)
    assert "Meerut" not in text(app).replace("DIG, Meerut Range", "")


def test_no_row_of_another_district_is_ever_in_the_frames_of_an_asp(use_data: UseData, published: Path) -> None:
    picked = choosing.Picked("I1", "thana", "week")
    seen(use_data, published, "dig", picked, Choice(window="campaign"))  # cached for the DIG is cached for nobody else
    frame = seen(use_data, published, "asp-hapur", picked, Choice("hapur", window="campaign")).frame
    assert set(frame["district_code"]) == {"hapur"}


def test_a_level_above_the_chosen_place_is_not_offered(see: See) -> None:
    app = see(district="hapur", by="range")
    assert asked(app, "by") == "district"
    assert app.selectbox(key="explore_by").options == ["by district", "by circle", "by thana"]


def test_nights_are_offered_within_a_festival_only(see: See) -> None:
    assert "by Navratri night" not in see(window="last-30", time="night").selectbox(key="explore_time").options
    app = see(window="sharadiya-2025", time="night", kpi="P1", by="district")
    assert asked(app, "time") == "night"
    assert app.selectbox(key="explore_time").options == ["whole period", "by Navratri night"]


OTHERWISE = [
    (
        {"kpi": "I1", "part": "yes"},
        "I1 · Weekly inspection by the SHO has no categories; all are shown together.",
        "I1 · थाना प्रभारी का साप्ताहिक निरीक्षण की श्रेणियाँ नहीं हैं; सब एक साथ दिखाए गए हैं।",
    ),
    (
        {"district": "hapur", "by": "range"},
        "“range” is wider than the chosen place; here it is “by district”.",
        "“परिक्षेत्र” चुने हुए स्थान से बड़ा है; यहाँ “जनपद-वार” दिखाया गया है।",
    ),
    (
        {"window": "sharadiya-2025", "time": "week", "kpi": "P1"},
        "In a Navratri period figures are there for the whole of it or by night; here they are shown by Navratri "
        "night.",
        "नवरात्रि की अवधि में आँकड़े पूरी अवधि के या रात-वार मिलते हैं; यहाँ नवरात्रि की रात-वार दिखाए गए हैं।",
    ),
]


@pytest.mark.parametrize(("link", "in_english", "in_hindi"), OTHERWISE)
def test_what_this_question_cannot_be_cut_by_is_said(
    see: See, link: dict[str, str], in_english: str, in_hindi: str
) -> None:
    assert in_english in unescape(notice(see(**link)))
    assert in_hindi in unescape(notice(see(lang="hi", **link)))


def test_a_question_that_is_answered_as_asked_has_no_notice(see: See) -> None:
    assert notice(see(kpi="I4", by="circle", time="week", part="yes", district="hapur")) == ""


def test_a_comparison_that_begins_before_the_data_says_from_when_there_are_any(see: See) -> None:
    said = "There are figures from 22 September 2025 on; of the days before nothing is known."
    assert said in text(see(kpi="I1", window="last-90", compare="last-review"))
    assert said not in text(see(kpi="I1", window="last-30", compare="previous"))


def test_where_every_row_counts_few_women_the_page_says_what_to_ask_instead(see: See) -> None:
    app = see(kpi="F1", by="thana", time="day", window="campaign")
    told = text(app)
    assert "so none is shown. This is not zero." in told
    assert "To see figures choose:" in told
    assert not re.search(r'<td class="figure">[1-4]</td>', html(app))


def test_the_first_rows_are_shown_and_the_rest_is_counted(see: See) -> None:
    told = text(see(kpi="I1", by="thana", time="month", window="campaign"))
    assert f"The first {body.IN_SIGHT} rows are shown; the file holds" in told


@pytest.mark.parametrize("code", ["C1", "K2", "F1", "B1", "I1"])
def test_the_frame_has_what_the_whole_window_has_elsewhere(use_data: UseData, published: Path, code: str) -> None:
    settings = use_data(published)
    ctx = Context(settings, demo_viewers()["dig"], "en", open_snapshot(settings))
    frame = seen(use_data, published, "dig", choosing.Picked(code, "thana"), Choice(window="campaign")).frame
    board = door.measured(ctx, ctx.scope, code, "thana", (CAMPAIGN,))
    assert len(frame) == len(board)
    for row in frame.iter_rows(named=True):
        other = board[0, row["unit_code"]]
        assert (row["value"], row["numerator"], row["denominator"]) == (
            other["value"],
            other["numerator"],
            other["denominator"],
        )


@pytest.mark.parametrize("extent", ["kpi", "family"])
def test_a_file_holds_what_the_screen_shows_and_no_few_women(
    use_data: UseData, published: Path, extent: Extent
) -> None:
    settings = use_data(published)
    ctx = Context(settings, demo_viewers()["asp-hapur"], "en", open_snapshot(settings))
    here = seen(use_data, published, "asp-hapur", choosing.Picked("K2", "circle", "month"), Choice("hapur"))
    answer = reading.answers(ctx, here, door.places(ctx), {})[extent]
    frame = pl.concat(answer.frames())
    assert frame.columns == [column.name for column in answer.columns]
    assert answer.n_rows == len(frame)
    own = frame.filter(pl.col("kpi_code") == "K2")
    assert own["value"].to_list() == here.frame["value"].to_list()
    assert set(frame["district_code"]) == {"hapur"}
    for kpi in answer.kpis:
        for row in frame.filter(pl.col("kpi_code") == kpi.code).iter_rows(named=True) if kpi.personal else ():
            assert not [n for n in disclosure.women(kpi, row) if 0 < n < settings.small_cell], row


def test_a_figure_that_an_older_program_had_not_kept_says_so(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_data(published)
    monkeypatch.setattr(reading, "is_kept", lambda _kpi, _snapshot: False)
    app = look("dig", "explore", lang="en", kpi="I4")
    assert "The snapshot must be published anew" in html(app)
    assert "ms-explored" not in html(app)


@pytest.mark.parametrize("kpi", [kpi.code for kpi in catalogue.load().kpis][::9])
@pytest.mark.parametrize("viewer", [VIEWERS[0], VIEWERS[1]])
def test_any_figure_is_drawn_or_explained(see: See, viewer: str, kpi: str) -> None:
    app = see(viewer, kpi=kpi, time="week", part="yes", compare="previous")
    assert "ms-explored" in html(app) or "There are no figures to show here" in text(app)


def test_a_held_slice_is_told_above_the_figures(see: See) -> None:
    assert "ms-held" in html(see("asp-baghpat", kpi="I1"))

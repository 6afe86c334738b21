"""The page of circulars: what is overdue first and in words, what lists lack, each empty state, file and link."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components.charts.table import Table
from components.choice import Choice
from components.circulars import grid, lists, reading, tiles
from components.circulars import rates as rates_of
from components.context import Context
from tests.screens import circulars_range
from tests.screens.looking import english, html, look, notice, text
from warehouse.query import open_snapshot

UseData = Callable[[Path], Settings]
See = Callable[..., AppTest]
PLANTED = "परि-परिपत्र-13/2026"


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All circulars of the sample, and three more that lack something."""
    folder = tmp_path_factory.mktemp("listed")
    rows = [*circulars_range.sample(), *circulars_range.lacking()]
    circulars_range.make(Settings(data=folder), rows, silent=("bulandshahr",))
    return folder


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Patrols of every district, and no list of circulars."""
    folder = tmp_path_factory.mktemp("unlisted")
    circulars_range.make(Settings(data=folder), [])
    return folder


@pytest.fixture
def see(use_data: UseData, listed: Path) -> See:
    """The page in English for a viewer and a link."""
    use_data(listed)
    return english("circulars")


def row_of(app: AppTest, number: str) -> list[str]:
    """The cells of a circular, in words."""
    (row,) = [row for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", html(app)) if f"<b>{number}</b>" in row]
    cells = re.findall(r"<td class=\"circular.*?</td>", row)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip() for cell in cells]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "It was due on 23 June 2026 and, as of 15 November 2026, is 145 days overdue; no compliance told, "
            "no evidence given.",
        ),
        ("hi", "नियत तिथि 23 जून 2026 थी, 15 नवंबर 2026 तक 145 दिन अतिदेय; अनुपालन नहीं बताया गया, साक्ष्य नहीं दिया गया।"),
    ],
)
def test_the_planted_circular_is_asked_about_first(see: See, lang: str, said: str) -> None:
    asked = re.findall(r"<li><b>◆ (.*?)</b>(.*?)</li>", html(see(lang=lang)))
    assert PLANTED in asked[0][0]
    assert said in asked[0][1]
    assert len(asked) <= 5


def test_the_most_overdue_circular_is_the_first_row(see: See) -> None:
    app = see()
    assert re.findall(r"<th scope=\"row\"><b>(.*?)</b>", html(app))[0] == PLANTED
    assert row_of(app, PLANTED) == ["● in time", "– nothing told", "● in time", "■ overdue 145 days"]


def test_what_a_list_lacks_is_said(see: See) -> None:
    app = see()
    assert row_of(app, "G-1/2026") == ["○ pending", "– nothing told", "– nothing told", "○ pending"]
    assert row_of(app, "G-2/2026")[0] == "● in time no evidence"
    assert row_of(app, "G-3/2026") == ["◆ complied, no day", *["– nothing told"] * 3]
    said = text(app)
    assert "due: no due date given" in said
    assert "Complied, but no evidence given: 2" in said
    assert "Bulandshahr: no return of compliance with circulars is there." in said


def test_a_held_list_is_told(see: See) -> None:
    assert "Baghpat, compliance with circulars held: Too few rows." in text(see())
    assert "Too few rows." not in text(see("asp-hapur"))


def test_a_district_sees_its_own_circulars_only(see: See) -> None:
    app = see("asp-hapur")
    assert row_of(app, PLANTED) == ["■ overdue 145 days"]
    assert "Meerut" not in text(app)
    assert "Nothing told — – not known from one district's list" in unescape(text(app))
    assert "G-3/2026" not in text(app)


def test_an_earlier_evening_is_shown_as_it_stood(see: See) -> None:
    app = see(as_of="2025-11-12")
    assert PLANTED not in text(app)
    assert row_of(app, "डीजी-परिपत्र-2/2025")[0] == "■ overdue 7 days"  # complied with on the fifteenth
    assert not re.search("2026-11-|G-1", html(app).split("ms-share")[0].split("ms-exceptions")[1])


def test_before_the_first_circular_it_is_said(see: See) -> None:
    app = see(as_of="2025-09-28", issued_by="government")
    assert "No circular issued up to 28 September 2025 is of this issuer: Government." in text(app)


def test_a_day_in_the_future_is_refused_in_words(see: See) -> None:
    assert "◆" in notice(see(as_of="2031-01-01"))


@pytest.mark.parametrize(("issuer", "there"), [("range", True), ("government", False)])
def test_one_issuer_can_be_looked_at(see: See, issuer: str, there: bool) -> None:
    app = see(issued_by=issuer)
    assert (PLANTED in text(app)) is there
    assert app.query_params["issued_by"] in (issuer, [issuer])


def test_an_unknown_issuer_of_a_link_is_refused_in_words(see: See) -> None:
    assert "The link names an issuer that is not known" in notice(see(issued_by="nobody"))


def test_only_districts_are_asked_for(see: See) -> None:
    keys = {box.key for box in see(district="hapur", circle="pilkhuwa").selectbox}
    assert keys == {"filter_district", "filter_as_of"}


@pytest.mark.parametrize("viewer", ["dig", "asp-meerut"])
def test_without_a_list_it_is_said(use_data: UseData, unlisted: Path, viewer: str) -> None:
    use_data(unlisted)
    app = look(viewer, "circulars", lang="en")
    assert not app.exception
    assert "No district has told of a circular issued up to 15 November 2026." in text(app)
    assert "ms-value" not in html(app)


def test_the_file_holds_what_the_page_shows(use_data: UseData, listed: Path) -> None:
    settings = use_data(listed)
    ctx = Context(settings, demo_viewers()["dig"], "en", open_snapshot(settings))
    seen = reading.look(ctx, Choice(), door.calendar(ctx), "all")
    (planted,) = [row for row in grid.table(seen).rows if row[0] == PLANTED]
    assert planted[3:] == (
        "24 May 2026",
        "23 June 2026",
        "● in time",
        "– nothing told",
        "● in time",
        "■ overdue, 145 days",
    )
    (late,) = lists.overdue(seen).rows
    assert (late[0], late[1], late[2], late[6]) == ("Hapur", PLANTED, 145, "no evidence given")
    assert {row[1] for row in lists.ahead(seen).rows} == {"डीजी-परिपत्र-21/2026"}
    rates = {row[0]: row for row in rates_of.table(seen).rows}
    assert rates["Meerut"][6:8] == (1, 1)  # G-3 without a day, G-1 without a due date
    assert rates["Bulandshahr"][1:6] == (None, None, None, 0, 0)
    assert len(tiles.table(tiles.found(seen), "en").rows) == 5


@pytest.mark.parametrize("n", [lists.IN_SIGHT, 110, 113])
def test_of_a_list_of_years_the_first_rows_are_drawn_and_the_others_counted(n: int) -> None:
    listed = Table(("Circular",), tuple((f"no. {at}",) for at in range(n)))
    body = lists.listed(listed, "", "en")
    assert re.findall(r"no\. (\d+)<", body) == [str(at) for at in range(min(n, lists.IN_SIGHT + lists.UNFOLDED))]
    assert re.findall(r"The other (\d+) rows are in this page's CSV file", unescape(body)) == ["3"] * (n == 113)
    assert (f">{n - lists.IN_SIGHT} more rows<" in body) == (n > lists.IN_SIGHT)


def test_the_circulars_of_a_district_are_no_others_whoever_looked_first(use_data: UseData, listed: Path) -> None:
    settings = use_data(listed)
    seen = {}
    for viewer, choice in (("dig", Choice()), ("dig", Choice(district="hapur")), ("asp-meerut", Choice())):
        ctx = Context(settings, demo_viewers()[viewer], "en", open_snapshot(settings))
        there = reading.look(ctx, choice, door.calendar(ctx), "all")
        assert reading.look(ctx, choice, door.calendar(ctx), "all") is there
        seen[viewer, choice.district] = {row[0] for row in lists.evidence(there).rows}
    assert seen == {
        ("dig", None): {"Meerut", "Baghpat", "Hapur"},
        ("dig", "hapur"): {"Hapur"},
        ("asp-meerut", None): {"Meerut"},
    }

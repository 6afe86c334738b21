"""The glossary's views: drawn for everybody, reopened by a link, searched across, taken away as a file."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from access.roles import demo_viewers
from access.settings import Settings
from components.context import Context
from components.dictionary import body, export
from components.dictionary.choosing import VIEWS, Picked
from components.export import to_csv
from locales import say
from tests.older_program import before_the_field
from tests.screens.looking import html, look, notice, words
from warehouse.query import open_snapshot

Use = Callable[[Path], Settings]
# In brackets or marked as such: the other language's words, names of the program, and words as they stand in files.
MARKED = re.compile(r'<code>.*?</code>|<span (?:lang="en"|translate="no")>.*?</span>', re.DOTALL)
TYPED = re.compile(r"\b(?:English|CSV|MSK|BNSS|z|[A-Z]\d{1,2})\b")


@pytest.mark.parametrize("viewer", ["dig", "asp-hapur", "analyst"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_each_view_is_drawn(use_data: Use, published: Path, viewer: str, view: str, lang: str) -> None:
    use_data(published)
    app = look(viewer, "glossary", lang=lang, view=view)
    assert not app.exception
    assert "refusal" not in html(app)
    assert notice(app) == ""
    assert "ms-glossary" in html(app)
    assert app.query_params["view"] in (view, [view])


@pytest.mark.parametrize("view", VIEWS[1:])
def test_no_english_is_left_in_a_hindi_view(use_data: Use, published: Path, view: str) -> None:
    use_data(published)
    seen = MARKED.sub(" ", words(look("analyst", "glossary", view=view)))
    if view == "returns":
        seen = re.sub(r'<table class="ms-list ms-dict of-banned">.*?</table>', " ", seen, flags=re.DOTALL)
    seen = re.sub(r"<[^>]+>|&\w+;|/(?:view-\w+)?\?\S+", " ", seen)
    assert re.findall(r"[A-Za-z]+", TYPED.sub(" ", seen)) == []


def test_a_link_reopens_view_entry_and_search(use_data: Use, published: Path) -> None:
    use_data(published)
    app = look("dig", "glossary", view="returns", item="squad_daily", find="चेतावनी", lang="hi")
    assert app.button_group(key="glossary_view").value == "returns"
    assert app.text_input(key="glossary_search").value == "चेतावनी"
    assert app.selectbox(key="glossary_pick").value == "squad_daily"
    body = html(app)
    assert body.count('<details class="ms-entry"') == 1
    assert "view=returns&amp;find=%E0%A4%9A" in body
    assert "item=squad_daily&amp;lang=hi" in body


@pytest.mark.parametrize("query", [{"view": "rows"}, {"view": "codes", "item": "names"}, {"item": "Z99"}])
def test_a_link_to_what_is_not_there_is_refused_in_words(use_data: Use, published: Path, query: dict[str, str]) -> None:
    use_data(published)
    app = look("dig", "glossary", lang="en", **query)
    assert not app.exception
    assert "The view or entry that the link asks for is not here" in notice(app)
    assert "ms-glossary" in html(app)
    app.text_input(key="glossary_search").set_value("backlog").run()
    assert notice(app) == ""


def test_a_search_says_in_each_view_how_much_it_finds(use_data: Use, published: Path) -> None:
    use_data(published)
    app = look("dig", "glossary", lang="en")
    assert [one.content for one in app.button_group(key="glossary_view").proto.options] == [
        *("KPIs", "Returns and fields", "Code lists", "Tables")
    ]
    app.text_input(key="glossary_search").set_value("eve teasing").run()
    assert [one.content for one in app.button_group(key="glossary_view").proto.options] == [
        *("KPIs (0)", "Returns and fields (0)", "Code lists (1)", "Tables (0)")
    ]
    app.button_group(key="glossary_view").set_value("codes").run()
    assert "street_harassment" in html(app)
    assert "pocso" not in html(app)


def test_another_view_begins_with_all_of_its_entries(use_data: Use, published: Path) -> None:
    use_data(published)
    app = look("dig", "glossary", view="returns", item="cases")
    app.button_group(key="glossary_view").set_value("codes").run()
    assert app.selectbox(key="glossary_pick").value == "all"
    assert html(app).count('<details class="ms-entry"') > 20


@pytest.mark.parametrize("view", VIEWS)
def test_the_file_says_what_was_asked_and_holds_no_formula(use_data: Use, published: Path, view: str) -> None:
    settings = use_data(published)
    snapshot = open_snapshot(settings)
    ctx = Context(settings, demo_viewers()["dig"], "hi", snapshot)
    known, chosen = body.source(snapshot, "hi"), Picked(view, "थाना")
    told = export.lines(ctx, chosen, body.twins(known, body.find(known, chosen.find), chosen, "hi"))
    lines = list(csv.reader(io.StringIO(to_csv(told).decode("utf-8-sig"))))
    assert lines[1] == ["दृश्य", say("hi", f"dictionary.view.{view}")]
    assert lines[2] == ["शब्द या क्रमांक से खोजें", "थाना"]
    assert ["प्रकाशन क्रमांक", snapshot.id] in lines
    assert len(lines) > 8
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("view", ["returns", "codes"])
def test_before_anything_is_published_it_says_so(use_data: Use, tmp_path: Path, view: str) -> None:
    use_data(tmp_path)
    app = look("dig", "glossary", view=view)
    assert not app.exception
    assert "अभी कोई आँकड़ा प्रकाशित नहीं हुआ है" in html(app)
    assert "ms-entry" not in html(app)


def test_an_older_snapshot_must_be_published_anew(use_data: Use, published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "older"
    shutil.copytree(published, folder)
    for path in folder.glob("snapshots/*/*.duckdb"):
        before_the_field(path)
    use_data(folder)
    app = look("asp-hapur", "glossary", lang="en", view="returns")
    assert not app.exception
    assert "The snapshot must be published anew" in html(app)
    app.button_group(key="glossary_view").set_value("tables").run()
    assert "The columns of this table are not known yet" in html(app)

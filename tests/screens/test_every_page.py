"""Every page, as every role, in both languages, with data and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from access.settings import Settings
from pages.overview import KPIS
from tests.screens.looking import VIEWERS, html, look, words

UseData = Callable[[Path], Settings]
PAGES = (
    *("", "returns", "cases", "backlog", "fir", "squads", "hotspots", "pandals", "inspections", "awareness"),
    *("circulars", "explore", "glossary"),
)
DRAWN = {
    "": "ms-matrix",
    "returns": "ms-filings",
    "cases": "ms-tiles",
    "backlog": "ms-tiles",
    "fir": "ms-watch",
    "squads": "ms-tiles",
    "hotspots": "ms-week",
    "pandals": "ms-nights",
    "inspections": "ms-shift",
    "circulars": "ms-circulars",
    "awareness": "ms-tiles",
    "explore": "ms-explored",
    "glossary": "ms-glossary",
}
# Latin letters that a Hindi screen may hold: the toggle's own English, kinds of files and their limit, and codes.
ALLOWED = re.compile(r"\b(?:English|CSV|xlsx|parquet|Excel|ODS|MB|[A-Z]\d{1,2}|z|python -m etl (?:load|demo))\b")


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "overview")
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_page_is_drawn(use_data: UseData, published: Path, filed: Path, viewer: str, page: str, lang: str) -> None:
    use_data(filed if page == "returns" else published)
    app = look(viewer, page, lang=lang)
    assert not app.exception
    assert "refusal" not in html(app)
    assert DRAWN[page] in html(app)


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "overview")
def test_without_a_snapshot_a_page_is_calm(use_data: UseData, tmp_path: Path, viewer: str, page: str) -> None:
    use_data(tmp_path)
    app = look(viewer, page)
    assert not app.exception
    assert "refusal" not in html(app)
    assert page == "glossary" or "python -m etl demo" in html(app)


@pytest.mark.parametrize(
    ("viewer", "page", "step"),
    [
        ("dig", "", "परिक्षेत्र प्रकोष्ठ के विश्लेषक से कहें कि विवरणियों की फाइलें “प्राप्ति स्थिति” पृष्ठ पर भरें।"),
        ("asp-hapur", "returns", "परिक्षेत्र प्रकोष्ठ के विश्लेषक से कहें कि विवरणियों की फाइलें “प्राप्ति स्थिति” पृष्ठ पर भरें।"),
        ("analyst", "fir", "“प्राप्ति स्थिति” पृष्ठ पर विवरणियों की फाइलें भरें।"),
        ("analyst", "returns", "नीचे विवरणियों की फाइलें चुनें; जाँच के बाद वे प्रकाशित होंगी।"),
    ],
)
def test_an_empty_page_tells_its_reader_what_to_do_next(
    use_data: UseData, tmp_path: Path, viewer: str, page: str, step: str
) -> None:
    use_data(tmp_path)
    told, folded = html(look(viewer, page)).split("<details>", 1)
    assert f"<b>अगला कदम:</b> {step}</p>" in told
    assert "python" not in told, "a command is for who looks for one"
    assert "python -m etl demo" in folded


@pytest.mark.parametrize(
    ("viewer", "question"),
    [
        ("dig", "चारों जनपद कैसा कर रहे हैं?"),
        ("analyst", "चारों जनपद कैसा कर रहे हैं?"),
        ("asp-hapur", "आपका जनपद कैसा कर रहा है?"),
    ],
)
def test_the_overview_asks_about_what_the_viewer_sees(
    use_data: UseData, published: Path, viewer: str, question: str
) -> None:
    use_data(published)
    assert f"<h1>समीक्षा सार</h1><p>{question}</p>" in html(look(viewer))


def test_an_office_of_two_districts_is_asked_about_both(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_data(published)
    from access import roles

    asp = roles.demo_viewers()["asp-hapur"]
    both = asp.model_copy(update={"districts": frozenset({"hapur", "meerut"})})
    monkeypatch.setitem(roles.demo_viewers(), "asp-hapur", both)
    assert "<p>आपके जनपद कैसा कर रहे हैं?</p>" in html(look("asp-hapur"))


def test_hindi_is_what_is_seen_first(use_data: UseData, published: Path) -> None:
    use_data(published)
    assert "समीक्षा सार" in html(look("dig"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "overview")
def test_no_english_is_left_on_a_hindi_page(use_data: UseData, published: Path, filed: Path, page: str) -> None:
    use_data(filed if page == "returns" else published)
    seen = re.sub(r"<code>.*?</code>", " ", words(look("analyst", page, district="baghpat")))  # names of files, ids
    seen = re.sub(r"<[^>]+>|&\w+;|https?://\S+|/(?:view-\w+)?\?\S+", " ", seen)
    seen = re.sub(r"\([^)]*\)", " ", seen) if page == "glossary" else seen  # it names each KPI in English as well
    assert re.findall(r"[A-Za-z]+", ALLOWED.sub(" ", seen)) == []


def test_english_is_one_click_away_everywhere(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look("dig")
    app.button_group(key="language_toggle").set_value("en").run()
    assert "How are the four districts doing?" in html(app)
    assert not re.search(r"[\u0900-\u097F]", html(app))


def test_the_overview_shows_twelve_kpis_of_four_districts_and_the_range(use_data: UseData, published: Path) -> None:
    use_data(published)
    body = html(look("dig"))
    assert body.count('<th scope="row">') == len(KPIS) == 12
    assert body.count("<td ") == 12 * 5
    assert body.index("परिक्षेत्र</th>") < body.index("मेरठ</th>") < body.index("बुलंदशहर</th>")


def test_each_kpi_carries_its_definition(use_data: UseData, published: Path) -> None:
    use_data(published)
    body = html(look("dig"))
    assert body.count('<details class="ms-def">') == 12
    for term in ("अंश", "हर", "क्या नहीं गिना जाता", "लक्ष्य और उसका आधार", "जोड़ीदार सूचक", "इस दायरे में गिने गये"):
        assert body.count(f"<dt>{term}</dt>") == 12


def test_a_held_slice_is_marked_with_its_reason(use_data: UseData, published: Path) -> None:
    use_data(published)
    body = html(look("dig"))
    assert "बागपत, निरीक्षण रोकी गई: पंक्तियाँ पिछली विवरणी से 41 प्रतिशत कम हैं।" in body
    assert "<summary>पुराने आँकड़े: निरीक्षण</summary>" in body


def test_another_districts_held_slice_is_not_told(use_data: UseData, published: Path) -> None:
    use_data(published)
    assert "ms-held" not in html(look("asp-hapur"))
    assert "ms-held" in html(look("asp-baghpat"))


def test_the_glossary_finds_a_kpi_by_a_word_of_either_language(use_data: UseData, published: Path) -> None:
    use_data(published)
    app = look("dig", "glossary")
    for wanted in ("काउंसलिंग", "counselling"):
        app.text_input(key="glossary_search").set_value(wanted).run()
        assert "K2" in html(app)
        assert "A1 ·" not in html(app)


def test_a_page_outside_the_role_refuses_in_words(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_data(published)
    from access import roles

    asp = roles.demo_viewers()["asp-hapur"]
    bare = asp.model_copy(update={"role": asp.role.model_copy(update={"pages": frozenset({"overview"})})})
    monkeypatch.setitem(roles.demo_viewers(), "asp-hapur", bare)
    body = html(look("asp-hapur", "glossary"))
    assert "यह पृष्ठ आपकी भूमिका के लिए उपलब्ध नहीं है" in body
    assert "ms-glossary" not in body

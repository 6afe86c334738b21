"""The page of open cases: what it names first, what it says where there is nothing to show, and what it never shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from access.settings import Settings
from tests.browser import choose, download, text_of
from tests.screens import backlog_range
from tests.screens.looking import html, look, notice
from tests.screens.test_journey import pick

Use = Callable[[Path], Settings]
BUNCHED = "निस्तारणों में से"


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registers")
    backlog_range.make(Settings(data=folder))
    return folder


def shown(use_data: Use, registers: Path, viewer: str = "dig", **query: str) -> str:
    use_data(registers)
    app = look(viewer, "backlog", **query)
    assert not app.exception
    return html(app)


def in_sight(body: str) -> str:
    """What is asked before anything has to be opened."""
    asked = body[body.index('<section class="ms-exceptions">') :]
    return asked[: min(asked.index(end) for end in ("<details>", "</section>") if end in asked)]


def table(body: str, title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its heads."""
    part = body[body.index(f"<h2>{title}</h2>") :]
    body_of = re.search(r"<tbody>(.*?)</tbody>", part, re.DOTALL)
    assert body_of
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", body_of.group(1))]


@pytest.mark.parametrize(
    "at",
    [
        {},
        {"district": "meerut"},
        {"district": "meerut", "circle": "meerut-daurala"},
        {"district": "meerut", "circle": "meerut-daurala", "thana": "kankarkhera"},
    ],
    ids=["range", "district", "circle", "thana"],
)
def test_a_kendra_that_closes_before_reviews_is_named_first(use_data: Use, registers: Path, at: dict[str, str]) -> None:
    first = in_sight(shown(use_data, registers, **at))
    assert first.index("थाना कंकरखेड़ा") < first.index(BUNCHED)
    assert first.index("<li>") == first.index("<li><b>◆ थाना कंकरखेड़ा")
    assert re.search(r"पिछले 90 दिनों के (\d+) निस्तारणों में से \1 समीक्षा से पहले के दो दिनों में हुए", first)


def test_where_nobody_bunches_nothing_is_said_of_it(use_data: Use, registers: Path) -> None:
    assert BUNCHED not in shown(use_data, registers, district="meerut", circle="meerut-mawana")


def test_a_register_that_ended_early_is_said_at_its_unit(use_data: Use, registers: Path) -> None:
    body = shown(use_data, registers, district="hapur")
    rows = table(body, "तब और अब")
    assert {row[0] for row in rows} == {"पिलखुवा", "हापुड़ नगर", "गढ़मुक्तेश्वर"}
    assert all("30 नवंबर तक जिनकी पंजिका नहीं पहुँची" in row[-1] and "15 नवंबर 2025" in row[-1] for row in rows)
    assert {row[5] for row in rows} == {"तुलना सम्भव नहीं"}
    assert "लंबित संख्या उसी दिन की है" in body


def test_then_and_now_stands_with_the_worst_first(use_data: Use, registers: Path) -> None:
    rows = table(shown(use_data, registers, district="meerut"), "तब और अब")
    changes = [int(row[3].replace("−", "-")) for row in rows if row[3] not in ("&lt;5", "—")]
    assert len(changes) > 3
    assert changes == sorted(changes, reverse=True)
    assert {row[5] for row in rows} <= {"सामान्य उतार-चढ़ाव के भीतर", "सामान्य उतार-चढ़ाव से अधिक", ""}


def test_a_thana_without_a_case_shows_noughts_and_says_that_nothing_waits(use_data: Use, registers: Path) -> None:
    place = {"district": "meerut", "circle": "meerut-sardhana", "thana": backlog_range.WITHOUT}
    body = shown(use_data, registers, **place)
    assert "इस दिन कोई प्रकरण लंबित नहीं है" in body
    assert table(body, "तब और अब")[0][1:5] == ["0", "0", "0", "—"]


def test_one_case_is_hidden_everywhere(use_data: Use, registers: Path) -> None:
    place = {"district": "meerut", "circle": "meerut-sardhana", "thana": backlog_range.ONE}
    body = shown(use_data, registers, **place)
    assert table(body, "तब और अब")[0][1:] == ["&lt;5"] * 2 + ["गोपनीय"] * 2 + ["", ""]
    assert table(body, "इकाइयाँ: सबसे पुराना काम कहाँ है")[0][1:] == ["&lt;5"] * 2 + ["गोपनीय"] * 3
    assert "इतने कम हैं कि गति नहीं कही जा सकती" in body
    assert "संख्या दिखाने से महिला की पहचान हो सकती है" in body
    assert not re.search(r'<td class="figure">[1-4]</td>', body)


def test_no_small_count_is_shown_at_any_level(use_data: Use, registers: Path) -> None:
    for at in ({}, {"district": "meerut"}, {"district": "meerut", "circle": "meerut-sardhana"}):
        body = shown(use_data, registers, **at)
        for row in table(body, "इकाइयाँ: सबसे पुराना काम कहाँ है"):
            assert not set(row[1:3]) & {"1", "2", "3", "4"}, row
        twins = re.findall(r'<details class="ms-twin">.*?</details>', body, re.DOTALL)
        assert len(twins) >= 3
        ages = next(twin for twin in twins if "0–7 दिन" in twin)
        assert not re.search(r'<td class="figure">[1-4]</td>', ages)


@pytest.mark.parametrize(
    ("district", "said"),
    [("baghpat", backlog_range.HELD_REASON), ("bulandshahr", "सभी 12 पंक्तियाँ त्रुटि के कारण रोकी गई हैं")],
)
def test_a_district_without_a_register_says_why(use_data: Use, registers: Path, district: str, said: str) -> None:
    body = shown(use_data, registers, district=district)
    assert said in body
    assert "ms-tiles" not in body


def test_a_window_that_lies_before_the_data_compares_with_nothing(use_data: Use, registers: Path) -> None:
    body = shown(use_data, registers, compare="last-year", district="meerut")
    assert "तुलना का दिन नहीं" in body
    assert "तुलना सम्भव नहीं" in body
    assert "केवल चुने गये दिन की स्थिति नीचे की तालिका में है" in body


def test_as_of_the_first_review_the_page_stands_as_it_did(use_data: Use, registers: Path) -> None:
    body = shown(use_data, registers, as_of="2025-09-28", window="last-15")
    assert "28 सितंबर 2025 की समीक्षा तक" in body
    assert "तुलना का दिन नहीं" in body


@pytest.mark.parametrize("query", [{"district": "nowhere"}, {"as_of": "2099-01-01"}, {"window": "never"}])
def test_a_link_to_what_does_not_exist_is_refused_in_words(
    use_data: Use, registers: Path, query: dict[str, str]
) -> None:
    use_data(registers)
    app = look("dig", "backlog", **query)
    assert "अधिकार-क्षेत्र में नहीं" in notice(app)
    assert "ms-tiles" in html(app)


def test_another_districts_thana_is_refused(use_data: Use, registers: Path) -> None:
    use_data(registers)
    app = look("asp-hapur", "backlog", district="hapur", circle="meerut-daurala", thana="kankarkhera")
    assert "अधिकार-क्षेत्र में नहीं" in notice(app)
    assert "कंकरखेड़ा" not in html(app)


def charts(app: AppTest) -> list[str]:
    return [str(chart.proto.alt) for chart in app.get("plotly_chart")]


def test_each_chart_tells_its_figures_in_words(use_data: Use, registers: Path) -> None:
    use_data(registers)
    told = charts(look("dig", "backlog", district="meerut", lang="en"))
    assert len(told) >= 5
    assert all(len(text) > 60 for text in told)
    assert html(look("dig", "backlog", district="meerut")).count('<details class="ms-twin">') == len(told)


@pytest.mark.browser
def test_from_the_range_to_a_thana_and_its_file(
    serve: Callable[[Path], str], open_at: Callable[..., Page], registers: Path
) -> None:
    page = open_at(serve(registers), "dig")
    choose(page, "केन्द्र का कार्य", "लंबित प्रकरण")
    expect(page.locator(".ms-exceptions").first).to_contain_text("कंकरखेड़ा")
    assert page.locator(".ms-exceptions li").first.bounding_box()["y"] < 720  # type: ignore[index]  # it is visible
    pick(page, "district", "मेरठ")
    pick(page, "circle", "दौराला")
    expect(page.locator(".ms-list").first).to_contain_text("कंकरखेड़ा")
    expect(page.locator(".st-key-chart_eves .js-plotly-plot").first).to_be_visible()
    expect(page).to_have_url(re.compile("circle=meerut-daurala"))
    table_file = download(page, page.locator(".st-key-export_csv button"))
    text = text_of(table_file)
    assert "मेरठ › दौराला" in text
    assert "तब और अब" in text
    assert table_file.suggested_filename.startswith("backlog_meerut_")

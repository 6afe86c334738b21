"""The page on awareness: the neglected thana by name, counts to verify, what is not known in words, few complaints."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from access.settings import Settings
from tests.screens import awareness_range
from tests.screens.awareness_range import HELD, HELD_REASON, N_LISTED, N_REACHED, NEGLECTED
from tests.screens.looking import html, look, words
from tests.screens.test_every_page import ALLOWED

UseData = Callable[[Path], Settings]
See = Callable[..., str]


@pytest.fixture(scope="module")
def programmes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programmes")
    awareness_range.make(Settings(data=folder))
    return folder


@pytest.fixture
def see(use_data: UseData, programmes: Path) -> See:
    """The page's words in English for a viewer and a link."""
    use_data(programmes)

    def page(viewer: str = "dig", **query: str) -> str:
        app = look(viewer, "awareness", **{"lang": "en", **query})
        assert not app.exception
        assert "refusal" not in html(app)
        return html(app)

    return page


def asks(body: str) -> list[str]:
    found = re.search(r'<section class="ms-exceptions">.*?</section>', body, re.DOTALL)
    assert found
    return [re.sub(r"<[^>]+>", " ", one) for one in re.findall(r"<li>.*?</li>", found.group(), re.DOTALL)]


def row(body: str, table: str, name: str) -> list[str]:
    """The cells after the name, in the table with this heading."""
    found = next(one for one in re.findall(r"<table[^>]*>.*?</table>", body, re.DOTALL) if f">{table}</th>" in one)
    lines = re.findall(r"<tr>(.*?)</tr>", found, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in lines]
    return next(line[1:] for line in cells if line and line[0] == name)


def test_the_thana_that_nobody_reached_and_the_counts_to_verify_are_asked_about_first(see: See) -> None:
    told = asks(see())
    assert len(told) <= 5
    assert "Thana Garhmukteshwar" in told[0]
    assert f"{N_LISTED - N_REACHED} of the {N_LISTED} panchayats and wards on the list" in told[0]
    assert "Thana Narsena" in told[1]
    assert "In 30 of 30 programmes all four counts" in told[1]
    assert "Thana Chhatari" in told[2]
    assert "In 30 of 30 programmes every larger count" in told[2]
    assert all("Please verify" in one for one in told[1:3])


def test_the_quarter_is_told_with_its_days_left_and_each_thana_with_what_it_reached(see: See) -> None:
    body = see(district="hapur")
    assert "as of 30 November 2025, 31 days left" in body
    assert row(body, "Never reached", "Garhmukteshwar")[:4] == ["20.0\u202f%", "6", "30", "24"]
    assert "some places never reached" in row(body, "Never reached", "Garhmukteshwar")


def test_a_thana_without_a_list_says_so_and_is_not_nought(see: See) -> None:
    body = see(district="meerut", thana=awareness_range.LOUD)
    assert row(body, "Never reached", "Kotwali Meerut")[-1] == "no list of panchayats or wards"
    assert row(body, "Never reached", "Kotwali Meerut")[0] == "—"
    assert "The coverage of no thana can be told" in body
    assert "The thana has no panchayat or ward on the list, so its coverage cannot be told" in body


@pytest.mark.parametrize(
    ("lang", "name", "status"), [("en", "Kotwali Meerut", "– no data"), ("hi", "कोतवाली", "– आँकड़े नहीं")]
)
def test_beside_thanas_with_a_list_its_figure_is_not_known_and_not_too_small_a_number(
    use_data: UseData, programmes: Path, lang: str, name: str, status: str
) -> None:
    use_data(programmes)
    body = html(look("asp-meerut", "explore", lang=lang, kpi="A1", by="thana", window="last-30"))
    assert [one for one in row(body, {"en": "Thana", "hi": "थाना"}[lang], name) if one != "—"] == [status]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "so there is no figure. This is not zero. Please send the list."),
        ("hi", "इसलिए मान नहीं बनता। यह शून्य नहीं है। कृपया सूची भिजवाएँ।"),
    ],
)
def test_where_no_thana_has_a_list_that_is_the_reason_and_not_the_return(
    use_data: UseData, programmes: Path, lang: str, said: str
) -> None:
    use_data(programmes)
    place = {"district": "meerut", "circle": "meerut-kotwali", "thana": awareness_range.LOUD}
    app = look("asp-meerut", "explore", lang=lang, kpi="A1", window="last-30", **place)
    assert not app.exception
    assert said in html(app)


def test_each_department_has_its_share_of_the_programmes_by_district(see: See) -> None:
    body = see()
    share = row(body, "Department", "Health")
    assert row(body, "Department", "Police") == ["100\u202f%", "100\u202f%", "—", "100\u202f%", "100\u202f%"]
    assert share[2] == "—"  # held: not nought
    assert row(body, "Department", "Transport")[:2] == ["0\u202f%", "0\u202f%"]
    assert all(70 < float(one.removesuffix("\u202f%")) < 80 for one in share if one != "—")


def test_pamphlets_helplines_and_the_women_who_are_not_listed(see: See) -> None:
    body = see(district="hapur", thana=NEGLECTED)
    assert row(body, "Pamphlets per programme", "Thana Garhmukteshwar")[:3] == ["30", "600", "20"]
    assert row(body, "Helpline", "1090")[0] == "50.0\u202f%"
    assert row(body, "Helpline", "112")[0] == "100\u202f%"
    assert "the lists name the number of women of no thana" in body


def test_few_complaints_are_told_nowhere(see: See) -> None:
    body = see()
    assert row(body, "Complaints of harassment", "Kotwali Meerut")[0] == "30"
    assert row(body, "Complaints of harassment", "Hapur Kotwali Nagar")[0] == "withheld"


def test_where_the_return_is_held_nothing_is_told_and_nothing_is_nought(see: See) -> None:
    for viewer, query in (("dig", {"district": HELD}), (f"asp-{HELD}", {})):
        body = see(viewer, **query)
        assert "There are no figures to show here" in body
        assert HELD_REASON in body
        assert "ms-tiles" not in body


def test_an_alien_thana_in_a_link_is_refused_in_words(see: See) -> None:
    body = see("asp-meerut", district="hapur", thana=NEGLECTED)
    assert "Garhmukteshwar" not in body


def test_no_english_is_left_in_hindi(use_data: UseData, programmes: Path) -> None:
    use_data(programmes)
    seen = re.sub(r"<code>.*?</code>", " ", words(look("dig", "awareness", district="bulandshahr")))
    seen = re.sub(r"<[^>]+>|&\w+;|https?://\S+|/(?:view-\w+)?\?\S+", " ", seen)
    assert re.findall(r"[A-Za-z]+", ALLOWED.sub(" ", seen)) == []

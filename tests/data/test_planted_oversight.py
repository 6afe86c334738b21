"""What is planted among inspections, awareness, circulars and returns is said on the first screen of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from access.settings import HOME, Settings, load_settings
from metrics import catalogue
from sample_data import Sample
from sample_data.corrections import lines_of
from sample_data.days import answer_key
from sample_data.filing import Boxes
from sample_data.reference import district_names, thanas
from sample_data.rows import Filing
from sample_data.temper import troubled
from tests.oracle.figures import Oracle, Span
from tests.screens.looking import html, look
from warehouse.store import Store

pytestmark = pytest.mark.slow

TROUBLES = {entry["kind"]: entry for entry in answer_key()["troubles"]}
LAST_30 = Span(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15))
IN_SIGHT = 3  # questions that stand open above the figures; with those after them a click is needed
# Page → what is planted there, and the words that say it in Hindi and in English.
SAID = {
    "inspections": (
        ("never_inspected", "किसी अधिकारी का एक भी निरीक्षण अंकित नहीं", "not one inspection by any officer"),
        ("never_co_inspected", "क्षेत्राधिकारी का निरीक्षण इन पर नहीं: {name}", "none by the CO at {name}"),
        ("all_correct_sho", "30 निरीक्षणों में से 30 में सब ठीक अंकित है", "30 of 30 inspections record all in order"),
        ("repeated_defect", "यह कमी अगले निरीक्षण में फिर मिली", "this defect was found again at the next inspection"),
    ),
    "awareness": (
        (
            "panchayats_never_reached",
            "30 पंचायतों और वार्डों में से 21 में अभियान के आरम्भ से अब तक एक भी कार्यक्रम नहीं हुआ",
            "21 of the 30 panchayats and wards on the list have had no programme since the campaign began",
        ),
    ),
    "circulars": (("circular_overdue", "145 दिन अतिदेय; अनुपालन नहीं बताया गया", "145 days overdue; no compliance told"),),
    "returns": (
        (
            "raised_afterwards",
            "8 नवंबर 2026 को आई फाइल ने 15 प्रकाशित थाना-दिन (17 अक्टूबर – 31 अक्टूबर 2026) बदल दिये",
            "A file received on 8 November 2026 changed 15 published thana-days (17 October – 31 October 2026)",
        ),
    ),
}


@pytest.fixture
def shown(demo_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    monkeypatch.chdir(HOME)
    load_settings.cache_clear()
    yield load_settings()
    load_settings.cache_clear()


def first_screen(viewer: str, page: str, **chosen: str) -> list[str]:
    """The questions in sight, before any figure is scrolled to and anything is opened."""
    body = html(look(viewer, page, **chosen))
    asked = body[body.index('<section class="ms-exceptions">') :]
    in_sight = asked[asked.index("<ol>") : asked.index("</ol>")]
    return re.findall(r"<li>(.*?)</li>", in_sight, re.DOTALL)


def named(kind: str, lang: str) -> str:
    """The Kendra or the district that carries the trouble, as the page names it."""
    entry = TROUBLES[kind]
    if not entry["thana"]:
        return district_names()[entry["district"]][lang == "hi"]
    thana = next(thana for thana in thanas() if thana.code == entry["thana"])
    return thana.name_hi if lang == "hi" else thana.name_en


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("page", SAID)
def test_each_trouble_is_said_in_words_before_the_figures(shown: Settings, page: str, lang: str) -> None:
    asked = first_screen("dig", page, lang=lang)
    assert 0 < len(asked) <= IN_SIGHT
    for kind, in_hindi, in_english in SAID[page]:
        name = named(kind, lang)
        words = (in_hindi if lang == "hi" else in_english).format(name=name)
        assert any(name in one and words in one for one in asked), kind


def test_the_defect_that_comes_back_is_told_with_its_closings(shown: Settings) -> None:
    (told,) = [one for one in first_screen("asp-baghpat", "inspections", lang="en") if "found again" in one]
    assert f"{named('repeated_defect', 'en')}: “Registers complete” wanting again and again" in told
    assert re.search(r"Closed in time: 0 of [1-9][0-9]* known\.", told)


def test_a_thana_that_is_not_reached_is_told_beside_its_complaints(shown: Settings) -> None:
    """Of the whole campaign enough complaints came for their number to be told; of thirty days too few."""
    name = named("panchayats_never_reached", "en")
    (told,) = [one for one in first_screen("dig", "awareness", window="campaign", lang="en") if name in one]
    assert re.search(r"Complaints of street harassment from this thana in the chosen window: [0-9]{2}\.", told)
    (few,) = [one for one in first_screen("dig", "awareness", lang="en") if name in one]
    assert "Complaints" not in few


def test_how_far_the_corrected_figures_moved_is_told(shown: Settings, oracle: Oracle) -> None:
    """As plain Python works it out, over the default window, which begins within the corrected month."""
    moved = oracle.agreed.moved(LAST_30)
    name = named("raised_afterwards", "en")
    (told,) = [one for one in first_screen("dig", "returns", lang="en") if name in one]
    assert f"moved by {sum(moved) / len(moved):.1f} % on average" in told
    assert f"changed {sum(n for _thana, n, _of in oracle.agreed.retold(LAST_30))} published thana-days" in told


def test_what_stood_at_the_review_is_shown_beside_what_stands_now(
    shown: Settings, sample: Sample, boxed: Boxes
) -> None:
    """Of a thousand persons checked, against how many preventive action was taken: by the first file and by the second.

    At the review there was no file of November yet; since then there is.
    """
    ((thana, entry),) = troubled("raised_afterwards").items()
    files = [one for one in sample.filings if (one.return_name, one.district) == (entry["return"], entry["district"])]

    def rate(filings: list[Filing]) -> str:
        told = {(row.thana, row.day): row for one in filings for row in lines_of(one, boxed)}  # type: ignore[attr-defined]  # daily counts
        rows = [row for (of, day), row in told.items() if of == thana and LAST_30.start <= day <= LAST_30.end]
        return f"{1000 * sum(row.preventive for row in rows) / sum(row.persons_checked for row in rows):.1f}"  # type: ignore[attr-defined]

    then, now = rate([one for one in files if one.received_at < entry["received_at"]]), rate(files)  # type: ignore[operator]  # a moment
    assert then != now
    app = look("asp-hapur", "returns", lang="en", thana=thana)
    first, _current = Store(shown).snapshots()
    app.selectbox(key="filings_restated").set_value(first).run()
    lines = re.findall(r"<tr><td><b>.*?</tr>", html(app), re.DOTALL)
    (preventive,) = [line for line in lines if catalogue.load()["P6.preventive"].words("en").short in line]
    assert [figure in preventive for figure in (then, now, "hapur_squad_daily.xlsx")] == [True, True, True]


def test_no_other_district_is_asked_about_figures_changed_afterwards(shown: Settings) -> None:
    for viewer in ("asp-meerut", "asp-bulandshahr", "asp-baghpat"):
        body = html(look(viewer, "returns", lang="en"))
        assert '<section class="ms-exceptions">' in body
        assert not re.search(r"changed [0-9,]+ published thana-days", body)
        assert named("raised_afterwards", "en") not in body


def test_another_district_hears_nothing_of_it(shown: Settings) -> None:
    asked = " ".join(first_screen("asp-hapur", "inspections"))
    assert not any(named(kind, "hi") in asked for kind, *_ in SAID["inspections"])

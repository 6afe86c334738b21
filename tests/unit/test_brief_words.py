"""How a brief is put into words: months of silence in one line, one circular of many districts told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from metrics.brief.reading import Brief, Circulars
from metrics.brief.returns import CutOff, Due, NotIn, next_cut_offs, not_in
from metrics.brief.sections import Paper, paper
from metrics.brief.text import text
from metrics.circulars import Told
from tests.manifest_kit import bare_snapshot
from warehouse.reads import Window

DAY = date(2026, 11, 16)
NAMES = {code: {"en": code.title(), "hi": "हापुड़"} for code in ("hapur", "meerut", "dhaulana", "kapurpur")}
CALM = Brief(
    as_of=DAY,
    window=Window(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15)),
    district_code=None,
    districts=("hapur", "meerut"),
    names=NAMES,
    snapshot=bare_snapshot("s1"),
    cut_offs=(),
    next_review_on=None,
    not_in=(),
    circulars=Circulars(),
    waiting={},
    held=(),
    exceptions=(),
)
ORDER = Told("C-1", "hapur", "range", date(2026, 6, 1), "Rosters", date(2026, 11, 20), None, "", False, "pending")


def lines(told: Paper, name: str) -> list[tuple[str, str]]:
    (section,) = [one for one in told.sections if one.name == name]
    return [(line.about, line.sentence) for line in section.lines]


def silent(month: int, thanas: tuple[str, ...] = ("dhaulana",), *, is_whole: bool = False) -> NotIn:
    """The case register of a month of 2026 that Hapur owes."""
    cut_off = datetime(2026, month + 1, 3, 18)
    return NotIn("cases", "hapur", date(2026, month, 1), cut_off, thanas, is_whole, (DAY - cut_off.date()).days)


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_calm_day_is_said_to_be_calm(lang: str) -> None:
    told = text(paper(CALM, lang))
    calm = ("No return and no circular is overdue.", "No return is held.", "Nothing out of the ordinary was found")
    spoken = ("कोई विवरणी या परिपत्र अतिदेय नहीं है।", "कोई विवरणी रोकी हुई नहीं है।", "सामान्य से हटकर कुछ नहीं मिला")
    assert [words for words in (spoken if lang == "hi" else calm) if words not in told] == []


def test_many_months_of_one_return_are_one_line_with_the_newest_first() -> None:
    months = tuple(silent(month) for month in range(4, 10))
    ((about, sentence),) = lines(paper(replace(CALM, not_in=months), "en"), "overdue")
    assert about == "Hapur district · Case register"
    assert sentence.startswith("September 2026: Dhaulana; due on 3 October 2026, 44 days ago.")
    assert "June 2026" not in sentence
    assert sentence.endswith("3 earlier months as well.")


def test_all_thanas_of_a_district_are_not_named_one_by_one() -> None:
    whole = silent(10, ("dhaulana", "kapurpur"), is_whole=True)
    ((_, sentence),) = lines(paper(replace(CALM, not_in=(whole,)), "en"), "overdue")
    assert sentence == "October 2026: all 2 thanas; due on 3 November 2026, 13 days ago. Please have it sent."


def test_one_circular_of_several_districts_is_told_once() -> None:
    ahead = (ORDER, replace(ORDER, district_code="meerut"), replace(ORDER, circular_no="C-2", due_on=DAY))
    assert lines(paper(replace(CALM, circulars=Circulars(ahead=ahead)), "en"), "due") == [
        ("Hapur, Meerut districts · C-1", "Rosters. Due on 20 November 2026, 4 days left."),
        ("Hapur district · C-2", "Rosters. Due on 16 November 2026, today."),
    ]


def test_days_are_told_in_the_singular() -> None:
    late = replace(ORDER, due_on=DAY - timedelta(days=1), state="overdue", n_days=1)
    ((_, sentence),) = lines(paper(replace(CALM, circulars=Circulars(overdue=(late,))), "en"), "overdue")
    assert sentence == "Rosters. Due on 15 November 2026, 1 day ago; compliance not reported. Please verify."


def test_a_figure_that_an_older_program_did_not_keep_is_no_zero() -> None:
    ((_, sentence),) = lines(paper(replace(CALM, waiting={"K6": None}), "en"), "waiting")
    assert "older program" in sentence


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [(3.0, 40.0, "3 of 40, as on 15 November 2026."), (0.0, 0.0, "No such matter is open, as on 15 November 2026.")],
)
def test_what_waits_is_a_count_of_a_day(numerator: float, denominator: float, said: str) -> None:
    row = {"numerator": numerator, "denominator": denominator, "is_suppressed": False, "read_on": date(2026, 11, 15)}
    assert lines(paper(replace(CALM, waiting={"K6": row}), "en"), "waiting") == [("Next date overdue", said)]


def test_where_no_district_told_of_a_circular_none_is_not_said_to_be_overdue() -> None:
    quiet = paper(replace(CALM, circulars=Circulars(silent=("hapur", "meerut"))), "en")
    assert ("Circulars overdue", "—") in quiet.sums
    ((about, sentence),) = lines(quiet, "overdue")
    assert about == "Hapur, Meerut districts · Circulars"
    assert "not known which are overdue" in sentence


def test_a_cut_off_names_together_the_returns_of_which_as_many_are_in() -> None:
    due = (Due("cases", 11, 0), Due("patrols", 11, 0), Due("circulars", 1, 1))
    cut_off = CutOff(datetime(2026, 12, 3, 18), date(2026, 11, 1), due)
    assert lines(paper(replace(CALM, cut_offs=(cut_off,)), "en"), "due") == [
        (
            "By 3 December 2026, 18:00 · returns for November 2026",
            "0 of 11 received: Case register, Patrol return. 1 of 1 received: Compliance with circulars.",
        )
    ]


def owed(name: str, month: int, received: datetime | None) -> dict[str, object]:
    return {
        "return_name": name,
        "month_starts_on": date(2026, month, 1),
        "month_ends_on": date(2026, month + 1, 1) - timedelta(days=1),
        "due_on": date(2026, month + 1, 3),
        "cut_off_at": datetime(2026, month + 1, 3, 18),
        "n_due": 1,
        "n_received": int(received is not None),
        "last_received_at": received,
        "thana_code": "dhaulana",
        "district_code": "hapur",
    }


def test_only_the_nearest_cut_off_of_each_return_is_due() -> None:
    rows = [owed("cases", month, None) for month in (9, 10, 11)] + [owed("patrols", 10, datetime(2026, 11, 1))]
    found = next_cut_offs(rows, date(2026, 11, 3))
    assert [(one.cut_off_at, [due.return_name for due in one.returns]) for one in found] == [
        (datetime(2026, 11, 3, 18), ["cases", "patrols"])
    ]
    assert [(due.n_received, due.n_due) for due in found[0].returns] == [(0, 1), (1, 1)]


def test_a_return_that_came_after_the_evening_had_not_come() -> None:
    rows = [owed("cases", 9, datetime(2026, 10, 9, 8))]
    assert [one.n_days for one in not_in(rows, (), date(2026, 10, 8))] == [5]
    assert not_in(rows, (), date(2026, 10, 9)) == []

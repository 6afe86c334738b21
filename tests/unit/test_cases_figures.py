"""The figures of the page of cases, from stages, parts and cells made by hand."""

from __future__ import annotations

import pytest

from components.cases import drawn
from components.charts.intervals import Interval, intervals, intervals_table
from components.matrix import Cell
from locales import say
from metrics.journey import Part, Stage

STAGES = (
    Stage("received", 40, 40),
    Stage("counselled", 20, 25, 12),
    Stage("referred", 9, 30, 3),
    Stage("served", None, None, is_suppressed=True),
)


def test_a_stage_is_a_share_of_the_known_and_the_unknown_stand_apart() -> None:
    found = drawn.journey(STAGES, "hi", "15 नवंबर 2026", 5)
    assert found.table.rows == (
        ("प्राप्त", 40, None, 100.0, 0),
        ("काउंसलिंग हुई", 20, 25, 80.0, 12),
        ("संस्था को भेजे गये", 9, 30, 30.0, "<5"),
        ("सेवा मिली", "<5", "<5", "गोपनीय", "<5"),
    )
    assert "15 नवंबर 2026" in found.notes[0]
    assert [note for note in found.notes if "12 प्रकरणों" in note]
    assert [note for note in found.notes if "5 से कम प्रकरणों" in note]
    assert not [note for note in found.notes if " 3 प्रकरणों" in note]


def test_hidden_parts_are_in_the_table_without_a_number_and_not_in_the_figure() -> None:
    found = [Part("legal", 60.0, 12, 20, "missed", False), Part("safety", None, None, None, "too_few", True)]
    shares = drawn.shares("dimensions", "K2", found, "dimension", "hi")
    assert shares.figure is not None
    assert list(shares.figure.layout.yaxis.ticktext) == ["विधिक"]
    assert [row[:3] for row in shares.table.rows] == [("विधिक", 60.0, 20), ("सुरक्षा", "गोपनीय", "<5")]
    assert "1 और पंक्तियाँ" in shares.notes[0]


def test_a_journey_of_few_women_is_words_and_not_an_empty_chart() -> None:
    hidden = [Stage(one.name, None, None, is_suppressed=True) for one in STAGES]
    found = drawn.journey(hidden, "hi", "15 नवंबर 2026", 5)
    assert (found.figure, found.has_few) == (None, True)


def test_where_every_part_is_hidden_the_reason_is_not_that_nothing_was_due() -> None:
    hidden = drawn.shares("served", "R3", [Part("dlsa", None, None, None, "too_few", True)], "partner", "hi")
    assert (hidden.figure, hidden.has_few) == (None, True)
    assert drawn.shares("served", "R3", [], "partner", "hi").has_few is False


def test_the_two_halves_of_the_scheme_chart_are_shares_of_their_own() -> None:
    cells = {"R6": Cell("a", 90.0, 45, 50), "R5": Cell("a", 70.0, 7, 10)}
    assert [row[1:] for row in drawn.schemes(cells, "en").table.rows] == [(50, None), (45, 90.0), (10, None), (7, 70.0)]
    assert drawn.schemes({"R6": Cell("a"), "R5": Cell("a")}, "en").figure is None
    few = drawn.schemes({"R6": cells["R6"], "R5": Cell("a", is_suppressed=True)}, "en")
    assert few.table.rows[2][1:] == ("<5", "withheld")


def test_feedback_has_its_intervals_and_the_difference_of_the_caller() -> None:
    cells = {code: Cell("a", 80.0, 80, 100, 71.1, 86.7, "watch") for code in drawn.SHARES_OF_FEEDBACK}
    found = drawn.feedback(cells | {"S6": Cell("a", 5.0, 40, 50, -3.2, 13.1)}, "en")
    assert found.table.rows[2][1:6] == (80.0, 71.1, 86.7, 100, 80)
    assert "between −3 and 13" in found.notes[0]


ROWS = [Interval("S1", 80.0, 71.0, 87.0, 100, 95.0, "missed"), Interval("S3", 99.0, target=80.0, is_suppressed=True)]


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_an_interval_is_drawn_with_its_target_and_a_hidden_one_is_not(lang: str) -> None:
    figure = intervals(ROWS, lang)
    assert figure is not None
    assert [(shape.type, shape.x0, shape.x1) for shape in figure.layout.shapes] == [("rect", 71, 87), ("line", 95, 95)]
    assert list(figure.data[0].x) == [80.0]
    assert "99" not in str(figure.to_dict())
    assert intervals_table(ROWS, lang).rows[1][1:5] == (*(say(lang, "status.suppressed"),) * 3, "<5")
    assert intervals(ROWS[1:], lang) is None

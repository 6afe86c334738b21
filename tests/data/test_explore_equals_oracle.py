"""What the page of figures tells by month, week and category is the oracle's number; what it hides is personal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from metrics import catalogue
from metrics.disclosure import women
from metrics.explore import buckets
from metrics.explore.buckets import Grain
from metrics.explore.plan import Question
from metrics.explore.told import ALIKE, MUST_REGISTER, Told, tell
from tests.oracle.figures import Figure, Oracle, Span
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

SMALL = 5
GRAINS: tuple[Grain, ...] = ("whole", "week")
SCOPE = Scope.whole_range("dig")
WINDOWS = {
    "quarter": Window(date(2026, 8, 18), date(2026, 11, 15), date(2026, 11, 15)),
    "campaign": Window(date(2025, 9, 22), date(2025, 10, 21), date(2025, 10, 21)),
    "summer": Window(date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 30)),
    "winter": Window(date(2025, 12, 1), date(2026, 2, 28), date(2026, 2, 28)),
    "nights": Window(date(2025, 9, 22), date(2025, 10, 1), date(2025, 10, 21)),
    "chaitra": Window(date(2026, 3, 19), date(2026, 3, 27), date(2026, 3, 27)),
    "sharadiya": Window(date(2026, 10, 11), date(2026, 10, 19), date(2026, 11, 15)),
}
LEVELS = ("range", "district", "circle", "thana")
NIGHTS = ("nights", "chaitra", "sharadiya", "nights")
ASKED: tuple[tuple[str, str, Grain, str], ...] = (
    *(("K2", by, "month", "quarter") for by in LEVELS),
    *(("B3", by, "week", "campaign") for by in ("range", "district")),
    ("B1", "district", "week", "quarter"),
    ("F2.hours", "district", "month", "quarter"),
    ("I1", "thana", "month", "quarter"),
    ("P1", "circle", "week", "campaign"),
    *(("N1", by, "night", nights) for by, nights in zip(LEVELS, NIGHTS, strict=True)),
    ("N1", "district", "night", "sharadiya"),
    *(("C3", "range", "day", window) for window in ("quarter", "campaign", "summer")),
    *(("I1", by, "day", "summer") for by in ("district", "circle", "thana")),
)
PARTED = [
    (code, by, window)
    for code, third in (("F3", "campaign"), ("R3", "winter"), ("I6", "campaign"))
    for by in LEVELS
    for window in ("quarter", "summer", third)
]


def wrong(told: Told, figure: Figure, is_stock: bool) -> str:
    """What differs from the oracle in a row that is shown; nothing where it is the same."""
    value = figure.numerator if is_stock else figure.value
    counts = (told.now["numerator"] or 0, told.now["denominator"] or 0)
    meant = (pytest.approx(figure.numerator or 0), pytest.approx(figure.denominator or 0))
    same = told.now["value"] == (None if value is None else pytest.approx(value))
    return "" if counts == meant and same else f"{told.window} {told.now['unit_code']}: {told.now}, oracle {figure}"


@pytest.mark.parametrize(("code", "by", "grain", "window"), ASKED)
def test_every_row_that_is_shown_is_the_oracles(
    code: str, by: str, grain: Grain, window: str, snapshot: Snapshot, oracle: Oracle
) -> None:
    kpi, asked = catalogue.load()[code], WINDOWS[window]
    rows = list(tell(kpi, Question(by, asked, grain), SCOPE, snapshot, SMALL))
    spans = buckets.windows_of(kpi, asked, buckets.cut(asked, grain))
    expected = {one: oracle.figures(code, by, Span(one.start, one.end, one.as_of)) for one in spans}
    assert len(rows) == sum(map(len, expected.values()))
    shown = [row for row in rows if not row.now["is_suppressed"]]
    assert shown
    assert [
        fault for row in shown if (fault := wrong(row, expected[row.window][row.now["unit_code"]], kpi.kind == "stock"))
    ] == []


@pytest.mark.parametrize(("code", "by", "window"), PARTED)
def test_categories_are_the_oracles_with_grave_matters_told_alike(
    code: str, by: str, window: str, snapshot: Snapshot, oracle: Oracle
) -> None:
    kpi, asked = catalogue.load()[code], WINDOWS[window]
    rows = list(tell(kpi, Question(by, asked, with_parts=True), SCOPE, snapshot, SMALL))
    expected: dict[tuple[str, str], list[Any]] = {}
    for (unit, part), figure in oracle.parts(code, by, Span(asked.start, asked.end, asked.as_of)).items():
        added = expected.setdefault((unit, ALIKE if part in MUST_REGISTER else part), [0, 0])
        added[0] += figure.numerator or 0
        added[1] += figure.denominator or 0
    shown = [row for row in rows if not row.now["is_suppressed"]]
    assert {row.now["unit_code"] for row in rows} >= {unit for unit, _ in expected}
    assert shown or (kpi.personal and by in ("circle", "thana"))  # of few women by category none may be left to show
    for row in shown:
        told = [row.now["numerator"] or 0, row.now["denominator"] or 0]
        assert told == expected.get((row.now["unit_code"], row.part), [0, 0]), row


@pytest.mark.parametrize(
    ("code", "by", "with_parts"),
    [
        *((code, by, False) for code in ("K2", "F1", "S6", "B1", "B6.median", "P5") for by in ("district", "thana")),
        ("F3", "circle", True),
        ("R3", "district", True),
    ],
)
def test_no_row_that_is_shown_counts_few_women(code: str, by: str, with_parts: bool, snapshot: Snapshot) -> None:
    kpi = catalogue.load()[code]
    for grain in GRAINS:
        for told in tell(kpi, Question(by, WINDOWS["quarter"], grain, with_parts=with_parts), SCOPE, snapshot, SMALL):
            counts = () if told.now["is_suppressed"] else women(kpi, told.now)
            assert not [n for n in counts if 0 < n < SMALL], told
            assert not 0 < (told.now["n_unknown"] or 0) < SMALL, told


def test_what_the_snapshot_was_asked_in_one_scope_is_told_in_no_other(snapshot: Snapshot) -> None:
    hapur = Scope("asp", districts=frozenset({"hapur"}))
    for by in ("district", "circle", "thana"):
        rows = list(tell(catalogue.load()["K2"], Question(by, WINDOWS["quarter"], "month"), hapur, snapshot, SMALL))
        assert rows
        assert {row.now["district_code"] for row in rows} == {"hapur"}
    assert not list(tell(catalogue.load()["K2"], Question("thana", WINDOWS["quarter"]), Scope("asp"), snapshot, SMALL))

"""Fewer open cases because fewer women came: never green, never called better."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from access.scope import Scope
from components import coming
from components.backlog import moves
from components.backlog.moves import Line
from components.backlog.reading import Moved
from components.choice import Choice
from components.context import Context
from components.matrix import Cell, Column, Matrix, Row
from metrics import catalogue
from metrics.backlog import Move, Stock
from metrics.comparison import Change
from metrics.explore.plan import Question
from metrics.explore.told import _Asker
from metrics.signal import Flows
from warehouse.query import Snapshot
from warehouse.reads import Window

THEN, NOW = date(2026, 11, 1), date(2026, 11, 16)


def line(then: int, now: int, since: tuple[int, int], before: tuple[int, int]) -> Line:
    stocks = (Stock(then, THEN, THEN, 0, 0), Stock(now, NOW, NOW, 0, 0))
    move = Move(*stocks, Flows(*since, 30), Flows(*before, 30))
    return moves.lines({"a": Moved(move, False)}, {"a": "A"}, "circle", THEN, NOW, "en")[0]


def test_a_fall_is_good_where_it_was_worked_for_and_not_where_intake_fell() -> None:
    worked = line(400, 250, (100, 250), (100, 100))
    fewer = line(400, 250, (10, 160), (100, 160))
    assert worked.is_beyond
    assert fewer.is_beyond
    assert (worked.tone, fewer.tone) == ("met", "context")
    assert (worked.why, fewer.why) == ("closures rose", "intake fell")


def test_a_rise_is_missed_although_intake_fell() -> None:
    assert line(250, 400, (100, 10), (260, 260)).tone == "missed"


def test_where_intake_fell_less_work_is_neither_met_nor_better() -> None:
    kpis = [catalogue.load()[code] for code in ("B1", "B3", "B4")]
    cells = [Cell("range", status="met", change=Change(-90.0, True, True)) for _ in kpis]
    window = Window(THEN, NOW, NOW)
    matrix = Matrix(
        (Column("range", "", True),),
        tuple(Row(kpi, (cell,)) for kpi, cell in zip(kpis, cells, strict=True)),
        window,
        window,
    )
    told = [
        (row.cells[0].status, row.cells[0].change.is_better) for row in coming.calm(matrix).rows if row.cells[0].change
    ]
    assert told == [("watch", None), ("watch", None), ("met", True)]


def test_a_miss_stays_a_miss() -> None:
    cell = Cell("range", status="missed", change=Change(90.0, True, False))
    matrix = Matrix((Column("range", "", True),), (Row(catalogue.load()["B1"], (cell,)),), Window(THEN, NOW, NOW), None)
    assert coming.calm(matrix) == matrix


def overview(compared: Window | None) -> Matrix:
    """Open cases of the range and two districts, each fewer than before."""
    units = ("range", "meerut", "hapur")
    columns = tuple(Column(unit, "", unit == "range") for unit in units)
    cells = tuple(Cell(unit, status="met", change=Change(-90.0, True, True)) for unit in units)
    return Matrix(columns, (Row(catalogue.load()["B1"], cells),), Window(THEN, NOW, NOW), compared)


def judged(matrix: Matrix) -> list[tuple[str, bool | None]]:
    return [(cell.status, cell.change.is_better) for cell in matrix.rows[0].cells if cell.change]


@pytest.fixture
def came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Women who came: fewer to Meerut's desks, so fewer in the range; of Hapur they may not be told."""
    counts = {"range": ({"range": (700, 1000)}), "district": {"meerut": (200, 500), "hapur": (None, 500)}}

    def measured(_ctx: Context, _scope: Scope, code: str, by: str, windows: tuple[Window, ...]) -> dict[Any, Any]:
        assert (code, len(windows)) == ("B3", 2)
        return {(no, unit): {"denominator": told[no]} for unit, told in counts[by].items() for no in range(2)}

    monkeypatch.setattr(coming.door, "measured", measured)


def test_on_the_overview_a_unit_to_which_fewer_came_is_not_called_better(came: None) -> None:
    ctx, days = cast(Context, SimpleNamespace(scope=Scope.whole_range("dig"))), timedelta(days=16)
    before = Window(THEN - days, NOW - days, NOW - days)
    assert judged(coming.calmed(ctx, Choice(), overview(before))) == [("watch", None), ("watch", None), ("met", True)]


def test_counts_of_windows_of_unlike_length_are_not_compared(came: None) -> None:
    ctx = cast(Context, SimpleNamespace(scope=Scope.whole_range("dig")))
    longer = Window(THEN - timedelta(days=60), THEN - timedelta(days=1), NOW)
    for compared in (longer, None):
        assert coming.calmed(ctx, Choice(), overview(compared)) == overview(compared)


def asked(monkeypatch: pytest.MonkeyPatch, compared: Window) -> list[tuple[str, str, bool | None]]:
    """What explore says of open cases that became fewer in Meerut, to which fewer women came, and in Hapur."""
    stock = {"is_suppressed": False, "part": "", "numerator": None, "denominator": None, "status": "met"}
    rows = {
        "B1": [[stock | {"unit_code": unit, "value": n} for unit in ("meerut", "hapur")] for n in (150.0, 300.0)],
        "B3": [
            [{"unit_code": "meerut", "denominator": n}, {"unit_code": "hapur", "denominator": 500}] for n in (200, 500)
        ],
    }
    monkeypatch.setattr(_Asker, "_rows", lambda _asker, kpi, _planned: dict(enumerate(rows[kpi.code])))
    monkeypatch.setattr(_Asker, "_shown", lambda _asker, _kpi, _planned, found: found)
    question = Question("district", Window(THEN, NOW, NOW), compared=compared)
    told = _Asker(question, Scope.whole_range("dig"), cast(Snapshot, None), 5).plain(catalogue.load()["B1"])
    return [(one.now["unit_code"], one.now["status"], one.change.is_better) for one in told if one.change]


def test_in_explore_a_unit_to_which_fewer_came_is_not_called_better(monkeypatch: pytest.MonkeyPatch) -> None:
    days = timedelta(days=16)
    before = Window(THEN - days, NOW - days, NOW - days)
    assert asked(monkeypatch, before) == [("meerut", "watch", None), ("hapur", "met", True)]
    longer = Window(THEN - timedelta(days=60), THEN - timedelta(days=1), NOW)
    assert asked(monkeypatch, longer) == [("meerut", "met", True), ("hapur", "met", True)]

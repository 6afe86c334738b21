"""What a page draws, read back as numbers; and the windows and places at which the pages are looked at in tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from components import door, panel
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from components.matrix import Cell, Matrix
from components.places import Places
from components.windows import Calendar
from sample_data.days import FIRST_DAY
from tests.oracle.book import Book
from tests.oracle.figures import Figure, Oracle, last_review_before
from tests.oracle.span import Span

ROUNDED = 0.0501  # a figure in words is told to one decimal
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Asked:
    """A named window as it stood on a day, worked out from its name without the dashboard's calendar."""

    name: str
    day: date

    @property
    def span(self) -> Span:
        return self._on(self.day)

    @property
    def compared(self) -> Span | None:
        """The same window as it stood at the last review."""
        review = last_review_before(self.day)
        return self._on(review) if review else None

    def _on(self, day: date) -> Span:
        start = FIRST_DAY if self.name == "campaign" else day - timedelta(days=int(self.name.split("-")[1]) - 1)
        return Span(start, day, day)

    @property
    def trend(self) -> list[Span]:
        """Twelve stretches as long as the window, a week at least and thirty days at most; the last is the newest."""
        length = min(max(self.span.n_days, 7), 30)
        ends = [self.day - timedelta(days=length * n) for n in range(11, -1, -1)]
        return [Span(end - timedelta(days=length - 1), end, end) for end in ends]

    def __str__(self) -> str:
        return f"{self.name}@{self.day}"


WINDOWS = (
    Asked("last-30", date(2025, 10, 21)),  # the campaign's first month
    Asked("last-90", date(2026, 8, 20)),  # a thana's returns missing
    Asked("last-30", date(2026, 11, 15)),  # what the pages open with
    Asked("campaign", date(2026, 11, 15)),  # all of it
)
each_window = pytest.mark.parametrize("asked", WINDOWS, ids=str)
LEVELS = ("range", "district", "circle", "thana")
each_level = pytest.mark.parametrize("level", LEVELS)


@dataclass(frozen=True)
class Chosen:
    """A choice of a place: its level, its code and its thanas."""

    choice: Choice
    level: str
    unit: str
    thanas: frozenset[str]


def chosen(book: Book, level: str, asked: Asked, every: int = 1) -> Iterator[Chosen]:
    """Every unit of a level, or each `every`-th, as somebody chooses it on the page."""
    for unit in sorted(book.units(level))[::every]:
        inside = frozenset(code for code in book.thanas if book.unit_of(code, level) == unit)
        one = book.thanas[min(inside)]
        path = {"range": (), "district": (one.district,), "circle": (one.district, one.circle)}
        yield Chosen(
            Choice(*path.get(level, (one.district, one.circle, one.code)), window=asked.name), level, unit, inside
        )


def figure(value: Value) -> Value:
    """A cell as a number where it is one, in figures or in words; None where it says that nothing is known."""
    if not isinstance(value, str):
        return value
    if value == "—":
        return None
    told = value.removesuffix("\u202f%")
    return float(told.replace(",", "")) if _NUMBER.fullmatch(told) else value


def numbers(text: str) -> list[float]:
    """The numbers in a sentence, in their order."""
    return [float(one.replace(",", "")) for one in _NUMBER.findall(text)]


def near(value: float | None) -> object:
    """What a figure in words is to be."""
    return None if value is None else pytest.approx(value, abs=ROUNDED)


def rows(table: Table) -> list[tuple[Value, ...]]:
    return [tuple(figure(value) for value in row) for row in table.rows]


def by_name(table: Table) -> dict[Value, tuple[Value, ...]]:
    """The rows of a table by their first cell, which no two of them share."""
    found = {row[0]: row[1:] for row in rows(table)}
    assert len(found) == len(table.rows)
    return found


def bars(drawn: go.Figure | None) -> list[tuple[str, float | None]]:
    """Name and length of each bar, from the top down; none where nothing is drawn."""
    if drawn is None:
        return []
    names = [name.replace("<br>", " ") for name in drawn.layout.yaxis.ticktext]
    return list(zip(names, drawn.data[0].x, strict=True))


def build(ctx: Context, choice: Choice, asked: Asked, kpis: tuple[str, ...]) -> tuple[Matrix, Places, Calendar]:
    """The KPIs of a page for a choice, as it stood on the day."""
    places, stand = door.places(ctx), door.calendar(ctx).at(asked.day)
    matrix = panel.build(ctx, choice, places, stand, kpis)
    assert matrix is not None
    return matrix, places, stand


def wrong_cells(matrix: Matrix, one: Chosen, asked: Asked, oracle: Oracle) -> list[str]:
    """Every cell of a page's matrix, and its tiles, that is not the oracle's: value, counts, change, line, gaps."""
    assert {column.unit_code for column in matrix.columns if column.is_whole} == {one.unit}
    found = []
    for row in matrix.rows:
        for cell, column in zip(row.cells, matrix.columns, strict=True):
            by = one.level if column.is_whole else one.choice.parts or ""
            fault = _fault(cell, row.kpi.code, by, asked, oracle)
            fault = fault or _trend_fault(cell, row.kpi.code, by, asked, oracle, column.is_whole or by == "district")
            fault = fault or _gap_fault(cell, row.kpi.returns, by, asked, oracle)
            found += [f"{row.kpi.code} {column.unit_code}: {fault} {cell}"] if fault else []
    return found


def _fault(cell: Cell, code: str, by: str, asked: Asked, oracle: Oracle) -> str:
    def at(span: Span) -> Figure:
        return oracle.figures(code, by, span)[cell.unit_code]

    meant, before = at(asked.span), at(asked.compared).value if asked.compared else None
    if cell.value != _close(meant.value):
        return f"value {meant}"
    counts = (cell.numerator or 0, cell.denominator or 0, cell.n_unknown)
    if counts != (_close(meant.numerator or 0), _close(meant.denominator or 0), meant.n_unknown):
        return f"counts {meant}"
    amount = None if meant.value is None or before is None else meant.value - before
    if (cell.before, cell.change.amount if cell.change else None) != (_close(before), _close(amount)):
        return f"before {before}, change {amount}"
    return ""


def _trend_fault(cell: Cell, code: str, by: str, asked: Asked, oracle: Oracle, is_lined: bool) -> str:
    """A line is drawn of what is chosen but of no thana, and of districts beside the range."""
    spans = asked.trend if is_lined and by != "thana" else []
    meant = [_close(oracle.figures(code, by, span)[cell.unit_code].value) for span in spans] or [None] * 12
    return "" if list(cell.trend) == meant else f"line {meant}"


def _gap_fault(cell: Cell, returns: frozenset[str] | tuple[str, ...], by: str, asked: Asked, oracle: Oracle) -> str:
    n_missing = oracle.missing(by, list(returns), asked.span)[cell.unit_code]
    n_expected = sum(oracle.book.unit_of(thana, by) == cell.unit_code for thana in oracle.book.thanas)
    return "" if (cell.n_missing, cell.n_expected) == (n_missing, n_expected) else f"missing {n_missing}/{n_expected}"


def _close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=1e-9)

"""What the page of inspections shows beside its KPIs equals plain counting: matrices, gaps, defects, inspectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import pytest

from access.scope import Scope
from metrics import inspections
from metrics.inspections import Book
from sample_data import Sample
from sample_data.days import FIRST_DAY
from sample_data.inspections import ITEMS
from sample_data.rows import Inspection
from tests.oracle import inspected
from tests.oracle.duty import Duty
from tests.oracle.figures import Oracle
from warehouse import inspection_reads
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")
WINDOWS = (
    Window(date(2025, 9, 22), date(2025, 10, 21), date(2025, 10, 21)),  # the campaign's first month
    Window(date(2026, 7, 1), date(2026, 8, 31), date(2026, 8, 20)),  # seen before it ended
    Window(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15)),  # what the page opens with
    Window(date(2025, 9, 22), date(2026, 11, 15), date(2026, 11, 15)),  # all of it
)
CADENCES = {"day": 1, "week": 7, "fortnight": 14}
each_window = pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window.start}-{window.as_of}")


def last_of(window: Window) -> date:
    return min(window.end, window.as_of)


@cache
def told(snapshot: Snapshot, as_of: date) -> Book:
    days = inspection_reads.days(snapshot, RANGE, as_of).iter_rows(named=True)
    return inspections.book(days, inspection_reads.told(snapshot, RANGE, as_of).iter_rows(named=True))


def days_of(rows: Iterable[Inspection], *ranks: str) -> dict[str, set[date]]:
    """Thana → the days on which one of these ranks came; any rank where none is given."""
    found: dict[str, set[date]] = defaultdict(set)
    for row in rows:
        if not ranks or row.inspector_rank in ranks:
            found[row.thana].add(row.inspected_on)
    return found


def periods(window: Window, length: int) -> list[tuple[date, date]]:
    """Counted from the campaign's first day: those that end in the window or run on its last day, fourteen at most."""
    starts = [FIRST_DAY + timedelta(days=length * n) for n in range(500)]
    asked = [(start, start + timedelta(days=length - 1)) for start in starts if start <= last_of(window)]
    return [one for one in asked if one[1] >= window.start][-14:]


@pytest.mark.parametrize("cadence", CADENCES)
@pytest.mark.parametrize("rank", ["sho", "co"])
@each_window
def test_every_cell_of_the_matrices(
    window: Window, rank: str, cadence: str, snapshot: Snapshot, oracle: Oracle
) -> None:
    came, last = days_of(oracle.book.inspections, rank), last_of(window)

    def state(thana: str, start: date, end: date) -> str:
        is_seen = any(start <= day <= min(end, last) for day in came[thana])
        if end > last:
            return "done" if is_seen else "running"
        if not oracle.book.is_accepted("inspections", thana, end):
            return "unknown"
        return "done" if is_seen else "missed"

    book = told(snapshot, last)
    asked = inspections.periods(cadence, window, FIRST_DAY)  # type: ignore[arg-type]  # one of the cadences
    assert [(one.first, one.last) for one in asked] == periods(window, CADENCES[cadence])
    for thana in oracle.book.thanas:
        line = inspections.line(book, thana, rank, asked, last)
        assert line.states == tuple(state(thana, *one) for one in periods(window, CADENCES[cadence])), thana
        assert line.last_on == max((day for day in came[thana] if day <= last), default=None), thana


@each_window
def test_the_longest_gaps(window: Window, snapshot: Snapshot, oracle: Oracle) -> None:
    came, last, wanted = days_of(oracle.book.inspections), last_of(window), {}
    for thana in oracle.book.thanas:
        covered = [day for day in oracle.book.covered["inspections", thana] if day <= last]
        latest = max((day for day in came[thana] if day <= last), default=None)
        wanted[thana] = (sum(latest is None or day > latest for day in covered), latest, max(covered))
    found = inspections.gaps(told(snapshot, last), oracle.book.thanas)
    assert {one.thana_code: (one.n_days, one.last_on, one.read_on) for one in found} == wanted
    assert [one.n_days for one in found] == sorted((n for n, _, _ in wanted.values()), reverse=True)


@each_window
def test_what_each_inspector_found_beside_all_others(window: Window, snapshot: Snapshot, oracle: Oracle) -> None:
    last, n, n_correct = last_of(window), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in oracle.book.inspections:
        if last - timedelta(days=180) < row.inspected_on <= last:
            n[row.thana, row.inspector_rank] += 1
            is_correct = row.defects_found == 0 and all(getattr(row, item) == "yes" for item in ITEMS)
            n_correct[row.thana, row.inspector_rank] += is_correct
    wanted = set()
    for (thana, rank), count in n.items():
        others = [key for key in n if key[0] == thana and key[1] != rank]
        beside = (sum(n[key] for key in others), sum(n_correct[key] for key in others))
        if count >= 10:
            wanted.add((thana, rank, count, n_correct[thana, rank], *beside))
    found = inspections.formal(told(snapshot, last), oracle.book.thanas, last)
    rows = {(one.thana_code, one.rank, one.n, one.n_correct, one.n_others, one.n_others_correct) for one in found}
    assert rows == wanted


@pytest.fixture(scope="module")
def duties(oracle: Oracle) -> list[Duty]:
    """Of each defect, whether it was closed within fifteen days of the inspection that found it."""
    return list(inspected.defects_closed(oracle.book))


@each_window
@pytest.mark.parametrize("level", ["range", "district", "circle", "thana"])
def test_defects_by_code(window: Window, level: str, snapshot: Snapshot, sample: Sample, duties: list[Duty]) -> None:
    unit = {thana.code: thana.code if level == "thana" else getattr(thana, level, "range") for thana in sample.thanas}
    last, wanted, found = last_of(window), Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for one in duties:
        is_closed = one.met_on is not None and one.met_on <= window.as_of
        if window.start <= one.due_on <= last:
            state = "untold" if not one.is_known else "closed" if is_closed else "overdue"
            wanted.update([(unit[one.thana], one.part, "due"), (unit[one.thana], one.part, state)])
        elif last < one.due_on <= last + timedelta(days=15) and (one.met_on is None or one.met_on > last):
            wanted[unit[one.thana], one.part, "open"] += 1
    for row in inspection_reads.defects(snapshot, RANGE, window).iter_rows(named=True):
        for state in ("due", "closed", "overdue", "untold", "open"):
            found[unit[row["thana_code"]], row["code"], state] += row[f"n_{state}"]
    assert wanted
    assert +found == +wanted

"""Every figure of the page of circulars over the sample's rows equals a count in plain Python, on four evenings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from access.scope import Scope
from access.settings import Settings
from metrics import circulars
from sample_data.reference import DISTRICTS
from sample_data.rows import Circular
from tests.screens import circulars_range
from warehouse import circular_reads
from warehouse.query import Snapshot, open_snapshot

EVENINGS = (date(2025, 11, 5), date(2026, 3, 31), date(2026, 7, 20), circulars_range.LAST)
RANGE = Scope.whole_range("dig")
Cell = tuple[str, int]


@pytest.fixture(scope="module")
def rows() -> list[Circular]:
    return circulars_range.sample()


@pytest.fixture(scope="module")
def snapshot(rows: list[Circular], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    settings = Settings(data=tmp_path_factory.mktemp("circulars"))
    return open_snapshot(settings, circulars_range.make(settings, rows))


def found(snapshot: Snapshot, as_of: date, scope: Scope = RANGE) -> list[circulars.Told]:
    return circulars.told(circular_reads.circulars(snapshot, scope, as_of).iter_rows(named=True), as_of)


def plain(row: Circular, as_of: date) -> Cell:
    """State and days of one circular: the first list that can have called it partial decides whether it is."""
    if row.complied_on and row.complied_on <= as_of:
        late = (row.complied_on - row.due_on).days
        return ("late", late) if late > 0 else ("in_time", 0)
    if row.due_on < as_of:
        return "overdue", (as_of - row.due_on).days
    begun = row.complied_on and row.complied_on - timedelta(days=7)
    lists = [day for day in circulars_range.ENDS if row.complied_on and begun and begun <= day < row.complied_on]
    return ("partial" if lists and lists[0] <= as_of else "pending"), 0


@pytest.mark.parametrize("as_of", EVENINGS, ids=str)
def test_every_cell(snapshot: Snapshot, rows: list[Circular], as_of: date) -> None:
    wanted = {(row.district, row.circular_no): plain(row, as_of) for row in rows if row.issued_on <= as_of}
    assert len(wanted) >= 4
    assert {(one.district_code, one.circular_no): (one.state, one.n_days) for one in found(snapshot, as_of)} == wanted


@pytest.mark.parametrize("as_of", EVENINGS, ids=str)
@pytest.mark.parametrize("districts", [DISTRICTS, *((code,) for code in DISTRICTS)], ids="+".join)
def test_the_rate(snapshot: Snapshot, rows: list[Circular], as_of: date, districts: tuple[str, ...]) -> None:
    due = [row for row in rows if row.district in districts and row.due_on < as_of]
    met = [row for row in due if row.complied_on and row.complied_on <= row.due_on]
    rate = circulars.rate([one for one in found(snapshot, as_of) if one.district_code in districts], as_of)
    assert (rate.n_met, rate.n_due, rate.n_undated, rate.n_no_due) == (len(met), len(due), 0, 0)
    assert rate.is_few is (len(due) < 10)
    if due:  # Wilson 1927, solved as the two roots of (p - x)² = z² x (1 - x) / n
        p, n, z2 = len(met) / len(due), len(due), 1.959963984540054**2
        for end in (rate.low, rate.high):
            assert end is not None
            assert (p - end) ** 2 == pytest.approx(z2 * end * (1 - end) / n, abs=1e-12)


@pytest.mark.parametrize("as_of", EVENINGS, ids=str)
def test_what_is_overdue_and_what_falls_due(snapshot: Snapshot, rows: list[Circular], as_of: date) -> None:
    told = found(snapshot, as_of)
    open_ = [row for row in rows if row.issued_on <= as_of and not (row.complied_on and row.complied_on <= as_of)]
    late = {(row.district, row.circular_no) for row in open_ if row.due_on < as_of}
    soon = {(row.district, row.circular_no) for row in open_ if 0 <= (row.due_on - as_of).days <= 15}
    assert {(one.district_code, one.circular_no) for one in circulars.overdue(told)} == late
    assert {(one.district_code, one.circular_no) for one in circulars.falling_due(told, as_of)} == soon


def test_the_planted_circular_is_first(snapshot: Snapshot) -> None:
    told = found(snapshot, circulars_range.LAST)
    worst = circulars.overdue(told)[0]
    assert (worst.district_code, worst.circular_no, worst.n_days) == ("hapur", "परि-परिपत्र-13/2026", 145)
    assert circulars.circulars(told)[0].circular_no == worst.circular_no


def test_another_districts_circulars_are_not_read(snapshot: Snapshot) -> None:
    told = found(snapshot, circulars_range.LAST, Scope(role="asp", districts=frozenset({"hapur"})))
    assert {one.district_code for one in told} == {"hapur"}
    assert len(told) == 22

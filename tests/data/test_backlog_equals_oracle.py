"""Then against now, ages, flows by day and the pace of clearing: at every level what plain Python makes of the sample."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from access.scope import Scope
from metrics import ages, backlog
from tests.oracle import pages
from tests.oracle.figures import Oracle
from tests.oracle.span import Span
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

LEVELS = ("range", "district", "circle", "thana")
SCOPE = Scope.whole_range("dig")
# Then and now: between two reviews, over a month in which a register lacks and after it, and a year.
MOVES = (
    (date(2026, 11, 7), date(2026, 11, 15)),
    (date(2026, 6, 30), date(2026, 7, 31)),
    (date(2026, 7, 25), date(2026, 8, 24)),
    (date(2025, 11, 15), date(2026, 11, 15)),
)
AS_OF = (date(2026, 11, 15), date(2026, 7, 31))


@pytest.fixture(scope="module")
def days(snapshot: Snapshot) -> pl.DataFrame:
    whole = Window(date(2025, 9, 22), date(2026, 11, 15), date(2026, 11, 15))
    return reads.days(snapshot, SCOPE, backlog.COLUMNS, whole)


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(("then", "now"), MOVES)
def test_then_and_now(
    by: str, then: date, now: date, days: pl.DataFrame, snapshot: Snapshot, oracle: Oracle
) -> None:
    found = backlog.then_and_now(days, backlog.homes(snapshot, SCOPE, by), then, now, snapshot.manifest.review_dates)
    told = {
        unit: (move.then.n if move.then else None, move.now.n, move.flows.opened, move.flows.closed)
        for unit, move in found.items()
    }
    expected = pages.then_and_now(oracle, by, then, now)
    assert told == {unit: (one.then, one.now, one.opened, one.closed) for unit, one in expected.items()}


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("as_of", AS_OF)
def test_ages(by: str, as_of: date, snapshot: Snapshot, oracle: Oracle) -> None:
    rows = reads.open_by_age(snapshot, SCOPE, [Window(as_of, as_of, as_of)])
    assert ages.by_band(rows, backlog.homes(snapshot, SCOPE, by)) == pages.open_by_age(oracle, by, as_of)


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("as_of", AS_OF)
def test_each_day_and_the_pace_of_clearing(
    by: str, as_of: date, days: pl.DataFrame, snapshot: Snapshot, oracle: Oracle
) -> None:
    reviews = sorted(day for day in snapshot.manifest.review_dates if day <= as_of)
    first = reviews[-backlog.CLEARING_CYCLES - 1] + timedelta(days=1)
    expected = pages.each_day(oracle, by, Span(first, as_of, as_of))
    home = backlog.homes(snapshot, SCOPE, by)
    for (unit,), thanas in home.group_by("unit_code"):
        own = days.join(thanas, on="thana_code", how="semi")
        told = {
            (unit, one.first): (one.opened, one.closed)
            for one in backlog.stretches(own, first, as_of, 1)
            if one.opened is not None
        }
        assert told == {key: counts for key, counts in expected.items() if key[0] == unit}
        _, pace, since = backlog.clearing(own, 1, reviews, as_of)
        cycles = [counts for (of, day), counts in expected.items() if of == unit and day <= reviews[-1]]
        assert since == first
        assert (pace.opened, pace.closed) == tuple(map(sum, zip(*cycles, strict=True)))

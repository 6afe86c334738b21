"""Then against now, ages, flows by day, the pace of clearing: at every level what plain Python makes of the sample."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from access.scope import Scope
from access.settings import Settings, load_settings
from components.backlog import reading, standing
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
WINDOWS = (30, 90, 240)  # days up to the as-of day: the flows by day, by week, and followed cases beyond 180 days


@pytest.fixture(scope="module")
def days(snapshot: Snapshot) -> pl.DataFrame:
    whole = Window(date(2025, 9, 22), date(2026, 11, 15), date(2026, 11, 15))
    return reads.days(snapshot, SCOPE, backlog.COLUMNS, whole)


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(("then", "now"), MOVES)
def test_then_and_now(by: str, then: date, now: date, days: pl.DataFrame, snapshot: Snapshot, oracle: Oracle) -> None:
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


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("as_of", AS_OF)
@pytest.mark.parametrize("n_days", WINDOWS)
def test_stretches_of_the_flows(
    n_days: int, as_of: date, by: str, days: pl.DataFrame, snapshot: Snapshot, oracle: Oracle
) -> None:
    """Each day, and each week: what was open at its end, received and closed in it."""
    step, first = (1, 7)[n_days > reading.MOST_BY_DAY], as_of - timedelta(days=n_days - 1)
    expected = pages.each_day(oracle, by, Span(first, as_of, as_of))
    home = backlog.homes(snapshot, SCOPE, by)
    stocks = {one: oracle.stock("n_open", by, one) for one in (as_of, as_of - timedelta(days=3 * step))}
    for (unit,), thanas in home.group_by("unit_code"):
        own = days.join(thanas, on="thana_code", how="semi")
        found = backlog.stretches(own, first, as_of, step)
        assert len(found) == n_days // step
        for one in found:
            within = [one.first + timedelta(days=n) for n in range(step)]
            counts = [expected[str(unit), day] for day in within if (str(unit), day) in expected]
            told = tuple(map(sum, zip(*counts, strict=True))) or (None, None)
            assert (one.opened, one.closed) == told
        assert {one.last: one.stock for one in found if one.last in stocks} == {
            day: stock[str(unit)].numerator if str(unit) in stock else None for day, stock in stocks.items()
        }


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("as_of", AS_OF)
def test_closures_around_reviews(by: str, as_of: date, days: pl.DataFrame, snapshot: Snapshot, oracle: Oracle) -> None:
    """Of the last reviews about which nine in ten of the thanas' days are told."""
    past = sorted(day for day in snapshot.manifest.review_dates if day <= as_of)
    length = (past[-1] - past[-2]).days
    each = pages.each_day(oracle, "thana", Span(date(2025, 9, 22), as_of, as_of))
    home = backlog.homes(snapshot, SCOPE, by)
    for (unit,), thanas in home.group_by("unit_code"):
        codes, told = set(thanas["thana_code"]), []
        for review in past:
            about = [review + timedelta(days=n) for n in range(-(length // 2), length // 2 + 1)]
            if about[0] >= date(2025, 9, 22) and about[-1] <= as_of:
                known = [each[code, day][1] for code in codes for day in about if (code, day) in each]
                if len(known) >= 0.9 * len(codes) * len(about):
                    told.append(review)
        own = days.filter(pl.col("day") <= as_of).join(thanas, on="thana_code", how="semi")
        assert backlog.told_reviews(own, past, as_of) == told, unit
        assert backlog.around_reviews(own, told[-reading.N_REVIEWS :], length) == {
            n: sum(
                each.get((code, review + timedelta(days=n)), (0, 0))[1]
                for code in codes
                for review in told[-reading.N_REVIEWS :]
            )
            for n in range(-(length // 2), length // 2 + 1)
            if told
        }


@pytest.fixture
def folder(demo_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    load_settings.cache_clear()
    return str(demo_settings.data)


def still_open(stays: list[tuple[int, bool]]) -> dict[int, float]:
    """Day → share still open after it, for each day on which one was closed: the product of those that stayed."""
    share, found = 1.0, {}
    for day in sorted({n for n, is_closed in stays if is_closed}):
        at_risk = sum(n >= day for n, _ in stays)
        share *= 1 - sum(n == day and is_closed for n, is_closed in stays) / at_risk
        found[day] = share
    return found


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("as_of", AS_OF)
@pytest.mark.parametrize("n_days", WINDOWS)
def test_the_curve(n_days: int, as_of: date, by: str, folder: str, snapshot: Snapshot, oracle: Oracle) -> None:
    first = as_of - timedelta(days=n_days - 1)
    stays: dict[str, list[tuple[int, bool]]] = {}
    for thana, of_thana in oracle.durations.stays(Span(first, as_of, as_of)).items():
        stays.setdefault(oracle.book.unit_of(thana, by), []).extend(of_thana)
    for unit in sorted(stays)[:6]:
        scope = SCOPE if by == "range" else SCOPE.narrow(**{by: unit})
        seen = standing._curve(folder, snapshot.id, SCOPE, scope, by, Window(first, as_of, as_of))
        meant = still_open(stays[unit])
        assert seen.n == len(stays[unit])
        assert seen.steps
        for step in seen.steps:
            before = max(day for day in meant if day <= step.day)
            assert step.survival == pytest.approx(meant[before]), (unit, step.day)


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_shares_over_thirty_days(as_of: date, folder: str, snapshot: Snapshot, oracle: Oracle) -> None:
    """Of circles: at every thana of the sample so few are over thirty days that none may be drawn."""
    by = "circle"
    seen = standing._spread(folder, snapshot.id, SCOPE, SCOPE, by, Window(as_of, as_of, as_of))
    figures = oracle.figures("B4", by, Span(as_of, as_of, as_of))
    told = {unit: (one.numerator or 0, one.denominator or 0) for unit, one in figures.items()}
    assert seen is not None
    assert {unit: (one.value * one.size, one.size) for unit, one in seen.units.items()} == {
        unit: pytest.approx(told[unit]) for unit in seen.units
    }
    large = [counts for counts in told.values() if counts[1] >= 10]
    assert seen.centre == pytest.approx(sum(k for k, _ in large) / sum(n for _, n in large))
    assert len(seen.units) + seen.n_hidden == sum(n > 0 for _, n in told.values())

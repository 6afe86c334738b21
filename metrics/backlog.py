"""The register of cases day by day, added up to units: what is open, what came in and went out, then against now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import polars as pl

from access.scope import Scope
from metrics.signal import Z95, Z_SPEAK, Clearing, Flows, Movement, StockChange, days_to_clear, poisson_z, stock_change
from warehouse import reads
from warehouse.query import Snapshot

COLUMNS = ("n_open", "n_opened", "n_closed")
CYCLE = 15  # ORDER: a review every fifteen days; taken where the calendar holds no two reviews
CLEARING_CYCLES = 4  # POLICY: the pace of the last four review cycles is called the present one
_DAY = timedelta(days=1)
_UP: frozenset[Movement] = frozenset({"inflow_rose", "outflow_fell"})


@dataclass(frozen=True)
class Stock:
    """Open cases of a unit on an evening. Its thanas were read on days from `read_on` to `newest`.

    Of its thanas `n_late` were read on an earlier day than asked, and `n_never` had no register at all.
    """

    n: float | None
    read_on: date | None
    newest: date | None
    n_late: int
    n_never: int


@dataclass(frozen=True)
class Move:
    """A unit's stock on two evenings; `flows` of the days between them, `before` of as many days earlier."""

    then: Stock | None
    now: Stock
    flows: Flows
    before: Flows

    @property
    def change(self) -> StockChange | None:
        return stock_change(self.flows, self.before)

    @property
    def difference(self) -> float | None:
        """None where a side is not known, or where no register came in between: the same figure twice is no change."""
        if self.then is None or self.then.n is None or self.now.n is None or self.then.newest == self.now.newest:
            return None
        return self.now.n - self.then.n

    @property
    def has_fewer_coming(self) -> bool:
        """Whether intake fell beyond noise: a stock that is smaller for that reason is no better."""
        return self.change is not None and "inflow_fell" in self.change.moved

    @property
    def is_beyond(self) -> bool | None:
        """Whether the stock moved beyond noise; None where there is no difference to judge.

        It did where it stands out as a count, or where a flow that moves it that way moved beyond noise and what came
        in less what went out is told from nought: the variance of that difference is the sum of the two (Skellam 1946).
        """
        moved = self.difference
        if moved is None or self.then is None or self.then.n is None or self.now.n is None:
            return None
        flows = set(self.change.moved) if self.change else set()
        explained = flows & _UP if moved > 0 else flows - _UP if moved < 0 else set()
        is_told = abs(moved) > Z95 * sqrt(self.flows.opened + self.flows.closed)
        return (bool(explained) and is_told) or abs(poisson_z(self.now.n, self.then.n)) > Z_SPEAK


@dataclass(frozen=True)
class Stretch:
    """Days from first to last: what was opened and closed in them, what was open at their end, and the days told.

    `n_told` of `n_due` days of thanas have an accepted register.
    """

    first: date
    last: date
    opened: float | None
    closed: float | None
    stock: float | None
    n_told: int
    n_due: int


def homes(snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
    """thana_code, unit_code: in which unit of a level each thana of the scope lies."""
    thanas = reads.units(snapshot, scope, "thana").rename({"unit_code": "thana_code"})
    unit = {"range": pl.lit("range"), "thana": pl.col("thana_code")}.get(by, pl.col(f"{by}_code"))
    return thanas.select("thana_code", unit.alias("unit_code"))


def stocks(days: pl.DataFrame, home: pl.DataFrame, on: date) -> dict[str, Stock]:
    """By unit what was open on an evening, each thana read on its last accepted day up to it.

    `days` are those of `reads.days` in their order, `home` those of `homes`.
    """
    told = days.filter(pl.col("is_accepted") & (pl.col("day") <= on))
    last = told.group_by("thana_code").agg(pl.col("n_open", "day").last())
    rows = (
        home.join(last, on="thana_code", how="left")
        .group_by("unit_code")
        .agg(
            pl.when(pl.col("n_open").count() > 0).then(pl.col("n_open").sum()),
            pl.col("day").min().alias("read_on"),
            pl.col("day").max().alias("newest"),
            (pl.col("day") < on).sum().alias("n_late"),
            pl.col("day").null_count().alias("n_never"),
        )
    )
    return {row[0]: Stock(*row[1:]) for row in rows.iter_rows()}


def flows(days: pl.DataFrame, home: pl.DataFrame, first: date, last: date) -> dict[str, Flows]:
    """By unit what came in and what went out on the accepted days from first to last; `n_days` are days of thanas."""
    told = days.filter(pl.col("is_accepted") & pl.col("day").is_between(first, last))
    sums = told.join(home, on="thana_code").group_by("unit_code").agg(pl.col("n_opened", "n_closed").sum(), pl.len())
    return {unit: Flows(opened, closed, n) for unit, opened, closed, n in sums.iter_rows()}


def then_and_now(
    days: pl.DataFrame, home: pl.DataFrame, then: date | None, now: date, reviews: Sequence[date]
) -> dict[str, Move]:
    """By unit its stock on both evenings and the flows since, beside those of as many days before.

    The days before are taken whole review cycles earlier, so that they lie alike about the reviews.
    """
    current, none = stocks(days, home, now), Flows(0, 0, 0)
    if then is None:
        return {unit: Move(None, stock, none, none) for unit, stock in current.items()}
    shift = _whole_cycles((now - then).days, cycle(reviews, now))
    since = flows(days, home, then + _DAY, now)
    before = flows(days, home, then + _DAY - shift, now - shift)
    past = stocks(days, home, then)
    return {unit: Move(past[unit], current[unit], since.get(unit, none), before.get(unit, none)) for unit in current}


def cycle(reviews: Sequence[date], on: date) -> int:
    """Days between the last two reviews up to a day."""
    held = sorted(day for day in reviews if day <= on)
    return (held[-1] - held[-2]).days if len(held) > 1 else CYCLE


def _whole_cycles(n_days: int, length: int) -> timedelta:
    return timedelta(days=-(-n_days // length) * length)


def stretches(days: pl.DataFrame, first: date, last: date, step: int) -> list[Stretch]:
    """One unit's register in stretches of `step` days up to `last`; days before the first whole stretch are left out.

    `days` hold the unit's thanas only. The stock at an end is read as `stocks` reads it.
    """
    number = (pl.lit(last) - pl.col("day")).dt.total_days() // step
    n_whole = ((last - first).days + 1) // step
    within = days.filter(pl.col("day") <= last).with_columns(number.alias("number"))
    told = (
        within.filter(pl.col("number") < n_whole)
        .group_by("number")
        .agg(
            *(pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()) for name in ("n_opened", "n_closed")),
            pl.col("is_accepted").sum(),
            pl.len(),
        )
    )
    rows = {row[0]: row[1:] for row in told.iter_rows()}
    stock = _stock_each_day(within)
    return list(_stretches(rows, stock, n_whole, last, step))


def _stretches(
    rows: Mapping[int, tuple[float | None, float | None, int, int]],
    stock: Mapping[date, float | None],
    n_whole: int,
    last: date,
    step: int,
) -> Iterator[Stretch]:
    for number in reversed(range(n_whole)):
        end = last - timedelta(days=number * step)
        opened, closed, n_told, n_due = rows.get(number, (None, None, 0, 0))
        yield Stretch(end - timedelta(days=step - 1), end, opened, closed, stock.get(end), n_told, n_due)


def _stock_each_day(days: pl.DataFrame) -> dict[date, float | None]:
    filled = days.with_columns(pl.col("n_open").forward_fill().over("thana_code"))
    known = pl.when(pl.col("n_open").count() > 0).then(pl.col("n_open").sum())
    return dict(filled.group_by("day").agg(known).iter_rows())


def around_reviews(days: pl.DataFrame, reviews: Sequence[date]) -> dict[int, float]:
    """Closures by days from the nearest of these reviews (before it: negative), added up over them.

    `reviews` follow one another without a gap; `days` are of one unit and hold all days about them.
    """
    held = sorted(reviews)
    if not held:
        return {}
    half = cycle(held, held[-1]) // 2
    offsets: dict[int, float] = {}
    closed = dict(days.group_by("day").agg(pl.col("n_closed").sum()).iter_rows())
    for review in held:
        for offset in range(-half, half + 1):
            n = closed.get(review + timedelta(days=offset))
            if n is not None:
                offsets[offset] = offsets.get(offset, 0) + n
    return offsets


def clearing(days: pl.DataFrame, stock: float, reviews: Sequence[date], on: date) -> tuple[Clearing, Flows, date]:
    """When one unit's stock is gone at the pace of the last whole review cycles, their flows, and their first day.

    `days` hold the unit's thanas only. `n_days` of the flows are days of the register, not of thanas.
    """
    held = sorted(day for day in reviews if day <= on)[-CLEARING_CYCLES - 1 :]
    if len(held) < 2:
        return Clearing("too_few"), Flows(0, 0, 0), on
    told = days.filter(pl.col("is_accepted") & pl.col("day").is_between(held[0] + _DAY, held[-1]))
    n_thanas = days["thana_code"].n_unique() or 1
    opened, closed = told.select(pl.col("n_opened", "n_closed").sum()).row(0)
    pace = Flows(opened, closed, told.height / n_thanas)
    return days_to_clear(stock, pace.opened, pace.closed, pace.n_days), pace, held[0] + _DAY

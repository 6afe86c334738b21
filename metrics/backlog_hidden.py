"""What of the register is not told, decided for all levels at once, over all thanas that the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics import disclosure_lines
from metrics.backlog import Stock
from metrics.disclosure import Counts, PartPath, Path, counts_of, hidden_paths
from metrics.disclosure_parts import hidden_parts

Paths = Mapping[str, Path]  # by thana
_FLOWS = ("n_opened", "n_closed", "n_open")


@dataclass(frozen=True)
class Lines:
    """Stretches that are not told, numbered back from the last: of the longest step cell by cell, of a shorter one all
    of a unit's or none, and none of a unit that hides one on a longer step.

    So no two steps tell together what neither does alone: docs/decisions/0050.
    """

    longest: int
    cells: frozenset[PartPath]
    whole: Mapping[int, frozenset[Path]]

    def hidden(self, path: Path, step: int, n_stretches: int) -> frozenset[int]:
        """The numbers of a unit's stretches that are hidden."""
        if step == self.longest:
            return frozenset(number for number in range(n_stretches) if (str(number), path) in self.cells)
        return frozenset(range(n_stretches)) if path in self.whole[step] else frozenset()


def lines(days: pl.DataFrame, paths: Paths, last: date, n_days: Mapping[int, int], small_cell: int) -> Lines:
    """Of the stretches up to `last`; `n_days` says by step how many days of it are shown at most.

    A stretch counts what was opened, closed, and open at its end. `days` are those of `reads.days`, in their order.
    """
    longest, *shorter = sorted(n_days, reverse=True)
    tables = {step: _stretches(days, paths, last, step, n_days[step]) for step in n_days}
    cells = {
        (str(number), path): counts for path, told in tables[longest].items() for number, counts in enumerate(told)
    }
    found = hidden_parts(cells, small_cell)
    hidden, whole = {path for _, path in found}, {}
    for step in shorter:
        rung = {path: tuple(n for counts in told for n in counts) for path, told in tables[step].items()}
        hidden = disclosure_lines.down([rung], small_cell, hidden)
        whole[step] = frozenset(hidden)
    return Lines(longest, frozenset(found), whole)


def _stretches(days: pl.DataFrame, paths: Paths, last: date, step: int, n_days: int) -> dict[Path, list[Counts]]:
    """By thana the counts of its stretches, from the last one back."""
    back = (pl.lit(last) - pl.col("day")).dt.total_days()
    n_stretches = max(1, n_days // step)  # as `backlog.stretches`: days before the first whole one are not shown
    told = (
        days.filter(pl.col("day") <= last)
        .with_columns(back.alias("back"), pl.col("n_open").forward_fill().over("thana_code"))
        .with_columns((pl.col("back") // step).alias("number"))
        .filter(pl.col("number") < n_stretches)
        .group_by("thana_code", "number")
        .agg(pl.col("n_opened", "n_closed").sum(), pl.col("n_open").filter(pl.col("back") % step == 0).first())
    )
    found: dict[Path, list[Counts]] = {path: [(0.0,) * len(_FLOWS)] * n_stretches for path in paths.values()}
    for thana, number, *counts in told.select("thana_code", "number", *_FLOWS).fill_null(0).iter_rows():
        found[paths[thana]][number] = tuple(counts)
    return found


def stocks(evenings: Sequence[Mapping[str, Stock]], paths: Paths, small_cell: int) -> set[Path]:
    """The units of whom what was open may not be told on one of the evenings."""
    tables = ({paths[thana]: counts_of(stock.n) for thana, stock in one.items()} for one in evenings)
    return {path for table in tables if table for path in hidden_paths(table, small_cell)}


@dataclass(frozen=True)
class Around:
    """Closures about the reviews that are not told, by days from a review; and the units of which their sum is not."""

    cells: frozenset[PartPath]
    sums: frozenset[Path]


def around(days: pl.DataFrame, paths: Paths, reviews: Sequence[date], length: int, small_cell: int) -> Around:
    """As `backlog.around_reviews` counts them, thana by thana."""
    half, found = length // 2, dict[PartPath, float]()
    closed = {(thana, day): n for thana, day, n in days.select("thana_code", "day", "n_closed").iter_rows()}
    for thana, path in paths.items():
        for offset in range(-half, half + 1):
            told = (closed.get((thana, review + timedelta(days=offset))) for review in reviews)
            found[str(offset), path] = sum(n or 0 for n in told)
    sums: dict[Path, float] = {}
    for (_, path), n in found.items():
        sums[path] = sums.get(path, 0) + n
    leaves = {key: counts_of(n) for key, n in found.items()}
    hidden = hidden_paths({path: counts_of(n) for path, n in sums.items()}, small_cell) if sums else set()
    return Around(frozenset(hidden_parts(leaves, small_cell)), frozenset(hidden))

"""The facts of thanas added up to the units of one level: counts are added, rates never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Any

import polars as pl

from access.scope import Scope
from metrics.facts import WOMEN, Facts
from metrics.hotspots.pai import Catch
from metrics.patrols import COMPLAINTS, VISITS, Share, aim, most_visited
from warehouse import reads
from warehouse.tables import return_of_column

Key = tuple[int, str]
Row = dict[str, Any]
Histogram = list[tuple[int, int]]  # amount, how many
_AT = ("window_no", "unit_code")


class Level:
    """What is known of each unit of a level, within a scope that may be narrower than that of the facts."""

    def __init__(
        self, facts: Facts, by: str, scope: Scope, n_windows: int | None = None, n_judged: int | None = None
    ) -> None:
        """Of so many of the facts' first windows, the first of them to be judged; of all where nothing is said."""
        self.facts, self.by, self._scope = facts, by, scope
        self._n_windows = len(facts.windows) if n_windows is None else n_windows
        self.n_judged = self._n_windows if n_judged is None else min(n_judged, self._n_windows)
        homes = reads.units(facts.snapshot, scope, "thana").rename({"unit_code": "thana_code"})
        unit = {"range": pl.lit("range"), "thana": pl.col("thana_code")}.get(by, pl.col(f"{by}_code"))
        self._homes = homes.select("thana_code", unit.alias("unit_code"))
        self.units = {row["unit_code"]: row for row in reads.units(facts.snapshot, scope, by).iter_rows(named=True)}
        self._missing: dict[tuple[str, ...], dict[Key, Row]] = {}
        self._beside: dict[tuple[str, str], dict[Key, Row]] = {}

    @property
    def keys(self) -> Iterator[Key]:
        """Every unit in every window."""
        return product(range(self._n_windows), self.units)

    @cached_property
    def judged(self) -> Level:
        """The same, of the windows alone that are judged."""
        if self.n_judged == self._n_windows:
            return self
        return Level(self.facts, self.by, self._scope, self.n_judged)

    @cached_property
    def duties(self) -> dict[tuple[str, Key], Row]:
        rows = self._added(self.facts.duties, _sums("n_met", "n_known", "n_unknown"), "stream")
        return {(row["stream"], _key(row)): row for row in rows}

    @cached_property
    def parts(self) -> dict[tuple[str, str, Key], Row]:
        rows = self._added(self.facts.duties, _sums("n_met", "n_known", "n_unknown"), "stream", "part")
        return {(row["stream"], row["part"], _key(row)): row for row in rows}

    @cached_property
    def days(self) -> dict[Key, Row]:
        """Sums of the flow columns; how many thanas told each (`told_…`), and in how many it is 0 (`without_…`)."""
        columns = [name for name in self.facts.days.columns if name not in ("window_no", "thana_code")]
        idle = [(pl.col(name) == 0).sum().cast(pl.Float64).alias(f"without_{name}") for name in columns]
        return self._by_key(self.facts.days, [*_sums(*columns), *idle, *_told(*columns)])

    @cached_property
    def stocks(self) -> dict[str, dict[Key, Row]]:
        """By column: its sum, how many thanas told it (`told_…`), and the earliest day on which it was read."""
        found: dict[str, dict[Key, Row]] = {}
        for frame in self.facts.stocks.values():
            columns = [name for name in frame.columns if name not in ("window_no", "thana_code", "read_on")]
            rows = self._by_key(frame, [*_sums(*columns), *_told(*columns), pl.col("read_on").min()])
            found |= dict.fromkeys(columns, rows)
        return found

    def beside(self, column: str, other: str) -> dict[Key, Row]:
        """A stock over the thanas of which a column of another return is known too."""
        if (column, other) not in self._beside:
            one, two = (self.facts.stocks[return_of_column()[name]] for name in (column, other))
            told, known = one.filter(pl.col(column).is_not_null()), two.filter(pl.col(other).is_not_null())
            both = told.join(known, on=["window_no", "thana_code"], how="semi")
            self._beside[column, other] = self._by_key(both, [*_sums(column), pl.col("read_on").min()])
        return self._beside[column, other]

    @cached_property
    def oldest(self) -> dict[Key, Row]:
        return self._by_key(self.facts.oldest, [pl.col("oldest_days").max()])

    @cached_property
    def longest(self) -> dict[tuple[str, Key], Row]:
        """The worst place's stretch among the thanas, of how many places, and when that stretch was read."""
        is_worst = pl.col("longest") == pl.col("longest").max()
        worst = [pl.col("longest").max(), pl.col("n_places").sum(), pl.col("read_on").filter(is_worst).min()]
        return {
            (stream, key): row
            for stream, frame in self.facts.longest.items()
            for key, row in self._by_key(frame, worst).items()
        }

    @cached_property
    def concentrated(self) -> dict[Key, Share]:
        """How the visits are shared out among the places that are to be visited every week."""
        rows = self.facts.visited.filter("is_required").join(self._homes, on="thana_code")
        groups = rows.partition_by(*_AT, as_dict=True).items()
        return {(int(at[0]), str(at[1])): most_visited(group["n_visits"].to_list()) for at, group in groups}

    @cached_property
    def aims(self) -> dict[Key, Catch]:
        """What the most visited catchments of each unit caught of the complaints that came after.

        Of the thanas that told of both: a silent register is no lack of complaints, silent patrols no lack of visits.
        """
        homes, areas = dict(self._homes.iter_rows()), self.facts.areas
        visits = _counted(self.facts.visited_before, "n_visits")
        patrolled = _counted(self.facts.patrolled_before, VISITS)
        complaints = _counted(self.facts.complaints, COMPLAINTS)
        inside: dict[Key, dict[str, float]] = defaultdict(dict)
        for no in range(self._n_windows):
            telling = patrolled.get(no, {}).keys() & complaints.get(no, {}).keys()
            for thana in sorted(telling & areas.keys() & homes.keys()):
                inside[no, homes[thana]][thana] = areas[thana]
        return {key: aim(visits.get(key[0], {}), complaints.get(key[0], {}), inside[key]) for key in self.keys}

    @cached_property
    def spells(self) -> dict[Key, pl.DataFrame]:
        frame = self.facts.spells.join(self._homes, on="thana_code")
        return {(int(key[0]), str(key[1])): rows for key, rows in frame.partition_by(*_AT, as_dict=True).items()}

    @cached_property
    def durations(self) -> dict[tuple[str, Key], Histogram]:
        found: dict[tuple[str, Key], Histogram] = defaultdict(list)
        for row in self._added(self.facts.durations, [pl.col("n").sum()], "stream", "amount"):
            found[row["stream"], _key(row)].append((row["amount"], row["n"]))
        return found

    @cached_property
    def reached(self) -> dict[Key, Row]:
        return self._by_key(self.facts.reached, _sums("n_reached", "n_listed"))

    @cached_property
    def institutions(self) -> dict[Key, Row]:
        return self._by_key(self.facts.institutions, _sums("n_reached", "n_listed"))

    def for_women(self, column: str) -> dict[Key, Row]:
        """A flow column over the thanas whose number of women is listed, and that number."""
        told = self.facts.days.filter(pl.col(column).is_not_null()).join(self.facts.women, on="thana_code")
        return self._by_key(told, _sums(column, WOMEN))

    @cached_property
    def formality(self) -> dict[Key, Row]:
        return self._by_key(self.facts.formality(self._n_windows), _sums("index", "n_judged"))

    @cached_property
    def fresh(self) -> dict[Key, Row]:
        """The day of the stalest thana, and of how many thanas."""
        return self._by_key(self.facts.fresh, [pl.col("read_on").min(), pl.len().alias("n_kendras")])

    @cached_property
    def agreeing(self) -> dict[Key, Row]:
        return self._by_key(self.facts.agreeing, _sums("n_days", "n_agreeing_days", "n_agreeing", "n_told"))

    @cached_property
    def restated(self) -> dict[Key, Row]:
        return self._by_key(self.facts.restated, _sums("n_days", "n_restated", "n_figures", "sum_pct"))

    def missing(self, return_names: Sequence[str]) -> dict[Key, Row]:
        """n_missing of n_expected thanas left a due day unreported in any of the returns."""
        names = tuple(return_names)
        if names not in self._missing:
            told = self.facts.missing.filter(pl.col("return_name").is_in(names))
            thanas = told.group_by("window_no", "thana_code").agg(pl.col("n_missing").max())
            counts = [pl.col("n_missing").sum(), pl.len().alias("n_expected")]
            self._missing[names] = self._by_key(thanas, counts) if names else {}
        return self._missing[names]

    def _by_key(self, frame: pl.DataFrame, sums: Sequence[pl.Expr]) -> dict[Key, Row]:
        return {_key(row): row for row in self._added(frame, sums)}

    def _added(self, frame: pl.DataFrame, sums: Sequence[pl.Expr], *keys: str) -> Iterator[Row]:
        homes = self._asked(frame).join(self._homes, on="thana_code")
        return homes.group_by(*keys, *_AT).agg(*sums).iter_rows(named=True)

    def _asked(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Without the windows that are not told; those that come with others, `reviews` and `trailing`, stay."""
        number, n_all = pl.col("window_no"), len(self.facts.windows)
        if self._n_windows == n_all:
            return frame
        return frame.filter((number < self._n_windows) | (number >= n_all))


def _counted(frame: pl.DataFrame, column: str) -> dict[int, dict[str, int]]:
    """Window → thana → its count; a thana of which it is not known is not there."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    known = frame.filter(pl.col(column).is_not_null())
    for row in known.group_by("window_no", "thana_code").agg(pl.col(column).sum()).iter_rows(named=True):
        found[row["window_no"]][row["thana_code"]] = int(row[column])
    return found


def _key(row: Row) -> Key:
    return row["window_no"], row["unit_code"]


def _sums(*columns: str) -> list[pl.Expr]:
    """Sums that are null only where every part is."""
    return [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()) for name in columns]


def _told(*columns: str) -> list[pl.Expr]:
    """Of how many thanas each is known."""
    return [pl.col(name).count().cast(pl.Float64).alias(f"told_{name}") for name in columns]

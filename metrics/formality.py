"""The formality index: for each Kendra and return, how much of what it says should be verified, 0 to 100, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from access.scope import Scope
from metrics.formality_signs import RULES, Count, Found, index, look
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

GREEN = 20.0  # the target of D11: up to here nothing is asked
LISTED = 50.0  # D11 of the dictionary: beyond it, listed for verification
Band = Literal["clear", "watch", "listed"]
_SCHEMA = {"window_no": pl.Int64, "thana_code": pl.String, "index": pl.Float64, "n_judged": pl.Float64}


@dataclass(frozen=True)
class Judged:
    """One Kendra's return: the index, the signs that stand out (the weightiest first), and of how many rows."""

    thana_code: str
    return_name: str
    index: float
    signs: tuple[Found, ...]
    n_rows: int

    @property
    def band(self) -> Band:
        return band(self.index)


def band(value: float) -> Band:
    """Green up to the target, listed for verification beyond 50."""
    if value > LISTED:
        return "listed"
    return "watch" if value > GREEN else "clear"


def judge(counts: Iterable[Count]) -> list[Judged]:
    """Every Kendra × return of which at least one sign could be looked for; what has too few rows is not there.

    The highest index first. Each sign is held against chance at a level divided by all that was looked at, so that it
    matters how many Kendras are compared: give the counts of the whole range, whoever asks.
    """
    looked_at = look(counts)
    n_looks = sum(map(len, looked_at.values()))
    judged = [_judged(*home, found, n_looks) for home, found in looked_at.items()]
    return sorted(judged, key=lambda one: (-one.index, one.thana_code, one.return_name))


def league(snapshot: Snapshot, scope: Scope, window: Window) -> list[Judged]:
    """What is judged of the Kendras of a scope, each beside those of the whole range: the same whoever looks."""
    inside = _thanas(snapshot, scope)
    return [one for one in _of_range(snapshot, scope, [window])[0] if one.thana_code in inside]


def by_thana(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, index (the sum of index / 100 over its returns), n_judged: the thanas of a scope."""
    inside = _thanas(snapshot, scope)
    rows = [
        (window_no, one.thana_code, one.index / 100, 1.0)
        for window_no, judged in enumerate(_of_range(snapshot, scope, windows))
        for one in judged
        if one.thana_code in inside
    ]
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    return frame.group_by("window_no", "thana_code").agg(pl.col("index").sum(), pl.col("n_judged").sum())


def _thanas(snapshot: Snapshot, scope: Scope) -> frozenset[str]:
    return frozenset(reads.units(snapshot, scope, "thana")["unit_code"])


def _of_range(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> list[list[Judged]]:
    """For each window what is judged of the whole range."""
    by_window: list[list[Count]] = [[] for _ in windows]
    for window_no, *told in reads.signs(snapshot, Scope.whole_range(scope.role), windows).iter_rows():
        by_window[window_no].append(Count(*told))
    return [judge(counts) for counts in by_window]


def _judged(thana_code: str, return_name: str, found: Sequence[Found], n_looks: int) -> Judged:
    standing_out = [one for one in found if one.stands_out(n_looks)]
    signs = sorted(standing_out, key=lambda one: (-RULES[one.sign].weight * one.strength, one.sign, one.part))
    n_rows = max((one.n for one in found if one.sign != "heaping"), default=0)
    return Judged(thana_code, return_name, index(signs), tuple(signs), n_rows)

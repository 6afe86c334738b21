"""Which returns are due next, and which have not come by a day though their cut-off has passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from access.scope import Scope
from warehouse import filings
from warehouse.manifest import Held
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import return_names

AHEAD = timedelta(days=62)  # every return of a month falls due within the next two

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Due:
    """One return of the next cut-off: from how many thanas (or districts) it is due, and of these how many are in."""

    return_name: str
    n_due: int
    n_received: int


@dataclass(frozen=True)
class CutOff:
    """The returns of one month that are due up to one moment."""

    cut_off_at: datetime
    month_starts_on: date
    returns: tuple[Due, ...]


@dataclass(frozen=True)
class NotIn:
    """One return of one month that has not come from some thanas of a district.

    No `thanas`: it is the district's own. `is_whole` where none of the district's thanas has sent it.
    """

    return_name: str
    district_code: str
    month_starts_on: date
    cut_off_at: datetime
    thanas: tuple[str, ...]
    is_whole: bool
    n_days: int

    @property
    def n_returns(self) -> int:
        return len(self.thanas) or 1


@dataclass(frozen=True)
class Hold:
    """A file that is held, with the thanas it speaks of; none: all of its district."""

    slice_: Held
    thanas: frozenset[str]

    def answers(self, row: Row, thana: str | None) -> bool:
        """Whether it is this return of this month that came and is held."""
        held, starts_on, ends_on = self.slice_, row["month_starts_on"], row["month_ends_on"]
        if (held.return_name, held.district_code) != (row["return_name"], row["district_code"]):
            return False
        if thana and self.thanas and thana not in self.thanas:
            return False
        if held.first_day is None or held.last_day is None:
            return True
        return bool(held.first_day <= ends_on <= held.last_day or starts_on <= held.first_day <= ends_on)


def owed(snapshot: Snapshot, scope: Scope, homes: Mapping[str, str], as_of: date) -> list[dict[str, Any]]:
    """A row for each return, month and thana (or district, for what it owes as one) up to the next cut-offs.

    As `filings.due`, with `district_code` and `thana_code`. `homes`: the district of each thana.
    """
    window = Window(snapshot.manifest.starts_on, as_of + AHEAD, as_of)
    of_thanas = filings.due(snapshot, scope, "thana", window).to_dicts()
    named = [row | {"thana_code": row["unit_code"], "district_code": homes[row["unit_code"]]} for row in of_thanas]
    by_thana = {row["return_name"] for row in of_thanas}
    whole = [
        row | {"thana_code": None, "district_code": row["unit_code"]}
        for row in filings.due(snapshot, scope, "district", window).to_dicts()
        if row["return_name"] not in by_thana
    ]
    return [*named, *whole]


def next_cut_offs(rows: Iterable[Row], as_of: date) -> list[CutOff]:
    """Of each return the next cut-off from that day on, together with those of the same moment and month."""
    ahead = [row for row in rows if row["due_on"] >= as_of]
    nearest: dict[str, datetime] = {}
    for row in ahead:
        nearest[row["return_name"]] = min(row["cut_off_at"], nearest.get(row["return_name"], row["cut_off_at"]))
    found: dict[tuple[datetime, date], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in ahead:
        if row["cut_off_at"] == nearest[row["return_name"]]:
            found[row["cut_off_at"], row["month_starts_on"]][row["return_name"]].append(row)
    return [CutOff(*key, tuple(_due(found[key], as_of))) for key in sorted(found)]


def _due(by_return: Mapping[str, Sequence[Row]], as_of: date) -> Iterator[Due]:
    for name in sorted(by_return, key=return_names().index):
        rows = by_return[name]
        yield Due(name, len(rows), sum(_is_in(row, as_of) for row in rows))


def not_in(rows: Iterable[Row], holds: Collection[Hold], as_of: date) -> list[NotIn]:
    """Returns whose cut-off lies before the day and which had not come on its evening, the oldest first.

    What came and is held is not among them.
    """
    groups: dict[tuple[date, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["due_on"] < as_of:
            groups[row["month_starts_on"], row["return_name"], row["district_code"]].append(row)
    order = sorted(groups, key=lambda key: (key[0], return_names().index(key[1]), key[2]))
    return [one for key in order if (one := _not_in(groups[key], holds, as_of))]


def _not_in(group: Sequence[Row], holds: Collection[Hold], as_of: date) -> NotIn | None:
    lacking = [
        row
        for row in group
        if not _is_in(row, as_of) and not any(hold.answers(row, row["thana_code"]) for hold in holds)
    ]
    if not lacking:
        return None
    row = lacking[0]
    thanas = tuple(sorted(one["thana_code"] for one in lacking if one["thana_code"]))
    names = row["return_name"], row["district_code"], row["month_starts_on"], row["cut_off_at"]
    return NotIn(*names, thanas, bool(thanas) and len(lacking) == len(group), (as_of - row["due_on"]).days)


def _is_in(row: Row, as_of: date) -> bool:
    received = row["last_received_at"]
    return bool(row["n_received"] == row["n_due"] and received and received.date() <= as_of)

"""Which parts of a figure are hidden, decided once for all levels and then tried: can any small one be worked out?

The one place for it: every page that tells parts (categories, bands, hours, days) asks here. docs/decisions/0050.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import reduce

from metrics.catalogue import Kpi
from metrics.disclosure import (
    Counts,
    PartPath,
    Path,
    Row,
    added,
    by_window,
    hidden_alone,
    hidden_from_top,
    hidden_paths,
    hide_one,
    hide_until_safe,
    is_few,
    path_of,
    smallest_first,
    veil,
    with_totals,
    women,
)
from metrics.disclosure_tried import Sum, shown_sums, worked_out

Leaves = Mapping[PartPath, Counts]
Sums = Sequence[Sum]
Hidden = Mapping[int, Set[PartPath]]  # by the number of the window
_GENTLE, _ROUNDS = 2, 3  # attempts: first with one more hidden at a time, then with all about what is worked out


def suppressed_parts(rows: Sequence[Row], kpi: Kpi, small_cell: int, hidden: Hidden) -> list[Row]:
    """The rows of `measure_parts()` with `is_suppressed`, and nothing to read in those where it is true.

    `hidden` is what `decide` says of all that the viewer may see, whatever level the rows are of.
    """
    if not kpi.personal:
        return [row | {"is_suppressed": False} for row in rows]
    return [
        veil(
            row, (row["part"], path_of(row)) in hidden.get(row["window_no"], ()) or is_few(women(kpi, row), small_cell)
        )
        for row in rows
    ]


def decide(thanas: Sequence[Row], kpi: Kpi, small_cell: int, sums: Sums = ()) -> Hidden:
    """By window the parts of units and totals to hide, so that no two levels together tell what neither does alone.

    `thanas` are the rows of all thanas that the viewer may see. `sums` are parts whose sum is told beside them, as a
    KPI of its own.
    """
    if not kpi.personal:
        return {}
    return {
        window_no: hidden_parts({(row["part"], path_of(row)): women(kpi, row) for row in group}, small_cell, sums)
        for window_no, group in by_window(thanas).items()
    }


def hidden_parts(leaves: Leaves, small_cell: int, sums: Sums = ()) -> set[PartPath]:
    """Every part of a unit or of a total above it to hide.

    First by rows and columns; that is then tried by linear algebra against all that is shown at all levels. Where a
    small count could be worked out, more is hidden beside it, and it is tried again.
    What the sums tell by themselves is not ours to hide.
    """
    if not leaves:
        return set()
    counts, shown = totals_of(leaves), shown_sums(leaves, small_cell, sums)
    also: set[PartPath] = set()
    anyway: set[PartPath] | None = None
    for attempt in range(_GENTLE + _ROUNDS):
        found = by_rows_and_columns(leaves, small_cell, sums, also)
        betrayed = worked_out(counts, leaves.keys(), found, shown, small_cell)
        if betrayed and anyway is None:
            anyway = worked_out(counts, leaves.keys(), counts.keys(), shown, small_cell)
        betrayed -= anyway or set()
        if not betrayed:
            return found
        also |= found | (_one_beside(betrayed, found, counts) if attempt < _GENTLE else _all_beside(betrayed, counts))
    return set(counts)


def _one_beside(betrayed: Set[PartPath], found: Set[PartPath], counts: Leaves) -> set[PartPath]:
    """For each one more part of its unit, and one more unit of its part."""
    hidden = set(found)
    for part, path in sorted(betrayed):
        for beside in (
            [key for key in counts if key[1] == path],
            [key for key in counts if key[0] == part and key[1][:-1] == path[:-1]],
        ):
            hidden.update(smallest_first(beside, counts, hidden)[:1])
    return hidden


def _all_beside(betrayed: Set[PartPath], counts: Leaves) -> set[PartPath]:
    """All parts of its unit and of the neighbours."""
    above = {path[:-1] for _, path in betrayed}
    return {key for key in counts if key[1][:-1] in above}


def groups_of(leaves: Leaves, sums: Sums) -> list[frozenset[str]]:
    """The parts of each sum, and those that it leaves of all where all are told."""
    every = frozenset(part for part, _ in leaves)
    found = [every & set(one.parts) for one in sums]
    found += [every - set(one.parts) for one in sums if one.is_of_all]
    return [parts for parts in dict.fromkeys(found) if parts]


def totals_of(leaves: Leaves) -> dict[PartPath, Counts]:
    """The parts of all units, the leaves' own and those of every total above them."""
    return {(part, path): own for part, table in _by_part(leaves).items() for path, own in with_totals(table).items()}


def by_rows_and_columns(
    leaves: Leaves, small_cell: int, sums: Sums = (), also: Set[PartPath] = frozenset()
) -> set[PartPath]:
    """Each part is a table of units, and each unit one of parts: in none of them is a hidden one what subtraction from
    a total that is shown leaves. `also` are hidden for another reason.

    Where a unit's total is shown, no part or two are hidden; where it is hidden, so is one part at least. One more part
    hidden may call for one more unit of that part, and that for further parts, until none does.
    """
    tables = {part: _Units(table, small_cell) for part, table in _by_part(leaves).items()}
    groups = groups_of(leaves, sums)
    units: dict[Path, dict[PartPath, Counts]] = defaultdict(dict)
    for part, table in tables.items():
        for path, counts in table.counts.items():
            units[path][part, path] = counts
    wholes = {path: reduce(added, parts.values()) for path, parts in units.items()}
    totals = hidden_paths({path: wholes[path] for _, path in leaves}, small_cell)
    chosen: set[PartPath] = set(also)
    while True:
        asked: dict[str, set[Path]] = defaultdict(set)
        for part, path in chosen:
            asked[part].add(path)
        hidden = {(part, path) for part, table in tables.items() for path in table.hidden(asked[part])}
        more = set(hidden)
        for path, parts in units.items():
            if path in totals:
                hide_one(list(parts), parts, more)
            else:
                hide_until_safe(list(parts), parts, more, small_cell)
            for told in groups:
                hide_until_safe([part for part in parts if part[0] in told], parts, more, small_cell)
        if more == hidden:
            return hidden
        chosen = more


class _Units:
    """One part's table of units and totals, and what is hidden in it: worked out anew only where more is asked for."""

    def __init__(self, leaves: Mapping[Path, Counts], small_cell: int) -> None:
        self.counts, self._small_cell = with_totals(leaves), small_cell
        self._alone = hidden_alone(self.counts, small_cell)
        self._known: tuple[Set[Path], Set[Path]] | None = None

    def hidden(self, asked: Set[Path]) -> Set[Path]:
        """`asked` are hidden for another reason."""
        if self._known is None or self._known[0] != asked:
            self._known = asked, hidden_from_top(self.counts, self._small_cell, asked | self._alone)
        return self._known[1]


def _by_part(leaves: Leaves) -> dict[str, dict[Path, Counts]]:
    tables: dict[str, dict[Path, Counts]] = defaultdict(dict)
    for (part, path), counts in leaves.items():
        tables[part][path] = counts
    return tables

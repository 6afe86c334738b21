"""What the metrics may ask of a snapshot: counts for each window and thana, null where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import polars as pl

from access.errors import BadChoice, NotInSnapshot
from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.tables import load_tables, return_of_column

# The grouping is the only thing pasted into SQL, and only from this list.
_UNIT = {"range": "'range'", "district": "district_code", "circle": "circle_code", "thana": "thana_code"}
_NAMES = {
    "range": {"name_en": "'Range'", "name_hi": "'परिक्षेत्र'", "district_code": "null", "circle_code": "null"},
    "district": {"name_en": "district_en", "name_hi": "district_hi", "circle_code": "null"},
    "circle": {"name_en": "circle_en", "name_hi": "circle_hi"},
    "thana": {"name_en": "thana_en", "name_hi": "thana_hi"},
}
# What snapshots of older programs have not, and what stands for it there.
_NOT_IN_OLDER = {"part": "''", "void_from": "cast(null as date)"}
# What the question for the longest stretch of a stream asks besides the windows.
_OF_LONGEST: Mapping[str, Mapping[str, object]] = {
    "place_unvisited": {"return_name": "patrols"},
    "pandal_nights": {},
    "kendra_uninspected": {},
}


@dataclass(frozen=True)
class Window:
    """Days from start to end, both counted, as known on the evening of as_of."""

    start: date
    end: date
    as_of: date


def obligations(snapshot: Snapshot, scope: Scope, streams: Sequence[str], windows: Sequence[Window]) -> pl.DataFrame:
    """stream, part, window_no, thana_code, n_met, n_known, n_unknown: duties that fell due, and those met by then."""
    held = columns_of(snapshot, "mart_obligation")
    parts = {name: name if name in held else older for name, older in _NOT_IN_OLDER.items()}
    return _ask(snapshot, scope, "obligations", windows, parts, {"streams": list(streams)})


def unmet_since(snapshot: Snapshot, scope: Scope, stream: str, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, since_on: when the oldest duty of the windows that is still not met by then fell due."""
    held = columns_of(snapshot, "mart_obligation")
    void_from = "void_from" if "void_from" in held else _NOT_IN_OLDER["void_from"]
    return _ask(snapshot, scope, "unmet_since", windows, {"void_from": void_from}, {"stream": stream})


def flows(
    snapshot: Snapshot, scope: Scope, columns: Sequence[str], windows: Sequence[Window], with_eves: bool = False
) -> pl.DataFrame:
    """window_no, thana_code, each column summed over accepted days, null where there are none; and for each return that
    they come from `n_days_<return>`, its accepted days, and `n_eve_days_<return>`, those just before a review.
    """
    sums = [f"cast(sum({column}) as double) as {column}" for column in columns]
    for name in sorted({_return_of([column]) for column in columns}):
        sums.append(_n_days(f"is_{name}_accepted", f"n_days_{name}"))
        if with_eves:
            sums.append(_n_days(f"is_{name}_accepted and is_review_eve", f"n_eve_days_{name}"))
    return _ask(snapshot, scope, "flows", windows, {"sums": ", ".join(sums)})


def stock(snapshot: Snapshot, scope: Scope, columns: Sequence[str], windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, read_on, each column: on the thana's last accepted day ≤ as-of. Columns of one return."""
    read = ", ".join(f"cast({column} as double) as {column}" for column in columns)
    params = {"return_name": _return_of(columns)}
    return _ask(snapshot, scope, "stock", windows, {"columns": read}, params)


def days(snapshot: Snapshot, scope: Scope, columns: Sequence[str], window: Window) -> pl.DataFrame:
    """thana_code, day, is_accepted, is_review_eve, each column: every due day of the window up to its as-of date.

    In order of days. Columns of one return; null where it was not accepted.
    """
    read = ", ".join(f"cast({column} as double) as {column}" for column in columns)
    parts = {"is_accepted": f"is_{_return_of(columns)}_accepted", "columns": read}
    asked = {"start_on": window.start, "end_on": min(window.end, window.as_of)}
    return frame(snapshot, _filled("days", parts), scope, asked)


def open_by_age(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, read_on, n_days, is_lawful, n: cases open on the thana's last accepted day ≤ as-of.

    By days since receipt, and whether the law lets them wait (a dowry matter without injury, under sixty days).
    """
    return _ask(snapshot, scope, "open_by_age", windows, params={"return_name": "cases"})


def oldest(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, oldest_days: days since the oldest case open on the thana's last accepted day came in."""
    return _ask(snapshot, scope, "open_ages", windows, params={"return_name": "cases"})


def longest(snapshot: Snapshot, scope: Scope, stream: str, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, longest, n_places, read_on: the worst stretch without a visit of the thana's places.

    Days, up to the thana's last accepted day ≤ as-of, or nights, which are read on no one day. A thana without such a
    place, or without the return that tells of visits (to its Kendra: of inspections), has no row.
    """
    return _ask(snapshot, scope, f"longest_{stream}", windows, params=_OF_LONGEST[stream])


def signs(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, return_name, sign, part, n_rows, n_hits, n_expected: signs of formality in each window.

    How many things were looked at, how many show the sign, and how many would by chance: null where other thanas or
    other ranks say what is usual.
    """
    return _ask(snapshot, scope, "formality", windows)


def spells(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, n_days, is_closed, n: cases received in each window.

    By how long they had been open on the thana's last accepted day ≤ as-of, or until they were closed at first.
    """
    return _ask(snapshot, scope, "spells", windows, params={"return_name": "cases"})


def durations(snapshot: Snapshot, scope: Scope, streams: Sequence[str], windows: Sequence[Window]) -> pl.DataFrame:
    """stream, window_no, thana_code, amount, n: durations that ended in the window, by their amount."""
    return _ask(snapshot, scope, "durations", windows, params={"streams": list(streams)})


def freshness(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, read_on: the newest day ≤ as-of that the stalest of a thana's daily returns tells of.

    Of a return that never was, the day before it was first owed. A thana that owed none on the as-of day has no row.
    """
    daily = [one.name for one in load_tables().returns.values() if one.is_of_thana_days]
    return _ask(snapshot, scope, "freshness", windows, params={"daily": daily})


def reach(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, n_reached, n_listed: panchayats and wards reached, of those listed.

    Only thanas are there from which an awareness return was accepted for some day of the window.
    """
    listed = _ask(snapshot, scope, "venues_listed", windows)
    reached = _ask(snapshot, scope, "venues_reached", windows)
    both = listed.join(reached, on=["window_no", "thana_code"], how="left")
    return both.with_columns(pl.col("n_reached").fill_null(0))


def institutions(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, n_reached, n_listed: schools and colleges reached in the campaign, of those listed.

    Only thanas are there from which an awareness return was accepted for some day of the window.
    """
    return _ask(snapshot, scope, "institutions_reached", windows)


def agreeing(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, n_days, n_agreeing_days, n_agreeing, n_told: daily counts of squads against their visits.

    `n_agreeing` is 1 where no figure of the visits is above the count on any day of both, else 0; `n_told` is 1.
    """
    return _ask(snapshot, scope, "agreeing", windows)


def restated(snapshot: Snapshot, scope: Scope, return_names: Iterable[str], windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, n_days, n_restated, n_figures, sum_pct: published days that a later file told otherwise.

    `sum_pct` adds up by how many per cent each of `n_figures` figures was changed.
    """
    return _ask(snapshot, scope, "restated", windows, params={"return_names": list(return_names)})


@lru_cache(maxsize=64)
def listed(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code and what is listed of it: panchayats, wards, schools, colleges, women; null if not told."""
    return frame(snapshot, _question("reach_listed"), scope)


@lru_cache(maxsize=64)
def kendras(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code, is_mahila, n_gram_panchayats: what tells the kind of each thana's Kendra."""
    return frame(snapshot, _question("kendras"), scope)


def missing(snapshot: Snapshot, scope: Scope, return_names: Iterable[str], windows: Sequence[Window]) -> pl.DataFrame:
    """return_name, window_no, thana_code, n_missing: 1 where the thana left a due day of the window unreported, else 0.

    Days count from the campaign's start to the as-of date; a window without such a day expects nothing.
    """
    return _ask(snapshot, scope, "missing", windows, params={"return_names": list(return_names)})


@lru_cache(maxsize=256)
def units(snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
    """unit_code, name_en, name_hi, district_code, circle_code of every unit in scope, in the order of their codes."""
    parts = {"unit": _unit(by), "district_code": "district_code", "circle_code": "circle_code"} | _NAMES[by]
    return frame(snapshot, _filled("units", parts), scope)


@lru_cache(maxsize=64)
def streams(snapshot: Snapshot) -> frozenset[str]:
    """The kinds of duty of which the snapshot has any at all; an older one may not know all of today's."""
    return frozenset(frame(snapshot, _question("streams"), Scope.whole_range("analyst"))["stream"])


@lru_cache(maxsize=256)
def columns_of(snapshot: Snapshot, table: str) -> frozenset[str]:
    """The columns of a table that holds units; none where an older program published the snapshot without it."""
    try:
        return frozenset(frame(snapshot, f"select * from {table} where {{scope}} limit 0", Scope("nobody")).columns)
    except NotInSnapshot:
        return frozenset()


def for_windows(
    snapshot: Snapshot,
    scope: Scope,
    question: str,
    windows: Sequence[Window],
    params: Mapping[str, object] | None = None,
) -> pl.DataFrame:
    """What the file of that name in `warehouse/sql/4_reads` answers for each window, in scope."""
    return _ask(snapshot, scope, question, windows, params=params)


def _ask(
    snapshot: Snapshot,
    scope: Scope,
    question: str,
    windows: Sequence[Window],
    parts: Mapping[str, str] | None = None,
    params: Mapping[str, object] | None = None,
) -> pl.DataFrame:
    """What was counted for each window and thana in scope; a thana of which nothing is known has no row."""
    return frame(snapshot, _filled(question, parts or {}), scope, _asked(windows) | dict(params or {}))


def _asked(windows: Sequence[Window]) -> dict[str, object]:
    """The windows as bound lists, each window with its number in the order given."""
    return {
        "window_no": list(range(len(windows))),
        "start_on": [window.start for window in windows],
        "end_on": [window.end for window in windows],
        "as_of": [window.as_of for window in windows],
    }


def _filled(question: str, parts: Mapping[str, str]) -> str:
    sql = _question(question)
    for name, part in parts.items():
        sql = sql.replace(f"{{{name}}}", part)
    return sql


@cache
def _question(name: str) -> str:
    """A question with what it shares with others in its place."""
    sql = (SQL / "4_reads" / f"{name}.sql").read_text(encoding="utf-8")
    for shared in SQL.glob("4_reads/shared/*.sql"):
        sql = sql.replace(f"{{{shared.stem}}}", shared.read_text(encoding="utf-8").rstrip())
    return sql


def _unit(by: str) -> str:
    if by not in _UNIT:
        raise BadChoice("store.unknown_grouping", by=by, allowed=", ".join(_UNIT))
    return _UNIT[by]


def _return_of(columns: Sequence[str]) -> str:
    """The one return that the columns come from. Raises BadChoice for anything that is not a count of the mart."""
    known = return_of_column()
    returns = {known.get(column, "") for column in columns}
    if len(returns) != 1 or "" in returns:
        raise BadChoice("store.unknown_columns", columns=", ".join(columns))
    return returns.pop()


def _n_days(condition: str, name: str) -> str:
    return f"cast(sum(case when {condition} then 1 else 0 end) as double) as {name}"

"""What the metrics may ask of a snapshot: counts for each window and unit, null where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import polars as pl

from access.errors import BadChoice
from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.tables import return_of_column

# The grouping is the only thing pasted into SQL, and only from this list.
_UNIT = {"range": "'range'", "district": "district_code", "circle": "circle_code", "thana": "thana_code"}
_NAMES = {
    "range": {"name_en": "'Range'", "name_hi": "'परिक्षेत्र'", "district_code": "null", "circle_code": "null"},
    "district": {"name_en": "district_en", "name_hi": "district_hi", "circle_code": "null"},
    "circle": {"name_en": "circle_en", "name_hi": "circle_hi"},
    "thana": {"name_en": "thana_en", "name_hi": "thana_hi"},
}
_NEVER_NULL = ("n_unknown", "n_missing", "n_expected")


@dataclass(frozen=True)
class Window:
    """Days from start to end, both counted, as known on the evening of as_of."""

    start: date
    end: date
    as_of: date


def obligations(snapshot: Snapshot, scope: Scope, by: str, stream: str, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, unit_code, numerator, denominator, n_unknown: duties that fell due, and those met by then."""
    return _ask(snapshot, scope, by, "obligations", windows, params={"stream": stream})


def flows(
    snapshot: Snapshot,
    scope: Scope,
    by: str,
    numerator_columns: Sequence[str],
    denominator_columns: Sequence[str],
    windows: Sequence[Window],
) -> pl.DataFrame:
    """window_no, unit_code, numerator, denominator: sums over accepted days; null where there are none."""
    parts = {"numerator": _sum(numerator_columns), "denominator": _sum(denominator_columns)}
    return _ask(snapshot, scope, by, "flows", windows, parts)


def thana_days(
    snapshot: Snapshot, scope: Scope, by: str, numerator_columns: Sequence[str], windows: Sequence[Window]
) -> pl.DataFrame:
    """window_no, unit_code, numerator, denominator: sums of the columns, and the thana-days that were accepted."""
    is_accepted = f"is_{_return_of(numerator_columns)}_accepted"
    n_days = f"nullif(sum(case when {is_accepted} then 1 else 0 end), 0)"
    return _ask(snapshot, scope, by, "flows", windows, {"numerator": _sum(numerator_columns), "denominator": n_days})


def stock(snapshot: Snapshot, scope: Scope, by: str, columns: Sequence[str], windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, unit_code, value, read_on: the columns summed over thanas, each read on its last accepted day ≤ as-of.

    `read_on` is the earliest of those days: how old the oldest part of the value is.
    """
    params = {"return_name": _return_of(columns)}
    return _ask(snapshot, scope, by, "stock", windows, {"value": " + ".join(columns)}, params)


def units_without(snapshot: Snapshot, scope: Scope, by: str, column: str, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, unit_code, numerator, denominator: Kendras whose column sums to 0, of those with an accepted day."""
    _return_of([column])
    return _ask(snapshot, scope, by, "units_without", windows, {"column": column})


def reach(snapshot: Snapshot, scope: Scope, by: str, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, unit_code, numerator, denominator: panchayats and wards reached, of those listed.

    Only thanas count from which an awareness return was accepted for some day of the window.
    """
    listed = _ask(snapshot, scope, by, "venues_listed", windows)
    reached = _ask(snapshot, scope, by, "venues_reached", windows)
    numerator = pl.when(pl.col("denominator").is_not_null()).then(pl.col("n_reached").fill_null(0))
    return listed.join(reached, on=["window_no", "unit_code"], how="left", maintain_order="left").select(
        "window_no", "unit_code", numerator.alias("numerator"), "denominator"
    )


def missing(
    snapshot: Snapshot, scope: Scope, by: str, return_names: Iterable[str], windows: Sequence[Window]
) -> pl.DataFrame:
    """window_no, unit_code, n_missing, n_expected: thanas that left a day unreported in any of the returns.

    Days count from the campaign's start to the as-of date; a window without such a day expects nothing.
    """
    return _ask(snapshot, scope, by, "missing", windows, params={"return_names": list(return_names)})


@lru_cache(maxsize=256)
def units(snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
    """unit_code, name_en, name_hi, district_code, circle_code of every unit in scope, in the order of their codes."""
    parts = {"unit": _unit(by), "district_code": "district_code", "circle_code": "circle_code"} | _NAMES[by]
    return frame(snapshot, _filled("units", parts), scope)


@lru_cache(maxsize=64)
def streams(snapshot: Snapshot) -> frozenset[str]:
    """The kinds of duty of which the snapshot has any at all; an older one may not know all of today's."""
    return frozenset(frame(snapshot, _question("streams"), Scope.whole_range("analyst"))["stream"])


def _ask(
    snapshot: Snapshot,
    scope: Scope,
    by: str,
    question: str,
    windows: Sequence[Window],
    parts: Mapping[str, str] | None = None,
    params: Mapping[str, object] | None = None,
) -> pl.DataFrame:
    """Every unit in scope in every window, with what was counted there; counts of things unknown are 0, not null."""
    sql = _filled(question, {"unit": _unit(by)} | dict(parts or {}))
    counted = frame(snapshot, sql, scope, _asked(windows) | dict(params or {}))
    numbers = pl.DataFrame({"window_no": range(len(windows))}, schema={"window_no": pl.Int64})
    every = numbers.join(units(snapshot, scope, by).select("unit_code"), how="cross")
    dense = every.join(counted, on=["window_no", "unit_code"], how="left", maintain_order="left")
    return dense.with_columns(pl.col(name).fill_null(0) for name in _NEVER_NULL if name in dense.columns)


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
    return (SQL / "4_reads" / f"{name}.sql").read_text(encoding="utf-8")


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


def _sum(columns: Sequence[str]) -> str:
    """The sum of all columns over all rows, null only if every one of them is."""
    _return_of(columns)
    any_known = " + ".join(f"count({column})" for column in columns)
    total = " + ".join(f"coalesce(sum({column}), 0)" for column in columns)
    return f"case when {any_known} > 0 then {total} end"

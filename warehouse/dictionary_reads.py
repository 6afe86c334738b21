"""What the glossary may ask of a snapshot: returns, fields, rules, codes and banned columns; what its tables hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from access.scope import Scope
from warehouse.query import Snapshot, frame
from warehouse.tables import FileName

Kind = Literal["text", "texts", "count", "figure", "day", "moment", "time", "yes_no"]
ORDERED: Mapping[str, str] = {
    "dim_return": "return_no",
    "dim_return_due": "return_name, valid_from",
    "dim_return_field": "return_name, field_no",
    "dim_return_rule": "return_name, rule_no",
    "dim_banned_column": "flag_no",
    "dim_code": "code_list, code_no",
    "dim_code_refused": "code_list, spelling_no",
}
_KINDS: Mapping[str, Kind] = {
    "VARCHAR": "text",
    "VARCHAR[]": "texts",
    "BOOLEAN": "yes_no",
    "DATE": "day",
    "TIME": "time",
    "TIMESTAMP": "moment",
    "DOUBLE": "figure",
}
# It describes the program and speaks of no unit, so that whoever may open the page may read it.
_WHOEVER = Scope.whole_range("analyst")
_COLUMNS = """
select
    table_name,
    column_name,
    data_type
from information_schema.columns
where {scope}
order by
    table_name,
    ordinal_position
"""


def rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """The rows of one table of ORDERED, in its order. Raises NotInSnapshot where an older program published it."""
    answer = frame(snapshot, f"select * from {table} where {{scope}} order by {ORDERED[table]}", _WHOEVER)
    return answer.rows(named=True)


def columns(snapshot: Snapshot, file: FileName) -> dict[str, tuple[tuple[str, Kind], ...]]:
    """Of each table in the file its columns by name and kind, in their order; no row is read."""
    found: dict[str, tuple[tuple[str, Kind], ...]] = {}
    for table, column, data_type in frame(snapshot, _COLUMNS, _WHOEVER, store=file).rows():
        found[table] = (*found.get(table, ()), (column, _KINDS.get(data_type.split("(")[0], "count")))
    return found

"""SQL as the engine has read it; reading takes a third of a short question, so that no text is read twice."""

from __future__ import annotations

from collections import OrderedDict

import duckdb

_KEPT = 400  # some 90 kB each
_statements: OrderedDict[str, duckdb.Statement] = OrderedDict()


def read(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement that the text is; it can be run on any connection, by several threads at once."""
    statement = _statements.pop(sql, None)
    if statement is None:
        (statement,) = con.extract_statements(sql)
    _statements[sql] = statement
    while len(_statements) > _KEPT:
        _statements.popitem(last=False)
    return statement

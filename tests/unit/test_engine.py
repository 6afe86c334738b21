"""SQL that the engine has read: once for each text, for any connection, and only so many texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from warehouse import engine
from warehouse.engine import read

Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def con(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    monkeypatch.setattr(engine, "_statements", OrderedDict())
    with duckdb.connect() as connection:
        yield connection


def test_a_text_is_read_once_and_runs_on_any_connection(con: Connection) -> None:
    sql = "select $n + 1"
    statement = read(con, sql)
    assert con.execute(statement, {"n": 1}).fetchall() == [(2,)]
    with duckdb.connect() as another:
        assert read(another, sql) is statement
        assert another.execute(statement, {"n": 41}).fetchall() == [(42,)]
    assert con.execute(statement, {"n": 1.5}).fetchall() == [(2.5,)]


def test_threads_that_run_it_at_once_each_get_their_own_answer(con: Connection) -> None:
    statement = read(con, "select sum(i) + $n from range(1000) as t(i)")

    def answers(n: int) -> set[int]:
        with con.cursor() as cursor:
            return {row[0] for _ in range(50) for row in cursor.execute(statement, {"n": n}).fetchall()}

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(answers, range(4))) == [{499_500 + n} for n in range(4)]


def test_the_texts_asked_for_last_are_kept(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_KEPT", 2)
    first = read(con, "select 1")
    read(con, "select 2")
    assert read(con, "select 1") is first
    read(con, "select 3")
    assert [*engine._statements] == ["select 1", "select 3"]


def test_two_statements_in_one_text_are_refused(con: Connection) -> None:
    with pytest.raises(ValueError, match="too many values"):
        read(con, "select 1; select 2")

"""Every file of warehouse/sql parses in two dialects; what engines spell differently stands in sql/dialect alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from warehouse.manifest import SQL
from warehouse.tables import load_tables

BUILD = sorted(path for layer in "0123" for path in SQL.glob(f"{layer}_*/*.sql"))
SHARED = {path.stem: path for path in sorted(SQL.glob("4_reads/shared/*.sql"))}
READS = [*sorted(SQL.glob("4_reads/*.sql")), *SHARED.values()]
DIALECT_WORDS = {
    *("n_items", "has_item", "each_item"),
    *("n_days", "n_hours", "minute_of_day", "hour_of_day", "distance_m"),
}
# What a reading of a finished snapshot may use besides, since only DuckDB ever opens one.
READ_WORDS = {"unnest", "list_contains"}
PORTABLE = {
    *(
        "cast",
        "coalesce",
        "count",
        "sum",
        "min",
        "max",
        "greatest",
        "least",
        "row_number",
        "dense_rank",
        "sqrt",
        "lag",
        "case",
        "if",
    ),
    *("exists", "nullif", "and", "or", "left", "right"),
}


def _text(path: Path) -> str:
    """The SQL with its marked places filled the way reads.py fills them."""
    text = re.sub(r"\{scope\}", "true", path.read_text(encoding="utf-8"))
    for name, shared in SHARED.items():
        text = text.replace(f"{{{name}}}", shared.read_text(encoding="utf-8"))
    return re.sub(r"\$(\w+)", r":\1", re.sub(r"\{(\w+)\}", r"\1", text))


@pytest.mark.parametrize("path", BUILD + READS, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_every_file_is_one_select_in_both_dialects(path: Path, dialect: str) -> None:
    statements = sqlglot.parse(_text(path), read=dialect)
    assert len(statements) == 1
    assert isinstance(statements[0], exp.Query)


@pytest.mark.parametrize("path", BUILD + READS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_only_words_that_every_engine_knows(path: Path) -> None:
    tree = sqlglot.parse_one(_text(path), read="duckdb")
    allowed = PORTABLE | DIALECT_WORDS | (READ_WORDS if path in READS else set())
    assert {_word(call) for call in tree.find_all(exp.Func)} <= allowed


def _word(call: exp.Func) -> str:
    return call.name.lower() if isinstance(call, exp.Anonymous) else _spelt(call)


def _spelt(call: exp.Func) -> str:
    names = {"arraycontains": "list_contains", "explode": "unnest", "unnest": "unnest", "rownumber": "row_number"}
    key = call.key.lower()
    return names.get(key, {"denserank": "dense_rank"}.get(key, key))


@pytest.mark.parametrize("path", BUILD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_dialects_understand_the_same(path: Path) -> None:
    text = _text(path)
    trees = [sqlglot.parse_one(text, read=dialect) for dialect in ("duckdb", "spark")]
    assert trees[0].named_selects == trees[1].named_selects
    tables = [{table.name for table in tree.find_all(exp.Table)} for tree in trees]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("path", BUILD + READS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_first_comment_says_what_a_row_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert first.startswith(("-- One row for each", "-- The shape of"))
    code = re.sub(r"--.*|'[^']*'", "", text)
    assert code == code.lower()


def test_every_dialect_word_is_used_and_said_in_the_dialect_file() -> None:
    dialect = (SQL / "dialect" / "duckdb.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"macro (\w+)", dialect)) == DIALECT_WORDS
    everything = "".join(path.read_text(encoding="utf-8") for path in BUILD)
    assert all(f"{word}(" in everything for word in DIALECT_WORDS)


def test_every_table_of_the_list_has_its_file_and_every_core_and_mart_file_its_entry() -> None:
    files = {path.stem.split("_", 1)[-1] for path in BUILD}
    listed = load_tables().tables
    assert set(listed) <= files
    assert {name for name in files if name.startswith(("dim_", "core_", "mart_"))} == set(listed)

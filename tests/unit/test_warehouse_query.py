"""One door: scope in every query, parameters bound, sums as floats, safe from many threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from access.errors import NoSnapshot, NotAllowed, NotInSnapshot
from access.scope import Scope
from tests.warehouse_kit import EVERYTHING, published, small_settings
from warehouse import query
from warehouse.query import Snapshot, frame, open_snapshot

HAPUR = Scope("asp", frozenset({"hapur"}))
DAYS = "select thana_code, persons_checked from mart_thana_day where persons_checked is not null and {scope}"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    batches = [
        {
            "return": "squad_daily",
            "district": district,
            "thanas": thanas,
            "days": ["2025-09-22", "2025-09-23"],
            "rows": [{"thana_code": thana, "day": "2025-09-22", "persons_checked": 209} for thana in thanas],
        }
        for district, thanas in {"hapur": ["hapur-nagar", "dhaulana"], "baghpat": ["khekra"]}.items()
    ]
    yield published(tmp_path_factory.mktemp("data"), *batches)


def seen(snapshot: Snapshot, scope: Scope) -> set[str]:
    return set(frame(snapshot, DAYS, scope)["thana_code"])


def test_a_scope_sees_its_own_and_nothing_else(snapshot: Snapshot) -> None:
    assert seen(snapshot, EVERYTHING) == {"hapur-nagar", "dhaulana", "khekra"}
    assert seen(snapshot, HAPUR) == {"hapur-nagar", "dhaulana"}
    assert seen(snapshot, HAPUR.narrow(circle="hapur-city")) == {"hapur-nagar"}
    assert seen(snapshot, HAPUR.narrow(thana="dhaulana")) == {"dhaulana"}


@pytest.mark.parametrize(
    "scope",
    [
        Scope("nobody"),
        Scope("asp", frozenset()),
        HAPUR.narrow(district="baghpat"),
        Scope("asp", None, frozenset()),
        Scope("asp", None, None, frozenset()),
    ],
)
def test_an_empty_scope_sees_nothing(snapshot: Snapshot, scope: Scope) -> None:
    assert frame(snapshot, DAYS, scope).is_empty()


def test_a_thana_of_another_district_is_not_seen(snapshot: Snapshot) -> None:
    assert seen(snapshot, HAPUR.narrow(thana="khekra")) == set()


def test_a_scope_code_is_a_value_and_never_sql(snapshot: Snapshot) -> None:
    assert seen(snapshot, Scope("asp", frozenset({"' or true or '"}))) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from mart_thana_day",
        "select * from mart_thana_day -- where {scope}",
        "select * from mart_thana_day /* where\n {scope} */",
    ],
)
def test_a_query_without_the_scope_marker_is_refused(snapshot: Snapshot, sql: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        frame(snapshot, sql, EVERYTHING)
    assert refusal.value.sentence("hi")


def test_parameters_are_bound(snapshot: Snapshot) -> None:
    sql = "select count(*) as n from mart_thana_day where thana_code = $thana and {scope}"
    assert frame(snapshot, sql, HAPUR, {"thana": "dhaulana"}).item() == 2
    assert frame(snapshot, sql, HAPUR, {"thana": "x' or 'a' = 'a"}).item() == 0


def test_sums_are_floats_and_counts_are_integers(snapshot: Snapshot) -> None:
    sql = "select sum(persons_checked) as checked, count(*) as n from mart_thana_day where {scope}"
    assert frame(snapshot, sql, EVERYTHING).schema == {"checked": pl.Float64, "n": pl.Int64}


def test_case_rows_are_not_in_the_review_file(snapshot: Snapshot) -> None:
    sql = "select table_name from duckdb_tables() where {scope}"
    tables = frame(snapshot, sql, EVERYTHING)["table_name"].to_list()
    assert not [name for name in tables if name.startswith("core_")]
    columns = frame(snapshot, "select column_name from duckdb_columns() where {scope}", EVERYTHING)["column_name"]
    assert not {"unique_no", "fir_no", "venue_hash", "note_hash", "row_id"} & set(columns)


def test_a_snapshot_cannot_be_written_nor_other_files_read(snapshot: Snapshot, tmp_path: Path) -> None:
    for sql in (
        "create table mine as select 1 where {scope}",
        "delete from mart_thana_day where {scope}",
        f"copy (select 1 where {{scope}}) to '{tmp_path / 'out.csv'}'",
        f"select * from read_text('{snapshot.folder / 'manifest.json'}') where {{scope}}",
    ):
        with pytest.raises(query.duckdb.Error):
            frame(snapshot, sql, EVERYTHING)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["n_new from mart_thana_day", "* from mart_new"])
def test_what_an_older_program_did_not_keep_is_said_in_a_sentence(what: str, snapshot: Snapshot) -> None:
    with pytest.raises(NotInSnapshot) as refusal:
        frame(snapshot, f"select {what} where {{scope}}", EVERYTHING)
    assert snapshot.id in refusal.value.sentence("hi")


def test_many_threads_share_a_file_and_each_gets_its_own_answer(snapshot: Snapshot) -> None:
    scopes = [EVERYTHING, HAPUR, HAPUR.narrow(thana="dhaulana"), Scope("nobody")] * 25
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda scope: frame(snapshot, DAYS, scope).height, scopes))
    assert counts == [6, 4, 2, 0] * 25


def test_only_so_many_files_stay_open(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "_KEPT_OPEN", 1)
    other = published(tmp_path)
    assert frame(snapshot, DAYS, EVERYTHING).height == 6
    assert frame(other, DAYS, EVERYTHING).height == 0
    assert len(query._connections) == 1
    assert frame(snapshot, DAYS, EVERYTHING).height == 6


def test_a_reader_keeps_its_snapshot_while_a_new_one_is_published(snapshot: Snapshot) -> None:
    settings = small_settings(snapshot.folder.parent.parent)
    before = frame(snapshot, DAYS, EVERYTHING)
    newer = published(settings.data)
    assert frame(snapshot, DAYS, EVERYTHING).equals(before)
    assert open_snapshot(settings).id == newer.id != snapshot.id


def test_nothing_published_and_an_unknown_snapshot_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot) as nothing:
        open_snapshot(small_settings(tmp_path))
    assert "python -m etl load" in nothing.value.sentence("en")
    published(tmp_path)
    with pytest.raises(NoSnapshot, match="2024"):
        open_snapshot(small_settings(tmp_path), "2024")

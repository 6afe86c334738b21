"""Case rows come from the views of the marts alone, hold no FIR number, and are for those whose role may see them."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from access.errors import BadChoice, NotAllowed
from access.roles import Role, Viewer, check_may_see_rows, demo_viewers, may
from warehouse import case_rows
from warehouse.tables import load_tables, return_of_column

DUTIES = sorted(view for view in case_rows._views() if view.startswith("due_"))
STRETCHES = sorted({view for view, _ in case_rows._STOCKS.values()})


def tables_read(sql: str) -> set[str]:
    """The tables a query reads that are none of its own steps."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    steps = {step.alias for step in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - steps


@pytest.mark.parametrize("view", DUTIES + STRETCHES)
def test_a_view_reads_nothing_but_the_tables_of_the_detail_file(view: str) -> None:
    held = {table.name for table in load_tables().held_in("detail")}
    assert tables_read(case_rows._with_its_views(view)) <= held


@pytest.mark.parametrize("view", DUTIES)
def test_every_kind_of_duty_is_found_by_its_view(view: str) -> None:
    tree = sqlglot.parse_one(case_rows._views()[view], read="duckdb")
    streams = [str(one.this.this) for one in tree.find_all(exp.Alias) if one.alias == "stream" and one.this.is_string]
    assert streams
    assert {case_rows._view_of(stream) for stream in streams} == {view}


def test_a_view_that_reads_others_brings_them_along_in_order() -> None:
    sql = case_rows._with_its_views("open_stretch")
    assert sql.index("open_span as (") < sql.index("age_band as (") < sql.rindex("from open_span")


def test_every_stock_is_a_count_of_the_day_mart() -> None:
    assert {return_of_column()[column] for column in case_rows._STOCKS} == {"cases", "counselling"}


def test_the_number_of_an_fir_is_not_asked_for() -> None:
    texts = [case_rows._CASE_COLUMNS, *map(case_rows._with_its_views, DUTIES + STRETCHES)]
    assert not [text for text in texts if "fir_no" in text]


def test_a_kind_of_duty_that_no_view_yields_is_named_with_those_there_are() -> None:
    with pytest.raises(BadChoice, match=r"'kindness'.*fir_24h"):
        case_rows._view_of("kindness")


def test_every_role_of_the_range_sees_rows_and_one_without_the_right_does_not() -> None:
    assert all(may(check_may_see_rows, viewer) for viewer in demo_viewers().values())
    guest = Role(
        name="guest",
        reach="range",
        pages=frozenset(),
        may_export=True,
        may_see_rows=False,
        may_load=False,
        may_sign_off=False,
    )
    with pytest.raises(NotAllowed, match="lists of cases"):
        check_may_see_rows(Viewer(code="guest", role=guest))

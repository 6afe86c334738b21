"""The two engines count every rule of every suite alike, on rows that no one would file."""

from __future__ import annotations

import polars as pl
import pytest

from expectations.gate import validate
from expectations.rules import check_rows
from expectations.suites import load_suite, suite_names
from tests.unit.gate_rows import SUBMITTED_ON, random_rows


@pytest.mark.parametrize("return_name", suite_names())
@pytest.mark.parametrize(("n_rows", "blank"), [(400, 0.15), (7, 0.5), (60, 0.0), (3, 1.0)])
def test_polars_and_great_expectations_count_every_rule_alike(return_name: str, n_rows: int, blank: float) -> None:
    rows = random_rows(return_name, n_rows, seed=n_rows, blank=blank)
    in_polars = dict(check_rows(return_name, rows, SUBMITTED_ON)["rule"].value_counts().iter_rows())
    in_gx = {count.rule: count.n_failed for count in validate(return_name, rows, SUBMITTED_ON)}
    assert in_gx == {rule.id: in_polars.get(rule.id, 0) for rule in load_suite(return_name).rules}


@pytest.mark.parametrize("return_name", suite_names())
def test_random_rows_put_every_rule_to_the_test(return_name: str) -> None:
    rows = pl.concat([random_rows(return_name, 400, seed=1), random_rows(return_name, 400, seed=2, blank=0.0)])
    failed = set(check_rows(return_name, rows, SUBMITTED_ON)["rule"])
    rare = {"same_figures_five_days"}
    assert failed | rare >= {rule.id for rule in load_suite(return_name).rules}


@pytest.mark.parametrize("return_name", suite_names())
def test_no_rows_fail_no_rule(return_name: str) -> None:
    rows = random_rows(return_name, 1, seed=1).clear()
    assert all(count.n_failed == 0 for count in validate(return_name, rows, SUBMITTED_ON))
    assert check_rows(return_name, rows, SUBMITTED_ON).is_empty()

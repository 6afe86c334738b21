"""The gate: Great Expectations' own count of every rule on a batch, under the ids of the suite.

Great Expectations and pandas take seconds to import, so they are imported at the first call, and only in the loading
process. Every column goes in as plain numbers (days, seconds, codes), which is some ten times faster than as objects.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from expectations.rules import derive
from expectations.suites import Rule, Suite, load_suite

_ONE_AT_A_TIME = threading.Lock()  # its context is shared by the threads that prepare files
_SEVERITY = {"hold": "critical", "quarantine": "warning", "warn": "info"}
_CONFIGURATIONS: dict[int, tuple[Any, Any]] = {}  # of the run that is under way
_RESULT = {"result_format": "BASIC", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class RuleCount:
    """How many rows a rule was put to, and how many failed it."""

    rule: str
    level: str
    n_checked: int
    n_failed: int


def validate(return_name: str, rows: pl.DataFrame, submitted_on: date) -> tuple[RuleCount, ...]:
    """Great Expectations' count of each rule of the return's suite on `rows`; no rows fail no rule."""
    suite = load_suite(return_name)
    return count_rules(suite, derive(suite, rows, submitted_on), submitted_on)


def count_rules(suite: Suite, frame: pl.DataFrame, submitted_on: date) -> tuple[RuleCount, ...]:
    """The same for a frame made by `rules.derive`."""
    if frame.is_empty():
        return tuple(RuleCount(rule.id, rule.level, 0, 0) for rule in suite.rules)
    conditions = [_condition_column(rule) for rule in suite.rules if rule.equals is not None]
    keys = {name for rule in suite.rules if rule.kind == "unique" for name in rule.columns}
    columns = [_as_numbers(name, frame.schema[name], name in keys) for name in _columns(suite.rules)]
    numbers = frame.select(*columns, *conditions)
    with _ONE_AT_A_TIME:
        counts = _run(numbers, [_expectation(rule, submitted_on) for rule in suite.rules])
    return tuple(RuleCount(rule.id, rule.level, *counts[rule.id]) for rule in suite.rules)


def _as_numbers(name: str, dtype: pl.DataType, is_key: bool) -> pl.Expr:
    """A column as Float64: days since 1970, microseconds, 1 for true; of a text a code if it is part of a key, else 1.

    Blank stays blank.
    """
    column = pl.col(name)
    if dtype.is_temporal():
        column = column.to_physical()
    elif dtype == pl.String and is_key:
        column = column.cast(pl.Categorical).to_physical()
    elif dtype == pl.String or dtype.is_nested():
        column = pl.when(column.is_not_null()).then(1)
    return column.cast(pl.Float64).alias(name)


def _columns(rules: tuple[Rule, ...]) -> list[str]:
    return list(dict.fromkeys(name for rule in rules for name in rule.columns))


def _run(numbers: pl.DataFrame, expectations: list[Any]) -> dict[str, tuple[int, int]]:
    import great_expectations as gx
    import pandas as pd

    frame = pd.DataFrame(numbers.to_numpy(order="fortran"), columns=numbers.columns, copy=False)
    batch = _asset().get_batch({"dataframe": frame})
    try:
        outcome = batch.validate(gx.ExpectationSuite(name="suite", expectations=expectations), result_format=_RESULT)
    finally:
        _CONFIGURATIONS.clear()
    return {result.expectation_config.meta["rule"]: _counts(result) for result in outcome.results}


def _counts(result: Any) -> tuple[int, int]:
    if result.exception_info.get("raised_exception") or "unexpected_count" not in result.result:
        raise RuntimeError(f"Great Expectations could not put a rule to the rows: {result.exception_info}")
    checked = result.result["element_count"] - result.result.get("missing_count", 0)
    return int(checked), int(result.result["unexpected_count"])


@cache
def _asset() -> Any:
    """One context for the process, kept in memory: no files, no progress bars, no usage statistics."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.execution_engine import pandas_execution_engine

    pandas_execution_engine.HASH_THRESHOLD = 0  # no fingerprint of the rows: nobody reads it, and it costs a third

    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.ERROR)
    _keep_configurations()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("returns").add_dataframe_asset("batch")
    return asset.add_batch_definition_whole_dataframe("rows")


def _keep_configurations() -> None:
    """Lets an expectation tell its configuration as it was worked out first in this run.

    Great Expectations works it out anew a hundred times for each rule, which is a third of its time on a small file.
    """
    from great_expectations.expectations.expectation import Expectation

    work_out = Expectation.configuration.fget

    def configuration(self: Any) -> Any:
        known = _CONFIGURATIONS.get(id(self))  # the expectation is kept beside it, so that no other gets its id
        if known is None:
            known = _CONFIGURATIONS[id(self)] = self, work_out(self)
        return known[1]

    Expectation.configuration = property(configuration)


def _expectation(rule: Rule, submitted_on: date) -> Any:
    import great_expectations.expectations as gxe

    words = {"meta": {"rule": rule.id}, "severity": _SEVERITY[rule.level]}
    first = rule.columns[0]
    if rule.kind == "required":
        return gxe.ExpectColumnValuesToNotBeNull(column=first, **words)
    if rule.kind == "in_set":
        values = [float(value) for value in rule.values]
        return gxe.ExpectColumnValuesToBeInSet(column=first, value_set=values, **words)
    if rule.kind == "between":
        return gxe.ExpectColumnValuesToBeBetween(column=first, **_bounds(rule, submitted_on), **words)
    if rule.kind == "order":
        return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=rule.columns[1],
            column_B=first,
            or_equal=not rule.is_strict,
            ignore_row_if="either_value_is_missing",
            **words,
        )
    if rule.kind == "required_with":
        return gxe.ExpectColumnValuesToNotBeNull(column=first, row_condition=_condition(rule), **words)
    return gxe.ExpectCompoundColumnsToBeUnique(
        column_list=list(rule.columns), ignore_row_if="any_value_is_missing", **words
    )


def _bounds(rule: Rule, submitted_on: date) -> dict[str, float]:
    last_day = (submitted_on - date(1970, 1, 1)).days
    bounds = {"min_value": rule.min, "max_value": last_day if isinstance(rule.max, str) else rule.max}
    return {side: float(bound) for side, bound in bounds.items() if bound is not None}


def _condition_column(rule: Rule) -> pl.Expr:
    return (pl.col(rule.columns[1]) == rule.equals).cast(pl.Float64).alias(f"{rule.id} applies")


def _condition(rule: Rule) -> Any:
    from great_expectations.expectations.row_conditions import Column

    if rule.equals is None:
        return Column(rule.columns[1]).is_not_null()
    return Column(f"{rule.id} applies") == 1.0

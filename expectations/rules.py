"""Row rules in Polars: which rows fail which rule of a suite, and which field to look at."""

from __future__ import annotations

from datetime import date

import polars as pl

from expectations.derived import DERIVATIONS
from expectations.suites import SUBMITTED_ON, Rule, Suite, load_suite

FAILURES = pl.Schema({"row_id": pl.UInt32, "rule": pl.String, "level": pl.String, "field": pl.String})


def check_rows(return_name: str, rows: pl.DataFrame, submitted_on: date) -> pl.DataFrame:
    """One line for each row and rule that it fails, with the rule's level. `rows` are typed and have a `row_id`."""
    suite = load_suite(return_name)
    return failures(suite, derive(suite, rows, submitted_on))


def derive(suite: Suite, rows: pl.DataFrame, submitted_on: date) -> pl.DataFrame:
    """The columns that the rules read: the row's own, blank where the file has no such column, and the derived ones."""
    names = [name for name in suite.sources if name not in _derived_names(suite)]
    blank = [pl.lit(None).alias(name) for name in names if name not in rows.columns]
    frame = rows.select("row_id", *(name for name in names if name in rows.columns)).with_columns(blank)
    for derived in suite.derived:
        frame = frame.with_columns(DERIVATIONS[derived.how](*derived.of).alias(derived.name))
    return frame.with_columns(pl.lit(submitted_on).alias(SUBMITTED_ON))


def failures(suite: Suite, frame: pl.DataFrame) -> pl.DataFrame:
    """The failing rows of a frame made by `derive`."""
    masks = frame.select(failing(rule).alias(rule.id) for rule in suite.rules)
    failed = [_named(suite, rule, frame.filter(masks[rule.id])) for rule in suite.rules if masks[rule.id].any()]
    return pl.concat(failed) if failed else pl.DataFrame(schema=FAILURES)


def failing(rule: Rule) -> pl.Expr:
    """True where the row fails the rule; a blank fails none but `required` and `required_with`."""
    return _KINDS[rule.kind](rule).fill_null(False)


def _required(rule: Rule) -> pl.Expr:
    return pl.col(rule.columns[0]).is_null()


def _in_set(rule: Rule) -> pl.Expr:
    return ~pl.col(rule.columns[0]).is_in(list(rule.values))


def _between(rule: Rule) -> pl.Expr:
    value = pl.col(rule.columns[0])
    over = value > (pl.col(rule.max) if isinstance(rule.max, str) else rule.max) if rule.max is not None else None
    under = value < rule.min if rule.min is not None else None
    return pl.any_horizontal(side for side in (over, under) if side is not None)


def _order(rule: Rule) -> pl.Expr:
    first, second = map(pl.col, rule.columns)
    return second <= first if rule.is_strict else second < first


def _required_with(rule: Rule) -> pl.Expr:
    wanted, other = map(pl.col, rule.columns)
    return wanted.is_null() & (other.is_not_null() if rule.equals is None else other == rule.equals)


def _unique(rule: Rule) -> pl.Expr:
    given = pl.all_horizontal(pl.col(name).is_not_null() for name in rule.columns)
    return given & pl.struct(rule.columns).is_duplicated()


_KINDS = {
    "required": _required,
    "in_set": _in_set,
    "between": _between,
    "order": _order,
    "required_with": _required_with,
    "unique": _unique,
}


def _named(suite: Suite, rule: Rule, failed: pl.DataFrame) -> pl.DataFrame:
    return failed.select(
        pl.col("row_id").cast(pl.UInt32),
        pl.lit(rule.id).alias("rule"),
        pl.lit(rule.level).alias("level"),
        _blame(suite, rule).alias("field"),
    )


def _blame(suite: Suite, rule: Rule) -> pl.Expr:
    """The field to look at; of an extreme of several, the first one that holds it."""
    of = suite.extremes.get(rule.columns[0], ())
    if rule.field or not of:
        return pl.lit(rule.blamed)
    own = {derived.name: derived.of[0] for derived in suite.derived if derived.how == "day_of"}
    extreme = pl.col(rule.columns[0])
    return pl.coalesce(pl.when(pl.col(name) == extreme).then(pl.lit(own.get(name, name))) for name in of)


def _derived_names(suite: Suite) -> set[str]:
    return {derived.name for derived in suite.derived}

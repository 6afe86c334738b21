"""Columns worked out from others for the suites: extremes, sums, visits that overlap, figures that repeat."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

Derivation = Callable[..., pl.Expr]

_EVENING = pl.time(18)
_MORNING = pl.time(6)
_DAY_MINUTES = 24 * 60


def max_of(*columns: str) -> pl.Expr:
    """The latest of several dates, or the largest of several counts; blanks do not count."""
    return pl.max_horizontal(*columns)


def min_of(*columns: str) -> pl.Expr:
    return pl.min_horizontal(*columns)


def sum_of(*columns: str) -> pl.Expr:
    """The sum of counts, a blank as zero; blank only where all of them are."""
    given = pl.any_horizontal(pl.col(name).is_not_null() for name in columns)
    return pl.when(given).then(pl.sum_horizontal(*columns))


def day_of(moment: str) -> pl.Expr:
    return pl.col(moment).dt.date()


def comparable(moment: str, has_time: str, other_has_time: str) -> pl.Expr:
    """A moment as it may be compared with another: by the clock only when both were given with a time."""
    both = pl.col(has_time).fill_null(False) & pl.col(other_has_time).fill_null(False)
    return pl.when(both).then(pl.col(moment)).otherwise(pl.col(moment).dt.truncate("1d"))


def number_agrees(unique_no: str, district: str, thana: str, received_on: str, entered_on: str) -> pl.Expr:
    """Whether the number's district, thana and year are the row's own; a year may be that of receipt or of entry."""
    years = [pl.col(name).dt.year().cast(pl.String) for name in (received_on, entered_on)]
    head = "MSK/" + pl.col(district).str.to_uppercase() + "/" + pl.col(thana).str.to_uppercase() + "/"
    agrees = [pl.col(unique_no).str.starts_with(head + year + "/") for year in years]
    return pl.when(agrees[0].is_not_null()).then(agrees[0] | agrees[1].fill_null(False))


def visit_minutes(start: str, end: str) -> pl.Expr:
    """Minutes from start to end. A visit that starts after 18:00 and ends before 06:00 crosses midnight."""
    minutes = _minutes(end) - _minutes(start)
    crosses = (pl.col(start) >= _EVENING) & (pl.col(end) <= _MORNING)
    return minutes + pl.when(crosses).then(_DAY_MINUTES).otherwise(0)


def overlaps(thana: str, squad: str, day: str, start: str, end: str) -> pl.Expr:
    """Whether a squad's visit runs into another of its visits. Touching times do not overlap."""
    starts = pl.col(day).cast(pl.Int64) * _DAY_MINUTES + _minutes(start)
    ends = starts + visit_minutes(start, end)
    who = [pl.col(thana), pl.col(squad).fill_null("")]
    before = ends.cum_max().shift(1).over(who, order_by=starts)
    after = starts.shift(-1).over(who, order_by=starts)
    hits = (before > starts).fill_null(False) | (after < ends).fill_null(False)
    return pl.when(starts.is_not_null() & ends.is_not_null() & pl.col(thana).is_not_null()).then(hits)


def days_of_same_figures(thana: str, day: str, *counts: str) -> pl.Expr:
    """On how many days running, this row's among them, the Kendra has filed the very same figures; quiet days as 1."""
    figures = pl.struct(counts).hash()
    changed = (figures != figures.shift(1)) | (pl.col(day) != pl.col(day).shift(1) + pl.duration(days=1))
    run = changed.fill_null(True).cast(pl.UInt32).cum_sum().over(thana, order_by=day)
    days = pl.len().over(thana, run)
    quiet = pl.sum_horizontal(*counts) == 0
    return pl.when(pl.col(thana).is_not_null() & pl.col(day).is_not_null()).then(pl.when(quiet).then(1).otherwise(days))


def pct_at_thana(thana: str, part: str, whole: str) -> pl.Expr:
    """Over the whole batch of a Kendra, the part of the whole in per cent."""
    parts = pl.col(part).sum().over(thana)
    wholes = pl.col(whole).sum().over(thana)
    return pl.when(pl.col(thana).is_not_null() & (wholes > 0)).then(100 * parts / wholes)


def _minutes(time: str) -> pl.Expr:
    return pl.col(time).dt.hour().cast(pl.Int64) * 60 + pl.col(time).dt.minute().cast(pl.Int64)


DERIVATIONS: dict[str, Derivation] = {
    function.__name__: function
    for function in (
        max_of,
        min_of,
        sum_of,
        day_of,
        comparable,
        number_agrees,
        visit_minutes,
        overlaps,
        days_of_same_figures,
        pct_at_thana,
    )
}

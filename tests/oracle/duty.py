"""A thing that fell due, and the rule for limits in hours when only days are written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sample_data.rows import Moment


class Duty(NamedTuple):
    """One thing that fell due. Nobody can say whether it was done when it is not known, or from a doubtful day on.

    From `void_from` on it is no duty any more. `part` is what the duty is about where a measure has parts.
    """

    thana: str
    due_on: date
    met_on: date | None
    is_known: bool = True
    doubtful_from: date | None = None
    part: str = ""
    void_from: date | None = None


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def after(day: date, n_days: int) -> date:
    return day + timedelta(days=n_days)


def not_after(done_on: date | None, due_on: date) -> date | None:
    """The day it was done, if that was in time."""
    return done_on if done_on is not None and done_on <= due_on else None


def within_hours(thana: str, start: date, done_on: date | None, n_days: int, is_known: bool = True) -> Duty:
    """A limit of n_days × 24 hours between two days: fewer days are in time, as many nobody can tell, more are late."""
    due_on = after(start, n_days)
    if done_on is None or (done_on - start).days > n_days:
        return Duty(thana, due_on, None, is_known)
    if (done_on - start).days == n_days:
        return Duty(thana, due_on, None, is_known, doubtful_from=done_on)
    return Duty(thana, due_on, done_on, is_known)

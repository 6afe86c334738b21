"""Windows of days: how long, until when, and as they were known on a review day or a year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from access.errors import BadChoice
from warehouse.reads import Window

DEFAULT_DAYS = 30
WORK_DAYS = 28  # days of work in hand are reckoned at the pace of so many


def n_days(window: Window) -> int:
    """Days in the window, both ends counted."""
    return (window.end - window.start).days + 1


def last_days(through: date, days: int = DEFAULT_DAYS) -> Window:
    """The window of so many days that ends on `through`, known as of that day."""
    return Window(through - timedelta(days=days - 1), through, through)


def make_window(start: date, end: date, as_of: date | None = None) -> Window:
    """A window, known as of its end unless said otherwise. Raises BadChoice where the days are out of order."""
    known = end if as_of is None else as_of
    if start > end:
        raise BadChoice("metrics.choice.window_order", start=start, end=end)
    if known < start:
        raise BadChoice("metrics.choice.as_of_early", as_of=known, start=start)
    return Window(start, end, known)


def last_review(as_of: date, reviews: Sequence[date]) -> date | None:
    """The last review before the day; None where there was none."""
    return max((day for day in reviews if day < as_of), default=None)


def as_of_review(window: Window, reviews: Sequence[date]) -> Window | None:
    """The same window as it was known on the day of the last review: for stocks, which have one day only."""
    day = last_review(window.as_of, reviews)
    return None if day is None else replace(window, start=day, end=day, as_of=day)


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)

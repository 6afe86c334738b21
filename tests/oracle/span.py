"""A window with the day as of which it is seen, and the review days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_data.reference import review_days


@dataclass(frozen=True)
class Span:
    """A window and the day as of which it is seen: what happened after that day has not happened."""

    start: date
    end: date
    as_of: date

    @property
    def last(self) -> date:
        return min(self.end, self.as_of)

    @property
    def n_days(self) -> int:
        return (self.last - self.start).days + 1


@cache
def reviews() -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in review_days())


@cache
def review_eves() -> frozenset[date]:
    """The two days before each review."""
    return frozenset(review - timedelta(days=n) for review in reviews() for n in (1, 2))


def last_review_before(day: date) -> date | None:
    return max((review for review in reviews() if review < day), default=None)

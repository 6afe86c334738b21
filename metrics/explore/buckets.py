"""Cuts a window into days, weeks, months or the nights of a festival, and finds what each is compared with. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from metrics import windows as spans
from metrics.catalogue import Kpi
from warehouse.reads import Window

Grain = Literal["whole", "month", "week", "day", "night"]
GRAINS: tuple[Grain, ...] = ("whole", "month", "week", "day", "night")
# Read as of a day, not counted in a stretch: in each bucket as it stood on the bucket's last evening.
STANDING = frozenset({"stock", "stock_change", "stock_share", "stock_ratio", "workload", "oldest", "longest"})
# Counted over weeks that end with the bucket and reach back before it.
ROLLING = frozenset({"survival", "workload", "pai"})
AS_IT_STOOD = STANDING | ROLLING
Span = tuple[date, date]
SHORTEST: Mapping[Grain, int] = {"month": 10, "week": 4}  # days that a rest must have to stand alone
_DAY = timedelta(days=1)


def cut(window: Window, grain: Grain) -> tuple[Span, ...]:
    """The buckets of a window, in order, each within the one above it: months of the calendar, weeks from Monday.

    Weeks end with the month, so that no week and month together tell of a day or two. A rest at an end that is too
    short to stand alone goes with its neighbour.
    """
    if grain == "whole":
        return ((window.start, window.end),)
    if grain == "week":
        return tuple(week for month in cut(window, "month") for week in _joined(_cut(*month, "week"), SHORTEST["week"]))
    return _joined(_cut(window.start, window.end, grain), SHORTEST.get(grain, 1))


def _cut(start: date, end: date, grain: Grain) -> Iterator[Span]:
    while start <= end:
        last = min(_last_of(start, grain), end)
        yield start, last
        start = last + _DAY


def _joined(spans: Iterable[Span], shortest: int) -> tuple[Span, ...]:
    """Only the first and the last may be short: what lies between is whole."""
    found = list(spans)
    if len(found) > 1 and _n_days(found[0]) < shortest:
        found[:2] = [(found[0][0], found[1][1])]
    if len(found) > 1 and _n_days(found[-1]) < shortest:
        found[-2:] = [(found[-2][0], found[-1][1])]
    return tuple(found)


def _n_days(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def _last_of(day: date, grain: Grain) -> date:
    if grain == "month":
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY
    return day + timedelta(days=6 - day.weekday()) if grain == "week" else day


def windows_of(kpi: Kpi, window: Window, buckets: Sequence[Span]) -> tuple[Window, ...]:
    """The buckets to be measured. Duties and flows are known as the whole window is, so that they add up to it."""
    is_standing = kpi.kind in AS_IT_STOOD
    return tuple(
        Window(start, end, max(start, min(end, window.as_of)) if is_standing else window.as_of)
        for start, end in buckets
    )


def counterparts(
    buckets: Sequence[Span], window: Window, compared: Window | None, *, by_years: bool = False
) -> tuple[Span | None, ...]:
    """The stretch of the compared window that lies where each bucket lies in its own; None where there is none.

    A window that begins on the same day is the same days again, with which no bucket is compared.
    """
    if compared is None or compared.start == window.start:
        return (None,) * len(buckets)
    return tuple(_counterpart(bucket, window, compared, by_years) for bucket in buckets)


def _counterpart(bucket: Span, window: Window, compared: Window, by_years: bool) -> Span | None:
    shift = window.start - compared.start
    start, end = (spans.year_before(day) if by_years else day - shift for day in bucket)
    start, end = max(start, compared.start), min(end, compared.end)
    return (start, end) if start <= end else None

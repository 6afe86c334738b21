"""Named windows of days and what each is compared with, as the window stood on a given day. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from metrics import windows as spans
from warehouse.reads import Window

LAST_DAYS = {"last-15": 15, "last-30": 30, "last-90": 90}
THIS_MONTH = "this-month"
CAMPAIGN = "campaign"
DEFAULT_WINDOW = "last-30"

COMPARISONS = ("last-review", "last-year", "previous")
DEFAULT_COMPARISON = "last-review"

N_TREND = 12
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Festival:
    """A named stretch of the calendar that can be looked at as a window."""

    code: str
    starts_on: date
    ends_on: date
    name_hi: str
    name_en: str

    def name(self, lang: str) -> str:
        return self.name_hi if lang == "hi" else self.name_en

    @property
    def series(self) -> str:
        """sharadiya-2026 → sharadiya: the same festival of every year."""
        return self.code.rsplit("-", 1)[0]


@dataclass(frozen=True)
class Calendar:
    """The days that windows hang on."""

    campaign_starts_on: date
    data_through: date
    reviews: tuple[date, ...]
    festivals: tuple[Festival, ...]

    @property
    def last_review(self) -> date | None:
        """The latest review before the day up to which there are data."""
        return spans.last_review(self.data_through, self.reviews)

    @property
    def past_reviews(self) -> tuple[date, ...]:
        """Review days within the data, latest first."""
        seen = {day for day in self.reviews if self.campaign_starts_on <= day <= self.data_through}
        return tuple(sorted(seen, reverse=True))

    def at(self, day: date) -> Calendar:
        """The same calendar as it stood on an earlier day: windows, comparisons and last review follow."""
        return replace(self, data_through=day)

    def begun(self) -> tuple[Festival, ...]:
        """Festivals of which at least one day lies within the data, latest first."""
        seen = [f for f in self.festivals if self.campaign_starts_on <= f.ends_on and f.starts_on <= self.data_through]
        return tuple(sorted(seen, key=lambda festival: festival.starts_on, reverse=True))


def names(calendar: Calendar) -> tuple[str, ...]:
    """Every window that can be chosen, in the order of the filter bar."""
    return (*LAST_DAYS, THIS_MONTH, CAMPAIGN, *(festival.code for festival in calendar.begun()))


def resolve(name: str, calendar: Calendar, as_of: date | None = None) -> Window | None:
    """The named window as it stood on `as_of`; None where it had not begun."""
    on = as_of or calendar.data_through
    if name in LAST_DAYS:
        return spans.last_days(on, LAST_DAYS[name])
    if name == THIS_MONTH:
        return Window(on.replace(day=1), on, on)
    if name == CAMPAIGN:
        return _clipped(calendar.campaign_starts_on, on, on)
    festival = next(f for f in calendar.festivals if f.code == name)
    return _clipped(festival.starts_on, festival.ends_on, on)


def compared(name: str, comparison: str, calendar: Calendar) -> Window | None:
    """The window that `name` is set against; None where there is nothing to compare with."""
    window = resolve(name, calendar)
    if window is None:
        return None
    if comparison == "last-review":
        return resolve(name, calendar, calendar.last_review) if calendar.last_review else None
    earlier = _year_before(name, window, calendar) if comparison == "last-year" else _just_before(window)
    return earlier if earlier and earlier.as_of >= calendar.campaign_starts_on else None


def asked_of(window: Window, compared: Window | None) -> tuple[Window, ...]:
    """The windows that a matrix is measured in: the one looked at, the one it is compared with, then the trend."""
    return (window, compared or window, *trend(window))


def trend(window: Window) -> tuple[Window, ...]:
    """Twelve consecutive windows, oldest first, the last ending with `window`; each as it stood on its last day."""
    length = min(max(spans.n_days(window), 7), 30)
    ends = [window.end - timedelta(days=length * step) for step in range(N_TREND)]
    windows = [spans.last_days(end, length) for end in reversed(ends)]
    return (*windows[:-1], Window(windows[-1].start, window.end, window.as_of))


def _clipped(start: date, end: date, as_of: date) -> Window | None:
    return Window(start, min(end, as_of), as_of) if start <= as_of else None


def _just_before(window: Window) -> Window:
    length = (window.end - window.start) + _ONE_DAY
    return Window(window.start - length, window.start - _ONE_DAY, window.start - _ONE_DAY)


def _year_before(name: str, window: Window, calendar: Calendar) -> Window | None:
    festival = next((f for f in calendar.festivals if f.code == name), None)
    if festival is None:
        return Window(*(spans.year_before(day) for day in (window.start, window.end, window.as_of)))
    return _same_festival(festival, window, calendar.festivals)


def _same_festival(festival: Festival, window: Window, festivals: Sequence[Festival]) -> Window | None:
    """Night by night: three nights into this one are set against the first three of the last."""
    past = [f for f in festivals if f.series == festival.series and f.starts_on < festival.starts_on]
    if not past:
        return None
    before = max(past, key=lambda other: other.starts_on)
    shift = festival.starts_on - before.starts_on
    end = min(before.ends_on, window.end - shift)
    return Window(before.starts_on, end, window.as_of - shift)

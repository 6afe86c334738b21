"""How long things took: medians of what ended, and the time to closing with those still open counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.oracle.book import Book
from tests.oracle.days import sittings
from tests.oracle.filed import late_hours
from tests.oracle.span import Span

Duration = tuple[str, date, int]
Stay = tuple[int, bool]  # days, and whether it ended by closing
LOOK_BACK_DAYS = 180


def session_gaps(book: Book) -> Iterator[Duration]:
    """Days between one sitting and the next of one woman, on the day of the later one."""
    for case in book.cases:
        for one, following in pairwise(sittings(book, case.unique_no)):
            yield case.thana, following, (following - one).days


def fir_hours(book: Book) -> Iterator[Duration]:
    """Whole hours from finding that an FIR is needed to registering it, where both have a time of day."""
    for case in book.cases:
        needed, registered = case.fir_needed_on, case.fir_registered_on
        if isinstance(needed, datetime) and isinstance(registered, datetime):
            yield case.thana, registered.date(), (registered - needed) // timedelta(hours=1)


MEDIANS: dict[str, Callable[[Book], Iterator[Duration]]] = {"K4": session_gaps, "F2.hours": fir_hours, "D3": late_hours}
QUANTILES = {"B6.median": 0.5, "B6.p_ninety": 0.9}


def median(amounts: Sequence[int]) -> float | None:
    """The middle one, or the mean of the two in the middle."""
    if not amounts:
        return None
    ordered, half = sorted(amounts), len(amounts) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def product_limit_quantile(stays: Sequence[Stay], share: float) -> int | None:
    """The first day by which the share has closed; None if it does not come to that (Kaplan and Meier 1958).

    The curve falls by the factor 1 - closed/at risk on each day with closings; those still open leave it afterwards.
    """
    ended, closed = Counter(days for days, _is_closed in stays), Counter(days for days, is_closed in stays if is_closed)
    at_risk, still_open = len(stays), 1.0
    for days in sorted(ended):
        still_open *= 1 - closed[days] / at_risk
        if still_open <= 1 - share + 1e-12:
            return days
        at_risk -= ended[days]
    return None


class Durations:
    """Answers for any span, thana by thana."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ended: dict[str, tuple[list[date], list[Duration]]] = {}

    def amounts(self, kpi: str, span: Span) -> dict[str, list[int]]:
        """Thana → the durations that ended in the span."""
        if kpi not in self._ended:
            ordered = sorted(MEDIANS[kpi](self._book), key=lambda duration: duration[1])
            self._ended[kpi] = ([day for _thana, day, _amount in ordered], ordered)
        days, durations = self._ended[kpi]
        found: dict[str, list[int]] = defaultdict(list)
        for thana, _day, amount in durations[bisect_left(days, span.start) : bisect_right(days, span.last)]:
            found[thana].append(amount)
        return dict(found)

    def stays(self, span: Span) -> dict[str, list[Stay]]:
        """Thana → the first stays of the cases received in the look-back, seen up to its last accepted day."""
        first, until = _look_back(span)
        found: dict[str, list[Stay]] = {}
        for thana in self._book.thanas:
            last = self._book.last_accepted("cases", thana, span.as_of)
            cases = self._book.cases_in.get(thana, [])
            if last is not None:
                received = [case for case in cases if first <= case.received_on <= min(until, last)]
                found[thana] = [_stay(case.received_on, case.closed_on, last) for case in received]
        return found


def _look_back(span: Span) -> tuple[date, date]:
    """The 180 days up to the as-of day, or the window where it is longer than that."""
    if span.n_days > LOOK_BACK_DAYS:
        return span.start, span.last
    return span.as_of - timedelta(days=LOOK_BACK_DAYS - 1), span.as_of


def _stay(received_on: date, closed_on: date | None, last: date) -> Stay:
    is_closed = closed_on is not None and closed_on <= last
    return ((closed_on if is_closed and closed_on else last) - received_on).days, is_closed

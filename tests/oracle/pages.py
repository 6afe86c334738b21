"""Figures of the pages that are no KPI: the journey, ages of open cases, then against now, each day, low recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.book import Book
from tests.oracle.evenings import is_lawful
from tests.oracle.figures import Oracle
from tests.oracle.span import Span

AGE_BANDS = {"0_7": (0, 7), "8_15": (8, 15), "16_30": (16, 30), "31_60": (31, 60), "61_90": (61, 90)}
OVER_90 = "over_90"
LAWFUL = "lawful"

Stretch = tuple[str, date, date, date | None, bool, bool]


@dataclass(frozen=True)
class Stage:
    """How many of the women received had come to a stage by the as-of day; of whom nobody can say stands apart."""

    n_reached: int
    n_known: int
    n_unknown: int


@dataclass(frozen=True)
class ThenAndNow:
    """A stock on two days, and between them, the first excluded and the last included, what came and what was closed.

    Reopened matters come in once more, so that then + opened + reopened - closed = now where every day is told.
    """

    then: int | None
    now: int | None
    opened: int
    reopened: int
    closed: int


def journey(oracle: Oracle, by: str, span: Span) -> dict[str, dict[str, Stage]]:
    """Unit → stage → its counts; `received` counts every case received in the span."""
    found: dict[str, dict[str, Stage]] = {unit: {} for unit in oracle.book.units(by)}
    for unit, figure in oracle.figures("F3", by, span).items():
        n = int(figure.denominator or 0)
        found[unit]["received"] = Stage(n, n, 0)
    for (unit, stage), figure in oracle.parts("journey", by, span).items():
        found[unit][stage] = Stage(int(figure.numerator or 0), int(figure.denominator or 0), figure.n_unknown)
    return found


def open_by_age(oracle: Oracle, by: str, day: date) -> dict[str, dict[str, int]]:
    """Unit → band of age → open cases on each thana's latest accepted evening; lawful pendency stands apart.

    The bands leave the lawful out and add up with them to all open cases.
    """
    bands = (*AGE_BANDS, OVER_90, LAWFUL)
    found = {unit: dict.fromkeys(bands, 0) for unit in oracle.book.units(by)}
    for thana in oracle.book.thanas:
        evening = oracle.book.last_accepted("cases", thana, day)
        for case in oracle.evenings.open_cases(thana, evening) if evening else ():
            age = (evening - case.received_on).days  # type: ignore[operator]  # no case without an evening
            band = LAWFUL if is_lawful(case, evening) else age_band(age)  # type: ignore[arg-type]  # as above
            found[oracle.book.unit_of(thana, by)][band] += 1
    return found


def age_band(age: int) -> str:
    return next((name for name, (low, high) in AGE_BANDS.items() if low <= age <= high), OVER_90)


def then_and_now(oracle: Oracle, by: str, then: date, now: date) -> dict[str, ThenAndNow]:
    """Unit → its stock on two days, each read as a stock is, with the flows on the accepted days between."""
    before, after = oracle.stock("n_open", by, then), oracle.stock("n_open", by, now)
    flows = {
        name: _total(oracle, name, by, Span(then + timedelta(days=1), now, now)) for name in ("n_opened", "n_closed")
    }
    again = _reopened(oracle, by, then, now)
    return {
        unit: ThenAndNow(
            _whole(before[unit].numerator) if unit in before else None,
            _whole(after[unit].numerator) if unit in after else None,
            flows["n_opened"].get(unit, 0),
            again.get(unit, 0),
            flows["n_closed"].get(unit, 0),
        )
        for unit in oracle.book.units(by)
    }


def each_day(oracle: Oracle, by: str, span: Span) -> dict[tuple[str, date], tuple[int, int]]:
    """Unit and day → cases opened and closed; days of which no register of the unit speaks are not there."""
    found: dict[tuple[str, date], tuple[int, int]] = {}
    for thana, days in oracle.days.spoken_of(span, "cases").items():
        for day in days:
            opened, closed = found.get((oracle.book.unit_of(thana, by), day), (0, 0))
            opened += oracle.days.total("n_opened", thana, {day})
            closed += oracle.days.total("n_closed", thana, {day})
            found[oracle.book.unit_of(thana, by), day] = (opened, closed)
    return found


def intake(oracle: Oracle, span: Span) -> dict[str, tuple[int, int]]:
    """Kendra → cases received in the span and the days of which its register speaks; the silent are not there."""
    return {
        thana: (oracle.days.total("n_opened", thana, days), len(days))
        for thana, days in oracle.days.spoken_of(span, "cases").items()
    }


def own_earlier_intake(oracle: Oracle, span: Span, n_days: int) -> dict[str, tuple[int, int]]:
    """Kendra → the same of the `n_days` before the span, to hold it against its own history."""
    return intake(oracle, Span(span.start - timedelta(days=n_days), span.start - timedelta(days=1), span.as_of))


def stretches(book: Book) -> Iterator[Stretch]:
    """Thana, received, open from, closed (None: open), whether it is the first stretch, and may lawfully wait."""
    for case in book.cases:
        may_wait = case.category == "dowry" and case.injured is False
        yield case.thana, case.received_on, case.received_on, case.closed_on, True, may_wait
        if case.reopened_on is not None:
            yield case.thana, case.received_on, case.reopened_on, None, False, may_wait


def _total(oracle: Oracle, column: str, by: str, span: Span) -> dict[str, int]:
    found: dict[str, int] = {}
    for thana, days in oracle.days.spoken_of(span, "cases").items():
        unit = oracle.book.unit_of(thana, by)
        found[unit] = found.get(unit, 0) + oracle.days.total(column, thana, days)
    return found


def _reopened(oracle: Oracle, by: str, then: date, now: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for case in oracle.book.cases:
        if case.reopened_on is not None and then < case.reopened_on <= now:
            unit = oracle.book.unit_of(case.thana, by)
            found[unit] = found.get(unit, 0) + 1
    return found


def _whole(n: float | None) -> int | None:
    return None if n is None else int(n)

"""Which rows stand in which return: events by their day, register cases anew and again whenever they changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sample_data.circulars import circular_at
from sample_data.days import PERIODS, Period, answer_key, delivery_of
from sample_data.feedback import call_at
from sample_data.reference import DISTRICTS, district_of
from sample_data.referrals import referral_at
from sample_data.rows import Case, Circular, Filing, Inspection, Moment, Row, Sample, day_of
from warehouse.tables import load_tables

Box = tuple[str, str, Period]
Boxes = dict[Box, list[Row]]
DAY_OF = {
    "counselling": "held_on",
    "inspections": "inspected_on",
    "patrols": "visited_on",
    "squad_daily": "day",
    "awareness": "held_on",
    "referrals": "sent_on",
    "feedback": "called_on",
    "circulars": "issued_on",
    "capacity": "month",
}
# Rows that go on changing after they were first told: as each was known on a day.
AS_KNOWN: dict[str, Callable[[Any, date], Any]] = {
    "referrals": referral_at,
    "feedback": call_at,
    "circulars": circular_at,
}


@cache
def not_filed() -> frozenset[tuple[str, str, Period]]:
    """Return, thana and period of every return that a thana never sent."""
    return frozenset(
        (entry["return"], entry["thana"], period)
        for entry in answer_key()["troubles"]
        if entry["kind"] == "not_filed"
        for period in PERIODS
        if period.first_day == entry["first_day"]
    )


def filings(thanas: dict[str, list[str]]) -> list[Filing]:
    """Every return of every district and period, in no particular order. `thanas` lists them by district."""
    silent = not_filed()
    held = {(e["return"], e["district"], e["first_day"]) for e in answer_key()["troubles"] if e["kind"] == "held"}
    return [
        Filing(
            return_name=name,
            district=district,
            thanas=frozenset(code for code in thanas[district] if (name, code, period) not in silent),
            period=period,
            delivery=delivery_of(period, name, district),
            is_held=(name, district, period.first_day) in held,
        )
        for period in PERIODS
        for district in DISTRICTS
        for name, shape in load_tables().returns.items()
        if shape.by == "day" or period.ends_a_month  # a month's staff is told once the month is over
    ]


def events(sample: Sample) -> dict[str, Sequence[Row]]:
    """The rows of every return but the register."""
    return {
        "counselling": sample.sessions,
        "inspections": sample.inspections,
        "patrols": sample.patrols,
        "squad_daily": sample.squad_days,
        "awareness": sample.programmes,
        "referrals": sample.referrals,
        "feedback": sample.calls,
        "circulars": sample.circulars,
        "capacity": sample.capacity,
    }


def drop_unfiled(sample: Sample) -> None:
    """What a thana never sent is nowhere: not in a file and not in the truth that files can give."""
    for name, thana, period in not_filed():
        if name == "cases":
            continue
        rows, day = events(sample)[name], DAY_OF[name]
        kept = [row for row in rows if row.thana != thana or not period.holds(getattr(row, day))]
        rows[:] = kept  # type: ignore[index]  # each of these is a list of the sample


def boxes(sample: Sample) -> Boxes:
    """Return, district and period → the rows of that file."""
    boxed: Boxes = defaultdict(list)
    for name, rows in events(sample).items():
        for row in rows:
            for period, line in _lines(name, row):
                boxed[name, home_of(row), period].append(line)
    for case in sample.cases:
        for period, line in case_lines(case):
            boxed["cases", home_of(case), period].append(line)
    for (name, _district, period), rows in boxed.items():
        if name == "inspections":
            rows[:] = [_as_known(row, period.last_day) for row in rows if isinstance(row, Inspection)]
    return boxed


def home_of(row: Row) -> str:
    """The district whose file a row stands in."""
    return row.district if isinstance(row, Circular) else district_of()[row.thana]


def _lines(name: str, row: Row) -> Iterator[tuple[Period, Row]]:
    """The lines of one event: in the file of its day and, where it goes on, in every later file that knows more.

    A circular that is not complied with is listed again as it is.
    """
    first = _period_of(getattr(row, DAY_OF[name]))
    as_known = AS_KNOWN.get(name)
    if as_known is None or row.fault:
        yield first, as_known(row, first.last_day) if as_known else row
        return
    known: Row | None = None
    for period in PERIODS[PERIODS.index(first) :]:
        line = as_known(row, period.last_day)
        if line != known or (isinstance(line, Circular) and line.status != "complied"):
            yield period, line
        known = line


def _period_of(day: date) -> Period:
    return next(period for period in PERIODS if period.holds(day))


def _as_known(row: Inspection, day: date) -> Inspection:
    is_later = row.defects_closed_on is not None and row.defects_closed_on > day
    return replace(row, defects_closed_on=None) if is_later else row


def case_lines(case: Case) -> Iterator[tuple[Period, Case]]:
    """The lines of one case: in the file of its entry, and in every later one before which something changed."""
    silent = not_filed()
    filed = [period for period in PERIODS if ("cases", case.thana, period) not in silent]
    if case.fault:
        yield next(period for period in filed if period.last_day >= case.entered_on), case
        return
    known: Case | None = None
    for period in filed:
        if case.entered_on > period.last_day:
            continue
        line = case_at(case, period.last_day)
        if line != known:
            yield period, line
        known = line


def case_at(case: Case, day: date) -> Case:
    """The case as the register had it on the evening of `day`."""
    later: dict[str, Any] = {
        name: None
        for name in ("heard_on", "plan_approved_on", "enquiry_opened_on", "final_report_on", "reopened_on")
        if _is_after(getattr(case, name), day)
    }
    if _is_after(case.fir_needed_on, day):
        later |= {"fir_needed_on": None}
    if _is_after(case.fir_registered_on, day):
        later |= {"fir_registered_on": None, "fir_no": ""}
    if _is_after(case.closure_told_on or case.closed_on, day):
        later |= {"closed_on": None, "outcome": ""}
    return replace(case, **later) if later else case


def _is_after(moment: Moment | None, day: date) -> bool:
    moment_day = day_of(moment)
    return moment_day is not None and moment_day > day

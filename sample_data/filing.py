"""Which rows stand in which return: events by their day, register cases anew and again whenever they changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sample_data.days import PERIODS, RETURNS, Period, answer_key, delivery_of
from sample_data.reference import DISTRICTS, district_of
from sample_data.rows import Case, Filing, Inspection, Moment, Row, Sample

Box = tuple[str, str, Period]
Boxes = dict[Box, list[Row]]
DAY_OF = {
    "counselling": "held_on",
    "inspections": "inspected_on",
    "patrols": "visited_on",
    "squad_daily": "day",
    "awareness": "held_on",
}


def not_filed() -> set[tuple[str, str, Period]]:
    """Return, thana and period of every return that a thana never sent."""
    return {
        (entry["return"], entry["thana"], period)
        for entry in answer_key()["troubles"]
        if entry["kind"] == "not_filed"
        for period in PERIODS
        if period.first_day == entry["first_day"]
    }


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
        for name in RETURNS
    ]


def events(sample: Sample) -> dict[str, Sequence[Row]]:
    """The rows of every return but the register."""
    return {
        "counselling": sample.sessions,
        "inspections": sample.inspections,
        "patrols": sample.patrols,
        "squad_daily": sample.squad_days,
        "awareness": sample.programmes,
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
    home = district_of()
    for name, rows in events(sample).items():
        day = DAY_OF[name]
        for row in rows:
            boxed[name, home[row.thana], _period_of(getattr(row, day))].append(row)
    for case in sample.cases:
        for period, line in case_lines(case):
            boxed["cases", home[case.thana], period].append(line)
    for (name, _district, period), rows in boxed.items():
        if name == "inspections":
            rows[:] = [_as_known(row, period.last_day) for row in rows if isinstance(row, Inspection)]
    return boxed


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
        for name in ("heard_on", "enquiry_opened_on", "final_report_on", "reopened_on")
        if _is_after(getattr(case, name), day)
    }
    line = replace(case, **later)
    if _is_after(case.fir_needed_on, day):
        line.fir_needed_on = None
    if _is_after(case.fir_registered_on, day):
        line.fir_registered_on, line.fir_no = None, ""
    if _is_after(case.closed_on, day):
        line.closed_on, line.outcome = None, ""
    return line


def _is_after(moment: Moment | None, day: date) -> bool:
    return moment is not None and (moment.date() if isinstance(moment, datetime) else moment) > day

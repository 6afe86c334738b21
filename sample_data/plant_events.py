"""Plants the answer key's ugly cells in the returns of events: sessions, inspections, visits, days, programmes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sample_data.days import answer_key, period_from
from sample_data.filing import DAY_OF, events, home_of
from sample_data.reference import district_of
from sample_data.rows import (
    Call,
    Capacity,
    Case,
    Circular,
    Inspection,
    Patrol,
    Programme,
    Referral,
    Row,
    Sample,
    Session,
    SquadDay,
)
from sample_data.sheets import DEVANAGARI, MONTHS_HI

Entry = dict[str, Any]


def plant(sample: Sample) -> None:
    """Plant every cell of the answer key that is not in the register."""
    for entry in answer_key()["cells"]:
        if entry["return"] != "cases":
            PLANTED[entry["what"]](sample, entry)


def _good(sample: Sample, entry: Entry) -> list[Any]:
    """The untouched rows of the entry's thana and period, evenly spread, as many as the entry says."""
    period, day = period_from(entry["period"]), DAY_OF[entry["return"]]
    rows = [
        row
        for row in events(sample)[entry["return"]]
        if (row.thana, home_of(row)) == (entry["thana"], entry["district"])
        if not row.fault and row.odd is None and period.holds(getattr(row, day))
    ]
    return _spread(rows, entry["rows"])


def _spread(rows: Sequence[Any], n: int) -> list[Any]:
    if len(rows) < n:
        raise ValueError(f"only {len(rows)} rows to plant {n} cells in; choose another thana in the answer key")
    return [rows[len(rows) * place // n] for place in range(n)]


def _hold(rows: Sequence[Row], entry: Entry) -> None:
    for row in rows:
        row.fault = entry.get("rule") or entry["what"]


def _write_oddly(cells: Sequence[str]) -> Callable[[Sample, Entry], None]:
    """A cell that cannot be read stands in the entry's field."""

    def plant_cells(sample: Sample, entry: Entry) -> None:
        rows = _good(sample, entry)
        _hold(rows, entry)
        for place, row in enumerate(rows):
            row.odd = {entry["field"]: cells[place % len(cells)]}

    return plant_cells


def _orphans(sample: Sample, entry: Entry) -> None:
    for place, row in enumerate(_good(sample, entry)):
        unique_no = f"MSK/{district_of()[row.thana].upper()}/{row.thana.upper()}/2026/{9901 + place}"
        events(sample)[entry["return"]].append(replace(row, unique_no=unique_no, fault=entry["what"]))  # type: ignore[attr-defined]  # each of these is a list of the sample


def _without_reason(sample: Sample, entry: Entry) -> None:
    period = period_from(entry["period"])
    rows = [
        row
        for row in sample.sessions
        if row.thana == entry["thana"]
        and row.status == "not_applicable"
        and period.holds(row.held_on)
        and not row.fault
    ][: entry["rows"]]
    _hold(rows, entry)
    for row in rows:
        row.reason = ""


def _session_twice(sample: Sample, entry: Entry) -> None:
    row: Session = _good(sample, {**entry, "rows": 1})[0]
    day = row.held_on - timedelta(days=1)
    other = replace(row, held_on=day if period_from(entry["period"]).holds(day) else row.held_on + timedelta(days=1))
    _hold([row, other], entry)
    sample.sessions.append(other)


def _held_before_received(sample: Sample, entry: Entry) -> None:
    period = period_from(entry["period"])
    case: Case = next(
        case
        for case in sample.cases
        if case.thana == entry["thana"] and not case.fault and period.holds(case.received_on - timedelta(days=3))
        if period.holds(case.entered_on)
    )
    sample.sessions.append(
        Session(
            thana=case.thana,
            unique_no=case.unique_no,
            session_no=90,
            held_on=case.received_on - timedelta(days=2),
            dimension="legal",
            status="done",
            fault=entry["what"],
        )
    )


def _acknowledged_early(sample: Sample, entry: Entry) -> None:
    rows: list[Referral] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.acknowledged_on, row.service_received_on, row.status = row.sent_on - timedelta(days=2), None, "acknowledged"


def _recontacted_early(sample: Sample, entry: Entry) -> None:
    rows: list[Call] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.result, row.recontacted_on = "dissatisfied", row.called_on - timedelta(days=1)


def _complied_early(sample: Sample, entry: Entry) -> None:
    rows: list[Circular] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.complied_on, row.status = row.issued_on - timedelta(days=3), "complied"


def _more_women_than_constables(sample: Sample, entry: Entry) -> None:
    rows: list[Capacity] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.women_constables = row.constables + 1


def _month_cut_short(sample: Sample, entry: Entry) -> None:
    """अक्टू0 26: a month's name cut short, with the zero that stands for the rest, and half its year."""
    rows: list[Capacity] = _good(sample, entry)
    for row in rows:
        row.odd = {"month": f"{MONTHS_HI[row.month.month - 1][:-2]}0 {row.month:%y}"}


def _day_twice(sample: Sample, entry: Entry) -> None:
    row: SquadDay = _good(sample, {**entry, "rows": 1})[0]
    other = replace(row, persons_checked=row.persons_checked + 11)
    _hold([row, other], entry)
    sample.squad_days.append(other)


def _nil_for_zero(sample: Sample, entry: Entry) -> None:
    period = period_from(entry["period"])
    rows = [
        row
        for row in sample.squad_days
        if row.thana == entry["thana"] and period.holds(row.day) and row.firs == 0 and row.arrests == 0
    ]
    for row in _spread(rows, entry["rows"]):
        row.odd = {"firs": "निल", "arrests": "—"}


def _too_many_women(sample: Sample, entry: Entry) -> None:
    rows: list[Patrol] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.women_officers = row.officers + 2


def _too_many_warned(sample: Sample, entry: Entry) -> None:
    rows: list[Patrol | SquadDay] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.warned = row.persons_checked + 3


def _after_the_file_came(sample: Sample, entry: Entry) -> None:
    rows: list[Inspection] = _good(sample, entry)
    _hold(rows, entry)
    for row in rows:
        row.odd = {"inspected_on": "05.12.2026"}


def _mixed_dates(sample: Sample, entry: Entry) -> None:
    rows: list[Programme] = _good(sample, entry)
    for place, row in enumerate(rows):
        row.odd = {"held_on": DATE_FORMS[place % len(DATE_FORMS)](row.held_on)}


DATE_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%d-%m-%y}",
    lambda day: f"{day:%d.%m.%Y}".translate(DEVANAGARI),
    lambda day: f"{day.day} {MONTHS_HI[day.month - 1]} {day.year}",
    lambda day: f"{day:%d %B %Y}",
    lambda day: str((day - date(1899, 12, 30)).days),
    lambda day: f"{day.day}.{day.month}.{day.year}",
)

PLANTED: dict[str, Callable[[Sample, Entry], None]] = {
    "orphan_session": _orphans,
    "orphan_referral": _orphans,
    "orphan_call": _orphans,
    "acknowledged_before_sent": _acknowledged_early,
    "partner_unknown": _write_oddly(("पुराना आश्रम",)),
    "recontacted_before_called": _recontacted_early,
    "complied_before_issued": _complied_early,
    "women_over_constables": _more_women_than_constables,
    "month_unreadable": _write_oddly(("अक्टूबर",)),
    "month_cut_short": _month_cut_short,
    "reason_missing": _without_reason,
    "session_twice": _session_twice,
    "held_before_received": _held_before_received,
    "date_in_future": _after_the_file_came,
    "warned_over_checked": _too_many_warned,
    "count_in_words": _write_oddly(("लगभग 150",)),
    "day_twice": _day_twice,
    "nil_for_zero": _nil_for_zero,
    "women_over_officers": _too_many_women,
    "place_unknown": _write_oddly(("पुराना चुंगी तिराहा",)),
    "month_first": _write_oddly(("06/17/2026",)),
    "count_and_more": _write_oddly(("50+",)),
    "mixed_dates": _mixed_dates,
}

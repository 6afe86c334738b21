"""What fell due by the register of cases alone: numbers, entry, plans, FIRs, investigations, closures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sample_data.rows import Case, Moment
from tests.oracle.book import Book
from tests.oracle.duty import Duty, after, day_of, not_after, within_hours

INVESTIGATED_IN_TWO_MONTHS = ("sexual_offence", "pocso")
MUST_REGISTER = ("sexual_offence", "pocso", "stalking")
HARASSMENT = ("street_harassment", "stalking")


def fir_day(case: Case) -> date | None:
    return day_of(case.fir_registered_on) if case.fir_registered_on is not None else None


def unique_numbers(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        yield Duty(case.thana, case.received_on, case.received_on)
    for case in book.cases_without_number:
        yield Duty(case.thana, case.received_on, None)


def records_filled(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        for cell, is_filled in book.tellings[case.unique_no].cells.items():
            met_on = case.received_on if is_filled else None
            yield Duty(case.thana, case.received_on, met_on, is_filled is not None, part=cell)


def reported_in_three_days(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        incident_on = case.incident_on
        is_soon = incident_on is not None and (case.received_on - incident_on).days <= 3
        met_on = case.received_on if is_soon else None
        yield Duty(case.thana, case.received_on, met_on, incident_on is not None)


def entries_in_a_day(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        yield within_hours(case.thana, case.received_on, case.entered_on, 1)


def plans_approved(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        is_known = book.tellings[case.unique_no].has_plans
        yield Duty(case.thana, after(case.received_on, 7), case.plan_approved_on, is_known)


def firs_registered(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.fir_needed_on is not None:
            yield Duty(case.thana, day_of(case.fir_needed_on), fir_day(case))


def firs_in_a_day(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.fir_needed_on is not None:
            yield _fir_in_a_day(case.thana, case.fir_needed_on, case.fir_registered_on)


def _fir_in_a_day(thana: str, needed: Moment, registered: Moment | None) -> Duty:
    due_on = after(day_of(needed), 1)
    if registered is None:
        return Duty(thana, due_on, None)
    done_on = day_of(registered)
    if isinstance(needed, datetime) and isinstance(registered, datetime):
        return Duty(thana, due_on, done_on if registered - needed <= timedelta(hours=24) else None)
    return within_hours(thana, day_of(needed), done_on, 1)


def firs_of_cases(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        yield Duty(case.thana, case.received_on, fir_day(case), part=case.category)


def final_reports(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        registered_on = fir_day(case)
        if registered_on is not None and case.category in INVESTIGATED_IN_TWO_MONTHS:
            due_on = after(registered_on, 60)
            yield Duty(case.thana, due_on, not_after(case.final_report_on, due_on))


def must_register(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        is_listed = case.category in MUST_REGISTER
        if case.closed_on is not None and (is_listed or case.injured):
            part = case.category if is_listed else "injured"
            yield Duty(case.thana, case.closed_on, fir_day(case), part=part, void_from=case.reopened_on)


def preventive_actions(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.category in HARASSMENT:
            met_on = case.received_on if case.preventive_action else None
            is_known = case.preventive_action is not None
            yield Duty(case.thana, case.received_on, met_on, is_known, void_from=fir_day(case))


def reopened(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.closed_on is not None:
            due_on = after(case.closed_on, 30)
            yield Duty(case.thana, due_on, not_after(case.reopened_on, due_on))

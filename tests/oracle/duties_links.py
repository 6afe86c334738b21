"""What fell due after counselling: referrals and what came of them, schemes, feedback calls, stages of the journey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sample_data.rows import Case
from tests.oracle.book import Book
from tests.oracle.duties_counselling import first_done
from tests.oracle.duty import Duty, after, not_after, within_hours

CHILD_PARTNERS = ("cwc", "childline")
SHELTER = "nari_sanrakshan_grih"
STAGES = ("heard", "counselled", "referred", "served", "closed")


def referrals_acknowledged(book: Book) -> Iterator[Duty]:
    for row in book.referrals:
        due_on = after(row.sent_on, 7)
        is_known = book.is_accepted("referrals", row.thana, due_on)
        yield Duty(row.thana, due_on, not_after(row.acknowledged_on, due_on), is_known, part=row.partner)


def referrals_served(book: Book) -> Iterator[Duty]:
    for row in book.referrals:
        due_on = after(row.sent_on, 30)
        is_known = book.is_accepted("referrals", row.thana, due_on)
        yield Duty(row.thana, due_on, row.service_received_on, is_known, part=row.partner)


def children_routed(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.age_band == "under_18":
            sent = [row.sent_on for row in book.referrals_of.get(case.unique_no, []) if row.partner in CHILD_PARTNERS]
            is_known = book.is_accepted("referrals", case.thana, after(case.received_on, 1))
            yield within_hours(case.thana, case.received_on, min(sent, default=None), 1, is_known)


def schemes_linked(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        screened_on = first_done(book, case, "scheme_linkage")
        if screened_on is not None:
            due_on = after(screened_on, 15)
            is_known = book.is_accepted("referrals", case.thana, due_on)
            yield Duty(case.thana, due_on, not_after(_first_application(book, case), due_on), is_known)


def _first_application(book: Book, case: Case) -> date | None:
    rows = [row for row in book.referrals_of.get(case.unique_no, []) if row.letter_no]
    is_scheme = [row.sent_on for row in rows if row.partner.startswith("scheme_") or row.partner == "one_stop_centre"]
    return min(is_scheme, default=None)


def shelters_followed(book: Book) -> Iterator[Duty]:
    for row in book.referrals:
        if row.partner == SHELTER:
            due_on = after(row.sent_on, 30)
            held = [
                session.held_on
                for session in book.sessions_of.get(row.unique_no, [])
                if session.status == "done" and session.dimension == "rehabilitation" and session.held_on >= row.sent_on
            ]
            is_known = book.is_accepted("counselling", row.thana, due_on)
            yield Duty(row.thana, due_on, not_after(min(held, default=None), due_on), is_known)


def feedback_attempted(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.closed_on is not None:
            due_on = after(case.closed_on, 7)
            called = [row.called_on for row in book.calls_of.get(case.unique_no, []) if row.called_on >= case.closed_on]
            is_known = book.is_accepted("feedback", case.thana, due_on)
            yield Duty(case.thana, due_on, not_after(min(called, default=None), due_on), is_known)


def dissatisfied_recontacted(book: Book) -> Iterator[Duty]:
    for row in book.calls:
        if row.result == "dissatisfied":
            is_known = book.is_accepted("feedback", row.thana, after(row.called_on, 3))
            yield within_hours(row.thana, row.called_on, row.recontacted_on, 3, is_known)


def journeys(book: Book) -> Iterator[Duty]:
    """How far each woman got, stage by stage, by the day on which she came."""
    for case in book.cases:
        referrals = book.referrals_of.get(case.unique_no, [])
        served = [row.service_received_on for row in referrals if row.service_received_on is not None]
        days = {
            "heard": case.heard_on,
            "counselled": first_done(book, case),
            "referred": min((row.sent_on for row in referrals), default=None),
            "served": min(served, default=None),
            "closed": case.closed_on,
        }
        for stage in STAGES:
            if stage != "counselled" or case.counselling_needed:
                yield Duty(case.thana, case.received_on, days[stage], _is_stage_told(book, case, stage), part=stage)


def _is_stage_told(book: Book, case: Case, stage: str) -> bool:
    return_name = {"counselled": "counselling", "referred": "referrals", "served": "referrals"}.get(stage)
    return return_name is None or book.is_accepted(return_name, case.thana, case.received_on)

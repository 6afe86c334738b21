"""Which duties are of which measure, and how many were met, missed or in doubt, thana by thana."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from tests.oracle import (
    agreed,
    duties_counselling,
    duties_links,
    duties_programmes,
    duties_register,
    duties_rounds,
    filed,
    inspected,
    nights,
    usual,
    visits,
)
from tests.oracle.book import Book
from tests.oracle.duty import Duty
from tests.oracle.span import Span
from tests.oracle.tally import Tally

STREAMS: dict[str, Callable[[Book], Iterator[Duty]]] = {
    "C1": duties_register.unique_numbers,
    "C3": duties_register.records_filled,
    "C7": duties_register.reported_in_three_days,
    "C8": duties_register.entries_in_a_day,
    "K1": duties_counselling.first_sessions,
    "K2": duties_counselling.all_dimensions,
    "K3": duties_counselling.dimensions_delivered,
    "dimension_recorded": duties_counselling.dimensions_recorded,
    "K7": duties_counselling.notes_written,
    "K9": duties_counselling.safety_plans,
    "K10": duties_counselling.mandatory_counselling,
    "K11": duties_register.plans_approved,
    "F1": duties_register.firs_registered,
    "F2": duties_register.firs_in_a_day,
    "F3": duties_register.firs_of_cases,
    "F5": duties_register.final_reports,
    "F7": duties_register.must_register,
    "F8": duties_register.preventive_actions,
    "journey": duties_links.journeys,
    "R2": duties_links.referrals_acknowledged,
    "R3": duties_links.referrals_served,
    "R4": duties_links.children_routed,
    "R5": duties_links.schemes_linked,
    "R6": duties_counselling.schemes_screened,
    "R7": duties_links.shelters_followed,
    "B7": duties_register.reopened,
    "S1": duties_links.feedback_attempted,
    "S5": duties_links.dissatisfied_recontacted,
    "I1": duties_rounds.sho_weeks,
    "I2": duties_rounds.co_fortnights,
    "I4": inspected.defects_closed,
    "I5": inspected.defects_new,
    "I6": inspected.items_answered,
    "item_in_order": inspected.items_in_order,
    "I7": inspected.all_correct,
    "I8": inspected.remarks_own,
    "I9": inspected.setup_items,
    "P1": duties_rounds.place_weeks,
    "P2": visits.school_bells,
    "P5": visits.complaints_answered,
    "P8": visits.visits_plausible,
    "N1": nights.nights_covered,
    "N2": nights.nights_covered_in_peak,
    "N3": nights.seen_by_night_3,
    "N5": nights.visits_with_a_woman,
    "N6": nights.places_registered,
    "A3": duties_programmes.programmes_plausible,
    "D1": duties_rounds.returns_received,
    "D2": duties_rounds.returns_on_time,
    "D5": filed.first_files,
    "D6": filed.rows_accepted,
    "D6.register": filed.register_rows_accepted,
    "D7": agreed.rows_adding_up,
    "D7.register": agreed.register_rows_adding_up,
    "D10": usual.values_usual,
    "D12": usual.rows_located,
}


class Duties:
    """Every duty of every measure, in the order of the days on which they fell due."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._due: dict[str, tuple[list[date], list[Duty]]] = {}
        self._counted: dict[tuple[str, Span], dict[tuple[str, str], Tally]] = {}

    def counted(self, name: str, span: Span) -> dict[tuple[str, str], Tally]:
        """Thana and part → what of the duties that fell due in the span was met by the as-of day."""
        if (name, span) not in self._counted:
            found: dict[tuple[str, str], Tally] = defaultdict(Tally)
            for duty in self._falling_due(name, span):
                found[duty.thana, duty.part].add(duty, span.as_of)
            self._counted[name, span] = dict(found)
        return self._counted[name, span]

    def _falling_due(self, name: str, span: Span) -> list[Duty]:
        if name not in self._due:
            ordered = sorted(STREAMS[name](self._book), key=lambda duty: duty.due_on)
            self._due[name] = ([duty.due_on for duty in ordered], ordered)
        days, duties = self._due[name]
        return duties[bisect_left(days, span.start) : bisect_right(days, span.last)]

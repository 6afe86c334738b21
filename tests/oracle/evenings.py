"""What stood open at a thana on the evening of a day, under the names of the columns of the mart of thana-days."""

from __future__ import annotations

from datetime import date

from sample_data.rows import Case
from tests.oracle.book import Book
from tests.oracle.days import COLUMNS, Days, sittings
from tests.oracle.duties_register import INVESTIGATED_IN_TWO_MONTHS, fir_day
from tests.oracle.duty import after

OLD_DAYS, LAWFUL_DAYS = 30, 60
ENQUIRY_DAYS, FIR_DAYS, OLD_FIR_DAYS = 14, 60, 180
REGISTER_COLUMNS = (
    "n_open",
    "n_open_over_30",
    "n_open_lawful",
    "n_enquiries_open",
    "n_enquiries_over_14",
    "n_firs_open",
    "n_firs_over_60",
    "n_firs_over_180",
)
COUNSELLING_COLUMNS = ("n_in_counselling", "n_next_overdue")


def is_open(case: Case, day: date) -> bool:
    if case.received_on > day:
        return False
    is_closed = case.closed_on is not None and case.closed_on <= day
    is_reopened = case.reopened_on is not None and case.reopened_on <= day
    return not is_closed or is_reopened


def is_lawful(case: Case, day: date) -> bool:
    """Within the two months in which a dowry matter without injury may rest (*Shivangi Bansal*)."""
    return case.category == "dowry" and case.injured is False and (day - case.received_on).days < LAWFUL_DAYS


def enquiry_age(case: Case, day: date) -> int | None:
    """Days of a preliminary enquiry that is open: until the FIR or the closure."""
    opened_on = case.enquiry_opened_on
    ends = [end for end in (fir_day(case), case.closed_on) if end is not None and end <= day]
    return (day - opened_on).days if opened_on is not None and opened_on <= day and not ends else None


def fir_age(case: Case, day: date) -> int | None:
    """Days of an investigation that is open, of the offences to be investigated in two months."""
    registered_on = fir_day(case)
    if registered_on is None or registered_on > day or case.category not in INVESTIGATED_IN_TWO_MONTHS:
        return None
    is_over = case.final_report_on is not None and case.final_report_on <= day
    return None if is_over else (day - registered_on).days


class Evenings:
    """The stock of each thana on any evening, each worked out once."""

    def __init__(self, book: Book, days: Days) -> None:
        self._book, self._days = book, days
        self._known: dict[tuple[str, date], dict[str, int]] = {}
        self._sittings: dict[str, list[date]] = {}

    def stock(self, column: str, thana: str, day: date) -> int | None:
        """The column of this thana and day; None where an accepted return does not speak of it."""
        if not all(self._book.is_accepted(name, thana, day) for name in returns_of(column)):
            return None
        if column in COLUMNS:
            return self._days.count(column, thana, day)
        if (thana, day) not in self._known:
            self._known[thana, day] = self._register(thana, day) | self._counselling(thana, day)
        return self._known[thana, day][column]

    def open_cases(self, thana: str, day: date) -> list[Case]:
        return [case for case in self._book.cases_in.get(thana, []) if is_open(case, day)]

    def _register(self, thana: str, day: date) -> dict[str, int]:
        cases, waiting = self._book.cases_in.get(thana, []), self.open_cases(thana, day)
        lawful = [case for case in waiting if is_lawful(case, day)]
        old = [case for case in waiting if (day - case.received_on).days > OLD_DAYS and not is_lawful(case, day)]
        enquiries = [age for case in cases if (age := enquiry_age(case, day)) is not None]
        firs = [age for case in cases if (age := fir_age(case, day)) is not None]
        return {
            "n_open": len(waiting),
            "n_open_over_30": len(old),
            "n_open_lawful": len(lawful),
            "n_enquiries_open": len(enquiries),
            "n_enquiries_over_14": sum(age > ENQUIRY_DAYS for age in enquiries),
            "n_firs_open": len(firs),
            "n_firs_over_60": sum(age > FIR_DAYS for age in firs),
            "n_firs_over_180": sum(age > OLD_FIR_DAYS for age in firs),
        }

    def _counselling(self, thana: str, day: date) -> dict[str, int]:
        states = [
            self._is_overdue(case, day)
            for case in self.open_cases(thana, day)
            if case.counselling_needed and self._is_in_counselling(case, day)
        ]
        return {"n_in_counselling": len(states), "n_next_overdue": sum(states)}

    def _sittings_of(self, case: Case) -> list[date]:
        if case.unique_no not in self._sittings:
            self._sittings[case.unique_no] = sittings(self._book, case.unique_no)
        return self._sittings[case.unique_no]

    def _is_in_counselling(self, case: Case, day: date) -> bool:
        return day >= min([after(case.entered_on, 3), *self._sittings_of(case)[:1]])

    def _is_overdue(self, case: Case, day: date) -> bool:
        """No sitting yet, or none to come: the latest one set no date from today on."""
        past = [sitting for sitting in self._sittings_of(case) if sitting <= day]
        if not past:
            return True
        rows = [row for row in self._book.sessions_of[case.unique_no] if row.held_on == past[-1]]
        return not any(row.next_on is not None and row.next_on >= day for row in rows if row.status == "done")


def returns_of(column: str) -> tuple[str, ...]:
    """The returns that must speak of a thana and day for the column to be known; the first is the one it is read by."""
    if column in COLUMNS:
        return (COLUMNS[column][0],)
    return ("counselling", "cases") if column in COUNSELLING_COLUMNS else ("cases",)

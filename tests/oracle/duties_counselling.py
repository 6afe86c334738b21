"""What fell due in counselling: the first sitting, the seven dimensions, safety plans, notes, screening for schemes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from sample_data.rows import Case, Session
from tests.oracle.book import Book
from tests.oracle.duty import Duty, after, not_after, within_hours

DIMENSIONS = frozenset(
    ("psychosocial", "legal", "medical", "family_mediation", "safety", "rehabilitation", "scheme_linkage")
)
SHORTEST_NOTE = 40


def first_sessions(book: Book) -> Iterator[Duty]:
    for case in _counselled(book):
        due_on = after(case.entered_on, 3)
        yield Duty(case.thana, due_on, not_after(first_done(book, case), due_on), _is_told(book, case, due_on))


def all_dimensions(book: Book) -> Iterator[Duty]:
    for case in _counselled(book):
        due_on = after(case.entered_on, 15)
        settled = [_first_settled(book, case, dimension) for dimension in DIMENSIONS]
        days = [day for day in settled if day is not None]
        met_on = max(days) if len(days) == len(DIMENSIONS) else None
        yield Duty(case.thana, due_on, met_on, _is_told(book, case, due_on))


def dimensions_delivered(book: Book) -> Iterator[Duty]:
    """Never owed, from the day it was found not to apply, unless it had been delivered before that day."""
    for case in _counselled(book):
        due_on = after(case.entered_on, 15)
        is_known = _is_told(book, case, due_on)
        for dimension in DIMENSIONS:
            done_on, excused_on = first_done(book, case, dimension), _first_excused(book, case, dimension)
            is_delivered_before = done_on is not None and excused_on is not None and done_on < excused_on
            void_from = None if is_delivered_before else excused_on
            yield Duty(case.thana, due_on, done_on, is_known, part=dimension, void_from=void_from)


def dimensions_recorded(book: Book) -> Iterator[Duty]:
    for case in _counselled(book):
        due_on = after(case.entered_on, 15)
        is_known = _is_told(book, case, due_on)
        for dimension in DIMENSIONS:
            met_on = not_after(_first_settled(book, case, dimension), due_on)
            yield Duty(case.thana, due_on, met_on, is_known, part=dimension)


def notes_written(book: Book) -> Iterator[Duty]:
    """A note serves if it is long enough and not the words of an earlier session of another woman there."""
    owners: dict[tuple[str, str], set[str]] = {}
    for session in sorted(book.sessions, key=lambda session: session.held_on):
        words = words_of(session.note)
        if words:
            owners.setdefault((session.thana, words), set()).add(session.unique_no)
        if session.status == "done":
            is_own = owners.get((session.thana, words), set()) <= {session.unique_no}
            met_on = session.held_on if len(session.note.strip()) >= SHORTEST_NOTE and is_own else None
            yield Duty(session.thana, session.held_on, met_on, bool(words))


@cache
def words_of(note: str) -> str:
    """The letters of a note: two copies differ at most in figures, strokes and blanks."""
    return "".join(sign for sign in note.casefold() if unicodedata.category(sign)[0] in "LM")


def safety_plans(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.high_risk:
            is_known = _is_told(book, case, after(case.entered_on, 2))
            yield within_hours(case.thana, case.entered_on, first_done(book, case, "safety"), 2, is_known)


def mandatory_counselling(book: Book) -> Iterator[Duty]:
    for case in book.cases:
        if case.category == "elopement" or case.alleged_false:
            due_on = after(case.entered_on, 3)
            yield Duty(case.thana, due_on, first_done(book, case), _is_told(book, case, due_on))


def schemes_screened(book: Book) -> Iterator[Duty]:
    for case in _counselled(book):
        due_on = after(case.entered_on, 15)
        met_on = not_after(_first_settled(book, case, "scheme_linkage"), due_on)
        yield Duty(case.thana, due_on, met_on, _is_told(book, case, due_on))


def first_done(book: Book, case: Case, dimension: str | None = None) -> date | None:
    """The first day on which a session, of one dimension or of any, was held with her."""
    sessions = book.sessions_of.get(case.unique_no, [])
    return _first(s for s in sessions if s.status == "done" and dimension in (None, s.dimension))


def _first_excused(book: Book, case: Case, dimension: str) -> date | None:
    """The first day on which a dimension was said not to apply, with the reason."""
    sessions = book.sessions_of.get(case.unique_no, [])
    return _first(s for s in sessions if s.status == "not_applicable" and s.reason and s.dimension == dimension)


def _first_settled(book: Book, case: Case, dimension: str) -> date | None:
    days = (first_done(book, case, dimension), _first_excused(book, case, dimension))
    return min((day for day in days if day is not None), default=None)


def _first(sessions: Iterable[Session]) -> date | None:
    return min((session.held_on for session in sessions), default=None)


def _counselled(book: Book) -> Iterator[Case]:
    return (case for case in book.cases if case.counselling_needed)


def _is_told(book: Book, case: Case, day: date) -> bool:
    return book.is_accepted("counselling", case.thana, day)

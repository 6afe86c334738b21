"""Measures of what happened in a window: numerator and denominator of each thana, ready to be added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from sample_data.rows import Patrol, SquadDay
from tests.oracle import listed
from tests.oracle.book import Book
from tests.oracle.days import COLUMNS, Days
from tests.oracle.duties_rounds import STARTS_ON
from tests.oracle.span import Span

Part = tuple[str, float, float]
# KPI → the columns of its numerator and denominator.
RATIOS = {
    "B3": ("n_closed", "n_opened"),
    "K5": ("n_sessions_first_month", "n_cases_first_month"),
    "K8": ("n_no_shows", "n_sessions_scheduled"),
    "P7": ("women_officer_minutes", "officer_minutes"),
    "R1": ("n_referrals", "n_referable"),
    "S2": ("n_opinions", "n_calls"),
    "S3": ("n_satisfied", "n_opinions"),
    "S4": ("n_opinions_independent", "n_opinions"),
}


class Flows:
    """Answers for any span, thana by thana."""

    def __init__(self, book: Book, days: Days) -> None:
        self._book, self._days = book, days

    def parts(self, kpi: str, span: Span) -> Iterator[Part]:
        """Thana, numerator, denominator: nothing of a thana of which no accepted return speaks."""
        if kpi in RATIOS:
            return self.ratio(*RATIOS[kpi], span)
        if kpi.startswith("P6.") and kpi != "P6.parents_called":
            return self._action_ladder(kpi.removeprefix("P6."), span)
        named: dict[str, Callable[[Span], Iterator[Part]]] = {
            "C2": self._duplicates,
            "C4": self._intake,
            "C5": self._without_intake,
            "P6.parents_called": self._parents_called,
            "A1": self._reach,
            "A2": self._joint,
            "A4": self._institutions,
            "A6": self._women,
        }
        return named[kpi](span)

    def ratio(self, numerator: str, denominator: str, span: Span) -> Iterator[Part]:
        returns = {COLUMNS[numerator][0], COLUMNS[denominator][0]}
        for thana, days in self._days.spoken_of(span, *returns).items():
            yield thana, self._days.total(numerator, thana, days), self._days.total(denominator, thana, days)

    def _intake(self, span: Span) -> Iterator[Part]:
        for thana, days in self._days.spoken_of(span, "cases").items():
            yield thana, self._days.total("n_opened", thana, days), len(days)

    def _without_intake(self, span: Span) -> Iterator[Part]:
        for thana, n_opened, _n_days in self._intake(span):
            yield thana, int(n_opened == 0), 1

    def _duplicates(self, span: Span) -> Iterator[Part]:
        spoken_of = self._days.spoken_of(span, "cases")
        dated = {case.unique_no: (case.thana, case.received_on) for case in self._book.cases}
        conflicts = [case for case in self._book.cases_without_number if case.fault == "number_conflict"]
        for case in sorted(conflicts, key=lambda case: case.received_on):
            dated.setdefault(case.unique_no, (case.thana, case.received_on))
        conflicted = {case.unique_no for case in conflicts}
        for thana in spoken_of:
            yield thana, 0, 0
        for unique_no, (thana, day) in dated.items():
            if day in spoken_of.get(thana, ()):
                yield thana, int(unique_no in conflicted), 1

    def _squads(self, span: Span) -> Iterator[SquadDay]:
        return (row for row in self._book.squad_days if span.start <= row.day <= span.last)

    def _visits(self, span: Span) -> Iterator[Patrol]:
        return (row for row in self._book.patrols if span.start <= row.visited_on <= span.last)

    def _action_ladder(self, rung: str, span: Span) -> Iterator[Part]:
        yield from ((thana, 0, 0) for thana in self._days.spoken_of(span, "squad_daily"))
        yield from ((row.thana, getattr(row, rung), row.persons_checked) for row in self._squads(span))

    def _parents_called(self, span: Span) -> Iterator[Part]:
        yield from ((thana, 0, 0) for thana in self._days.spoken_of(span, "patrols"))
        yield from ((row.thana, row.parents_called, row.persons_checked) for row in self._visits(span))

    def _reach(self, span: Span) -> Iterator[Part]:
        """Of a thana of which nothing is listed nothing is known."""
        reached: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self._book.programmes:
            if span.start <= row.held_on <= span.last:
                reached[row.thana].add((row.venue_kind, row.venue))
        for code in self._days.spoken_of(span, "awareness"):
            thana = self._book.thanas[code]
            counts = {"gram_panchayat": thana.n_gram_panchayats, "ward": thana.n_wards}
            if any(counts.values()):
                yield code, sum(counts.get(kind, 0) > 0 for kind, _venue in reached[code]), sum(counts.values())

    def _institutions(self, span: Span) -> Iterator[Part]:
        """Schools and colleges since the campaign began, of those on the list."""
        reached: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self._book.programmes:
            if row.venue_kind in ("school", "college") and STARTS_ON <= row.held_on <= span.last:
                reached[row.thana].add((row.venue_kind, row.venue))
        for code in self._days.spoken_of(span, "awareness"):
            counts = listed.institutions().get(code, {"school": 0, "college": 0})
            n_reached = sum(counts[kind] > 0 for kind, _venue in reached[code])
            if any(counts.values()):
                yield code, n_reached, sum(counts.values())

    def _women(self, span: Span) -> Iterator[Part]:
        spoken_of = self._days.spoken_of(span, "awareness")
        for code, n_living in listed.women().items():
            if code in spoken_of:
                rows = (row for row in self._book.programmes if row.thana == code)
                yield code, sum(row.women for row in rows if span.start <= row.held_on <= span.last), n_living

    def _joint(self, span: Span) -> Iterator[Part]:
        yield from ((thana, 0, 0) for thana in self._days.spoken_of(span, "awareness"))
        for row in self._book.programmes:
            if span.start <= row.held_on <= span.last:
                yield row.thana, int(len(set(row.departments)) >= 2), 1

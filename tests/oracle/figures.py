"""Every KPI at every level for any window and as-of day, thana by thana and then added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, partial

from tests.oracle.agreed import Agreed
from tests.oracle.aim import aim
from tests.oracle.book import Book
from tests.oracle.days import Days
from tests.oracle.durations import MEDIANS, QUANTILES, Durations, Stay, median, product_limit_quantile
from tests.oracle.evenings import Evenings, is_open, returns_of
from tests.oracle.figure import Figure, Figures
from tests.oracle.filed import freshness
from tests.oracle.flows import Flows, Part
from tests.oracle.inspected import STRETCH_OF, days_uninspected
from tests.oracle.nights import longest_gaps
from tests.oracle.span import Span, last_review_before, review_eves
from tests.oracle.streams import STREAMS, Duties
from tests.oracle.tally import Tally
from tests.oracle.unvisited import of_favourites, stretches_unvisited, visits_of_places

__all__ = ["Figure", "Oracle", "Span", "is_open", "last_review_before"]

SCALE = {"C4": 1, "B1": 1, "B2": 1, "B8": 1, "K5": 1, "H2": 1}
SCALE |= dict.fromkeys(("P6.warned", "P6.preventive", "P6.firs", "P6.arrests", "P6.parents_called"), 1000)
LAPSES = ("F7", "N3", "D10", "I5", "I8", "D6", "D6.register")
LONGEST = {"P4": stretches_unvisited, "N4": longest_gaps, "I3": days_uninspected}
# KPI → the columns of its numerator and denominator, each read on each thana's latest accepted evening.
STOCKS = {
    "B1": ("n_open", None),
    "B4": ("n_open_over_30", "n_open"),
    "F4": ("n_enquiries_over_14", "n_enquiries_open"),
    "F6.two_months": ("n_firs_over_60", "n_firs_open"),
    "F6.six_months": ("n_firs_over_180", "n_firs_open"),
    "K6": ("n_next_overdue", "n_in_counselling"),
    "P10": ("n_dossiers_updated", "n_repeat_offenders"),
    "H1": ("n_kendras_in_norm", "n_kendras_rated"),
}
WORK_DAYS = 28
FEW_COMPLAINTS = 30


class Oracle:
    """Answers for any KPI, level and span. What is the same for several spans or levels is worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.areas: dict[str, float] = {}  # thana → km² of its catchment, which the rows do not tell
        self.days = Days(book)
        self.flows = Flows(book, self.days)
        self.evenings = Evenings(book, self.days)
        self.duties = Duties(book)
        self.agreed = Agreed(book)
        self.durations = Durations(book)
        self.silent = cache(self._silent)
        self.parts_of = cache(lambda kpi, span: tuple(self.flows.parts(kpi, span)))

    def figures(self, kpi: str, by: str, span: Span) -> Figures:
        """Unit → figure; every unit of the level is there."""
        found = self._figures(kpi, by, span)
        for figure in found.values():
            figure.scale = SCALE.get(kpi, 100)
        return {unit: found.get(unit, Figure()) for unit in self.book.units(by)}

    def parts(self, kpi: str, by: str, span: Span) -> dict[tuple[str, str], Figure]:
        """Unit and part → figure, of a KPI's duties or of a stream by its name; only those that fell due."""
        found: dict[tuple[str, str], Tally] = defaultdict(Tally)
        for (thana, part), tally in self.duties.counted(kpi, span).items():
            found[self.book.unit_of(thana, by), part] += tally
        return {key: _of_duties(kpi, tally) for key, tally in found.items()}

    def _figures(self, kpi: str, by: str, span: Span) -> Figures:
        if kpi in STREAMS:
            return self._tallied(kpi, by, self.duties.counted(kpi, span))
        if kpi in STOCKS:
            return self._stock_share(kpi, by, span)
        if kpi in MEDIANS:
            return self._medians(kpi, by, span)
        if kpi in QUANTILES:
            return self._quantiles(kpi, by, span)
        if kpi in LONGEST:
            return self._longest(kpi, by, span)
        own = {"B2": self._change, "B5": self._workload, "B8": self._bunching, "B9": self._oldest}
        own |= {"S6": self._caller_difference, "H2": self._cases_per_counsellor}
        own |= {"P3": self._favourites, "P9": self._aim}
        own |= {"D4": partial(freshness, self.book)}
        own["D8"] = lambda by, span: self._tallied(kpi, by, self.agreed.kendras(span))
        own["D9"] = lambda by, span: self._summed(by, self.agreed.retold(span))
        return own[kpi](by, span) if kpi in own else self._summed(by, self.parts_of(kpi, span))

    def _tallied(self, kpi: str, by: str, tallies: Mapping[tuple[str, str], Tally]) -> Figures:
        found: dict[str, Tally] = defaultdict(Tally)
        for (thana, _part), tally in tallies.items():
            found[self.book.unit_of(thana, by)] += tally
        return {unit: _of_duties(kpi, tally) for unit, tally in found.items()}

    def _summed(self, by: str, parts: Iterable[Part]) -> Figures:
        found: Figures = defaultdict(lambda: Figure(0, 0))
        for thana, numerator, denominator in parts:
            figure = found[self.book.unit_of(thana, by)]
            figure.numerator = (figure.numerator or 0) + numerator
            figure.denominator = (figure.denominator or 0) + denominator
        return dict(found)

    def _stock_share(self, kpi: str, by: str, span: Span) -> Figures:
        above, below = STOCKS[kpi]
        found = self.stock(above, by, span.as_of)
        whole = self.stock(below, by, span.as_of) if below else {}
        for unit in found.keys() | whole.keys():
            figure = found.setdefault(unit, Figure())
            figure.denominator = whole[unit].numerator if unit in whole else None
            figure.read_on = _earliest(figure.read_on, whole[unit].read_on if unit in whole else None)
        return found

    def _cases_per_counsellor(self, by: str, span: Span) -> Figures:
        """Each on its own latest evening; a Kendra of which only one of the two is known counts in neither."""
        found: Figures = defaultdict(Figure)
        for thana in self.book.thanas:
            evenings = [self.book.last_accepted(name, thana, span.as_of) for name in ("cases", "capacity")]
            asked = zip(("n_open", "n_counsellors"), evenings, strict=True)
            told = [self.evenings.stock(column, thana, on) if on else None for column, on in asked]
            if None in told:
                continue
            figure = found[self.book.unit_of(thana, by)]
            figure.numerator = (figure.numerator or 0) + (told[0] or 0)
            figure.denominator = (figure.denominator or 0) + (told[1] or 0)
            figure.read_on = _earliest(figure.read_on, *evenings)
        return dict(found)

    def stock(self, column: str, by: str, day: date) -> Figures:
        """What stood on each thana's latest accepted evening, added up; read on the earliest of those evenings.

        An evening may be read and still not tell it: another return is silent, or the Kendra's staff was not told.
        """
        found: Figures = defaultdict(Figure)
        for thana in self.book.thanas:
            read_on = self.book.last_accepted(returns_of(column)[0], thana, day)
            if read_on is None:
                continue
            figure, n = found[self.book.unit_of(thana, by)], self.evenings.stock(column, thana, read_on)
            figure.read_on = _earliest(figure.read_on, read_on)
            if n is not None:
                figure.numerator = (figure.numerator or 0) + n
        return dict(found)

    def _change(self, by: str, span: Span) -> Figures:
        now, review = self.stock("n_open", by, span.as_of), last_review_before(span.as_of)
        then = self.stock("n_open", by, review) if review else {}
        for unit, figure in now.items():
            figure.is_quotient = False
            figure.denominator = then[unit].numerator if unit in then else None
            if figure.numerator is not None and figure.denominator is not None:
                figure.own = figure.numerator - figure.denominator
        return now

    def _workload(self, by: str, span: Span) -> Figures:
        """The days in which what is open would be closed at the pace of the last four weeks, days untold left out."""
        found = self.stock("n_open", by, span.as_of)
        weeks = Span(span.as_of - timedelta(days=WORK_DAYS - 1), span.as_of, span.as_of)
        closed = self._summed(by, self.flows.ratio("n_closed", "n_closed", weeks))
        told: dict[str, int] = defaultdict(int)
        thanas: dict[str, int] = defaultdict(int)
        for thana in self.book.thanas:
            unit = self.book.unit_of(thana, by)
            told[unit] += len(self.days.spoken_of(weeks, "cases").get(thana, ()))
            thanas[unit] += self.book.last_accepted("cases", thana, span.as_of) is not None
        for unit, figure in found.items():
            figure.is_quotient = False
            figure.denominator = closed[unit].numerator if unit in closed else None
            if figure.denominator and figure.numerator is not None:
                a_day = figure.denominator / (told[unit] / thanas[unit])
                figure.own = figure.numerator / a_day
        return found

    def _bunching(self, by: str, span: Span) -> Figures:
        """Closures on the two days before reviews against those expected there by the share of such days."""
        found = self._summed(by, self.flows.ratio("n_closed_on_eve", "n_closed", span))
        spoken_of = self.days.spoken_of(span, "cases")
        eves = self._summed(by, ((thana, len(days & review_eves()), len(days)) for thana, days in spoken_of.items()))
        for unit, figure in found.items():
            n_eves, n_days = eves[unit].numerator or 0, eves[unit].denominator or 1
            figure.denominator = (figure.denominator or 0) * n_eves / n_days
        return found

    def _oldest(self, by: str, span: Span) -> Figures:
        found = self.stock("n_open", by, span.as_of)
        for figure in found.values():
            figure.numerator, figure.denominator, figure.is_quotient = None, figure.numerator, False
        for thana in self.book.thanas:
            read_on = self.book.last_accepted("cases", thana, span.as_of)
            for case in self.evenings.open_cases(thana, read_on) if read_on else ():
                figure = found[self.book.unit_of(thana, by)]
                figure.own = max(figure.own or 0, (read_on - case.received_on).days)  # type: ignore[operator]  # no case without it
        return found

    def _medians(self, kpi: str, by: str, span: Span) -> Figures:
        found: dict[str, list[int]] = defaultdict(list)
        for thana, amounts in self.durations.amounts(kpi, span).items():
            found[self.book.unit_of(thana, by)] += amounts
        return {unit: Figure(None, len(all_), is_quotient=False, own=median(all_)) for unit, all_ in found.items()}

    def _quantiles(self, kpi: str, by: str, span: Span) -> Figures:
        """Of the cases followed from receipt: each thana's up to the last evening that its register tells."""
        stays: dict[str, list[Stay]] = defaultdict(list)
        found: Figures = defaultdict(lambda: Figure(is_quotient=False))
        for thana, of_thana in self.durations.stays(span).items():
            unit, read_on = self.book.unit_of(thana, by), self.book.last_accepted("cases", thana, span.as_of)
            stays[unit] += of_thana
            found[unit].read_on = _earliest(found[unit].read_on, read_on)
        for unit, figure in found.items():
            figure.denominator = len(stays[unit])
            figure.own = product_limit_quantile(stays[unit], QUANTILES[kpi])
        return dict(found)

    def _caller_difference(self, by: str, span: Span) -> Figures:
        """Points by which women seem more satisfied when their own Kendra asks."""
        own = self._summed(by, self.flows.ratio("n_satisfied_kendra", "n_opinions_kendra", span))
        others = self._summed(by, self.flows.ratio("n_satisfied_independent", "n_opinions_independent", span))
        for unit, figure in own.items():
            one, other = figure.value, others[unit].value
            figure.is_quotient = False
            figure.own = None if one is None or other is None else one - other
        return own

    def _longest(self, kpi: str, by: str, span: Span) -> Figures:
        """The worst place of all; the denominator says how many were looked at. Nights are read one by one."""
        found: Figures = defaultdict(lambda: Figure(is_quotient=False))
        for thana, stretches in LONGEST[kpi](self.book, span).items():
            figure = found[self.book.unit_of(thana, by)]
            figure.denominator = (figure.denominator or 0) + len(stretches)
            worst = max(stretches)
            last = self.book.last_accepted(STRETCH_OF[kpi], thana, span.as_of) if kpi in STRETCH_OF else None
            if figure.own is None or worst >= figure.own:
                figure.read_on = _earliest(figure.read_on, last) if worst == figure.own else last
            figure.own = max(figure.own or 0, worst)
        return dict(found)

    def _favourites(self, by: str, span: Span) -> Figures:
        counts: dict[str, list[int]] = defaultdict(list)
        home = {place.code: place.thana for place in self.book.places}
        for place, n in visits_of_places(self.book, span).items():
            counts[self.book.unit_of(home[place], by)].append(n)
        return {unit: Figure(*of_favourites(all_)) for unit, all_ in counts.items()}

    def _aim(self, by: str, span: Span) -> Figures:
        """Of districts and the range alone; of few complaints only how many they are."""
        if by not in ("range", "district"):
            return {}
        found = {}
        for unit in self.book.units(by):
            thanas = [thana for thana in self.book.thanas if self.book.unit_of(thana, by) == unit]
            told = aim(self.book, thanas, self.areas, span.as_of)
            is_told = told.n_all >= FEW_COMPLAINTS and told.area_share > 0
            hit, pai = (told.n_hit, told.pai) if is_told else (None, None)
            found[unit] = Figure(hit, told.n_all, is_quotient=False, own=pai)
        return found

    def missing(self, by: str, return_names: list[str], span: Span) -> dict[str, int]:
        """Unit → its thanas with a day of the span of which some of these returns does not speak."""
        found = dict.fromkeys(self.book.units(by), 0)
        for thana in self.book.thanas:
            found[self.book.unit_of(thana, by)] += any(thana in self.silent(name, span) for name in return_names)
        return found

    def _silent(self, return_name: str, span: Span) -> frozenset[str]:
        """The thanas of which this return leaves out a day that it owes."""
        owed = self.book.owed(return_name, span)
        return frozenset(
            thana for thana in self.book.thanas if owed - self.book.covered.get((return_name, thana), set())
        )


def _of_duties(kpi: str, tally: Tally) -> Figure:
    n = tally.n_known - tally.n_met if kpi in LAPSES else tally.n_met
    return Figure(n, tally.n_known, tally.n_unknown)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)

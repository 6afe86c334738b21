"""The page of figures as it is drawn: rows, comparison, intervals, chart and sentence are the oracle's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

import pytest

from components import door
from components.choice import Choice
from components.context import Context
from components.explore import body, choosing, drawing, reading
from components.explore.reading import Seen
from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.explore.buckets import Grain
from tests.data import drawn
from tests.data.drawn import LEVELS, Asked, near
from tests.oracle.figures import Figure, Oracle
from tests.oracle.span import Span
from warehouse.reads import Window

pytestmark = pytest.mark.slow

WINDOWS = (
    Asked("last-90", date(2025, 12, 20)),  # from the campaign's first day
    Asked("last-90", date(2026, 8, 20)),  # a thana's returns missing
    Asked("last-30", date(2026, 11, 15)),  # what the page opens with
)
MONTHS = tuple(Asked("last-30", one.day) for one in WINDOWS)
WAYS = [(by, asked) for asked in WINDOWS for by in LEVELS]
GRAINS: tuple[Grain, ...] = ("month", "week")
CUT = ("I1", "A2", "B1", "K2")  # duties, shares, stocks, and women
STANDING = {"B1"}  # read in each stretch as it stood on its last evening
# Inspections, awareness and staff; of the others one of each way to count, but for those that are slow.
SLOW = ("survival", "pai", "restatement", "agreement", "formality")
_BY_KIND = {kpi.kind: kpi for kpi in reversed(catalogue.load().kpis) if kpi.kind not in SLOW}
KPIS = tuple(kpi for kpi in catalogue.load().kpis if kpi.code[0] in "IAH" or kpi is _BY_KIND.get(kpi.kind))
SHORTEST = {"month": 10, "week": 4}
Row = dict[str, Any]


def cut(span: Span, grain: Grain) -> list[tuple[date, date]]:
    """Months of the calendar; weeks from Monday within these; a rest at an end that is too short with its neighbour."""
    days = [span.start + timedelta(days=n) for n in range((span.end - span.start).days + 1)]
    months = joined(stretches(days, lambda day: (day.year, day.month)), SHORTEST["month"])
    if grain == "month":
        return [(one[0], one[-1]) for one in months]
    weeks = (joined(stretches(month, lambda day: day.isocalendar()[:2]), SHORTEST["week"]) for month in months)
    return [(one[0], one[-1]) for month in weeks for one in month]


def stretches(days: list[date], key: Any) -> list[list[date]]:
    return [list(group) for _, group in groupby(days, key)]


def joined(found: list[list[date]], shortest: int) -> list[list[date]]:
    for first, second in ((0, 1), (-2, -1)):
        short = found[0 if first == 0 else -1]
        if len(found) > 1 and len(short) < shortest:
            both = found[first] + found[second]
            found = [both, *found[2:]] if first == 0 else [*found[:-2], both]
    return found


@dataclass(frozen=True)
class Answer:
    """What was asked, what the page has for it, and the stretches with those that they are compared with."""

    seen: Seen
    by: str
    asked: Asked
    grain: Grain
    oracle: Oracle

    @property
    def kpi(self) -> Kpi:
        return self.seen.kpi

    @cached_property
    def spans(self) -> dict[date, tuple[Span, Span | None]]:
        """By its first day each stretch and its counterpart."""
        whole, then = self.asked.span, self.asked.compared
        if self.grain == "whole":
            return {whole.start: (whole, then)}
        found = {}
        for start, end in cut(whole, self.grain):
            before = None
            if then is not None and then.start != whole.start:
                shift = whole.start - then.start
                first, last = max(start - shift, then.start), min(end - shift, then.end)
                before = self._seen(first, last, then.as_of) if first <= last else None
            found[start] = (self._seen(start, end, whole.as_of), before)
        return found

    def _seen(self, start: date, end: date, as_of: date) -> Span:
        return Span(start, end, min(end, as_of) if self.kpi.code in STANDING else as_of)

    def figure(self, unit: str, span: Span) -> Figure:
        return self.oracle.figures(self.kpi.code, self.by, span)[unit]

    def value(self, unit: str, span: Span) -> float | None:
        figure = self.figure(unit, span)
        return figure.numerator if self.kpi.kind == "stock" else figure.value

    def meant(self, row: Row) -> float | None:
        """The value of a row that may be told."""
        return (
            None if row["standing"] == "suppressed" else self.value(row["unit_code"], self.spans[row["starts_on"]][0])
        )


def ask(dig: Context, oracle: Oracle, code: str, by: str, asked: Asked, grain: Grain, choice: Choice) -> Answer:
    places, calendar = door.places(dig), door.calendar(dig).at(asked.day)
    put = choosing.asked(choosing.Picked(code, by, grain), choice, places, calendar)
    span = asked.span
    seen = reading.look(dig, choice, places, calendar, put, Window(span.start, span.end, span.as_of))
    return Answer(seen, by, asked, grain, oracle)


def faults(answer: Answer) -> Iterator[str]:
    """Rows that are not the oracle's. Hidden are only personal figures, and of these nothing is told."""
    for row in answer.seen.frame.iter_rows(named=True):
        unit, (span, then) = row["unit_code"], answer.spans[row["starts_on"]]
        if row["standing"] == "suppressed":
            names = ("value", "numerator", "denominator", "low", "high", "change")
            assert answer.kpi.personal
            assert all(row[name] is None for name in names)
            continue
        figure, value = answer.figure(unit, span), answer.value(unit, span)
        before = answer.value(unit, then) if then else None
        counts = (row["numerator"] or 0, row["denominator"] or 0)
        if row["value"] != close(value) or counts != (close(figure.numerator or 0), close(figure.denominator or 0)):
            yield f"{unit} {span}: {row}, oracle {figure}"
        if row["before"] is not None or not answer.kpi.personal:
            change = None if value is None or before is None else value - before
            if (row["before"], row["change"]) != (close(before), close(change)):
                yield f"{unit} {span}: {row}, before {before}"
        n_missing = answer.oracle.missing(answer.by, list(answer.kpi.returns), span)[unit]
        if row["n_missing"] != n_missing or row["n_unknown"] not in ({None} if answer.kpi.personal else set()) | {
            figure.n_unknown
        }:
            yield f"{unit} {span}: {row}, missing {n_missing}, unknown {figure.n_unknown}"
        if not is_interval(answer.kpi, row, figure):
            yield f"{unit} {span}: interval {row}"


def close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=1e-9)


def is_interval(kpi: Kpi, row: Row, figure: Figure) -> bool:
    """Wilson 1927: the roots of (p - x)² = z² x (1 - x) / n. Of what is no share it is tested elsewhere."""
    k, n = figure.numerator, figure.denominator
    if not kpi.is_proportion or kpi.kind == "per_listed" or k is None or not n or k > n:
        return True
    ends = [row[name] / figure.scale for name in ("low", "high")]
    z2 = 1.959963984540054**2
    return ends[0] <= k / n + 1e-12 <= ends[1] + 2e-12 and all(
        (k / n - end) ** 2 == pytest.approx(z2 * end * (1 - end) / n, abs=1e-9) for end in ends
    )


def test_every_figure_over_the_whole_window_with_what_it_is_compared_with(dig: Context, oracle: Oracle) -> None:
    """Each in one of the twelve ways, which take turns; that it is so at all levels, test_kpis_equal_oracle.py says."""
    wrong = []
    for place, kpi in enumerate(KPIS):
        by, asked = WAYS[place % len(WAYS)]
        answer = ask(dig, oracle, kpi.code, by, asked, "whole", Choice(window=asked.name))
        wrong += [f"{kpi.code} by {by}: {fault}" for fault in faults(answer)]
        check_bars(answer)
        check_listed(answer)
    assert wrong == []


@pytest.mark.parametrize("code", CUT)
def test_every_figure_by_months_and_weeks(code: str, dig: Context, oracle: Oracle) -> None:
    """At each level in each of the windows; months and weeks take turns."""
    for place, (by, asked) in enumerate((by, asked) for asked in MONTHS for by in LEVELS):
        grain = GRAINS[(place + place // len(LEVELS)) % 2]
        answer = ask(dig, oracle, code, by, asked, grain, Choice(window=asked.name))
        assert set(answer.seen.frame["starts_on"]) == answer.spans.keys()
        assert len(answer.seen.frame) == len(answer.spans) * len(oracle.book.units(by))
        assert list(faults(answer)) == []
        check_lines(answer)
        check_listed(answer)


@pytest.mark.parametrize("asked", WINDOWS, ids=str)
def test_of_a_chosen_place_its_own_units_alone(asked: Asked, dig: Context, oracle: Oracle) -> None:
    for choice, by in ((Choice("hapur", window=asked.name), "circle"), (Choice("meerut", window=asked.name), "thana")):
        answer = ask(dig, oracle, "I1", by, asked, "whole", choice)
        mine = {
            oracle.book.unit_of(code, by) for code, one in oracle.book.thanas.items() if one.district == choice.district
        }
        assert set(answer.seen.frame["unit_code"]) == mine
        assert list(faults(answer)) == []
        check_bars(answer)


def is_lowest_first(kpi: Kpi) -> bool:
    """Of figures that should be high the lowest are looked at first."""
    return kpi.direction == "UP"


def check_bars(answer: Answer) -> None:
    """A bar for each unit, or for the twenty that are to be looked at first; highest and lowest in the sentence."""
    picture = drawing.build(answer.seen, "en")
    told = [answer.meant(row) for row in answer.seen.frame.iter_rows(named=True)]
    known = sorted((value for value in told if value is not None), reverse=not is_lowest_first(answer.kpi))
    meant = told if len(told) <= drawing.MOST_BARS else known[: drawing.MOST_BARS]
    assert [x for _, x in drawn.bars(picture.figure)] == ([close(x) for x in meant] if known else []), answer.kpi.code
    hidden = [len(told) - len(known), len(told)]
    said, n_hidden = drawn.numbers(picture.sentence), answer.seen.n_hidden
    if answer.kpi.unit == "pct" and len(set(known)) > 1:
        cut_short = [drawing.MOST_BARS, len(known)] if len(told) > drawing.MOST_BARS < len(known) else []
        assert said[:2] == [near(max(known)), near(min(known))]
        assert said[2 : 2 + len(cut_short)] == cut_short
    if n_hidden and len(told) == len(known) + n_hidden:
        assert said[-2:] == hidden or said[-1:] == [len(told)]


def check_lines(answer: Answer) -> None:
    """At most four lines, those that end on the side to be looked at; the first and the last point in the sentence."""
    picture, series = drawing.build(answer.seen, "en"), dict[str, list[float | None]]()
    for row in answer.seen.frame.iter_rows(named=True):
        series.setdefault(drawing.name_of(row, answer.seen, "en"), []).append(answer.meant(row))
    known = {name: [one for one in values if one is not None] for name, values in series.items()}
    known = {name: values for name, values in known.items() if values}
    points = [] if picture.figure is None else [list(line.y) for line in picture.figure.data]
    lines = dict(zip(picture.table.heads[1:], points, strict=True))
    assert len(lines) == min(4, len(known))
    ends = sorted((values[-1] for values in known.values()), reverse=not is_lowest_first(answer.kpi))
    drawn_ends = sorted((known[name][-1] for name in lines), reverse=not is_lowest_first(answer.kpi))
    assert drawn_ends == ends[: len(lines)] or len(known) <= 4
    for name, line in lines.items():
        assert line == [close(value) for value in series[name]], name
        said = re.search(re.escape(name) + r" (.*?)(?:; |\.(?: |$))", picture.sentence)
        assert said, picture.sentence
        ends_told = drawn.numbers(re.sub(r"\(.*?\)", "", said.group(1)))
        assert (ends_told[0], ends_told[-1]) == (near(known[name][0]), near(known[name][-1]))


def check_listed(answer: Answer) -> None:
    """The first rows below the chart."""
    table, is_cut = body.table(answer.seen, "en"), answer.grain != "whole"
    for row, line in zip(answer.seen.frame.iter_rows(named=True), table.rows, strict=False):
        value, numerator, denominator = line[1 + is_cut : 4 + is_cut]
        if row["standing"] == "suppressed":
            assert (value, numerator, denominator) == ("withheld", None, None)
        else:
            figure = answer.figure(row["unit_code"], answer.spans[row["starts_on"]][0])
            assert (value, numerator or 0, denominator or 0) == (
                close(answer.meant(row)),
                close(figure.numerator or 0),
                close(figure.denominator or 0),
            )
    assert len(table.rows) == min(25, len(answer.seen.frame))

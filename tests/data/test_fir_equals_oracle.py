"""What the FIR page shows beside KPIs is the oracle's, at every level; both planted troubles are named in words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import HOME, Settings, load_settings
from components import door, panel
from components.choice import Choice
from components.context import Context
from components.fir import reading
from metrics import catalogue, disclosure, fir
from metrics.facts import Facts
from metrics.level import Level
from tests.oracle.duties_register import fir_day
from tests.oracle.duty import day_of
from tests.oracle.evenings import enquiry_age, fir_age
from tests.oracle.figures import Oracle, Span
from tests.screens.looking import html, look
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

SCOPE = Scope.whole_range("dig")
LEVELS = ("range", "district", "circle", "thana")
AS_OF = (date(2026, 11, 15), date(2026, 10, 23))
SPANS = [Span(as_of - timedelta(days=n - 1), as_of, as_of) for as_of in AS_OF for n in (30, 90)]
SPANS += [Span(date(2025, 9, 22), as_of, as_of) for as_of in AS_OF]
KEY = tomllib.loads((HOME / "sample_data" / "answer_key.toml").read_text(encoding="utf-8"))


def window(span: Span) -> Window:
    return Window(span.start, span.end, span.as_of)


@pytest.fixture(scope="module")
def level(snapshot: Snapshot) -> Callable[[str, Span], Level]:
    kpis = [catalogue.load()[code] for code in reading.KPIS]
    facts = {span: Facts.of(kpis, [window(span)], SCOPE, snapshot) for span in SPANS}
    return lambda by, span: Level(facts[span], by, SCOPE)


Ask = Callable[[str, Span], Level]


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("span", SPANS, ids=str)
def test_the_hours_to_the_fir(span: Span, by: str, level: Ask, oracle: Oracle) -> None:
    expected = Counter(dict(hours_of(oracle, by, span)))
    told = {(row["unit_code"], row["part"]): row["numerator"] for row in fir.hours(level(by, span))}
    assert {unit for unit, _ in told} == set(oracle.book.units(by))
    assert told == {key: expected[key] for key in told}
    assert expected.keys() <= told.keys()


def hours_of(oracle: Oracle, by: str, span: Span) -> Iterator[tuple[tuple[str, str], int]]:
    """Counted anew from the register's moments: whole hours, those without an FIR, those without a time."""
    found: Counter[tuple[str, str]] = Counter()
    ends = ((6, "under_6h"), (24, "under_24h"), (72, "under_3d"), (168, "under_7d"))
    for thana, amounts in oracle.durations.amounts("F2.hours", span).items():
        for amount in amounts:
            part = next((name for end, name in ends if amount < end), "over_7d")
            found[oracle.book.unit_of(thana, by), part] += 1
    for thana, _since in unregistered(oracle, span):
        found[oracle.book.unit_of(thana, by), "not_registered"] += 1
    for unit, figure in oracle.figures("F2", by, span).items():
        found[unit, "not_known"] += figure.n_unknown
    yield from found.items()


def unregistered(oracle: Oracle, span: Span) -> Iterator[tuple[str, date]]:
    for case in oracle.book.cases:
        if case.fir_needed_on is not None and span.start <= day_of(case.fir_needed_on) <= span.last:
            registered_on = fir_day(case)
            if registered_on is None or registered_on > span.as_of:
                yield case.thana, day_of(case.fir_needed_on)


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("span", [SPANS[0], SPANS[2]], ids=str)
def test_the_clocks(span: Span, by: str, level: Ask, oracle: Oracle) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for thana in oracle.book.thanas:
        evening, unit = oracle.book.last_accepted("cases", thana, span.as_of), oracle.book.unit_of(thana, by)
        if evening is None:
            continue
        for case in oracle.book.cases_in.get(thana, []):
            if (age := enquiry_age(case, evening)) is not None:
                expected[unit, "to_14" if age <= 14 else "over_14"] += 1
            if (age := fir_age(case, evening)) is not None:
                expected[unit, "to_60" if age <= 60 else "to_180" if age <= 180 else "over_180"] += 1
    rows = [row for rows in fir.clocks(level(by, span)).values() for row in rows]
    assert sum(expected.values()) > 0
    assert {(row["unit_code"], row["part"]): row["numerator"] for row in rows} == {
        (row["unit_code"], row["part"]): expected[row["unit_code"], row["part"]] for row in rows
    }


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("span", SPANS, ids=str)
def test_the_watch(span: Span, by: str, level: Ask, oracle: Oracle) -> None:
    thanas, figures = level("thana", span), oracle.figures("F7", "thana", span)
    inside: dict[str, set[str]] = defaultdict(set)
    for thana in oracle.book.thanas:
        inside[oracle.book.unit_of(thana, by)].add(thana)
    for unit, row in level(by, span).units.items():
        seen = fir.watch(thanas, inside[unit], disclosure.path_of(row), 5)
        counts = {thana: int(figures[thana].numerator or 0) for thana in inside[unit]}
        n_closed = sum(int(figures[thana].denominator or 0) for thana in inside[unit])
        assert dict(seen.thanas) == {thana: n >= 5 for thana, n in counts.items() if n}
        assert seen.n in (None, sum(counts.values()))
        assert (seen.n_closed, seen.of) in ((n_closed, n_closed), (n_closed, None))
        assert seen.n_missing == oracle.missing(by, ["cases"], span)[unit]
        if by == "range" and sum(counts.values()) > 10:
            assert seen.n == sum(counts.values())


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_the_thanas_that_delay_or_do_not_register(span: Span, level: Ask, oracle: Oracle) -> None:
    waiting: dict[str, list[date]] = defaultdict(list)
    for thana, since in unregistered(oracle, span):
        waiting[thana].append(since)
    in_time, hours = oracle.figures("F2", "thana", span), oracle.figures("F2.hours", "thana", span)
    found = {one.thana_code: one for one in fir.delays(level("thana", span))}
    assert waiting.keys() <= found.keys()
    for thana, one in found.items():
        assert (one.n_never, one.since_on) == (len(waiting[thana]), min(waiting[thana], default=None))
        assert (one.n_in_time, one.n) == (in_time[thana].numerator or 0, in_time[thana].denominator or 0)
        assert (one.n_hours, one.median_hours) == (hours[thana].denominator or 0, hours[thana].own)
        assert one.is_held_back or one.n_never


@pytest.mark.parametrize("choice", [Choice(), Choice("hapur"), Choice("baghpat", "baghpat-khekra", window="last-90")])
def test_what_is_shown_is_the_oracles_or_hidden(
    choice: Choice, demo_settings: Settings, snapshot: Snapshot, oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(demo_settings, monkeypatch)
    ctx = Context(load_settings(), demo_viewers()["dig"], "en", snapshot)
    places, calendar = door.places(ctx), door.calendar(ctx)
    matrix = panel.build(ctx, choice, places, calendar, reading.KPIS)
    assert matrix is not None
    seen = reading.look(ctx, choice, places, matrix)
    span = Span(matrix.window.start, matrix.window.end, matrix.window.as_of)
    unit, expected = getattr(choice, choice.whole, "range"), Counter(dict(hours_of(oracle, choice.whole, span)))
    for part, row in seen.hours.items():
        n = expected[unit, part]
        assert row["numerator"] == (None if row["is_suppressed"] else n)
        assert row["is_suppressed"] or not 0 < n < 5
    shares = oracle.figures("F3", "thana", Span(seen.spread_over.start, seen.spread_over.end, seen.spread_over.as_of))
    assert seen.spread is not None
    large = [one for one in shares.values() if (one.denominator or 0) >= 10]
    together = sum(one.numerator or 0 for one in large) / sum(one.denominator or 0 for one in large)
    assert seen.spread.funnel.centre == pytest.approx(together)
    assert {code: dot.value * 100 for code, dot in seen.spread.units.items()} == {
        code: pytest.approx(shares[code].value) for code in seen.spread.units
    }


def use(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_DATA", str(settings.data))
    monkeypatch.chdir(HOME)
    load_settings.cache_clear()


@pytest.mark.parametrize("window_name", ["last-30", "last-90"])
@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize(("kind", "frame"), [("fir_held_back", "ms-exceptions"), ("serious_closed", "ms-watch")])
def test_what_is_planted_is_said_in_words(
    kind: str, frame: str, depth: int, window_name: str, demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the three lines in sight, or in the watch; for the range, the district and the circle."""
    use(demo_settings, monkeypatch)
    trouble = next(one for one in KEY["troubles"] if one["kind"] == kind)
    names = thana_of(demo_settings, trouble["thana"])
    query = dict(zip(("district", "circle"), (trouble["district"], names["circle_code"]), strict=True))
    body = html(look("dig", "fir", window=window_name, lang="en", **dict(list(query.items())[:depth])))
    told = re.search(rf'<section class="{frame}.*?(?:<details|</section>)', body, re.DOTALL)
    assert told
    assert names["name_en"] in told.group()


def thana_of(settings: Settings, code: str) -> dict[str, Any]:
    from warehouse.reference import load_reference

    rows = load_reference(settings).thanas.iter_rows(named=True)
    return next(row for row in rows if row["thana_code"] == code)

"""Rows and returns of October made by hand, for the tests of the oracle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from sample_data import Sample
from sample_data.days import Delivery, Period
from sample_data.reference import Place, Thana
from sample_data.rows import Call, Capacity, Case, Filing, Patrol, Referral, Session
from tests.oracle.book import Book
from tests.oracle.figures import Figure, Oracle
from tests.oracle.span import Span
from tests.oracle.telling import Telling

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
THANAS = tuple(Thana(code, "hapur", "hapur-x", code, code, 0, 0, False, 10, 0) for code in ("a", "b"))
LOT = Delivery("2026-10", datetime(2026, 11, 2, 12), "x")
FILED_BY_BOTH = ("cases", "referrals", "feedback", "capacity")


def day(n: int) -> date:
    return date(2026, 10, n)


def at(n: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, n, hour, minute)


def case(received: int, **more: object) -> Case:
    facts: dict[str, object] = {
        "thana": "a",
        "received_on": day(received),
        "entered_on": day(received),
        "unique_no": f"MSK/HAPUR/A/2026/{received:04d}",
        "channel": "walk_in",
        "category": "domestic",
        "age_band": "26_40",
        "counselling_needed": True,
    } | more
    return Case(**facts)  # type: ignore[arg-type]  # the test's own facts


def session(of: Case, on: int, dimension: str = "legal", status: str = "done", **more: object) -> Session:
    facts: dict[str, object] = {"session_no": 1, "held_on": day(on), "dimension": dimension, "status": status} | more
    return Session(thana=of.thana, unique_no=of.unique_no, **facts)  # type: ignore[arg-type]  # the test's own facts


def referral(of: Case, on: int, partner: str = "dlsa", **more: object) -> Referral:
    return Referral(thana=of.thana, unique_no=of.unique_no, partner=partner, sent_on=day(on), **more)  # type: ignore[arg-type]  # as above


def call(of: Case, on: int, result: str = "satisfied", caller: str = "kendra", **more: object) -> Call:
    return Call(thana=of.thana, unique_no=of.unique_no, called_on=day(on), caller=caller, result=result, **more)  # type: ignore[arg-type]  # as above


def staff(thana: str = "a", **more: object) -> Capacity:
    """A Kendra in the middle of the norm."""
    facts: dict[str, object] = {
        "month": OCTOBER.first_day,
        "incharge_rank": "sub_inspector",
        "incharge_woman": True,
        "sub_inspectors": 2,
        "constables": 8,
        "women_constables": 4,
        "home_guards": 1,
        "counsellors": 1,
    } | more
    rooms = dict.fromkeys(("room", "computer", "printer", "womens_toilet", "counselling_space"), True)
    return Capacity(thana=thana, **facts, **rooms)  # type: ignore[arg-type]  # the test's own facts


def oracle(cases: list[Case], sessions: list[Session] | None = None, **more: object) -> Oracle:
    """October's returns of thanas a and b; b has sent no counselling, and the inspections are held."""
    both, one = frozenset({"a", "b"}), frozenset({"a"})
    filings = [Filing(name, "hapur", both, OCTOBER, LOT, False) for name in FILED_BY_BOTH]
    filings.append(Filing("counselling", "hapur", one, OCTOBER, LOT, False))
    filings.append(Filing("inspections", "hapur", both, OCTOBER, LOT, True))
    book = Book(Sample(0, THANAS, (), cases, sessions or [], filings=filings, **more))  # type: ignore[arg-type]  # lists of rows
    book.tellings = {one.unique_no: Telling({"identity": True}, has_plans=True) for one in cases}
    return Oracle(book)


def figure(asked: Oracle, kpi: str, unit: str = "a", as_of: int = 31, by: str = "thana") -> Figure:
    return asked.figures(kpi, by, Span(OCTOBER.first_day, OCTOBER.last_day, day(as_of)))[unit]


def counts(asked: Oracle, kpi: str, as_of: int = 31) -> tuple[float, float, int]:
    """Numerator, denominator and unknown of thana a."""
    found = figure(asked, kpi, "a", as_of)
    return found.numerator or 0, found.denominator or 0, found.n_unknown


def part(asked: Oracle, kpi: str, name: str, as_of: int = 31) -> tuple[float, float, int]:
    """The same of one part; zeros where nothing of it fell due."""
    span = Span(OCTOBER.first_day, OCTOBER.last_day, day(as_of))
    found = asked.parts(kpi, "thana", span).get(("a", name), Figure())
    return found.numerator or 0, found.denominator or 0, found.n_unknown


def listed(code: str, **more: object) -> Place:
    """A place of thana a that asks for a visit a week."""
    facts: dict[str, object] = {
        "district": "hapur",
        "thana": "a",
        "kind": "market",
        "name_en": code,
        "name_hi": code,
        "lat": 28.0,
        "lon": 77.0,
        "opens_at": "",
        "closes_at": "",
        "required_visits_a_week": 1,
        "crowd_category": "",
        "active_from": None,
        "active_to": None,
    } | more
    return Place(code=code, **facts)  # type: ignore[arg-type]  # the test's own facts


def visit(place: str, on: int, first: str, last: str, **more: object) -> Patrol:
    """A visit of thana a's squad, of four officers with two women."""
    facts: dict[str, object] = {
        "thana": "a",
        "visited_on": day(on),
        "from_time": time.fromisoformat(first),
        "to_time": time.fromisoformat(last),
        "officers": 4,
        "women_officers": 2,
    } | more
    deeds = ("persons_checked", "warned", "parents_called", "red_cards", "preventive", "firs", "arrests")
    return Patrol(place=place, **dict.fromkeys(deeds, 0), **facts)  # type: ignore[arg-type]  # the test's own facts


def field_book(rows: Iterable[Patrol], places: tuple[Place, ...], cases: list[Case] | None = None) -> Book:
    """October's register of both thanas and the patrols of both, all accepted."""
    both = frozenset({"a", "b"})
    filings = [Filing(name, "hapur", both, OCTOBER, LOT, False) for name in ("cases", "patrols")]
    return Book(Sample(0, THANAS, places, cases or [], patrols=list(rows), filings=filings))

"""The page of cases on the whole sample: its figures are the oracle's, and the planted troubles are said in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
import streamlit as st

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import Settings, load_settings
from components import door, windows
from components.cases import asks, families
from components.choice import Choice
from components.context import Context
from metrics import catalogue, intake, standing_out
from metrics.journey import CARRIER, RECEIVED, STREAM, journey, parts
from metrics.measure import measure_parts
from metrics.recording import HISTORY_DAYS
from tests.oracle.figures import Oracle
from tests.oracle.pages import Stage, own_earlier_intake
from tests.oracle.pages import intake as oracle_intake
from tests.oracle.pages import journey as oracle_journey
from tests.oracle.span import Span
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")
SPANS = (
    Span(date(2026, 10, 17), date(2026, 11, 15), date(2026, 11, 15)),  # the last thirty days
    Span(date(2026, 8, 18), date(2026, 11, 15), date(2026, 11, 15)),  # the last ninety
    Span(date(2026, 9, 24), date(2026, 10, 23), date(2026, 10, 23)),  # thirty days up to a review
    Span(date(2026, 7, 1), date(2026, 7, 31), date(2026, 10, 23)),  # a thana's register missing, seen from that review
)
WINDOWS = [Window(span.start, span.end, span.as_of) for span in SPANS]
LEVELS = ("range", "district", "circle", "thana")


@pytest.mark.parametrize("by", LEVELS)
def test_the_journey_is_the_oracles(by: str, snapshot: Snapshot, oracle: Oracle) -> None:
    told = measure_parts(catalogue.load()[CARRIER], by, WINDOWS, RANGE, snapshot, STREAM).rows(named=True)
    rows = {(row["window_no"], row["unit_code"], row["part"]): row | {"is_suppressed": False} for row in told}
    for number, span in enumerate(SPANS):
        for unit, stages in oracle_journey(oracle, by, span).items():
            seen = {
                one.name: Stage(int(one.n or 0), int(one.n_known or 0), one.n_unknown)
                for one in journey(rows, unit, number)
            }
            meant = stages if stages[RECEIVED].n_known else {}
            assert seen == meant or {name for name in seen if seen[name] != meant.get(name, Stage(0, 0, 0))} == set()


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(
    ("code", "stream", "name"),
    [("K2", "dimension_recorded", "dimension_recorded"), ("R2", None, "R2"), ("R3", None, "R3")],
)
def test_dimensions_and_partners_are_the_oracles(
    code: str, stream: str | None, name: str, by: str, snapshot: Snapshot, oracle: Oracle
) -> None:
    told = measure_parts(catalogue.load()[code], by, WINDOWS, RANGE, snapshot, stream).rows(named=True)
    rows = {(row["window_no"], row["unit_code"], row["part"]): row | {"is_suppressed": False} for row in told}
    for number, span in enumerate(SPANS):
        meant = {
            key: figure
            for key, figure in oracle.parts(name, by, span).items()
            if figure.denominator or figure.n_unknown
        }
        for unit in oracle.book.units(by):
            seen = {part.name: (part.numerator or 0, part.denominator or 0) for part in parts(rows, unit, number)}
            assert seen == {
                part: (figure.numerator or 0, figure.denominator or 0)
                for (of, part), figure in meant.items()
                if of == unit
            }


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_what_kendras_recorded_now_and_before_is_the_oracles(span: Span, snapshot: Snapshot, oracle: Oracle) -> None:
    window = Window(span.start, span.end, span.as_of)
    intakes = {one.thana_code: one for one in intake._intakes(snapshot, window, RANGE) if one.n_days}
    now, before = oracle_intake(oracle, span), own_earlier_intake(oracle, span, HISTORY_DAYS)
    assert {code: (one.n, one.n_days) for code, one in intakes.items()} == {k: v for k, v in now.items() if v[1]}
    assert {code: (one.n_history, one.n_history_days) for code, one in intakes.items()} == {
        code: before.get(code, (0, 0)) for code in intakes
    }
    thanas = oracle.book.thanas
    for code, one in intakes.items():
        kind = "mahila" if thanas[code].is_mahila else "rural" if thanas[code].n_gram_panchayats else "urban"
        assert one.kind == kind


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_what_is_expected_of_a_kendra_is_the_pace_of_its_like_ones(
    span: Span, snapshot: Snapshot, oracle: Oracle
) -> None:
    now = {thana: counts for thana, counts in oracle_intake(oracle, span).items() if counts[1]}
    kinds = {code: (one.is_mahila, bool(one.n_gram_panchayats)) for code, one in oracle.book.thanas.items()}
    found = intake.look(snapshot, Window(span.start, span.end, span.as_of), RANGE)
    assert {one.thana_code for one in found.kendras} == now.keys()
    for one in found.kendras:
        mine = kinds[one.thana_code]
        like = [now[code] for code in now if code != one.thana_code and kinds[code] == mine]
        pace = sum(n for n, _ in like) / sum(days for _, days in like) if not mine[0] else None
        assert one.n == now[one.thana_code][0]
        assert one.expected == (None if pace is None else pytest.approx(pace * now[one.thana_code][1]))
    assert {low.thana_code for low in found.low if low.n == 0} == {thana for thana, (n, _) in now.items() if n == 0}


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_who_stands_out_is_told_with_the_oracles_counts(span: Span, snapshot: Snapshot, oracle: Oracle) -> None:
    found = standing_out.look(snapshot, asks.SUBJECTS, Window(span.start, span.end, span.as_of), RANGE)
    assert found
    for one in found:
        figures = oracle.figures(one.code, "thana", span)
        own, rest = figures[one.thana_code], [figure for thana, figure in figures.items() if thana != one.thana_code]
        assert (one.numerator, one.denominator) == (own.numerator, own.denominator)
        k, n = (sum(getattr(figure, name) or 0 for figure in rest) for name in ("numerator", "denominator"))
        assert one.others == pytest.approx(100 * k / n)


Looks = SimpleNamespace


@pytest.fixture
def looks(demo_settings: Settings, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looks]:
    """Asks of a viewer's choice, by the text of each, in Hindi."""
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    load_settings.cache_clear()
    st.cache_data.clear()

    def of(choice: Choice, viewer: str = "dig") -> list[str]:
        ctx = Context(load_settings(), demo_viewers()[viewer], "hi", snapshot)
        places, stood = door.places(ctx), choice.stand(door.calendar(ctx))
        window, compared = windows.resolve(choice.window, stood), windows.compared(choice.window, choice.compare, stood)
        assert window is not None
        return [
            f"{one.about}: {one.sentence}"
            for one in asks.lines(ctx, choice, places, families.codes(), window, compared)
        ]

    yield Looks(of=of)
    load_settings.cache_clear()


UNDER_RECORDING, GAPS, NOTES, FEEDBACK, REFERRALS = "सरूरपुर", "जहांगीराबाद", "किठौर", "अहमदगढ़", "कपूरपुर"


@pytest.mark.parametrize("window", ["last-30", "last-90"])
def test_the_planted_two_are_in_sight_of_the_dig(window: str, looks: Looks) -> None:
    in_sight = looks.of(Choice(window=window))[:3]
    assert UNDER_RECORDING in in_sight[0]
    assert "समान केन्द्रों की गति से लगभग" in in_sight[0]
    assert "5 से कम" in in_sight[0]
    (gaps,) = (line for line in in_sight if GAPS in line)
    for dimension in ("विधिक", "चिकित्सीय", "योजना लाभ"):
        assert dimension in gaps


@pytest.mark.parametrize("window", ["last-30", "last-90"])
@pytest.mark.parametrize(
    ("choice", "name"),
    [
        (Choice("meerut"), UNDER_RECORDING),
        (Choice("meerut", "meerut-sardhana"), UNDER_RECORDING),
        (Choice("meerut", "meerut-sardhana", "sarurpur"), UNDER_RECORDING),
        (Choice("bulandshahr"), GAPS),
        (Choice("bulandshahr", None, "jahangirabad"), GAPS),
    ],
    ids=str,
)
def test_and_where_their_place_is_chosen(choice: Choice, name: str, window: str, looks: Looks) -> None:
    chosen = Choice(choice.district, choice.circle, choice.thana, window)
    assert any(name in line for line in looks.of(chosen)[:3])


def test_the_other_planted_ones_are_in_the_list(looks: Looks) -> None:
    found = "\n".join(looks.of(Choice(window="last-90")))
    for name in (NOTES, FEEDBACK, REFERRALS):
        assert name in found
    assert "अगली तारीख लंबित" in found


def test_no_district_hears_of_anothers_kendra(looks: Looks) -> None:
    hapur = "\n".join(looks.of(Choice("hapur", window="last-90"), "asp-hapur"))
    assert REFERRALS in hapur
    assert not [name for name in (UNDER_RECORDING, GAPS, NOTES, FEEDBACK) if name in hapur]

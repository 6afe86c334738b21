"""The school that no squad visits stands on top of the page on hotspots; its figures are those of plain counting."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import HOME, Settings, load_settings
from components.context import Context
from components.hotspots import reading
from components.windows import LAST_DAYS
from metrics import windows
from metrics.hotspots import complaints
from sample_data.days import LAST_DAY
from tests.oracle.figures import Oracle
from tests.screens.looking import html, look
from warehouse import hotspot_reads
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

_KEY = tomllib.loads((HOME / "sample_data" / "answer_key.toml").read_text(encoding="utf-8"))
PLANTED = next(trouble for trouble in _KEY["troubles"] if trouble["kind"] == "school_never_visited")
EVERYTHING = Scope.whole_range("dig")
WINDOW = windows.last_days(LAST_DAY, LAST_DAYS["last-30"])


@pytest.fixture
def shown(demo_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    monkeypatch.chdir(HOME)
    load_settings.cache_clear()
    yield load_settings()
    load_settings.cache_clear()


@pytest.mark.parametrize(
    ("viewer", "chosen"),
    [
        ("dig", {}),
        ("dig", {"district": PLANTED["district"], "kind": "learning"}),
        (f"asp-{PLANTED['district']}", {"thana": PLANTED["thana"], "window": "last-15"}),
    ],
)
def test_the_school_that_nobody_visits_is_the_first_of_the_list(
    shown: Settings, snapshot: Snapshot, viewer: str, chosen: dict[str, str]
) -> None:
    names = {row["place_code"]: row["name_hi"] for row in hotspot_reads.places(snapshot, EVERYTHING).to_dicts()}
    body = html(look(viewer, "hotspots", **chosen))
    first = body[body.index('<tr class="is-missed">') :].split("</tr>")[0]
    assert names[PLANTED["place"]] in first
    assert "कभी नहीं" in first


def test_visits_and_last_days_are_those_of_the_rows(snapshot: Snapshot, oracle: Oracle) -> None:
    told = {row["place_code"]: row for row in hotspot_reads.visits(snapshot, EVERYTHING, WINDOW).to_dicts()}
    rows = [row for row in oracle.book.patrols if row.visited_on <= WINDOW.end]
    inside = Counter(row.place for row in rows if row.visited_on >= WINDOW.start)
    assert {code: row["n"] for code, row in told.items()} == {code: inside[code] for code in told}
    assert {code: row["last_on"] for code, row in told.items()} == {
        code: max(row.visited_on for row in rows if row.place == code) for code in {row.place for row in rows}
    }


def test_hours_are_those_of_the_rows(snapshot: Snapshot, oracle: Oracle) -> None:
    kinds = {place.code: place.kind for place in oracle.book.places}
    told = hotspot_reads.hours(snapshot, EVERYTHING, ["school", "college"], WINDOW).rows()
    counted = Counter(
        (row.visited_on, row.from_time.hour)
        for row in oracle.book.patrols
        if kinds[row.place] in ("school", "college") and WINDOW.start <= row.visited_on <= WINDOW.end
    )
    assert {(day, hour): n for day, hour, n in told} == counted
    assert sum(counted.values()) > 100


def test_days_without_a_visit_are_those_of_plain_counting(shown: Settings, snapshot: Snapshot, oracle: Oracle) -> None:
    ctx = Context(shown, demo_viewers()["dig"], "en", snapshot)
    gaps = reading._gaps(ctx, WINDOW)
    assert len(gaps) > 100
    last: dict[str, object] = {}
    for row in oracle.book.patrols:
        if row.visited_on <= WINDOW.end:
            last[row.place] = max(last.get(row.place, row.visited_on), row.visited_on)  # type: ignore[type-var]
    for gap in gaps:
        days = [snapshot.manifest.starts_on + timedelta(days=n) for n in range(500)]
        after = [day for day in days if day <= WINDOW.end and (gap.last_on is None or day > gap.last_on)]
        known = sum(oracle.book.is_accepted("patrols", gap.place.thana_code, day) for day in after)
        assert (gap.last_on, gap.days, gap.n_unknown_days) == (last.get(gap.place.code), known, len(after) - known)


def test_complaints_of_a_week_are_those_of_the_register(shown: Settings, snapshot: Snapshot, oracle: Oracle) -> None:
    ctx = Context(shown, demo_viewers()["asp-hapur"], "en", snapshot)
    week = Window(LAST_DAY - timedelta(days=6), LAST_DAY, LAST_DAY)
    (told,) = complaints.counted(snapshot, ctx.scope, [week])
    counted = Counter(
        case.thana
        for case in oracle.book.cases
        if case.category == "street_harassment" and week.start <= case.received_on <= week.end
    )
    assert told
    assert all(oracle.book.thanas[code].district == "hapur" for code in told)
    assert {code: thana.n for code, thana in told.items() if thana.n} == {
        code: n for code, n in counted.items() if code in told
    }

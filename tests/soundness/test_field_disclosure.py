"""The pages on hotspots and squads give no woman away: few complaints on no map, in no table or file; no grave ones."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import Settings, load_settings
from components import door, export
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.hotspots import body, gathering, layers, listing, one, pick, reading, rhythm
from components.maps import picture
from components.maps import reading as ground
from components.places import Places
from locales import say
from metrics import disclosure
from tests.screens import hotspots_range, small_range
from tests.screens.looking import HOME, look, words
from tests.soundness.test_casework_disclosure import few_in
from warehouse.manifest import SQL
from warehouse.query import frame, open_snapshot
from warehouse.reads import Window
from warehouse.reference import load_reference
from warehouse.tables import load_tables

LAYERS = ("uncovered", "complaints", "cells", "gi_star")
WINDOW = Window(small_range.FIRST, small_range.LAST, small_range.LAST)
SMALL = 5
# Beside the thana with two complaints the thana of the same circle that has the fewest: six, all on Mondays.
FEW, BESIDE = hotspots_range.QUIET, "bahsuma"
CHOICES = {
    "range": Choice(),
    "district": Choice("meerut"),
    "circle": Choice("meerut", "meerut-mawana"),
    "few": Choice("meerut", "meerut-mawana", FEW),
    "beside": Choice("meerut", "meerut-mawana", BESIDE),
}
AT = {
    name: {field: str(getattr(choice, field)) for field in ("district", "circle", "thana") if getattr(choice, field)}
    for name, choice in CHOICES.items()
}
GRAVE = ("stalking", "sexual_offence", "pocso")
# Tables and columns that these pages may read: nothing of a case among them.
OF_CASES = ("core_case", "core_counselling", "core_referral", "core_feedback", "core_quarantine", "core_formality_row")
NEW_TABLES = (
    *("dim_outline", "dim_neighbour", "dim_place_fault", "dim_place", "core_visit_doubt"),
    *("mart_place_day", "mart_place_night", "mart_visit_hour", "mart_formality_day"),
)
PERSONAL = re.compile(
    r"unique_no|case_no|pseudonym|victim|complainant|accused|mobile|phone|address|age|categor|channel|remark|note|father"
)
DRAWN_FROM = {"polygon", "path", "position", "icon", "label", "code", "size", "text", "angle", "width", "height"}
CROWD = "crowd_category"  # of a place


def _cases(with_grave: bool) -> Callable[[str, str], Iterator[dict[str, Any]]]:
    told = hotspots_range._cases

    def cases(district: str, thana: str) -> Iterator[dict[str, Any]]:
        rows = list(told(district, thana))
        if thana == BESIDE:
            mondays = [day for day in small_range._days(1) if day.weekday() == 0][:6]
            rows = [row | {"received_on": day, "entered_on": day} for row, day in zip(rows, mondays, strict=False)]
        return (row for row in rows if with_grave or row["category"] not in GRAVE)

    return cases


def _made(folder: Path, with_grave: bool) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hotspots_range, "_cases", _cases(with_grave))
        hotspots_range.make(Settings(data=folder))
    return folder


@pytest.fixture(scope="module")
def with_grave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("field"), with_grave=True)


@pytest.fixture(scope="module")
def without_grave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("harmless"), with_grave=False)


Use = Callable[..., Context]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    def point(folder: Path, viewer: str = "dig") -> Context:
        monkeypatch.setenv("MISSION_DATA", str(folder))
        monkeypatch.chdir(HOME)
        load_settings.cache_clear()
        settings = load_settings()
        return Context(settings, demo_viewers()[viewer], "en", open_snapshot(settings))

    yield point
    load_settings.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()


def complaints() -> Counter[str]:
    """Thana → its complaints, counted from the rows themselves."""
    found: Counter[str] = Counter()
    for line in load_reference(Settings()).thanas.to_dicts():
        thana = line["thana_code"]
        for row in _cases(with_grave=True)(line["district_code"], thana):
            found[thana] += row["category"] == "street_harassment"
    return found


def tables_of(ctx: Context, seen: reading.Seen, places: Places) -> dict[str, Table]:
    """Every table of the page on hotspots that is built without a browser."""
    thanas = {unit.code: unit.name("en") for unit in places.at("thana")}
    found = {name: layers.build(name, seen, thanas, "en").table for name in LAYERS}
    found |= {"list": listing.table(seen, thanas, "en"), "hindcast": gathering.hindcast_table(seen, "en")}
    found |= {f"rhythm {title}": table for title, table in rhythm.tables(seen, "en")}
    for code, place in list(seen.places.items())[:5]:
        gap = next((gap for gap in seen.gaps if gap.place.code == code), None)
        found[f"place {code}"] = one.facts(place, gap, seen, thanas, "en")
    return found


def seen_at(ctx: Context, choice: Choice) -> tuple[reading.Seen, Places]:
    places = door.places(ctx)
    return reading.look(ctx, choice, pick.Pick(), places, WINDOW), places


@pytest.mark.parametrize("at", CHOICES)
def test_no_layer_of_the_map_tells_few_complaints(use: Use, with_grave: Path, at: str) -> None:
    ctx = use(with_grave)
    seen, places = seen_at(ctx, CHOICES[at])
    truth, thanas = complaints(), {unit.code: unit.name("en") for unit in places.at("thana")}
    layer = layers.build("complaints", seen, thanas, "en")
    told = {code: n for code, (_name, n) in zip(sorted(seen.inside), layer.table.rows, strict=True)}
    shown = {code: n for code, n in told.items() if isinstance(n, int)}
    assert {code: n for code, n in shown.items() if n != truth[code]} == {}
    assert not [n for n in shown.values() if 0 < n < SMALL]
    assert layer.shades is not None
    assert {code for code, shade in layer.shades.items() if shade is None} == set(told) - set(shown)
    few = {FEW, BESIDE} & seen.inside
    assert few <= set(told) - set(shown)


@pytest.mark.parametrize("at", CHOICES)
def test_a_whole_less_what_is_shown_gives_nobody_away(use: Use, with_grave: Path, at: str) -> None:
    """Of every circle, district and the range itself: what is hidden below a told sum is two thanas and five women."""
    ctx = use(with_grave)
    seen, places = seen_at(ctx, CHOICES[at])
    truth = complaints()
    below: dict[str, set[str]] = defaultdict(set)
    for unit in places.at("thana"):
        for whole in ("range", unit.district_code or "", unit.circle_code or ""):
            below[whole].add(unit.code)
    assert any(seen.told.is_hidden(code) for code in below["meerut-mawana"])
    for thanas in below.values():
        hidden = [truth[code] for code in thanas if seen.told.is_hidden(code)]
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= SMALL)
    for by, units in (("thana", (FEW, BESIDE)), ("circle", ("meerut-mawana",))):
        for unit in units:
            days = reading._weekdays(ctx, by, WINDOW)[unit]
            assert not [n for n in days if n is not None and 0 < n < SMALL]
            assert by != "thana" or None in days  # seven days told would be the thana's sum


@pytest.mark.parametrize("by", ["thana", "circle", "district"])
def test_days_with_complaints_are_hidden_wherever_the_complaints_are(use: Use, with_grave: Path, by: str) -> None:
    """P5 on the page on squads tells no day of a unit whose complaints the page on hotspots hides: no lower bound."""
    ctx = use(with_grave)
    seen, _ = seen_at(ctx, CHOICES["range"])
    rows = door.board(ctx, ctx.scope, ("P5",), by, (WINDOW, WINDOW))["P5"].values()
    shown = {disclosure.path_of(row) for row in rows if not row["is_suppressed"] and row["denominator"]}
    assert shown
    assert not shown & seen.told.hidden


@pytest.mark.parametrize("layer", LAYERS)
def test_no_payload_of_a_map_holds_a_count_of_complaints(use: Use, with_grave: Path, layer: str) -> None:
    """The browser gets shades and names of places: no number that the picture does not show."""
    ctx = use(with_grave)
    seen, places = seen_at(ctx, CHOICES["circle"])
    thanas = {unit.code: unit.name("en") for unit in places.at("thana")}
    drawn = layers.build(layer, seen, thanas, "en")
    land = ground.land(ctx, CHOICES["circle"].within(ctx.scope))
    deck = json.loads(picture.deck(land, "en", marks=drawn.marks, shades=drawn.shades, areas=drawn.areas).to_json())
    fields = {key for one in deck["layers"] for row in one["data"] for key in row}
    assert fields <= {
        "polygon",
        "path",
        "position",
        "icon",
        "label",
        "code",
        "size",
        "text",
        "angle",
        "width",
        "height",
    }
    labels = [row["label"] for one in deck["layers"] for row in one["data"] if "label" in row]
    assert all("omplaint" not in label for label in labels)
    assert not any(key.words.strip() in {str(n) for n in range(1, SMALL)} for key in drawn.keys)


@pytest.mark.parametrize("at", ["range", "district", "few"])
def test_stalking_and_sexual_offences_change_nothing(use: Use, with_grave: Path, without_grave: Path, at: str) -> None:
    """Thirty such matters lie in one thana: with and without them every table of the page is the same."""
    told = []
    for folder in (with_grave, without_grave):
        ctx = use(folder)
        seen, places = seen_at(ctx, CHOICES[at])
        told.append(
            {name: (table.heads, table.rows, table.notes) for name, table in tables_of(ctx, seen, places).items()}
        )
    assert told[0] == told[1]


def few_complaints(table: Table) -> list[object]:
    """Small counts under the heading of complaints, or beside it where a table tells one thing in a row."""
    heads = {say("en", key) for key in ("hotspots.map.n_complaints", "hotspots.one.complaints")}
    cells = [cell for row in table.rows for head, cell in zip(table.heads, row, strict=True) if head in heads]
    beside = [cell for row in table.rows if row[0] in heads for cell in row[1:]]
    return [cell for cell in (*cells, *beside) if str(cell) in {str(n) for n in range(1, SMALL)}]


@pytest.mark.parametrize("page", ["hotspots", "squads"])
@pytest.mark.parametrize("at", ["range", "circle", "few"])
def test_no_table_of_a_page_and_no_file_of_it_tells_of_few_women(
    monkeypatch: pytest.MonkeyPatch, use: Use, with_grave: Path, page: str, at: str
) -> None:
    use(with_grave)
    filed: list[export.Titled] = []
    monkeypatch.setattr(export, "page_button", lambda *shown, **_named: filed.extend(shown[-1]))
    more = {"layer": "complaints", "place": "meerut-jambudweep-jain-tirth-hastinapur"} if page == "hotspots" else {}
    asked = AT[at] | more
    app = look("dig", page, lang="en", window="campaign", **asked)
    assert not app.exception
    assert filed
    assert [cell for title, table in filed for cell in (*few_in(title, table), *few_complaints(table))] == []
    cells = [str(cell) for _title, table in filed for row in table.rows for cell in row]
    assert "MSK/" not in words(app) + "\n".join(cells)


@pytest.mark.parametrize("path", sorted((SQL / "4_reads").glob("*.sql")), ids=lambda path: path.stem)
def test_the_questions_of_these_pages_read_nothing_of_a_case(path: Path) -> None:
    if not path.stem.startswith(("hotspot", "place", "longest", "festivals")):
        return
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    assert not [name for name in (*OF_CASES, *GRAVE) if re.search(rf"\b{name}\b", text)]


def test_complaints_are_counted_of_street_harassment_alone() -> None:
    text = (SQL / "3_marts" / "37_opened_day.sql").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if "n_street_harassment" in line]
    assert "category = 'street_harassment'" in line
    elsewhere = {path.stem for path in SQL.rglob("*.sql") if "n_street_harassment" in path.read_text(encoding="utf-8")}
    assert elsewhere == {"37_opened_day", "40_mart_thana_day"}


@pytest.mark.parametrize("table", NEW_TABLES)
def test_no_new_table_has_a_column_about_a_person(use: Use, with_grave: Path, table: str) -> None:
    entry = load_tables().tables[table]
    assert not entry.personal
    store = "detail" if entry.held_in == "detail" else "review"
    names = frame(
        use(with_grave).snapshot,
        f"select * from {table} where {{scope}} limit 0",
        Scope.whole_range("dig"),
        store=store,
    )
    assert [name for name in names.columns if name != CROWD and PERSONAL.search(name)] == []


def test_rows_of_formality_stay_in_the_detail_file() -> None:
    entry = load_tables().tables["core_formality_row"]
    assert entry.personal
    assert "core_formality_row" not in {table.name for table in load_tables().held_in("review")}


def test_the_page_draws_what_is_tested_here() -> None:
    assert pick.LAYERS == LAYERS
    assert body.layers is layers

"""N1 to N6 over generated visits, from the catalogue and from the page's own reading, equal a count in plain Python."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest

from access.scope import Scope
from metrics import catalogue, nights
from metrics.measure import measure, measure_parts
from metrics.status import Reading, value_of
from tests.warehouse_kit import EVERYTHING, REFERENCE, published
from warehouse import night_reads
from warehouse.query import Snapshot
from warehouse.reads import Window

THANAS = ("hapur-nagar", "dhaulana", "khekra")
HOMES = {"hapur-nagar": "hapur", "dhaulana": "hapur", "khekra": "baghpat"}
FESTIVALS = {"chaitra-2026": (date(2026, 3, 19), 9), "sharadiya-2026": (date(2026, 10, 11), 9)}
LAST = date(2026, 10, 25)
CODES = ("N1", "N2", "N3", "N4", "N5", "N6")

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    code: str
    thana: str
    category: str
    has_position: bool
    contact: str
    span: tuple[date, date] | None


def places(chance: Random) -> list[Place]:
    made = []
    for number in range(14):
        first = date(2026, 10, 11) + timedelta(days=chance.randint(0, 5))
        span = (first, first + timedelta(days=chance.randint(0, 4))) if number % 5 == 4 else None
        category, contact = chance.choice(("A", "B", "")), chance.choice(("yes", "yes", "no", ""))
        made.append(Place(f"p-{number}", chance.choice(THANAS), category, number % 6 != 5, contact, span))
    return made


def visits(chance: Random, found: list[Place]) -> list[Row]:
    """Some nights each place, now and then twice, after midnight, without its times or without word of women."""
    rows = []
    for place in found:
        for first, n in FESTIVALS.values():
            for offset in range(n + 1):
                for _ in range(chance.choice((0, 0, 1, 1, 2))):
                    rows.append(_visit(chance, place, first + timedelta(days=offset)))
    return [row for row in rows if _is_sent(row["thana_code"], date.fromisoformat(row["visited_on"]))]


def _visit(chance: Random, place: Place, day: date) -> Row:
    thana = place.thana if chance.random() < 0.8 else chance.choice(THANAS)
    hour, lasts = chance.choice((0, 3, 12, 18, 18, 19, 21, 22, 23)), chance.randint(10, 59)
    minute = chance.randint(0, 59)
    ends = (hour * 60 + minute + lasts) % 1440
    times: Row = {"from_time": f"{hour:02}:{minute:02}", "to_time": f"{ends // 60:02}:{ends % 60:02}"}
    return {
        "thana_code": thana,
        "district_code": HOMES[thana],
        "visited_on": day.isoformat(),
        "place_code": place.code,
        "officers": 4,
        "women_officers": chance.choice((0, 1, 1, 2, None)),
        **(times if chance.random() < 0.85 else {}),
    }


def _is_sent(thana: str, day: date) -> bool:
    """Dhaulana's returns stop in the middle of the autumn Navratri."""
    return day <= (date(2026, 10, 15) if thana == "dhaulana" else LAST)


@pytest.fixture(scope="module")
def made() -> tuple[list[Place], list[Row]]:
    chance = Random(35)
    found = places(chance)
    return found, visits(chance, found)


@pytest.fixture(scope="module")
def snapshot(made: tuple[list[Place], list[Row]], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("data")
    (folder / "reference").mkdir()
    _write(folder / "reference" / "places.csv", [_listed(place) for place in made[0]])
    calendar = [
        {"kind": "campaign", "code": "campaign", "starts_on": "2025-09-22"},
        *(
            {"kind": "navratri", "code": code, "starts_on": first, "ends_on": first + timedelta(days=n - 1)}
            for code, (first, n) in FESTIVALS.items()
        ),
    ]
    names = {"name_en": "Name", "name_hi": "नाम", "ends_on": ""}
    _write(folder / "reference" / "calendar.csv", [names | row for row in calendar])
    batches = [
        {
            "return": "patrols",
            "received": "2026-10-26T10:00",
            "district": HOMES[thana],
            "thanas": [thana],
            "days": ["2026-03-01", (date(2026, 10, 15) if thana == "dhaulana" else LAST).isoformat()],
            "rows": [row for row in made[1] if row["thana_code"] == thana],
        }
        for thana in THANAS
    ]
    return published(folder, *batches)


def _listed(place: Place) -> Row:
    with (REFERENCE / "places.csv").open(encoding="utf-8", newline="") as file:
        row = dict.fromkeys(next(csv.reader(file)), "")
    span = {"active_from": place.span[0], "active_to": place.span[1]} if place.span else {}
    position = {"lat": 28.7, "lon": 77.7} if place.has_position else {}
    units = {"place_code": place.code, "district_code": HOMES[place.thana], "thana_code": place.thana, "kind": "pandal"}
    told = {"name_en": "P", "name_hi": "प", "crowd_category": place.category, "organiser_contact": place.contact}
    return {**row, **units, **told, **span, **position}


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


# The same in plain Python.


def evening(row: Row) -> date:
    day = date.fromisoformat(row["visited_on"])
    return day - timedelta(days=1) if "from_time" in row and row["from_time"] < "06:00" else day


def at_peak(row: Row) -> bool | None:
    if "from_time" not in row:
        return None
    begins, ends = (int(row[name][:2]) * 60 + int(row[name][3:]) for name in ("from_time", "to_time"))
    ends += 1440 if ends < begins else 0
    return any(19 * 60 <= minute < 23 * 60 for minute in range(begins, ends))


def standing(place: Place, festival: str) -> list[date]:
    first, n = FESTIVALS[festival]
    days = [first + timedelta(days=offset) for offset in range(n)]
    return [day for day in days if place.span is None or place.span[0] <= day <= place.span[1]]


def plain(found: list[Place], rows: list[Row], festival: str, thanas: tuple[str, ...]) -> dict[str, Any]:
    """Numerator and denominator of each share; of N4 the nights."""
    by_night: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in rows:
        by_night[row["place_code"], evening(row)].append(row)
    told: dict[str, Any] = {code: [0, 0] for code in CODES} | {"N4": 0}
    for place in (one for one in found if one.thana in thanas and standing(one, festival)):
        nights_of = standing(place, festival)
        sent = {day: by_night.get((place.code, day), []) for day in nights_of if _is_sent(place.thana, day)}
        known = [day for day in sent if sent[day] or _is_sent(place.thana, day + timedelta(days=1))]
        went = {day: sent[day] for day in known}
        _add(told["N1"], [bool(went[day]) for day in known])
        peaks = [[at_peak(row) for row in went[day]] for day in known]
        _add(told["N2"], [True in of for of in peaks if True in of or None not in of])
        _add(
            told["N5"],
            [row["women_officers"] > 0 for of in went.values() for row in of if row["women_officers"] is not None],
        )
        early = nights_of[:3]
        seen = any(went.get(day) for day in early)
        if seen or set(early) <= set(known):
            _add(told["N3"], [not seen])
        _add(told["N6"], [place.has_position and place.category != "" and place.contact == "yes"])
        missed = [day in went and not went[day] for day in nights_of]
        runs = [list(of) for is_missed, of in groupby(missed) if is_missed]
        told["N4"] = max([told["N4"], *map(len, runs)])
    return told


def _add(counts: list[int], told: list[bool]) -> None:
    counts[0] += sum(told)
    counts[1] += len(told)


@pytest.mark.parametrize("festival", FESTIVALS)
@pytest.mark.parametrize("thana", [None, *THANAS])
def test_the_catalogue_counts_as_plain_python_does(
    snapshot: Snapshot, made: tuple[list[Place], list[Row]], festival: str, thana: str | None
) -> None:
    first, n = FESTIVALS[festival]
    window = Window(first, first + timedelta(days=n - 1), LAST)  # a visit after the last midnight is of the last night
    expected = plain(*made, festival, (thana,) if thana else THANAS)
    by = "thana" if thana else "range"
    for code in CODES:
        rows = measure(catalogue.load()[code], by, [window], EVERYTHING, snapshot).to_dicts()
        (row,) = [row for row in rows if row["unit_code"] == (thana or "range")]
        if code == "N4":
            assert row["value"] == expected[code], code
        else:
            assert [row["numerator"], row["denominator"]] == expected[code], code


@pytest.mark.parametrize("festival", FESTIVALS)
def test_the_page_reads_the_same_as_the_catalogue(
    snapshot: Snapshot, made: tuple[list[Place], list[Row]], festival: str
) -> None:
    rows = night_reads.nights(snapshot, EVERYTHING, festival).iter_rows(named=True)
    told = nights.readings(nights.stands(rows, LAST), FESTIVALS[festival][1])
    expected = plain(*made, festival, THANAS)
    for code in ("N1", "N2", "N5", "N6"):
        assert [told[code].numerator, told[code].denominator] == expected[code], code
    assert told["N4"].value == expected["N4"]


@pytest.mark.parametrize("category", ["A", "B", ""])
def test_a_category_is_a_part(snapshot: Snapshot, made: tuple[list[Place], list[Row]], category: str) -> None:
    first, n = FESTIVALS["chaitra-2026"]
    found = [place for place in made[0] if place.category == category]
    told = measure_parts(
        catalogue.load()["N1"], "range", [Window(first, first + timedelta(days=n), LAST)], EVERYTHING, snapshot
    )
    (row,) = [row for row in told.to_dicts() if row["part"] == category]
    assert [row["numerator"], row["denominator"]] == plain(found, made[1], "chaitra-2026", THANAS)["N1"]


def test_outside_a_navratri_nothing_is_due_and_it_is_not_zero(snapshot: Snapshot) -> None:
    window = Window(date(2026, 6, 1), date(2026, 6, 30), LAST)
    for code in CODES:
        (row,) = measure(catalogue.load()[code], "range", [window], EVERYTHING, snapshot).to_dicts()
        assert (row["value"], row["numerator"], row["status"]) == (None, None, "none_due"), code


def test_a_festival_of_which_no_return_came_is_not_known(snapshot: Snapshot) -> None:
    window = Window(date(2026, 10, 17), date(2026, 10, 19), LAST)
    dhaulana = Scope("sho", frozenset({"hapur"}), thanas=frozenset({"dhaulana"}))
    (row,) = measure(catalogue.load()["N1"], "thana", [window], dhaulana, snapshot).to_dicts()
    assert (row["value"], row["status"]) == (None, "no_data")


def test_the_page_reads_only_what_the_scope_holds(snapshot: Snapshot) -> None:
    baghpat = Scope("asp", frozenset({"baghpat"}))
    assert set(night_reads.nights(snapshot, baghpat, "chaitra-2026")["thana_code"]) == {"khekra"}
    assert night_reads.festivals(snapshot)["code"].to_list() == list(FESTIVALS)
    assert night_reads.undated(snapshot, Scope("nobody", frozenset())).is_empty()
    assert value_of(catalogue.load()["N1"], Reading(None, None)) is None

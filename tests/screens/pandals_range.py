"""One autumn of pandals: one that nobody visited, one after midnight, a mela, a district held, another without any."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from access.settings import Settings
from tests.screens import small_range
from warehouse import build
from warehouse.batch import BatchReason
from warehouse.reference import load_reference
from warehouse.store import Store

FIRST, N_NIGHTS = date(2025, 9, 22), 10  # Sharadiya Navratri 2025
LAST = date(2025, 11, 15)
MELA_FIRST, MELA_NIGHTS = date(2025, 10, 30), 7  # Garh Ganga 2025
HELD, EMPTY = "baghpat", "bulandshahr"
# code, district, thana, kind, category, from, to, organiser's contact
PLACES = (
    ("alone", "hapur", "hapur-kotwali-nagar", "pandal", "A", "", "", "yes"),
    ("early", "hapur", "pilkhuwa", "pandal", "B", "", "", "yes"),
    ("short", "hapur", "pilkhuwa", "ramlila", "B", "2025-09-28", "2025-10-01", "no"),
    ("sadar", "meerut", "sadar-bazar", "pandal", "A", "", "", "yes"),
    ("baraut", "baghpat", "baraut", "pandal", "B", "", "", ""),
    ("garh", "hapur", "garhmukteshwar", "mela", "A", "2025-10-30", "2025-11-05", "yes"),
    ("lost", "hapur", "garhmukteshwar", "mela", "B", "", "", ""),
)

Rows = list[dict[str, Any]]


def make(settings: Settings, older: str = "") -> str:
    """Put the list of places in force, commit patrols of each district, hold one's, publish; the snapshot's id.

    With an `older` line of the calendar that festival is listed too.
    """
    _list_places(settings.data / "reference" / "places.csv")
    if older:
        listed = (settings.reference / "calendar.csv").read_text(encoding="utf-8-sig").rstrip()
        (settings.data / "reference" / "calendar.csv").write_text(f"{listed}\n{older}\n", encoding="utf-8")
    store, reference = Store(settings), load_reference(settings)
    for district in reference.district_codes:
        thanas, days = reference.thanas_of_district[district], {"first_day": FIRST, "last_day": LAST}
        if district == HELD:
            reason = BatchReason(rule="row_fall", count=1, sentence_hi="पंक्तियाँ कम हैं।", sentence_en="Too few rows.")
            batch = small_range._batch(store, "patrols", district, (), verdict="held", reasons=(reason,), **days)
            store.commit(batch)
            continue
        rows = [row for row in visits() if row["district_code"] == district]
        batch = small_range._batch(store, "patrols", district, thanas, accepted=len(rows), **days)
        store.commit(batch, small_range.frame_of(rows) if rows else None)
    return build.publish(store, settings)


def visits() -> Rows:
    """`early` each night but the fifth to seventh, before the peak and on the second after midnight; others at nine."""
    return [*_of("early"), *_of("short"), *_of("sadar"), *_of("garh")]


def _of(code: str) -> Iterator[dict[str, Any]]:
    district, thana = next((one[1], one[2]) for one in PLACES if one[0] == code)
    first, n_nights = (MELA_FIRST, MELA_NIGHTS) if code == "garh" else (FIRST, N_NIGHTS)
    for no in range(1, n_nights + 1):
        if code == "early" and 5 <= no <= 7:
            continue
        if code == "short" and no < 7:
            continue
        begins = time(0, 30) if (code, no) == ("early", 2) else time(17 if code == "early" else 21)
        day = first + timedelta(days=no if begins.hour < 6 else no - 1)
        yield {
            "thana_code": thana,
            "district_code": district,
            "visited_on": day,
            "from_time": begins,
            "to_time": time(begins.hour, 50),
            "place_code": code,
            "persons_checked": 9,
            "officers": 3,
            "women_officers": 0 if code == "sadar" else 1,
        }


def _list_places(path: Path) -> None:
    heads = ["place_code", "district_code", "thana_code", "kind", "crowd_category", "active_from", "active_to"]
    heads.append("organiser_contact")
    more = ("name_en", "name_hi", "lat", "lon", "is_name_sourced", "opens_at", "closes_at")
    more += ("required_visits_a_week", "aliases")
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*heads, *more])
        writer.writeheader()
        for number, place in enumerate(PLACES):
            names = {"name_en": f"Ground {place[0].capitalize()}", "name_hi": f"मैदान {number}"}
            at = {} if place[0] == "short" else {"lat": 28.7 + number / 100, "lon": 77.75}
            writer.writerow(dict.fromkeys(more, "") | dict(zip(heads, place, strict=True)) | names | at)

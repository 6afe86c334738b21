"""A small snapshot for the screen tests: every thana of the master lists, eight weeks, one held slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from access.settings import Settings
from etl.dictionary import told_dictionary
from warehouse import build
from warehouse.batch import Batch, BatchReason
from warehouse.reference import Reference, load_reference
from warehouse.store import Store

FIRST, LAST = date(2025, 9, 22), date(2025, 11, 30)
RECEIVED = datetime(2025, 12, 1, 9, 30)
HELD_REASON = "पंक्तियाँ पिछली विवरणी से 41 प्रतिशत कम हैं।"
DIMENSIONS = [
    "psychosocial",
    "legal",
    "medical",
    "family_mediation",
    "safety",
    "rehabilitation",
    "scheme_linkage",
]  # all seven, so that 360° is complete

Rows = list[dict[str, Any]]


def _days(step: int, start: int = 0) -> Iterator[date]:
    for offset in range(start, (LAST - FIRST).days + 1, step):
        yield FIRST + timedelta(days=offset)


def _number(district: str, thana: str, serial: int) -> str:
    return f"MSK/{district.upper()}/{thana.upper()}/2025/{serial:04}"


def cases(district: str, thana: str, seat: int) -> Rows:
    """A case every third day; one in four stays open, one in five needs an FIR that comes the same day."""
    return [
        {
            "unique_no": _number(district, thana, serial),
            "received_on": day,
            "entered_on": day,
            "counselling_needed": True,
            "fir_needed_on": datetime.combine(day, datetime.min.time()) if serial % 5 == seat % 5 else None,
            "fir_registered_on": datetime.combine(day, datetime.min.time()) if serial % 5 == seat % 5 else None,
            "fir_needed_has_time": False,
            "fir_registered_has_time": False,
            "closed_on": None if serial % 4 == 0 else min(day + timedelta(days=6), LAST),
        }
        for serial, day in enumerate(_days(3, seat % 3), 1)
    ]


def counselling(district: str, thana: str, seat: int) -> Rows:
    """Two days after it came, all seven dimensions; every sixth case is left out."""
    return [
        {
            "unique_no": _number(district, thana, serial),
            "session_no": number,
            "held_on": min(day + timedelta(days=2), LAST),
            "dimension": dimension,
            "status": "done",
        }
        for serial, day in enumerate(_days(3, seat % 3), 1)
        if serial % 6
        for number, dimension in enumerate(DIMENSIONS, 1)
    ]


def inspections(district: str, thana: str, seat: int) -> Rows:
    """The SHO every week, the CO every fortnight but for every seventh thana."""
    sho = [{"inspected_on": day, "inspector_rank": "sho"} for day in _days(7, 2)]
    return sho + [{"inspected_on": day, "inspector_rank": "co"} for day in _days(14, 5) if seat % 7]


def squad_daily(district: str, thana: str, seat: int) -> Rows:
    return [
        {"day": day, "persons_checked": 40, "warned": 12, "preventive": 1, "firs": 0, "arrests": 0} for day in _days(1)
    ]


def awareness(district: str, thana: str, seat: int) -> Rows:
    return [
        {
            "held_on": day,
            "venue_kind": "school",
            "venue_hash": f"{thana}-{number}",
            "departments": ["police", "education"] if number % 3 else ["police"],
            "women": 30,
        }
        for number, day in enumerate(_days(4, seat % 4))
    ]


def referrals(district: str, thana: str, seat: int) -> Rows:
    """Every third case goes to the One Stop Centre the next day."""
    return [
        {"unique_no": _number(district, thana, serial), "partner": "one_stop_centre", "sent_on": day, "status": "sent"}
        for serial, day in enumerate(_days(3, seat % 3), 1)
        if serial % 3 == 0
    ]


def feedback(district: str, thana: str, seat: int) -> Rows:
    """Every second case is called about on the last day."""
    return [
        {"unique_no": _number(district, thana, serial), "called_on": LAST, "caller": "kendra", "result": "satisfied"}
        for serial, _day in enumerate(_days(3, seat % 3), 1)
        if serial % 2
    ]


def capacity(district: str, thana: str, seat: int) -> Rows:
    months = [date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1)]
    return [{"month": month, "constables": 6, "women_constables": 3} for month in months]


def circulars(district: str) -> Rows:
    return [
        {
            "thana_code": None,
            "district_code": district,
            "circular_no": f"डीजी-परिपत्र-{number}/2025",
            "issued_by": "headquarters",
            "issued_on": day,
            "subject": "निरीक्षण के सम्बन्ध में",
            "status": "pending",
        }
        for number, day in enumerate(_days(30), 1)
    ]


def patrols(reference: Reference) -> Callable[[str, str, int], Rows]:
    places: dict[str, list[str]] = {}
    for row in reference.places.iter_rows(named=True):
        places.setdefault(row["thana_code"], []).append(row["place_code"])

    def rows(district: str, thana: str, seat: int) -> Rows:
        return [
            {"visited_on": day, "place_code": place, "persons_checked": 9, "warned": 2, "arrests": 0, "officers": 3}
            for place in places.get(thana, [])
            for day in _days(3, seat % 3)
        ]

    return rows


def make(settings: Settings) -> str:
    """Commit one batch for each return and district, hold one, publish; returns the snapshot's id."""
    store, reference = Store(settings), load_reference(settings)
    writers = {
        "cases": cases,
        "counselling": counselling,
        "inspections": inspections,
        "squad_daily": squad_daily,
        "awareness": awareness,
        "patrols": patrols(reference),
        "referrals": referrals,
        "feedback": feedback,
        "capacity": capacity,
    }
    for return_name, write in writers.items():
        for district in reference.district_codes:
            thanas = reference.thanas_of_district[district]
            rows = [
                {"thana_code": thana, "district_code": district, **row}
                for seat, thana in enumerate(thanas)
                for row in write(district, thana, seat)
            ]
            _commit(store, return_name, district, thanas, rows)
    for district in reference.district_codes:
        _commit(store, "circulars", district, reference.thanas_of_district[district], circulars(district))
    _hold(store)
    return build.publish(store, settings, dictionary=told_dictionary())


def hold_firs_back(settings: Settings, district: str) -> str:
    """Commit one more case of each thana of a district, of which no FIR was registered, and publish."""
    store, thanas = Store(settings), load_reference(settings).thanas_of_district[district]
    on = LAST - timedelta(days=9)
    needed = {"fir_needed_on": datetime.combine(on, datetime.min.time()), "fir_needed_has_time": False}
    rows = [
        {
            "thana_code": thana,
            "district_code": district,
            "unique_no": _number(district, thana, 900),
            "received_on": on,
            "entered_on": on,
            "category": "stalking",
            "age_band": "26_40",
            "counselling_needed": False,
            **needed,
        }
        for thana in thanas
    ]
    _commit(store, "cases", district, thanas, rows)
    return build.publish(store, settings)


def _commit(store: Store, return_name: str, district: str, thanas: tuple[str, ...], rows: Rows) -> None:
    frame = frame_of(rows)
    store.commit(_batch(store, return_name, district, thanas, accepted=frame.height), frame)


def frame_of(rows: Rows) -> pl.DataFrame:
    """The rows of a batch as they are committed."""
    frame = pl.DataFrame(rows, schema_overrides={"thana_code": pl.String}, infer_schema_length=None)
    return frame.with_row_index("row_id")


def _batch(store: Store, return_name: str, district: str, thanas: tuple[str, ...], **more: Any) -> Batch:
    seq = store.next_seq()
    facts = {
        "batch_id": f"{seq:04}-{return_name}-{district}",
        "seq": seq,
        "return_name": return_name,
        "district_code": district,
        "thanas": thanas,
        "first_day": FIRST,
        "last_day": LAST,
        "file_name": f"{district}_{return_name}.csv",
        "received_at": RECEIVED,
        "loaded_at": RECEIVED,
        "verdict": "published",
    }
    return Batch(**{**facts, **more})


def _hold(store: Store) -> None:
    """Baghpat's December inspections fell too far; the slice before them stands."""
    reason = BatchReason(rule="row_fall", count=1, sentence_hi=HELD_REASON, sentence_en="Rows fell by 41 per cent.")
    days = {"first_day": date(2025, 12, 1), "last_day": date(2025, 12, 7)}
    store.commit(_batch(store, "inspections", "baghpat", (), verdict="held", reasons=(reason,), **days))

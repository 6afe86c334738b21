"""The range's own master lists, as the sample needs them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "warehouse" / "reference"
DISTRICTS = ("meerut", "bulandshahr", "baghpat", "hapur")


@dataclass(frozen=True, slots=True)
class Thana:
    code: str
    district: str
    circle: str
    name_en: str
    name_hi: str
    lat: float
    lon: float
    is_mahila: bool
    n_gram_panchayats: int
    n_wards: int


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    district: str
    thana: str
    kind: str
    name_en: str
    name_hi: str
    lat: float
    lon: float
    opens_at: str
    closes_at: str
    required_visits_a_week: int
    crowd_category: str
    active_from: date | None
    active_to: date | None


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def thanas() -> tuple[Thana, ...]:
    reach = {line["thana_code"]: line for line in _lines("gram_panchayats_wards")}
    return tuple(
        Thana(
            code=line["thana_code"],
            district=line["district_code"],
            circle=line["circle_code"],
            name_en=line["name_en"],
            name_hi=line["name_hi"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            is_mahila=line["is_mahila"] == "yes",
            n_gram_panchayats=int(reach[line["thana_code"]]["n_gram_panchayats"] or 0),
            n_wards=int(reach[line["thana_code"]]["n_wards"] or 0),
        )
        for line in _lines("thanas")
    )


@cache
def places() -> tuple[Place, ...]:
    return tuple(
        Place(
            code=line["place_code"],
            district=line["district_code"],
            thana=line["thana_code"],
            kind=line["kind"],
            name_en=line["name_en"],
            name_hi=line["name_hi"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            opens_at=line["opens_at"],
            closes_at=line["closes_at"],
            required_visits_a_week=int(line["required_visits_a_week"] or 0),
            crowd_category=line["crowd_category"],
            active_from=_day(line["active_from"]),
            active_to=_day(line["active_to"]),
        )
        for line in _lines("places")
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def district_names() -> dict[str, tuple[str, str]]:
    """District code → its name in English and in Hindi."""
    return {line["district_code"]: (line["name_en"], line["name_hi"]) for line in _lines("districts")}


@cache
def review_days() -> tuple[str, ...]:
    """The days of the range's reviews, ISO, in order."""
    return tuple(sorted(line["starts_on"] for line in _lines("calendar") if line["kind"] == "review"))


@cache
def district_of() -> dict[str, str]:
    return {thana.code: thana.district for thana in thanas()}

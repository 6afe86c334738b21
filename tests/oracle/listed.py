"""What the range's own lists say of places and festivals beyond what the sample's places carry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "warehouse" / "reference"


@dataclass(frozen=True)
class Festival:
    """One entry of the calendar that may have nights: a Navratri, a mela, a holiday such as Dussehra."""

    kind: str
    code: str
    first: date
    last: date


@cache
def with_contact() -> frozenset[str]:
    """The places whose line says that the organiser's contact is on record."""
    return frozenset(line["place_code"] for line in _lines("places") if line.get("organiser_contact") == "yes")


@cache
def festivals() -> tuple[Festival, ...]:
    return tuple(
        Festival(
            line["kind"],
            line["code"],
            date.fromisoformat(line["starts_on"]),
            date.fromisoformat(line["ends_on"] or line["starts_on"]),
        )
        for line in _lines("calendar")
        if line["kind"] in ("navratri", "mela", "holiday")
    )


@cache
def institutions() -> dict[str, dict[str, int]]:
    """Thana → how many schools and colleges it is listed to have."""
    return {
        line["thana_code"]: {"school": int(line["n_schools"] or 0), "college": int(line["n_colleges"] or 0)}
        for line in _lines("gram_panchayats_wards")
    }


@cache
def women() -> dict[str, int]:
    """Thana → the women who live there, where the list says so."""
    lines = _lines("gram_panchayats_wards")
    return {line["thana_code"]: int(line["women_population"]) for line in lines if int(line["women_population"] or 0)}


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))

"""What the range's own lists say of places and festivals beyond what the sample's places carry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "warehouse" / "reference"


@dataclass(frozen=True)
class Listing:
    """The cells of one line of the list of places that nights and the register of pandals need."""

    crowd_category: str = ""
    active_from: date | None = None
    active_to: date | None = None
    organiser_contact: str = ""


@dataclass(frozen=True)
class Festival:
    """One entry of the calendar in which squads stand at pandals or melas, night by night."""

    kind: str
    code: str
    first: date
    last: date


@cache
def listings() -> dict[str, Listing]:
    """Place → what else its line says."""
    return {
        line["place_code"]: Listing(
            line["crowd_category"],
            _day(line["active_from"]),
            _day(line["active_to"]),
            line.get("organiser_contact") or "",
        )
        for line in _lines("places")
    }


@cache
def festivals() -> tuple[Festival, ...]:
    return tuple(
        Festival(line["kind"], line["code"], date.fromisoformat(line["starts_on"]), date.fromisoformat(line["ends_on"]))
        for line in _lines("calendar")
        if line["kind"] in ("navratri", "mela")
    )


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None

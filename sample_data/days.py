"""The sample's calendar: its span, the deliveries that came in, and how busy a day is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FIRST_DAY = date(2025, 9, 22)
LAST_DAY = date(2026, 11, 15)
CONTROL_LAST_DAY = date(2025, 10, 21)
ANSWER_KEY = Path(__file__).with_name("answer_key.toml")

NAVRATRI = (
    (date(2025, 9, 22), date(2025, 10, 1)),
    (date(2026, 3, 19), date(2026, 3, 27)),
    (date(2026, 10, 11), date(2026, 10, 19)),
)
_BUSY_WEEKDAY = (1.18, 1.10, 1.04, 1.0, 1.0, 1.06, 0.62)
_BUSY_MONTH = {
    1: 0.86,
    2: 0.94,
    3: 1.04,
    4: 1.04,
    5: 1.02,
    6: 0.94,
    7: 0.98,
    8: 1.04,
    9: 1.06,
    10: 1.10,
    11: 1.02,
    12: 0.90,
}


@dataclass(frozen=True)
class Period:
    """First and last day that a set of returns speaks of."""

    first_day: date
    last_day: date

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def ends_a_month(self) -> bool:
        return (self.last_day + timedelta(days=1)).day == 1


@dataclass(frozen=True)
class Delivery:
    """One lot of files that came in at one moment. `folder` is relative to the folder that holds the sample."""

    name: str
    received_at: datetime
    folder: str


PERIODS = (
    Period(FIRST_DAY, date(2026, 3, 31)),
    Period(date(2026, 4, 1), date(2026, 4, 30)),
    Period(date(2026, 5, 1), date(2026, 5, 31)),
    Period(date(2026, 6, 1), date(2026, 6, 30)),
    Period(date(2026, 7, 1), date(2026, 7, 31)),
    Period(date(2026, 8, 1), date(2026, 8, 31)),
    Period(date(2026, 9, 1), date(2026, 9, 30)),
    Period(date(2026, 10, 1), date(2026, 10, 31)),
    Period(date(2026, 11, 1), LAST_DAY),
)
_RECEIVED_AT = (
    datetime(2026, 4, 5, 11, 30),
    datetime(2026, 5, 2, 12, 10),
    datetime(2026, 6, 1, 17, 40),
    datetime(2026, 7, 2, 11, 5),
    datetime(2026, 8, 3, 10, 45),
    datetime(2026, 9, 2, 16, 20),
    datetime(2026, 10, 1, 18, 15),
    datetime(2026, 11, 2, 13, 0),
    datetime(2026, 11, 16, 12, 0),
)


@cache
def answer_key() -> dict[str, Any]:
    """What is planted and where: the generator plants from it, the tests look for it."""
    with ANSWER_KEY.open("rb") as file:
        return tomllib.load(file)


def period_from(first_day: date) -> Period:
    return next(period for period in PERIODS if period.first_day == first_day)


def _delivery(name: str, received_at: datetime) -> Delivery:
    return Delivery(name, received_at, f"{received_at:%Y-%m-%d}-{name}")


@cache
def regular_deliveries() -> dict[Period, Delivery]:
    """The delivery that each period's returns came with, unless a return was late."""
    names = ["backlog", *(f"{period.first_day:%Y-%m}" for period in PERIODS[1:])]
    return {
        period: _delivery(name, received_at)
        for period, name, received_at in zip(PERIODS, names, _RECEIVED_AT, strict=True)
    }


@cache
def late_deliveries() -> dict[tuple[Period, str, str], Delivery]:
    """Period, return and district → the delivery of its own that the late file came with."""
    late = {}
    for entry in answer_key()["late"]:
        period = period_from(entry["period"])
        name = f"{period.first_day:%Y-%m}-{entry['district']}-{entry['return']}"
        late[period, entry["return"], entry["district"]] = _delivery(name, entry["received_at"])
    return late


def correcting_delivery(entry: dict[str, Any]) -> Delivery:
    """The delivery of its own that a return came with which its district sent once more."""
    name = f"{entry['first_day']:%Y-%m}-{entry['district']}-{entry['return']}-again"
    return _delivery(name, entry["received_at"])


def correcting_deliveries() -> list[Delivery]:
    return [correcting_delivery(entry) for entry in answer_key()["troubles"] if entry["kind"] == "raised_afterwards"]


def delivery_of(period: Period, return_name: str, district: str) -> Delivery:
    return late_deliveries().get((period, return_name, district)) or regular_deliveries()[period]


def deliveries() -> list[Delivery]:
    """Every delivery of the sample, in the order in which they came in."""
    lots = [*regular_deliveries().values(), *late_deliveries().values(), *correcting_deliveries()]
    return sorted(lots, key=lambda delivery: (delivery.received_at, delivery.name))


def days_between(first_day: date, last_day: date) -> list[date]:
    return [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]


def is_navratri(day: date) -> bool:
    return any(first <= day <= last for first, last in NAVRATRI)


def busyness(day: date) -> float:
    """How much comes to a Kendra on this day against an average one: the weekday, the month, the festival."""
    return _BUSY_WEEKDAY[day.weekday()] * _BUSY_MONTH[day.month] * (1.12 if is_navratri(day) else 1.0)

"""How the page says what it knows of a place: its name, state, days without a visit, complaints around, size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from components import words
from locales import say
from metrics.hotspots.uncovered import Gap, Place

SHAPES = {"uncovered": "◆", "overdue": "▲", "visited": "●", "unknown": "○"}
TONES = {"uncovered": "missed", "overdue": "watch", "visited": "met", "unknown": "context"}


def kind(place: Place, lang: str) -> str:
    return say(lang, f"place.kind.{place.kind}")


def home(place: Place, thanas: Mapping[str, str], lang: str) -> str:
    """Its kind and its thana: विद्यालय · थाना डिबाई."""
    return f"{kind(place, lang)} · {say(lang, 'metrics.unit.thana', name=thanas[place.thana_code])}"


def about(place: Place, thanas: Mapping[str, str], lang: str) -> str:
    """The same, with the size of its crowd where the list holds it."""
    told = home(place, thanas, lang)
    return f"{told} · {size(place, lang)}" if place.crowd_category else told


def state(gap: Gap, lang: str) -> str:
    return f"{SHAPES[gap.state]} {say(lang, f'hotspots.state.{gap.state}')}"


def days(gap: Gap, lang: str) -> str:
    """Days without a visit; that there never was one; or that nobody knows."""
    if gap.days is None:
        return say(lang, "hotspots.days.unknown")
    n = words.value(lang, "days", gap.days)
    return say(lang, "hotspots.days.never", n=n) if gap.last_on is None else n


def unknown_days(gap: Gap, lang: str) -> str:
    """Days of which the return does not speak; nothing where there are none."""
    n = gap.n_unknown_days
    return say(lang, "hotspots.days.beside", n=words.value(lang, "days", n)) if n else ""


def required(place: Place, lang: str) -> str:
    return words.number(lang, place.required_visits_a_week) if place.required_visits_a_week else words.NOTHING


def nearby(gap: Gap, lang: str) -> str:
    return say(lang, f"hotspots.nearby.{gap.nearby}")


def size(place: Place, lang: str) -> str:
    return say(lang, f"hotspots.size.{place.crowd_category}") if place.crowd_category else words.NOTHING


def hours(place: Place, lang: str) -> str:
    if place.opens_at is None or place.closes_at is None:
        return say(lang, "hotspots.hours.unknown")
    return f"{place.opens_at:%H:%M}–{place.closes_at:%H:%M}"


def last(gap: Gap, lang: str) -> str:
    return day(gap.last_on, lang)


def day(when: date | None, lang: str) -> str:
    return words.day(lang, when) if when else words.NOTHING

"""A KPI that falls due in a season only says so outside it, and what it came to when the season was last here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from access.settings import Settings
from components import season
from components.windows import Calendar, Festival
from tests.screens.looking import html, look
from warehouse.reads import Window

UseData = Callable[[Path], Settings]
SPRING = Festival("chaitra-2026", date(2026, 3, 19), date(2026, 3, 27), "चैत्र नवरात्रि 2026", "Chaitra Navratri 2026")
AUTUMN = Festival(
    "sharadiya-2026", date(2026, 10, 11), date(2026, 10, 19), "शारदीय नवरात्रि 2026", "Sharadiya Navratri 2026"
)


def calendar(starts_on: date = date(2025, 9, 22)) -> Calendar:
    return Calendar(starts_on, date(2026, 11, 15), (), (AUTUMN, SPRING))


@pytest.mark.parametrize(
    ("starts_on", "last"),
    [
        (date(2026, 11, 1), AUTUMN),
        (date(2026, 10, 20), AUTUMN),
        (date(2026, 10, 19), SPRING),  # its last night lies in the window
        (date(2026, 3, 27), None),
    ],
)
def test_the_last_festival_is_the_one_over_before_the_window(starts_on: date, last: Festival | None) -> None:
    window = Window(starts_on, date(2026, 11, 15), date(2026, 11, 15))
    assert season.last_before(calendar(), window) == last


def test_a_festival_before_the_campaign_is_none() -> None:
    window = Window(date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 30))
    assert season.last_before(calendar(starts_on=date(2026, 4, 1)), window) is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hi", "इस अवधि में कोई पंडाल-रात्रि नहीं। शारदीय नवरात्रि 2025 में "),
        ("en", "No pandal night in this window. In Sharadiya Navratri 2025: "),
    ],
)
def test_the_overview_outside_a_navratri_says_so(use_data: UseData, published: Path, lang: str, said: str) -> None:
    use_data(published)
    outside = html(look("dig", lang=lang, window="last-30"))
    inside = html(look("dig", lang=lang, window="campaign"))
    assert said in outside
    assert said not in inside

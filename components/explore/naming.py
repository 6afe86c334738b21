"""Names of KPIs, levels, buckets and categories as the page, its chart and its files write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from babel.dates import format_date

from components import words
from locales import MissingWords, say
from metrics.catalogue import Kpi
from metrics.explore.buckets import Grain

# By stream of duties: before which key of locales/ the code of a category stands. A stream that is not here has none.
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "record_filled": ("explore.category",),
    "dimension_delivered": ("dimension",),
    "fir_any": ("category", "explore.category"),
    "must_register": ("category", "explore.category"),
    "referral_acknowledged": ("partner",),
    "referral_served": ("partner",),
    "defect_closed_15": ("inspections.item",),
    "defect_repeated": ("inspections.item",),
    "item_answered": ("inspections.item",),
    "inspection_all_correct": ("inspections.rank", "explore.category"),
    "setup_item": ("inspections.item",),
    "pandal_night": ("pandals.category",),
    "pandal_night_peak": ("pandals.category",),
    "pandal_seen_by_night_3": ("pandals.category",),
    "pandal_visit_woman": ("pandals.category",),
    "pandal_registered": ("pandals.category",),
    "row_located": ("return",),
    "first_pass": ("return",),
    "row_accepted": ("return",),
    "register_row_accepted": ("return",),
    "row_adds_up": ("return",),
    "register_row_adds_up": ("return",),
    "value_usual": ("explore.category",),
}
_LOCALE = {"hi": "hi_IN", "en": "en_IN"}


def has_categories(kpi: Kpi) -> bool:
    return kpi.stream in CATEGORIES


def category(kpi: Kpi, part: str, lang: str) -> str:
    """The category in words; what has none is "without a category", never a bare code on screen."""
    for prefix in CATEGORIES.get(kpi.stream or "", ()):
        try:
            return say(lang, f"{prefix}.{part}")
        except MissingWords:
            continue
    return part if part else say(lang, "explore.category.without")


def kpi_name(kpi: Kpi, lang: str) -> str:
    return f"{kpi.number} · {kpi.words(lang).label}"


def unit_of(kpi: Kpi, lang: str) -> str:
    return say(lang, f"explore.unit.{kpi.unit}")


def bucket(start: date, end: date, grain: Grain, lang: str, year: int) -> str:
    """15 नवंबर, 9–15 नवंबर, नवंबर: as short as it can stand in a row; the year only where it is not this one."""
    told = _bucket(start, end, grain, lang)
    return told if end.year == year else f"{told} {end.year}"


def _bucket(start: date, end: date, grain: Grain, lang: str) -> str:
    if grain == "month" and start.day == 1 and (end + timedelta(days=1)).day == 1 and start.month == end.month:
        return str(format_date(start, "LLLL", locale=_LOCALE[lang]))
    if start == end:
        return words.short_day(lang, start)
    if start.month == end.month:
        return f"{start.day}–{words.short_day(lang, end)}"
    return f"{words.short_day(lang, start)} – {words.short_day(lang, end)}"


def tick(start: date, grain: Grain, lang: str) -> str:
    """What stands below a bucket on an axis."""
    if grain == "month":
        return str(format_date(start, "LLLL y", locale=_LOCALE[lang]))
    return words.short_day(lang, start)

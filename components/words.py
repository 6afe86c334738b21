"""Figures, dates and periods as the reader's language writes them: 4,05,176 and 5 अक्टूबर 2025."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal

from metrics import wording

Lang = Literal["hi", "en"]

NOTHING = "—"
_LOCALE = {"hi": "hi_IN", "en": "en_IN"}


@lru_cache(maxsize=8192)
def number(lang: str, value: float, digits: int = 0) -> str:
    """A figure with Indian digit grouping and a true minus sign."""
    pattern = "#,##,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=_LOCALE[lang])).replace("-", "−")


def signed(lang: str, value: float, digits: int = 0) -> str:
    """A change: its sign is always written."""
    written = number(lang, round(value, digits), digits)
    return written if value < 0 and written.startswith("−") else f"+{written}"


def digits_for(unit: str, amount: float) -> int:
    """Counts have no decimals; a share of all or of none needs none either, nor do whole days and hours."""
    is_whole = unit in ("days", "nights", "hours") and amount == int(amount)
    return 0 if unit == "count" or is_whole or (unit == "pct" and amount in (0, 100)) else 1


def value(lang: str, unit: str, amount: float | None) -> str:
    """A KPI's value with its unit; a dash where there is none (never 0)."""
    if amount is None:
        return NOTHING
    return _with_unit(lang, unit, number(lang, amount, digits_for(unit, amount)), amount)


def target(lang: str, unit: str, amount: float) -> str:
    """A target as it was set: 95 %, not 95.0 %."""
    return _with_unit(lang, unit, number(lang, amount, 0 if amount == int(amount) else 1), amount)


def _with_unit(lang: str, unit: str, written: str, amount: float) -> str:
    return f"{written}\u202f%" if unit == "pct" else wording.with_unit(lang, unit, written, amount)


@lru_cache(maxsize=1024)
def day(lang: str, when: date) -> str:
    """15 नवंबर 2026."""
    return str(format_date(when, "d MMMM y", locale=_LOCALE[lang]))


@lru_cache(maxsize=1024)
def short_day(lang: str, when: date) -> str:
    """15 नव॰ 26 is not how an office writes it: the month stays whole, the year goes."""
    return str(format_date(when, "d MMMM", locale=_LOCALE[lang]))


def moment(lang: str, when: datetime) -> str:
    """15 नवंबर 2026, 18:40."""
    return f"{day(lang, when.date())}, {when:%H:%M}"


def period(lang: str, start: date, end: date) -> str:
    """17 अक्टूबर – 15 नवंबर 2026; the first year is written only when it differs."""
    first = short_day(lang, start) if start.year == end.year else day(lang, start)
    return day(lang, end) if start == end else f"{first} – {day(lang, end)}"

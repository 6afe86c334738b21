"""Asks when files were handed in: now, or a day, hour and minute picked from lists in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st
from babel.dates import format_date

from access import audit
from access.errors import BadChoice
from components import frame
from locales import say

_NOW, _EARLIER = "now", "earlier"
_YEARS_BACK = 2


def ask_moment(lang: str) -> datetime | None:
    """The moment picked; None means now. A day that no calendar has is told, and counts as now until it is mended."""
    when = st.segmented_control(
        say(lang, "filings.upload.received"),
        (_NOW, _EARLIER),
        default=_NOW,
        required=True,
        format_func=lambda code: say(lang, f"filings.upload.{code}"),
        key="filings_when",
    )
    if when != _EARLIER:
        return None
    try:
        return moment_of(_boxes(lang))
    except BadChoice as error:
        frame.notice(error.sentence(lang))
        return None


def moment_of(parts: tuple[int, int, int, int, int]) -> datetime:
    """Day, month, year, hour, minute. Raises BadChoice for 31 February."""
    day, month, year, hour, minute = parts
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise BadChoice("filings.desk.no_such_day", day=day, month=month, year=year) from None


def _boxes(lang: str) -> tuple[int, int, int, int, int]:
    now = audit.now()
    with st.container(key="filings_moment"):
        day, month, year, hour, minute = st.columns(5)
        with day:
            picked_day = _box("day", range(1, 32), now.day, str, lang)
        with month:
            picked_month = _box("month", range(1, 13), now.month, lambda number: _month(number, lang), lang)
        with year:
            picked_year = _box("year", range(now.year - _YEARS_BACK, now.year + 1), now.year, str, lang)
        with hour:
            picked_hour = _box("hour", range(24), now.hour, _two_digits, lang)
        with minute:
            picked_minute = _box("minute", range(60), now.minute, _two_digits, lang)
    return picked_day, picked_month, picked_year, picked_hour, picked_minute


def _box(part: str, numbers: range, default: int, name: Callable[[int], str], lang: str) -> int:
    return st.selectbox(
        say(lang, f"filings.upload.{part}"),
        list(numbers),
        index=numbers.index(default),
        format_func=name,
        filter_mode=None,
        key=f"filings_{part}",
    )


def _month(number: int, lang: str) -> str:
    return str(format_date(date(2000, number, 1), "LLLL", locale=f"{lang}_IN"))


def _two_digits(number: int) -> str:
    return f"{number:02}"

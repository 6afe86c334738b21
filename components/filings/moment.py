"""Asks when files were handed in: now, or a day, hour and minute picked from lists in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st
from babel.dates import format_date

from access import audit
from access.errors import BadChoice
from locales import say

_NOW, _EARLIER = "now", "earlier"
_YEARS_BACK = 2
_PARTS = ("day", "month", "year", "hour", "minute")


def ask(lang: str) -> None:
    """Draws the question; what was picked is read when the files are handed in."""
    when = st.segmented_control(
        say(lang, "filings.upload.received"),
        (_NOW, _EARLIER),
        default=_NOW,
        required=True,
        format_func=lambda code: say(lang, f"filings.upload.{code}"),
        key="filings_when",
    )
    if when == _EARLIER:
        _boxes(lang)


def picked() -> datetime | None:
    """The moment as it stands in the form at this instant; None means now. Raises BadChoice for 31 February."""
    if st.session_state.get("filings_when") != _EARLIER:
        return None
    now = audit.now()
    day, month, year, hour, minute = (
        int(st.session_state.get(f"filings_{part}", getattr(now, part))) for part in _PARTS
    )
    return moment_of((day, month, year, hour, minute))


def moment_of(parts: tuple[int, int, int, int, int]) -> datetime:
    """Day, month, year, hour, minute. Raises BadChoice for 31 February."""
    day, month, year, hour, minute = parts
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise BadChoice("filings.desk.no_such_day", day=day, month=month, year=year) from None


def _boxes(lang: str) -> None:
    now = audit.now()
    with st.container(key="filings_moment"):
        day, month, year, hour, minute = st.columns(5)
        with day:
            _box("day", range(1, 32), now.day, str, lang)
        with month:
            _box("month", range(1, 13), now.month, lambda number: _month(number, lang), lang)
        with year:
            _box("year", range(now.year - _YEARS_BACK, now.year + 1), now.year, str, lang)
        with hour:
            _box("hour", range(24), now.hour, _two_digits, lang)
        with minute:
            _box("minute", range(60), now.minute, _two_digits, lang)


def _box(part: str, numbers: range, default: int, name: Callable[[int], str], lang: str) -> None:
    st.selectbox(
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

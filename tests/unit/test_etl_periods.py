"""The period that a title, a sheet's name or a file's name states."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sheets.periods import read_period

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    "text",
    [
        "अवधि 01.10.2026 से 31.10.2026",
        "०१.१०.२०२६ से ३१.१०.२०२६ तक",
        "Period: 01-10-2026 to 31-10-2026",
        "1 October 2026 to 31 October 2026",
        "माह अक्टूबर 2026",
        "October-2026",
        "hapur_cases_2026-10-01_2026-10-31.csv",
        "hapur_2026-10.csv",
        "hapur_october_2026.xlsx",
        "10-2026",
        "01-10-2026 से 31-10-2026 तक",
        "01.10.26 - 31.10.26",
        "1 से 31 अक्टूबर 2026",
        "वर्ष 2026 माह अक्टूबर",
        "वर्ष २०२६, माह अक्तूबर",
        "2026 अक्टूबर",
        "माह अक्टू० 2026",
        "माह: Oct. 2026",
        "अक्टूबर, 2026 की मासिक सूचना",
        "मिशन शक्ति 5.0 अक्टूबर 2026",
        "एंटी रोमियो दैनिक कार्यवाही माह अक्टूबर 2026",
        "01.10 से 31.10.2026",
    ],
)
def test_a_period_is_read(text: str) -> None:
    assert read_period(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    [
        "दिनांक 05.10.2026",
        "दिनांक 5 अक्टूबर 2026",
        "5th October, 2026",
        "पाक्षिक सूचना माह अक्टूबर 2026",
        "साप्ताहिक सूचना, अक्टूबर 2026",
        "Week 42 of 2026",
        "31 से 1 अक्टूबर 2026",
        "1 से 31 नवम्बर 2026",
        "नवम्बर से अक्टूबर 2026",
        "2026-10-05",
        "माह अक्टूबर",
        "cases_2026.xlsx",
        "31.10.2026 से 01.10.2026",
        "पत्रांक 10/2025-6",
    ],
)
def test_a_single_day_or_a_bare_month_states_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("दिनांक 1 से 15 नवम्बर 2026", "2026-11-01", "2026-11-15"),
        ("दिनांक ०१ से १५ नवंबर २०२६ तक", "2026-11-01", "2026-11-15"),
        ("पाक्षिक सूचना 16 से 30 नवम्बर 2026", "2026-11-16", "2026-11-30"),
        ("पाक्षिक सूचना प्रथम पक्ष, माह नवम्बर 2026", "2026-11-01", "2026-11-15"),
        ("द्वितीय पखवाड़ा अक्टूबर 2026", "2026-10-16", "2026-10-31"),
        ("Week 12–18 Oct 2026", "2026-10-12", "2026-10-18"),
        ("12th to 18th October, 2026", "2026-10-12", "2026-10-18"),
        ("16 अक्टूबर से 15 नवम्बर 2026", "2026-10-16", "2026-11-15"),
        ("12.10 से 18.10.2026 तक", "2026-10-12", "2026-10-18"),
        ("अक्टूबर-नवम्बर 2026", "2026-10-01", "2026-11-30"),
        ("अक्टूबर 2026 से जनवरी 2027", "2026-10-01", "2027-01-31"),
        ("22 सितम्बर 2026 से 21 अक्टूबर 2026", "2026-09-22", "2026-10-21"),
        ("squad_12-18_oct_2026.xlsx", "2026-10-12", "2026-10-18"),
    ],
)
def test_a_part_of_a_month_and_several_months_are_read(text: str, first: str, last: str) -> None:
    assert read_period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@given(text=st.text(st.sampled_from("0123456789०५ .-–/से अक्टूबर नवम्बर 2026 माह to"), max_size=40))
def test_no_line_breaks_the_reading_of_periods(text: str) -> None:
    days = read_period(text)
    assert days is None or days[0] <= days[1]


@given(first=st.dates(date(2020, 1, 1), date(2030, 12, 31)), n_days=st.integers(0, 60))
def test_every_range_of_days_is_read_as_written(first: date, n_days: int) -> None:
    last = first + timedelta(days=n_days)
    for way in ("%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y"):
        assert read_period(f"अवधि {first.strftime(way)} से {last.strftime(way)} तक") == (first, last)

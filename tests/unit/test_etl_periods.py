"""The period that a title, a sheet's name or a file's name states."""

from __future__ import annotations

from datetime import date

import pytest

from etl.periods import read_period

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
    ],
)
def test_a_period_is_read(text: str) -> None:
    assert read_period(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    ["दिनांक 05.10.2026", "2026-10-05", "माह अक्टूबर", "cases_2026.xlsx", "31.10.2026 से 01.10.2026", "पत्रांक 10/2025-6"],
)
def test_a_single_day_or_a_bare_month_states_no_period(text: str) -> None:
    assert read_period(text) is None

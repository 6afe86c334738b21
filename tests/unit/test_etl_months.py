"""Months however they are written; what names no month, or no year, is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells.months import month_of, read_month
from etl.text.words import load_words

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
MONTHS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: day.replace(day=1))


@pytest.mark.parametrize(
    "text",
    [
        "अक्टूबर 2026",
        "अक्तूबर-2026",
        "अक्टूबर २०२६",
        "माह अक्टूबर 2026",
        "2026 अक्टूबर",
        "अक्टू0 26",
        "अक्टू० २६",
        "अक्टू. 2026",
        "Oct-26",
        "Oct'26",
        "October, 2026",
        "month of October 2026",
        "10/2026",
        "10.26",
        "१०/२०२६",
        "2026/10",
        "05.10.2026",
        "46296",
    ],
)
def test_a_month_is_read_and_the_change_is_on_record(text: str) -> None:
    reading = read_month(text)
    assert (reading.value, reading.mend, reading.after) == (date(2026, 10, 1), "date", "2026-10")


@pytest.mark.parametrize("text", ["2026-10", "2026-10-01", "2026-10-31 00:00:00"])
def test_a_plain_month_or_a_date_cell_needs_no_mend(text: str) -> None:
    assert (read_month(text).value, read_month(text).mend) == (date(2026, 10, 1), None)


@pytest.mark.parametrize("text", ["अक्टूबर", "10", "13/2026", "0/2026", "ma 2026", "1926-10", "कल"])
def test_what_names_no_month_is_not_guessed(text: str) -> None:
    assert (read_month(text).value, read_month(text).rule) == (None, "month_unreadable")


@pytest.mark.parametrize("text", ["निल", "-"])
def test_a_nil_mark_is_an_empty_month(text: str) -> None:
    assert (read_month(text).value, read_month(text).rule) == (None, None)


def test_a_word_that_may_be_a_name_is_not_shown() -> None:
    assert read_month("कम" + "लेश").before == "•••"
    assert read_month("अक्टूबर").before == "अक्टूबर"


@given(MONTHS, st.booleans(), st.data())
def test_every_way_of_writing_leads_to_the_month(month: date, in_devanagari: bool, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([word for word, number in load_words().months.items() if number == month.month]))
    text = data.draw(
        st.sampled_from([f"{name} {month.year}", f"{name}-{month:%y}", f"{month:%m/%Y}", f"{month:%Y-%m}", f"{month}"])
    )
    assert month_of(text.translate(DEVANAGARI) if in_devanagari else text) == month


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    value = read_month(text).value
    assert value is None or value.day == 1  # type: ignore[attr-defined]  # a date

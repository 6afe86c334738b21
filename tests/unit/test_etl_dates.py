"""Days, moments and times in every form that districts write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells.dates import read_clock, read_day, read_moment

DAY = date(2025, 10, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-05",
        "05.10.2025",
        "5.10.25",
        "05-10-25",
        "5/10/2025",
        "०५.१०.२०२५",
        "05 . 10 . 2025",
        "5 अक्टूबर 2025",
        "५ अक्तूबर २०२५",
        "05-Oct-25",
        "5th October, 2025",
        "Oct 5, 2025",
        "2025/10/05",
        "05–10–2025",
        "05-अक्टू-25",
        "05 अक्टू० 2025",
        "05 अक्टूo 2025",
        "५-अक्टुबर-२५",
        "05 अक्तूबर, 2025",
        "05/Oct/2025",
        "05.OCT.2025",
        "5-Oct-'25",
        "5 Oct’ 2025",
        "05\u00a0.\u00a010\u00a0.\u00a02025",
        "\u200b05.10.2025\u200d",
        "‘05.10.2025’",
        "दिनांक 05.10.2025",
        "दि० 05.10.2025",
        "दिनांक: 5 अक्टूबर 2025",
        "05.10.2025 (रविवार)",
        "Sunday, 5 October 2025",
        "05.10.2025 को",
    ],
)
def test_a_day_is_read_day_first(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026",
        "10/13/2025",
        "05 अक 2025",
        "05.10.2025 सुबह सवेरे",
        "दिनांक",
        "5 10",
        "05.10.2025 06.10.2025",
        "2025-13-01",
        "05.10",
        "कल",
        "",
        "45",
        "05.10.1925",
        "Oct 2025",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2025-10-05 14:30:00", time(14, 30)),
        ("2025-10-05T14:30", time(14, 30)),
        ("05.10.2025 2.30 PM", time(14, 30)),
        ("05.10.2025, 14.30 बजे", time(14, 30)),
        ("05.10.2025 1430", time(14, 30)),
        ("5 अक्टूबर 2025 0930 बजे", time(9, 30)),
        ("45935.6041666667", time(14, 30)),
        ("05.10.2025 00:00", time(0, 0)),
        ("2025-10-05 00:00:00", None),
        ("05.10.2025", None),
        ("45935", None),
    ],
)
def test_a_moment_knows_whether_its_time_was_given(text: str, clock: time | None) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (moment.day, moment.clock) == (DAY, clock)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("09:30", time(9, 30)),
        ("9.30 AM", time(9, 30)),
        ("0930", time(9, 30)),
        ("०९:३०", time(9, 30)),
        ("9.3", time(9, 30)),
        ("9:30 pm", time(21, 30)),
        ("12.15 AM", time(0, 15)),
        ("12:00 PM", time(12)),
        ("प्रातः 9:30", time(9, 30)),
        ("सायं 5 बजे", time(17)),
        ("14.30 hrs", time(14, 30)),
        ("0.395833333", time(9, 30)),
        ("0.75", time(18)),
        ("1899-12-31 09:30:00", time(9, 30)),
    ],
)
def test_a_time_is_read(text: str, clock: time) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["24:00", "9:60", "9", "रात", "सुबह", "", "0.25", "0.5", "9:30 क", "13:00 am"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read_clock(text) is None


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    shape=st.sampled_from(["%d.%m.%Y", "%d-%m-%y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]),
)
def test_every_day_of_the_century_survives_each_way_of_writing(day: date, shape: str) -> None:
    assert read_day(day.strftime(shape)) == day


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_every_minute_survives(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    read = read_moment(moment.strftime("%d.%m.%Y %H:%M"))
    assert read is not None and read.at == moment


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_moment(text)
    read_clock(text)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, ["जनवरी", "जन०", "Jan", "JANUARY"]),
        (2, ["फरवरी", "फ़रवरी", "फर०", "Feb."]),
        (3, ["मार्च", "Mar"]),
        (4, ["अप्रैल", "अप्रेल", "Apr"]),
        (5, ["मई", "May"]),
        (6, ["जून", "June"]),
        (7, ["जुलाई", "जूलाई", "Jul"]),
        (8, ["अगस्त", "Aug"]),
        (9, ["सितम्बर", "सितंबर", "सितo", "सित०", "सित.", "Sept.", "Sep"]),
        (10, ["अक्टूबर", "अक्तूबर", "अक्टू", "Oct"]),
        (11, ["नवम्बर", "नवंबर", "नव०", "Nov"]),
        (12, ["दिसम्बर", "दिसंबर", "दिस०", "Dec"]),
    ],
)
def test_a_month_is_known_by_all_its_names(month: int, names: list[str]) -> None:
    for name in names:
        for told in (f"05 {name} 2025", f"05-{name}-25", f"०५ {name}, २०२५"):
            assert read_day(told) == date(2025, month, 5), told


@pytest.mark.parametrize(
    "text", ["साढ़े नौ बजे", "सुबह", "रात 9 बजे", "9-30", "09:60", "25:00", "24:00", "930 AM PM", "9:30-10:30"]
)
def test_a_time_that_is_not_plain_is_not_guessed(text: str) -> None:
    assert read_clock(text) is None

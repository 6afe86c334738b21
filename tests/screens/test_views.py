"""What is chosen, and the windows it is compared with: from a link and back, without a browser."""

from __future__ import annotations

from datetime import date

import pytest

from access.scope import Scope
from components import choice as choices
from components import windows
from components.choice import Choice
from components.link import whole
from components.places import Places, Unit
from components.windows import Calendar, Festival
from warehouse.reads import Window

PLACES = Places(
    (
        Unit("hapur", "district", "हापुड़", "Hapur", "hapur"),
        Unit("meerut", "district", "मेरठ", "Meerut", "meerut"),
        Unit("hapur-pilkhuwa", "circle", "पिलखुवा", "Pilkhuwa", "hapur", "hapur-pilkhuwa"),
        Unit("dhaulana", "thana", "धौलाना", "Dhaulana", "hapur", "hapur-pilkhuwa"),
        Unit("partapur", "thana", "परतापुर", "Partapur", "meerut", "meerut-brahmpuri"),
    )
)
CALENDAR = Calendar(
    campaign_starts_on=date(2025, 9, 22),
    data_through=date(2026, 10, 14),
    reviews=(date(2026, 9, 23), date(2026, 10, 8), date(2026, 10, 23)),
    festivals=(
        Festival("sharadiya-2025", date(2025, 9, 22), date(2025, 10, 1), "शारदीय नवरात्रि 2025", "Sharadiya 2025"),
        Festival("chaitra-2026", date(2026, 3, 19), date(2026, 3, 27), "चैत्र नवरात्रि 2026", "Chaitra 2026"),
        Festival("sharadiya-2026", date(2026, 10, 11), date(2026, 10, 19), "शारदीय नवरात्रि 2026", "Sharadiya 2026"),
        Festival("chaitra-2027", date(2027, 4, 7), date(2027, 4, 15), "चैत्र नवरात्रि 2027", "Chaitra 2027"),
    ),
)


def window(start: str, end: str, as_of: str) -> Window:
    return Window(*(date.fromisoformat(day) for day in (start, end, as_of)))


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice("hapur"),
        Choice("hapur", "hapur-pilkhuwa"),
        Choice("hapur", "hapur-pilkhuwa", "dhaulana", "chaitra-2026", "previous"),
        Choice("meerut", None, "partapur", "campaign", "last-year"),
        Choice("hapur", as_of="2026-10-08"),
    ],
)
def test_a_link_reopens_the_same_view(choice: Choice) -> None:
    assert choices.read(choice.query("hi", as_of=True), PLACES, CALENDAR) == choices.Read(choice)


def test_a_page_that_knows_the_latest_only_keeps_the_as_of_day_out_of_its_link() -> None:
    assert "as_of" not in Choice(as_of="2026-10-08").query("hi")
    assert Choice().query("hi", as_of=True)["as_of"] == "latest"


def test_past_reviews_are_offered_latest_first_and_none_to_come() -> None:
    assert choices.as_of_days(CALENDAR) == ("latest", "2026-10-08", "2026-09-23")
    early = Calendar(date(2026, 10, 1), CALENDAR.data_through, CALENDAR.reviews, ())
    assert choices.as_of_days(early) == ("latest", "2026-10-08")


def test_windows_and_comparisons_follow_the_as_of_day() -> None:
    then = Choice(as_of="2026-10-08").stand(CALENDAR)
    assert then == CALENDAR.at(date(2026, 10, 8))
    assert windows.resolve("last-15", then) == window("2026-09-24", "2026-10-08", "2026-10-08")
    assert windows.compared("last-15", "last-review", then) == window("2026-09-09", "2026-09-23", "2026-09-23")
    assert windows.resolve("sharadiya-2026", then) is None
    assert Choice().stand(CALENDAR) == CALENDAR


def test_a_link_holds_what_was_left_at_its_default() -> None:
    wanted = "http://127.0.0.1:8501/?district=all&circle=all&thana=all&window=last-30&compare=last-review&lang=hi"
    assert whole("http://127.0.0.1:8501/view-overview?x=1", Choice().query("hi")) == wanted


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ({"district": "agra"}, ("district",)),
        ({"district": "hapur", "thana": "partapur"}, ("thana",)),
        ({"district": "meerut", "circle": "hapur-pilkhuwa", "thana": "dhaulana"}, ("circle", "thana")),
        ({"circle": "nowhere"}, ("circle",)),
        ({"window": "forever", "compare": "never"}, ("window", "compare")),
        ({"window": "chaitra-2027"}, ("window",)),
        ({"as_of": "2026-10-23"}, ("as_of",)),
        ({"as_of": "2026-10-07"}, ("as_of",)),
        ({"as_of": "soon"}, ("as_of",)),
    ],
)
def test_what_a_link_may_not_ask_is_refused(query: dict[str, str], refused: tuple[str, ...]) -> None:
    read = choices.read(query, PLACES, CALENDAR)
    assert read.refused == refused
    assert not any(getattr(read.choice, field) == query.get(field) for field in refused)


def test_a_choice_outside_the_scope_leaves_nothing() -> None:
    assert Choice("meerut").within(Scope("asp", districts=frozenset({"hapur"}))).is_empty


def test_columns_are_the_parts_of_what_is_chosen() -> None:
    parts = [Choice(), Choice("hapur"), Choice("hapur", "hapur-pilkhuwa"), Choice("hapur", None, "dhaulana")]
    assert [choice.parts for choice in parts] == ["district", "circle", "thana", None]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("last-15", window("2026-09-30", "2026-10-14", "2026-10-14")),
        ("last-30", window("2026-09-15", "2026-10-14", "2026-10-14")),
        ("this-month", window("2026-10-01", "2026-10-14", "2026-10-14")),
        ("campaign", window("2025-09-22", "2026-10-14", "2026-10-14")),
        ("chaitra-2026", window("2026-03-19", "2026-03-27", "2026-10-14")),
        ("sharadiya-2026", window("2026-10-11", "2026-10-14", "2026-10-14")),
        ("chaitra-2027", None),
    ],
)
def test_windows_end_with_the_data(name: str, expected: Window | None) -> None:
    assert windows.resolve(name, CALENDAR) == expected


@pytest.mark.parametrize(
    ("name", "comparison", "expected"),
    [
        ("last-15", "last-review", window("2026-09-24", "2026-10-08", "2026-10-08")),
        ("campaign", "last-review", window("2025-09-22", "2026-10-08", "2026-10-08")),
        ("chaitra-2026", "last-review", window("2026-03-19", "2026-03-27", "2026-10-08")),
        ("sharadiya-2026", "last-review", None),
        ("last-15", "last-year", window("2025-09-30", "2025-10-14", "2025-10-14")),
        ("last-90", "last-year", window("2025-07-17", "2025-10-14", "2025-10-14")),
        ("sharadiya-2026", "last-year", window("2025-09-22", "2025-09-25", "2025-09-25")),
        ("chaitra-2026", "last-year", None),
        ("last-15", "previous", window("2026-09-15", "2026-09-29", "2026-09-29")),
        ("campaign", "previous", None),
    ],
)
def test_a_comparison_is_the_window_as_it_then_stood(name: str, comparison: str, expected: Window | None) -> None:
    assert windows.compared(name, comparison, CALENDAR) == expected


def test_festivals_that_have_not_begun_are_not_offered() -> None:
    assert "chaitra-2027" not in windows.names(CALENDAR)
    assert "sharadiya-2026" in windows.names(CALENDAR)


def test_the_trend_is_twelve_windows_without_gap_or_overlap() -> None:
    asked = windows.resolve("last-15", CALENDAR)
    assert asked is not None
    trend = windows.trend(asked)
    assert len(trend) == 12
    assert trend[-1] == asked
    assert all((later.start - earlier.end).days == 1 for earlier, later in zip(trend, trend[1:], strict=False))

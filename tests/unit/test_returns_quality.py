"""What the page of returns asks about how they came: in words, with places by name where they are few."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import polars as pl

from components.filings.quality import Seen
from components.filings.quality_asks import found, none_late
from components.matrix import Cell, Column, Matrix, Row
from components.places import Places, Unit
from metrics import catalogue
from warehouse.reads import Window

STARTS_ON = date(2025, 9, 22)
NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 15))
# Return, thana, when the file came; days changed, first and last of them; figures changed, per cents added up.
Retold = tuple[str, str, date, int, date, date, int, float]
RETOLD = {
    "return_name": pl.String,
    "thana_code": pl.String,
    "changed_on": pl.Date,
    "n_days": pl.Float64,
    "first_day": pl.Date,
    "last_day": pl.Date,
    "n_figures": pl.Float64,
    "sum_pct": pl.Float64,
}
DISTRICTS = ("baghpat", "hapur")
THANAS = [(f"{district}-{n}", district) for district in DISTRICTS for n in range(5)]
PLACES = Places(
    (
        *(Unit(code, "district", f"जनपद-{code}", code.title(), code) for code in DISTRICTS),
        *(Unit(code, "thana", f"थाना-{code}", code.title(), home) for code, home in THANAS),
    )
)


def seen(
    ages: dict[str, date] | None = None,
    failed: list[tuple[str, str, date]] | None = None,
    held_back: list[tuple[str, str, int, int]] | None = None,
    n_late: float | None = 5,
    retold: list[Retold] | None = None,
) -> Seen:
    """Ages: thana → the last day that it tells of; failed: return, thana, month; held back: thana, return, n, of.

    Each thana has 100 published days in the window.
    """
    old: dict[tuple[int, str], dict[str, Any]] = {
        (0, code): {"unit_code": code, "read_on": day, "value": 24.0 * (NOVEMBER.as_of - day).days}
        for code, day in (ages or {}).items()
    }
    parts: dict[tuple[int, str, str], dict[str, Any]] = {
        (0, code, name): {"unit_code": code, "part": name, "numerator": n, "denominator": of, "value": 100 * n / of}
        for code, name, n, of in held_back or []
    }
    shape = {"return_name": pl.String, "thana_code": pl.String, "month_starts_on": pl.Date}
    rows = pl.DataFrame(failed or [], schema=shape, orient="row")
    of_file = pl.DataFrame(retold or [], schema=RETOLD, orient="row")
    n_days = Counter[str]()
    for thana, n in of_file.select("thana_code", "n_days").iter_rows():
        n_days[thana] += n
    changed: dict[tuple[int, str], dict[str, Any]] = {(0, code): {"value": n_days[code]} for code, _ in THANAS}
    figures = {"D1": 90.0, "D3": n_late}
    cells = [Row(catalogue.load()[code], (Cell("range", denominator=n),)) for code, n in figures.items()]
    matrix = Matrix((Column("range", "Range", is_whole=True),), tuple(cells), NOVEMBER, None)
    return Seen(matrix, old, parts, changed, rows, of_file, STARTS_ON)


def said(one: Seen, lang: str = "en") -> list[tuple[str, str]]:
    return [(ask.about, ask.sentence) for ask in found(one, PLACES, lang)]


def test_where_all_is_well_nothing_is_asked() -> None:
    fresh = seen({code: date(2026, 11, 14) for code, _ in THANAS}, held_back=[("hapur-0", "patrols", 2, 10)])
    assert said(fresh) == []


def test_the_oldest_data_are_named_and_the_others_counted() -> None:
    ages = {"hapur-0": date(2026, 10, 31), "hapur-1": date(2026, 10, 31), "hapur-2": date(2026, 11, 12)}
    ((about, sentence),) = said(seen(ages))
    assert about == "Data up to 31 October 2026"
    assert "At 2 Kendras some daily return has not been accepted for 15 days: Hapur-0, Hapur-1." in sentence
    assert "1 more Kendras" in sentence


def test_data_that_never_came_are_not_given_the_day_before_the_campaign() -> None:
    ((about, sentence),) = said(seen({"hapur-0": date(2025, 9, 21)}))
    assert about == "Never accepted"
    assert "2025" not in sentence
    assert "Hapur-0" in sentence


def test_many_thanas_are_told_by_district() -> None:
    failed = [("patrols", code, date(2026, 11, 1)) for code, _ in THANAS if code != "hapur-4"]
    ((about, sentence),) = said(seen(failed=failed))
    assert about == "squad patrols · November 2026"
    assert "of 9 thanas did not pass the checks: Baghpat 5, Hapur 4." in sentence


def test_of_many_returns_that_failed_three_are_named_and_the_rest_counted() -> None:
    names = ("patrols", "awareness", "cases", "feedback", "inspections")
    failed = [(name, code, date(2026, 10, 1)) for n, name in enumerate(names) for code, _ in THANAS[: 10 - n]]
    asked = said(seen(failed=failed))
    assert [about.partition(" · ")[0] for about, _ in asked] == ["squad patrols", "awareness", "case register"] + [
        "Other returns"
    ]
    assert asked[-1][1] == "The first files of 2 more returns did not pass the checks."


def test_where_most_rows_are_held_back_is_asked_about() -> None:
    rows = [("hapur-0", "patrols", 3, 60), ("hapur-1", "squad_daily", 5, 30), ("hapur-2", "patrols", 9, 900)]
    ((about, sentence),) = said(seen(held_back=rows))
    assert about == "Hapur-1 · squad daily"
    assert sentence.startswith("5 of 30 rows are held back")
    assert "At 1 more places" in sentence


def corrected(thana: str, n_days: int, n_figures: int = 4, name: str = "squad_daily", came: int = 12) -> Retold:
    """The first days of November as a file of a later day of November told them: each figure moved by a quarter."""
    first, last = date(2026, 11, 1), date(2026, 11, n_days)
    return name, thana, date(2026, 11, came), n_days, first, last, n_figures, 25.0 * n_figures


def test_published_days_that_a_file_changed_are_asked_about_by_file() -> None:
    files = [corrected("hapur-0", 4), corrected("hapur-1", 6), corrected("hapur-1", 8, name="patrols", came=13)]
    ((about, sentence),) = said(seen(retold=files))
    assert about == "Hapur-0, Hapur-1 · squad daily"
    assert sentence == (
        "A file received on 12 November 2026 changed 10 published thana-days (1 November – 6 November 2026). "
        "The figures that it changed moved by 25.0 % on average, up or down. "
        "Please ask what was corrected, and from which record. "
        "1 more corrections changed published days beyond the target."
    )


def test_a_slip_put_right_within_the_target_is_not_asked_about() -> None:
    assert said(seen(retold=[corrected("hapur-0", 1)])) == []
    ((about, _sentence),) = said(seen(retold=[corrected("hapur-0", 1), corrected("hapur-1", 2)]))
    assert about == "Hapur-1 · squad daily"


def test_of_figures_that_were_all_nought_no_mean_is_told() -> None:
    ((_about, sentence),) = said(seen(retold=[corrected("hapur-0", 2, n_figures=0)]))
    assert "changed 2 published thana-days" in sentence
    assert "%" not in sentence


def test_hindi_has_no_english_in_it() -> None:
    one = seen(
        {"hapur-0": date(2026, 10, 31)},
        [("patrols", "hapur-0", date(2026, 11, 1))],
        [("hapur-1", "patrols", 5, 30)],
        retold=[corrected("hapur-0", 4), corrected("hapur-1", 2, came=13)],
    )
    asked = said(one, "hi")
    assert len(asked) == 4
    plain = " ".join(f"{about} {sentence}" for about, sentence in asked).replace("hapur", "").replace("baghpat", "")
    assert not any(letter.isascii() and letter.isalpha() for letter in plain)


def test_that_nothing_came_late_is_said_in_words() -> None:
    assert "no hours late" in none_late(seen(n_late=None), "en")
    assert none_late(seen(), "en") == ""

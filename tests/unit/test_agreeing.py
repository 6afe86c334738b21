"""The section on returns that contradict: which Kendras are listed, and what is said in words."""

from __future__ import annotations

from typing import Any

import pytest

from components.filings import agreeing
from components.filings.agreeing import Kendra

NAMES = {"a": "Khekra · Baghpat", "b": "Hapur Nagar · Hapur"}


def told(rows: tuple[int, int], days: tuple[int, int] | None, changed: int | None) -> dict[str, dict[str, Any]]:
    """Rows that add up of all, days in agreement of all, thana-days changed."""
    agreed = dict(zip(("other_numerator", "other_denominator"), days or (None, None), strict=True))
    return {
        "D7": dict(zip(("numerator", "denominator"), rows, strict=True)),
        "D8": agreed,
        "D9": {"numerator": changed},
    }


def board(**thanas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {code: {(0, thana): kpis[code] for thana, kpis in thanas.items()} for code in ("D7", "D8", "D9")}


def test_only_kendras_with_something_to_verify_are_listed_those_with_the_most_first() -> None:
    given = board(a=told((9, 10), (28, 30), 0), b=told((5, 5), (30, 30), 15), c=told((7, 7), None, None))
    assert agreeing.found(given) == [Kendra("b", 0, 0, 30, 15), Kendra("a", 1, 2, 30, 0)]


def test_what_is_not_known_of_a_kendra_is_a_dash_and_no_nought() -> None:
    (line,) = agreeing.table(agreeing.found(board(a=told((9, 10), None, None))), NAMES, "en").rows
    assert line == ("Khekra · Baghpat", 1, None, None)


def test_days_are_told_with_how_many_there_are() -> None:
    (line,) = agreeing.table([Kendra("a", 0, 2, 30, 0)], NAMES, "en").rows
    assert line == ("Khekra · Baghpat", 0, "2 of 30", 0)
    (line,) = agreeing.table([Kendra("a", 0, 2, 30, 0)], NAMES, "hi").rows
    assert line[2] == "30 में से 2"


@pytest.mark.parametrize(("lang", "none"), [("en", "no Kendra"), ("hi", "किसी केन्द्र")])
def test_that_nothing_is_to_verify_is_said(lang: str, none: str) -> None:
    assert none in agreeing.calm(board(a=told((9, 9), None, None)), lang)


@pytest.mark.parametrize(("lang", "none"), [("en", "cannot be compared"), ("hi", "मिलान नहीं हो सकता")])
def test_where_nothing_came_it_is_not_said_that_all_is_well(lang: str, none: str) -> None:
    nothing = {code: {(0, "a"): {"denominator": None, "other_denominator": None}} for code in ("D7", "D8", "D9")}
    assert none in agreeing.calm(nothing, lang)
    assert none in agreeing.calm(board(a=told((0, 0), (0, 0), None)), lang)


def test_beyond_eight_the_rest_is_folded() -> None:
    body = agreeing.html([Kendra(str(n), 1, 0, 30, 0) for n in range(9)], {}, "en")
    assert body.index("All 9 Kendras") > body.index("<tr><td>7</td>")
    assert "All 8 Kendras" not in agreeing.html([Kendra(str(n), 1, 0, 30, 0) for n in range(8)], {}, "en")


def test_how_far_figures_moved_is_said_only_where_some_did() -> None:
    days = {"other_numerator": 2273.0, "other_denominator": 2295.0}
    none, some = ({"other_numerator": pct, "other_denominator": n} for pct, n in ((None, None), (78.0, 15.0)))
    told_of = [agreeing.sentences({"D8": {"range": days}, "D9": {"range": one}}, "en") for one in (none, some)]
    assert [len(said) for said in told_of] == [1, 2]
    assert "2,295" in told_of[0][0] and "on 22." in told_of[0][0]
    assert "15 figures that were not zero before: by 5.2" in told_of[1][1]

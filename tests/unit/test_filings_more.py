"""Unknown names that can be confirmed, and restated figures as a table. Pure functions."""

from __future__ import annotations

from typing import Any

import polars as pl

from components.filings.alias import Unknown, unknown
from components.filings.restated import table
from warehouse.batch import QUARANTINED


def held_back(*rows: tuple[str, str | None, str | None]) -> pl.DataFrame:
    lines = [{"rule": rule, "value": value, "suggestion": suggestion} for rule, value, suggestion in rows]
    blank = dict.fromkeys(QUARANTINED)
    return pl.DataFrame([{**blank, **line} for line in lines], schema=QUARANTINED)


def test_a_spelling_is_asked_once_with_its_suggestions() -> None:
    twice = ("thana_unknown", "हापुड़", "हापुड़ देहात (Hapur Dehat); हाफिजपुर (Hafizpur)")
    assert unknown(held_back(twice, twice)) == [
        Unknown("thana", "हापुड़", ("हापुड़ देहात (Hapur Dehat)", "हाफिजपुर (Hafizpur)"))
    ]


def test_what_is_masked_not_a_name_or_without_a_suggestion_cannot_be_confirmed() -> None:
    rows = (
        ("thana_unknown", "•••", "बाबूगढ़ (Babugarh)"),
        ("date_unreadable", "31.02.2026", "x"),
        ("place_unknown", "रेलवे स्टेशन", None),
        ("place_unknown", None, "x"),
    )
    assert unknown(held_back(*rows)) == []


def test_what_was_confirmed_is_not_asked_again() -> None:
    row = ("thana_unknown", "हापुड़", "हापुड़ देहात (Hapur Dehat)")
    assert unknown(held_back(row), [("thana", "हापुड़")]) == []
    assert len(unknown(held_back(row), [("place", "हापुड़")])) == 1


ROW: dict[str, Any] = {
    "code": "K1",
    "unit_code": "hapur",
    "then_value": 90.0,
    "now_value": 92.5,
    "is_suppressed": False,
    "batches": ["a", "alien"],
}


def test_a_restated_figure_says_then_now_and_the_files_of_the_scope() -> None:
    body = table([ROW], {"hapur": "हापुड़"}, {"a": "hapur_cases.xlsx"}, "hi")
    assert "<td>90.0\u202f%</td><td><b>92.5\u202f%</b></td>" in body
    assert "<code>hapur_cases.xlsx</code>" in body
    assert "alien" not in body


def test_a_small_cell_stays_hidden_in_both_publications() -> None:
    body = table([{**ROW, "is_suppressed": True}], {}, {}, "hi")
    assert "90" not in body
    assert body.count("&lt;5") == 2


def test_no_change_is_said() -> None:
    assert "<table" not in table([], {}, {}, "hi")

"""The door gives many KPIs at once; what lies inside what was read is added up, not asked for again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components.context import Context
from metrics import catalogue, disclosure
from metrics.measure import measure
from warehouse import reads
from warehouse.query import open_snapshot
from warehouse.reads import Window

UseData = Callable[[Path], Settings]
WINDOWS = (
    Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30)),
    Window(date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 7)),
)
CODES = ("K1", "K2", "F7", "B1", "B3", "B4", "B5", "B6.p_ninety", "B8", "B9", "K4", "A1", "C5", "H2", "S6", "P1")


def context(settings: Settings, viewer: str) -> Context:
    return Context(settings, demo_viewers()[viewer], "hi", open_snapshot(settings))


@pytest.mark.parametrize("by", ["range", "district", "circle", "thana"])
def test_the_board_of_a_narrower_place_is_what_measure_says_of_it(use_data: UseData, published: Path, by: str) -> None:
    ctx = context(use_data(published), "dig")
    for scope in (ctx.scope, ctx.scope.narrow(district="hapur"), ctx.scope.narrow(circle="meerut-cantt")):
        told = door.board(ctx, scope, CODES, by, WINDOWS)
        for code in CODES:
            alone = measure(catalogue.load()[code], by, WINDOWS, scope, ctx.snapshot).to_dicts()
            assert set(told[code]) == {(row["window_no"], row["unit_code"]) for row in alone}
            for row in alone:
                shown = told[code][row["window_no"], row["unit_code"]]
                assert shown["is_suppressed"] or {name: shown[name] for name in row} == row, code


def test_narrowing_asks_the_snapshot_nothing_again(
    use_data: UseData, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = context(use_data(published), "dig")
    st.cache_data.clear()
    door.board(ctx, ctx.scope, CODES, "district", WINDOWS)
    hapur = ctx.scope.narrow(district="hapur")
    for by in ("district", "thana"):
        reads.units(ctx.snapshot, hapur, by)
    asked: list[str] = []
    monkeypatch.setattr(reads, "frame", lambda _snapshot, sql, *_: asked.append(sql))
    assert door.board(ctx, hapur, CODES, "district", WINDOWS)["K1"]
    assert asked == []


def test_choosing_one_thana_after_the_other_brings_no_hidden_count_back(use_data: UseData, published: Path) -> None:
    ctx, codes = context(use_data(published), "dig"), ("F1", "F2", "F3", "K6")
    windows = (*WINDOWS, Window(date(2025, 9, 22), date(2025, 11, 30), date(2025, 11, 30)))
    together = door.board(ctx, ctx.scope, codes, "thana", windows)
    measured = {code: measure(catalogue.load()[code], "thana", windows, ctx.scope, ctx.snapshot) for code in codes}
    veiled_for_another = 0
    for code, rows in measured.items():
        for row in rows.to_dicts():
            thana, key = row["unit_code"], (row["window_no"], row["unit_code"])
            alone = door.board(ctx, ctx.scope.narrow(thana=thana), codes, "thana", windows)[code]
            assert alone[key] == together[code][key]
            veiled_for_another += alone[key]["is_suppressed"] and not any(0 < n < 5 for n in women(code, row))
    assert veiled_for_another > 0


def women(code: str, row: dict[str, Any]) -> tuple[float, ...]:
    return disclosure.women(catalogue.load()[code], row)


def test_a_viewer_of_one_district_gets_no_more_by_asking_for_more(use_data: UseData, published: Path) -> None:
    settings = use_data(published)
    dig, asp = context(settings, "dig"), context(settings, "asp-hapur")
    own = door.board(asp, asp.scope, ("B1",), "range", WINDOWS)["B1"][0, "range"]["value"]
    whole = door.board(dig, dig.scope, ("B1",), "range", WINDOWS)["B1"][0, "range"]["value"]
    assert door.board(asp, dig.scope, ("B1",), "range", WINDOWS)["B1"][0, "range"]["value"] == own < whole


def test_parts_add_up_to_what_the_board_shows(use_data: UseData, published: Path) -> None:
    ctx = context(use_data(published), "dig")
    whole = door.board(ctx, ctx.scope, ("F3",), "district", WINDOWS)["F3"]
    parts = door.parts(ctx, ctx.scope, "F3", "district", WINDOWS)
    assert parts
    for key, row in whole.items():
        shown = [part for (*at, _), part in parts.items() if tuple(at) == key]
        if not row["is_suppressed"] and not any(part["is_suppressed"] for part in shown):
            assert sum(part["denominator"] or 0 for part in shown) == row["denominator"]
    journey = door.parts(ctx, ctx.scope, "F3", "range", WINDOWS, stream="journey")
    assert {part for *_, part in journey} == {"heard", "counselled", "referred", "served", "closed"}

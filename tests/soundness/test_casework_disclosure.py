"""The pages of cases, open cases and FIRs give nobody away: few women in no table or figure, no other district."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from access.roles import demo_viewers
from access.settings import Settings, load_settings
from components import door, export
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from components.drill import counted
from components.drill.bucket import FIR
from components.places import LEVELS
from locales import say
from metrics import ages, catalogue
from tests.screens import fir_range, small_range
from tests.screens.looking import HOME, look, words
from warehouse.query import open_snapshot
from warehouse.reads import Window

PAGES = ("cases", "backlog", "fir")
AT: dict[str, dict[str, str]] = {
    "range": {},
    "district": {"district": "baghpat"},
    "circle": {"district": "baghpat", "circle": "baghpat-khekra"},
    "thana": {"district": "baghpat", "circle": "baghpat-khekra", "thana": "khekra"},
}
FEW = range(1, 5)
# Heads of columns that count women; what else a table holds are shares, days, changes, names.
COUNTED = {
    *(f"charts.{name}" for name in ("n", "of_n", "unknown", "total", "lawful", "opened", "closed", "stock")),
    *("cases.known", "cases.recorded", "backlog.list.over_30", "backlog.list.open"),
    *("export.numerator", "export.denominator", "export.unknown"),
    *(f"backlog.band.{band}" for band in ages.BANDS),
    *(f"fir.list.{name}" for name in ("never", "late")),
}
# Figures whose bars or points count women, and along which axis; the others draw shares.
DRAWN = {
    **dict.fromkeys(("journey", "schemes", "intake", "moves", "bands"), "x"),
    **dict.fromkeys(("fir_hours", "fir_enquiry", "fir_investigation"), "x"),
    **dict.fromkeys(("flow", "eves"), "y"),
}


@dataclass(frozen=True)
class Looked:
    """A page as it reached the browser: its HTML with the labels, its figures by key, and the tables of its file."""

    body: str
    figures: dict[str, dict[str, Any]]
    alts: tuple[str, ...]
    tables: list[export.Titled]

    @property
    def everything(self) -> str:
        cells = (str(value) for _, table in self.tables for row in table.rows for value in (*row, *table.notes))
        return "\n".join([self.body, json.dumps(self.figures, ensure_ascii=False), *self.alts, *cells])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small range for cases and open cases, the FIR registers for the page of FIRs."""
    small, firs = tmp_path_factory.mktemp("small"), tmp_path_factory.mktemp("firs")
    small_range.make(Settings(data=small))
    fir_range.make(Settings(data=firs))
    return {"cases": small, "backlog": small, "fir": firs}


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, folders: dict[str, Path]) -> Iterator[Callable[[str], Settings]]:
    def point(page: str) -> Settings:
        monkeypatch.setenv("MISSION_DATA", str(folders[page]))
        monkeypatch.chdir(HOME)
        load_settings.cache_clear()
        return load_settings()

    yield point
    load_settings.cache_clear()


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch, use: Callable[[str], Settings]) -> Callable[..., Looked]:
    def open_page(viewer: str, page: str, **query: str) -> Looked:
        use(page)
        filed: list[export.Titled] = []
        monkeypatch.setattr(export, "page_button", lambda *shown: filed.extend(shown[-1]))
        app = look(viewer, page, lang="en", **query)
        assert not app.exception
        figures, alts = {}, []
        for chart in app.get("plotly_chart"):
            key = re.search(r"figure_(\w+)", chart.proto.id)
            assert key
            figures[key.group(1)] = json.loads(chart.proto.spec)
            alts.append(str(chart.proto))
        assert figures
        assert filed
        return Looked(words(app), figures, tuple(alts), filed)

    return open_page


def few_in(title: str, table: Table) -> list[tuple[str, Value, str]]:
    """Cells that tell a small count of women: the row's name, the count, the column."""
    heads = {say("en", key) for key in COUNTED}
    code = {kpi.words("en").label: kpi for kpi in catalogue.load().kpis}
    found: list[tuple[str, Value, str]] = []
    for row in table.rows:
        kpi = next((code[str(cell)] for cell in row[:2] if str(cell) in code), None)
        if kpi is not None and (not kpi.personal or kpi.kind in ("bunching", "stock_ratio") or kpi.code == "C2"):
            continue
        for head, cell in zip(table.heads, row, strict=True):
            if head in heads and isinstance(cell, int | float) and cell in FEW:
                found.append((f"{title}: {row[0]} {row[1]}", cell, head))
    return found


def few_drawn(figure: dict[str, Any], axis: str) -> list[float]:
    values = [value for trace in figure["data"] for value in _plain(trace.get(axis))]
    return [value for value in values if isinstance(value, int | float) and value in FEW]


def _plain(values: Any) -> list[Any]:
    """Plotly sends arrays of numbers as base64 of their bytes."""
    if isinstance(values, dict):
        return list(np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist())
    return list(values or [])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("at", AT)
def test_no_table_and_no_figure_tells_of_few_women(see: Callable[..., Looked], page: str, at: str) -> None:
    looked = see("dig", page, **AT[at])
    assert [cell for title, table in looked.tables for cell in few_in(title, table)] == []
    drawn = {key: few_drawn(figure, DRAWN[key]) for key, figure in looked.figures.items() if key in DRAWN}
    assert {key: values for key, values in drawn.items() if values} == {}


@pytest.mark.parametrize("page", PAGES)
def test_an_asp_sees_nothing_of_another_district(see: Callable[..., Looked], page: str) -> None:
    see("dig", page)  # what is cached for the DIG is cached for nobody else
    looked = see("asp-baghpat", page, district="meerut", thana="kankarkhera")
    settings = load_settings()
    places = door.places(Context(settings, demo_viewers()["dig"], "en", open_snapshot(settings)))
    units = [unit for level in LEVELS for unit in places.at(level)]
    own = " ".join(f"{unit.code} {unit.name_en} {unit.name_hi}" for unit in units if unit.district_code == "baghpat")
    others = {
        name
        for unit in units
        if unit.district_code != "baghpat"
        for name in (unit.code, unit.name_en, unit.name_hi)
        if name not in own and name.lower() != "medical"  # a thana of Meerut, and a dimension of counselling
    }
    assert len(others) > 100
    told = looked.everything
    assert sorted(name for name in others if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told)) == []
    assert "MSK/" not in told


@pytest.mark.parametrize(("n", "told"), [(12.0, "see the watch at the top of the page"), (0.0, "0")])
def test_the_list_of_numbers_leaves_matters_closed_without_an_fir_to_the_watch(
    monkeypatch: pytest.MonkeyPatch, use: Callable[[str], Settings], n: float, told: str
) -> None:
    """Twelve in the range and eleven in a district would be one in another."""
    settings = use("fir")
    row = {"is_suppressed": False, "numerator": n, "denominator": 40.0, "n_unknown": 0}
    monkeypatch.setattr(door, "board", lambda *_: {"F7": {(0, "range"): row}})
    ctx = Context(settings, demo_viewers()["dig"], "en", open_snapshot(settings))
    closed = next(one for one in FIR if one.code == "F7")
    window = Window(date(2025, 11, 1), date(2025, 11, 30), date(2025, 11, 30))
    assert counted.told(ctx, Choice(), window, [closed])[closed.id].words("en") == told

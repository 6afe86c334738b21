"""Formality on the page of returns: what is listed and for whom, the very rows, on record once, calm if all is well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from access.errors import NotAllowed
from access.roles import Viewer, demo_viewers
from access.settings import Settings
from components import choice, door, windows
from components.context import Context
from components.formality import reading
from components.formality.rows import rows_of, signs_of
from sample_data.reference import thanas
from sample_data.rows import SquadDay
from sample_data.squad import PUBLISHED
from sample_data.temper import chance_for
from tests import formality_kit as kit
from tests.screens.looking import html, look, words
from warehouse.build import publish
from warehouse.query import open_snapshot
from warehouse.store import Store

UseData = Callable[[Path], Settings]
N_DAYS = 40
COPIER, ROWS = "narsena", "formality_rows"
PICK = f"{COPIER}/squad_daily/same_as_last/"
EARLIER_ROW = "सभी आँकड़े पहले की पंक्ति जैसे"


def squad_days() -> list[SquadDay]:
    """Every thana of two districts; Narsena tells its first day again and again."""
    first = date(2026, 11, 15) - timedelta(days=N_DAYS - 1)
    told = []
    for thana in (one for one in thanas() if one.district in ("bulandshahr", "baghpat")):
        chance = chance_for(3, "formality", thana.code)
        for number in range(N_DAYS):
            counts = {name: chance.poisson(30) for name in PUBLISHED} | {"arrests": 0, "warned": chance.poisson(10)}
            row = SquadDay(thana=thana.code, day=first + timedelta(days=number), places_checked=9, **counts)
            told.append(replace(told[-1], day=row.day) if number and thana.code == COPIER else row)
    return told


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("copied"))
    kit.committed(Store(settings), {"squad_daily": squad_days()})
    publish(Store(settings), settings)
    return settings.data


def views(settings: Settings) -> list[dict[str, object]]:
    lines = [line for path in settings.data.glob("logs/*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return [entry for entry in map(json.loads, lines) if entry["event"] == "case_rows"]


def test_the_copied_return_is_listed_to_be_verified(use_data: UseData, copied: Path) -> None:
    use_data(copied)
    body = html(look("dig", "returns"))
    section = body[body.index("औपचारिकता: क्या कार्य") :]
    assert re.search(rf"नरसेना · बुलंदशहर</td>.*?{EARLIER_ROW}: 30 में से 30", section, re.S)
    assert section.count("◆ कृपया सत्यापित करें") == 1
    assert "D11" in section


def test_another_district_hears_nothing_of_it(use_data: UseData, copied: Path) -> None:
    use_data(copied)
    page = words(look("asp-baghpat", "returns"))
    assert "नरसेना" not in page
    assert EARLIER_ROW not in page
    assert "11 केन्द्र × विवरणी देखी गईं; किसी में भी" in page


def test_the_rows_are_shown_when_picked_and_put_on_record_once(use_data: UseData, copied: Path) -> None:
    settings = use_data(copied)
    page = look("asp-bulandshahr", "returns")
    assert "ms-rows" not in html(page)
    before = len(views(settings))
    page.selectbox(key=ROWS).set_value(PICK).run()
    page.run()
    body = html(page)
    assert "30 में से 30 पंक्तियाँ" in body
    assert "bulandshahr_squad_daily.csv · शीट 1 · पंक्ति" in body
    assert "15 नवंबर 2026" in body
    recorded = views(settings)[before:]
    assert [(entry["rows"], entry["n"]) for entry in recorded] == [(f"formality/{PICK}", 30)]


def test_who_may_see_no_rows_is_asked_nothing_and_refused(use_data: UseData, copied: Path) -> None:
    settings = use_data(copied)
    role = demo_viewers()["dig"].role.model_copy(update={"may_see_rows": False})
    ctx = Context(settings, Viewer(code="dig", role=role), "hi", open_snapshot(settings))
    places, calendar = door.places(ctx), door.calendar(ctx)
    chosen, window = choice.start(places), windows.resolve("last-30", calendar)
    assert window is not None
    sign = signs_of(reading.look(ctx, chosen, places, window))[0]
    with pytest.raises(NotAllowed):
        rows_of(ctx, chosen, window, sign)


def test_what_is_chosen_is_taken_from_what_may_be_seen(use_data: UseData, copied: Path) -> None:
    use_data(copied)
    assert "नरसेना" not in html(look("dig", "returns", district="baghpat")).split("औपचारिकता:")[1]


def test_in_english_nothing_of_it_is_left_in_hindi(use_data: UseData, copied: Path) -> None:
    use_data(copied)
    section = html(look("dig", "returns", lang="en")).split("Formality: was it real?")[1]
    assert not re.search(r"[\u0900-\u097f]", section.split("Restatements")[0])

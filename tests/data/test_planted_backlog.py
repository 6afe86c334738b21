"""The planted Kendra that closes before reviews is named on the first screen of the page of open cases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from access.settings import HOME, Settings, load_settings
from tests.screens.looking import html, look
from warehouse.reference import load_reference

pytestmark = pytest.mark.slow

_KEY = tomllib.loads((HOME / "sample_data" / "answer_key.toml").read_text(encoding="utf-8"))
PLANTED = next(trouble for trouble in _KEY["troubles"] if trouble["kind"] == "closures_bunched")


@pytest.fixture
def shown(demo_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    monkeypatch.chdir(HOME)
    load_settings.cache_clear()
    yield load_settings()
    load_settings.cache_clear()


@pytest.mark.parametrize("level", ["range", "district", "circle", "thana"])
@pytest.mark.parametrize("window", ["last-15", "last-30", "campaign"])
def test_it_is_named_in_words_before_anything_is_opened(shown: Settings, level: str, window: str) -> None:
    lists = load_reference(shown)
    thana = next(row for row in lists.thanas.to_dicts() if row["thana_code"] == PLANTED["thana"])
    place = {"district": PLANTED["district"], "circle": thana["circle_code"], "thana": PLANTED["thana"]}
    levels = ("range", *place)
    chosen = {name: place[name] for name in levels[1 : levels.index(level) + 1]}
    body = html(look("dig", "backlog", window=window, **chosen))
    asked = body[body.index('<section class="ms-exceptions">') :]
    first = asked[asked.index("<li>") : asked.index("</li>")]
    assert thana["name_hi"] in first
    assert "समीक्षा से पहले के दो दिनों में हुए" in first

"""Settings come from the environment; a wrong one stops the program with its name."""

from __future__ import annotations

import pytest

from access.errors import BadSettings
from access.settings import load_settings


@pytest.fixture(autouse=True)
def _fresh_settings() -> object:
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_a_folder_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_DATA", "elsewhere")
    assert str(load_settings().data) == "elsewhere"


def test_a_wrong_number_is_named_with_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_MAX_ROWS", "many")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert "MISSION_MAX_ROWS" in str(caught.value)
    assert "many" in str(caught.value)
    assert "MISSION_MAX_ROWS" in caught.value.sentence("hi")


def test_a_misspelt_setting_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSION_MAX_ROWZ", "10")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    for lang in ("hi", "en"):
        assert "MISSION_MAX_ROWZ" in caught.value.sentence(lang)
        assert "MISSION_MAX_ROWS" in caught.value.sentence(lang)

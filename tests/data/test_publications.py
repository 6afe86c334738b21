"""The publication that stood on an evening, by what it knew and by when it was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from access.settings import Settings
from tests.built_once import publish_once
from tests.warehouse_kit import commit, small_settings
from warehouse import build
from warehouse.publications import published_by
from warehouse.store import Store

REVIEW = date(2025, 11, 7)
Publish = Callable[..., str]


def squad(received: str, **more: Any) -> dict[str, Any]:
    row = {"thana_code": "hapur-nagar", "day": "2025-09-22", "persons_checked": 10, "warned": 1}
    days = ["2025-09-22", "2025-09-30"]
    given = {"return": "squad_daily", "thanas": ["hapur-nagar"], "days": days, "rows": [row], "received": received}
    return given | more


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_settings(tmp_path)


@pytest.fixture
def publish(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Commits what is given and publishes it at a moment of the test's choice; returns the snapshot's id."""

    def publish_at(moment: str, *batches: dict[str, Any]) -> str:
        store = Store(settings)
        for given in batches:
            commit(store, given)
        monkeypatch.setattr(build, "now", lambda: datetime.fromisoformat(moment))
        return publish_once(store, settings)

    return publish_at


def stood(settings: Settings, day: date = REVIEW) -> str | None:
    found = published_by(settings, day)
    return found.id if found else None


def test_before_anything_is_published_nothing_stood(settings: Settings) -> None:
    assert stood(settings) is None


def test_what_came_in_after_the_evening_was_not_known_then(settings: Settings, publish: Publish) -> None:
    then = publish("2025-11-06T10:00", squad("2025-11-06T09:00"))
    publish("2025-11-08T10:00", squad("2025-11-08T00:00", id="late"))
    assert stood(settings) == then
    assert stood(settings, date(2025, 11, 5)) is None


def test_what_came_in_on_the_evening_itself_was_known(settings: Settings, publish: Publish) -> None:
    publish("2025-11-06T10:00", squad("2025-11-06T09:00"))
    evening = publish("2025-11-07T23:59", squad("2025-11-07T23:58", id="evening"))
    assert stood(settings) == evening


def test_of_publications_that_know_the_same_the_last_of_that_evening_stood(
    settings: Settings, publish: Publish
) -> None:
    publish("2025-11-06T10:00", squad("2025-11-06T09:00"))
    again = publish("2025-11-07T18:00")
    publish("2025-11-09T10:00")
    assert stood(settings) == again


def test_of_publications_made_in_arrears_the_first_stands_for_that_evening(
    settings: Settings, publish: Publish
) -> None:
    publish("2026-02-01T10:00", squad("2025-10-06T09:00"))
    first = publish("2026-02-01T11:00", squad("2025-11-06T09:00", id="november"))
    publish("2026-02-01T12:00")
    publish("2026-02-01T13:00", squad("2025-12-06T09:00", id="december"))
    assert stood(settings) == first


def test_a_publication_of_nothing_knows_of_no_day(settings: Settings, publish: Publish) -> None:
    publish("2025-11-06T10:00")
    assert stood(settings) is None

"""The downloads on record: the range sees all, an office of a district its own, a broken line hides no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from access import audit, exports
from access.roles import demo_viewers
from access.settings import Settings

VIEWERS = demo_viewers()


def _line(at: str, viewer: str, event: str = "export", **facts: object) -> str:
    return json.dumps({"at": at, "event": event, "viewer": viewer, "role": viewer[:3], **facts}, ensure_ascii=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "audit-2026-10.jsonl").write_text(
        "\n".join(
            [
                _line("2026-10-30T10:00:00", "asp-meerut", page="cases"),
                _line("2026-10-31T10:00:00", "dig", page="fir"),
                '{"at": "2026-10-31T11:00:00", "event": "export", "vie',
                "",
            ]
        )
    )
    (logs / "audit-2026-11.jsonl").write_text(
        "\n".join(
            [
                _line("2026-11-01T10:00:00", "asp-hapur", page="explore", kpi="K1", n_rows=12),
                _line("2026-11-02T10:00:00", "asp-meerut", "sign_in"),
                _line("2026-11-03T10:00:00", "asp-meerut", "alias", file='the word "export" in a name'),
                _line("2026-11-04T10:00:00", "analyst", page="explore", kpi="B1"),
                "",
            ]
        )
    )
    return Settings(data=tmp_path)


@pytest.mark.parametrize("viewer", ["dig", "analyst"])
def test_the_range_sees_every_download_newest_first(settings: Settings, viewer: str) -> None:
    record = exports.on_record(settings, VIEWERS[viewer])
    assert [one.viewer for one in record.taken] == ["analyst", "asp-hapur", "dig", "asp-meerut"]
    assert [f"{one.at:%m-%d}" for one in record.taken] == ["11-04", "11-01", "10-31", "10-30"]
    assert (record.has_more, record.n_unreadable) == (False, 1)


@pytest.mark.parametrize(("viewer", "pages"), [("asp-hapur", ["explore"]), ("asp-meerut", ["cases"])])
def test_an_office_of_a_district_sees_its_own_and_nobody_elses(
    settings: Settings, viewer: str, pages: list[str]
) -> None:
    record = exports.on_record(settings, VIEWERS[viewer])
    assert [(one.viewer, one.fact("page")) for one in record.taken] == [(viewer, page) for page in pages]


def test_who_took_nothing_sees_nothing(settings: Settings) -> None:
    assert exports.on_record(settings, VIEWERS["asp-baghpat"]).taken == ()


def test_only_the_newest_are_read_and_that_there_are_more_is_said(settings: Settings) -> None:
    record = exports.on_record(settings, VIEWERS["dig"], most=3)
    assert ([one.viewer for one in record.taken], record.has_more) == (["analyst", "asp-hapur", "dig"], True)


def test_a_download_just_taken_is_the_first_line(settings: Settings) -> None:
    before = exports.on_record(settings, VIEWERS["asp-hapur"]).taken
    audit.record(settings, "export", VIEWERS["asp-hapur"], page="explore", kpi="K2", n_rows=3)
    after = exports.on_record(settings, VIEWERS["asp-hapur"]).taken
    assert after[1:] == before
    assert (after[0].fact("kpi"), after[0].facts["n_rows"], after[0].fact("format")) == ("K2", 3, None)


def test_before_the_first_line_there_is_no_record(tmp_path: Path) -> None:
    assert exports.on_record(Settings(data=tmp_path), VIEWERS["dig"]) == exports.Record((), False, 0)

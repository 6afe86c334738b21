"""Handing files in over the page: who may, what counts at the press, and what is told of a load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from access.roles import Viewer, demo_viewers
from access.settings import Settings
from components import desk
from tests.screens.looking import html, look

UseData = Callable[[Path], Settings]
BAGHPAT = "squad_daily-baghpat-00002"


def test_only_the_analyst_is_offered_to_load(use_data: UseData, filed: Path) -> None:
    use_data(filed)
    offered = {viewer: "filings_start" in [b.key for b in look(viewer, "returns").button] for viewer in demo_viewers()}
    assert [viewer for viewer, is_offered in offered.items() if is_offered] == ["analyst"]


def test_the_analyst_may_load_before_anything_is_published(use_data: UseData, tmp_path: Path) -> None:
    use_data(tmp_path)
    assert "filings_start" in [button.key for button in look("analyst", "returns").button]
    assert "filings_start" not in [button.key for button in look("dig", "returns").button]


class Begun(NamedTuple):
    """What the loading process was begun with."""

    files: list[str]
    received_at: datetime | None
    corrects: str | None


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Begun]:
    """Loads are not begun but noted."""
    loads: list[Begun] = []

    def note(
        settings: Settings, viewer: Viewer, uploads: Sequence[desk.Upload], at: datetime | None, corrects: str | None
    ) -> None:
        loads.append(Begun([upload.name for upload in uploads], at, corrects))

    monkeypatch.setattr(desk, "start", note)
    return loads


def with_a_file_chosen() -> AppTest:
    app = look("analyst", "returns")
    app.file_uploader[0].set_value(("baghpat.csv", b"a,b\n1,2\n", "text/csv"))
    return app.run()


def test_what_was_chosen_last_counts_though_the_page_was_not_drawn_again(
    use_data: UseData, filed: Path, begun: list[Begun]
) -> None:
    """One request carries both the choice and the press: a quick hand, or a slow server."""
    use_data(filed)
    app = with_a_file_chosen()
    app.segmented_control(key="filings_when").set_value("earlier").run()
    app.selectbox(key="filings_corrects").set_value(BAGHPAT)
    for part, number in {"day": 5, "month": 11, "year": 2026, "hour": 9, "minute": 30}.items():
        app.selectbox(key=f"filings_{part}").set_value(number)
    app.button(key="filings_start").click().run()
    assert begun == [Begun(["baghpat.csv"], datetime(2026, 11, 5, 9, 30), BAGHPAT)]


def test_files_handed_in_on_a_day_that_no_calendar_has_are_not_loaded(
    use_data: UseData, filed: Path, begun: list[Begun]
) -> None:
    use_data(filed)
    app = with_a_file_chosen()
    app.segmented_control(key="filings_when").set_value("earlier").run()
    for part, number in {"day": 31, "month": 2, "year": 2026}.items():
        app.selectbox(key=f"filings_{part}").set_value(number)
    app.button(key="filings_start").click().run()
    assert begun == []
    assert html(app).count("31.2.2026 कैलेंडर में नहीं है") == 1


def test_a_load_that_runs_is_found_by_any_session_of_the_analyst(
    use_data: UseData, filed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = use_data(filed)
    run = desk.Run("analyst", datetime(2026, 11, 6, 9, 41), 3, n_expected=3, n_begun=2, n_checked=1)
    run.step, run.file = "gate.step.check", "hapur.csv"
    monkeypatch.setitem(desk._runs, str(settings.data), run)
    app = look("analyst", "returns")
    assert "09:41" in html(app)
    assert "3 में से 1 फाइलें जाँची गईं · hapur.csv · जाँच" in html(app)
    assert "filings_cancel" in [button.key for button in app.button]
    assert "filings_start" not in [button.key for button in app.button]
    assert "09:41" not in html(look("dig", "returns"))


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ({"is_cancelled": True}, "भरना रोक दिया गया। पिछला प्रकाशन यथावत है।"),
        ({"told": {"error": {"sentence_hi": "कारण यह है", "sentence_en": "this is why"}}}, "कारण यह है"),
        ({"told": None}, "भरने का कार्य बीच में समाप्त हो गया।"),
    ],
)
def test_a_load_without_verdicts_says_why(
    use_data: UseData, filed: Path, monkeypatch: pytest.MonkeyPatch, ended: dict[str, object], said: str
) -> None:
    settings = use_data(filed)
    run = desk.Run("analyst", datetime(2026, 11, 6, 9, 41), 1)
    for name, value in ended.items():
        setattr(run, name, value)
    run._done.set()
    monkeypatch.setitem(desk._runs, str(settings.data), run)
    app = look("analyst", "returns")
    assert said in html(app)
    app.button(key="filings_again").click().run()
    assert desk.current(settings) is None

"""Presses that come twice, late or together: each does once what it stood beside when it was pressed."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from access.roles import demo_viewers
from access.settings import Settings
from access.sign_offs import of_batch
from components import desk
from components.filings import batches
from etl.files.incoming import from_bytes
from etl.judging.batches import Delivery
from etl.progress import Silent
from etl.run import Lot, load
from locales import say
from tests.screens import filed_range
from tests.screens.looking import at_once, html, look, notice, press_again
from tests.screens.test_explore_files import downloads_of, show
from warehouse import filings
from warehouse.store import Store

UseData = Callable[[Path], Settings]
ANALYST = demo_viewers()["analyst"]
HAPUR = "squad_daily-hapur-00001"


@pytest.fixture(scope="module")
def unknown_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a file in which a thana is called by a name that says nothing."""
    data = tmp_path_factory.mktemp("unknown_names")
    text = filed_range.GOOD.read_text(encoding="utf-8").replace("\nबाबूगढ़,05", "\nहापुड़,05")
    lot = Lot((from_bytes("hapur.csv", text.encode()),), Delivery(datetime(2026, 11, 2)))
    load([lot], Settings(data=data), Silent())
    return data


def logged(settings: Settings) -> list[tuple[str, str]]:
    """What the audit says, line by line: the event and whose it was."""
    lines = [line for path in sorted((settings.data / "logs").glob("*")) for line in path.read_text().splitlines()]
    return [(told["event"], told["viewer"]) for told in map(json.loads, lines)]


def test_signing_in_twice_is_one_sign_in(use_data: UseData, tmp_path: Path) -> None:
    settings = use_data(tmp_path)
    app = look(None)
    button = app.button(key="sign_in_dig")
    button.click().run()
    press_again(app, button)
    assert logged(settings) == [("sign_in", "dig")]


def test_another_name_pressed_at_once_leaves_as_the_first(use_data: UseData, tmp_path: Path) -> None:
    settings = use_data(tmp_path)
    app = look(None, lang="en")
    other = app.button(key="sign_in_asp-hapur")
    app.button(key="sign_in_dig").click().run()
    app.session_state["choice"] = "what the DIG chose"
    press_again(app, other)
    assert logged(settings) == [("sign_in", "dig"), ("sign_out", "dig"), ("sign_in", "asp-hapur")]
    assert app.session_state["viewer"] == "asp-hapur"
    assert "choice" not in app.session_state
    assert "Hapur" in html(app)


def test_signing_out_twice_is_one_sign_out(use_data: UseData, tmp_path: Path) -> None:
    settings = use_data(tmp_path)
    app = look("dig")
    button = app.button(key="sign_out")
    button.click().run()
    press_again(app, button)
    assert not app.exception
    assert logged(settings) == [("sign_out", "dig")]


def copy_of(data: Path, folder: Path) -> Path:
    """A data folder that holds what the other was loaded with, and nothing of what was done on its pages."""
    return shutil.copytree(data, folder / "data", ignore=shutil.ignore_patterns("logs", "sign_offs"))


def test_signing_off_twice_is_one_sign_off_and_no_fault(use_data: UseData, filed: Path, tmp_path: Path) -> None:
    settings = use_data(copy_of(filed, tmp_path))
    app = look("asp-hapur", "returns", batch=HAPUR)
    button = next(one for one in app.button if str(one.key).startswith("filings_sign"))
    button.click().run()
    press_again(app, button)
    assert len(of_batch(settings, HAPUR)) == 1
    assert logged(settings).count(("sign_off", "asp-hapur")) == 1
    assert not notice(app)


def test_a_sign_off_is_of_the_batch_that_the_button_stood_beside(
    use_data: UseData, filed: Path, tmp_path: Path
) -> None:
    """Another batch is drawn meanwhile, with a button of its own: the press was not for that one."""
    settings = use_data(copy_of(filed, tmp_path))
    later = filed_range.GOOD.read_text(encoding="utf-8").replace("अक्टूबर", "अगस्त").replace(".10.2026", ".08.2026")
    load([Lot((from_bytes("later.csv", later.encode()),), Delivery(datetime(2026, 11, 6)))], settings, Silent())
    (other,) = [one.batch_id for one in Store(settings).batches() if one.file_name == "later.csv"]
    app = look("asp-hapur", "returns", district="hapur", batch=HAPUR, window="campaign")
    button = next(one for one in app.button if str(one.key).startswith("filings_sign"))
    app.selectbox(key="filings_batch").set_value(other).run()
    assert any(str(one.key).startswith("filings_sign") for one in app.button)
    press_again(app, button)
    assert ([len(of_batch(settings, one)) for one in (HAPUR, other)]) == [1, 0]


def test_a_form_handed_in_twice_begins_one_load(
    use_data: UseData, filed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_data(filed)
    begun: list[str] = []
    monkeypatch.setattr(desk, "start", lambda settings, viewer, uploads, at, corrects: begun.append(uploads[0].name))
    app = look("analyst", "returns")
    app.file_uploader[0].set_value(("baghpat.csv", b"a,b\n1,2\n", "text/csv"))
    app.run()
    button = app.button(key="filings_start")
    button.click().run()
    press_again(app, button)
    assert begun == ["baghpat.csv"]
    assert not notice(app)


class Process:
    """A loading process that takes its time to end."""

    def __init__(self, run: desk.Run) -> None:
        self.run, self.ended = run, 0

    def terminate(self) -> None:
        self.ended += 1
        threading.Timer(0.2, self.run._done.set).start()

    def kill(self) -> None:
        raise AssertionError("it ends when it is asked to")


def running(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[desk.Run, Process]:
    run = desk.Run("analyst", datetime(2026, 11, 6, 9, 41), 3)
    process = Process(run)
    run._process = process  # type: ignore[assignment]
    monkeypatch.setitem(desk._runs, str(settings.data), run)
    return run, process


def test_two_sessions_that_stop_a_load_at_once_stop_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data=tmp_path)
    run, process = running(settings, monkeypatch)
    presses = [threading.Thread(target=desk.cancel, args=(settings, ANALYST, run)) for _ in range(2)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert (process.ended, logged(settings)) == (1, [("load_cancelled", "analyst")])


def test_a_press_meant_for_a_load_that_ended_leaves_the_next_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path)
    first, _ = running(settings, monkeypatch)
    first._done.set()
    second, process = running(settings, monkeypatch)
    desk.cancel(settings, ANALYST, first)
    assert (process.ended, second.is_cancelled, second.is_running) == (0, False, True)
    second._done.set()
    desk.put_away(settings, first)
    assert desk.current(settings) is second
    desk.put_away(settings, second)
    assert desk.current(settings) is None


def test_a_load_that_could_not_be_put_on_record_does_not_seem_to_run(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    (tmp_path / "logs").write_text("a file where the folder should be")
    with pytest.raises(OSError):
        desk.start(settings, ANALYST, [desk.Upload("a.csv", b"a")], None, None)
    run = desk.current(settings)
    assert run is not None
    assert not run.is_running
    desk.put_away(settings, run)


def test_a_spelling_confirmed_twice_is_confirmed_once(use_data: UseData, unknown_names: Path, tmp_path: Path) -> None:
    settings = use_data(copy_of(unknown_names, tmp_path))
    app = look("analyst", "returns", district="hapur", batch=HAPUR, window="last-90")
    button = next(one for one in app.button if str(one.key).startswith("alias_confirm_"))
    button.click().run()
    press_again(app, button)
    assert logged(settings).count(("alias", "analyst")) == 1
    assert not app.exception
    assert not notice(app)


def test_a_spelling_is_confirmed_though_something_else_was_chosen_before_the_page_had_come_so_far(
    use_data: UseData, unknown_names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that the press began is ended by the next choice, above the place where the names stand."""
    settings = use_data(copy_of(unknown_names, tmp_path))
    app = look("analyst", "returns", district="hapur", batch=HAPUR, window="last-90")
    with monkeypatch.context() as ended:
        ended.setattr("components.header.line", ends_here)
        next(one for one in app.button if str(one.key).startswith("alias_confirm_")).click()
        at_once(app)
    look_again = app.run()
    assert logged(settings).count(("alias", "analyst")) == 1
    assert not look_again.exception


def ends_here(*_: object) -> str:
    import streamlit as st

    st.stop()


def test_a_file_is_prepared_as_it_is_asked_for_at_the_press(tmp_path: Path) -> None:
    app = show(tmp_path)
    app.selectbox("explore_extent").select("family").run()
    app.selectbox("explore_format").select("xlsx")
    app.button("explore_prepare").click()
    at_once(app)
    assert downloads_of(app) == [say("hi", "downloads.take.xlsx")]


def test_files_of_several_kendras_for_the_same_days_are_told_apart(use_data: UseData, filed: Path) -> None:
    """A browser tells back the words of what was chosen: of two alike the last would be taken for either."""
    store = Store(use_data(filed))
    (one,) = [batch for batch in filings.filed(store, ANALYST.scope) if batch.batch.batch_id == HAPUR]
    others = [("00002", "thana_2.csv"), ("00003", "thana_3.csv"), ("00004", "thana_3.csv")]
    several = [
        one,
        *(
            replace(one, batch=one.batch.model_copy(update={"batch_id": f"squad-{code}", "file_name": name}))
            for code, name in others
        ),
    ]
    plain = batches.name(one, {"hapur": "हापुड़"}, "hi")
    assert batches.names(several, {"hapur": "हापुड़"}, "hi") == {
        HAPUR: f"{plain} · {one.batch.file_name}",
        "squad-00002": f"{plain} · thana_2.csv",
        "squad-00003": f"{plain} · thana_3.csv · squad-00003",
        "squad-00004": f"{plain} · thana_3.csv · squad-00004",
    }
    assert batches.names([one], {"hapur": "हापुड़"}, "hi") == {HAPUR: plain}

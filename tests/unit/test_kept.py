"""What a download button gives outlives the drawing that it stood in, and is forgotten in the end."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from importlib.util import find_spec, module_from_spec
from pathlib import Path

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components.files import kept

HERE, ELSEWHERE = "0.1", "0.2"


@pytest.fixture
def longer() -> Iterator[pytest.MonkeyPatch]:
    """Streamlit's own parts come back afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        for kind, name in (
            (MediaFileManager, "_remove_orphaned_deferred_callables"),
            (MediaFileMetadata, "mark_for_delete"),
            (MediaFileMetadata, "is_marked_for_delete"),
        ):
            patch.setattr(kind, name, vars(kind)[name])
        kept.longer()
        yield patch


@pytest.fixture
def manager() -> MediaFileManager:
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def draw(manager: MediaFileManager, told: bytes, at: str = HERE) -> str:
    """A run from its beginning to its end, in which the button gives that; what the browser asks for at a press."""
    manager.clear_session_refs()
    button = manager.add_deferred(lambda: told, "text/csv", at)
    manager.remove_orphaned_files()
    return button


def fetch(manager: MediaFileManager, url: str) -> bytes:
    file = manager.read_file(url.rsplit("/", 1)[1].split(".")[0])
    assert file, "it is gone"
    return file.content


def wait(longer: pytest.MonkeyPatch, seconds: float) -> None:
    now = kept.monotonic()
    longer.setattr(kept, "monotonic", lambda: now + seconds)


@pytest.fixture
def untouched() -> MediaFileManager:
    """Streamlit's own, of its module read anew: whatever imports the dashboard in this process has it keep longer."""
    spec = find_spec(MediaFileManager.__module__)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    manager: MediaFileManager = module.MediaFileManager(MemoryMediaFileStorage("/media"))
    return manager


def test_streamlit_itself_forgets_both(untouched: MediaFileManager) -> None:
    """If it no longer does, `kept` has nothing left to do."""
    manager = untouched
    before = draw(manager, b"before")
    url = manager.execute_deferred(before)
    for told in (b"now", b"later"):
        draw(manager, told)
    with pytest.raises(MediaFileStorageError, match="not found"):
        manager.execute_deferred(before)
    with pytest.raises(AssertionError, match="gone"):
        fetch(manager, url)


def test_the_dashboard_keeps_them_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(kept, "longer", lambda: asked.append(True))
    runpy.run_path(str(Path(__file__).resolve().parents[2] / "dashboard.py"))
    assert asked == [True]


def test_a_button_of_before_the_page_was_drawn_again_gives_what_it_stood_beside(
    longer: pytest.MonkeyPatch, manager: MediaFileManager
) -> None:
    before = draw(manager, b"before")
    for at in (HERE, ELSEWHERE, HERE):
        draw(manager, b"now", at)
    assert fetch(manager, manager.execute_deferred(before)) == b"before"


def test_a_file_outlives_the_runs_that_end_before_it_is_fetched(
    longer: pytest.MonkeyPatch, manager: MediaFileManager
) -> None:
    url = manager.execute_deferred(draw(manager, b"asked for"))
    for _ in range(3):
        draw(manager, b"now")
    assert fetch(manager, url) == b"asked for"


def test_both_are_forgotten_in_the_end(longer: pytest.MonkeyPatch, manager: MediaFileManager) -> None:
    before = draw(manager, b"before")
    url = manager.execute_deferred(before)
    now = draw(manager, b"now")
    wait(longer, kept.SECONDS)
    draw(manager, b"later")
    with pytest.raises(MediaFileStorageError, match="not found"):
        manager.execute_deferred(before)
    with pytest.raises(AssertionError, match="gone"):
        fetch(manager, url)
    assert fetch(manager, manager.execute_deferred(now)) == b"now", "this one has only just left the page"


def test_what_a_page_shows_is_kept_for_as_long_as_it_shows_it(
    longer: pytest.MonkeyPatch, manager: MediaFileManager
) -> None:
    button = draw(manager, b"shown")
    wait(longer, 100 * kept.SECONDS)
    manager.remove_orphaned_files()
    assert fetch(manager, manager.execute_deferred(button)) == b"shown"

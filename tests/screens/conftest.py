"""One small snapshot for all screen tests, a running dashboard, and a browser that photographs what fails."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from access.settings import Settings, load_settings
from tests.browser import DRAWS_MAPS, FLAGS, PATIENCE_SECONDS, Tabs, enter, find_browser
from tests.screens import filed_range, small_range

HOME = Path(__file__).resolve().parents[2]
FAILURES = Path(__file__).with_name("failures")
Open = Callable[..., Page]
expect.set_options(timeout=PATIENCE_SECONDS * 1_000)
ELSEWHERE = "dashboard.example"  # a name that only the test browser knows


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the small snapshot."""
    folder = tmp_path_factory.mktemp("published")
    small_range.make(Settings(data=folder))
    return folder


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with files as they came: Hapur's late and in part, Baghpat's held, one that nobody could place."""
    folder = tmp_path_factory.mktemp("filed")
    filed_range.make(Settings(data=folder))
    return folder


@pytest.fixture(scope="session")
def held_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small range, in which Hapur's Kendras have also left FIRs unregistered that had been found necessary."""
    folder = tmp_path_factory.mktemp("held_back")
    small_range.make(Settings(data=folder))
    small_range.hold_firs_back(Settings(data=folder), "hapur")
    return folder


@pytest.fixture
def use_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Settings]]:
    """Points this process at a data folder."""

    def point(folder: Path) -> Settings:
        monkeypatch.setenv("MISSION_DATA", str(folder))
        monkeypatch.chdir(HOME)
        load_settings.cache_clear()
        return load_settings()

    yield point
    load_settings.cache_clear()


@pytest.fixture(scope="session")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that serves the small snapshot."""
    yield from serve_script("dashboard.py", published, tmp_path_factory.mktemp("served") / "log")


def serve_script(script: str, data: Path, log: Path) -> Iterator[str]:
    """Serves a data folder by a script until it is asked again; gives the address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    environment = {**os.environ, "MISSION_DATA": str(data)}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the dashboard did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def tabs() -> Iterator[Tabs]:
    """Those of a browser that draws maps, and reaches this machine and nobody else."""
    path = find_browser()
    assert path, "the screen tests need a browser: apt-get install chromium fonts-noto-core"
    hosts = f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *DRAWS_MAPS, hosts])
        yield Tabs(chromium)
        chromium.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Serves a data folder of a module's own, which its tests may write to; gives the address."""
    running: dict[Path, Iterator[str]] = {}
    addresses: dict[Path, str] = {}

    def serve_it(data: Path) -> str:
        if data not in running:
            running[data] = serve_script("dashboard.py", data, tmp_path_factory.mktemp("served") / "log")
            addresses[data] = next(running[data])
        return addresses[data]

    yield serve_it
    for one in running.values():
        next(one, None)


@pytest.fixture
def open_page(open_at: Open, served: str) -> Open:
    """Opens an address of the dashboard in a session of its own; signs in where a viewer is named."""
    return partial(open_at, served)


@pytest.fixture
def open_at(take_tab: Open) -> Open:
    """The same, of the dashboard that is served there."""

    def open_it(
        served: str, viewer: str | None = None, at: str = "/", size: tuple[int, int] = (1280, 720), theme: str = "light"
    ) -> Page:
        page = take_tab(size, theme)
        enter(page, served, viewer, at)
        return page

    return open_it


@pytest.fixture
def take_tab(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Open]:
    """An empty page, as `Tabs.take`."""
    taken: list[Page] = []

    def take(size: tuple[int, int] = (1280, 720), theme: str = "light") -> Page:
        taken.append(tabs.take(size, theme))
        return taken[-1]

    yield take
    if getattr(request.node, "has_failed", False):
        _photograph(request.node.name, taken)
        for page in taken:
            page.close()
    else:
        for page in taken:
            tabs.give_back(page)


def _photograph(name: str, pages: list[Page]) -> None:
    FAILURES.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        page.screenshot(path=FAILURES / f"{re.sub(r'[^A-Za-z0-9_-]+', '_', name)}-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.has_failed = True  # type: ignore[attr-defined]  # read when the browser fixture is taken down
    return report

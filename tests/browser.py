"""Finds the browser that the screen tests drive; as root on Debian, installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Error, Locator, Page, Request, WebSocket

PATIENCE_SECONDS = 60  # for anything the server has to do first; on a machine of two cores that others keep busy

# The shell is the same browser without a window around the page, and opens one with less than two thirds of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without a graphics card the browser draws maps by itself only if it is told to.
DRAWS_MAPS = ("--use-gl=swiftshader", "--enable-unsafe-swiftshader")


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def find_browser() -> str | None:
    """The path of a Chromium: the system's, else Playwright's own, else None."""
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or _playwrights_own()


class Tabs:
    """The tabs of a browser, which are used again: half of what opening a page costs is what a new tab has to learn.

    A page that is opened in one is as new as in any other: Streamlit begins a session with each, and nothing is kept.
    """

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(accept_downloads=True)
        self.context.set_default_timeout(PATIENCE_SECONDS * 1_000)
        self.free: list[Page] = []

    def take(self, size: tuple[int, int] = (1280, 720), theme: str = "light") -> Page:
        """An empty page of that size, for somebody who has their machine in that theme."""
        page = self.free.pop() if self.free else self.context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null", color_scheme="dark" if theme == "dark" else "light")
        return page

    def give_back(self, page: Page) -> None:
        page.set_extra_http_headers({})
        page.evaluate("() => location.origin === 'null' || [localStorage, sessionStorage].forEach(one => one.clear())")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self.context.clear_cookies()
        self.free.append(page)


def enter(page: Page, served: str, viewer: str | None = None, at: str = "/") -> None:
    """Opens an address of the dashboard in a session of its own; signs in where a viewer is named; lets it be drawn."""
    page.goto(served + at)
    page.locator(".ms-card").first.wait_for()
    if viewer:
        page.locator(f".st-key-sign_in_{viewer} button").click()
        page.locator(".ms-title").wait_for()
    settle(page)


@dataclass
class Heard:
    """What a page asked of its dashboard and of others, and what its scripts stumbled over."""

    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@contextmanager
def hear(page: Page, served: str) -> Iterator[Heard]:
    """Listens to a page that is to speak to the dashboard at that address alone."""
    heard, home = Heard(), (served, served.replace("http", "ws", 1), "data:", "blob:")

    def note(one: Request | WebSocket) -> None:
        (heard.asked if one.url.startswith(home) else heard.outside).append(one.url)

    def stumble(fault: Error) -> None:
        heard.faults.append(str(fault))

    page.on("request", note)
    page.on("websocket", note)
    page.on("pageerror", stumble)
    yield heard
    page.remove_listener("request", note)
    page.remove_listener("websocket", note)
    page.remove_listener("pageerror", stumble)


def settle(page: Page) -> None:
    """Until the script has run to its end."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


def choose(page: Page, section: str, name: str) -> None:
    """Opens a section of the menu and clicks the page of that name in it."""
    item = page.get_by_role("menuitem", name=name, exact=True)
    _open_and_take(page, page.get_by_role("button", name=section, exact=True), item)


def pick(page: Page, box: Locator, name: str, *, exact: bool = False) -> str:
    """Takes an option of a list, by its words or a part of them; gives all of its words."""
    return _open_and_take(page, box, page.get_by_role("option", name=name, exact=exact))


def _open_and_take(page: Page, opens: Locator, one: Locator) -> str:
    """Clicks what opens a list and then one of what is in it; gives its words.

    A list that is opened while the page is still being drawn closes again: whoever looks at it opens it once more. How
    long to look for it first nobody knows, so each time twice as long.
    """
    from playwright.sync_api import TimeoutError

    look_ms, until = 3_000, time.monotonic() + PATIENCE_SECONDS
    while True:
        settle(page)
        opens.click()
        try:
            one.wait_for(timeout=look_ms)
            told = one.inner_text(timeout=look_ms)
            one.click(timeout=look_ms)
            return told
        except TimeoutError:
            if time.monotonic() > until:
                raise
            page.keyboard.press("Escape")
            look_ms *= 2


def download(page: Page, button: Locator) -> Download:
    """What comes of a press on that button, once the page stands still: until then it still is of what stood before."""
    settle(page)
    with page.expect_download() as coming:
        button.click()
    return coming.value


def text_of(download: Download) -> str:
    """What a CSV holds that was downloaded."""
    return Path(download.path()).read_text(encoding="utf-8-sig")


def press_mark(page: Page, at: tuple[float, float], name: str, opened: Locator) -> None:
    """Points at a mark of a map until it says its name, then clicks it until what it opens is there.

    deck.gl looks up what lies under the pointer between press and release, and takes a press longer than a quarter of a
    second for no click: a browser that draws without a graphics card can be that slow on a busy machine.
    """
    from playwright.sync_api import TimeoutError

    page.mouse.move(*at)
    page.locator(".deck-tooltip", has_text=name).wait_for()
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        page.mouse.click(*at)
        try:
            opened.wait_for(timeout=PATIENCE_SECONDS * 250)
            return
        except TimeoutError:
            if time.monotonic() > until:
                raise


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium and the Devanagari fonts …", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", NAMES[0], "fonts-noto-core"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    if find_browser() is None:
        _install()
    if find_browser() is None:
        print("The screen tests need a browser: apt-get install chromium fonts-noto-core", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Finds the browser that the screen tests drive; as root on Debian, installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

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


def open_window(browser: Browser, size: tuple[int, int] = (1280, 720), **more: Any) -> Page:
    """An empty page in a session of its own; `more` as for a Playwright context."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True, **more)
    context.set_default_timeout(PATIENCE_SECONDS * 1_000)
    return context.new_page()


def choose(page: Page, section: str, name: str) -> None:
    """Opens a section of the menu and clicks the page of that name in it."""
    page.get_by_role("button", name=section, exact=True).click()
    page.get_by_role("menuitem", name=name, exact=True).click()


def settle(page: Page) -> None:
    """Until the script has run to its end."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


def pick(page: Page, box: Locator, name: str, *, exact: bool = False) -> str:
    """Takes an option of a list, by its words or a part of them; gives all of its words.

    A list that is opened while the page is still being drawn closes again: whoever looks at it opens it once more.
    """
    from playwright.sync_api import TimeoutError

    option = page.get_by_role("option", name=name, exact=exact)
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        settle(page)
        box.click()
        try:
            option.wait_for(timeout=3_000)
            told = option.inner_text(timeout=3_000)
            option.click(timeout=3_000)
            return told
        except TimeoutError:
            if time.monotonic() > until:
                raise
            page.keyboard.press("Escape")


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

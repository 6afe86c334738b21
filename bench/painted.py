"""A filter change to the last chart painted in Chromium: the dashboard against itself with its numbers hard-wired."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from access.settings import HOME
from bench.ratio import Ratio
from tests.browser import FLAGS, find_browser

LIMIT = 1.3
ORDINARY, HARD_WIRED = "dashboard.py", "bench/hard_wired.py"
Change = tuple[str, int]  # a box of the filter bar, and the place in its list of what is picked

# Notes when the box was clicked and when a chart was last touched by a run of the script that had begun since.
WATCH = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const state = () => app.getAttribute('data-test-script-state');
  const seen = window.seen = {start: 0, ran: false, painted: 0, touched: 0};
  const charts = '.js-plotly-plot, [data-testid="stPlotlyChart"]';
  new MutationObserver(changes => {
    const now = performance.now();
    seen.touched = now;
    seen.ran = seen.ran || (seen.start > 0 && state() === 'running');
    const of_chart = ({target, addedNodes}) => (target.closest && target.closest(charts))
      || [...addedNodes].some(node => node.querySelector && (node.matches(charts) || node.querySelector(charts)));
    if (seen.ran && changes.some(of_chart)) requestAnimationFrame(() => { seen.painted = performance.now(); });
  }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  document.addEventListener('click', event => {
    if (event.target.closest('[role="option"]'))
      Object.assign(seen, {start: performance.now(), ran: false, painted: 0});
  }, true);
}
"""
# The run is over, every chart is drawn, and nothing has moved for a while.
SETTLED = """
before => {
  const app = document.querySelector('[data-testid="stApp"]'), now = performance.now();
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  return window.seen.ran && app.getAttribute('data-test-script-state') === 'notRunning'
    && location.search !== before && charts.length > 0
    && charts.every(chart => chart.querySelector('.js-plotly-plot svg')) && now - window.seen.touched > 700;
}
"""


def painted(name: str, data: Path, changes: Sequence[Change]) -> Ratio:
    """The median of several changes, each made on both servers in turn. The hard-wired one has seen them all before.

    Raises RuntimeError when the page shows no chart, or a change is not answered.
    """
    with ExitStack() as stack, sync_playwright() as playwright:
        served = {script: stack.enter_context(_served(script, data)) for script in (ORDINARY, HARD_WIRED)}
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        rehearsal = _opened(chromium, served[HARD_WIRED], name)
        for change in changes:
            _timed(rehearsal, change)
        pages = {script: _opened(chromium, address, name) for script, address in served.items()}
        times: dict[str, list[float]] = {script: [] for script in pages}
        for change in changes:
            for script, page in pages.items():
                times[script].append(_timed(page, change))
        chromium.close()
    floor, ours = (statistics.median(times[script]) for script in (HARD_WIRED, ORDINARY))
    return Ratio(f"{name}, filter change to last chart painted", floor, ours, LIMIT, "ms")


def _opened(chromium: Browser, address: str, name: str) -> Page:
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)  # until a first session has been here, Streamlit knows no page by its address
    page.locator(".ms-card").first.wait_for()
    page.goto(f"{address}/view-{name}")
    page.locator(".st-key-sign_in_dig button").click()
    page.locator(".ms-title").wait_for()
    page.locator(".js-plotly-plot svg").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.evaluate(WATCH)
    return page


def _timed(page: Page, change: Change) -> float:
    """Milliseconds from the click on what is picked to the frame after the last touch of a chart."""
    box, place = change
    before = page.evaluate("location.search")
    page.locator(f".st-key-filter_{box} [role=combobox]").first.click()
    page.get_by_role("option").nth(place).click()
    page.wait_for_function(SETTLED, arg=before)
    return float(page.evaluate("window.seen.painted - window.seen.start"))


@contextmanager
def _served(script: str, data: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    environment = {**os.environ, "MISSION_DATA": str(data), "PYTHONPATH": str(HOME)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {address}")

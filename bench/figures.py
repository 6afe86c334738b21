"""The page of figures itself: a warm run of its script at one and at many times the rows, and its longest questions.

How long a family of KPIs takes by thana and day of a year is reported only, against the same by thana and whole year.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench import warm
from bench.ratio import Ratio

LIMIT_MS = 150.0
WINDOW = "campaign"  # all of the year
QUESTIONS: tuple[dict[str, str], ...] = ({}, {"kpi": "K2", "by": "thana", "time": "week"})
FAMILY = "I"
ASKED = """
import json, sys, time
from datetime import date
from access.scope import Scope
from access.settings import load_settings
from metrics import catalogue
from metrics.explore.plan import Question
from metrics.explore.told import tell
from warehouse.query import open_snapshot
from warehouse.reads import Window

family, grain = sys.argv[1:]
settings = load_settings()
snapshot = open_snapshot(settings)
through = snapshot.manifest.data_through
window = Window(through.replace(year=through.year - 1), through, through)
kpis = [kpi for kpi in catalogue.load().kpis if kpi.code[0] == family]
asked, scope = Question("thana", window, grain), Scope.whole_range("dig")
start = time.perf_counter()
n_rows = sum(1 for kpi in kpis for _ in tell(kpi, asked, scope, snapshot, settings.small_cell))
print(json.dumps({"seconds": time.perf_counter() - start, "rows": n_rows, "kpis": len(kpis)}))
"""


def measure() -> list[Ratio]:
    """Raises RuntimeError when the page did not draw or a question was not answered."""
    once, often = warm.folders()
    drawn = [one for more in QUESTIONS for one in warm.script("explore", WINDOW, once, often, LIMIT_MS, **more)]
    return [*drawn, longest(once)]


def longest(data: Path) -> Ratio:
    """The family by thana and day of a year against the same by thana alone."""
    floor, found = _asked("whole", data), _asked("day", data)
    name = f"explore, {found['kpis']:.0f} KPIs, {found['rows']:,.0f} rows by thana and day of a year"
    return Ratio(name, floor["seconds"], found["seconds"], float("inf"))


def _asked(grain: str, data: Path) -> dict[str, float]:
    command = [sys.executable, "-c", ASKED, FAMILY, grain]
    environment = {**os.environ, "MISSION_DATA": str(data)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found

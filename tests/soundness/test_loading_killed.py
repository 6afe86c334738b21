"""A load killed at any moment leaves the last good snapshot, and the next load puts everything right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from access.settings import HOME, Settings
from etl.files.incoming import from_path
from etl.judging.batches import Delivery
from etl.judging.standing import manifest_of
from etl.progress import Silent
from etl.run import Lot, Report, load
from tests import warm
from warehouse.store import Store

FILES = HOME / "tests" / "data" / "loading" / "rows_fell"
FIRST, SECOND = FILES / "1_hapur_squad_daily.csv", FILES / "3_hapur_squad_daily_nov.csv"

# The load is told to die when a function is called for the n-th time, before or after that function did its work.
DYING = """
import os, signal, sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
import etl.judging.prepare
from access.settings import load_settings
from etl.judging.batches import Delivery
from etl.files.incoming import from_path
from etl.progress import Silent
from etl.run import Lot, load

where, name, when, count, path = sys.argv[1:]
etl.judging.prepare.count_rules = lambda *_: ()  # spares what Great Expectations takes to count
holder = import_module(where)
*outer, last = name.split(".")
for part in outer:
    holder = getattr(holder, part)
original, calls = getattr(holder, last), []

def dying(*args, **kwargs):
    calls.append(1)
    if when == "before" and len(calls) == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    answer = original(*args, **kwargs)
    if len(calls) == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(holder, last, dying)
load([Lot((from_path(Path(path)),), Delivery(datetime(2026, 12, 2, 12)))], load_settings(), Silent())
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one return, published."""
    data = tmp_path_factory.mktemp("good")
    _load(data, FIRST)
    return data


def _load(data: Path, path: Path) -> Report:
    return load([Lot((from_path(path),), Delivery(datetime(2026, 12, 2, 12)))], Settings(data=data), Silent())


@pytest.mark.parametrize(
    ("where", "name", "when", "count"),
    [
        ("etl.judging.prepare", "read_file", "after", 1),
        ("warehouse.store", "Store._write", "before", 1),
        ("warehouse.store", "Store._write", "after", 1),  # rows written, but no record of the batch
        ("warehouse.store", "write_text_whole", "after", 1),  # the record written, nothing published
        ("warehouse.build", "_run", "after", 9),
        ("warehouse.build", "_make_visible", "before", 1),
        ("warehouse.store", "Store.set_current", "before", 1),  # the snapshot whole, but not yet shown
        ("warehouse.store", "Store.set_current", "after", 1),
    ],
)
def test_killed_there(good: Path, tmp_path: Path, where: str, name: str, when: str, count: int) -> None:
    data = tmp_path / "data"
    shutil.copytree(good, data)
    before = Store(Settings(data=data)).current_id()
    dying = ["-c", DYING, where, name, when, str(count), str(SECOND)]
    died = warm.run(dying, os.environ | {"MISSION_DATA": str(data)})
    assert died.returncode == -signal.SIGKILL, died.stderr[-2000:]
    store = Store(Settings(data=data))
    is_shown = (name, when) == ("Store.set_current", "after")
    assert is_shown or store.current_id() == before
    assert manifest_of(store, store.current_id() or "").inputs

    _load(data, SECOND)
    _everything_is_right(data)


def _everything_is_right(data: Path) -> None:
    store = Store(Settings(data=data))
    batches = store.batches()
    assert [(batch.file_name, batch.verdict) for batch in batches] == [
        (FIRST.name, "published"),
        (SECOND.name, "published"),
    ]
    shown = manifest_of(store, store.current_id() or "")
    assert {batch.batch_id for batch in shown.inputs} == {batch.batch_id for batch in batches}
    assert store.clean_up() == 0
    assert not [path for path in data.rglob("*") if path.name.startswith(".aside")]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the process list that Linux gives")
def test_the_processes_that_prepare_files_die_with_their_load(tmp_path: Path) -> None:
    folder = tmp_path / "returns"
    folder.mkdir()
    for number in range(14):
        shutil.copy(FIRST, folder / f"{number:02}_hapur_squad_daily.csv")
    running = subprocess.Popen(
        [sys.executable, "-m", "etl", "load", str(folder)],
        cwd=HOME,
        env=os.environ | {"MISSION_DATA": str(tmp_path / "data")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children = _when(lambda: _children(running.pid), lambda found: len(found) >= 3)  # two workers and a helper
    running.kill()
    running.wait()
    assert len(children) >= 3
    assert _when(lambda: list(filter(_is_alive, children)), lambda alive: not alive) == []


def _when(look: Callable[[], list[int]], is_so: Callable[[list[int]], bool]) -> list[int]:
    """What is seen once it is so, or at the end of half a minute."""
    for _ in range(150):
        if is_so(look()):
            break
        time.sleep(0.2)
    return look()

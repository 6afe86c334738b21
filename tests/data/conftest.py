"""The sample, made, written and loaded once for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from access.roles import demo_viewers
from access.scope import Scope
from access.settings import Settings, load_settings
from components.context import Context
from etl.demo import run_demo
from etl.progress import Silent
from sample_data import Sample, generate, write
from sample_data.filing import Boxes
from tests import warm
from tests.oracle.book import Book
from tests.oracle.figures import Oracle
from warehouse.query import Snapshot, frame, open_snapshot


@pytest.fixture(scope="session")
def sample() -> Sample:
    return generate()


@pytest.fixture(scope="session")
def oracle(sample: Sample) -> Oracle:
    return Oracle(Book(sample))


@pytest.fixture(scope="session")
def boxed(oracle: Oracle) -> Boxes:
    """Return, district and period → the rows of that file of the sample."""
    return oracle.book.boxed


@pytest.fixture(scope="session")
def sample_folder(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample_returns")
    write(sample, folder, lambda _line: None)
    return folder


@pytest.fixture(scope="session")
def demo_settings(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder that holds the whole sample, loaded and published the way `make run` does it."""
    settings = Settings(data=tmp_path_factory.mktemp("mission_data"))
    run_demo(sample_folder, settings, Silent())
    return settings


@pytest.fixture(scope="session")
def snapshot(demo_settings: Settings) -> Snapshot:
    return open_snapshot(demo_settings)


@pytest.fixture(scope="session")
def oracle_with_ground(oracle: Oracle, snapshot: Snapshot) -> Oracle:
    """The oracle that knows how large the thanas' catchments are: the one thing that it takes from the snapshot."""
    sql = "select thana_code, area_km2 from dim_outline where level = 'thana' and {scope}"
    oracle.areas = dict(frame(snapshot, sql, Scope.whole_range("dig")).iter_rows())
    return oracle


def run_etl(data: Path, *arguments: str) -> CompletedProcess[str]:
    """`python -m etl` on a data folder of its own. Exits 1 and 2 (held, refused, nothing done) are answers too."""
    done = warm.run(["-m", "etl", *arguments], os.environ | {"MISSION_DATA": str(data)})
    assert done.returncode in (0, 1, 2), done.stderr[-4000:]
    return done


@pytest.fixture
def dig(demo_settings: Settings, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    """The DIG who looks at the loaded sample, in English."""
    monkeypatch.setenv("MISSION_DATA", str(demo_settings.data))
    load_settings.cache_clear()
    yield Context(load_settings(), demo_viewers()["dig"], "en", snapshot)
    load_settings.cache_clear()

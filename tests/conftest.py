"""Shares the tests out over two processes: a file stays together, and so does all that reads the loaded sample."""

from __future__ import annotations

import sys

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import Scheduling

from tests import sharing

# A busy machine is no failing property: how long a case takes is not what is tested.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

_MAIN = sys.modules["__main__"]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    return sharing.Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    sharing.check(items)


def pytest_runtest_teardown() -> None:
    """AppTest leaves a page's script where the main module was: a load's processes, which begin with it, would die."""
    sys.modules["__main__"] = _MAIN

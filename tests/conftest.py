"""Shares the tests out over two processes: a file stays together, and so does all that reads the loaded sample."""

from __future__ import annotations

import hypothesis
import pytest

# A busy machine is no failing property: how long a case takes is not what is tested.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        group = "sample" if "sample" in getattr(item, "fixturenames", ()) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))

"""How the tests are shared out over the processes: a file stays together, and so does all that reads the sample.

Making and loading the sample takes as long as hundreds of tests, so that one process alone may need it: its readers are
one group, whatever files they stand in, and what stands beside them is free for the other process. (xdist's own
`loadgroup` writes the group into a test's name, which pytest 9.2 no longer lets it: pytest-dev/pytest-xdist#1386.)
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

HOME = Path(__file__).resolve().parent.parent
SAMPLE = "sample"


class Sharing(LoadScopeScheduling):
    """Hands a process one group after the other: the sample first, then the files with a browser, then the longest."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        heaviest = max(self.workqueue, key=lambda group: (*_weight(group), len(self.workqueue[group])))
        self.workqueue.move_to_end(heaviest, last=False)
        super()._assign_work_unit(node)


def _weight(group: str) -> tuple[bool, bool]:
    return group == SAMPLE, group != SAMPLE and "mark.browser" in _source(group)


def group_of(nodeid: str) -> str:
    """The group of a test, named from the folder of the project: `sample`, or its file by itself."""
    file, *within = nodeid.split("::")
    return SAMPLE if file.startswith("tests/data/") and within[-1].split("[")[0] in _readers(file) else file


@cache
def _source(file: str) -> str:
    return (HOME / file).read_text(encoding="utf-8")


@cache
def _readers(file: str) -> set[str]:
    """The tests and fixtures of a file that ask for a fixture of tests/data/conftest.py that the file does not define.

    They ask for it themselves, or through one another.
    """
    functions = [node for node in ast.parse(_source(file)).body if isinstance(node, ast.FunctionDef)]
    given = [function for function in functions if function.name.startswith("test") or _is_fixture(function)]
    asked = {function.name: {argument.arg for argument in function.args.args} for function in given}
    readers: set[str] = set()
    reached = _sample_fixtures() - asked.keys()
    while more := {name for name, names in asked.items() if names & reached} - readers:
        readers |= more
        reached |= more
    return readers


@cache
def _sample_fixtures() -> set[str]:
    """The fixtures there, each of which needs the sample."""
    tree = ast.parse(_source("tests/data/conftest.py"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and _is_fixture(node)}


def _is_fixture(function: ast.FunctionDef) -> bool:
    return any("fixture" in ast.unparse(decorator) for decorator in function.decorator_list)


def check(items: list[pytest.Item]) -> None:
    """A test that reads the sample outside its group would have it loaded again: UsageError for the first such."""
    for item in items:
        if SAMPLE in getattr(item, "fixturenames", ()) and group_of(_name(item)) != SAMPLE:
            raise pytest.UsageError(f"{item.nodeid} reads the sample; tests/sharing.py does not see that it does")


def _name(item: pytest.Item) -> str:
    """The test's name as the scheduler has it, from whatever folder pytest was called."""
    return f"{item.path.relative_to(HOME).as_posix()}::{item.nodeid.split('::', maxsplit=1)[1]}"

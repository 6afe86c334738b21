"""How the tests are shared out over the processes: a file stays together, and so does all that reads the sample.

Making and loading the sample takes as long as hundreds of tests, so that one process alone may need it. (xdist's own
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
        return group_of(nodeid.split("::", maxsplit=1)[0])

    def _assign_work_unit(self, node: WorkerController) -> None:
        heaviest = max(self.workqueue, key=lambda group: (*_weight(group), len(self.workqueue[group])))
        self.workqueue.move_to_end(heaviest, last=False)
        super()._assign_work_unit(node)


def _weight(group: str) -> tuple[bool, bool]:
    return group == SAMPLE, group != SAMPLE and "mark.browser" in _source(group)


@cache
def group_of(file: str) -> str:
    """The group of a test file, named from the folder of the project: `sample`, or the file by itself."""
    return SAMPLE if file.startswith("tests/data/") and _asks_for_sample(_source(file)) else file


@cache
def _source(file: str) -> str:
    return (HOME / file).read_text(encoding="utf-8")


def _asks_for_sample(source: str) -> bool:
    """Whether a test or fixture of the file asks for one of tests/data/conftest.py that the file does not define."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    given = [function for function in functions if function.name.startswith("test") or _is_fixture(function)]
    asked = {argument.arg for function in given for argument in function.args.args}
    return bool(asked & _sample_fixtures() - {function.name for function in functions})


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
        file = item.path.relative_to(HOME).as_posix()
        if SAMPLE in getattr(item, "fixturenames", ()) and group_of(file) != SAMPLE:
            raise pytest.UsageError(f"{item.nodeid} reads the sample; tests/sharing.py does not see that it does")

"""Streamlit may serve a page file straight from its address: such a file must do nothing when it is run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (HOME / "pages").glob("*.py") if path.name != "__init__.py")


def does_nothing(statement: ast.stmt) -> bool:
    """A docstring, an import, a definition, or a constant made of literals."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
        return True
    value = getattr(statement, "value", None)
    is_binding = isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
    return is_binding and value is not None and _is_literal(value)


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_only_defines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    acting = [statement.lineno for statement in tree.body if not does_nothing(statement)]
    assert not acting, f"pages/{path.name} does something at import, lines {acting}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_drawn_by_render_of_a_context(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    renders = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "render"]
    assert [argument.arg for argument in renders[0].args.args] == ["ctx"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


def test_the_dashboard_is_short_and_computes_no_figure() -> None:
    for name in ("dashboard.py", "front.py"):
        text = (HOME / name).read_text(encoding="utf-8")
        assert len(text.splitlines()) < 60
        assert "metrics" not in text


def test_a_page_that_acts_would_be_found() -> None:
    assert not does_nothing(ast.parse("st.write('rows')").body[0])
    assert not does_nothing(ast.parse("ROWS = load()").body[0])
    assert not does_nothing(ast.parse("if True: pass").body[0])

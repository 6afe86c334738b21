"""Every KPI of the page by the units below what is chosen, a table for each family."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from components import matrix_html, sections
from components.matrix import Matrix
from locales import say
from metrics import catalogue

FAMILIES = ("C", "K", "R", "S", "H")


def codes() -> tuple[str, ...]:
    """The codes of these families, in the order of the catalogue."""
    kpis = catalogue.load().kpis
    return tuple(kpi.code for family in FAMILIES for kpi in kpis if kpi.code.startswith(family))


def only(matrix: Matrix, wanted: tuple[str, ...]) -> Matrix:
    """The rows of some codes, in their order."""
    rows = {row.kpi.code: row for row in matrix.rows}
    return replace(matrix, rows=tuple(rows[code] for code in wanted))


def html(matrix: Matrix, lang: str) -> str:
    """The families under their names; signs are explained once, below the last."""
    groups = [(family, tuple(rows)) for family, rows in groupby(matrix.rows, key=lambda row: row.kpi.code[0])]
    drawn = [sections.heading(say(lang, "cases.all_title"), say(lang, "cases.all_question"))]
    for number, (family, rows) in enumerate(groups, 1):
        drawn.append(f"<h3>{say(lang, f'glossary.family.{family}')}</h3>")
        drawn.append(matrix_html.table(replace(matrix, rows=rows), lang, with_legend=number == len(groups)))
    return "".join(drawn)


def is_empty(matrix: Matrix) -> bool:
    """Whether nothing at all is known of what is chosen; a suppressed figure is known, and so is a nought."""
    return not any(cell.is_suppressed or cell.value is not None for row in matrix.rows for cell in row.cells)

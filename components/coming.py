"""Where fewer women came: an emptier desk is then no better work, whatever the arrow of the open cases says."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from components import door
from components.choice import Choice
from components.context import Context
from components.matrix import Cell, Matrix, Row
from metrics import catalogue, comparison
from metrics import windows as spans


def calmed(ctx: Context, choice: Choice, matrix: Matrix) -> Matrix:
    """The matrix, of units whose intake fell beyond noise since the window compared. Of windows of unlike length, which
    cannot be compared by counts, it is left as it is.
    """
    now, then = matrix.window, matrix.compared
    if then is None or spans.n_days(now) != spans.n_days(then):
        return matrix
    scope, kpi = choice.within(ctx.scope), catalogue.load()[comparison.INTAKE]
    fewer = set[str]()
    for by in (choice.whole, choice.parts):
        rows = door.measured(ctx, scope, comparison.INTAKE, by, (now, then)) if by else {}
        units = {unit for _, unit in rows}
        fewer |= {unit for unit in units if comparison.has_fewer_coming(kpi, rows[0, unit], rows[1, unit])}
    return calm(matrix, fewer)


def calm(matrix: Matrix, units: Container[str] | None = None) -> Matrix:
    """Less work is neither met nor better there, for intake alone brings it about; of all where no unit is named."""
    return replace(matrix, rows=tuple(_calm_row(row, units) for row in matrix.rows))


def _calm_row(row: Row, units: Container[str] | None) -> Row:
    if row.kpi.code not in comparison.BY_INTAKE:
        return row
    cells = (_calm(cell) if units is None or cell.unit_code in units else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _calm(cell: Cell) -> Cell:
    change = replace(cell.change, is_better=None) if cell.change and cell.change.is_better else cell.change
    return replace(cell, change=change, status="watch" if cell.status == "met" else cell.status)

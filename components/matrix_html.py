"""Draws the matrix as one hand-built table: light, and readable without colour or hover."""

from __future__ import annotations

from html import escape

from components import words
from components.definition import definition, target, target_value
from components.matrix import SHAPES, Cell, Column, Matrix, Row
from components.sparkline import data_uri
from locales import say
from metrics.catalogue import Kpi
from metrics.comparison import Change

_MANY_COLUMNS = 7


def table(matrix: Matrix, lang: str, *, with_legend: bool = True) -> str:
    """The whole matrix; on a phone its cells stack under each KPI. Of several tables the last one has the legend."""
    width = "one" if len(matrix.columns) == 1 else "many" if len(matrix.columns) >= _MANY_COLUMNS else "some"
    heads = "".join(_head(column, lang) for column in matrix.columns)
    rows = "".join(_row(row, matrix, lang) for row in matrix.rows)
    return (
        f'<table class="ms-matrix {width}"><caption>{escape(caption(matrix, lang))}</caption>'
        f'<thead><tr><th scope="col">{escape(say(lang, "matrix.kpi"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{legend(lang) if with_legend else ''}"
    )


def caption(matrix: Matrix, lang: str) -> str:
    """The window and what it is compared with, in words."""
    window = words.period(lang, matrix.window.start, matrix.window.end)
    if matrix.compared is None:
        return say(lang, "matrix.caption_alone", window=window)
    compared = words.period(lang, matrix.compared.start, matrix.compared.end)
    return say(lang, "matrix.caption", window=window, compared=compared)


def legend(lang: str) -> str:
    shown = ("met", "missed", "watch", "steady", "too_few", "context")
    items = "".join(f"<span><b>{SHAPES[name]}</b> {escape(say(lang, f'legend.{name}'))}</span>" for name in shown)
    notes = "".join(
        f"<span>{escape(say(lang, key))}</span>" for key in ("legend.change", "legend.trend", "legend.none")
    )
    return f'<div class="ms-legend">{items}{notes}</div>'


def held_words(column: Column, lang: str) -> str:
    """Which slices of a column are old, in the few words that fit its head."""
    names = ", ".join(dict.fromkeys(say(lang, f"return.{held.return_name}") for held in column.held))
    return say(lang, "matrix.held", returns=names) if names else ""


def is_held(kpi: Kpi, column: Column) -> bool:
    """Whether a return that the KPI reads is held back for the column."""
    return any(held.return_name in kpi.returns for held in column.held)


def _head(column: Column, lang: str) -> str:
    return f'<th scope="col">{escape(column.name)}{_why_held(column, lang)}</th>'


def _why_held(column: Column, lang: str) -> str:
    if not column.held:
        return ""
    reasons = "".join(f"<div>{escape(held.reason)}</div>" for held in column.held)
    return f"<details><summary>{escape(held_words(column, lang))}</summary>{reasons}</details>"


def _row(row: Row, matrix: Matrix, lang: str) -> str:
    cells = "".join(_cell(row.kpi, cell, column, lang) for cell, column in zip(row.cells, matrix.columns, strict=True))
    whole = next(cell for cell, column in zip(row.cells, matrix.columns, strict=True) if column.is_whole)
    note = f'<span class="target">{escape(row.note)}</span>' if row.note else ""
    return f'<tr><th scope="row">{head(row.kpi, whole, lang)}{note}</th>{cells}</tr>'


def head(kpi: Kpi, whole: Cell, lang: str) -> str:
    """Name, target, and the definition on demand with what stands behind the cell."""
    return (
        f'<span class="name">{escape(kpi.words(lang).short)}</span>'
        f'<span class="target">{escape(target(kpi, lang))}</span>'
        f'<details class="ms-def"><summary>{escape(say(lang, "definition.open", code=kpi.number))}</summary>'
        f"<div>{definition(kpi, lang, whole)}</div></details>"
    )


def _cell(kpi: Kpi, cell: Cell, column: Column, lang: str) -> str:
    classes = f"is-{cell.standing}" + (" whole" if column.is_whole else "")
    return f'<td class="{classes}">{inside(kpi, cell, column, lang)}</td>'


def inside(kpi: Kpi, cell: Cell, column: Column, lang: str) -> str:
    """Everything that a cell says: value, trend, status, change, counts, what is missing."""
    return (
        f'<div class="ms-cell"><span class="ms-unit">{escape(column.name)}</span>'
        f"{_value(kpi, cell, lang)}{_spark(kpi, cell, lang)}"
        f'<span class="ms-line"><b class="status">{cell.shape} {escape(say(lang, f"status.{cell.standing}"))}</b>'
        f"{_change(kpi, cell.change, lang)}{_counts(kpi, cell, lang)}{_gaps(kpi, cell, column, lang)}</span></div>"
    )


def shown_value(kpi: Kpi, cell: Cell, lang: str) -> str:
    """The value as it stands in the cell: a suppressed one as <5, a missing one as a dash."""
    return say(lang, "cell.few") if cell.is_suppressed else words.value(lang, kpi.unit, cell.value)


def _value(kpi: Kpi, cell: Cell, lang: str) -> str:
    has_none = cell.is_suppressed or cell.value is None
    figure, space, unit = shown_value(kpi, cell, lang).partition(" ")
    named = f"{space}<small>{escape(unit)}</small>" if unit else ""
    return f'<span class="ms-value{" none" if has_none else ""}">{escape(figure)}{named}</span>'


def _spark(kpi: Kpi, cell: Cell, lang: str) -> str:
    picture = None if cell.is_suppressed else data_uri(cell.trend, target_value(kpi))
    if picture is None:
        return ""
    label = escape(say(lang, "cell.trend", n=words.number(lang, len(cell.trend))))
    return f'<i class="ms-spark" role="img" aria-label="{label}" style="--s:url(\'{picture}\')"></i>'


def change_words(kpi: Kpi, change: Change, lang: str) -> str:
    """▲ or ▼ with the amount, and whether it is better or worse where it is more than noise."""
    digits = words.digits_for(kpi.unit, change.amount) if change.amount else 0
    shown = round(change.amount, digits)
    arrow = "▲" if shown > 0 else "▼" if shown < 0 else "±"
    return f"{arrow} {words.number(lang, abs(shown), digits)} {change_meaning(change, lang)}".rstrip()


def change_meaning(change: Change, lang: str) -> str:
    """Better or worse; nothing where the change is no more than noise, or the KPI has no good direction."""
    if change.is_better is None:
        return ""
    return say(lang, "change.better" if change.is_better else "change.worse")


def _change(kpi: Kpi, change: Change | None, lang: str) -> str:
    if change is None:
        return ""
    kind = {True: "better", False: "worse", None: "noise"}[change.is_better]
    return f'<span class="{kind}">{escape(change_words(kpi, change, lang))}</span>'


def _counts(kpi: Kpi, cell: Cell, lang: str) -> str:
    text = counts_words(kpi, cell, lang)
    return f'<span class="n">{escape(text)}</span>' if text else ""


def counts_words(kpi: Kpi, cell: Cell, lang: str) -> str:
    """n / N of a rate; of a stock what it was then, and the change in per cent."""
    if cell.is_suppressed or cell.value is None:
        return ""
    if kpi.is_against_last_review:
        return _then(cell, lang)
    if kpi.kind == "formality":  # indices added up over Kendras are no part of a whole
        return ""
    if cell.numerator is None or cell.denominator is None:
        return ""
    return f"{words.number(lang, cell.numerator)} / {words.number(lang, cell.denominator)}"


def _then(cell: Cell, lang: str) -> str:
    if not cell.before or cell.value is None:
        return ""
    pct = words.signed(lang, (cell.value - cell.before) / cell.before * 100, 1)
    return say(lang, "cell.then", n=words.number(lang, cell.before), pct=pct)


def _gaps(kpi: Kpi, cell: Cell, column: Column, lang: str) -> str:
    """What did not come, and that the figure is an old one because its return is held."""
    said: list[str] = []
    if cell.status == "none_due":
        return ""
    if cell.n_missing:
        counts = {"n": words.number(lang, cell.n_missing), "of": words.number(lang, cell.n_expected)}
        said.append(say(lang, "cell.missing", **counts))
    if cell.read_on:
        said.append(say(lang, "cell.read_on", day=words.day(lang, cell.read_on)))
    if is_held(kpi, column):
        said.append(say(lang, "cell.held"))
    return "".join(f'<span class="gap">{escape(text)}</span>' for text in said)

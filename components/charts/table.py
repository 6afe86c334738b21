"""The table twin of a chart: the same figures as HTML and as CSV lines, from one list of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from components import words
from locales import say

Value = str | int | float | None
_SHARE = re.compile(r"[<≤]?[\d.,]+(\s?%)?")


@dataclass(frozen=True)
class Table:
    """Each row as long as the heads. A figure that is not known is None, a suppressed one is its words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[Sequence[object]]:
        """Heads, rows, notes for `export.to_csv`: figures stay figures, what is not known stays empty."""
        rows = [["" if value is None else _rounded(value) for value in row] for row in self.rows]
        return [self.heads, *rows, *([note] for note in self.notes)]

    def html(self, lang: str) -> str:
        """The table, then its notes."""
        columns = [_Column.of([row[place] for row in self.rows], lang) for place in range(len(self.heads))]
        pairs = zip(self.heads, columns, strict=True)
        head = "".join(f'<th scope="col"{column.kind}>{escape(head)}</th>' for head, column in pairs)
        body = "".join(f"<tr>{_cells(row, columns, lang)}</tr>" for row in self.rows)
        notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in self.notes)
        table = f'<table class="ms-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        return f'<div class="ms-wide">{table}</div>{notes}'

    def sentence(self, lang: str) -> str:
        """The rows in words, for those who hear a chart instead of seeing it."""
        told = (
            f"{written(row[0], lang)}: "
            + ", ".join(f"{head} {written(value, lang)}" for head, value in zip(self.heads[1:], row[1:], strict=True))
            for row in self.rows
        )
        return "; ".join([*told, *self.notes])


@dataclass(frozen=True)
class _Column:
    """How a column is written: its figures with as many decimals as the finest of them; figures stand at the right."""

    digits: int
    is_figures: bool

    @classmethod
    def of(cls, values: Sequence[Value], lang: str) -> _Column:
        figures = [value for value in values if isinstance(value, int | float)]
        hidden = {say(lang, "cell.few"), say(lang, "status.suppressed")}
        is_told = any(value is not None for value in values)
        is_figures = is_told and all(not isinstance(value, str) or value in hidden for value in values)
        is_figures = is_figures or _are_shares(values)
        return cls(max(map(_digits, figures), default=0), is_figures)

    @property
    def kind(self) -> str:
        return ' class="figure"' if self.is_figures else ""


def _are_shares(values: Sequence[Value]) -> bool:
    """Percentages already put into words, with counts or dashes between them: they too stand at the right."""
    told = [value for value in values if isinstance(value, str)]
    is_some = any(value.endswith("%") for value in told)
    return is_some and all(_SHARE.fullmatch(value) or value == words.NOTHING for value in told)


def written(value: Value, lang: str, digits: int | None = None) -> str:
    """Counts without decimals, shares and means with one, a dash where nothing is known."""
    if value is None:
        return words.NOTHING
    if isinstance(value, str):
        return value
    digits = _digits(value) if digits is None else digits
    return words.number(lang, round(value, digits) + 0.0, digits)  # what rounds to nought has no sign


def _digits(value: float) -> int:
    return 0 if value == int(value) else 1


def _cells(row: Sequence[Value], columns: Sequence[_Column], lang: str) -> str:
    told = zip(row, columns, strict=True)
    return "".join(f"<td{column.kind}>{escape(written(value, lang, column.digits))}</td>" for value, column in told)


def _rounded(value: str | int | float) -> object:
    return value if isinstance(value, str | int) else round(value, 2)

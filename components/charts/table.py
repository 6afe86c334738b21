"""The table twin of a chart: the same figures as HTML and as CSV lines, from one list of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from components import words

Value = str | int | float | None


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
        head = "".join(f'<th scope="col">{escape(head)}</th>' for head in self.heads)
        body = "".join(f"<tr>{''.join(_cell(value, lang) for value in row)}</tr>" for row in self.rows)
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


def written(value: Value, lang: str) -> str:
    """Counts without decimals, shares and means with one, a dash where nothing is known."""
    if value is None:
        return words.NOTHING
    if isinstance(value, str):
        return value
    return words.number(lang, value, 0 if value == int(value) else 1)


def _cell(value: Value, lang: str) -> str:
    kind = ' class="figure"' if not isinstance(value, str) else ""
    return f"<td{kind}>{escape(written(value, lang))}</td>"


def _rounded(value: str | int | float) -> object:
    return value if isinstance(value, str | int) else round(value, 2)

"""The dictionary's tables as HTML: a header row on a wide screen, on a phone a card for each row with its heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from components.charts.table import Table, written
from locales import LANGUAGES


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str) -> str:
    """Cells are HTML already; the first of a row names it. `kind` tells the style sheet which columns are wide."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(_row(heads, row) for row in rows)
    return f'<table class="ms-list ms-dict {kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def plain(told: Table, kind: str, lang: str) -> str:
    """A table of plain figures and words in the same shape."""
    return table(told.heads, [[escape(written(cell, lang)) for cell in row] for row in told.rows], kind)


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    first, *rest = cells
    pairs = zip(heads[1:], rest, strict=True)
    told = "".join(f'<td data-head="{escape(head)}">{cell}</td>' for head, cell in pairs)
    return f'<tr><th scope="row">{first}</th>{told}</tr>'


def both(label_hi: str, label_en: str, lang: str) -> str:
    """The reader's language first, the other's in brackets, marked as what it is."""
    mine, other = (label_hi, label_en) if lang == "hi" else (label_en, label_hi)
    aside = next(code for code in LANGUAGES if code != lang)
    return (
        f'<b>{escape(mine)}</b> <span lang="{aside}">({escape(other)})</span>'
        if other != mine
        else f"<b>{escape(mine)}</b>"
    )


def code(name: str) -> str:
    """A name of the program, as it is typed."""
    return f"<code>{escape(name)}</code>"


def as_written(texts: Iterable[str]) -> str:
    """Words as they stand in files, in whatever language."""
    told = " · ".join(escape(text) for text in texts)
    return f'<span translate="no">{told}</span>' if told else ""


def entry(name: str, heading: str, note: str, body: str, *, is_open: bool) -> str:
    """One entry, folded to its heading and a note where it is not the one asked for."""
    shown = " open" if is_open else ""
    return (
        f'<details class="ms-entry" id="{escape(name)}"{shown}><summary>{heading} '
        f'<span class="note">{escape(note)}</span></summary>{body}</details>'
    )


def terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Label and HTML as a list of terms; what is empty is left out."""
    return "<dl>" + "".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in pairs if text) + "</dl>"

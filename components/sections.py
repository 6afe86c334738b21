"""The furniture of a page: headings with their question, KPI tiles, what to ask about, and why nothing is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from components import door, exceptions, frame, header, matrix_html, words
from components.choice import Choice
from components.context import Context
from components.filings.reading import store
from components.matrix import Column, Matrix, Row
from components.places import Places
from components.windows import Calendar
from locales import say
from warehouse import filings
from warehouse.batch import Batch
from warehouse.reads import Window


@dataclass(frozen=True)
class Ask:
    """Something to ask an officer about: whom or what it is about, and the fact in a sentence."""

    about: str
    sentence: str


def heading(title: str, question: str) -> str:
    """A section's title and the question that it answers."""
    return f'<div class="ms-section"><h2>{escape(title)}</h2><p>{escape(question)}</p></div>'


def tiles(matrix: Matrix, lang: str) -> str:
    """A tile for each KPI of the column that sums up what is chosen; its parts are the matrix's to show."""
    at = next(place for place, column in enumerate(matrix.columns) if column.is_whole)
    drawn = "".join(_tile(row, at, matrix.columns[at], lang) for row in matrix.rows)
    return f'<section class="ms-tiles">{drawn}</section>'


def _tile(row: Row, at: int, column: Column, lang: str) -> str:
    cell = row.cells[at]
    return (
        f'<article class="ms-tile is-{cell.standing}"><div>{matrix_html.head(row.kpi, cell, lang)}</div>'
        f"{matrix_html.inside(row.kpi, cell, column, lang)}</article>"
    )


def asks(found: Sequence[Ask], lang: str) -> str:
    """What to ask about, the worst first as it is given: three in sight, the rest one click away."""
    lines = [(f"◆ {ask.about}", ask.sentence) for ask in found]
    return exceptions.listing(say(lang, "asks.title"), lines, say(lang, "asks.none"), lang)


def nothing(
    ctx: Context, choice: Choice, places: Places, calendar: Calendar, window: Window | None, return_name: str
) -> None:
    """A card in place of figures: why there is nothing to show, in words, never as a nought."""
    reasons = why_nothing(ctx, choice, places, calendar, window, return_name)
    frame.card(say(ctx.lang, "nothing.title"), *reasons)


def why_nothing(
    ctx: Context, choice: Choice, places: Places, calendar: Calendar, window: Window | None, return_name: str
) -> list[str]:
    """Every reason that holds; where none does, the return came and tells of nothing."""
    lang, name = ctx.lang, say(ctx.lang, f"return.{return_name}")
    if window is None:
        return [say(lang, "window.not_begun")]
    if window.end < calendar.campaign_starts_on:
        return [say(lang, "nothing.before", day=words.day(lang, calendar.campaign_starts_on))]
    reasons = header.held_sentences(ctx, choice, places, (return_name,))
    if n := _n_quarantined(ctx, choice, return_name, window):
        reasons.append(say(lang, "nothing.quarantined", name=name, n=words.number(lang, n)))
    n_missing, n_expected = door.missing(ctx, choice.within(ctx.scope), return_name, window)
    if n_missing:
        counts = {"n": words.number(lang, n_missing), "of": words.number(lang, n_expected)}
        reasons.append(say(lang, "nothing.missing", name=name, **counts))
    period = words.period(lang, window.start, window.end)
    return reasons or [say(lang, "nothing.none", name=name, period=period)]


def _n_quarantined(ctx: Context, choice: Choice, return_name: str, window: Window) -> int:
    """Rows held back in the files of the window, where no row at all was accepted; else 0."""
    touching = [
        one.batch
        for one in filings.filed(store(ctx.settings), choice.within(ctx.scope))
        if one.batch.return_name == return_name and _touches(one.batch, window.start, window.end)
    ]
    is_all = not any(batch.accepted or batch.is_nil for batch in touching)
    return sum(batch.quarantined for batch in touching) if is_all else 0


def _touches(batch: Batch, start: date, end: date) -> bool:
    first, last = batch.first_day or batch.received_at.date(), batch.last_day or batch.received_at.date()
    return first <= end and start <= last

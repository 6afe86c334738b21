"""CSV of who has sent what, exactly as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from components import words
from components.choice import Choice
from components.context import Context
from components.export import Line, Titled, to_csv
from components.filings.html import detail_words, month_name, state_words
from components.filings.months import Cell, Filings, Month, Unit
from components.filings.months import Line as Filed
from locales import say
from warehouse.reads import Window

_TITLES = ("month", "return", "unit", "due_until", "state", "detail", "received", "n_due", "n_received", "n_on_time")


def lines(ctx: Context, filings: Filings, window: Window, place: str, quality: Sequence[Titled] = ()) -> list[Line]:
    """Header lines that say what was asked, a line for each month, return and unit, then the tables below them."""
    lang = ctx.lang
    head: list[Line] = [
        [say(lang, "app.name"), say(lang, "returns.title")],
        [say(lang, "export.place"), place],
        [say(lang, "filter.window"), words.period(lang, window.start, window.end)],
        [say(lang, "export.as_of"), words.day(lang, window.as_of)],
        [say(lang, "header.published"), words.moment(lang, ctx.snapshot.manifest.published_at)],
        [say(lang, "header.snapshot"), ctx.snapshot.id],
    ]
    body = [
        _line(month, line, cell, unit, lang)
        for month in filings.months
        for line in month.lines
        for cell, unit in zip(line.cells, filings.units, strict=True)
    ]
    titles = [say(lang, f"filings.export.{name}") for name in (*_TITLES, "held")]
    below = [line for title, table in quality for line in ([], [title], *table.lines())]
    return [*head, [], titles, *body, *below]


def button(
    ctx: Context, filings: Filings, choice: Choice, window: Window, place: str, quality: Sequence[Titled] = ()
) -> None:
    """Offered to those who may export; the file is made, and the audit written, when it is asked for."""
    if not may(check_may_export, ctx.viewer):
        return

    def make() -> bytes:
        check_may_export(ctx.viewer)
        facts = choice.query(ctx.lang)
        audit.record(ctx.settings, "export", ctx.viewer, page="returns", snapshot=ctx.snapshot.id, **facts)
        return to_csv(lines(ctx, filings, window, place, quality))

    st.download_button(
        say(ctx.lang, "export.csv"),
        data=make,
        file_name=f"returns_{choice.district or 'range'}_{window.start}_{window.end}.csv",
        mime="text/csv",
        key="export_filings",
        on_click="ignore",
    )


def _line(month: Month, line: Filed, cell: Cell, unit: Unit, lang: str) -> Line:
    received = words.moment(lang, cell.last_received_at) if cell.last_received_at else ""
    said = (state_words(cell, lang), detail_words(cell, lang), received)
    return [
        *(month_name(lang, month.starts_on), say(lang, f"return.{line.return_name}"), unit.name),
        *(words.moment(lang, line.cut_off_at), *said, cell.n_due, cell.n_received, cell.n_on_time),
        " ".join(cell.held),
    ]

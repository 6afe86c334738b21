"""CSV of what the glossary shows: the same entries, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from components import words
from components.context import Context
from components.dictionary.choosing import Picked
from components.export import Line, Titled, to_csv
from locales import say


def lines(ctx: Context, chosen: Picked, tables: Sequence[Titled]) -> list[Line]:
    """Header lines that say what was asked, then each table after a blank line and its title."""
    lang = ctx.lang
    head: list[Line] = [[say(lang, "app.name"), say(lang, "glossary.title")]]
    head.append([say(lang, "dictionary.view"), say(lang, f"dictionary.view.{chosen.view}")])
    if chosen.find:
        head.append([say(lang, "glossary.search"), chosen.find])
    if ctx.published is not None:
        head.append([say(lang, "header.published"), words.moment(lang, ctx.snapshot.manifest.published_at)])
        head.append([say(lang, "header.snapshot"), ctx.snapshot.id])
    return [*head, *(line for title, table in tables for line in ([], [title], *table.lines()))]


def button(ctx: Context, chosen: Picked, tables: Callable[[], Sequence[Titled]]) -> None:
    """Offered to those who may export; the file is made, and the audit written, when it is asked for."""
    if not may(check_may_export, ctx.viewer):
        return

    def make() -> bytes:
        check_may_export(ctx.viewer)
        snapshot = ctx.published.id if ctx.published else ""
        audit.record(ctx.settings, "export", ctx.viewer, page="glossary", snapshot=snapshot, **chosen.query(ctx.lang))
        return to_csv(lines(ctx, chosen, tables()))

    st.download_button(
        say(ctx.lang, "export.csv"),
        data=make,
        file_name=f"glossary_{chosen.view}.csv",
        mime="text/csv",
        key="export_glossary",
        on_click="ignore",
    )

"""The league: which Kendra's return should be verified first, and by what sign. A question, never an accusation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

import streamlit as st

from access import audit
from access.errors import NotInSnapshot
from access.roles import check_may_export, may
from components import export, panel, sections
from components import words as figures
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.definition import definition
from components.formality import reading, words
from components.places import Places
from locales import say
from metrics import catalogue
from metrics.formality import Judged
from warehouse.reads import Window

INDEX = "D11"
_IN_SIGHT = 8
_HEADS = ("kendra", "return", "index", "sign", "rows", "standing")

Names = Mapping[str, str]  # thana → its name and its district's


def league(
    ctx: Context, choice: Choice, places: Places, window: Window, returns: Collection[str] | None = None
) -> Sequence[Judged]:
    """Draws the section and gives what it shows, for `rows` below it; of these returns only where some are named.

    Folded where nothing is listed for verification. Says so where an older program published the snapshot.
    """
    st.html(sections.heading(say(ctx.lang, "formality.title"), say(ctx.lang, "formality.question")))
    try:
        judged = reading.look(ctx, choice, places, window, returns)
    except NotInSnapshot as error:
        st.html(_paragraph(error.sentence(ctx.lang)))
        return ()
    names = names_of(places, ctx.lang)
    st.html(html(judged, names, ctx.lang))
    if judged:
        _button(ctx, choice, places, window, table(shown(judged), names, ctx.lang))
    return judged


def names_of(places: Places, lang: str) -> Names:
    """Every thana with its district: kotwali is what each calls its own."""
    districts = {unit.code: unit.name(lang) for unit in places.at("district")}
    return {u.code: f"{u.name(lang)} · {districts.get(u.district_code, '')}" for u in places.at("thana")}


def shown(judged: Sequence[Judged]) -> list[Judged]:
    """Those with any sign beyond chance, in their order."""
    return [one for one in judged if one.signs]


def table(judged: Sequence[Judged], names: Names, lang: str) -> Table:
    """A line for each Kendra and return: the index, its signs in words (the weightiest first), of how many rows."""
    rows = tuple(
        (
            names.get(one.thana_code, one.thana_code),
            say(lang, f"return.{one.return_name}"),
            round(one.index),
            "; ".join(words.sign(found, one.return_name, lang) for found in one.signs),
            one.n_rows,
            words.standing(one.band, lang),
        )
        for one in judged
    )
    return Table(tuple(say(lang, f"formality.head.{head}") for head in _HEADS), rows)


def html(judged: Sequence[Judged], names: Names, lang: str) -> str:
    """What was looked at in a line; those listed in sight, the first eight; the rest folded."""
    said = shown(judged)
    listed = [one for one in said if one.band == "listed"]
    line = _paragraph(_summary(judged, listed, lang))
    top = table(listed[:_IN_SIGHT], names, lang).html(lang) if listed else ""
    rest = said if len(said) > len(listed[:_IN_SIGHT]) else []
    note = _paragraph(say(lang, "formality.note")) if said else ""
    return f'<div class="ms-league">{line}{top}{_folded(rest, names, lang)}{note}{_defined(lang)}</div>'


def _defined(lang: str) -> str:
    """What the index is, on demand."""
    kpi = catalogue.load()[INDEX]
    label = escape(say(lang, "definition.open", code=kpi.number))
    return f'<details class="ms-twin ms-def"><summary>{label}</summary><div>{definition(kpi, lang)}</div></details>'


def _summary(judged: Sequence[Judged], listed: Sequence[Judged], lang: str) -> str:
    if not judged:
        return say(lang, "formality.too_few")
    counts = {"n": figures.number(lang, len(judged)), "listed": figures.number(lang, len(listed))}
    return say(lang, "formality.summary" if listed else "formality.none", **counts)


def _folded(judged: Sequence[Judged], names: Names, lang: str) -> str:
    if not judged:
        return ""
    label = escape(say(lang, "formality.all", n=figures.number(lang, len(judged))))
    return f'<details class="ms-twin"><summary>{label}</summary>{table(judged, names, lang).html(lang)}</details>'


def _paragraph(text: str) -> str:
    return f'<p class="ms-calm">{escape(text)}</p>'


def _button(ctx: Context, choice: Choice, places: Places, window: Window, told: Table) -> None:
    """The league as it is shown, as a file of its own, for those who may export."""
    if not may(check_may_export, ctx.viewer):
        return
    place, titled = panel.place(choice, places, ctx.lang), [(say(ctx.lang, "formality.title"), told)]

    def make() -> bytes:
        check_may_export(ctx.viewer)
        facts = choice.query(ctx.lang)
        audit.record(ctx.settings, "export", ctx.viewer, page="formality", snapshot=ctx.snapshot.id, **facts)
        return export.to_csv(export.page_lines(ctx, "formality", choice, window, place, titled))

    st.download_button(
        say(ctx.lang, "formality.csv"),
        data=make,
        file_name=f"formality_{choice.district or 'range'}_{window.start}_{window.end}.csv",
        mime="text/csv",
        key="export_formality",
        on_click="ignore",
    )

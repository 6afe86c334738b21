"""As published then, as known now: the figures of a past review beside the same figures today, and what moved them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components import words
from components.choice import Choice
from components.context import Context
from components.door import scope_key, window_key
from components.filings import restated
from components.filings.reading import store
from components.places import Places
from locales import say
from metrics import catalogue
from metrics import restatement as figures
from warehouse import filings, publications, query
from warehouse.query import Snapshot
from warehouse.reads import Window

Row = Mapping[str, Any]
_HEADS = ("kpi", "then", "now", "change", "files")


def section(ctx: Context, choice: Choice, places: Places, codes: Sequence[str], window: Window) -> None:
    """The panel for the review that is chosen in the bar; without one, how to choose it.

    Both publications are read for the very same `window`, which ends on the review's day.
    """
    st.html(f'<h2 class="ms-heading">{escape(say(ctx.lang, "published.title"))}</h2>')
    if choice.as_of_day is None:
        st.html(_calm(say(ctx.lang, "published.choose")))
        return
    then = _published_by(str(ctx.settings.data), ctx.snapshot.id, choice.as_of_day)
    if then is None:
        st.html(_calm(say(ctx.lang, "published.not_kept", day=words.day(ctx.lang, choice.as_of_day))))
        return
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        asked = str(ctx.settings.data), ctx.snapshot.id, then, choice.within(ctx.scope)
        whole = _whole(*asked, choice.whole, tuple(codes), window)
        parts = _parts(*asked, choice.parts, tuple(codes), window) if choice.parts else []
    st.html(_intro(ctx, choice.as_of_day, then, whole) + table(whole, _files(ctx), ctx.lang))
    if parts:
        names = {unit.code: unit.name(ctx.lang) for unit in places.at(choice.parts or "thana")}
        st.html(_folded(parts, names, _files(ctx), ctx.lang))


def table(rows: Sequence[Row], files: Mapping[str, str], lang: str) -> str:
    """A line for each KPI: then, now, the change or that there is none, and the files that came in between."""
    head = "".join(f'<th scope="col">{escape(say(lang, f"published.{name}"))}</th>' for name in _HEADS)
    body = "".join(_row(row, files, lang) for row in rows)
    return (
        f'<div class="ms-wide"><table class="ms-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(row: Row, files: Mapping[str, str], lang: str) -> str:
    kpi = catalogue.load()[row["code"]]
    then, now = restated.sides(row, kpi, lang)
    if not row["is_published_then"]:
        then = say(lang, "published.not_then")
    told = restated.files_html(row["batches"], files, lang) if row["is_changed"] else ""
    return (
        f"<tr><td><b>{escape(kpi.words(lang).short)}</b></td><td>{escape(then)}</td><td><b>{escape(now)}</b></td>"
        f"<td>{escape(change_words(row, lang))}</td><td>{told}</td></tr>"
    )


def change_words(row: Row, lang: str) -> str:
    """▲ or ▼ and by how much between the figures as shown; that the figure stands; nothing where a side is hidden."""
    if row["is_suppressed"] or not row["is_published_then"]:
        return ""
    then, now = row["then_value"], row["now_value"]
    if then is None or now is None:
        return "" if then is now else say(lang, "published.other")
    if not row["is_changed"]:
        return f"◇ {say(lang, 'published.same')}"
    digits = words.digits_for(catalogue.load()[row["code"]].unit, now - then)
    moved = round(now, digits) - round(then, digits)
    if not round(moved, digits):
        return f"◇ {say(lang, 'published.same_value')}"
    return f"{'▲' if moved > 0 else '▼'} {words.signed(lang, moved, digits)}"


def _intro(ctx: Context, day: date, then: str, rows: Sequence[Row]) -> str:
    manifest = query.open_snapshot(ctx.settings, then).manifest
    said = {"day": words.day(ctx.lang, day), "published": words.moment(ctx.lang, manifest.published_at)}
    n = sum(1 for row in rows if row["is_changed"])
    changed = say(ctx.lang, "published.n_changed", n=words.number(ctx.lang, n), of=words.number(ctx.lang, len(rows)))
    outcome = changed if n else say(ctx.lang, "published.nothing_changed")
    return _calm(f"{say(ctx.lang, 'published.stood', **said)} {outcome}")


def _folded(rows: list[dict[str, Any]], names: Mapping[str, str], files: Mapping[str, str], lang: str) -> str:
    summary = escape(say(lang, "published.by_unit", n=words.number(lang, len(rows))))
    return f'<details class="ms-twin"><summary>{summary}</summary>{restated.table(rows, names, files, lang)}</details>'


def _files(ctx: Context) -> dict[str, str]:
    """What a batch is called: its file and the day on which it came."""
    return {
        one.batch.batch_id: say(
            ctx.lang,
            "published.file",
            file=one.batch.file_name,
            day=words.short_day(ctx.lang, one.batch.received_at.date()),
        )
        for one in filings.filed(store(ctx.settings), ctx.scope)
    }


def _calm(text: str) -> str:
    return f'<p class="ms-calm">{escape(text)}</p>'


@st.cache_data(max_entries=64, show_spinner=False)
def _published_by(data: str, now: str, day: date) -> str | None:
    """Every publication makes another key: one made since may stand for the evening as well."""
    found = publications.published_by(load_settings(), day)
    return None if found is None else found.id


_HASHED: Any = {Scope: scope_key, Window: window_key}


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=_HASHED)
def _whole(
    data: str, now: str, then: str, scope: Scope, by: str, codes: tuple[str, ...], window: Window
) -> list[dict[str, Any]]:
    """One row for each KPI, in the columns of `restated`, with `code` and `batches`."""
    before, after = _both(then, now)
    rows = []
    for code in codes:
        kpi = catalogue.load()[code]
        for row in figures.restated(kpi, by, window, scope, before, after).to_dicts():
            rows.append({**row, "code": code, "batches": figures.explaining(kpi, row, window, before, after)})
    return rows


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=_HASHED)
def _parts(
    data: str, now: str, then: str, scope: Scope, by: str, codes: tuple[str, ...], window: Window
) -> list[dict[str, Any]]:
    before, after = _both(then, now)
    return restated.of_note(figures.restatements(codes, by, window, scope, before, after).to_dicts())


def _both(then: str, now: str) -> tuple[Snapshot, Snapshot]:
    settings = load_settings()
    return query.open_snapshot(settings, then), query.open_snapshot(settings, now)

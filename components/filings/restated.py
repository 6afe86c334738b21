"""Restatements: which published figures read differently now than in an earlier publication, and by which files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components import words
from components.choice import Choice
from components.context import Context
from components.door import scope_key, window_key
from components.filings.reading import store
from components.places import Places
from locales import say
from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.restatement import restatements
from warehouse import filings, query
from warehouse.reads import Window

_NONE = ""
_LISTED = 24
_FILES = 3


def section(ctx: Context, choice: Choice, places: Places, window: Window) -> None:
    """Asks for an earlier publication; then the KPIs and units whose figure has changed since."""
    earlier = _earlier(ctx)
    st.html(f'<h2 class="ms-heading">{escape(say(ctx.lang, "filings.restated.title"))}</h2>')
    if not earlier:
        st.html(f'<p class="ms-calm">{escape(say(ctx.lang, "filings.restated.only_one"))}</p>')
        return
    then = st.selectbox(
        say(ctx.lang, "filings.restated.since"),
        [_NONE, *earlier],
        format_func=lambda one: earlier[one] if one else say(ctx.lang, "filings.restated.none_chosen"),
        filter_mode=None,
        key="filings_restated",
    )
    if not then:
        return
    by = choice.parts or "thana"
    with st.spinner(say(ctx.lang, "matrix.measuring")):
        rows = _changed(str(ctx.settings.data), ctx.snapshot.id, then, choice.within(ctx.scope), by, window)
    names = {unit.code: unit.name(ctx.lang) for unit in places.at(by)}
    files = {one.batch.batch_id: one.batch.file_name for one in filings.filed(store(ctx.settings), ctx.scope)}
    st.html(table(rows, names, files, ctx.lang))


def table(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], files: Mapping[str, str], lang: str) -> str:
    """One line for each KPI and unit: then, now, and the files that explain the change."""
    if not rows:
        return f'<p class="ms-calm">{escape(say(lang, "filings.restated.nothing"))}</p>'
    heads = ("kpi", "unit", "then", "now", "files")
    head = "".join(f'<th scope="col">{escape(say(lang, f"filings.restated.{name}"))}</th>' for name in heads)
    body = "".join(_row(row, names, files, lang) for row in rows)
    return f'<table class="ms-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Mapping[str, Any], names: Mapping[str, str], files: Mapping[str, str], lang: str) -> str:
    kpi = catalogue.load()[row["code"]]
    told = files_html(row["batches"], files, lang)
    then, now = sides(row, kpi, lang)
    unit = names.get(row["unit_code"], "")
    return (
        f"<tr><td><b>{escape(kpi.words(lang).short)}</b></td><td>{escape(unit)}</td>"
        f"<td>{escape(then)}</td><td><b>{escape(now)}</b></td><td>{told}</td></tr>"
    )


def sides(row: Mapping[str, Any], kpi: Kpi, lang: str) -> tuple[str, str]:
    """Then and now as they are written; both hidden where either must be."""
    if row["is_suppressed"]:
        return say(lang, "cell.few"), say(lang, "cell.few")
    return words.value(lang, kpi.unit, row["then_value"]), words.value(lang, kpi.unit, row["now_value"])


def files_html(batch_ids: Sequence[str], files: Mapping[str, str], lang: str) -> str:
    """The first files by their names, and how many more."""
    known = [files[one] for one in batch_ids if one in files]
    rest = f" +{words.number(lang, len(known) - _FILES)}" if len(known) > _FILES else ""
    return " ".join(f"<code>{escape(name)}</code>" for name in known[:_FILES]) + rest


def of_note(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A figure whose parts moved and whose value stayed is no news."""
    return [row for row in rows if row["is_suppressed"] or row["then_value"] != row["now_value"]]


def _earlier(ctx: Context) -> dict[str, str]:
    """The publications before the one that is looked at, the latest first, by when they were published."""
    ids = [one for one in store(ctx.settings).snapshots() if one < ctx.snapshot.id][-_LISTED:]
    manifests = {one: query.open_snapshot(ctx.settings, one).manifest for one in reversed(ids)}
    return {one: words.moment(ctx.lang, manifest.published_at) for one, manifest in manifests.items()}


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Scope: scope_key, Window: window_key})
def _changed(data: str, now: str, then: str, scope: Scope, by: str, window: Window) -> list[dict[str, Any]]:
    """What reads differently now."""
    settings = load_settings()
    before, after = query.open_snapshot(settings, then), query.open_snapshot(settings, now)
    codes = [kpi.code for kpi in catalogue.load().kpis]
    return of_note(restatements(codes, by, window, scope, before, after).to_dicts())

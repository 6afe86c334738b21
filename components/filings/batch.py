"""One batch in full: its rows, why it was judged so, what was mended, what is held back, its sheet and sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from access.settings import load_settings
from components import desk, words
from components.context import Context
from components.filings import alias, sheet, sign_off
from components.filings.batches import (
    COUNTS,
    counts,
    period_words,
    reasons,
    return_words,
    standing_words,
)
from components.filings.reading import store
from locales import catalogue, say
from warehouse import filings
from warehouse.filings import Filed

_MENDS_SHOWN = 200


def panel(ctx: Context, one: Filed) -> None:
    """Everything about one batch of the viewer's own scope."""
    batch = one.batch
    st.html(_head(one, ctx.lang))
    sign_off.section(ctx, one)
    if batch.quarantined or batch.verdict == "refused":
        with st.spinner(say(ctx.lang, "filings.sheet.making")):
            made = sheet.sheets(ctx, [batch.batch_id])
        st.html(f"<h3>{escape(say(ctx.lang, 'gate.sheet.name'))}</h3>{sheet.table(made['csv'], ctx.lang)}")
        with st.container(horizontal=True):
            sheet.buttons(ctx, [batch.batch_id], batch.batch_id)
        alias.section(ctx, one)
    if batch.mended:
        with st.spinner(say(ctx.lang, "filings.mends.reading")):
            fields = _fields(str(ctx.settings.data), batch.return_name or "")
        _mends(ctx, batch.batch_id, fields)


def _head(one: Filed, lang: str) -> str:
    batch = one.batch
    pairs = [
        (say(lang, "filings.head.file"), f"<code>{escape(batch.file_name)}</code> {escape(batch.sheet)}"),
        (say(lang, "filings.head.period"), escape(period_words(batch, lang))),
        (say(lang, "filings.head.received"), escape(words.moment(lang, batch.received_at))),
        (say(lang, "filings.head.loaded"), escape(words.moment(lang, batch.loaded_at))),
        (say(lang, "filings.head.revision"), words.number(lang, one.batch.revision)),
        (say(lang, "filings.head.batch"), f"<code>{escape(batch.batch_id)}</code>"),
    ]
    facts = "".join(f"<div><dt>{escape(label)}</dt><dd>{body}</dd></div>" for label, body in pairs)
    why = reasons(batch.reasons, batch.rows_read - batch.non_data, lang, is_whole=True)
    title = f"{return_words(batch.return_name, lang)} — {standing_words(one, lang)}"
    told = counts(batch.model_dump(include=set(COUNTS)), lang, is_whole=True)
    return f'<section class="ms-batch"><h2>{escape(title)}</h2><dl class="ms-facts">{facts}</dl>{told}{why}</section>'


@st.cache_data(max_entries=64, show_spinner=False)
def _fields(data: str, return_name: str) -> dict[str, dict[str, str]]:
    """What the columns of a return are called."""
    told: dict[str, Any] = _labels(data)["returns"].get(return_name, {})
    return dict(told.get("fields", {}))


@st.cache_data(max_entries=4, show_spinner=False)
def _labels(data: str) -> dict[str, Any]:
    return desk.labels(load_settings())


def _mends(ctx: Context, batch_id: str, fields: Mapping[str, Mapping[str, str]]) -> None:
    """How many mends of which kind in which column; the list itself when it is asked for."""
    kinds = filings.mend_kinds(store(ctx.settings), ctx.scope, batch_id)
    st.html(f"<h3>{escape(say(ctx.lang, 'filings.mends'))}</h3>{kinds_table(kinds, fields, ctx.lang)}")
    if st.toggle(say(ctx.lang, "filings.mends.show"), key=f"mends_{batch_id}"):
        mended = filings.mended(store(ctx.settings), ctx.scope, batch_id, _MENDS_SHOWN)
        st.html(mend_table(mended, fields, ctx.lang))


def kinds_table(kinds: pl.DataFrame, fields: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """A line for each kind, the seldom ones first, with how many in which column."""
    lines = []
    for (kind,), of_kind in kinds.group_by("kind", maintain_order=True):
        told = "".join(
            f"<span>{escape(_field(field, fields, lang))} <b>{words.number(lang, n)}</b></span>"
            for field, n in of_kind.select("field", "n").iter_rows()
        )
        name = escape(kind_words(str(kind), lang))
        lines.append((of_kind["n"].sum(), f'<div class="ms-counts"><b>{name}:</b>{told}</div>'))
    return "".join(line for _, line in sorted(lines))


def mend_table(mended: pl.DataFrame, fields: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """Column, kind, before and after of each different mend, how often, and its first row; masked as stored."""
    names = ("column", "kind", "before", "after", "times", "row")
    head = "".join(f'<th scope="col">{escape(say(lang, f"filings.mend_head.{name}"))}</th>' for name in names)
    rows = "".join(_mend_row(row, fields, lang) for row in mended.to_dicts())
    table = f'<table class="ms-list"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    n_all = 0 if mended.is_empty() else int(mended["n_all"][0])
    if n_all == mended.height:
        return table
    told = say(lang, "filings.mends.distinct", shown=words.number(lang, mended.height), n=words.number(lang, n_all))
    return f'{table}<p class="ms-calm">{escape(told)}</p>'


def kind_words(kind: str, lang: str) -> str:
    key = f"filings.mend.{kind}"
    return say(lang, key if key in catalogue(lang) else "filings.mend.other")


def _mend_row(row: Mapping[str, Any], fields: Mapping[str, Mapping[str, str]], lang: str) -> str:
    shown = (
        _field(row["field"], fields, lang),
        kind_words(row["kind"], lang),
        row["before"] or "",
        row["after"] or "",
        words.number(lang, row["n"]),
        str(row["source_row"] or ""),
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in shown) + "</tr>"


def _field(name: str, fields: Mapping[str, Mapping[str, str]], lang: str) -> str:
    return fields.get(name, {}).get(lang, name)

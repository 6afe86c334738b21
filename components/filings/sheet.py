"""Rejection sheets: what is to be mended, as the loading side writes them, shown on the page and to be taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from access.settings import Settings, load_settings
from components import desk, words
from components.context import Context
from components.filings.reading import store
from locales import say
from warehouse import filings

_MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
_ROWS_SHOWN = 100
# The sheet's columns: file, sheet, row, column, value, rule in Hindi and English, remedy in Hindi and English.
_SHOWN = {"hi": (2, 3, 4, 5, 7), "en": (2, 3, 4, 6, 8)}
_HEADS = ("row", "column", "value", "rule", "mend")


@st.cache_data(max_entries=64, show_spinner=False)
def _sheets(data: str, last_seq: int, batch_ids: tuple[str, ...]) -> dict[str, bytes]:
    """Rows that wait for their case change with every load, so the last batch on record is part of the key."""
    return desk.reject_sheets(load_settings(), batch_ids)


def sheets(ctx: Context, batch_ids: Sequence[str]) -> dict[str, bytes]:
    """The sheet of these batches as "xlsx" and "csv". Raises NotAllowed if one of them is not the viewer's to see."""
    for batch_id in batch_ids:
        filings.find(store(ctx.settings), ctx.scope, batch_id)
    return _sheets(str(ctx.settings.data), _last_seq(ctx.settings), tuple(batch_ids))


def table(sheet: bytes, lang: str) -> str:
    """The first rows of a sheet in one language; where there are more, how many the file holds."""
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))[1:]
    if not rows:
        return f'<p class="ms-calm">{escape(say(lang, "filings.sheet.none"))}</p>'
    head = "".join(f'<th scope="col">{escape(say(lang, f"gate.sheet.{name}"))}</th>' for name in _HEADS)
    body = "".join(_row(row, lang) for row in rows[:_ROWS_SHOWN])
    more = ""
    if len(rows) > _ROWS_SHOWN:
        told = say(lang, "filings.first_of", shown=_ROWS_SHOWN, n=words.number(lang, len(rows)))
        more = f'<p class="ms-calm">{escape(told)}</p>'
    return f'<table class="ms-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def buttons(ctx: Context, batch_ids: Sequence[str], name: str) -> None:
    """Both kinds, for those who may export; made, and written into the audit, when asked for."""
    if not batch_ids or not may(check_may_export, ctx.viewer):
        return
    for kind, mime in _MIME.items():
        st.download_button(
            say(ctx.lang, f"filings.sheet.{kind}"),
            data=partial(_take, ctx, batch_ids, kind),
            file_name=f"rejects_{name}.{kind}",
            mime=mime,
            key=f"sheet_{kind}_{name}",
            on_click="ignore",
        )


def _take(ctx: Context, batch_ids: Sequence[str], kind: str) -> bytes:
    check_may_export(ctx.viewer)
    made = sheets(ctx, batch_ids)[kind]
    audit.record(ctx.settings, "export", ctx.viewer, page="returns", sheet=kind, batches=" ".join(batch_ids))
    return made


def _row(row: Sequence[str], lang: str) -> str:
    cells = [row[at] for at in _SHOWN[lang]]
    cells[1] = cells[1].split(" / ")[0 if lang == "hi" else -1]
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _last_seq(settings: Settings) -> int:
    return store(settings).next_seq() - 1

"""Names that were not found, with what they may mean: the analyst confirms one, and it holds from the next load on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

import polars as pl
import streamlit as st

from access.errors import MissionError
from access.roles import check_may_load, may
from components import desk, frame
from components.context import Context
from components.filings.reading import store
from locales import say
from warehouse import filings
from warehouse.filings import Filed
from warehouse.reference import added_aliases

KINDS = {"thana_unknown": "thana", "circle_unknown": "circle", "place_unknown": "place"}
_MASKED = "•"
_BETWEEN = "; "
_SHOWN = 20
_FAULT, _DONE, _ASKED = "filings_alias_fault", "filings_alias_done", "filings_alias_asked"


@dataclass(frozen=True)
class Unknown:
    """A spelling that stands for nothing listed, and the labels of what it may stand for."""

    kind: str
    written: str
    suggestions: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same wherever it stands in the list: a second press meant for it confirms no other spelling."""
        return f"{self.kind}_{crc32(self.written.encode()):08x}"


def unknown(held_back: pl.DataFrame, confirmed: Sequence[tuple[str, str]] = ()) -> list[Unknown]:
    """The distinct spellings with a suggestion, as they stand in the file; what is masked cannot be confirmed."""
    found = held_back.filter(pl.col("rule").is_in(list(KINDS)) & pl.col("suggestion").fill_null("").ne(""))
    found = found.filter(~pl.col("value").fill_null(_MASKED).str.contains(_MASKED, literal=True))
    rows = found.select("rule", "value", "suggestion").unique(["rule", "value"], maintain_order=True).rows()
    every = [Unknown(KINDS[rule], value, tuple(suggestion.split(_BETWEEN))) for rule, value, suggestion in rows]
    return [one for one in every if (one.kind, one.written) not in confirmed][:_SHOWN]


def section(ctx: Context, one: Filed) -> None:
    """For those who may load: each unknown spelling with its suggestions and a button."""
    if not may(check_may_load, ctx.viewer):
        return
    if _ASKED in st.session_state:
        with st.spinner(say(ctx.lang, "filings.alias.adding")):
            _confirm(ctx, *st.session_state.pop(_ASKED))
    confirmed = _confirmed(ctx)
    spellings = unknown(filings.quarantined(store(ctx.settings), ctx.scope, one.batch.batch_id), confirmed)
    frame.refusal_of_button(_FAULT, ctx.lang)
    if done := st.session_state.pop(_DONE, None):
        st.html(f'<ul class="ms-released"><li>● {escape(say(ctx.lang, "filings.alias.added", **done))}</li></ul>')
    if not spellings:
        return
    told = f"<h3>{escape(say(ctx.lang, 'filings.alias.title'))}</h3><p>{escape(say(ctx.lang, 'filings.alias.why'))}</p>"
    st.html(told)
    for spelling in spellings:
        _ask(ctx, one, spelling)


def _ask(ctx: Context, one: Filed, spelling: Unknown) -> None:
    key = f"alias_{one.batch.batch_id}_{spelling.key}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"filings_alias_{spelling.key}"):
        st.selectbox(
            say(ctx.lang, f"filings.alias.{spelling.kind}", written=spelling.written),
            spelling.suggestions,
            filter_mode=None,
            key=key,
        )
        told = (one.batch.district_code or "", spelling, key)
        label = say(ctx.lang, "filings.alias.confirm")
        st.button(label, key=f"alias_confirm_{spelling.key}", on_click=_press, args=told)


def _press(district: str, spelling: Unknown, key: str) -> None:
    """Kept until it is done: whatever is chosen before the page has come so far does not lose the press.

    A press on a spelling that is drawn no more finds no box beside it, and asks nothing.
    """
    if to := st.session_state.get(key):
        st.session_state[_ASKED] = (district, spelling, to)


def _confirmed(ctx: Context) -> list[tuple[str, str]]:
    return list(added_aliases(ctx.settings).select("kind", "alias").iter_rows())


def _confirm(ctx: Context, district: str, spelling: Unknown, to: str) -> None:
    """A second press finds the spelling confirmed, and confirms nothing."""
    if (spelling.kind, spelling.written) in _confirmed(ctx):
        return
    try:
        desk.add_alias(ctx.settings, ctx.viewer, spelling.kind, district, to, spelling.written)
    except MissionError as error:
        st.session_state[_FAULT] = error
        return
    st.session_state[_DONE] = {"written": spelling.written, "to": to}

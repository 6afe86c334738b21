"""The batches in view, and the one of them that is looked at in full; a link may ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from access.errors import NotAllowed
from access.sign_offs import signed_batches
from components import boxes, frame
from components.choice import Choice
from components.context import Context
from components.filings import batches, sheet
from components.filings.batch import panel
from components.filings.months import Unit
from components.filings.reading import district_names, store
from components.filings.upload import CHOSEN
from components.places import Places
from locales import say
from warehouse import filings
from warehouse.filings import Filed
from warehouse.reads import Window

_NONE = ""
_PICK = "filings_batch"


def asked(ctx: Context) -> dict[str, str]:
    """The batch looked at, as the address holds it; on the first run a link's. Another's is refused in words."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = st.query_params.get("batch", _NONE)
    batch_id = str(st.session_state[CHOSEN])
    if not batch_id:
        return {}
    try:
        filings.find(store(ctx.settings), ctx.scope, batch_id)
    except NotAllowed as error:
        frame.notice(error.sentence(ctx.lang))
        st.session_state[CHOSEN] = _NONE
        return {}
    return {"batch": batch_id}


def section(
    ctx: Context, choice: Choice, units: Sequence[Unit], window: Window, places: Places, shown: str | None = None
) -> None:
    """A district's files in the window; of the whole range only those held or refused. Then one in full.

    A batch that is `shown` in full already is not drawn again.
    """
    every = filings.filed(store(ctx.settings), ctx.scope)
    listed = [one for one in every if is_listed(one, choice.district, units, window)]
    name = places.find("district", choice.district)
    title = (
        say(ctx.lang, "filings.files_of", district=name.name(ctx.lang)) if name else say(ctx.lang, "filings.held_now")
    )
    names, signed = district_names(ctx), signed_batches(ctx.settings)
    st.html(f'<h2 class="ms-heading">{escape(title)}</h2>{batches.table(listed, names, signed, ctx.lang)}')
    if not name:
        st.html(f'<p class="ms-calm">{escape(say(ctx.lang, "filings.choose_district"))}</p>')
    else:
        _district_sheet(ctx, listed, name.code)
    _pick(ctx, listed, every, shown)


def is_listed(one: Filed, district: str | None, units: Sequence[Unit], window: Window) -> bool:
    """In a district: what speaks for a month of the window. In the range: what is held, or refused in the window."""
    batch, since = one.batch, window.start.replace(day=1)
    if district is None:
        return one.is_held or (batch.verdict == "refused" and batch.received_at.date() >= since)
    thanas = frozenset[str]().union(*(unit.thanas for unit in units))
    is_its_own = batch.district_code == district and (not batch.thanas or bool(thanas & set(batch.thanas)))
    return is_its_own and _touches(one, since, window.end)


def _touches(one: Filed, first: date, last: date) -> bool:
    batch = one.batch
    if batch.first_day is None or batch.last_day is None:
        return first <= batch.received_at.date()
    return batch.first_day <= last and first <= batch.last_day


def _district_sheet(ctx: Context, listed: Sequence[Filed], district: str) -> None:
    """What is to be mended in all files of the district together."""
    ids = [one.batch.batch_id for one in listed if one.batch.quarantined and one.replaced_by is None]
    if ids:
        st.html(f'<p class="ms-calm">{escape(say(ctx.lang, "filings.sheet.of_district"))}</p>')
        with st.container(horizontal=True):
            sheet.buttons(ctx, ids, district)


def _pick(ctx: Context, listed: Sequence[Filed], every: Sequence[Filed], shown: str | None) -> None:
    chosen = str(st.session_state.get(CHOSEN, _NONE))
    by_id = {one.batch.batch_id: one for one in every if one in listed or one.batch.batch_id == chosen}
    labels = batches.names(list(by_id.values()), district_names(ctx), ctx.lang)

    def label(batch_id: str) -> str:
        if not batch_id:
            return say(ctx.lang, "filings.pick_none")
        return labels[batch_id]

    options = [_NONE, *by_id]
    boxes.put(_PICK, chosen if chosen in by_id else _NONE, options)
    st.selectbox(
        say(ctx.lang, "filings.pick"),
        options,
        key=_PICK,
        format_func=label,
        filter_mode=None,
        on_change=_take,
        disabled=not by_id,
    )
    if chosen in by_id and chosen != shown:
        panel(ctx, by_id[chosen])


def _take() -> None:
    for _, batch_id in boxes.taken({"batch": _PICK}):
        st.session_state[CHOSEN] = batch_id

"""“This is our return”: the ASP's word for a published batch, and who has given it so far."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from access import sign_offs
from access.errors import MissionError
from access.roles import check_may_sign_off, may
from access.sign_offs import SignOff
from components import frame, words
from components.context import Context
from locales import say
from warehouse.filings import Filed

_HASH_SHOWN = 12
_FAULT = "filings_sign_fault"


def section(ctx: Context, one: Filed) -> None:
    """What has been signed, and the button for whoever may and has not yet."""
    if one.batch.verdict != "published":
        return
    frame.refusal_of_button(_FAULT, ctx.lang)
    now = sign_offs.of_batch(ctx.settings, one.batch.batch_id)
    before = [sign for batch in one.earlier for sign in sign_offs.of_batch(ctx.settings, batch.batch_id)]
    st.html(told(now, before, one, ctx.lang))
    if _has_signed(ctx, now) or one.replaced_by or not may(check_may_sign_off, ctx.viewer, one.batch.district_code):
        return
    # A button of its own for each batch: a press counts for the one that it stood beside, whatever is drawn meanwhile.
    key = f"filings_sign_{one.batch.batch_id}"
    st.button(say(ctx.lang, "filings.sign"), key=key, type="primary", on_click=_sign, args=(ctx, one))


def told(now: Sequence[SignOff], before: Sequence[SignOff], one: Filed, lang: str) -> str:
    """Each sign-off with post, moment and fingerprint; one for what was replaced says that it was for that revision."""
    items = [_item(sign, is_earlier=one.replaced_by is not None, lang=lang) for sign in now]
    items += [_item(sign, is_earlier=True, lang=lang) for sign in before]
    calm = "" if now else f'<p class="ms-calm">{escape(say(lang, "filings.signed.none"))}</p>'
    listed = f"<ul>{''.join(items)}</ul>" if items else ""
    return f'<div class="ms-signed"><h3>{escape(say(lang, "filings.signed.title"))}</h3>{calm}{listed}</div>'


def _item(sign: SignOff, *, is_earlier: bool, lang: str) -> str:
    old = f'<p class="gap">◆ {escape(say(lang, "filings.signed.earlier"))}</p>' if is_earlier else ""
    return f"<li>{_line(sign, lang)}{old}</li>"


def _line(sign: SignOff, lang: str) -> str:
    who, when = escape(say(lang, f"viewer.{sign.viewer}")), escape(words.moment(lang, sign.at))
    mark = escape(say(lang, "filings.signed.hash"))
    return f"<b>● {who}</b> · {when} · {mark} <code>{escape(sign.content_hash[:_HASH_SHOWN])}</code>"


def _has_signed(ctx: Context, signs: Sequence[SignOff]) -> bool:
    return any(sign.viewer == ctx.viewer.code for sign in signs)


def _sign(ctx: Context, one: Filed) -> None:
    """A second press of the same post says nothing more: the page shows the first."""
    batch = one.batch
    if _has_signed(ctx, sign_offs.of_batch(ctx.settings, batch.batch_id)):
        return
    try:
        sign_offs.sign(ctx.settings, ctx.viewer, batch.batch_id, batch.district_code or "", batch.content_hash)
    except MissionError as error:
        st.session_state[_FAULT] = error

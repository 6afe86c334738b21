"""The local demonstration sign-in: look as DIG, as each ASP, as analyst. Real sign-in comes in its place."""

from __future__ import annotations

from html import escape

import streamlit as st

from access import audit
from access.roles import Viewer, demo_viewers
from access.settings import Settings
from components import guard, language
from locales import say

_KEY = "viewer"


def viewer() -> Viewer | None:
    """Who has signed in to this session."""
    return demo_viewers().get(st.session_state.get(_KEY, ""))


def why_refused(settings: Settings) -> str | None:
    """The reason not to serve this session at all, or None."""
    context = st.context
    return guard.why_refused(
        st.get_option("server.address"),
        context.headers.to_dict(),
        context.ip_address,
        demo_sign_in=settings.demo_sign_in,
    )


def refusal(lang: str, reason: str) -> None:
    """A plain page: that nothing is served, why, and what to do."""
    lines = "".join(f"<p>{escape(say(lang, key))}</p>" for key in (reason, "guard.what_to_do"))
    st.html(f'<div class="ms-card refusal"><h1>{escape(say(lang, "guard.title"))}</h1>{lines}</div>')
    language.toggle(lang)


def ask(settings: Settings, lang: str) -> None:
    """The demonstration's viewers, a button for each."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        language.toggle(lang)
    st.html(
        f'<div class="ms-card"><h1>{escape(say(lang, "app.name"))}</h1><p><b>{escape(say(lang, "sign_in.demo"))}</b> — '
        f"{escape(say(lang, 'sign_in.explained'))}</p><p>{escape(say(lang, 'sign_in.choose'))}</p></div>"
    )
    with st.container(key="sign_in", width=736):
        for code in demo_viewers():
            st.button(
                say(lang, f"viewer.{code}"),
                key=f"sign_in_{code}",
                on_click=_enter,
                args=(settings, code),
                width="stretch",
                type="primary" if code == "dig" else "secondary",
            )


def bar(settings: Settings, who: Viewer, lang: str) -> None:
    """Always in sight: that this is a demonstration, as whom one looks, the language, the way out."""
    with st.container(key="who", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<p class="ms-demo"><b>{escape(say(lang, "sign_in.demo"))}</b>'
            f"<span>{escape(say(lang, 'sign_in.looking_as', who=say(lang, f'viewer.{who.code}')))}</span></p>",
            width="content",
        )
        language.toggle(lang)
        st.button(say(lang, "sign_in.leave"), key="sign_out", on_click=_leave, args=(settings,))


def _enter(settings: Settings, code: str) -> None:
    """A second press enters once; a press on another name leaves as the first, and the link that was opened stands."""
    before = viewer()
    if before is not None and before.code == code:
        return
    _forget(settings)
    st.session_state[_KEY] = code
    audit.record(settings, "sign_in", demo_viewers()[code])


def _leave(settings: Settings) -> None:
    _forget(settings)
    st.query_params.clear()


def _forget(settings: Settings) -> None:
    """Everything that the session held for whoever was signed in goes, but for the language."""
    if (who := viewer()) is None:
        return
    lang = language.current()
    audit.record(settings, "sign_out", who)
    st.session_state.clear()
    st.session_state["lang"] = lang

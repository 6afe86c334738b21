"""What every page carries: title, the question it answers, and a calm page while nothing has been published."""

from __future__ import annotations

from html import escape

import streamlit as st

from access.errors import MissionError
from components.context import Context
from locales import say


def title(page: str, lang: str, question: str = "question") -> None:
    """`question` names the sentence where what a page asks depends on who asks it."""
    st.html(
        f'<div class="ms-title"><h1>{escape(say(lang, f"{page}.title"))}</h1>'
        f"<p>{escape(say(lang, f'{page}.{question}'))}</p></div>"
    )


def card(heading: str, *paragraphs: str, is_refusal: bool = False) -> None:
    """One plain card: a heading and what to do, in words."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    st.html(f'<div class="ms-card{" refusal" if is_refusal else ""}"><h1>{escape(heading)}</h1>{body}</div>')


def notice(text: str) -> None:
    """One line to be read before the figures."""
    st.html(f'<p class="ms-notice" role="alert">◆ {escape(text)}</p>')


def refusal_of_button(key: str, lang: str) -> None:
    """Says once why the button that was just pressed did nothing: its handler left the error under this key."""
    error = st.session_state.pop(key, None)
    if isinstance(error, MissionError):
        notice(error.sentence(lang))


def empty(ctx: Context, loads_here: bool = False) -> None:
    """Nothing published yet: no figure, no zero, but what to do next, for whoever looks; the commands are folded.

    `loads_here`: whether the page has the box for files below this card.
    """
    lang = ctx.lang
    step = "ask" if not ctx.viewer.role.may_load else "below" if loads_here else "there"
    page = say(lang, "returns.title")
    commands = "".join(
        f"<li>{escape(say(lang, key))} <code>{command}</code></li>"
        for key, command in (("empty.load", "python -m etl load …"), ("empty.demo", "python -m etl demo"))
    )
    st.html(
        f'<div class="ms-card"><h1>{escape(say(lang, "empty.title"))}</h1><p>{escape(say(lang, "empty.why"))}</p>'
        f"<p><b>{escape(say(lang, 'empty.next'))}</b> {escape(say(lang, f'empty.next.{step}', page=page))}</p>"
        f"<details><summary>{escape(say(lang, 'empty.terminal'))}</summary><ul>{commands}</ul></details></div>"
    )

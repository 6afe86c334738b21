"""Who is here, which pages they may open, and the one they chose."""

from __future__ import annotations

from functools import partial

import streamlit as st

from access.errors import NoSnapshot
from access.settings import Settings, load_settings
from components import language, menu, sign_in, spoken, start, theme
from components.context import Context
from locales import say
from pages import MENU
from warehouse.query import Snapshot, open_snapshot


def main() -> None:
    lang = language.current()
    st.set_page_config(page_title=say(lang, "app.name"), layout="wide", initial_sidebar_state="collapsed")
    theme.apply()
    spoken.in_words(lang)
    if (fault := start.fault()) is not None:
        menu.run_instead(MENU, partial(start.refusal, lang, fault), lang)
    else:
        serve(load_settings(), lang)


def serve(settings: Settings, lang: str) -> None:
    reason, viewer = sign_in.why_refused(settings), sign_in.viewer()
    if reason is not None:
        menu.run_instead(MENU, partial(sign_in.refusal, lang, reason), lang)
    elif viewer is None:
        menu.run_instead(MENU, partial(sign_in.ask, settings, lang), lang)
    else:
        sign_in.bar(settings, viewer, lang)
        menu.run(Context(settings, viewer, lang, published(settings)), MENU)


def published(settings: Settings) -> Snapshot | None:
    """The current snapshot; None before the first publication."""
    try:
        return open_snapshot(settings)
    except NoSnapshot:
        return None


main()

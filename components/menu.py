"""The menu in the chosen language, holding only the pages of the viewer's role."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from access.errors import MissionError
from access.roles import Viewer, check_may_open, may
from components import frame
from components.context import Context
from locales import say

logger = logging.getLogger(__name__)

HOME = "overview"
Pages = Mapping[str, Callable[[Context], None]]


def run(ctx: Context, pages: Pages) -> None:
    """Shows the menu and draws the chosen page, guarded once more by role."""
    _navigate({name: partial(_draw, ctx, name, render) for name, render in pages.items()}, ctx.viewer, ctx.lang)


def run_instead(pages: Pages, shown: Callable[[], None], lang: str) -> None:
    """Keeps every address alive but shows one thing at all of them: the sign-in, or the refusal."""
    _navigate({name: partial(shown) for name in pages}, None, lang)


def address(name: str) -> str:
    """Where the menu leads: never the bare name of a page file.

    Until a first session has come through here, Streamlit answers `/glossary` with pages/glossary.py itself, which
    only defines and so shows an empty page.
    """
    return "" if name == HOME else f"view-{name}"


def _navigate(pages: Mapping[str, Callable[[], None]], viewer: Viewer | None, lang: str) -> None:
    """Listed are the pages of the role; the others refuse in words. The bare names lead to the same, unlisted."""
    listed = [_page(name, run_page, address(name), _is_listed(name, viewer), lang) for name, run_page in pages.items()]
    aliases = [_page(name, run_page, name, False, lang) for name, run_page in pages.items()]
    st.navigation([*listed, *aliases], position="top").run()


def _is_listed(name: str, viewer: Viewer | None) -> bool:
    return viewer is not None and may(check_may_open, viewer, name)


def _page(name: str, run_page: Callable[[], None], path: str, is_listed: bool, lang: str) -> st.Page:
    return st.Page(
        run_page,
        title=say(lang, f"{name}.title"),
        url_path=path or "home",
        default=path == "",
        visibility="visible" if is_listed else "hidden",
    )


def _draw(ctx: Context, name: str, render: Callable[[Context], None]) -> None:
    try:
        check_may_open(ctx.viewer, name)
        render(ctx)
    except MissionError as error:
        frame.card(say(ctx.lang, "error.title"), error.sentence(ctx.lang), is_refusal=True)
    except Exception:  # a bug is logged with its traceback and never shown on a shared screen
        logger.exception("page %s", name)
        frame.card(say(ctx.lang, "error.title"), say(ctx.lang, "error.bug"), is_refusal=True)

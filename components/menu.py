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


def _navigate(pages: Mapping[str, Callable[[], None]], viewer: Viewer | None, lang: str) -> None:
    """The overview lives at the bare address; one that the role does not hold is left out and refuses in words.

    Until a first session has come through here, Streamlit answers `/overview` with the page file itself, which only
    defines and so shows nothing: links therefore lead to the bare address.
    """
    home = _page(HOME, pages[HOME], viewer, lang, is_home=True)
    others = [_page(name, run_page, viewer, lang) for name, run_page in pages.items()]
    st.navigation([home, *others], position="top").run()


def _page(
    name: str, run_page: Callable[[], None], viewer: Viewer | None, lang: str, *, is_home: bool = False
) -> st.Page:
    is_listed = viewer is not None and may(check_may_open, viewer, name) and (is_home or name != HOME)
    return st.Page(
        run_page,
        title=say(lang, f"{name}.title"),
        url_path="home" if is_home else name,
        default=is_home,
        visibility="visible" if is_listed else "hidden",
    )


def _draw(ctx: Context, name: str, render: Callable[[Context], None]) -> None:
    try:
        check_may_open(ctx.viewer, name)
        render(ctx)
    except MissionError as error:
        frame.card(say(ctx.lang, "error.title"), error.sentence(ctx.lang), is_refusal=True)
    except Exception:
        logger.exception("page %s", name)
        frame.card(say(ctx.lang, "error.title"), say(ctx.lang, "error.bug"), is_refusal=True)

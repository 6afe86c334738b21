"""The menu in the chosen language, holding only the pages of the viewer's role."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from access.errors import MissionError
from access.roles import Viewer, check_may_open, may
from components import frame
from components.context import Context
from locales import say

logger = logging.getLogger(__name__)

HOME = "overview"
Sections = Mapping[str, Mapping[str, Callable[[Context], None]]]  # section → page → what draws it
Runs = Mapping[str, Mapping[str, Callable[[], None]]]


def run(ctx: Context, sections: Sections) -> None:
    """Shows the menu and draws the chosen page, guarded once more by role."""
    runs = {
        section: {name: partial(_draw, ctx, name, render) for name, render in pages.items()}
        for section, pages in sections.items()
    }
    _navigate(runs, ctx.viewer, ctx.lang)


def run_instead(sections: Sections, shown: Callable[[], None], lang: str) -> None:
    """Keeps every address alive but shows one thing at all of them: the sign-in, or the refusal."""
    _navigate({section: {name: partial(shown) for name in pages} for section, pages in sections.items()}, None, lang)


def address(name: str) -> str:
    """Where the menu leads; the bare name of a page leads there too, unlisted."""
    return "" if name == HOME else f"view-{name}"


def _navigate(runs: Runs, viewer: Viewer | None, lang: str) -> None:
    """Listed are the pages of the role; the others refuse in words. The bare names lead to the same, unlisted."""
    shown, unlisted = listed(runs, viewer, lang)
    chosen = st.navigation({**shown, "": unlisted}, position="top")
    _mark_section(chosen, list(shown.values()))
    _name_button(lang)
    chosen.run()


def listed(runs: Runs, viewer: Viewer | None, lang: str) -> tuple[dict[str, list[st.Page]], list[st.Page]]:
    """The sections by their names, each with the pages of the role, none empty; and every other address."""
    shown: dict[str, list[st.Page]] = {}
    unlisted: list[st.Page] = []
    for section, pages in runs.items():
        for name, run_page in pages.items():
            is_listed = viewer is not None and may(check_may_open, viewer, name)
            page = _page(name, run_page, address(name), is_listed, lang)
            (shown.setdefault(say(lang, f"menu.{section}"), []) if is_listed else unlisted).append(page)
            unlisted.append(_page(name, run_page, name, False, lang))
    return shown, unlisted


def _mark_section(chosen: st.Page, shown: Sequence[Sequence[st.Page]]) -> None:
    """Underlines the section that holds the open page, which Streamlit does not; none where none shown holds it."""
    for place, pages in enumerate(shown, start=1):
        if chosen in pages:
            st.html(f"<style>.stApp [data-testid=stTopNav] > :nth-child({place}) {{ --here: var(--line); }}</style>")


def _name_button(lang: str) -> None:
    """On a phone the menu opens by a button that Streamlit draws as two arrows: the word stands beside them."""
    st.html(f'<style>[data-testid=stExpandSidebarButton]::after {{ content: "{say(lang, "menu.open")}"; }}</style>')


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

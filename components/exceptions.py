"""The exceptions of a view, at most twelve, each in a sentence: three in sight, the rest one click away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components import door
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix
from locales import say
from metrics.exceptions import Matter

_IN_SIGHT = 3


def panel(ctx: Context, choice: Choice, matrix: Matrix) -> str:
    """The exceptions inside what is chosen, in the chosen window."""
    found = door.exceptions(ctx, choice.within(ctx.scope), matrix.window, matrix.compared)
    return draw(found, ctx.lang)


def draw(found: Sequence[Matter], lang: str) -> str:
    """The list, or a calm line that there is none."""
    heading = f"<h2>{escape(say(lang, 'exceptions.title'))}</h2>"
    if not found:
        calm = f'<p class="ms-calm">{escape(say(lang, "exceptions.none"))}</p>'
        return f'<section class="ms-exceptions">{heading}{calm}</section>'
    rest = found[_IN_SIGHT:]
    more = escape(say(lang, "exceptions.more", n=len(rest)))
    folded = f"<details><summary>{more}</summary>{_list(rest, lang)}</details>" if rest else ""
    return f'<section class="ms-exceptions">{heading}{_list(found[:_IN_SIGHT], lang)}{folded}</section>'


def _list(found: Sequence[Matter], lang: str) -> str:
    items = "".join(f"<li><b>{escape(one.about(lang))}</b>{escape(one.sentence(lang))}</li>" for one in found)
    return f"<ol>{items}</ol>"

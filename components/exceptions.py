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
Line = tuple[str, str]  # what it is about, and the sentence


def panel(ctx: Context, choice: Choice, matrix: Matrix) -> str:
    """The exceptions inside what is chosen, in the chosen window."""
    found = door.exceptions(ctx, choice.within(ctx.scope), matrix.window, matrix.compared)
    return draw(found, ctx.lang)


def draw(found: Sequence[Matter], lang: str) -> str:
    """The list, or a calm line that there is none."""
    lines = [(one.about(lang), one.sentence(lang)) for one in found]
    return listing(say(lang, "exceptions.title"), lines, say(lang, "exceptions.none"), lang)


def listing(title: str, lines: Sequence[Line], calm: str, lang: str) -> str:
    """Lines under a title, three in sight and the rest folded; the calm words where there is none."""
    heading = f"<h2>{escape(title)}</h2>"
    if not lines:
        return f'<section class="ms-exceptions">{heading}<p class="ms-calm">{escape(calm)}</p></section>'
    rest = lines[_IN_SIGHT:]
    more = escape(say(lang, "exceptions.more", n=len(rest)))
    folded = f"<details><summary>{more}</summary>{_list(rest)}</details>" if rest else ""
    return f'<section class="ms-exceptions">{heading}{_list(lines[:_IN_SIGHT])}{folded}</section>'


def _list(lines: Sequence[Line]) -> str:
    items = "".join(f"<li><b>{escape(about)}</b>{escape(sentence)}</li>" for about, sentence in lines)
    return f"<ol>{items}</ol>"

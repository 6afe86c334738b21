"""What to ask about on the page on squads: places that nobody visited, visits to verify, rotation, then the rest."""

from __future__ import annotations

from collections.abc import Iterator

from components import door, sections, words
from components.choice import Choice
from components.context import Context
from components.sections import Ask
from components.squads.reading import Seen
from locales import say
from metrics.exceptions import Matter

MOST, MOST_OF_ONE = 5, 2
CODES = (
    "P4",
    "P8",
    "P1",
    "P2",
    "P5",
    "P7",
)  # in the order in which they are asked about, rotation after visits to verify


def draw(ctx: Context, choice: Choice, seen: Seen) -> str:
    """At most five."""
    window, compared = seen.matrix.window, seen.matrix.compared
    scope = choice.within(ctx.scope)
    found = [one for code in CODES for one in door.exceptions(ctx, scope, window, compared, (code,), MOST_OF_ONE)]
    return sections.asks(list(_in_order(found, seen, ctx.lang))[:MOST], ctx.lang)


def _in_order(found: list[Matter], seen: Seen, lang: str) -> Iterator[Ask]:
    grave = [one for one in found if one.kpi in CODES[:2]]
    yield from (Ask(one.about(lang), one.sentence(lang)) for one in grave)
    yield from _rotation(seen, lang)
    yield from (Ask(one.about(lang), one.sentence(lang)) for one in found if one not in grave)


def _rotation(seen: Seen, lang: str) -> Iterator[Ask]:
    """The worst unit whose visits crowd at few places."""
    row = next(row for row in seen.matrix.rows if row.kpi.code == "P3")
    pairs = zip(row.cells, seen.matrix.columns, strict=True)
    missed = [(cell, column) for cell, column in pairs if cell.status == "missed" and not column.is_whole]
    for cell, column in sorted(missed, key=lambda pair: -(pair[0].value or 0))[:1]:
        about = f"{column.name} · {row.kpi.words(lang).short}"
        yield Ask(about, say(lang, "squads.ask.rotation", value=words.value(lang, "pct", cell.value)))

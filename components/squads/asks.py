"""What to ask about on the page on squads: places that nobody visited, visits to verify, rotation, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components import door, sections, words
from components.choice import Choice
from components.context import Context
from components.sections import Ask
from components.squads.reading import Seen
from locales import say
from metrics.exceptions import Matter

MOST, MOST_OF_ONE = 5, 2
CODES = ("P4", "P8", "P1", "P2", "P5", "P7")
FIRST = ("P4", "P8")  # before rotation; the others after it


def draw(ctx: Context, choice: Choice, seen: Seen) -> str:
    """At most five: the worst of each matter before the second of any."""
    window, compared = seen.matrix.window, seen.matrix.compared
    scope = choice.within(ctx.scope)
    found = [door.exceptions(ctx, scope, window, compared, (code,), MOST_OF_ONE) for code in CODES]
    return sections.asks(list(_in_order(found, seen, ctx.lang))[:MOST], ctx.lang)


def _in_order(found: Sequence[Sequence[Matter]], seen: Seen, lang: str) -> Iterator[Ask]:
    worst = [matters[0] for matters in found if matters]
    yield from (_ask(one, lang) for one in worst if one.kpi in FIRST)
    yield from _rotation(seen, lang)
    yield from (_ask(one, lang) for one in worst if one.kpi not in FIRST)
    yield from (_ask(one, lang) for matters in found for one in matters[1:])


def _ask(one: Matter, lang: str) -> Ask:
    return Ask(one.about(lang), one.sentence(lang))


def _rotation(seen: Seen, lang: str) -> Iterator[Ask]:
    """The worst unit whose visits crowd at few places."""
    row = next(row for row in seen.matrix.rows if row.kpi.code == "P3")
    pairs = zip(row.cells, seen.matrix.columns, strict=True)
    missed = [(cell, column) for cell, column in pairs if cell.status == "missed" and not column.is_whole]
    for cell, column in sorted(missed, key=lambda pair: -(pair[0].value or 0))[:1]:
        about = f"{column.name} · {row.kpi.words(lang).short}"
        yield Ask(about, say(lang, "squads.ask.rotation", value=words.value(lang, "pct", cell.value)))

"""What to ask about open cases: closing before reviews, stock that rose beyond noise, targets missed, old registers."""

from __future__ import annotations

from collections.abc import Iterator

from components import door, words
from components.backlog import reading
from components.backlog.moves import Line
from components.choice import Choice
from components.context import Context
from components.places import Places
from components.sections import Ask
from locales import say
from metrics import catalogue
from metrics import windows as spans
from warehouse.reads import Window

CODES = ("B2", "B3", "B4", "B7")
MOST = 5
_BUNCHING = "B8"
_FIRST = 2  # of each rule, before the next is told


def find(
    ctx: Context, choice: Choice, places: Places, window: Window, compared: Window | None, lines: tuple[Line, ...]
) -> list[Ask]:
    """At most five, the worst of each rule first; a unit whose rise is told is not told again by its target."""
    bunched = list(_bunched(ctx, choice, places, window))
    risen = [line for line in lines if line.has_risen]
    rises = [Ask(line.about, say(ctx.lang, "backlog.ask.rose", **line.values)) for line in risen]
    told = {line.code for line in risen}
    missed = [
        Ask(one.about(ctx.lang), one.sentence(ctx.lang))
        for one in door.exceptions(ctx, choice.within(ctx.scope), window, compared, CODES, MOST)
        if not (one.kpi == "B2" and one.unit_code in told)
    ]
    rules = [bunched, rises, missed, list(_late(ctx, lines))]
    first = [ask for rule in rules for ask in rule[:_FIRST]]
    rest = [ask for rule in rules for ask in rule[_FIRST:]]
    return [*first, *rest][:MOST]


def _bunched(ctx: Context, choice: Choice, places: Places, window: Window) -> Iterator[Ask]:
    """Kendras that close beyond noise on the two days before a review; a quarter holds reviews enough to tell."""
    days = max(reading.MOST_BY_DAY, spans.n_days(window))
    long = spans.last_days(window.as_of, days)
    rows = door.measured(ctx, choice.within(ctx.scope), _BUNCHING, "thana", (long,))
    missed = [(unit, row) for (_, unit), row in rows.items() if row["status"] == "missed" and not row["is_suppressed"]]
    for unit, row in sorted(missed, key=lambda pair: -pair[1]["value"]):
        counts = {
            "days": words.number(ctx.lang, days),
            "all": words.number(ctx.lang, row["other_denominator"]),
            "n": words.number(ctx.lang, row["numerator"]),
            "usual": words.number(ctx.lang, round(row["denominator"])),
        }
        found = places.find("thana", unit)
        name = found.name(ctx.lang) if found else unit
        about = (
            f"{say(ctx.lang, 'metrics.unit.thana', name=name)} · {catalogue.load()[_BUNCHING].words(ctx.lang).short}"
        )
        yield Ask(about, say(ctx.lang, "backlog.ask.bunched", **counts))


def _late(ctx: Context, lines: tuple[Line, ...]) -> Iterator[Ask]:
    """Units of which registers did not come: their stock is read on an older day."""
    for line in lines:
        if line.late:
            yield Ask(line.about, say(ctx.lang, "backlog.ask.late", why=line.late))

"""What to ask about on the FIR page: FIRs held back at a thana, then the exceptions of its KPIs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from access.settings import load_settings
from components import door, sections, words
from components.choice import Choice
from components.context import Context
from components.fir import watch
from components.fir.reading import KPIS, Seen
from components.sections import Ask
from locales import say
from metrics.fir import Delay, wait_of

MOST, MOST_HELD_BACK = 5, 3
HELD_BACK = ("F1", "F2")
CODES = (*HELD_BACK, "F4", "F5", "F6.two_months")


def draw(ctx: Context, choice: Choice, seen: Seen, names: Mapping[str, str]) -> str:
    """At most five, the thanas that hold FIRs back first. Matters closed without an FIR have a frame of their own."""
    held_back = [one for one in seen.delays if one.is_held_back][:MOST_HELD_BACK]
    told = [ask(one, names[one.thana_code], seen, ctx.lang) for one in held_back]
    matrix, named = seen.matrix, {one.thana_code for one in held_back}
    scope = choice.within(ctx.scope)
    found = door.exceptions(ctx, scope, matrix.window, matrix.compared, CODES, MOST, board=KPIS)
    told += [
        Ask(one.about(ctx.lang), one.sentence(ctx.lang))
        for one in found
        if one.kpi not in HELD_BACK or one.unit_code not in named
    ]
    return sections.asks(told[:MOST], ctx.lang)


def ask(one: Delay, name: str, seen: Seen, lang: str) -> Ask:
    """Few or none in time, how many are not registered, since when, and the usual hours where they may be told."""
    few = watch.count
    key: Literal["fir.ask.few", "fir.ask.none"] = "fir.ask.few" if one.n_in_time else "fir.ask.none"
    counts = {"in_time": few(lang, one.n_in_time), "late": few(lang, one.n_late), "never": few(lang, one.n_never)}
    said = [say(lang, key, **counts), *_waiting(one, seen, lang), say(lang, "fir.ask.why")]
    return Ask(f"{say(lang, 'metrics.unit.thana', name=name)} · {say(lang, 'fir.held_back')}", " ".join(said))


def _waiting(one: Delay, seen: Seen, lang: str) -> list[str]:
    """Since when the oldest is not registered, and the usual hours of those that are."""
    said = []
    if one.n_hours >= load_settings().small_cell:
        said.append(say(lang, "fir.ask.median", hours=words.value(lang, "hours", one.median_hours)))
    if days := wait_of(one.since_on, seen.matrix.window.as_of):
        said.append(say(lang, "fir.ask.wait", days=words.number(lang, days)))
    return said

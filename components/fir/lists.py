"""The thanas where a needed FIR is not registered or late, the worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from access.settings import load_settings
from components import words
from components.charts.table import Table
from components.fir import watch
from locales import say
from metrics.fir import Delay, wait_of

WORST = 5
_HEADS = ("thana", "never", "late", "wait", "median", "standing")


def draw(delays: Sequence[Delay], names: Mapping[str, str], as_of: date, lang: str) -> str:
    """The worst five as a table, all of them folded below where there are more."""
    if not delays:
        return f'<p class="ms-calm">{escape(say(lang, "fir.list.none"))}</p>'
    worst = table(delays[:WORST], names, as_of, lang).html(lang)
    if len(delays) <= WORST:
        return worst
    everyone = table(delays, names, as_of, lang).html(lang)
    label = escape(say(lang, "fir.list.all", n=words.number(lang, len(delays))))
    return f'{worst}<details class="ms-twin"><summary>{label}</summary>{everyone}</details>'


def table(delays: Sequence[Delay], names: Mapping[str, str], as_of: date, lang: str) -> Table:
    """Not registered, not in 24 hours, longest wait, median hours; small counts and what they give away are hidden."""
    heads = tuple(say(lang, f"fir.list.{head}") for head in _HEADS[1:])
    rows = tuple(
        (
            names[one.thana_code],
            watch.count(lang, one.n_never),
            watch.count(lang, one.n_late),
            wait(one.since_on, as_of, lang),
            _median(one, lang),
            say(lang, "fir.list.held_back" if one.is_held_back else "fir.list.open"),
        )
        for one in delays
    )
    return Table((say(lang, "fir.thana"), *heads), rows)


def wait(since_on: date | None, as_of: date, lang: str) -> str:
    """The step that the longest wait has passed, in days; a dash where nothing waits."""
    days = wait_of(since_on, as_of)
    if days is None:
        return words.NOTHING
    return say(lang, "fir.list.over", days=words.number(lang, days)) if days else say(lang, "fir.list.recent")


def _median(one: Delay, lang: str) -> str:
    if one.n_hours < load_settings().small_cell:
        return say(lang, "status.suppressed") if one.n_hours else words.NOTHING
    return words.value(lang, "hours", one.median_hours)

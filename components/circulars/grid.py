"""Circulars by district: a shape, a word and days in each cell, the most overdue circular first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from components import words
from components.charts.table import Table
from components.circulars import lists, signs
from components.circulars.lists import UNFOLDED
from components.circulars.reading import Seen, once
from locales import say
from metrics.circulars import STATES, Circular, State, Told

IN_SIGHT = 10


def draw(seen: Seen) -> str:
    """The legend and the first circulars, more of them folded."""
    lang, rest = seen.lang, seen.circulars[IN_SIGHT:]
    folded = ""
    if rest:
        more = say(lang, "circulars.more", n=words.number(lang, len(rest)))
        drawn = _table(seen, rest[:UNFOLDED]) + lists.in_file(len(rest) - UNFOLDED, lang)
        folded = lists.unfolding(more, drawn)
    return f'<section class="ms-circulars">{_legend(seen)}{_table(seen, seen.circulars[:IN_SIGHT])}{folded}</section>'


@once
def table(seen: Seen) -> Table:
    """The same in words: a line for each circular, a column for each district."""
    heads = [say(seen.lang, f"circulars.head.{name}") for name in ("circular", "subject", "issuer", "issued", "due")]
    heads += [unit.name(seen.lang) for unit in seen.districts]
    return Table(tuple(heads), tuple(tuple(_line(one, seen)) for one in seen.circulars))


def _line(one: Circular, seen: Seen) -> Iterator[str]:
    lang = seen.lang
    yield one.circular_no
    yield one.subject
    yield say(lang, f"circulars.issuer.{one.issued_by}")
    yield words.day(lang, one.issued_on)
    yield signs.due(one, lang)
    yield from (signs.said(one.of.get(unit.code), lang) for unit in seen.districts)


def _legend(seen: Seen) -> str:
    """Each sign that stands on the page with its words."""
    lang, there = seen.lang, {one.state for one in seen.told}
    items = "".join(_meaning(state, lang) for state in STATES if state in there)
    untold = f"<span><b>{signs.UNTOLD}</b> {escape(say(lang, 'circulars.state.untold'))}</span>"
    return f'<div class="ms-legend">{items}{untold}</div>'


def _meaning(state: State, lang: str) -> str:
    told = escape(say(lang, f"circulars.state.{state}"))
    return f'<span><b class="circular-{state}">{signs.SHAPES[state]}</b> {told}</span>'


def _table(seen: Seen, some: Sequence[Circular]) -> str:
    lang = seen.lang
    heads = "".join(f'<th scope="col">{escape(unit.name(lang))}</th>' for unit in seen.districts)
    rows = "".join(_row(one, seen) for one in some)
    label, circular = (escape(say(lang, f"circulars.{key}")) for key in ("grid.alt", "head.circular"))
    return (
        f'<div class="ms-wide"><table class="ms-grid ms-orders" aria-label="{label}"><thead><tr>'
        f'<th scope="col">{circular}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(one: Circular, seen: Seen) -> str:
    lang = seen.lang
    issuer, issued = say(lang, f"circulars.issuer.{one.issued_by}"), words.day(lang, one.issued_on)
    facts = (
        say(lang, "circulars.facts.issued", issuer=issuer, day=issued),
        say(lang, "circulars.facts.due", day=signs.due(one, lang)),
    )
    parts = " ".join(f"<em>{escape(fact)}</em>" for fact in facts)
    cells = "".join(_cell(one.of.get(unit.code), unit.name(lang), lang) for unit in seen.districts)
    return (
        f'<tr><th scope="row"><b>{escape(one.circular_no)}</b><span>{escape(one.subject)}</span>'
        f"<span>{parts}</span></th>{cells}</tr>"
    )


def _cell(one: Told | None, district: str, lang: str) -> str:
    """On a phone, where the row of districts is not shown, the cell names its own."""
    days = f"<b>{escape(signs.days(one, lang))}</b>" if signs.days(one, lang) else ""
    more = f"<span>{escape(signs.more(one, lang))}</span>" if signs.more(one, lang) else ""
    state, told = (one.state if one else "untold"), f"<span>{escape(signs.state(one, lang))}</span>"
    opened = f'<td class="circular-{state}" data-district="{escape(district)}">'
    return f"{opened}<i>{signs.shape(one)}</i> {told}{days}{more}</td>"

"""The five figures of the page as a row of tiles, each with its meaning in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from components import words
from components.charts.table import Table
from components.circulars.reading import Seen
from locales import say
from metrics import circulars
from metrics.circulars import AHEAD_DAYS


@dataclass(frozen=True)
class Tile:
    """`tone` colours the tile and chooses its shape; the line says the same in words."""

    key: str
    value: str
    line: str
    tone: str


_SHAPES = {"missed": "■", "met": "●", "watch": "◆", "context": "□", "no_data": "–"}


def found(seen: Seen) -> list[Tile]:
    return [_overdue(seen), _rate(seen), _ahead(seen), _evidence(seen), _untold(seen)]


def draw(some: Sequence[Tile], lang: str) -> str:
    return f'<section class="ms-tiles of-circulars">{"".join(_tile(one, lang) for one in some)}</section>'


def table(some: Sequence[Tile], lang: str) -> Table:
    heads = tuple(say(lang, f"circulars.head.{head}") for head in ("figure", "value", "meaning"))
    return Table(heads, tuple((say(lang, f"circulars.tile.{one.key}"), one.value, one.line) for one in some))


def _tile(one: Tile, lang: str) -> str:
    name = escape(say(lang, f"circulars.tile.{one.key}"))
    said = f'<span class="meaning"><b class="status">{_SHAPES[one.tone]}</b> {escape(one.line)}</span>'
    return (
        f'<article class="ms-tile is-{one.tone}"><div><span class="name">{name}</span></div>'
        f'<div class="ms-cell"><span class="ms-value">{escape(one.value)}</span>'
        f'<span class="ms-line">{said}</span></div></article>'
    )


def _overdue(seen: Seen) -> Tile:
    late, lang = circulars.overdue(seen.told), seen.lang
    if not seen.told:
        return Tile("overdue", words.NOTHING, say(lang, "circulars.line.nothing"), "no_data")
    if not late:
        return Tile("overdue", words.number(lang, 0), say(lang, "circulars.line.none_overdue"), "met")
    longest = say(lang, "circulars.line.overdue", n=words.number(lang, late[0].n_days))
    return Tile("overdue", words.number(lang, len(late)), longest, "missed")


def _rate(seen: Seen) -> Tile:
    rate, lang = circulars.rate(seen.told, seen.as_of), seen.lang
    if rate.share is None:
        return Tile("rate", words.NOTHING, say(lang, "circulars.line.none_due"), "no_data")
    counts = {"n": words.number(lang, rate.n_met), "of": words.number(lang, rate.n_due)}
    key = "circulars.line.rate_few" if rate.is_few else "circulars.line.rate"
    return Tile("rate", words.value(lang, "pct", rate.share * 100), say(lang, key, **counts), "context")


def _ahead(seen: Seen) -> Tile:
    n, lang = len(circulars.falling_due(seen.told, seen.as_of)), seen.lang
    line = say(lang, "circulars.line.ahead", n=words.number(lang, AHEAD_DAYS))
    return Tile("ahead", words.number(lang, n), line, "context")


def _evidence(seen: Seen) -> Tile:
    n, lang = sum(one.lacks_evidence for one in seen.told), seen.lang
    key = "circulars.line.evidence" if n else "circulars.line.evidence_all"
    return Tile("evidence", words.number(lang, n), say(lang, key), "watch" if n else "context")


def _untold(seen: Seen) -> Tile:
    n, lang = len(seen.untold), seen.lang
    if not seen.has_others:
        return Tile("untold", words.NOTHING, say(lang, "circulars.line.own_only"), "no_data")
    if seen.silent:
        line = say(lang, "circulars.line.silent", names=", ".join(seen.name(code) for code in sorted(seen.silent)))
        return Tile("untold", words.number(lang, n), line, "watch")
    return Tile("untold", words.number(lang, n), say(lang, "circulars.line.untold"), "watch" if n else "context")

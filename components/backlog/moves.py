"""Then against now by unit, the worst first: two dates, the change, signal or noise in words, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components import words
from components.backlog.reading import Moved
from components.charts.against import Pair
from components.charts.table import Table, Value
from locales import say
from metrics.backlog import Move, Stock


@dataclass(frozen=True)
class Line:
    """A unit as it is told. `values` fill the sentence that asks about it; `late` says which registers are old."""

    code: str
    about: str
    name: str
    then: float | None
    now: float | None
    change: float | None
    is_hidden: bool
    is_beyond: bool | None
    has_fewer_coming: bool
    why: str
    late: str
    values: Mapping[str, Any]

    @property
    def pct(self) -> float | None:
        return None if self.change is None or not self.then else self.change / self.then * 100

    @property
    def has_risen(self) -> bool:
        return bool(self.is_beyond) and (self.change or 0) > 0

    @property
    def tone(self) -> str:
        """A fall is good where it was worked for: never where fewer women came."""
        if not self.is_beyond or (self.has_fewer_coming and not self.has_risen):
            return "context"
        return "missed" if self.has_risen else "met"


def lines(
    moves: Mapping[str, Moved], names: Mapping[str, str], level: str, then: date | None, now: date, lang: str
) -> tuple[Line, ...]:
    """Risen beyond noise first, then by the rise in cases; units that cannot be compared last."""
    told = [_line(code, moved, names[code], level, then, now, lang) for code, moved in moves.items()]
    return tuple(sorted(told, key=_order))


def table(told: Sequence[Line], then: date | None, now: date, lang: str) -> Table:
    """Unit, then, now, change, per cent, what it means, why."""
    heads = (
        say(lang, "charts.unit"),
        _day(then, lang),
        words.day(lang, now),
        say(lang, "charts.change"),
        say(lang, "charts.change_pct"),
        say(lang, "charts.meaning"),
        say(lang, "backlog.why"),
    )
    return Table(heads, tuple(_cells(line, lang) for line in told))


def pairs(told: Sequence[Line], lang: str) -> list[Pair]:
    """The same units as the dumbbell draws them."""
    return [Pair(line.name, line.then, line.now, _short(line, lang), line.tone, line.is_hidden) for line in told]


def meaning(line: Line, lang: str) -> str:
    """Whether the change is within noise, in words; nothing where it may not be told."""
    if line.is_hidden:
        return ""
    return say(lang, {None: "backlog.unknown", True: "backlog.beyond", False: "backlog.within"}[line.is_beyond])


def _short(line: Line, lang: str) -> str:
    if line.is_hidden or line.is_beyond is None:
        return meaning(line, lang)
    return say(lang, "backlog.signal" if line.is_beyond else "backlog.noise")


def _cells(line: Line, lang: str) -> tuple[Value, ...]:
    few, hidden = say(lang, "cell.few"), say(lang, "status.suppressed")
    told = (line.then, line.now, line.change, line.pct)
    figures: tuple[Value, ...] = (few, few, hidden, hidden) if line.is_hidden else told
    why = "; ".join(part for part in (line.why, line.late) if part)
    return (line.name, *figures, meaning(line, lang), why)


def _order(line: Line) -> tuple[bool, bool, float, str]:
    return (line.change is None, not line.has_risen, -(line.change or 0), line.name)


def _line(code: str, moved: Moved, name: str, level: str, then: date | None, now: date, lang: str) -> Line:
    move, hidden = moved.move, moved.is_hidden
    before, after = (move.then.n if move.then else None), move.now.n
    change = None if hidden else move.difference
    moves = move.change.moved if move.change and not hidden else ()
    why = ", ".join(say(lang, f"backlog.moved.{one}") for one in moves)
    values = _values(before, after, then, now, why, lang) if change is not None else {}
    about = say(lang, f"metrics.unit.{level}", name=name)
    is_beyond = None if hidden else move.is_beyond
    late = _late(move, then, now, lang)
    fewer = move.has_fewer_coming
    return Line(code, about, name, before, after, change, hidden, is_beyond, fewer, why, late, values)


def _values(
    before: float | None, after: float | None, then: date | None, now: date, why: str, lang: str
) -> dict[str, str]:
    before, after = before or 0, after or 0
    pct = f" ({words.signed(lang, (after - before) / before * 100, 1)}\u202f%)" if before else ""
    return {
        "then": words.number(lang, before),
        "then_on": _day(then, lang),
        "now": words.number(lang, after),
        "now_on": words.day(lang, now),
        "pct": pct,
        "why": why or say(lang, "backlog.both_a_little"),
    }


def _late(move: Move, then: date | None, now: date, lang: str) -> str:
    """Which registers do not reach the days that are asked for; of the earlier day only what is not said of both."""
    said = _old(move.now, now, lang)
    if move.then and then and move.then.read_on != move.now.read_on:
        said = [*_old(move.then, then, lang), *said]
    return "; ".join(said)


def _old(stock: Stock, asked: date, lang: str) -> list[str]:
    said = []
    if stock.n_late and stock.read_on:
        facts = {"n": words.number(lang, stock.n_late), "day": words.day(lang, stock.read_on)}
        said.append(say(lang, "backlog.late", asked=words.short_day(lang, asked), **facts))
    if stock.n_never:
        said.append(say(lang, "backlog.never", n=words.number(lang, stock.n_never), asked=words.short_day(lang, asked)))
    return said


def _day(day: date | None, lang: str) -> str:
    return say(lang, "backlog.no_then") if day is None else words.day(lang, day)

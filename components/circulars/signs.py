"""How a circular of a district is written: shape, word and days; evidence and due date in words."""

from __future__ import annotations

from components import words
from locales import say
from metrics.circulars import COMPLIED, Circular, State, Told

SHAPES: dict[State, str] = {
    "in_time": "●",
    "late": "▲",
    "partial": "◐",
    "overdue": "■",
    "pending": "○",
    "done": "●",
    "undated": "◆",
    "open": "○",
}
UNTOLD = "–"


def shape(one: Told | None) -> str:
    return SHAPES[one.state] if one else UNTOLD


def state(one: Told | None, lang: str) -> str:
    """The short word of a cell."""
    return say(lang, f"circulars.short.{one.state if one else 'untold'}")


def days(one: Told | None, lang: str) -> str:
    """Days late or overdue; nothing where there are none."""
    return _n_days(one.n_days, lang) if one and one.n_days else ""


def _n_days(n: int, lang: str) -> str:
    return say(lang, "circulars.day" if n == 1 else "circulars.days", n=words.number(lang, n))


def more(one: Told | None, lang: str) -> str:
    """Begun though overdue; complied with, and no evidence given."""
    if one and one.state == "overdue" and one.is_partial:
        return say(lang, "circulars.short.partial")
    return say(lang, "circulars.short.no_evidence") if one and one.lacks_evidence else ""


def said(one: Told | None, lang: str) -> str:
    """A cell as text: ■ overdue, 145 days; partial."""
    told = f"{shape(one)} {state(one, lang)}"
    told += f", {days(one, lang)}" if days(one, lang) else ""
    return f"{told}; {more(one, lang)}" if more(one, lang) else told


def evidence(one: Told, lang: str) -> str:
    """Its reference, or that none was given."""
    return one.evidence_ref or say(lang, "circulars.no_evidence")


def due(one: Circular | Told, lang: str) -> str:
    """The due date; that there is none; that districts told different ones."""
    if one.due_on:
        return words.day(lang, one.due_on)
    return say(
        lang, "circulars.no_due" if not isinstance(one, Circular) or one.is_due_alike else "circulars.dues_differ"
    )


def standing(one: Told, lang: str) -> str:
    """Of one that is not complied with: partly, or not at all."""
    return say(lang, "circulars.standing.partial" if one.is_partial else "circulars.standing.pending")


def is_open(one: Told) -> bool:
    return one.state not in COMPLIED

"""What to ask about on the page on awareness: who was never reached, counts to verify, joint teams, lists to send."""

from __future__ import annotations

from collections.abc import Iterator

from components import words
from components.awareness.reading import Seen
from components.sections import Ask
from locales import say
from metrics import awareness
from metrics.awareness import Reach

MOST = 5


def find(seen: Seen, lang: str) -> list[Ask]:
    """At most five: the worst of each matter before the second of any."""
    never = awareness.never_reached(seen.reached)
    told = [
        *(_never(one, seen, lang) for one in never[:1]),
        *_doubtful("copied", seen, lang),
        *_doubtful("heaped", seen, lang),
        *_joint(seen, lang),
        *_no_list(seen, lang),
        *(_never(one, seen, lang) for one in never[1:3]),
    ]
    return told[:MOST]


def _about(code: str, matter: str, seen: Seen, lang: str) -> str:
    return f"{say(lang, 'metrics.unit.thana', name=seen.thanas[code].name(lang))} · {say(lang, matter)}"


def _never(one: Reach, seen: Seen, lang: str) -> Ask:
    """How many places were never reached and, where their number may be told, how many complaints came from there."""
    counts = {"n": words.number(lang, one.n_never or 0), "of": words.number(lang, one.n_listed or 0)}
    key = "awareness.ask.none_ever" if one.n_never == one.n_listed else "awareness.ask.never"
    sentence = say(lang, key, **counts)
    if n := seen.complaints.get(one.code):
        sentence += " " + say(lang, "awareness.ask.never.complaints", n=words.number(lang, n))
    return Ask(_about(one.code, "awareness.ask.never_about", seen, lang), sentence)


def _doubtful(kind: str, seen: Seen, lang: str) -> Iterator[Ask]:
    one = awareness.worst(seen.looks, kind)
    if one is not None:
        counts = {"n": words.number(lang, one.of(kind)), "of": words.number(lang, one.n)}
        about = _about(one.code, "awareness.ask.counts_about", seen, lang)
        yield Ask(about, say(lang, f"awareness.ask.{kind}", **counts))


def _joint(seen: Seen, lang: str) -> Iterator[Ask]:
    """The unit with the fewest joint programmes, where the target is missed."""
    row = seen.row("A2")
    pairs = zip(row.cells, seen.matrix.columns, strict=True)
    missed = [(cell, column) for cell, column in pairs if cell.status == "missed" and not column.is_whole]
    for cell, column in sorted(missed, key=lambda pair: pair[0].value or 0)[:1]:
        about = f"{column.name} · {row.kpi.words(lang).short}"
        yield Ask(about, say(lang, "awareness.ask.joint", value=words.value(lang, "pct", cell.value)))


def _no_list(seen: Seen, lang: str) -> Iterator[Ask]:
    n = sum(one.n_listed is None for one in seen.reached)
    if n:
        counts = {"n": words.number(lang, n), "of": words.number(lang, len(seen.reached))}
        key = "awareness.ask.no_list" if len(seen.reached) > 1 else "awareness.ask.no_list.alone"
        yield Ask(say(lang, "awareness.ask.no_list_about"), say(lang, key, **counts))

"""What to ask about circulars: at most five, the longest overdue first. Never an accusation."""

from __future__ import annotations

from collections.abc import Iterator

from components import sections, words
from components.circulars import signs
from components.circulars.lists import names
from components.circulars.reading import Seen
from components.sections import Ask
from locales import say
from metrics import circulars
from metrics.circulars import COMPLIED, Told

MOST, MOST_OVERDUE = 5, 3


def draw(seen: Seen) -> str:
    return sections.asks(found(seen), seen.lang)


def found(seen: Seen) -> list[Ask]:
    """Overdue, a district that told nothing, circulars left out, no evidence, no day of compliance, soon due."""
    late = [_overdue(one, seen) for one in circulars.overdue(seen.told)[:MOST_OVERDUE]]
    return [*late, *_silent(seen), *_untold(seen), *_lacking(seen), *_ahead(seen)][:MOST]


def _overdue(one: Told, seen: Seen) -> Ask:
    """Since when, how many days, what of it was told, and whether other districts have done it."""
    lang = seen.lang
    facts = {"due": signs.due(one, lang), "subject": one.subject, "days": signs.days(one, lang)}
    facts |= {
        "as_of": words.day(lang, seen.as_of),
        "standing": signs.standing(one, lang),
        "evidence": signs.evidence(one, lang),
    }
    said = [say(lang, "circulars.ask.overdue", **facts)]
    circular = next(other for other in seen.circulars if other.circular_no == one.circular_no)
    done = [seen.name(code) for code, other in circular.of.items() if other.state in COMPLIED]
    if done:
        said.append(say(lang, "circulars.ask.others", names=", ".join(done)))
    return Ask(
        f"{seen.name(one.district_code)} · {one.circular_no}", " ".join([*said, say(lang, "circulars.ask.when")])
    )


def _silent(seen: Seen) -> Iterator[Ask]:
    if seen.silent:
        yield _ask("silent", [seen.name(code) for code in sorted(seen.silent)], seen)


def _untold(seen: Seen) -> Iterator[Ask]:
    if missing := seen.untold:
        yield _ask("untold", [f"{seen.name(code)} – {one.circular_no}" for one, code in missing], seen)


def _lacking(seen: Seen) -> Iterator[Ask]:
    lacking = {
        "evidence": [one for one in seen.told if one.lacks_evidence],
        "undated": [one for one in seen.told if one.state == "undated"],
    }
    for key, some in lacking.items():
        if some:
            yield _ask(key, _named(some, seen), seen)


def _ahead(seen: Seen) -> Iterator[Ask]:
    if soon := circulars.falling_due(seen.told, seen.as_of):
        yield _ask(
            "ahead",
            [f"{name} ({signs.due(one, seen.lang)})" for name, one in zip(_named(soon, seen), soon, strict=True)],
            seen,
        )


def _named(some: list[Told], seen: Seen) -> list[str]:
    return [f"{seen.name(one.district_code)} – {one.circular_no}" for one in some]


def _ask(key: str, some: list[str], seen: Seen) -> Ask:
    lang = seen.lang
    facts = {"names": names(some, lang), "count": words.number(lang, len(some))}
    return Ask(say(lang, f"circulars.ask.{key}.about", **facts), say(lang, f"circulars.ask.{key}", **facts))

"""What to ask about on the page on hotspots: the places nobody went to, then where complaints gather."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from components import words
from components.hotspots import wording
from components.hotspots.reading import Seen
from components.sections import Ask
from locales import say
from metrics.hotspots.gi_star import Refused
from metrics.hotspots.uncovered import Gap

MOST, MOST_PLACES = 5, 4


def find(seen: Seen, thanas: Mapping[str, str], lang: str) -> list[Ask]:
    """At most five: places of different thanas, the heaviest first; silent thanas; one where complaints gather."""
    told = [_place(one, thanas, lang) for one in _of_different_thanas(seen)]
    return [*told, *_silent(seen, thanas, lang), *_gathering(seen, thanas, lang)][:MOST]


def _of_different_thanas(seen: Seen) -> list[Gap]:
    found: dict[str, Gap] = {}
    for one in seen.ranked:
        found.setdefault(one.place.thana_code, one)
    return list(found.values())[:MOST_PLACES]


def _silent(seen: Seen, thanas: Mapping[str, str], lang: str) -> Iterator[Ask]:
    """The thanas whose return of visits did not come for the window, in one question."""
    silent = sorted({thanas[one.place.thana_code] for one in seen.of_state("unknown")})
    if silent:
        about = say(lang, "hotspots.ask.silent", n=words.number(lang, len(silent)))
        yield Ask(about, say(lang, "hotspots.ask.silent_why", names=", ".join(silent)))


def _place(one: Gap, thanas: Mapping[str, str], lang: str) -> Ask:
    place = one.place
    about = f"{say(lang, 'metrics.unit.thana', name=thanas[place.thana_code])} · {place.name(lang)}"
    key = "hotspots.ask.never" if one.last_on is None else "hotspots.ask.since"
    said = [say(lang, key, n=words.value(lang, "days", one.days or 0), day=wording.last(one, lang))]
    if place.required_visits_a_week:
        said.append(say(lang, "hotspots.ask.required", n=words.number(lang, place.required_visits_a_week)))
    if one.nearby in ("many", "some"):
        said.append(say(lang, f"hotspots.ask.{one.nearby}"))
    return Ask(about, " ".join([*said, say(lang, "hotspots.ask.why")]))


def _gathering(seen: Seen, thanas: Mapping[str, str], lang: str) -> Iterator[Ask]:
    gi = seen.spotted.gi
    if isinstance(gi, Refused):
        return
    for one in gi.of_kind("hot"):
        if one.code in seen.inside and one.code in seen.spotted.tellable:
            about = f"{say(lang, 'metrics.unit.thana', name=thanas[one.code])} · {say(lang, 'hotspots.gi.title')}"
            yield Ask(about, say(lang, "hotspots.ask.gathers"))
            return

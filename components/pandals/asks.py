"""What to ask about the nights so far: at most five, where the crowds are first. Never an accusation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from components import sections, words
from components.pandals import lists
from components.pandals.grid import Names
from components.pandals.reading import Seen
from components.sections import Ask
from locales import say
from metrics import nights
from metrics.nights import CROWDED, SEEN, Stand

MOST = 5
_NAMED = 3
_FEW_NIGHTS = 3  # so many nights of a thana before its hours are asked about


def draw(seen: Seen, names: Names) -> str:
    return sections.asks(found(seen, names), names.lang)


def found(seen: Seen, names: Names) -> list[Ask]:
    """Places never seen, long gaps, missing returns, visits without a woman officer, none at the peak, the list."""
    told = [*_never(seen, names), *_gaps(seen, names), *_silent(seen, names), *_women(seen, names)]
    return [*told, *_peak(seen, names), *_registry(seen, names)][:MOST]


def _never(seen: Seen, names: Names) -> Iterator[Ask]:
    """One line for category A, one for the rest."""
    never, _ = nights.never_seen(names.in_order(seen.stands), seen.view.night)
    for key, of in (("never_crowded", True), ("never", False)):
        some = [one for one in never if (one.category == CROWDED) is of]
        if some:
            yield _ask(key, some, seen, names)


def _gaps(seen: Seen, names: Names) -> Iterator[Ask]:
    """The longest, of places that were seen at all."""
    beyond = []
    for stand in names.in_order(seen.stands):
        until = stand.until(seen.view.night)
        gap = nights.longest_gap(until)
        if gap and gap.n > nights.gap_limit(stand) and any(night.state in SEEN for night in until):
            beyond.append((gap.n, stand))
    if beyond:
        most = max(n for n, _ in beyond)
        yield _ask("gap", [stand for n, stand in beyond if n == most], seen, names, gap=words.number(names.lang, most))


def _silent(seen: Seen, names: Names) -> Iterator[Ask]:
    """Thanas whose return of the chosen night has not come."""
    thanas = list(dict.fromkeys(one.thana_code for one in names.in_order(lists.untold(seen))))
    if thanas:
        yield _of_thanas("silent", thanas, seen, names)


def _women(seen: Seen, names: Names) -> Iterator[Ask]:
    """Thanas with visits of which it is told that no woman officer was there."""
    without: Counter[str] = Counter()
    for stand in names.in_order(seen.stands):
        for night in stand.until(seen.view.night):
            without[stand.thana_code] += night.n_visits - night.n_with_woman - night.n_woman_unknown
    thanas = [code for code, n in without.most_common() if n > 0]
    if thanas:
        yield _of_thanas("women", thanas, seen, names, n=words.number(names.lang, sum(without.values())))


def _peak(seen: Seen, names: Names) -> Iterator[Ask]:
    """Thanas that went, on at least three nights of which the hour is told, and never at the peak."""
    counted: dict[str, list[bool]] = {}
    for stand in names.in_order(seen.stands):
        nights_of = [night for night in stand.until(seen.view.night) if night.state in SEEN and night.is_peak_known]
        counted.setdefault(stand.thana_code, []).extend(night.state == "peak" for night in nights_of)
    thanas = [code for code, at_peak in counted.items() if len(at_peak) >= _FEW_NIGHTS and not any(at_peak)]
    if thanas:
        yield _of_thanas("peak", thanas, seen, names)


def _registry(seen: Seen, names: Names) -> Iterator[Ask]:
    lacking = [stand for stand in names.in_order(seen.stands) if not stand.is_registered]
    if lacking:
        yield _ask("registry", lacking, seen, names)


def _ask(key: str, some: Sequence[Stand], seen: Seen, names: Names, **values: str) -> Ask:
    lang = names.lang
    told = [f"{one.name(lang)} ({names.of('thana', one.thana_code)})" for one in some]
    return _said(key, told, seen, lang, **values)


def _of_thanas(key: str, codes: Sequence[str], seen: Seen, names: Names, **values: str) -> Ask:
    return _said(key, [names.of("thana", code) for code in codes], seen, names.lang, **values)


def _said(key: str, told: Sequence[str], seen: Seen, lang: str, **values: str) -> Ask:
    """The first of them by name, and how many more."""
    rest = len(told) - _NAMED
    named = ", ".join(told[:_NAMED])
    if rest > 0:
        named = say(lang, "pandals.ask.and_more", names=named, n=words.number(lang, rest))
    facts = {"names": named, "count": words.number(lang, len(told)), "night": words.number(lang, seen.view.night)}
    facts |= values
    return Ask(say(lang, f"pandals.ask.{key}.about", **facts), say(lang, f"pandals.ask.{key}", **facts))

"""What to ask about inspections: at most five, Kendras that nobody inspects first. Never an accusation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from components import sections, words
from components.inspections.grid import Names
from components.inspections.reading import Seen
from components.sections import Ask
from locales import say
from metrics import inspections
from metrics.inspections import GAP_LIMIT, Gap

MOST = 5
_NAMED = 3
_OFTEN = 3  # times a defect is found again before it is asked about


def draw(seen: Seen, names: Names) -> str:
    return sections.asks(found(seen, names), names.lang)


def found(seen: Seen, names: Names) -> list[Ask]:
    """Never inspected by anyone, never by a CO, everything always correct, the longest gap, defects found again."""
    told = [*_never(seen, names), *_never_by_co(seen, names), *_all_correct(seen, names)]
    return [*told, *_gap(seen, names), *_repeated(seen, names)][:MOST]


def _never(seen: Seen, names: Names) -> Iterator[Ask]:
    never = [gap.thana_code for gap in _never_at_all(seen)]
    if never:
        yield _said("never", never, names)


def _never_at_all(seen: Seen) -> list[Gap]:
    return [gap for gap in seen.gaps if gap.last_on is None and gap.n_days >= GAP_LIMIT]


def _never_by_co(seen: Seen, names: Names) -> Iterator[Ask]:
    """Those that nobody inspected are asked about already."""
    asked = {gap.thana_code for gap in _never_at_all(seen)}
    never = [code for code in inspections.never_by(seen.told, "co", seen.thanas) if code not in asked]
    if never:
        yield _said("never_co", never, names)


def _all_correct(seen: Seen, names: Names) -> Iterator[Ask]:
    """The inspector who finds everything correct, with what the others found at that Kendra."""
    flagged = [one for one in seen.formal if one.is_flagged]
    if not flagged:
        return
    worst, lang = flagged[0], names.lang
    told = {
        "rank": say(lang, f"inspections.rank.{worst.rank}"),
        "n": words.number(lang, worst.n),
        "correct": words.number(lang, worst.n_correct),
        "others": words.number(lang, worst.n_others),
        "found": words.number(lang, worst.n_others - worst.n_others_correct),
    }
    about = say(lang, "inspections.ask.all_correct.about", name=names.thana(worst.thana_code), **told)
    key = "inspections.ask.all_correct" if worst.n_others else "inspections.ask.all_correct.alone"
    sentence = say(lang, key, **told)
    if rest := len(flagged) - 1:
        sentence += " " + say(lang, "inspections.ask.all_correct.more", n=words.number(lang, rest))
    yield Ask(about, sentence)


def _gap(seen: Seen, names: Names) -> Iterator[Ask]:
    """The longest of those that were inspected at all, where it is longer than I3 lets pass."""
    beyond = [gap for gap in seen.gaps if gap.last_on is not None and gap.n_days > GAP_LIMIT]
    if beyond:
        most = max(gap.n_days for gap in beyond)
        some = [gap.thana_code for gap in beyond if gap.n_days == most]
        yield _said("gap", some, names, days=words.number(names.lang, most))


def _repeated(seen: Seen, names: Names) -> Iterator[Ask]:
    """The defect that was found again most often at one Kendra, and how many others there are."""
    lang, counts = names.lang, Counter[tuple[str, str]]()
    for (_, thana, code), row in seen.repeated.items():
        counts[thana, code] = int(row["numerator"] or 0)
    often = [(key, n) for key, n in counts.most_common() if n >= _OFTEN]
    if not often:
        return
    (thana, code), n = often[0]
    told = {"name": names.thana(thana), "item": say(lang, f"inspections.item.{code}"), "n": words.number(lang, n)}
    sentence = say(lang, "inspections.ask.repeated", **told)
    if rest := len({key[0] for key, _ in often} - {thana}):
        sentence += " " + say(lang, "inspections.ask.repeated.more", n=words.number(lang, rest))
    yield Ask(say(lang, "inspections.ask.repeated.about", **told), sentence)


def _said(key: str, codes: Sequence[str], names: Names, **values: str) -> Ask:
    """The first of them by name, and how many more."""
    lang, rest = names.lang, len(codes) - _NAMED
    named = ", ".join(f"{names.thana(code)} ({names.home(code)})" for code in codes[:_NAMED])
    if rest > 0:
        named = say(lang, "inspections.ask.and_more", names=named, n=words.number(lang, rest))
    facts = {"names": named, "count": words.number(lang, len(codes)), **values}
    return Ask(say(lang, f"inspections.ask.{key}.about", **facts), say(lang, f"inspections.ask.{key}", **facts))

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
from metrics.inspections import GAP_LIMIT

MOST = 5
_NAMED = 3
_OFTEN = 3  # times a defect is found again before it is asked about


def draw(seen: Seen, names: Names) -> str:
    return sections.asks(found(seen, names), names.lang)


def found(seen: Seen, names: Names) -> list[Ask]:
    """Never inspected by anyone or by a CO, everything always correct, defects found again: these three are in sight.

    The longest gap is one click away, and first in its list below.
    """
    told = [*_never(seen, names), *_all_correct(seen, names)]
    return [*told, *_repeated(seen, names), *_gap(seen, names)][:MOST]


def _never(seen: Seen, names: Names) -> Iterator[Ask]:
    """Those that nobody inspected; in the same breath those that only the CO did not."""
    never = [gap.thana_code for gap in seen.gaps if gap.last_on is None and gap.n_days >= GAP_LIMIT]
    by_co = [code for code in inspections.never_by(seen.told, "co", seen.thanas) if code not in never]
    if never and by_co:
        yield _said("never_both", never, names, co=_named(by_co, names))
    elif never:
        yield _said("never", never, names)
    elif by_co:
        yield _said("never_co", by_co, names)


def _all_correct(seen: Seen, names: Names) -> Iterator[Ask]:
    """The inspector who finds everything correct, beside how often the others do at that Kendra.

    Both are told by the same count (I7): an inspection that is not all in order need not have found a defect.
    """
    flagged = [one for one in seen.formal if one.is_flagged]
    if not flagged:
        return
    worst, lang = flagged[0], names.lang
    told = {
        "rank": say(lang, f"inspections.rank.{worst.rank}"),
        "n": words.number(lang, worst.n),
        "correct": words.number(lang, worst.n_correct),
        "others": words.number(lang, worst.n_others),
        "others_correct": words.number(lang, worst.n_others_correct),
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
    """The defect found again most often at one Kendra, how often it was closed, and how many others there are."""
    lang, counts = names.lang, Counter[tuple[str, str]]()
    for (_, thana, code), row in seen.repeated.items():
        counts[thana, code] = int(row["numerator"] or 0)
    often = [(key, n) for key, n in counts.most_common() if n >= _OFTEN]
    if not often:
        return
    (thana, code), n = often[0]
    told = {"name": names.thana(thana), "item": say(lang, f"inspections.item.{code}"), "n": words.number(lang, n)}
    sentence = say(lang, "inspections.ask.repeated", **told)
    if due := _closed(thana, code, seen):
        n_closed, of = (words.number(lang, n) for n in due)
        sentence += " " + say(lang, "inspections.ask.repeated.closed", n=n_closed, of=of)
    sentence += " " + say(lang, "inspections.ask.repeated.why")
    if rest := len({key[0] for key, _ in often} - {thana}):
        sentence += " " + say(lang, "inspections.ask.repeated.more", n=words.number(lang, rest))
    yield Ask(say(lang, "inspections.ask.repeated.about", **told), sentence)


def _closed(thana: str, code: str, seen: Seen) -> tuple[int, int] | None:
    """How often this defect of a Kendra was closed in time, of how often that is known."""
    row = next((row for (_, unit, part), row in seen.closed.items() if (unit, part) == (thana, code)), None)
    return (int(row["numerator"] or 0), int(row["denominator"])) if row and row["denominator"] else None


def _said(key: str, codes: Sequence[str], names: Names, **values: str) -> Ask:
    lang = names.lang
    facts = {"names": _named(codes, names), "count": words.number(lang, len(codes)), **values}
    return Ask(say(lang, f"inspections.ask.{key}.about", **facts), say(lang, f"inspections.ask.{key}", **facts))


def _named(codes: Sequence[str], names: Names) -> str:
    """The first of them by name, and how many more."""
    lang, rest = names.lang, len(codes) - _NAMED
    named = ", ".join(f"{names.thana(code)} ({names.home(code)})" for code in codes[:_NAMED])
    return say(lang, "inspections.ask.and_more", names=named, n=words.number(lang, rest)) if rest > 0 else named

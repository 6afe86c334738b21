"""Puts a brief into words: a title, a few facts, and sections of lines, the same for text and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from locales import say
from metrics import catalogue, wording
from metrics.brief.reading import Brief
from metrics.brief.returns import CutOff, NotIn
from metrics.circulars import Told
from warehouse.manifest import Held

MOST_MONTHS = 3


@dataclass(frozen=True)
class Line:
    """What it is about, and the sentence."""

    about: str
    sentence: str


@dataclass(frozen=True)
class Section:
    """Lines under a heading; the calm words where there is none. `name` is the same in every language."""

    name: str
    heading: str
    lines: tuple[Line, ...]
    calm: str


@dataclass(frozen=True)
class Paper:
    """A whole brief in one language: facts are pairs of label and text, `sums` the counts that say it all at once."""

    lang: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sums: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def paper(brief: Brief, lang: str) -> Paper:
    """Overdue and held first, then the exceptions, what waits, and what falls due next."""
    held = tuple(held_line(brief, one, lang) for one in brief.held)
    matters = tuple(Line(one.about(lang), one.sentence(lang)) for one in brief.exceptions)
    days = wording.day(lang, brief.window.start), wording.day(lang, brief.window.end)
    overdue = (*_returns(brief, lang), *_circulars(brief, lang))
    return Paper(
        lang,
        title(brief, lang),
        tuple(_facts(brief, lang)),
        tuple(_sums(brief, lang)),
        (
            _section("overdue", overdue, lang),
            _section("held", held, lang),
            _section("exceptions", matters, lang, start=days[0], end=days[1]),
            _section("waiting", tuple(waiting_line(brief, code, lang) for code in brief.waiting), lang),
            _section("due", tuple(_due(brief, lang)), lang),
        ),
    )


def title(brief: Brief, lang: str) -> str:
    """Of which district, and of which day."""
    day = wording.day(lang, brief.as_of)
    if brief.district_code is None:
        return say(lang, "brief.title_range", day=day)
    return say(lang, "brief.title", district=_name(brief, brief.district_code, lang), day=day)


def moment(lang: str, when: datetime) -> str:
    return f"{wording.day(lang, when.date())}, {when:%H:%M}"


def month(lang: str, starts_on: date) -> str:
    return str(format_date(starts_on, "LLLL y", locale=f"{lang}_IN"))


def not_in_sentence(brief: Brief, one: NotIn, lang: str) -> str:
    """From which thanas, since when."""
    names = ", ".join(_name(brief, code, lang) for code in one.thanas)
    whole = say(lang, "brief.all_thanas", n=wording.count(lang, len(one.thanas))) if one.is_whole else names
    due = wording.day(lang, one.cut_off_at.date())
    key = "brief.not_in" if one.thanas else "brief.not_in_district"
    return say(lang, key, names=whole, due=due, days=_days(lang, one.n_days))


def overdue_sentence(one: Told, lang: str) -> str:
    assert one.due_on is not None, "only what has a due date is overdue"
    key = "brief.circular_partial" if one.is_partial else "brief.circular_overdue"
    return say(lang, key, subject=one.subject, due=wording.day(lang, one.due_on), days=_days(lang, one.n_days))


def ahead_sentence(one: Told, as_of: date, lang: str) -> str:
    assert one.due_on is not None, "only what has a due date falls due"
    n_left = (one.due_on - as_of).days
    left = say(lang, "brief.left", days=_days(lang, n_left)) if n_left else say(lang, "brief.today")
    return say(lang, "brief.circular_due", subject=one.subject, due=wording.day(lang, one.due_on), left=left)


def held_line(brief: Brief, one: Held, lang: str) -> Line:
    """Which slice, on what ground, and up to when its figures are good."""
    reason = getattr(one.reasons[0], f"sentence_{lang}") if one.reasons else ""
    good = one.last_good_day
    tail = say(lang, "held.good_until", day=wording.day(lang, good)) if good else say(lang, "held.never")
    since = say(lang, "brief.held_since", day=wording.day(lang, (one.held_since or one.received_at).date()))
    name = say(lang, f"metrics.return.{one.return_name}")
    return Line(_of_all(brief, [one.district_code], name, lang), " ".join(filter(None, (since, reason, tail))))


def waiting_line(brief: Brief, code: str, lang: str) -> Line:
    """How many, of how many, on which day; in words where it is not known or too few to be told."""
    kpi = catalogue.load()[code]
    return Line(kpi.words(lang).label, _waits(brief.waiting[code], lang))


def _waits(row: Any, lang: str) -> str:
    if row is None:
        return say(lang, "brief.waiting_not_kept")
    if row["is_suppressed"]:
        return say(lang, "brief.waiting_few")
    if row["numerator"] is None or row["denominator"] is None:
        return say(lang, "brief.waiting_unknown")
    day = wording.day(lang, row["read_on"])
    if not row["denominator"]:
        return say(lang, "brief.waiting_none", day=day)
    counts = {name: wording.count(lang, row[name]) for name in ("numerator", "denominator")}
    return say(lang, "brief.waiting", day=day, **counts)


def cut_off_line(one: CutOff, lang: str) -> Line:
    """Up to when, of which month; then how many are in, of how many, with the returns of which that is so."""
    alike: dict[tuple[int, int], list[str]] = {}
    for due in one.returns:
        name = say(lang, f"metrics.return.{due.return_name}")
        alike.setdefault((due.n_received, due.n_due), []).append(name)
    told = [
        say(lang, "brief.in_of", n=wording.count(lang, n), of=wording.count(lang, of), names=", ".join(names))
        for (n, of), names in alike.items()
    ]
    about = say(lang, "brief.cut_off", until=moment(lang, one.cut_off_at), month=month(lang, one.month_starts_on))
    return Line(about, " ".join(told))


def _facts(brief: Brief, lang: str) -> Iterator[tuple[str, str]]:
    manifest = brief.snapshot.manifest
    received = manifest.known_through
    yield say(lang, "header.received"), wording.day(lang, received.date()) if received else "—"
    yield say(lang, "header.published"), moment(lang, manifest.published_at)
    yield say(lang, "header.snapshot"), brief.snapshot.id


def _sums(brief: Brief, lang: str) -> Iterator[tuple[str, str]]:
    circulars = brief.circulars
    is_any_told = circulars.is_kept and not set(brief.districts) <= set(circulars.silent)
    counts = {
        "returns": brief.n_not_in,
        "circulars": len(circulars.overdue) if is_any_told else None,
        "held": len(brief.held),
        "exceptions": len(brief.exceptions),
    }
    for name, n in counts.items():
        yield say(lang, f"brief.sum.{name}"), "—" if n is None else wording.count(lang, n)
    for first in brief.cut_offs[:1]:
        yield say(lang, "brief.sum.cut_off"), moment(lang, first.cut_off_at)
    yield say(lang, "header.data_through"), say(lang, "header.data_value", day=wording.day(lang, brief.window.end))


def _section(name: str, lines: tuple[Line, ...], lang: str, **values: str) -> Section:
    return Section(name, say(lang, f"brief.section.{name}", **values), lines, say(lang, f"brief.calm.{name}"))


def _returns(brief: Brief, lang: str) -> Iterator[Line]:
    """One line for each return of a district, its newest months in words: a year of silence fills no page."""
    of: dict[tuple[str, str], list[NotIn]] = {}
    for one in brief.not_in:
        of.setdefault((one.district_code, one.return_name), []).append(one)
    for (district, name), months in of.items():
        newest = sorted(months, key=lambda one: one.month_starts_on, reverse=True)
        told = [f"{month(lang, one.month_starts_on)}: {not_in_sentence(brief, one, lang)}" for one in newest]
        rest = say(lang, "brief.more_months", n=wording.count(lang, len(told) - MOST_MONTHS))
        about = _of_all(brief, [district], say(lang, f"metrics.return.{name}"), lang)
        yield Line(about, " ".join([*told[:MOST_MONTHS], *([rest] if len(told) > MOST_MONTHS else [])]))


def _circulars(brief: Brief, lang: str) -> Iterator[Line]:
    found = brief.circulars
    if not found.is_kept:
        yield Line(say(lang, "brief.circulars"), say(lang, "brief.circulars_not_kept"))
    for one, districts in _alike(found.overdue):
        yield Line(_of_all(brief, districts, one.circular_no, lang), overdue_sentence(one, lang))
    if found.silent:
        about = _of_all(brief, found.silent, say(lang, "brief.circulars"), lang)
        yield Line(about, say(lang, "brief.circulars_silent", day=wording.day(lang, brief.as_of)))


def _due(brief: Brief, lang: str) -> Iterator[Line]:
    yield from (cut_off_line(one, lang) for one in brief.cut_offs)
    for one, districts in _alike(brief.circulars.ahead):
        yield Line(_of_all(brief, districts, one.circular_no, lang), ahead_sentence(one, brief.as_of, lang))
    for one, districts in _alike(brief.circulars.undue):
        yield Line(
            _of_all(brief, districts, one.circular_no, lang), say(lang, "brief.circular_undue", subject=one.subject)
        )
    if brief.next_review_on:
        yield Line(say(lang, "brief.next_review"), wording.day(lang, brief.next_review_on))


def _alike(found: Iterable[Told]) -> Iterator[tuple[Told, list[str]]]:
    """Each circular once, with the districts of which the very same is to be said."""
    of: dict[tuple[object, ...], list[Told]] = {}
    for one in found:
        of.setdefault((one.circular_no, one.subject, one.due_on, one.is_partial), []).append(one)
    for same in of.values():
        yield same[0], [one.district_code for one in same]


def _of_all(brief: Brief, districts: Sequence[str], what: str, lang: str) -> str:
    """What, of which districts; of the one that the whole brief is of it need not be said."""
    if brief.district_code is not None:
        return what
    if len(districts) == 1:
        return f"{say(lang, 'metrics.unit.district', name=_name(brief, districts[0], lang))} · {what}"
    names = ", ".join(_name(brief, code, lang) for code in districts)
    return f"{say(lang, 'brief.districts', names=names)} · {what}"


def _name(brief: Brief, code: str, lang: str) -> str:
    return brief.names[code][lang] if code in brief.names else code


def _days(lang: str, n: int) -> str:
    return wording.with_unit(lang, "days", wording.count(lang, n), n)

"""The verdict on a batch — one return of one district — from what was found in it, each finding in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Protocol

from expectations.suites import load_suite
from locales import catalogue, say

PUBLISHED, HELD, UNCHANGED, REFUSED = "published", "held", "unchanged", "refused"


class Limits(Protocol):
    """The settings that a verdict depends on."""

    @property
    def hold_quarantine_pct(self) -> float: ...
    @property
    def hold_quarantine_rows(self) -> int: ...
    @property
    def hold_row_fall_pct(self) -> float: ...
    @property
    def closed_through(self) -> dict[str, date]: ...


@dataclass(frozen=True)
class Reason:
    """One finding on a batch, in both languages."""

    rule: str
    count: int
    sentence_hi: str
    sentence_en: str


@dataclass(frozen=True)
class Verdict:
    verdict: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class LikeBatch:
    """The last published batch of a like period: its first and last day, and its rows of the same thanas and now."""

    first_day: date
    last_day: date
    n_rows: int
    n_rows_now: int


@dataclass(frozen=True)
class TotalOff:
    """A total that the file itself states and its rows do not give."""

    field_hi: str
    field_en: str
    stated: int
    summed: int


@dataclass(frozen=True)
class BatchFacts:
    """What is known of a batch before its verdict. Counts are rows, but for `notes`, which say what they count.

    `found` is what was found by looking beyond the batch's own rows; it is shown and holds nothing.
    """

    return_name: str
    is_cumulative: bool
    first_day: date
    n_data: int
    n_quarantined: int = 0
    n_waiting: int = 0
    is_nil: bool = False
    quarantined_by_rule: Mapping[str, int] = field(default_factory=dict)
    warned_by_rule: Mapping[str, int] = field(default_factory=dict)
    held_by_rule: Mapping[str, int] = field(default_factory=dict)
    disagreeing: tuple[str, ...] = ()
    totals_off: tuple[TotalOff, ...] = ()
    like: LikeBatch | None = None
    could_not_compare: bool = False
    notes: Mapping[str, int] = field(default_factory=dict)
    found: tuple[Reason, ...] = ()


def decide(facts: BatchFacts, limits: Limits) -> Verdict:
    """Held when any ground for holding is found, else published; the grounds come first among the reasons."""
    holding = [*_holding(facts, limits)]
    return Verdict(HELD if holding else PUBLISHED, (*holding, *_rows(facts), *_warning(facts)))


def reason(rule: str, count: int, **values: object) -> Reason:
    """A finding whose sentence is `gate.reason.<rule>`."""
    values = {"count": count, **values}
    key = f"gate.reason.{rule}"
    return Reason(rule, count, say("hi", key, **values), say("en", key, **values))


def rule_sentence(return_name: str, rule: str, lang: str) -> str:
    """A row rule in words: the suite's own, else that of the rule for cells; never nothing."""
    found = load_suite(return_name).find(rule)
    if found is not None:
        return found.sentence_hi if lang == "hi" else found.sentence_en
    key = f"gate.rule.{rule}"
    return say(lang, key if key in catalogue(lang) else "gate.rule.other")


def mend_sentence(return_name: str, rule: str, lang: str) -> str:
    """How to mend a row that failed: by the rule where there is such a sentence, else by the rule's kind."""
    found = load_suite(return_name).find(rule)
    keys = [f"gate.mend.{rule}", f"gate.mend.{found.kind}" if found else "", "gate.mend.other"]
    return say(lang, next(key for key in keys if key in catalogue(lang)))


def _holding(facts: BatchFacts, limits: Limits) -> Iterator[Reason]:
    closed = limits.closed_through.get(facts.return_name)
    if closed and not facts.is_cumulative and facts.first_day <= closed:
        yield reason("period_closed", facts.n_data, closed=f"{closed:%d.%m.%Y}")
    pct = 100 * facts.n_quarantined / facts.n_data if facts.n_data else 0
    if facts.n_quarantined >= limits.hold_quarantine_rows and pct > limits.hold_quarantine_pct:
        yield reason(
            "too_many_quarantined", facts.n_quarantined, n_data=facts.n_data, limit=f"{limits.hold_quarantine_pct:g}"
        )
    elif facts.n_data and facts.n_quarantined == facts.n_data:
        yield reason("nothing_accepted", facts.n_data)  # published, it would say that nothing had happened
    if facts.like is not None and (not facts.is_nil or facts.first_day <= facts.like.last_day):
        yield from _fall(facts.like, limits)  # a nil return is believed for new days, not over days filled before
    for total in facts.totals_off:
        yield reason("total_disagrees", 1, **asdict(total))
    if facts.disagreeing:
        yield reason("gate_disagrees", len(facts.disagreeing), rules=", ".join(facts.disagreeing))
    for rule, count in facts.held_by_rule.items():
        yield _of_rows(facts.return_name, rule, count)


def _fall(like: LikeBatch, limits: Limits) -> Iterator[Reason]:
    if like.n_rows and 100 * (like.n_rows - like.n_rows_now) / like.n_rows > limits.hold_row_fall_pct:
        yield reason(
            "row_count_fell",
            like.n_rows - like.n_rows_now,
            before=like.n_rows,
            now=like.n_rows_now,
            first=f"{like.first_day:%d.%m.%Y}",
            last=f"{like.last_day:%d.%m.%Y}",
            limit=f"{limits.hold_row_fall_pct:g}",
        )


def _rows(facts: BatchFacts) -> Iterator[Reason]:
    for rule, count in facts.quarantined_by_rule.items():
        yield _of_rows(facts.return_name, rule, count)
    if facts.n_waiting:
        yield _of_rows(facts.return_name, "number_not_in_register", facts.n_waiting)


def _warning(facts: BatchFacts) -> Iterator[Reason]:
    for rule, count in facts.warned_by_rule.items():
        yield _of_rows(facts.return_name, rule, count)
    if facts.could_not_compare:
        yield reason("row_count_not_compared", facts.n_data)
    yield from facts.found
    for note, count in facts.notes.items():
        if count:
            yield reason(note, count)


def _of_rows(return_name: str, rule: str, count: int) -> Reason:
    return Reason(rule, count, rule_sentence(return_name, rule, "hi"), rule_sentence(return_name, rule, "en"))

"""What a catalogue entry may not say: half-filled, against itself, or against another entry."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metrics.catalogue import Kpi, Words

MAX_SHORT = 22  # characters that fit a table row at 1280 pixels in both scripts
LATIN = re.compile(r"[A-Za-z]+")
DEVANAGARI = re.compile(r"[\u0900-\u097F]+")

# kind → which of SOURCES it needs; the others must be absent
SOURCES = ("stream", "numerator_columns", "denominator_columns", "quantile")
BOTH_COLUMNS = frozenset({"numerator_columns", "denominator_columns"})
NEEDS: dict[str, frozenset[str]] = {
    "obligation": frozenset({"stream"}),
    "lapse": frozenset({"stream"}),
    "median": frozenset({"stream"}),
    "longest": frozenset({"stream"}),
    "survival": frozenset({"quantile"}),
    **dict.fromkeys(
        ("share", "ratio", "stock_share", "stock_ratio", "workload", "bunching", "difference"), BOTH_COLUMNS
    ),
    **dict.fromkeys(("per_day", "stock", "stock_change", "units", "per_listed"), frozenset({"numerator_columns"})),
    **dict.fromkeys(("reach", "reach_phase", "oldest", "concentration", "pai", "formality", "freshness"), frozenset()),
    **dict.fromkeys(("agreement", "restatement"), frozenset()),
}
UNITS: dict[str, frozenset[str]] = {
    "per_day": frozenset({"per_day"}),
    "stock": frozenset({"count"}),
    "stock_change": frozenset({"count"}),
    "stock_ratio": frozenset({"per_one"}),
    "ratio": frozenset({"pct", "per_thousand", "per_hundred", "per_one"}),
    "per_listed": frozenset({"per_thousand"}),
    "median": frozenset({"days", "hours"}),
    "longest": frozenset({"days", "nights"}),
    "bunching": frozenset({"times"}),
    "pai": frozenset({"times"}),
    "difference": frozenset({"points"}),
    "formality": frozenset({"points"}),
    "freshness": frozenset({"hours"}),
    **dict.fromkeys(("survival", "workload", "oldest"), frozenset({"days"})),
}
SHARES = frozenset({"pct"})
LISTED = frozenset({"oldest"})  # lower is better, but it is only listed: it has no target
# These count the returns themselves: what did not come stands in their own figures and is not missing beside them.
STREAMS_OF_RETURNS = frozenset({"return_received", "return_on_time", "late_hours", "first_pass"})
KINDS_OF_RETURNS = frozenset({"freshness"})
STREAMS_OF_LISTS = frozenset({"pandal_registered"})  # told by the master lists, so by no return


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is wrong with one field; `kind` names the sentence `metrics.catalogue.<kind>`."""

    kind: str
    field: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)


def within(kpi: Kpi) -> Iterator[Fault]:
    """Faults that one entry shows by itself."""
    yield from _source(kpi)
    yield from _columns(kpi)
    yield from _unit(kpi)
    yield from _target(kpi)
    yield from _target_on(kpi)
    yield from _missed_beyond(kpi)
    yield from _own_pair(kpi)
    for lang in ("hi", "en"):
        yield from _words(kpi, lang, kpi.words(lang))


def between(kpis: tuple[Kpi, ...]) -> Iterator[tuple[int, Fault]]:
    """Faults that show only beside the other entries, with the position of the entry at fault."""
    codes = [kpi.code for kpi in kpis]
    names = [kpi.name for kpi in kpis]
    for position, kpi in enumerate(kpis):
        if kpi.code in codes[:position]:
            yield position, Fault("duplicate", "code", {"found": kpi.code})
        if kpi.name in names[:position]:
            yield position, Fault("duplicate", "name", {"found": kpi.name})
        if kpi.pair is not None and kpi.pair not in codes:
            yield position, Fault("pair_missing", "pair", {"found": kpi.pair})
        if kpi.pair_awaits is not None and kpi.pair_awaits in codes:
            yield position, Fault("pair_arrived", "pair_awaits", {"found": kpi.pair_awaits})


def _source(kpi: Kpi) -> Iterator[Fault]:
    given = {name for name in SOURCES if getattr(kpi, name)}
    for name in sorted(NEEDS[kpi.kind] - given):
        yield Fault("source_missing", name, {"kind": kpi.kind})
    for name in sorted(given - NEEDS[kpi.kind]):
        yield Fault("source_extra", name, {"kind": kpi.kind, "found": getattr(kpi, name)})
    is_told_without = kpi.stream in STREAMS_OF_RETURNS | STREAMS_OF_LISTS or kpi.kind in KINDS_OF_RETURNS
    if is_told_without and kpi.returns:
        yield Fault("source_extra", "returns", {"kind": kpi.stream or kpi.kind, "found": ", ".join(kpi.returns)})
    elif not is_told_without and not kpi.returns:
        yield Fault("source_missing", "returns", {"kind": kpi.kind})


def _columns(kpi: Kpi) -> Iterator[Fault]:
    """A difference of two shares needs the part and the whole of each."""
    for name in sorted(BOTH_COLUMNS) if kpi.kind == "difference" else ():
        columns = getattr(kpi, name)
        if columns and len(columns) != 2:
            yield Fault("part_and_whole", name, {"kind": kpi.kind, "found": columns})


def _unit(kpi: Kpi) -> Iterator[Fault]:
    allowed = UNITS.get(kpi.kind, SHARES)
    if kpi.unit not in allowed:
        yield Fault("unit", "unit", {"found": kpi.unit, "kind": kpi.kind, "known": ", ".join(sorted(allowed))})


def _target(kpi: Kpi) -> Iterator[Fault]:
    if kpi.is_context:
        yield from _untargeted("context_target", kpi)
    elif kpi.kind in LISTED:
        yield from _untargeted("listed_target", kpi)
    elif kpi.target is None:
        yield Fault("target_missing", "target", {"direction": kpi.direction})
    else:
        yield from _target_value(kpi)
    if kpi.target is not None and kpi.target_source is None:
        yield Fault("target_without_source", "target_source", {"target": kpi.target})
    for lang in ("hi", "en"):
        if (kpi.words(lang).target_reason is None) != (kpi.target is None):
            yield Fault("target_reason", f"{lang}.target_reason", {"target": "—" if kpi.target is None else kpi.target})


def _untargeted(kind: str, kpi: Kpi) -> Iterator[Fault]:
    for name in ("target", "target_source", "target_days", "missed_beyond"):
        if getattr(kpi, name) is not None:
            yield Fault(kind, name, {"found": getattr(kpi, name)})


def _target_value(kpi: Kpi) -> Iterator[Fault]:
    if kpi.is_against_last_review != isinstance(kpi.target, str):
        yield Fault("target_kind", "target", {"found": kpi.target, "kind": kpi.kind})
    if not isinstance(kpi.target, float | int):
        return
    if kpi.target < 0 or (kpi.is_proportion and kpi.target > kpi.scale):
        yield Fault("target_range", "target", {"found": kpi.target, "most": kpi.scale})
    elif kpi.target == _met_by_all(kpi):
        yield Fault("target_met_by_all", "target", {"found": kpi.target, "direction": kpi.direction})


def _met_by_all(kpi: Kpi) -> int | None:
    """The target that nothing can miss; what is no proportion has no highest figure."""
    if kpi.direction == "UP":
        return 0
    return kpi.scale if kpi.is_proportion else None


def _target_on(kpi: Kpi) -> Iterator[Fault]:
    """Only a proportion that is to be high can be judged by the lower end of its interval."""
    if kpi.target_on == "low" and not (kpi.is_proportion and kpi.direction == "UP"):
        yield Fault("target_on", "target_on", {"found": kpi.target_on, "kind": kpi.kind, "direction": kpi.direction})


def _missed_beyond(kpi: Kpi) -> Iterator[Fault]:
    """The second bar lies beyond the target, on the bad side of it."""
    if kpi.missed_beyond is None:
        return
    is_beyond = isinstance(kpi.target, float | int) and (
        kpi.missed_beyond > kpi.target if kpi.direction == "DOWN" else kpi.missed_beyond < kpi.target
    )
    if not is_beyond:
        yield Fault("missed_beyond", "missed_beyond", {"found": kpi.missed_beyond, "target": kpi.target})


def _own_pair(kpi: Kpi) -> Iterator[Fault]:
    if kpi.pair is not None and kpi.pair_awaits is not None:
        yield Fault("pair_twice", "pair_awaits", {"found": kpi.pair_awaits, "pair": kpi.pair})
    if kpi.pair is None and kpi.pair_awaits is None:
        yield Fault("pair_none", "pair", {})
    for name in ("pair", "pair_awaits"):
        if getattr(kpi, name) == kpi.code:
            yield Fault("pair_itself", name, {"found": kpi.code})


def _words(kpi: Kpi, lang: str, words: Words) -> Iterator[Fault]:
    foreign, own = (LATIN, DEVANAGARI) if lang == "hi" else (DEVANAGARI, LATIN)
    for name, text in words:
        if text is None:
            continue
        stray = foreign.search(text)
        if stray:
            yield Fault(f"foreign_{lang}", f"{lang}.{name}", {"found": stray.group()})
        elif not own.search(text):
            yield Fault("no_words", f"{lang}.{name}", {"found": text})
    if len(words.short) > MAX_SHORT:
        yield Fault("too_long", f"{lang}.short", {"found": words.short, "length": len(words.short), "most": MAX_SHORT})

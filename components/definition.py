"""A KPI's definition on demand: what is counted, over what, what is not, the target and who set it, the pair."""

from __future__ import annotations

from html import escape

from components import words
from components.matrix import Cell
from locales import say
from metrics import catalogue
from metrics.catalogue import Kpi

Pairs = list[tuple[str, str]]


def facts(kpi: Kpi, lang: str) -> Pairs:
    """Label and text of everything that defines the KPI, whatever is being looked at."""
    text = kpi.words(lang)
    return [
        (say(lang, "definition.numerator"), text.numerator),
        (say(lang, "definition.denominator"), text.denominator),
        (say(lang, "definition.not_counted"), text.not_counted),
        (say(lang, "definition.direction"), say(lang, f"direction.{kpi.direction.lower()}")),
        (say(lang, "definition.target"), target_and_source(kpi, lang)),
        (say(lang, "definition.pair"), pair(kpi, lang)),
        (say(lang, "definition.owner"), owner(kpi, lang)),
    ]


def target_value(kpi: Kpi) -> float | None:
    """The target as a figure; None where there is none, or where it is the unit's own last review."""
    return None if isinstance(kpi.target, str) else kpi.target


def target(kpi: Kpi, lang: str) -> str:
    """The target in words, or that there is none."""
    if isinstance(kpi.target, str):
        return say(lang, "target.last_review")
    if kpi.target is None:
        return say(lang, "target.none")
    side = "lower_end" if kpi.target_on == "low" else "at_least" if kpi.direction == "UP" else "at_most"
    if kpi.is_proportion and kpi.target == (kpi.scale if kpi.direction == "UP" else 0):
        side = "all_of_it"  # nothing lies beyond
    return say(lang, f"target.{side}", value=words.target(lang, kpi.unit, kpi.target))


def target_and_source(kpi: Kpi, lang: str) -> str:
    """The target, who set it and why; that the range has still to confirm it, where that is so."""
    if kpi.target_source is None:
        return target(kpi, lang)
    parts = [target(kpi, lang), say(lang, f"source.{kpi.target_source.lower()}"), kpi.words(lang).target_reason]
    if kpi.missed_beyond is not None:
        bar = words.target(lang, kpi.unit, kpi.missed_beyond)
        parts.insert(1, say(lang, "target.missed_beyond", value=bar))
    if kpi.is_target_proposed:
        parts.append(say(lang, "target.proposed"))
    return " — ".join(part for part in parts if part)


def pair(kpi: Kpi, lang: str) -> str:
    if kpi.pair:
        pair = catalogue.load()[kpi.pair]
        return f"{pair.number} · {pair.words(lang).short}"
    return say(lang, "definition.pair_awaited", code=kpi.pair_awaits) if kpi.pair_awaits else words.NOTHING


def owner(kpi: Kpi, lang: str) -> str:
    return f"{kpi.words(lang).owner} · {say(lang, 'definition.agreed', day=words.day(lang, kpi.agreed_on))}"


def in_scope(cell: Cell, lang: str) -> Pairs:
    """How many rows stand behind the number on screen, and how many are unknown or did not come."""
    if cell.is_suppressed:
        return [(say(lang, "definition.rows"), say(lang, "definition.suppressed"))]
    rows = words.NOTHING if cell.denominator is None else words.number(lang, cell.denominator)
    missing = say(lang, "definition.n_of", n=words.number(lang, cell.n_missing), of=words.number(lang, cell.n_expected))
    return [
        (say(lang, "definition.rows"), rows),
        (say(lang, "definition.unknown"), unknown(cell, lang)),
        (say(lang, "definition.missing"), missing),
    ]


def unknown(cell: Cell, lang: str) -> str:
    """Of how many it is not known; of few women only that they are few."""
    return say(lang, "cell.few") if cell.n_unknown is None else words.number(lang, cell.n_unknown)


def definition(kpi: Kpi, lang: str, cell: Cell | None = None) -> str:
    """The meaning as a sentence, the rest as a list of terms."""
    pairs = facts(kpi, lang) + (in_scope(cell, lang) if cell else [])
    listed = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in pairs)
    return f"<p><b>{escape(kpi.words(lang).label)}</b> — {escape(kpi.words(lang).meaning)}</p><dl>{listed}</dl>"

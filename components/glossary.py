"""The catalogue as articles to read, found by code or by any word in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from components import words
from components.charts.table import Table
from components.definition import definition, facts
from components.dictionary.finding import holds
from locales import LANGUAGES, say
from metrics import catalogue
from metrics.catalogue import Kpi

ALL = "all"


def matching(wanted: str) -> tuple[Kpi, ...]:
    """KPIs in whose code, name or words every searched word occurs; all of them for an empty search."""
    return tuple(kpi for kpi in catalogue.load().kpis if holds(wanted, _text(kpi)))


def name(code: str, lang: str) -> str:
    if code == ALL:
        return say(lang, "glossary.all")
    kpi = catalogue.load()[code]
    return f"{kpi.number} · {kpi.words(lang).label}"


def entries(found: Sequence[Kpi], code: str, lang: str) -> str:
    """One article for each KPI, gathered by family with a list to jump by; or a sentence that none was found."""
    shown = [kpi for kpi in found if code in (ALL, kpi.code)]
    if not shown:
        return f'<p class="ms-calm">{escape(say(lang, "glossary.none"))}</p>'
    families = {letter: list(kpis) for letter, kpis in groupby(shown, key=lambda kpi: kpi.code[0])}
    sections = "".join(_family(letter, kpis, lang) for letter, kpis in families.items())
    return f'<div class="ms-glossary">{_jump(families, lang) if len(families) > 1 else ""}{sections}</div>'


def twin(found: Sequence[Kpi], lang: str) -> Table:
    """The same as a table: a line for each KPI, its meaning and everything that defines it."""
    heads = [say(lang, f"dictionary.head.{name}") for name in ("no", "label_hi", "label_en", "meaning")]
    more = [label for label, _ in facts(found[0], lang)] if found else []
    rows = tuple(
        (
            *(kpi.number, kpi.words("hi").label, kpi.words("en").label, kpi.words(lang).meaning),
            *(text for _, text in facts(kpi, lang)),
        )
        for kpi in found
    )
    return Table((*heads, *more), rows)


def _jump(families: Mapping[str, Sequence[Kpi]], lang: str) -> str:
    links = "".join(
        f'<li><a href="#family-{letter}">{escape(_heading(kpis, lang))}</a> '
        f"<span>{words.number(lang, len(kpis))}</span></li>"
        for letter, kpis in families.items()
    )
    return f'<nav aria-label="{escape(say(lang, "glossary.jump"))}"><ul>{links}</ul></nav>'


def _family(letter: str, kpis: Sequence[Kpi], lang: str) -> str:
    articles = "".join(f'<article lang="{lang}">{_article(kpi, lang)}</article>' for kpi in kpis)
    return f'<section><h2 id="family-{letter}">{escape(_heading(kpis, lang))}</h2>{articles}</section>'


def _heading(kpis: Sequence[Kpi], lang: str) -> str:
    """The codes and the name of a family: "B1–B9 · Backlog"."""
    first, last = (kpi.number for kpi in (kpis[0], kpis[-1]))
    codes = first if first == last else f"{first}–{last}"
    return f"{codes} · {say(lang, f'glossary.family.{first[0]}')}"


def _article(kpi: Kpi, lang: str) -> str:
    """Both languages: the reader's in full, the other's name beside it."""
    other = next(code for code in LANGUAGES if code != lang)
    heading = f"{kpi.number} · {kpi.words(lang).label}"
    aside = f'<span lang="{other}">({escape(kpi.words(other).label)})</span>'
    return f"<h3>{escape(heading)} {aside}</h3>{definition(kpi, lang)}"


def _text(kpi: Kpi) -> str:
    texts = (kpi.words(lang) for lang in LANGUAGES)
    parts = [part for text in texts for part in (text.label, text.short, text.meaning, text.numerator)]
    return " ".join([kpi.code, kpi.name, *parts])

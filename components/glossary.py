"""The catalogue as articles to read, found by code or by any word in either language."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.definition import definition
from locales import LANGUAGES, say
from metrics import catalogue
from metrics.catalogue import Kpi

ALL = "all"


def matching(wanted: str) -> tuple[Kpi, ...]:
    """KPIs in whose code, name or words every searched word occurs; all of them for an empty search."""
    searched = wanted.casefold().split()
    return tuple(kpi for kpi in catalogue.load().kpis if all(word in _text(kpi) for word in searched))


def name(code: str, lang: str) -> str:
    return say(lang, "glossary.all") if code == ALL else f"{code} · {catalogue.load()[code].words(lang).label}"


def entries(found: Sequence[Kpi], code: str, lang: str) -> str:
    """One article for each KPI, or a sentence that none was found."""
    shown = [kpi for kpi in found if code in (ALL, kpi.code)]
    if not shown:
        return f'<p class="ms-calm">{escape(say(lang, "glossary.none"))}</p>'
    articles = "".join(f'<article lang="{lang}">{_article(kpi, lang)}</article>' for kpi in shown)
    return f'<section class="ms-glossary">{articles}</section>'


def _article(kpi: Kpi, lang: str) -> str:
    """Both languages: the reader's in full, the other's name beside it."""
    other = next(code for code in LANGUAGES if code != lang)
    heading = f"{kpi.code} · {kpi.words(lang).label}"
    aside = f'<span lang="{other}">({escape(kpi.words(other).label)})</span>'
    return f"<h2>{escape(heading)} {aside}</h2>{definition(kpi, lang)}"


def _text(kpi: Kpi) -> str:
    words = (kpi.words(lang) for lang in LANGUAGES)
    parts = [part for text in words for part in (text.label, text.short, text.meaning, text.numerator)]
    return " ".join([kpi.code, kpi.name, *parts]).casefold()

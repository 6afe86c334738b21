"""A sign of formality in words: what it is, how often it shows, and how often it would anyway. Pure."""

from __future__ import annotations

from access.settings import load_settings
from components import words
from locales import say
from metrics import wording
from metrics.formality import Band
from metrics.formality_signs import RULES, Found

# The counts of these are numbers of women's matters: small ones are not told, nor what is left of all but a few.
OF_CASES = frozenset({"cases", "counselling"})


def sign(one: Found, return_name: str, lang: str) -> str:
    """The sign, then how often: "the figures of the row before: 138 of 138 (by chance 0 %)"."""
    return say(lang, "formality.said", sign=wording.sign(lang, one), often=_often(one, return_name, lang))


def standing(band: Band, lang: str) -> str:
    return say(lang, f"formality.band.{band}")


def _often(one: Found, return_name: str, lang: str) -> str:
    against = RULES[one.sign].against
    n, usual = words.number(lang, one.n), words.target(lang, "pct", round(one.usual * 100))
    if against == "digits":
        return say(lang, "formality.often.digits", n=n)
    return say(lang, f"formality.often.{against}", k=_count(one, return_name, lang), n=n, usual=usual)


def _count(one: Found, return_name: str, lang: str) -> str:
    few, left = load_settings().small_cell, one.n - one.hits
    if return_name in OF_CASES and 0 < left < few:
        return say(lang, "formality.nearly_all")
    return say(lang, "cell.few") if return_name in OF_CASES and one.hits < few else words.number(lang, one.hits)

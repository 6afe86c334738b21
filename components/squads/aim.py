"""Whether complaints came where the squads had been: PAI with PEI* beside it, or why neither is told."""

from __future__ import annotations

from html import escape

from components import words
from components.squads.reading import Seen
from locales import say


def html(seen: Seen, lang: str) -> str:
    """One paragraph: both figures and what they mean; of a circle or thana, or of few complaints, why there is none."""
    caught = seen.aim
    if caught is None or caught.pai is None:
        return _paragraph(say(lang, "squads.aim.none"))
    pei = say(lang, "squads.aim.unknown") if caught.pei_star is None else words.number(lang, caught.pei_star, 2)
    told = {
        "pai": words.number(lang, caught.pai, 2),
        "pei": pei,
        "area": words.value(lang, "pct", 100 * caught.area_share),
        "share": words.value(lang, "pct", 100 * (caught.hit_rate or 0)),
        "n": words.number(lang, caught.n),
    }
    return _paragraph(say(lang, "squads.aim.told", **told)) + _paragraph(say(lang, "squads.aim.note"))


def _paragraph(text: str) -> str:
    return f'<p class="ms-calm">{escape(text)}</p>'
